"""Plant a client secret, an e-mail and a postal address, and search for them wherever a fault could show them."""

from __future__ import annotations

import json
import logging
import os
import pickle
import signal
import warnings
from typing import Any

import anyio
import pytest
from support.fakes import KEY
from support.loopback import example
from support.runtimes import ASYNC_HTTPX2, HTTPX2, OWN_POOLS, RUNTIMES, UNDER_HTTPX, Runtime

from checkout_client import CheckoutError
from checkout_client.bulk import shards

from .behaviour import Answer, Behaviour, answers, broken, http, says
from .body_faults import twice
from .connection_faults import part_of_the_body
from .error_reports import shown
from .raw_server import RawServer, Request

CLIENT_SECRET = "cs_test_a1_secret_fidwbEhqYWAnPydgaGdgYWFgJ"
EMAIL = "planted.buyer@example.org"
STREET = "Plantedstraße 17"
OF_THE_RESPONSE = (CLIENT_SECRET, EMAIL, STREET)

PARAMETERS: dict[str, Any] = {
    "mode": "payment",
    "success_url": "https://example.com/ok",
    "customer_email": "asked.for@example.org",
    "metadata": {"street": "Askedstraße 4"},
}
OF_THE_REQUEST = ("asked.for", "Askedstra")

ADDRESS = {"city": "X", "country": "DE", "line1": STREET, "line2": None, "postal_code": "1", "state": None}
SESSION = example("page_create") | {
    "client_secret": CLIENT_SECRET,
    "customer_email": EMAIL,
    "customer_details": {"address": ADDRESS, "email": EMAIL, "name": EMAIL, "phone": None, "tax_exempt": None},
    "added_by_a_later_version": {"email": EMAIL},
}
CARD_ERROR = {
    "error": {
        "type": "card_error", "code": "card_declined", "message": "Your card was declined.",
        "payment_intent": {"id": "pi_1", "client_secret": CLIENT_SECRET, "receipt_email": EMAIL, "shipping": ADDRESS},
    }
}  # fmt: skip


def _with(body: Any, behaviour: Behaviour) -> Behaviour:
    return Behaviour(lambda _: behaviour.wire(Answer(json.dumps(body).encode())), end=behaviour.end)


SITUATIONS: dict[str, Behaviour] = {
    "a success": answers(SESSION),
    "a success with an odd field": answers(SESSION | {"created": EMAIL, "url": [CLIENT_SECRET]}),
    "a success that is a list": answers([SESSION]),
    "a success that is a string": answers(EMAIL),
    "a success that is not JSON": answers(json.dumps(SESSION).encode()[:-1]),
    "a card error": says(402, CARD_ERROR),
    "an error in HTML": says(502, f"<p>{EMAIL} {STREET} {CLIENT_SECRET}".encode()),
    "a success that breaks off": _with(SESSION, broken("close", part_of_the_body)),
    "not HTTP": broken("close", lambda _: f"{EMAIL} {CLIENT_SECRET}\r\n\r\n".encode()),
    "an odd header": broken("close", lambda a: http(a).replace(b"Request-Id", b"X Odd " + EMAIL.encode(), 1)),
    "invalid chunks": broken(
        "close", lambda _: b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + EMAIL.encode()
    ),
    "an unrequested response": _with(SESSION, Behaviour(twice)),
    "not gzip": answers(SESSION, ("Content-Encoding", "gzip")),
}


def act(client: Any) -> Any:
    return client.sessions.create(**PARAMETERS)


ALL_RUNTIMES = (*OWN_POOLS, *UNDER_HTTPX[:2], HTTPX2, ASYNC_HTTPX2)
every_runtime = pytest.mark.parametrize("runtime", ALL_RUNTIMES, ids=lambda runtime: runtime.name)
LOGGERS = (
    "checkout_client",
    "httpx",
    "httpx2",
    "httpcore",
    "httpcore2",
    "aiohttp",
    "aiohttp.client",
    "asyncio",
    "trio",
)


def everything_shown(records: list[logging.LogRecord]) -> str:
    return "\n".join(f"{record.getMessage()} {record.args!r} {vars(record)!r}" for record in records)


