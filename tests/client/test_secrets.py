"""A key is planted, and looked for in everything that a program might show, log, store or send elsewhere."""

from __future__ import annotations

import logging
import os
import pickle
import signal
import traceback
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import httpx
import pytest
from faults.error_reports import PACKAGE, shown
from support.depth import rotated
from support.fakes import KEY, config, environment, sync_client
from support.loopback import Loopback, Recorded, Reply, example
from support.rendered_locals import rendered_locals
from support.runtimes import ASYNC_HTTPX2, HTTPX2, OWN_POOLS, PLAIN, UNDER_HTTPX, Runtime
from support.things import posting
from support.webhook_events import SECRET

from checkout_client import AsyncCheckoutClient, CheckoutClient, CheckoutError
from checkout_client._transport.auth import reveal
from checkout_client._transport.flow import flow
from checkout_client.testing import FakeCheckout

ID = "cs_test_a1"
LONG_KEY = "sk_test_" + "planted" * 15
PASSWORD = "proxy-password"


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


CLIENTS = (*OWN_POOLS, *UNDER_HTTPX[:2], HTTPX2, ASYNC_HTTPX2)


@pytest.fixture(params=CLIENTS, ids=lambda runtime: runtime.name)
def runtime(request: pytest.FixtureRequest) -> Runtime:
    runtime: Runtime = request.param
    return runtime


@pytest.mark.parametrize(("name", "runtime"), rotated(FAILURES, CLIENTS))
def test_no_error_shows_the_key_not_even_with_the_locals_of_its_frames(
    name: str, server: Loopback, settings: dict[str, Any], runtime: Runtime
) -> None:
    answer, act = FAILURES[name]
    server.answer = answer
    if name == "closed" and runtime.run is not None:
        act = _close_and_retrieve

    with pytest.raises((CheckoutError, TypeError, ValueError, RuntimeError)) as caught:
        runtime.use(settings, act)

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


@pytest.mark.parametrize("name", FAILURES)
def test_a_long_key_is_not_shown_by_reports_that_shorten_strings(
    name: str, server: Loopback, settings: dict[str, Any]
) -> None:
    server.answer, act = FAILURES[name]

    def act_while_handling(client: Any) -> Any:
        try:
            raise LookupError("handled when the call failed")
        except LookupError as error:
            try:
                return act(client)
            except CheckoutError as failed:
                raise RuntimeError("the job failed") from failed
            except (TypeError, ValueError) as wrong:
                raise RuntimeError("the job failed") from wrong
            finally:
                del error

    with pytest.raises((CheckoutError, TypeError, ValueError, RuntimeError)) as caught:
        PLAIN.use(settings | {"api_key": LONG_KEY}, act_while_handling)

    texts = [*rendered_locals(caught.value), *shown(caught.value)]
    assert len(texts) > 6
    assert not [text for text in texts if "planted" in text]


def interrupt(request: Recorded) -> Reply:
    os.kill(os.getpid(), signal.SIGINT)
    return Reply(cut_after=0)


def test_an_interrupt_shows_where_the_call_was_and_not_the_key(
    server: Loopback, settings: dict[str, Any], runtime: Runtime
) -> None:
    server.answer = interrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        runtime.use(settings | {"api_key": LONG_KEY}, create)

    errors: list[BaseException] = []
    pending: list[BaseException | None] = [caught.value]
    while pending:
        error = pending.pop()
        if error is not None:
            errors.append(error)
            pending += [error.__cause__, error.__context__]
    functions = {frame.f_code.co_name for error in errors for frame, _ in traceback.walk_tb(error.__traceback__)}
    if runtime is PLAIN or runtime is HTTPX2:
        assert {"create", "perform", "_send", "send"} <= functions
        assert caught.value.__notes__ == ["attempt 1 of 1, waiting for the response"]
    texts = [*rendered_locals(caught.value), *shown(caught.value)]
    assert not [text for text in texts if "planted" in text]


PROXY = "http://localhost:1"


