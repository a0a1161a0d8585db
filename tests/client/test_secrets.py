"""A key is planted, and looked for in everything that a program might show, log, store or send elsewhere."""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import pprint
import signal
import traceback
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import httpx
import pytest
from faults.error_reports import PACKAGE, own_frames, shown
from support.depth import rotated
from support.fakes import KEY, config, environment, sync_client
from support.loopback import Loopback, Recorded, Reply, example
from support.runtimes import ASYNC_HTTPX2, HTTPX2, OWN_POOLS, PLAIN, UNDER_HTTPX, Runtime
from support.things import posting
from support.webhook_events import NOW, SECRET, encode, session_event, sign

from checkout_client import AsyncCheckoutClient, CheckoutClient, CheckoutError
from checkout_client._transport.auth import reveal
from checkout_client._transport.flow import flow
from checkout_client.testing import FakeCheckout
from checkout_client.webhooks import EventHandler, SignatureVerificationError, construct_event

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


BAD_SETTINGS: dict[str, dict[str, Any]] = {
    "key with a line break": {"api_key": f"{KEY}\n"},
    "key with a space": {"api_key": f"{KEY} {KEY}"},
    "key with a letter that is not ASCII": {"api_key": f"{KEY}é"},
    "publishable key": {"api_key": f"pk_test_{KEY}"},
    "base_url": {"base_url": "ftp://example.com"},
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


WITH_KEY_IN_BYTES: dict[str, dict[str, Any]] = {
    "key in bytes": {"api_key": KEY.encode()},
    "key in a list": {"api_key": [KEY]},
    "limits": {"limits": {"max_connections": 5}},
    "a proxy's scheme": {"proxy": f"ftp://user:{PASSWORD}@localhost:1"},
    "a proxy's port": {"proxy": f"http://user:{PASSWORD}@localhost:port"},
    "a proxy in bytes": {"proxy": f"http://user:{PASSWORD}@localhost:1".encode()},
    "a proxy and a client of one's own": {"proxy": f"http://user:{PASSWORD}@localhost:1", "http_client": object()},
    "a base_url with a login": {"base_url": f"https://user:{PASSWORD}@example.com"},
    "a base_url with a wrong port": {"base_url": f"https://user:{PASSWORD}@example.com:port"},
    "a base_url in bytes": {"base_url": f"https://user:{PASSWORD}@example.com".encode()},
    "a base_url with a login and another mistake": {
        "base_url": f"https://user:{PASSWORD}@example.com",
        "max_retries": -1,
    },
    "no key, and a base_url with a login": {"api_key": None, "base_url": f"https://user:{PASSWORD}@example.com"},
    "no key, and a proxy": {"api_key": None, "proxy": f"http://user:{PASSWORD}@localhost:1"},
}


def renderings(value: object) -> Iterator[str]:
    """How error reports show the value of a local variable; structlog and rich shorten long strings first."""
    yield repr(value)
    yield pprint.pformat(value)
    if isinstance(value, str):
        yield f"{value[:80]!r}+{len(value) - 80}"
        yield repr(value[8:40])
        yield f"{value:.200}"


def rendered_locals(error: BaseException) -> list[str]:
    """The locals of the package's frames, in the traceback of ``error`` and of the errors that led to it."""
    found: list[str] = []
    pending: list[BaseException | None] = [error]
    while pending:
        current = pending.pop()
        if current is None:
            continue
        pending += [current.__cause__, current.__context__]
        for frame, _ in traceback.walk_tb(own_frames(current)):
            found += [text for value in frame.f_locals.values() for text in renderings(value)]
    return found


@pytest.mark.parametrize("client_class", [CheckoutClient, AsyncCheckoutClient])
@pytest.mark.parametrize("name", [*BAD_SETTINGS, *WITH_KEY_IN_BYTES])
@pytest.mark.parametrize("key", [KEY, LONG_KEY], ids=["short", "long"])
def test_a_rejected_setting_leaves_no_secret_in_our_locals(
    name: str, client_class: type, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STRIPE_API_KEY", raising=False)
    settings = {"api_key": KEY} | (BAD_SETTINGS | WITH_KEY_IN_BYTES)[name]
    if isinstance(settings["api_key"], str):
        settings["api_key"] = settings["api_key"].replace(KEY, key)
    with pytest.raises((TypeError, ValueError)) as caught:
        client_class(**settings)

    texts = rendered_locals(caught.value)
    assert len(texts) > 6
    assert not [text for text in texts if key[8:24] in text or KEY in text or PASSWORD in text]
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))
    assert any("not initialized" in text or "base_url" in text for text in texts), "the client shows itself half-built"


