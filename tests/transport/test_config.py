"""A client's settings: checked once, never changed, copied with differences."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import httpx
import pytest
from support.fakes import KEY, config

from checkout_client import API_VERSION, CheckoutClient, Timeout
from checkout_client._transport.config import DEFAULT_BASE_URL, DEFAULT_MAX_RETRIES, is_loopback

ADDRESSES = {
    "the API's": ("https://api.stripe.com", "https://api.stripe.com"),
    "a slash at the end": ("https://api.stripe.com/", "https://api.stripe.com"),
    "a port": ("https://stripe.example:8443", "https://stripe.example:8443"),
    "a path": ("https://gateway.example/stripe/", "https://gateway.example/stripe"),
    "this machine by name": ("http://localhost:12111", "http://localhost:12111"),
    "this machine by IPv4": ("http://127.0.0.1:12111", "http://127.0.0.1:12111"),
    "this machine by another IPv4": ("http://127.8.9.10", "http://127.8.9.10"),
    "this machine by IPv6": ("http://[::1]:12111", "http://[::1]:12111"),
    "capitals": ("HTTPS://API.stripe.com", "HTTPS://API.stripe.com"),
}


@pytest.mark.parametrize(("base_url", "kept"), ADDRESSES.values(), ids=ADDRESSES)
def test_base_url(base_url: str, kept: str) -> None:
    assert config(base_url=base_url).base_url == kept


@pytest.mark.parametrize(
    "base_url",
    [
        "http://api.stripe.com",
        "http://192.168.0.2",
        "http://localhost.example",
        "http://host1",
        "http://127.0.0.1.example",
        "http://0.0.0.0",
        "http://[2001:db8::1]",
        "HTTP://example.com",
    ],
)
def test_http_to_another_machine_is_refused(base_url: str) -> None:
    with pytest.raises(ValueError, match="would show the API key to the network: use https://"):
        config(base_url=base_url, api_key="sk_live_1")
    with pytest.raises(ValueError, match="would show the API key to the network"):
        config(base_url=base_url).with_changes({"api_key": "rk_live_1"})


@pytest.mark.parametrize("key", ["sk_test_1", "rk_test_1"])
def test_http_to_another_machine_is_possible_with_a_test_key(key: str) -> None:
    assert config(base_url="http://fake:12111", api_key=key).base_url == "http://fake:12111"


@pytest.mark.parametrize("key", ["sk_live_1", "rk_live_1", "sk_org_1"])
def test_http_to_this_machine_is_possible_with_any_key(key: str) -> None:
    assert config(base_url="http://localhost:12111", api_key=key).base_url == "http://localhost:12111"


def test_without_a_base_url_the_environments_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIPE_API_BASE", "http://localhost:12111/")
    assert config(base_url=None).base_url == "http://localhost:12111"
    assert config(base_url="https://gateway.example").base_url == "https://gateway.example"
    monkeypatch.setenv("STRIPE_API_BASE", "localhost:12111")
    with pytest.raises(ValueError, match=r"^STRIPE_API_BASE must look like"):
        config(base_url=None)
    monkeypatch.setenv("STRIPE_API_BASE", "http://localhost:12111/v1")
    with pytest.raises(ValueError, match=r"^STRIPE_API_BASE ends with /v1"):
        config(base_url=None)
    monkeypatch.setenv("STRIPE_API_BASE", "")
    assert config(base_url=None).base_url == DEFAULT_BASE_URL


OTHER_STRINGS = {
    "empty": ("", "must look like"),
    "no scheme": ("api.stripe.com", "must look like"),
    "another scheme": ("ftp://api.stripe.com", "must look like"),
    "no host": ("https://", "must look like"),
    "no host but a path": ("https:///v1", "must look like"),
    "other letters": ("https://stripé.com", "must look like"),
    "a line break": ("https://api.stripe.com\n", "must look like"),
    "NUL": ("https://api.stripe.com/\0", "must look like"),
    "half an IPv6 address": ("https://[::1", "is not a URL"),
    "a port out of range": ("https://api.stripe.com:99999", "is not a URL"),
    "a port that is not a number": ("https://api.stripe.com:x", "is not a URL"),
    "a password": ("https://user:planted@api.stripe.com", "may only contain"),
    "a user": ("https://planted@api.stripe.com", "may only contain"),
    "a query": ("https://api.stripe.com/?planted", "may only contain"),
    "an empty query": ("https://api.stripe.com?", "may only contain"),
    "a fragment": ("https://api.stripe.com#planted", "may only contain"),
    "an empty fragment": ("https://api.stripe.com#", "may only contain"),
    "the version": (
        "https://api.stripe.com/v1",
        r"ends with /v1, which .*: leave it out, as in https://api\.stripe\.com$",
    ),
    "the version and a slash": ("https://gateway.example/stripe/v1/", "as in https://gateway.example/stripe$"),
    "a space": ("https://api.stripe.com/a b", "may only contain"),
    "this machine's name as a user": ("http://localhost@stripe.example", "may only contain"),
}


@pytest.mark.parametrize(("base_url", "problem"), OTHER_STRINGS.values(), ids=OTHER_STRINGS)
def test_other_strings_are_rejected_as_base_url(base_url: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^base_url .*{problem}") as caught:
        config(base_url=base_url)
    assert "planted" not in str(caught.value)


def test_a_base_url_must_be_a_string() -> None:
    with pytest.raises(TypeError, match="base_url must be a str, not URL"):
        config(base_url=httpx.URL("https://api.stripe.com"))


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost", True), ("127.0.0.1", True), ("::1", True), ("10.0.0.1", False), ("example.com", False), ("", False)],
)
def test_is_loopback(host: str, here: bool) -> None:
    assert is_loopback(host) is here


SETTINGS: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
    "no retries": ({"max_retries": -1}, ValueError, "max_retries must be at least 0, not -1"),
    "half a retry": ({"max_retries": 0.5}, TypeError, "max_retries must be an integer, not float"),
    "yes for retries": ({"max_retries": True}, TypeError, "max_retries must be an integer, not bool"),
    "a deadline of 0": ({"deadline": 0}, ValueError, "deadline must be a positive number of seconds, not 0"),
    "a deadline in words": ({"deadline": "1"}, TypeError, "deadline must be a number of seconds, not str"),
    "a timeout of 0": ({"timeout": 0}, ValueError, "timeout.connect must be a positive number of seconds, not 0"),
    "a timeout of None": ({"timeout": None}, TypeError, "timeout must be a number of seconds, a Timeout or an httpx"),
    "a version with a line break": (
        {"api_version": "2026\n"},
        ValueError,
        "api_version begins or ends",
    ),
    "no version": ({"api_version": None}, TypeError, "api_version must be a str, not NoneType"),
    "an empty account": ({"stripe_account": ""}, ValueError, "stripe_account is empty"),
    "an account that is not a string": ({"stripe_account": 1}, TypeError, "stripe_account must be a str, not int"),
    "an application without a name": ({"app_info": {}}, ValueError, "app_info needs a name"),
    "a publishable key": ({"api_key": "pk_test_planted"}, ValueError, "publishable"),
}


@pytest.mark.parametrize(("settings", "kind", "problem"), SETTINGS.values(), ids=SETTINGS)
def test_settings_that_cannot_work_are_refused_at_once_and_again_in_copies(
    settings: dict[str, Any], kind: type[Exception], problem: str
) -> None:
    for make in (config, lambda **changes: config().with_changes(changes)):
        with pytest.raises(kind, match=problem) as caught:
            make(**settings)
        assert "planted" not in str(caught.value)


def test_which_settings_are_optional() -> None:
    settings = config(stripe_account=None, deadline=None, app_info=None, max_retries=0)
    assert (settings.stripe_account, settings.deadline, settings.app_info, settings.max_retries) == (
        None,
        None,
        None,
        0,
    )


def test_what_is_given_is_kept() -> None:
    settings = config(timeout=2, deadline=10, stripe_account="acct_1", app_info={"name": "Shop"})
    assert settings.timeout == Timeout(2, 2, 2, 2)
    assert settings.deadline == 10
    assert settings.stripe_account == "acct_1"
    assert settings.app_info == {"name": "Shop"}


def test_the_defaults_of_a_client() -> None:
    settings = CheckoutClient(KEY)._config
    assert settings == config(base_url=DEFAULT_BASE_URL, max_retries=DEFAULT_MAX_RETRIES, api_version=API_VERSION)
    assert settings.base_url == "https://api.stripe.com"
    assert settings.max_retries == 2
    assert settings.api_version == "2026-10-28.endive"
    assert settings.timeout == Timeout(connect=5, read=30, write=30, pool=5)


def test_a_copy_has_the_changes_and_leaves_the_original_alone() -> None:
    original = config(app_info={"name": "Shop"})
    assert original.fixed_headers["authorization"] == f"Bearer {KEY}"
    changed = original.with_changes({"api_key": "sk_test_other", "stripe_account": "acct_1", "app_info": None})
    assert changed.fixed_headers["authorization"] == "Bearer sk_test_other"
    assert changed.fixed_headers["user-agent"] == config().fixed_headers["user-agent"]
    assert changed.stripe_account == "acct_1"
    assert changed.base_url == original.base_url
    assert original == config(app_info={"name": "Shop"})


def test_settings_are_frozen() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        config().max_retries = 3  # type: ignore[misc]


def test_the_headers_of_every_request() -> None:
    headers = config(app_info={"name": "Shop"}).fixed_headers
    assert set(headers) == {"accept", "accept-encoding", "authorization", "user-agent"}
    assert headers["accept"] == "application/json"
    assert headers["user-agent"].startswith("checkout_client/")
    assert headers["user-agent"].endswith(" Shop")


def test_reprs_hide_the_key_and_it_is_sent_all_the_same() -> None:
    settings = config()
    assert repr(settings.api_key) == "'[hidden]'"
    assert settings.api_key == KEY
    assert settings.fixed_headers["authorization"] == f"Bearer {KEY}"
    assert "planted" not in repr(settings.fixed_headers)
    assert "planted" not in repr(settings)
    assert "base_url='https://api.stripe.com'" in repr(settings)


@pytest.mark.parametrize("duplicate", [pickle.dumps, copy.copy, copy.deepcopy], ids=lambda function: function.__name__)
def test_settings_do_not_travel_since_they_hold_the_key(duplicate: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="contain its API key and cannot be pickled"):
        duplicate(config())
