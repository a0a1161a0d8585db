"""The two clients of this package, the async one in asyncio and in trio."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs
import httpx
from anyio.from_thread import start_blocking_portal

import checkout_client
from checkout_client import APIConnectionError, APIError, AsyncCheckoutClient, CheckoutClient, ResponseDecodeError

from .fault import Kind, Operation
from .subject import KEY, PARAMETERS, RETRIES, RETRIEVED, Call, Found, Settings, Told, full_name, ids

KINDS: dict[type[BaseException], Kind] = {
    checkout_client.APIConnectionError: "connection",
    checkout_client.APITimeoutError: "timeout",
    checkout_client.ResponseDecodeError: "decode",
    checkout_client.ServerError: "server",
    checkout_client.RateLimitError: "rate limit",
    checkout_client.InvalidRequestError: "invalid",
    checkout_client.IdempotencyError: "idempotency",
    checkout_client.CardError: "card",
    checkout_client.PermissionDeniedError: "permission",
    checkout_client.AuthenticationError: "authentication",
    checkout_client.NotFoundError: "not found",
    checkout_client.APIError: "api",
}


def settings_of_ours(settings: Settings) -> dict[str, Any]:
    return {
        "api_key": KEY,
        "base_url": settings.url,
        "timeout": settings.timeout,
        "deadline": settings.deadline,
        "max_retries": RETRIES,
    }


def told(error: BaseException) -> Told:
    kind = KINDS.get(type(error))
    if not isinstance(error, (APIError, APIConnectionError, ResponseDecodeError)) or kind is None:
        return Told(full_name(error), frozenset(), None, None, headers=False)
    has_response = not isinstance(error, APIConnectionError)
    return Told(
        type(error).__name__,
        frozenset({kind}),
        error.http_status if has_response else None,
        error.request_id if has_response else None,
        has_response and "request-id" in error.headers,
        error.attempts,
        error.idempotency_key,
    )


def found_session(session: Any) -> Found:
    return Found((session.id,), session.last_response.attempts, session.last_response.idempotent_replayed)


@attrs.frozen
class PlainClient:
    """``CheckoutClient``."""

    name: str = "checkout_client, sync"
    keeps_deadlines: bool = True

    @contextmanager
    def open(self, settings: Settings) -> Iterator[Call]:
        http_client = None
        if settings.authority is not None:
            http_client = httpx.Client(verify=ssl.create_default_context(cafile=settings.authority))
        with CheckoutClient(**settings_of_ours(settings), http_client=http_client) as client:
            client._driver._sleep = settings.on_wait
            try:
                yield lambda operation: _call(client, operation)
            finally:
                if http_client is not None:
                    http_client.close()

    def told(self, error: BaseException) -> Told:
        return told(error)


def _call(client: CheckoutClient, operation: Operation) -> Found:
    if operation == "create":
        return found_session(client.sessions.create(**PARAMETERS))
    if operation == "retrieve":
        return found_session(client.sessions.retrieve(RETRIEVED))
    return Found(ids(client.sessions.list(limit=2 if operation == "walk" else 100)))


@attrs.frozen
class WaitingClient:
    """``AsyncCheckoutClient`` in one of the two kinds of event loop."""

    loop: str
    keeps_deadlines: bool = True

    @property
    def name(self) -> str:
        return f"checkout_client, {self.loop}"

    @contextmanager
    def open(self, settings: Settings) -> Iterator[Call]:
        async def sleep(seconds: float) -> None:
            settings.on_wait(seconds)

        with start_blocking_portal(self.loop) as portal:
            http_client = None
            if settings.authority is not None:
                http_client = httpx.AsyncClient(verify=ssl.create_default_context(cafile=settings.authority))
            client = AsyncCheckoutClient(**settings_of_ours(settings), http_client=http_client)
            client._driver._sleep = sleep
            try:
                yield lambda operation: portal.call(_await, client, operation)
            finally:
                portal.call(client.aclose)
                if http_client is not None:
                    portal.call(http_client.aclose)

    def told(self, error: BaseException) -> Told:
        return told(error)


async def _await(client: AsyncCheckoutClient, operation: Operation) -> Found:
    if operation == "create":
        return found_session(await client.sessions.create(**PARAMETERS))
    if operation == "retrieve":
        return found_session(await client.sessions.retrieve(RETRIEVED))
    limit = 2 if operation == "walk" else 100
    return Found(ids([session async for session in client.sessions.list(limit=limit)]))


OURS = (PlainClient(), WaitingClient("asyncio"), WaitingClient("trio"))
