"""A key is planted, and looked for in everything that a program might show, log, store or send elsewhere."""

from __future__ import annotations

import logging
import pickle
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import pytest
from support.flavours import FLAVOURS, PLAIN, Flavour
from support.loopback import Loopback, Recorded, Reply, example
from support.worlds import KEY, config, effects, sync_client

import checkout_client
from checkout_client import AsyncCheckoutClient, CheckoutClient, CheckoutError
from checkout_client.transport.call import Call
from checkout_client.transport.flow import flow

ID = "cs_test_a1"
PACKAGE = str(Path(checkout_client.__file__).parent)


def create(client: Any) -> Any:
    return client.sessions.create(mode="payment")


def retrieve(client: Any) -> Any:
    return client.sessions.retrieve(ID)


def echo(status: int) -> Callable[[Recorded], Reply]:
    """Servers that repeat the key wherever they can."""

    def answer(request: Recorded) -> Reply:
        told = request.headers["authorization"]
        body = {"error": {"type": "invalid_request_error", "message": f"Invalid API Key: {told}", "param": told}}
        return Reply(body, status, {"x-debug": told, "request-id": told, "set-cookie": told})

    return answer


def echo_success(request: Recorded) -> Reply:
    body = example("page_create" if request.method == "POST" else "page_list")
    return Reply(body, headers={"x-debug": request.headers["authorization"]})


def echo_nonsense(request: Recorded) -> Reply:
    return Reply(f"<p>{request.headers['authorization']}".encode(), 200, {"x-debug": request.headers["authorization"]})


def echo_html(request: Recorded) -> Reply:
    return Reply(f"<p>{request.headers['authorization']}".encode(), 502)


# what the server does, what the program does, what comes of it
FAILURES: dict[str, tuple[Callable[[Recorded], Reply], Callable[[Any], Any]]] = {
    "authentication": (echo(401), retrieve),
    "invalid request": (echo(400), create),
    "server error": (echo(500), create),
    "redirect": (echo(302), create),
    "page of HTML": (echo_html, retrieve),
    "no JSON": (echo_nonsense, create),
    "hangs up": (lambda request: Reply(hang_up=True), create),
    "too slow": (lambda request: Reply(cut_after=0), lambda client: client.with_options(deadline=0.1).sessions.list()),
    "too slow to read": (
        lambda request: Reply(cut_after=0),
        lambda client: client.with_options(timeout=0.05).sessions.list(),
    ),
    "wrong type": (lambda request: Reply({}), lambda client: client.sessions.create(mode=b"payment")),
    "wrong value": (lambda request: Reply({}), lambda client: client.sessions.retrieve("")),
    "wrong option": (lambda request: Reply({}), lambda client: client.sessions.list(options={"x": 1})),
    "wrong deadline": (lambda request: Reply({}), lambda client: client.sessions.list(options={"deadline": -1})),
    "wrong idempotency key": (
        lambda request: Reply({}),
        lambda client: client.sessions.create(options={"idempotency_key": "a\n"}),
    ),
    "wrong account": (lambda request: Reply({}), lambda client: client.sessions.list(options={"stripe_account": "é"})),
    "wrong header": (
        lambda request: Reply({}),
        lambda client: client.sessions.list(options={"extra_headers": {"authorization": "x"}}),
    ),
    "wrong change": (lambda request: Reply({}), lambda client: client.with_options(max_retries=-1)),
    "wrong kind of change": (lambda request: Reply({}), lambda client: client.with_options(proxy="x")),
    "pickled": (lambda request: Reply({}), pickle.dumps),
    "settings pickled": (lambda request: Reply({}), lambda client: pickle.dumps(client._config)),
    "closed": (lambda request: Reply({}), lambda client: (client._driver.connections.close(), retrieve(client))[1]),
}


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


@pytest.fixture
def settings(server: Loopback) -> dict[str, Any]:
    return {"api_key": KEY, "base_url": server.url, "max_retries": 0}


@pytest.fixture(params=FLAVOURS, ids=lambda flavour: flavour.name)
def flavour(request: pytest.FixtureRequest) -> Flavour:
    flavour: Flavour = request.param
    return flavour


def own_frames(error: BaseException) -> TracebackType | None:
    """The traceback of ``error`` from this package on: the test's own frames hold the key, of course."""
    trace = error.__traceback__
    while trace is not None and not trace.tb_frame.f_code.co_filename.startswith(PACKAGE):
        trace = trace.tb_next
    return trace


