"""What a caller may set: per request, and for the connections."""

from __future__ import annotations

from typing import Any

import attrs
import httpx
import pytest
from support.fakes import KEY

from checkout_client import CheckoutClient, Limits, RequestOptions, Timeout
from checkout_client._checks import checked_count, checked_seconds
from checkout_client.options import OPTION_NAMES, checked_options

STEPS = ["connect", "read", "write", "pool"]
NO_SECONDS: dict[str, tuple[Any, type[Exception], str]] = {
    "zero": (0, ValueError, "must be a positive number of seconds, not 0"),
    "negative": (-1.5, ValueError, "must be a positive number of seconds, not -1.5"),
    "NaN": (float("nan"), ValueError, "must be a positive number of seconds, not nan"),
    "infinite": (float("inf"), ValueError, "must be a positive number of seconds, not inf"),
    "an enormous integer": (10**400, ValueError, "must be a positive number of seconds, not inf"),
    "a word": ("5", TypeError, "must be a number of seconds, not str"),
    "a boolean": (True, TypeError, "must be a number of seconds, not bool"),
}


@pytest.mark.parametrize("value", [1, 0.5, 600])
def test_seconds_are_positive_numbers(value: float) -> None:
    assert checked_seconds(value, "it") == value
    assert type(checked_seconds(value, "it")) is float


@pytest.mark.parametrize(("value", "kind", "problem"), NO_SECONDS.values(), ids=NO_SECONDS)
def test_what_is_no_number_of_seconds_is_refused_by_name(value: Any, kind: type[Exception], problem: str) -> None:
    with pytest.raises(kind, match=f"^it {problem}"):
        checked_seconds(value, "it")
    for step in STEPS:
        with pytest.raises(kind, match=rf"^timeout\.{step} {problem}"):
            Timeout(**{step: value})


def test_the_default_timeout() -> None:
    assert Timeout() == Timeout(connect=5.0, read=30.0, write=30.0, pool=5.0)


@pytest.mark.parametrize("step", STEPS)
def test_each_step_can_wait_for_ever(step: str) -> None:
    assert getattr(Timeout(**{step: None}), step) is None


TIMEOUTS: dict[str, tuple[Any, Timeout]] = {
    "a whole number": (3, Timeout(3, 3, 3, 3)),
    "a number": (0.25, Timeout(0.25, 0.25, 0.25, 0.25)),
    "a Timeout": (Timeout(1, 2, 3, 4), Timeout(1, 2, 3, 4)),
    "an httpx.Timeout": (httpx.Timeout(connect=1, read=2, write=3, pool=4), Timeout(1, 2, 3, 4)),
    "an httpx.Timeout without bound": (httpx.Timeout(None), Timeout(None, None, None, None)),
}


@pytest.mark.parametrize(("value", "timeout"), TIMEOUTS.values(), ids=TIMEOUTS)
def test_a_timeout_can_be_given_in_three_ways(value: Any, timeout: Timeout) -> None:
    assert Timeout.of(value) == timeout


@pytest.mark.parametrize("value", [None, "5", (1, 2)], ids=repr)
def test_what_is_no_timeout_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match=f"a Timeout or an httpx.Timeout, not {type(value).__name__}"):
        Timeout.of(value)


def test_a_timeout_can_be_capped_by_what_is_left() -> None:
    timeout = Timeout(connect=5, read=30, write=None, pool=1)
    assert timeout.capped(None) is timeout
    assert timeout.capped(2.5) == Timeout(connect=2.5, read=2.5, write=2.5, pool=1)
    assert timeout.capped(60) == Timeout(connect=5, read=30, write=60, pool=1)


def test_the_default_limits() -> None:
    assert Limits() == Limits(max_connections=500, max_keepalive_connections=100, keepalive_expiry=30.0)


def test_limits_may_be_left_open_and_idle_connections_given_up() -> None:
    assert Limits(max_connections=None, max_keepalive_connections=None, keepalive_expiry=None) != Limits()
    assert Limits(max_keepalive_connections=0, keepalive_expiry=0).keepalive_expiry == 0


def test_limits_are_checked_by_name() -> None:
    with pytest.raises(ValueError, match=r"^limits\.max_connections must be at least 1, not 0"):
        Limits(max_connections=0)
    with pytest.raises(ValueError, match=r"^limits\.max_keepalive_connections must be at least 0, not -1"):
        Limits(max_keepalive_connections=-1)
    with pytest.raises(TypeError, match=r"^limits\.max_connections must be an integer, not float"):
        Limits(max_connections=1.5)  # type: ignore[arg-type]