@pytest.mark.parametrize("client_class", [CheckoutClient, AsyncCheckoutClient])
def test_a_rejected_address_in_the_environment_leaves_its_password_in_no_local_of_ours(
    client_class: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRIPE_API_BASE", f"https://user:{PASSWORD}@example.com")
    with pytest.raises(ValueError, match="STRIPE_API_BASE may only contain") as caught:
        client_class(KEY)

    assert not [text for text in rendered_locals(caught.value) if PASSWORD in text]


CHANGES: dict[str, dict[str, Any]] = {
    "a line break": {"api_key": f"{KEY}\n"},
    "bytes": {"api_key": KEY.encode()},
    "another mistake": {"api_key": KEY, "max_retries": -1},
    "a misspelled setting": {"api_key": KEY, "max_retry": 1},
    "a base_url with a login": {"base_url": "https://user:planted@example.com"},
    "a base_url in bytes": {"base_url": b"https://user:planted@example.com"},
}


@pytest.mark.parametrize("client_class", [CheckoutClient, AsyncCheckoutClient])
@pytest.mark.parametrize("name", CHANGES)
def test_a_rejected_change_of_a_secret_leaves_it_in_no_local_of_ours(client_class: Any, name: str) -> None:
    client = client_class("sk_test_first")
    with pytest.raises((TypeError, ValueError)) as caught:
        client.with_options(**CHANGES[name])

    texts = rendered_locals(caught.value)
    assert len(texts) > 3
    assert not [text for text in texts if "planted" in text]


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


EMAIL = "planted.buyer@example.org"
SIGNED = encode(session_event(customer_email=EMAIL))
ODD = encode(session_event(created=EMAIL))
WRONG = f"{SECRET}_of_another_endpoint"

WEBHOOKS: dict[str, tuple[bytes | str, str | None, Any]] = {
    "another secret": (SIGNED, sign(SIGNED, WRONG), SECRET),
    "another body": (SIGNED + b" ", sign(SIGNED), SECRET),
    "too old": (SIGNED, sign(SIGNED, timestamp=1), SECRET),
    "no signature": (SIGNED, None, SECRET),
    "a malformed header": (SIGNED, f"t={NOW},v1={EMAIL}", SECRET),
    "a header beyond ASCII": (SIGNED, f"t={NOW},v1=é{EMAIL}", SECRET),
    "text": (SIGNED.decode(), sign(SIGNED), SECRET),
    "a secret that is none": (SIGNED, sign(SIGNED), f"{SECRET}\n"),
    "secrets in bytes": (SIGNED, sign(SIGNED), [SECRET.encode()]),
    "no JSON": (SIGNED[:-1], sign(SIGNED[:-1]), SECRET),
    "no UTF-8": (SIGNED + b"\xff", sign(SIGNED + b"\xff"), SECRET),
    "no event": (b'["' + EMAIL.encode() + b'"]', sign(b'["' + EMAIL.encode() + b'"]'), SECRET),
    "an odd field": (ODD, sign(ODD), SECRET),
}


@pytest.mark.parametrize("name", WEBHOOKS)
def test_a_refused_webhook_shows_neither_the_signing_secret_nor_the_body(name: str) -> None:
    payload, signature, secret = WEBHOOKS[name]

    with pytest.raises((SignatureVerificationError, ValueError)) as caught:
        construct_event(payload, signature, secret, now=NOW)  # type: ignore[arg-type]

    reports = [*shown(caught.value), pickle.dumps(caught.value).decode("latin-1")]
    assert any(PACKAGE in report for report in reports), "the package's frames were not looked at"
    assert not [report for report in reports if SECRET in report or EMAIL in report]


async def _fail_later(event: object) -> None:
    raise LookupError(type(event).__name__)


def _fail(event: object) -> None:
    raise LookupError(type(event).__name__)


@pytest.mark.parametrize("function", [_fail, _fail_later])
@pytest.mark.parametrize("signature", [sign(SIGNED), sign(SIGNED, WRONG)], ids=["right", "wrong"])
def test_neither_does_an_error_that_comes_through_the_handler(function: Any, signature: str) -> None:
    handler = EventHandler(SECRET, clock=lambda: NOW)
    handler.on("checkout.session.completed")(function)

    def deliver() -> None:
        if function is _fail:
            handler.dispatch(SIGNED, signature)
        else:
            asyncio.run(handler.dispatch_async(SIGNED, signature))

    with pytest.raises((LookupError, SignatureVerificationError)) as caught:
        deliver()

    reports = list(shown(caught.value))
    assert any("dispatch" in report for report in reports)
    assert not [report for report in reports if SECRET in report or EMAIL in report]


def test_a_handler_neither_shows_nor_stores_the_signing_secret() -> None:
    handler = EventHandler([SECRET, WRONG])

    assert SECRET not in f"{handler} {handler!r}"
    with pytest.raises(TypeError, match="holds a signing secret"):
        pickle.dumps(handler)
    for secret in ("", f"{SECRET} ", f"sk_test_{SECRET}", [SECRET, f"{SECRET}é"]):
        with pytest.raises(ValueError) as caught:
            EventHandler(secret)
        assert not [report for report in shown(caught.value) if SECRET in report]


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