def shown(error: BaseException) -> Iterator[str]:
    """Everything that error reports are made of: texts, and tracebacks with the locals of every frame."""
    seen: BaseException | None = error
    while seen is not None:
        yield from (str(seen), repr(seen), repr(seen.args), repr(vars(seen)))
        trace = own_frames(seen)
        report = traceback.TracebackException(type(seen), seen, trace, capture_locals=HALF_MADE not in locals_of(trace))
        yield "".join(report.format())
        yield from locals_of(trace).values()
        seen = seen.__context__


HALF_MADE = "an object whose __init__ failed, and that has no repr"


def locals_of(trace: TracebackType | None) -> dict[str, str]:
    """The repr of every local of every frame, by its place."""
    found = {}
    while trace is not None:
        for name, value in trace.tb_frame.f_locals.items():
            try:
                found[f"{trace.tb_frame.f_code.co_qualname}.{name}"] = repr(value)
            except AttributeError:  # before Python 3.12, TracebackException fails on it
                found[HALF_MADE] = HALF_MADE
        trace = trace.tb_next
    return found


@pytest.mark.parametrize("name", FAILURES)
def test_no_error_shows_the_key_not_even_with_the_locals_of_its_frames(
    name: str, server: Loopback, settings: dict[str, Any], flavour: Flavour
) -> None:
    answer, act = FAILURES[name]
    server.answer = answer
    if name == "closed" and flavour is not PLAIN:
        act = _close_and_retrieve

    with pytest.raises((CheckoutError, TypeError, ValueError, RuntimeError)) as caught:
        flavour.use(settings, act)

    reports = list(shown(caught.value))
    assert any(PACKAGE in report for report in reports), "the package's frames were not looked at"
    assert not [report for report in reports if KEY in report]


async def _close_and_retrieve(client: AsyncCheckoutClient) -> None:
    await client._driver.connections.aclose()
    await client.sessions.retrieve(ID)


@pytest.mark.parametrize("name", ["authentication", "server error", "no JSON", "hangs up", "too slow"])
def test_no_pickled_error_holds_the_key(name: str, server: Loopback, settings: dict[str, Any]) -> None:
    server.answer, act = FAILURES[name]

    with pytest.raises(CheckoutError) as caught:
        PLAIN.use(settings, act)

    pickled = pickle.dumps(caught.value)
    assert KEY.encode() not in pickled
    assert str(pickle.loads(pickled)) == str(caught.value)


BAD_SETTINGS: dict[str, dict[str, Any]] = {
    "key with a line break": {"api_key": f"{KEY}\n"},
    "key with a space": {"api_key": f"{KEY} {KEY}"},
    "key with a letter that is not ASCII": {"api_key": f"{KEY}é"},
    "publishable key": {"api_key": f"pk_test_{KEY}"},
    "base_url": {"base_url": "http://example.com"},
    "retries": {"max_retries": -1},
    "timeout": {"timeout": "5"},
    "http_client": {"http_client": object()},
    "app_info": {"app_info": {"name": "é"}},
}

KEY_IN_THE_WRONG_PLACE: dict[str, dict[str, Any]] = {
    "key in bytes": {"api_key": KEY.encode()},
    "key in the base_url": {"base_url": f"https://{KEY}@example.com"},
    "key in the query of the base_url": {"base_url": f"https://example.com/?key={KEY}"},
    "key for an account": {"stripe_account": f"{KEY}\n"},
}


@pytest.mark.parametrize("client_class", [CheckoutClient, AsyncCheckoutClient])
@pytest.mark.parametrize("name", [*BAD_SETTINGS, *KEY_IN_THE_WRONG_PLACE])
def test_no_message_about_a_setting_repeats_the_key(name: str, client_class: type) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        client_class(**{"api_key": KEY} | (BAD_SETTINGS | KEY_IN_THE_WRONG_PLACE)[name])

    assert KEY not in "".join(traceback.format_exception(caught.value))
    assert KEY not in f"{caught.value!r} {caught.value.args}"


@pytest.mark.parametrize("client_class", [CheckoutClient, AsyncCheckoutClient])
@pytest.mark.parametrize("name", BAD_SETTINGS)
def test_a_refused_setting_leaves_the_key_in_no_local_of_ours(name: str, client_class: type) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        client_class(**{"api_key": KEY} | BAD_SETTINGS[name])

    places = locals_of(own_frames(caught.value))
    assert len(places) > 3
    assert not [place for place, text in places.items() if KEY in text]