@pytest.mark.parametrize("client_class", [CheckoutClient, AsyncCheckoutClient])
def test_a_proxy_never_sees_a_live_key(client_class: Any) -> None:
    problem = "would show the API key to the proxy: use https:// or a test key"
    for base_url in ("http://localhost:2", "HTTP://localhost:2"):
        with pytest.raises(ValueError, match=problem):
            client_class("sk_live_1", base_url=base_url, proxy=PROXY)
    client = client_class("sk_live_1", proxy=PROXY)
    with pytest.raises(ValueError, match=problem):
        client.with_options(base_url="http://localhost:2")
    with pytest.raises(ValueError, match=problem):
        client.with_options(deadline=1.0).with_options(base_url="http://localhost:2")
    client = client_class("sk_test_1", base_url="http://localhost:2", proxy=PROXY)
    with pytest.raises(ValueError, match=problem):
        client.with_options(api_key="sk_live_1")


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
        steps = flow(posting("/v1/x"), client._config, None, environment())
        step = next(steps)
        things = [
            client,
            copied,
            client._config,
            client._driver,
            client._environment,
            client.sessions,
            client.sessions._execute,
            session,
            session.last_response,
            page,
            page._query,
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


@pytest.mark.parametrize(("name", "runtime"), rotated(["a success", *FAILURES], CLIENTS))
def test_no_log_record_holds_the_key_whoever_writes_it(
    name: str, server: Loopback, settings: dict[str, Any], caplog: pytest.LogCaptureFixture, runtime: Runtime
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "checkout_client")
    answer, act = FAILURES.get(name, (lambda request: Reply(example("page_create")), create))
    # The HTTP library's own DEBUG log shows response headers, so a server that repeats the key is beyond us there.
    server.answer = lambda request: attrs.evolve(answer(request), headers={})
    if name == "closed" and runtime.run is not None:
        act = _close_and_retrieve

    try:
        runtime.use(settings, act)
    except (CheckoutError, TypeError, ValueError, RuntimeError):
        assert name != "a success"

    for record in caplog.records:
        assert KEY not in f"{record.getMessage()} {record.args!r} {record.__dict__!r}"
    if server.requests:
        assert {"checkout_client"} <= {record.name for record in caplog.records}


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
    server.answer = lambda request: Reply(example("page_create") | {"id": ID})
    with warnings.catch_warnings(record=True) as caught, CheckoutClient(**settings) as client:
        warnings.warn("so that there is one", stacklevel=1)
        create(client)
        client.sessions.create(payment_method_types=["card"])
        client.sessions.retrieve(ID, options={"api_version": "2024-04-10"})

    assert caught
    assert not [warning for warning in caught if KEY in f"{warning.message!r} {warning.source!r}"]


def test_the_url_and_the_body_never_hold_the_key() -> None:
    step = next(flow(posting("/v1/x", a=1), config(), None, environment()))

    assert KEY not in step.request.url
    assert KEY.encode() not in step.request.content
    assert [name for name, value in step.request.headers.items() if KEY in reveal(value)] == ["authorization"]


def test_the_key_does_go_out_where_it_belongs() -> None:
    """Otherwise everything above would prove nothing."""
    client, script = sync_client(ValueError("sent"))

    with pytest.raises(ValueError, match="sent"):
        retrieve(client)

    assert script.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_fake_shows_neither_the_keys_of_its_clients_nor_what_it_signs_with(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    fake = FakeCheckout(webhook_secret=SECRET)
    client = fake.client(api_key=KEY)
    session = client.sessions.create(mode="setup", currency="usd", success_url="https://example.com/ok")
    fake.complete(session)
    seen: list[Any] = []
    delivery = fake.deliver(to=seen.append)
    fake.fail_next(3, status=500)
    with pytest.raises(CheckoutError) as caught:
        client.sessions.retrieve(session.id)

    things = [fake, client, session, *fake.requests, *fake.events, *seen, delivery, fake.transport, client._driver]
    logs = [f"{record.getMessage()} {vars(record)!r}" for record in caplog.records]
    for text in (*(f"{thing} {thing!r}" for thing in things), *logs, *shown(caught.value)):
        assert KEY not in text
        assert SECRET not in text
