"""The two clients of this package, the async one in asyncio, in trio, and with aiohttp's connections."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal
from unittest.mock import patch

import attrs
from anyio.from_thread import start_blocking_portal

import checkout_client
from checkout_client import APIConnectionError, APIError, AsyncCheckoutClient, CheckoutClient, ResponseDecodeError
from checkout_client._transport.backends.tls import cached_tls_context, shared_tls_context
from checkout_client._transport.messages import Send
from checkout_client.timeouts import Timeout

from .client_under_test import KEY, PARAMETERS, RETRIES, RETRIEVED, Call, Found, Reported, Settings, full_name, ids
from .fault import Course, Fault, Kind, Operation

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


PATIENCE = 10.0
"""Seconds for steps that are not meant to time out, however busy the machine is."""


@attrs.frozen
class PatientConnections:
    """Connections whose timeout can only pass while they wait for the response to a request that meets a fault."""

    connections: Any
    faulty: Callable[[], bool]

    def send(self, step: Send) -> Any:
        read = step.timeout.read if self.faulty() else PATIENCE
        timeout = Timeout(PATIENCE, read, PATIENCE, PATIENCE).capped(step.time_left)
        return self.connections.send(attrs.evolve(step, timeout=timeout))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connections, name)


def reported(error: BaseException) -> Reported:
    kind = KINDS.get(type(error))
    if not isinstance(error, (APIError, APIConnectionError, ResponseDecodeError)) or kind is None:
        return Reported(full_name(error), frozenset(), None, None, headers=False)
    has_response = not isinstance(error, APIConnectionError)
    return Reported(
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


@contextmanager
def trusting(authority: str | None) -> Iterator[None]:
    """Trust ``authority`` through the environment variable of OpenSSL."""
    if authority is None:
        yield
        return
    cached_tls_context.cache_clear()
    with patch.dict(os.environ, SSL_CERT_FILE=authority):
        shared_tls_context()
    try:
        yield
    finally:
        cached_tls_context.cache_clear()


@attrs.frozen
class SyncClient:
    """``CheckoutClient``."""

    name: str = "checkout_client, sync"
    title: str = "checkout_client sync"
    http_client: Any = None
    keeps_deadlines: bool = True

    @contextmanager
    def open(self, settings: Settings) -> Iterator[Call]:
        given = {"http_client": self.http_client}
        with trusting(settings.authority), CheckoutClient(**settings_of_ours(settings), **given) as client:
            client._driver._sleep = settings.on_wait
            client._driver.connections = PatientConnections(client._driver.connections, settings.faulty)
            yield lambda operation: _call(client, operation)

    def reported(self, error: BaseException) -> Reported:
        return reported(error)

    def specified(self, fault: Fault) -> Fault:
        return fault


def _call(client: CheckoutClient, operation: Operation) -> Found:
    if operation == "create":
        return found_session(client.sessions.create(**PARAMETERS))
    if operation == "retrieve":
        return found_session(client.sessions.retrieve(RETRIEVED))
    return Found(ids(client.sessions.list(limit=2 if operation == "walk" else 100)))


@attrs.frozen
class AsyncClient:
    """``AsyncCheckoutClient`` in asyncio or trio."""

    title: str
    loop: str
    http_client: Literal["aiohttp", "httpx", "httpx2"] | None = None
    different: Mapping[str, tuple[Course, Kind | None]] = {}
    """Other expected effects, by name of the fault: docs/guides/http_clients.md documents them."""
    keeps_deadlines: bool = True

    @property
    def name(self) -> str:
        return f"checkout_client, {self.title}"

    @contextmanager
    def open(self, settings: Settings) -> Iterator[Call]:
        async def sleep(seconds: float) -> None:
            settings.on_wait(seconds)

        with trusting(settings.authority), start_blocking_portal(self.loop) as portal:
            client = AsyncCheckoutClient(**settings_of_ours(settings), http_client=self.http_client)
            client._driver._sleep = sleep
            client._driver.connections = PatientConnections(client._driver.connections, settings.faulty)
            try:
                yield lambda operation: portal.call(_await, client, operation)
            finally:
                portal.call(client.aclose)

    def reported(self, error: BaseException) -> Reported:
        return reported(error)

    def specified(self, fault: Fault) -> Fault:
        course, error = self.different.get(fault.name, (fault.course, fault.error))
        return attrs.evolve(fault, course=course, error=error)


async def _await(client: AsyncCheckoutClient, operation: Operation) -> Found:
    if operation == "create":
        return found_session(await client.sessions.create(**PARAMETERS))
    if operation == "retrieve":
        return found_session(await client.sessions.retrieve(RETRIEVED))
    limit = 2 if operation == "walk" else 100
    return Found(ids([session async for session in client.sessions.list(limit=limit)]))


OURS = (
    SyncClient(),
    AsyncClient("asyncio", "asyncio"),
    AsyncClient("trio", "trio"),
    AsyncClient("aiohttp", "asyncio", "aiohttp", {"bytes after the response": ("retried", "connection")}),
)

UNDER_HTTPX = tuple(
    client
    for library in ("httpx", "httpx2")
    for client in (
        SyncClient(f"checkout_client, {library}, sync", f"{library} sync", library),
        AsyncClient(f"{library} asyncio", "asyncio", library),
        AsyncClient(f"{library} trio", "trio", library),
    )
)
"""Our connections under httpx or httpx2. The table of docs/reliability.md has no columns for them."""