NO_EXPIRY: dict[str, tuple[Any, type[Exception], str]] = {
    "negative": (-0.5, ValueError, "must be 0 or a positive number of seconds, not -0.5"),
    "NaN": (float("nan"), ValueError, "must be 0 or a positive number of seconds, not nan"),
    "infinite": (float("inf"), ValueError, "must be 0 or a positive number of seconds, not inf"),
    "a word": ("30", TypeError, "must be a number of seconds, not str"),
    "a boolean": (False, TypeError, "must be a number of seconds, not bool"),
}


@pytest.mark.parametrize(("value", "kind", "problem"), NO_EXPIRY.values(), ids=NO_EXPIRY)
def test_idle_connections_expire_after_seconds(value: Any, kind: type[Exception], problem: str) -> None:
    with pytest.raises(kind, match=rf"^limits\.keepalive_expiry {problem}"):
        Limits(keepalive_expiry=value)


@pytest.mark.parametrize("value", [Timeout(), Limits()], ids=lambda value: type(value).__name__)
def test_timeouts_and_limits_are_frozen_and_can_be_copied_with_changes(value: Any) -> None:
    field = attrs.fields(type(value))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, field, 1)
    assert getattr(attrs.evolve(value, **{field: 1}), field) == 1


@pytest.mark.parametrize(("value", "least"), [(0, 0), (1, 1), (7, 1)])
def test_a_count_is_a_whole_number(value: int, least: int) -> None:
    assert checked_count(value, "it", least=least) == value


@pytest.mark.parametrize("value", [True, 1.0, "1", None], ids=repr)
def test_what_is_no_whole_number_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=f"^it must be an integer, not {type(value).__name__}"):
        checked_count(value, "it", least=0)


def test_no_options_are_an_empty_mapping() -> None:
    assert checked_options(None) == {}


def test_an_option_of_none_is_one_that_is_not_given() -> None:
    options: RequestOptions = {"idempotency_key": None, "max_retries": 0, "extra_params": {}, "deadline": None}
    assert checked_options(options) == {"max_retries": 0, "extra_params": {}}
    assert "deadline" in options


def test_the_names_of_the_options() -> None:
    names = "idempotency_key stripe_account api_version timeout deadline max_retries extra_headers extra_params"
    assert {*names.split(), "max_items", "prefetch"} == OPTION_NAMES


NO_OPTIONS: dict[str, tuple[Any, str]] = {
    "a slip": ({"idempotencykey": "x"}, "options has no 'idempotencykey': did you mean 'idempotency_key'?"),
    "a slip, not given": ({"time_out": None}, "options has no 'time_out': did you mean 'timeout'?"),
    "something else": (
        {"qqq": 1},
        "options has no 'qqq': the options are api_version, deadline,",
    ),
    "a name that is not a string": ({1: 1}, "options has no 1: the options are"),
    "a list": ([("timeout", 1)], "options must be a mapping, not list"),
    "a key": ("order-7", "options must be a mapping, not str"),
}


@pytest.mark.parametrize(("options", "problem"), NO_OPTIONS.values(), ids=NO_OPTIONS)
def test_what_is_no_option_is_refused(options: Any, problem: str) -> None:
    with pytest.raises(TypeError) as caught:
        checked_options(options)
    assert str(caught.value).startswith(problem)


def test_default_headers_are_on_every_request_and_those_of_a_call_take_precedence() -> None:
    sent: list[httpx.Headers] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers)
        return httpx.Response(200, json={"id": "cs_1", "object": "checkout.session"})

    http_client = httpx.Client(transport=httpx.MockTransport(answer))
    client = CheckoutClient(KEY, http_client=http_client, default_headers={"X-Shop": "7", "X-Till": "1"})
    client.sessions.retrieve("cs_1")
    client.sessions.create(mode="setup", options={"extra_headers": {"x-till": "2"}})
    client.with_options(default_headers=None).sessions.retrieve("cs_1")
    assert [(headers.get("x-shop"), headers.get("x-till")) for headers in sent] == [
        ("7", "1"),
        ("7", "2"),
        (None, None),
    ]
    assert "X-Shop" not in repr(client._config)
