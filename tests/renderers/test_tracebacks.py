"""No package that shows the local variables of frames shows a secret of ours, whatever fails, sync and async."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from faults.error_reports import own_frames
from renderers.plants import DECLINED, EMAIL, KEY, PLANTS, SESSION, SIGNING_SECRET, found
from renderers.traceback_renderers import RENDERERS, TracebackRenderer
from support.loopback import Loopback, Reply
from support.runtimes import AIOHTTP, ASYNCIO, PLAIN, TRIO, Runtime
from support.webhook_events import NOW, encode, session_event, sign

from checkout_client import AsyncCheckoutClient, CheckoutClient
from checkout_client.webhooks import construct_event

ALL = pytest.mark.parametrize("render", RENDERERS, ids=lambda render: render.__name__)

REPLIES: dict[str, Reply] = {
    "declined": Reply(DECLINED, 402),
    "server error": Reply({"error": {"message": "Sorry"}}, 500, {"request-id": "req_1"}),
    "a page of HTML": Reply(f"<p>{EMAIL}".encode(), 502),
    "a field of the wrong type": Reply(SESSION | {"amount_total": EMAIL}),
    "broken JSON": Reply(b'{"customer_email": "' + EMAIL.encode()),
    "no response": Reply(hang_up=True),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


errors: dict[tuple[object, ...], BaseException] = {}
"""What was raised, by situation: one error is rendered many times."""


def failure(situation: tuple[object, ...], act: Callable[[], object]) -> BaseException:
    """Return what ``act`` raises, with the frames of this package only."""
    if situation not in errors:
        errors[situation] = _failure(act)
    return errors[situation]


def _failure(act: Callable[[], object]) -> BaseException:
    try:
        act()
    except BaseException as error:
        assert own_frames(error) is not None
        return error.with_traceback(own_frames(error))
    raise AssertionError("nothing failed")


def render_with_plain_local(render: TracebackRenderer) -> str:
    def fail() -> None:
        secret = KEY
        raise LookupError(len(secret))

    try:
        fail()
    except LookupError as error:
        return render(error)
    raise AssertionError


@ALL
def test_a_plain_string_in_a_local_variable_is_found(render: TracebackRenderer) -> None:
    """Otherwise the tests below would prove nothing."""
    assert "keyplant" in render_with_plain_local(render)


IN_THE_DEFAULT_SUITE = {(name, PLAIN.name) for name in REPLIES} | {("declined", ASYNCIO.name)}


@ALL
@pytest.mark.parametrize(
    ("name", "runtime"),
    [
        pytest.param(
            name,
            runtime,
            id=f"{name}-{runtime.name}",
            marks=() if (name, runtime.name) in IN_THE_DEFAULT_SUITE else pytest.mark.long,
        )
        for name in REPLIES
        for runtime in (PLAIN, ASYNCIO, TRIO, AIOHTTP)
    ],
)
def test_a_call_that_fails(render: TracebackRenderer, runtime: Runtime, name: str, server: Loopback) -> None:
    server.answer = lambda request: REPLIES[name]
    settings = {"api_key": KEY, "base_url": server.url, "max_retries": 0}
    error = failure(
        (name, runtime.name),
        lambda: runtime.use(settings, lambda client: client.sessions.retrieve(SESSION["id"])),
    )

    text = render(error)
    assert type(error).__name__ in text
    assert not found(text)


@ALL
@pytest.mark.parametrize("runtime", [PLAIN, ASYNCIO], ids=lambda runtime: runtime.name)
def test_a_bug_beneath_the_client(render: TracebackRenderer, runtime: Runtime) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise LookupError("a bug")

    settings = {"api_key": KEY, "http_client": runtime.http_client_class(transport=httpx.MockTransport(fail))}
    error = failure(("bug", runtime), lambda: runtime.use(settings, lambda client: client.sessions.list(limit=1)))

    text = render(error)
    assert "a bug" in text
    assert not found(text)


SETTINGS: dict[str, dict[str, Any]] = {
    "a key with a line break": {"api_key": f"{KEY}\n"},
    "a key in bytes": {"api_key": KEY.encode()},
    "a key with a space": {"api_key": f"{KEY} {KEY}"},
    "another setting": {"api_key": KEY, "max_retries": -1},
    "a proxy with a password": {"api_key": KEY, "proxy": f"ftp://user:{KEY}@localhost:1"},
}


@pytest.mark.one_in(3)
@ALL
@pytest.mark.parametrize("client_class", [CheckoutClient, AsyncCheckoutClient])
@pytest.mark.parametrize("name", SETTINGS)
def test_a_rejected_setting(render: TracebackRenderer, client_class: Any, name: str) -> None:
    text = render(failure((name, client_class), lambda: client_class(**SETTINGS[name])))

    assert "Error" in text
    assert not found(text)


BODY = encode(session_event(customer_email=EMAIL))
WEBHOOKS: dict[str, tuple[bytes, str, str]] = {
    "another secret": (BODY, sign(BODY, "whsec_other"), SIGNING_SECRET),
    "another body": (BODY + b" ", sign(BODY, SIGNING_SECRET), SIGNING_SECRET),
    "a broken body": (BODY[:-1], sign(BODY[:-1], SIGNING_SECRET), SIGNING_SECRET),
    "a secret that cannot be one": (BODY, sign(BODY), f"{SIGNING_SECRET}\n"),
}


@ALL
@pytest.mark.parametrize("name", WEBHOOKS)
def test_a_rejected_webhook(render: TracebackRenderer, name: str) -> None:
    payload, signature, secret = WEBHOOKS[name]

    text = render(failure((name,), lambda: construct_event(payload, signature, secret, now=NOW)))

    assert "Error" in text
    assert not found(text)


def test_what_is_planted_is_as_long_as_what_stripe_issues() -> None:
    assert [len(plant) >= 107 for plant in PLANTS] == [True] * 4
    assert found(f"{KEY[:40]}") == ["keyplant"]
    assert found(repr([*KEY])) == ["keyplant"]
    assert found(EMAIL.upper()) == ["mailplant"]
    assert found("checkout") == []
