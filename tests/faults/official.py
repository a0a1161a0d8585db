"""Stripe's own SDK behind the same adapter: its default HTTP clients, retries as many as ours, and no waits."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import stripe
from anyio.from_thread import start_blocking_portal
from stripe._http_client import HTTPClient, new_default_http_client, new_http_client_async_fallback

from .client_under_test import KEY, PARAMETERS, RETRIES, RETRIEVED, Call, Found, Reported, Settings, full_name, ids
from .fault import Fault, Kind, Operation

# Where the SDK has one class for several kinds, any of them will do.
KINDS: dict[type[BaseException], frozenset[Kind]] = {
    stripe.APIConnectionError: frozenset({"connection", "timeout"}),
    stripe.RateLimitError: frozenset({"rate limit"}),
    stripe.InvalidRequestError: frozenset({"invalid", "not found"}),
    stripe.IdempotencyError: frozenset({"idempotency"}),
    stripe.CardError: frozenset({"card"}),
    stripe.PermissionError: frozenset({"permission"}),
    stripe.AuthenticationError: frozenset({"authentication"}),
    stripe.APIError: frozenset({"server", "api", "decode", "invalid"}),
}


def reported(error: BaseException) -> Reported:
    kinds = KINDS.get(type(error), frozenset())
    if not isinstance(error, stripe.StripeError):
        return Reported(full_name(error), frozenset(), None, None, headers=False)
    headers = error.headers or {}
    has_headers = any(name.lower() == "request-id" for name in headers)
    return Reported(type(error).__name__, kinds, error.http_status, error.request_id, has_headers)


def _client(settings: Settings, http_client: HTTPClient) -> stripe.StripeClient:
    return stripe.StripeClient(
        KEY, base_addresses={"api": settings.url}, http_client=http_client, max_network_retries=RETRIES
    )


@contextmanager
def _trusting(authority: str | None) -> Iterator[None]:
    before = stripe.ca_bundle_path
    stripe.ca_bundle_path = authority or before
    try:
        yield
    finally:
        stripe.ca_bundle_path = before


@attrs.frozen
class OfficialPlain:
    """``StripeClient`` with its default HTTP client, which is requests' where that is installed."""

    name: str = "stripe, sync"
    title: str = f"stripe {stripe.VERSION} sync"
    keeps_deadlines: bool = False

    @contextmanager
    def open(self, settings: Settings) -> Iterator[Call]:
        with _trusting(settings.authority):
            http_client = new_default_http_client(timeout=settings.timeout)
            http_client._sleep_time_seconds = _without_waiting(settings)  # type: ignore[method-assign]
            client = _client(settings, http_client)
            try:
                yield lambda operation: _call(client, operation)
            finally:
                http_client.close()
                gc.collect()  # requests closes what lies in cycles, as errors do, only then

    def reported(self, error: BaseException) -> Reported:
        return reported(error)

    def specified(self, fault: Fault) -> Fault:
        return fault


def _without_waiting(settings: Settings) -> Any:
    def seconds(retries: int, *_: object) -> float:
        settings.on_wait(0.5)
        return 0.0

    return seconds


def _call(client: stripe.StripeClient, operation: Operation) -> Found:
    sessions = client.v1.checkout.sessions
    if operation == "create":
        return Found(ids([sessions.create(PARAMETERS)]))  # type: ignore[arg-type]
    if operation == "retrieve":
        return Found(ids([sessions.retrieve(RETRIEVED)]))
    limit = 2 if operation == "walk" else 100
    return Found(ids(sessions.list({"limit": limit}).auto_paging_iter()))


@attrs.frozen
class OfficialWaiting:
    """The ``…_async`` methods of ``StripeClient`` with their default HTTP client, httpx."""

    name: str = "stripe, async"
    title: str = f"stripe {stripe.VERSION} async"
    keeps_deadlines: bool = False

    @contextmanager
    def open(self, settings: Settings) -> Iterator[Call]:
        with _trusting(settings.authority), start_blocking_portal("asyncio") as portal:
            http_client = new_http_client_async_fallback(timeout=settings.timeout)
            http_client._sleep_time_seconds = _without_waiting(settings)  # type: ignore[method-assign]
            client = _client(settings, http_client)
            try:
                yield lambda operation: portal.call(_await, client, operation)
            finally:
                portal.call(http_client.close_async)

    def reported(self, error: BaseException) -> Reported:
        return reported(error)

    def specified(self, fault: Fault) -> Fault:
        return fault


async def _await(client: stripe.StripeClient, operation: Operation) -> Found:
    sessions = client.v1.checkout.sessions
    if operation == "create":
        return Found(ids([await sessions.create_async(PARAMETERS)]))  # type: ignore[arg-type]
    if operation == "retrieve":
        return Found(ids([await sessions.retrieve_async(RETRIEVED)]))
    page = await sessions.list_async({"limit": 2 if operation == "walk" else 100})
    return Found(ids([session async for session in page.auto_paging_iter()]))


OFFICIAL = (OfficialPlain(), OfficialWaiting())
