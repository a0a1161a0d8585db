"""The clients: their settings and their lifetime."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import httpx
import pytest
from faults.error_reports import shown
from support.fakes import KEY, SESSION_ID, async_client, sync_client
from support.runtimes import RUNTIMES, Runtime

import checkout_client
from checkout_client import API_VERSION, AsyncCheckoutClient, CheckoutClient, ClientOptions, RateLimit, Timeout
from checkout_client.instrumentation import LoggingHook

CLIENT_CLASSES = [CheckoutClient, AsyncCheckoutClient]


@pytest.fixture(params=RUNTIMES, ids=lambda runtime: runtime.name)
def runtime(request: pytest.FixtureRequest) -> Runtime:
    runtime: Runtime = request.param
    return runtime


@pytest.fixture(params=CLIENT_CLASSES)
def client_class(request: pytest.FixtureRequest) -> Any:
    return request.param


class Answering:
    """An HTTP client of the user's own, and what came to it."""

    def __init__(self, runtime: Runtime) -> None:
        self.requests: list[httpx.Request] = []
        self.client: Any = runtime.http_client_class(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200, json={"object": "list", "data": [], "has_more": False, "url": "/"})


def first_page(client: Any) -> Any:
    return client.sessions.list()


def test_without_a_key_the_environments_is_used(client_class: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIPE_API_KEY", "sk_test_environment")

    assert client_class()._config.api_key == "sk_test_environment"
    assert client_class("sk_test_argument")._config.api_key == "sk_test_argument"


@pytest.mark.parametrize("white_space", [" ", "\n", "\r\n", "\t"])
def test_white_space_around_a_variable_is_stripped(
    client_class: Any, monkeypatch: pytest.MonkeyPatch, white_space: str
) -> None:
    """Files with secrets end with a line break, and so do the variables made of them."""
    monkeypatch.setenv("STRIPE_API_KEY", f"{white_space}sk_test_environment{white_space}")
    monkeypatch.setenv("STRIPE_API_BASE", f"http://localhost:1{white_space}")

    client = client_class()

    assert client._config.fixed_headers["authorization"] == "Bearer sk_test_environment"
    assert client._config.base_url == "http://localhost:1"


@pytest.mark.parametrize("key", ["planted", "whsec_planted", "pk_test_planted", "sk_test planted", "sk_pläntéd"])
def test_an_error_about_the_key_of_the_environment_names_the_variable(
    client_class: Any, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("STRIPE_API_KEY", key)

    with pytest.raises(ValueError, match=r"^the API key in STRIPE_API_KEY ") as caught:
        client_class()

    assert not any("planted" in report for report in shown(caught.value))


@pytest.mark.parametrize("value", [None, "", " \n"], ids=["unset", "empty", "only white space"])
def test_no_key_at_all_is_an_error_that_says_where_to_put_one(
    client_class: Any, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("STRIPE_API_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("STRIPE_API_KEY", value)

    with pytest.raises(ValueError, match=r"there is no API key: pass one.*or set STRIPE_API_KEY"):
        client_class()


def test_an_empty_key_does_not_fall_back_on_the_environments(
    client_class: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRIPE_API_KEY", "sk_test_environment")

    with pytest.raises(ValueError, match="the API key is empty"):
        client_class("")


def test_the_defaults_are_those_of_the_documentation(client_class: Any) -> None:
    config = client_class(KEY)._config

    assert config.base_url == "https://api.stripe.com"
    assert config.api_version == API_VERSION
    assert config.stripe_account is None
    assert config.timeout == Timeout(connect=5.0, read=30.0, write=30.0, pool=5.0)
    assert config.deadline is None
    assert config.max_retries == 2
    assert config.app_info is None


@pytest.mark.parametrize(
    ("settings", "error", "words"),
    [
        ({"base_url": "http://example.com", "api_key": "sk_live_1"}, ValueError, "show the API key to the network"),
        ({"api_version": ""}, ValueError, "api_version is empty"),
        ({"stripe_account": "acct\n"}, ValueError, "stripe_account begins or ends with white space"),
        ({"timeout": 0}, ValueError, "timeout.connect must be a positive number"),
        ({"deadline": -1}, ValueError, "deadline must be a positive number"),
        ({"max_retries": -1}, ValueError, "max_retries must be at least 0"),
        ({"app_info": {}}, ValueError, "app_info needs a name"),
        ({"app_info": "Shop"}, TypeError, "app_info must be a mapping, not str"),
        ({"default_headers": ["X"]}, TypeError, "default_headers must be a mapping, not list"),
        ({"default_headers": {"X Y": "1"}}, ValueError, "default_headers contains a name that a header cannot have"),
        ({"default_headers": {"Idempotency-Key": "1"}}, ValueError, "default_headers cannot set Idempotency-Key: use"),
        ({"default_headers": {"X": "a\nb"}}, ValueError, r"default_headers\['X'\] contains characters"),
        ({"api_key": "whsec_1"}, ValueError, "the API key is the signing secret of a webhook endpoint"),
        ({"api_key": "pk_test_1"}, ValueError, "the API key is a publishable key"),
        ({"api_key": "ek_test_1"}, ValueError, "the API key is an ephemeral key"),
        ({"api_key": "acct_1"}, ValueError, "the API key is the id of an account, which is the setting stripe_account"),
        ({"api_key": "cs_test_1"}, ValueError, "the API key is the id or the client secret of a Session"),
        ({"http_client": object()}, TypeError, "http_client must be an httpx"),
        ({"limits": {"max_connections": 5}}, TypeError, r"limits must be a Limits or an httpx\.Limits, not dict"),
        ({"limits": httpx.Limits(max_connections=0)}, ValueError, r"limits\.max_connections must be at least 1, not 0"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_settings_that_cannot_work_are_refused_at_once(
    client_class: Any, settings: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        client_class(**{"api_key": KEY, **settings})


def test_a_client_shows_where_it_sends_and_nothing_secret(client_class: Any) -> None:
    text = f"{client_class.__name__}(base_url='https://api.stripe.com', api_version='{API_VERSION}')"

    assert repr(client_class(KEY)) == text


def test_a_client_cannot_be_pickled_nor_copied(client_class: Any) -> None:
    for duplicate in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match=f"{client_class.__name__} has an API key and connections"):
            duplicate(client_class(KEY))


CHANGES: list[ClientOptions] = [
    {"api_key": "sk_test_other"},
    {"base_url": "http://localhost:12111"},
    {"api_version": "2024-04-10"},
    {"stripe_account": "acct_1"},
    {"timeout": 3.0},
    {"deadline": 4.0},
    {"max_retries": 0},
    {"max_response_bytes": 1000},
    {"app_info": {"name": "Shop"}},
    {"default_headers": {"X-Shop": "7"}},
    {"hooks": (LoggingHook(),)},
    {"rate_limit": RateLimit(per_second=20)},
]


def test_the_table_below_holds_everything_that_can_be_changed() -> None:
    assert {name for changes in CHANGES for name in changes} == set(ClientOptions.__annotations__)


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: next(iter(changes)))
def test_with_options_changes_the_copy_and_nothing_in_the_original(client_class: Any, changes: dict[str, Any]) -> None:
    original = client_class(KEY, stripe_account="acct_0", deadline=9.0)
    before = dict(vars(original))
    settings = original._config
    copied = original.with_options(**changes)

    assert type(copied) is client_class
    assert copied._config == settings.with_changes(changes) != settings
    assert vars(original) == before
    assert copied._driver is original._driver
    assert copied._environment is original._environment


def test_with_options_can_take_an_account_and_a_deadline_away(client_class: Any) -> None:
    copied = client_class(KEY, stripe_account="acct_0", deadline=9.0).with_options(stripe_account=None, deadline=None)

    assert (copied._config.stripe_account, copied._config.deadline) == (None, None)


def test_with_options_checks_what_it_is_given(client_class: Any) -> None:
    client = client_class(KEY)

    with pytest.raises(ValueError, match="max_retries must be at least 0"):
        client.with_options(max_retries=-1)
    with pytest.raises(TypeError, match="with_options cannot change 'proxy': it accepts api_key, base_url"):
        client.with_options(proxy="http://localhost:3128")


def test_a_copy_sends_with_its_own_settings_over_the_same_connections(runtime: Runtime) -> None:
    answering = Answering(runtime)
    runtime.use(
        {"api_key": KEY, "http_client": answering.client},
        lambda client: first_page(client.with_options(api_key="sk_test_other", stripe_account="acct_1")),
        first_page,
    )

    seen = [(request.headers["authorization"], request.headers.get("stripe-account")) for request in answering.requests]
    assert seen == [("Bearer sk_test_other", "acct_1"), (f"Bearer {KEY}", None)]


def close(client: Any) -> Any:
    return client.close() if isinstance(client, CheckoutClient) else client.aclose()


def test_a_closed_client_refuses_calls(runtime: Runtime) -> None:
    with pytest.raises(RuntimeError, match="this client is closed: make a new one"):
        runtime.use({"api_key": KEY}, close, first_page)


def test_a_client_may_be_closed_twice(runtime: Runtime) -> None:
    runtime.use({"api_key": KEY}, close, close)


def test_closing_a_copy_closes_nothing(runtime: Runtime) -> None:
    answering = Answering(runtime)
    kept: list[Any] = []

    def close_copies(client: Any) -> Any:
        kept.append(client.with_options(max_retries=0))
        kept.append(kept[0].with_options(deadline=1.0))
        return close(kept[1])

    runtime.use(
        {"api_key": KEY, "http_client": answering.client},
        close_copies,
        lambda _: close(kept[0]),
        lambda _: first_page(kept[1]),
        first_page,
    )

    assert len(answering.requests) == 2


def test_closing_the_original_closes_its_copies(runtime: Runtime) -> None:
    kept: list[Any] = []

    with pytest.raises(RuntimeError, match="this client is closed"):
        runtime.use(
            {"api_key": KEY},
            lambda client: kept.append(client.with_options(max_retries=0)),
            close,
            lambda _: first_page(kept[0]),
        )


def test_a_copy_keeps_its_original_alive(client_class: Any) -> None:
    original = client_class(KEY)
    copied = original.with_options(max_retries=0).with_options(deadline=1.0)

    assert copied._parent is original


def test_your_http_client_is_used_and_stays_open(runtime: Runtime) -> None:
    answering = Answering(runtime)

    runtime.use({"api_key": KEY, "http_client": answering.client}, first_page)

    assert len(answering.requests) == 1
    assert not answering.client.is_closed
    with pytest.raises(RuntimeError, match="this client is closed"):
        runtime.use({"api_key": KEY, "http_client": answering.client}, close, first_page)
    assert not answering.client.is_closed


def test_the_settings_of_a_call_win_over_those_of_the_client() -> None:
    client, script = sync_client(*(httpx.Response(503),) * 2, stripe_account="acct_client", max_retries=5)

    with pytest.raises(Exception, match="2 attempts"):
        client.sessions.retrieve(SESSION_ID, options={"stripe_account": "acct_call", "max_retries": 1})

    assert [request.headers["stripe-account"] for request in script.requests] == ["acct_call"] * 2


def test_both_clients_take_the_same_settings_in_the_same_order() -> None:
    plain, waiting = (cls.__init__.__annotations__ for cls in CLIENT_CLASSES)

    assert list(plain) == list(waiting)
    assert {name for name in plain if plain[name] != waiting[name]} == {"http_client"}


def test_both_clients_have_the_same_methods() -> None:
    def public(value: object) -> set[str]:
        return {name for name in dir(value) if not name.startswith("_")}

    plain, waiting = sync_client()[0], async_client()[0]

    assert public(plain) - public(waiting) == {"close"}
    assert public(waiting) - public(plain) == {"aclose"}
    assert public(plain.sessions) == public(waiting.sessions)


def test_the_package_loads_its_names_when_they_are_asked_for() -> None:
    assert dir(checkout_client) == sorted(checkout_client.__all__)
    for name in checkout_client.__all__:
        assert getattr(checkout_client, name) is not None
    with pytest.raises(AttributeError, match="module 'checkout_client' has no attribute 'Chekout'"):
        checkout_client.Chekout  # type: ignore[attr-defined]  # noqa: B018
