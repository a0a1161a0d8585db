"""Count the functions that a create() and the decoding of a page call: ``python tests/guards/call_counts.py``.

Prints the counts as JSON. With ``--update``, writes them to call_counts.json, for the running version of Python:

    PYTHONPATH=.:tests:benchmarks python tests/guards/call_counts.py --update
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from unittest.mock import patch

from speed.payloads import CREATE, page_with_line_items, session
from support.counted import calls_of
from support.fakes import config, environment

from checkout_client import AsyncCheckoutClient, CheckoutClient, Headers
from checkout_client._decoding import msgspec_json
from checkout_client._decoding.readers import SPECIALIZE_AFTER
from checkout_client._transport import endpoints
from checkout_client._transport.async_driver import AsyncDriver
from checkout_client._transport.backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from checkout_client._transport.messages import Response, Send
from checkout_client._transport.request.prepare import prepare
from checkout_client._transport.result import parse_response
from checkout_client._transport.sync_driver import SyncDriver

RECORDED = Path(__file__).with_suffix(".json")


class _CannedConnections:
    """Connections with one response, which was made before."""

    error_map = HTTPCORE_ERRORS

    def __init__(self) -> None:
        content = json.dumps(session(0)).encode()
        self._response = Response(
            200, Headers([("request-id", "req_1"), ("content-type", "application/json")]), content
        )

    def send(self, step: Send) -> Response:
        return self._response

    def close(self) -> None: ...


class _AsyncCannedConnections(_CannedConnections):
    async def send(self, step: Send) -> Response:  # type: ignore[override]
        return self._response

    async def aclose(self) -> None: ...


def of_a_create() -> int:
    """Count the calls of a create() whose response is in memory."""
    driver = SyncDriver(_CannedConnections())
    with CheckoutClient._assemble(config(), driver, environment()) as client:
        for _ in range(SPECIALIZE_AFTER + 1):
            client.sessions.create(**CREATE)
        return calls_of(lambda: client.sessions.create(**CREATE))


async def of_an_async_create() -> int:
    """Count the same of the async client. The call never waits, so one step of the coroutine is all of it."""
    driver = AsyncDriver(_AsyncCannedConnections())
    async with AsyncCheckoutClient._assemble(config(), driver, environment()) as client:
        for _ in range(SPECIALIZE_AFTER + 1):
            await client.sessions.create(**CREATE)
        coroutine = client.sessions.create(**CREATE)

        def run() -> None:
            try:
                coroutine.send(None)
            except StopIteration:
                return
            raise RuntimeError("the call waited")

        return calls_of(run)


def of_a_page() -> int:
    """Count the calls from the bytes of a page of a hundred Sessions to its objects, without msgspec."""
    content = page_with_line_items()
    call = endpoints.list_sessions({"limit": 100})
    prepared = prepare(call, config(), None, str)
    response = Response(200, Headers([("request-id", "req_1")]), content)
    with patch.object(msgspec_json, "_msgspec_decode", lambda: None):
        for _ in range(2):
            parse_response(call, prepared, response, 1, config().api_key)
        return calls_of(lambda: parse_response(call, prepared, response, 1, config().api_key))


def counts() -> dict[str, int]:
    """Return all counts."""
    return {"create": of_a_create(), "async create": asyncio.run(of_an_async_create()), "page": of_a_page()}


def version() -> str:
    """Return the running version of Python, as in the file: how calls are counted differs between them."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def update() -> None:
    """Write the counts of the running version of Python."""
    recorded = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    recorded[version()] = counts()
    ordered = dict(sorted(recorded.items(), key=lambda item: int(item[0].partition(".")[2])))
    RECORDED.write_text(json.dumps(ordered, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--update" in sys.argv:
        update()
    else:
        print(json.dumps(counts()))
