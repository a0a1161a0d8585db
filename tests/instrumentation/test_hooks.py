"""Hooks are told of every call and every attempt, sync and async, and cannot break a call or see a secret."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Callable
from typing import Any

import attrs
import httpx
import pytest
from support.fakes import KEY, async_client, config, environment, sync_client
from support.recorder import Recorder

from checkout_client import APIConnectionError, CheckoutClient, CheckoutError, ServerError
from checkout_client._transport import endpoints
from checkout_client._transport.flow import observer
from checkout_client.instrumentation import (
    AttemptEnd,
    AttemptStart,
    CallEnd,
    CallStart,
    Hook,
    LoggingHook,
    _active_hooks,
    get_hooks,
    set_hooks,
)
from checkout_client.testing import FakeCheckout

SESSION = {"id": "cs_planted", "object": "checkout.session", "customer_email": "planted@example.org"}
OK = httpx.Response(200, json=SESSION, headers={"request-id": "req_ok", "idempotent-replayed": "true"})
UNAVAILABLE = httpx.Response(503, headers={"request-id": "req_503"})


def call_sync(
    *answers: Any, act: Callable[[Any], Any] = lambda client: client.sessions.create(mode="payment"), **settings: Any
) -> Any:
    client, _ = sync_client(*answers, **settings)
    return act(client)


def call_async(
    *answers: Any, act: Callable[[Any], Any] = lambda client: client.sessions.create(mode="payment"), **settings: Any
) -> Any:
    async def main() -> Any:
        client, _ = async_client(*answers, **settings)
        return await act(client)

    return asyncio.run(main())


@pytest.fixture(params=[call_sync, call_async], ids=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Any:
    return request.param


OF_THE_CALL = {
    "operation": "sessions.create",
    "method": "POST",
    "path": "/v1/checkout/sessions",
    "url": "https://api.stripe.com/v1/checkout/sessions",
    "server_address": "api.stripe.com",
    "server_port": 443,
    "state": {},
}


def test_a_call_with_a_retry(call: Any) -> None:
    hook = Recorder()
    call(UNAVAILABLE, OK, hooks=[hook])

    attempt = ["before_attempt", "after_attempt"]
    assert hook.names == ["before_call", *attempt, *attempt, "after_call"]
    assert hook.facts("before_call") == [OF_THE_CALL]
    assert hook.facts("before_attempt") == [OF_THE_CALL | {"attempt": 1}, OF_THE_CALL | {"attempt": 2}]
    first = {"attempt": 1, "http_status": 503, "request_id": "req_503", "retry_wait": 0.5, "reason": None}
    second = {"attempt": 2, "http_status": 200, "request_id": "req_ok", "retry_wait": None, "reason": "final"}
    rest = {"duration": 0.0, "error_kind": None, "failure": None}
    assert hook.facts("after_attempt") == [
        OF_THE_CALL | first | rest | {"replayed": False},
        OF_THE_CALL | second | rest | {"replayed": True},
    ]
    assert hook.facts("after_call") == [
        OF_THE_CALL
        | {
            "duration": 0.0, "attempts": 2, "http_status": 200, "request_id": "req_ok", "error_type": None,
            "error_kind": None, "replayed": True,
        }
    ]  # fmt: skip


def test_a_call_that_fails(call: Any) -> None:
    hook = Recorder()
    with pytest.raises(ServerError):
        call(UNAVAILABLE, hooks=[hook], max_retries=0)

    assert (hook.end.error_type, hook.end.http_status, hook.end.request_id) == ("ServerError", 503, "req_503")
    assert hook.facts("after_attempt")[0]["reason"] == "no retries left"


def test_a_call_without_a_response(call: Any) -> None:
    hook = Recorder()
    with pytest.raises(APIConnectionError):
        call(httpx.ConnectError("broke"), hooks=[hook], max_retries=0)

    (end,) = hook.facts("after_attempt")
    assert (end["http_status"], end["request_id"], end["error_kind"]) == (None, None, "connect")
    assert end["failure"]
    assert (hook.end.error_type, hook.end.error_kind, hook.end.http_status) == ("APIConnectionError", "connect", None)


def test_an_argument_that_is_rejected(call: Any) -> None:
    hook = Recorder()
    with pytest.raises(TypeError):
        call(hooks=[hook], act=lambda client: client.sessions.create(mode=b"payment"))

    assert hook.names == ["before_call", "after_call"]
    assert (hook.end.error_type, hook.end.attempts, hook.end.http_status) == ("TypeError", 0, None)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), LookupError("a bug")], ids=["interrupt", "bug"])
def test_an_attempt_that_is_interrupted(call: Any, error: BaseException) -> None:
    hook = Recorder()

    with pytest.raises(type(error)):
        call(error, hooks=[hook])

    assert hook.names == ["before_call", "before_attempt", "after_attempt", "after_call"]
    (end,) = hook.facts("after_attempt")
    name = type(error).__name__
    assert (end["error_kind"], end["failure"]) == ("interrupted", f"Interrupted by {name}")
    assert (hook.end.error_type, hook.end.error_kind, hook.end.attempts) == (name, "interrupted", 1)


def test_a_cancelled_task() -> None:
    hook = Recorder()

    async def main() -> None:
        client, script = async_client(hooks=[hook])
        sent = asyncio.Event()

        async def hang(step: Any) -> Any:
            sent.set()
            await asyncio.Event().wait()

        script.send = hang  # type: ignore[method-assign]
        task = asyncio.ensure_future(client.sessions.create(mode="payment"))
        await sent.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())

    assert hook.names == ["before_call", "before_attempt", "after_attempt", "after_call"]
    assert hook.end.error_type == "CancelledError"


OPERATIONS: dict[str, tuple[Callable[[Any], Any], str, str]] = {
    "create": (lambda sessions: sessions.create(mode="payment"), "POST", ""),
    "retrieve": (lambda sessions: sessions.retrieve("cs_planted"), "GET", "/{id}"),
    "update": (lambda sessions: sessions.update("cs_planted", metadata={"a": "b"}), "POST", "/{id}"),
    "expire": (lambda sessions: sessions.expire("cs_planted"), "POST", "/{id}/expire"),
    "list": (lambda sessions: list(sessions.list(limit=1)), "GET", ""),
    "list_line_items": (lambda sessions: list(sessions.list_line_items("cs_planted")), "GET", "/{id}/line_items"),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_operations_have_the_names_of_the_methods(name: str) -> None:
    hook = Recorder()
    act, method, path = OPERATIONS[name]
    with pytest.raises(CheckoutError):
        call_sync(httpx.Response(404), hooks=[hook], act=lambda client: act(client.sessions))

    template = f"/v1/checkout/sessions{path}"
    assert (hook.end.operation, hook.end.method, hook.end.path) == (f"sessions.{name}", method, template)


def test_the_server_of_a_base_url() -> None:
    hook = Recorder()
    for base_url in ("http://localhost:8080/stripe", "http://localhost"):
        call_sync(OK, hooks=[hook], base_url=base_url)

    first, second = hook.facts("after_call")
    assert (first["server_address"], first["server_port"]) == ("localhost", 8080)
    assert first["url"] == "http://localhost:8080/stripe/v1/checkout/sessions"
    assert (second["server_address"], second["server_port"]) == ("localhost", 80)


def test_hooks_of_the_process_come_first_and_end_last(call: Any) -> None:
    told: list[str] = []

    class Named(Hook):
        def __init__(self, name: str) -> None:
            self.name = name

        def before_call(self, call: CallStart, /) -> None:
            told.append(f"{self.name} begins")

        def after_call(self, call: CallEnd, /) -> None:
            told.append(f"{self.name} ends")

    set_hooks([Named("process")])
    call(OK, hooks=[Named("client")])

    assert told == ["process begins", "client begins", "client ends", "process ends"]


def test_state_is_shared_by_the_methods_of_one_call(call: Any) -> None:
    class Counting(Recorder):
        def before_call(self, call: CallStart, /) -> None:
            call.state[self] = 0

        def after_attempt(self, attempt: AttemptEnd, /) -> None:
            attempt.state[self] += 1

    hook = Counting()
    call(UNAVAILABLE, OK, hooks=[hook])
    call(OK, hooks=[hook])

    assert [end.state[hook] for name, end in hook.told if name == "after_call"] == [2, 1]


class Broken(Hook):
    """Fails in every method."""

    def before_call(self, call: CallStart, /) -> None:
        raise LookupError("a bug in before_call")

    def before_attempt(self, attempt: AttemptStart, /) -> None:
        raise LookupError("a bug in before_attempt")

    def after_attempt(self, attempt: AttemptEnd, /) -> None:
        raise LookupError("a bug in after_attempt")

    def after_call(self, call: CallEnd, /) -> None:
        raise LookupError("a bug in after_call")


def test_a_hook_that_raises_breaks_no_call_and_is_logged_once(call: Any, caplog: pytest.LogCaptureFixture) -> None:
    after = Recorder()
    for _ in range(2):
        assert call(UNAVAILABLE, OK, hooks=[Broken(), after]).id == "cs_planted"

    records = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [record.getMessage().partition(" ")[0] for record in records] == [
        f"Broken.{name}" for name in ("before_call", "before_attempt", "after_attempt", "after_call")
    ]
    assert "LookupError: a bug in before_call" in records[0].getMessage()
    assert after.names.count("after_call") == 2


def test_the_log_about_a_broken_hook_does_not_repeat_the_error_of_the_call(
    call: Any, caplog: pytest.LogCaptureFixture
) -> None:
    answer = httpx.Response(400, json={"error": {"message": "No such customer: planted@example.org"}})
    with pytest.raises(CheckoutError, match="planted"):
        call(answer, hooks=[Broken()])

    assert "after_call" in caplog.text
    assert "planted@" not in caplog.text + "".join(str(vars(record)) for record in caplog.records)


def test_an_interrupt_in_a_hook_reaches_the_caller() -> None:
    class Interrupted(Hook):
        def before_attempt(self, attempt: AttemptStart, /) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call_sync(OK, hooks=[Interrupted()])


@pytest.mark.parametrize("value", [[object()], [Recorder(), print], [Recorder]], ids=["object", "function", "class"])
def test_what_is_not_a_hook_is_rejected(value: Any) -> None:
    if value == [Recorder]:
        with pytest.raises(TypeError, match=r"hooks\[0\] is a class: make an instance, Recorder\(\)"):
            set_hooks(value)
        return
    problem = rf"hooks\[{len(value) - 1}\] is of type .* and has no method before_call: make it a subclass of .*Hook"
    for use in (lambda: set_hooks(value), lambda: CheckoutClient(KEY, hooks=value)):
        with pytest.raises(TypeError, match=problem):
            use()


def test_hooks_are_a_list() -> None:
    with pytest.raises(TypeError, match="hooks must be a list of hooks, not Recorder"):
        CheckoutClient(KEY, hooks=Recorder())  # type: ignore[arg-type]


def test_hooks_of_a_client_can_be_replaced(call: Any) -> None:
    first, second = Recorder(), Recorder()
    call(
        OK,
        hooks=[first],
        act=lambda client: client.with_options(hooks=iter([second])).sessions.create(mode="payment"),
    )

    assert not first.told
    assert second.told


def test_the_hooks_of_the_process() -> None:
    (log,) = get_hooks()
    assert isinstance(log, LoggingHook)

    added = Recorder()
    set_hooks([*get_hooks(), added])
    assert get_hooks() == (log, added)
    set_hooks([])
    assert get_hooks() == ()
    set_hooks(None)
    assert get_hooks() == (log,)


def test_turned_off_hooks_log_nothing(call: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "checkout_client")
    set_hooks([])
    call(UNAVAILABLE, OK)

    assert not [record for record in caplog.records if record.name == "checkout_client"]


def test_without_hooks_a_call_is_not_observed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "checkout_client")
    call = endpoints.create({})
    assert observer(call, config(), environment()) is None  # OpenTelemetry is loaded, and has no provider
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "opentelemetry")
        assert [type(hook) for hook in get_hooks()] == [LoggingHook]
        patch.setattr(_active_hooks, "observe", None)
        assert observer(call, config(), environment()) is None
        set_hooks([])
        assert observer(call, config(), environment()) is None


def test_many_clients_with_hooks_of_their_own_keep_few_of_them() -> None:
    for _ in range(3 * _active_hooks._MAX_CHAINS):
        call_sync(OK, hooks=[Recorder()])
    gc.collect()

    assert len(_active_hooks._chains) <= _active_hooks._MAX_CHAINS


PLANTS = (KEY, "planted@example.org", "cs_planted", "planted-key", "acct_planted", "planted-value")


def test_hooks_never_see_secrets_ids_or_parameters(call: Any) -> None:
    hook = Recorder()
    call(
        httpx.Response(503, headers={"request-id": f"req_{KEY}", "x-other": "planted-value"}, text="planted-value"),
        OK,
        hooks=[hook],
        stripe_account="acct_planted",
        act=lambda client: client.sessions.update(
            "cs_planted",
            metadata={"a": "planted-value"},
            options={"idempotency_key": "planted-key"},
        ),
    )

    assert len(hook.told) == 6
    seen = "".join(repr(attrs.asdict(details)) + repr(details) for _, details in hook.told)
    assert "req_[API key]" in seen
    assert not [plant for plant in PLANTS if plant in seen]
    reachable = [value for _, details in hook.told for value in gc.get_referents(details)]
    assert all(isinstance(value, str | int | float | dict | type | None) for value in reachable)


def test_a_fake_tells_hooks_too() -> None:
    hook = Recorder()
    fake = FakeCheckout()
    fake.client(hooks=[hook]).sessions.create(mode="setup", currency="usd", success_url="https://example.com/ok")

    assert hook.end.http_status == 200