@pytest.mark.parametrize("client_class", [CheckoutClient, AsyncCheckoutClient])
def test_a_refused_change_of_the_key_leaves_it_in_no_local_of_ours(client_class: Any) -> None:
    client = client_class("sk_test_first")
    with pytest.raises(ValueError, match="the API key has white space") as caught:
        client.with_options(api_key=f"{KEY}\n")

    places = locals_of(own_frames(caught.value))
    assert len(places) > 3
    assert not [place for place, text in places.items() if KEY in text]


def test_the_key_hides_itself_however_the_settings_were_made() -> None:
    key = config().api_key

    assert key == KEY
    assert repr([key]) == "['[hidden]']"


def test_nothing_that_a_program_may_print_shows_the_key(server: Loopback, settings: dict[str, Any]) -> None:
    server.answer = echo_success
    with CheckoutClient(**settings) as client:
        session = create(client)
        page = client.sessions.list(limit=3)
        copied = client.with_options(stripe_account="acct_1")
        steps = flow(Call("POST", "/v1/x", {}, lambda *_: None), client._config, None, effects())
        step = next(steps)
        things = [
            client,
            copied,
            client._config,
            client._driver,
            client._effects,
            client.sessions,
            client.sessions._perform,
            session,
            session.last_response,
            page,
            page._walk,
            page.last_response,
            step,
            step.request,
            step.request.headers,
        ]

    for thing in things:
        assert KEY not in f"{thing} {thing!r} {[thing]}", type(thing)


def test_nothing_that_a_program_may_store_holds_the_key(server: Loopback, settings: dict[str, Any]) -> None:
    server.answer = echo_success
    with CheckoutClient(**settings) as client:
        session = create(client)

    for thing in (session, session.last_response, session.last_response.headers, session.to_dict()):
        assert KEY.encode() not in pickle.dumps(thing)


@pytest.mark.parametrize("name", ["a success", *FAILURES])
def test_no_log_record_holds_the_key_whoever_writes_it(
    name: str, server: Loopback, settings: dict[str, Any], caplog: pytest.LogCaptureFixture, flavour: Flavour
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "checkout_client")
    answer, act = FAILURES.get(name, (lambda request: Reply(example("page_create")), create))
    # The HTTP library's own DEBUG log shows response headers, so a server that repeats the key is beyond us there.
    server.answer = lambda request: attrs_without_headers(answer(request))
    if name == "closed" and flavour is not PLAIN:
        act = _close_and_retrieve

    try:
        flavour.use(settings, act)
    except (CheckoutError, TypeError, ValueError, RuntimeError):
        assert name != "a success"

    for record in caplog.records:
        assert KEY not in f"{record.getMessage()} {record.args!r} {record.__dict__!r}"
    if server.requests:
        assert {"checkout_client"} <= {record.name for record in caplog.records}


def attrs_without_headers(reply: Reply) -> Reply:
    return Reply(reply.body, reply.status, {}, reply.cut_after, reply.trickle, reply.hang_up)


def test_no_log_record_of_a_retry_holds_the_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, _ = sync_client(
        httpx.ReadError("broke"), httpx.Response(503, headers={"x-debug": KEY}), httpx.Response(500)
    )

    with pytest.raises(CheckoutError):
        retrieve(client)

    assert [record.levelname for record in caplog.records] == ["INFO", "INFO", "DEBUG"]
    assert not [record for record in caplog.records if KEY in f"{record.getMessage()} {record.__dict__!r}"]


@pytest.mark.filterwarnings("always")
def test_no_warning_holds_the_key(server: Loopback, settings: dict[str, Any]) -> None:
    server.answer = lambda request: Reply(example("page_create"))
    with warnings.catch_warnings(record=True) as caught, CheckoutClient(**settings) as client:
        warnings.warn("so that there is one", stacklevel=1)
        create(client)
        client.sessions.create(payment_method_types=["card"])
        client.sessions.retrieve(ID, options={"api_version": "2024-04-10"})

    assert caught
    assert not [warning for warning in caught if KEY in f"{warning.message!r} {warning.source!r}"]


def test_the_url_and_the_body_never_hold_the_key() -> None:
    step = next(flow(Call("POST", "/v1/x", {"a": 1}, lambda *_: None), config(), None, effects()))

    assert KEY not in step.request.url
    assert KEY.encode() not in step.request.content
    assert [name for name, value in step.request.headers.items() if KEY in value] == ["authorization"]


def test_the_key_does_go_out_where_it_belongs() -> None:
    """Otherwise everything above would prove nothing."""
    client, script = sync_client(ValueError("sent"))

    with pytest.raises(ValueError, match="sent"):
        retrieve(client)

    assert script.requests[0].headers["authorization"] == f"Bearer {KEY}"