def planted_in(*strings: str) -> set[str]:
    """Return the planted values that occur in any of the strings."""
    return {value for value in (KEY, *OF_THE_RESPONSE, *OF_THE_REQUEST) if any(value in string for string in strings)}


def leaked(error: BaseException, *, fields: bool = True) -> set[str]:
    """Return the planted values that a report of ``error`` shows.

    The parameters of the call may be in the locals of frames: the frame of the caller has them anyway.
    """
    everything = planted_in(*shown(error, fields=fields), pickle.dumps(error).decode("latin-1"))
    return planted_in(*shown(error, fields=fields, frames=False)) | (everything - {*OF_THE_REQUEST})


@pytest.mark.one_in(2)
@every_runtime
@pytest.mark.parametrize("name", SITUATIONS)
def test_planted_data_is_nowhere(name: str, runtime: Runtime, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for logger in LOGGERS:
        caplog.set_level(logging.DEBUG, logger)
    result: Any = None

    with RawServer() as server, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        server.treat(SITUATIONS[name], 10**6)
        settings = {"api_key": KEY, "base_url": server.url, "max_retries": 0, "timeout": 5}
        try:
            result = runtime.use(settings, act)
        except CheckoutError as error:
            logging.getLogger("application").exception("it failed")
            found = leaked(error, fields=False)
        else:
            found = planted_in(f"{result!r} {result} {result.last_response!r}")

    # The HTTP library's own DEBUG log quotes what it cannot parse; the package has no influence on that.
    foreign = "httpcore" if name in ("not HTTP", "an odd header", "invalid chunks") else "(none)"
    logs = everything_shown([record for record in caplog.records if not record.name.startswith(foreign)])
    warned = " ".join(f"{warning.message} {warning.source!r}" for warning in caught)
    assert [record for record in caplog.records if record.name == "checkout_client"]
    assert not found | planted_in(logs, warned)
    assert EMAIL not in repr(getattr(result, "customer_details", ""))


FILTER = {"customer_details": {"email": "asked.for@example.org"}}
MISTAKES: dict[str, Any] = {
    "bytes": lambda client: client.sessions.create(**PARAMETERS | {"metadata": {**PARAMETERS["metadata"], "a": b"x"}}),
    "a float": lambda client: client.sessions.create(**PARAMETERS, line_items=[{"quantity": 1.5, "x": "asked.for"}]),
    "half an emoji": lambda client: client.sessions.create(**PARAMETERS, client_reference_id="asked.for \ud83c"),
    "long metadata": lambda client: client.sessions.create(mode="setup", metadata={"a": "asked.for" * 100}),
    "an option": lambda client: client.sessions.create(**PARAMETERS, options={"idempotency_key": "a\n"}),
    "an extra parameter": lambda client: client.sessions.create(**PARAMETERS, options={"extra_params": {"x": b""}}),
    "an unknown option": lambda client: client.sessions.update("cs_1", **PARAMETERS, options={"x": 1}),
    "a filter": lambda client: client.sessions.list(**FILTER, limit=1.5),
    "two cursors": lambda client: client.sessions.list(**FILTER, starting_after="a", ending_before="b"),
}


@every_runtime
@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_one_parameter_shows_no_other(name: str, runtime: Runtime) -> None:
    """Neither in the message nor in a report that has the locals of every frame."""
    with pytest.raises((TypeError, ValueError)) as caught:
        runtime.use({"api_key": KEY, "base_url": "http://127.0.0.1:9"}, MISTAKES[name])

    assert not leaked(caught.value)


def _list(client: Any) -> Any:
    return list(client.sessions.list(**FILTER))


def _list_parallel(client: Any) -> Any:
    return list(client.sessions.list_parallel(created={"gte": 1, "lt": 100}, shards=3, **FILTER))


async def _list_async(client: Any) -> Any:
    return [session async for session in client.sessions.list(**FILTER)]


async def _list_parallel_async(client: Any) -> Any:
    return [
        session async for session in client.sessions.list_parallel(created={"gte": 1, "lt": 100}, shards=3, **FILTER)
    ]


@pytest.mark.one_in(3)
@every_runtime
@pytest.mark.parametrize("parallel", [False, True], ids=["one page at a time", "in parallel"])
@pytest.mark.parametrize("name", ["500", "an odd item", "not HTTP"])
def test_a_failed_list_does_not_show_its_filter(
    name: str, parallel: bool, runtime: Runtime, caplog: pytest.LogCaptureFixture
) -> None:
    for logger in LOGGERS:
        caplog.set_level(logging.DEBUG, logger)
    sync, asynchronous = (_list_parallel, _list_parallel_async) if parallel else (_list, _list_async)
    behaviour = {
        "500": says(500, {"error": {"message": "no"}}),
        "an odd item": answers({"object": "list", "data": [SESSION | {"created": EMAIL}], "has_more": True, "url": ""}),
        "not HTTP": broken("close", lambda _: b"no\r\n\r\n"),
    }[name]

    with RawServer() as server:
        server.treat(behaviour, 10**6)
        settings = {"api_key": KEY, "base_url": server.url, "max_retries": 0, "timeout": 5}
        with pytest.raises(CheckoutError) as caught:
            runtime.use(settings, sync if runtime.run is None else asynchronous)

    assert b"asked.for" in server.requests[0].target.encode()
    # The user's own httpx client logs URLs if it is set up to.
    logs = everything_shown([record for record in caplog.records if record.name not in ("httpx", "httpx2")])
    # A response that cannot be read is an attribute of the error, and nowhere else.
    assert not leaked(caught.value, fields=name != "an odd item") | planted_in(logs)


def test_pages_iterators_and_shards_do_not_show_the_filter() -> None:
    things: list[Any] = [shards({"gte": 1, "lt": 100}, 3)]

    def look(client: Any) -> None:
        page = client.sessions.list(**FILTER, limit=2)
        parallel = client.sessions.list_parallel(created={"gte": 1, "lt": 100}, **FILTER)
        things.extend([page, page._query, page.pages(), page.cursor, iter(page), parallel, iter(parallel)])
        things.extend(vars(parallel).values())

    with RawServer() as server:
        RUNTIMES[0].use({"api_key": KEY, "base_url": server.url}, look)

    assert len(things) > 8
    assert not planted_in(*(f"{thing} {thing!r} {[thing]}" for thing in things))
    assert not planted_in(pickle.dumps(things[0]).decode("latin-1"))


STALLS = Behaviour(lambda answer: http(answer)[:60], end="stall")


async def _in_time(client: Any) -> None:
    with anyio.fail_after(0.1):
        await client.sessions.create(**PARAMETERS)


async def _list_in_time(client: Any) -> None:
    with anyio.fail_after(0.1):
        await client.sessions.list(**FILTER)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("call", [_in_time, _list_in_time], ids=["create", "list"])
@pytest.mark.parametrize(
    "runtime", [runtime for runtime in ALL_RUNTIMES if runtime.run], ids=lambda runtime: runtime.name
)
def test_a_cancelled_call_does_not_show_planted_data(call: Any, runtime: Runtime) -> None:
    """The traceback of a cancellation leads through the HTTP library, whose locals are the whole request."""
    with RawServer() as server:
        server.treat(STALLS, 10**6)
        with pytest.raises(TimeoutError) as caught:
            runtime.use({"api_key": KEY, "base_url": server.url, "timeout": 5}, call)

    reports = list(shown(caught.value))
    assert any("Cancelled" in report for report in reports)
    assert not leaked(caught.value)


@every_runtime
def test_control_c_does_not_show_planted_data(runtime: Runtime) -> None:
    def choose(request: Request | None) -> Behaviour:
        if request is not None:
            os.kill(os.getpid(), signal.SIGINT)
        return STALLS

    with RawServer(choose) as server, pytest.raises(KeyboardInterrupt) as caught:
        runtime.use({"api_key": KEY, "base_url": server.url, "timeout": 5}, act)

    assert not leaked(caught.value)


def test_the_caller_gets_the_planted_data() -> None:
    """Otherwise the tests above would prove nothing."""
    with RawServer() as server:
        server.treat(SITUATIONS["a success"], 1)
        session = RUNTIMES[0].use({"api_key": KEY, "base_url": server.url}, act)
        assert b"asked.for%40example.org" in server.requests[0].body

    assert (session.client_secret, session.customer_email) == (CLIENT_SECRET, EMAIL)
    assert session.customer_details.address.line1 == STREET
