"""Stand-ins for what a client needs of the world: clocks, randomness, keys, sleeping, connections."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

import httpx

from checkout_client import AsyncCheckoutClient, CheckoutClient
from checkout_client._transport.async_driver import AsyncDriver
from checkout_client._transport.backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from checkout_client._transport.backends.httpx.httpx_messages import messages_for
from checkout_client._transport.config import Config
from checkout_client._transport.environment import Environment
from checkout_client._transport.messages import Response, Send, headers_from_bytes
from checkout_client._transport.sync_driver import SyncDriver

KEY = "sk_test_planted_4f9c2e71"
SESSION_ID = "cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u"
"""The id of the Session in ``tests/data/page_create.json`` and ``page_retrieve.json``."""

Answer = httpx.Response | BaseException


def config(**changes: Any) -> Config:
    """A client's settings, the defaults apart from ``changes``."""
    return Config(**({"api_key": KEY} | changes))


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def environment(clock: Callable[[], float] | None = None, **changes: Any) -> Environment:
    """A quiet world: time stands still, waits are never shortened at random, keys are ``key-1``, ``key-2`` …"""
    numbers = count(1)
    parts: dict[str, Any] = {
        "monotonic": clock or Clock(),
        "wall_clock": lambda: 1_700_000_000.0,
        "random": lambda: 1.0,
        "new_idempotency_key": lambda: f"key-{next(numbers)}",
    }
    return Environment(**(parts | changes))


class Script:
    """Connections that answer from a list, and remember what they were sent."""

    error_map = HTTPCORE_ERRORS

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._answers = iter(answers)
        self.requests: list[httpx.Request] = []
        self.closed = 0

    def send(self, step: Send) -> Response:
        self.requests.append(messages_for(httpx).request(step))
        answer = next(self._answers)
        if isinstance(answer, BaseException):
            raise answer
        return Response(answer.status_code, headers_from_bytes(answer.headers.raw), answer.read())

    def close(self) -> None:
        self.closed += 1


class AsyncScript(Script):
    """The same, awaited."""

    async def send(self, step: Send) -> Response:  # type: ignore[override]
        return super().send(step)

    async def aclose(self) -> None:
        self.close()


def sync_client(*answers: Answer, slept: list[float] | None = None, **settings: Any) -> tuple[CheckoutClient, Script]:
    """A client whose connections are a script, and that sleeps by adding to ``slept``."""
    script = Script(answers)
    driver = SyncDriver(script, sleep=([] if slept is None else slept).append)
    return CheckoutClient._assemble(config(**settings), driver, environment()), script


def async_client(
    *answers: Answer, slept: list[float] | None = None, **settings: Any
) -> tuple[AsyncCheckoutClient, AsyncScript]:
    """The same for the async client."""
    script = AsyncScript(answers)

    async def sleep(seconds: float) -> None:
        ([] if slept is None else slept).append(seconds)

    driver = AsyncDriver(script, sleep=sleep)
    return AsyncCheckoutClient._assemble(config(**settings), driver, environment()), script
