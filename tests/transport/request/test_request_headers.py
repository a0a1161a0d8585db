"""Which values a header can have, and which are rejected without being shown."""

from __future__ import annotations

import platform
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.trees import quiet

from checkout_client._transport.request.request_headers import (
    MAX_IDEMPOTENCY_KEY,
    OWN_HEADERS,
    checked_api_key,
    checked_extra_headers,
    checked_idempotency_key,
    checked_value,
    user_agent,
)
from checkout_client.version import __version__

US = f"checkout_client/{__version__} Python/{platform.python_version()}"


@pytest.mark.parametrize("value", ["x", "sk_test_1", "a b\tc".replace("\t", " "), "!~", "cs_test=1; x,y"])
def test_visible_ascii_is_a_headers_value(value: str) -> None:
    assert checked_value(value, "it") == value


REFUSED: dict[str, tuple[Any, type[Exception], str]] = {
    "empty": ("", ValueError, "it is empty"),
    "a line break at the end": ("secret\n", ValueError, "it begins or ends with white space or a line break: strip it"),
    "a space at the start": (" secret", ValueError, "it begins or ends with white space or a line break: strip it"),
    "a no-break space at the end": ("secret\u00a0", ValueError, "it begins or ends with white space"),
    "another header": ("secret\r\nX-Evil: 1", ValueError, "it contains characters that a header cannot have"),
    "a tab inside": ("sec\tret", ValueError, "it contains characters that a header cannot have"),
    "NUL": ("secret\0", ValueError, "it contains characters that a header cannot have"),
    "DEL": ("secret\x7f", ValueError, "it contains characters that a header cannot have"),
    "Latin letters": ("sécret", ValueError, "it contains characters that a header cannot have"),
    "nothing but spaces": ("   ", ValueError, "it contains characters that a header cannot have"),
    "bytes": (b"secret", TypeError, "it must be a str, not bytes"),
    "None": (None, TypeError, "it must be a str, not NoneType"),
}


@pytest.mark.parametrize(("value", "kind", "problem"), REFUSED.values(), ids=REFUSED)
def test_a_value_that_cannot_be_sent_is_refused_and_not_shown(value: Any, kind: type[Exception], problem: str) -> None:
    with pytest.raises(kind) as caught:
        checked_value(value, "it")
    assert str(caught.value).startswith(problem)
    assert "secret" not in str(caught.value)
    assert "evil" not in str(caught.value).lower()


@quiet
@given(value=st.text())
def test_what_is_accepted_is_one_line_of_ascii(value: str) -> None:
    try:
        accepted = checked_value(value, "it")
    except ValueError:
        return
    assert accepted.isascii()
    assert accepted.isprintable()
    assert accepted == accepted.strip() != ""


@pytest.mark.parametrize("key", ["sk_test_1", "rk_live_1", "sk_org_1"])
def test_secret_and_restricted_keys_are_keys(key: str) -> None:
    assert checked_api_key(key) == key


KEYS: dict[str, tuple[Any, type[Exception], str]] = {
    "a publishable test key": ("pk_test_planted", ValueError, "is a publishable key"),
    "a publishable live key": ("pk_live_planted", ValueError, "is a publishable key"),
    "a signing secret": (
        "whsec_planted",
        ValueError,
        r"the API key is the signing secret of a webhook endpoint \(whsec_…\)",
    ),
    "an ephemeral key": ("ek_test_planted", ValueError, "is an ephemeral key"),
    "an account": ("acct_planted", ValueError, "is the id of an account"),
    "another word": ("planted", ValueError, r"the API key does not look like one: servers need a secret key \(sk_…\)"),
    "a space inside": ("sk_test planted", ValueError, "contains white space"),
    "a line break at the end": ("sk_test_planted\n", ValueError, "strip it"),
    "a header smuggled in": ("sk_test_planted\r\nX: 1", ValueError, "a header cannot have"),
    "empty": ("", ValueError, "the API key is empty"),
    "bytes": (b"sk_test_planted", TypeError, "the API key must be a str, not bytes"),
}


@pytest.mark.parametrize(("key", "kind", "problem"), KEYS.values(), ids=KEYS)
def test_a_key_that_cannot_work_is_refused_and_not_shown(key: Any, kind: type[Exception], problem: str) -> None:
    with pytest.raises(kind, match=problem) as caught:
        checked_api_key(key)
    assert "planted" not in str(caught.value)


def test_an_idempotency_key_may_have_255_characters() -> None:
    assert MAX_IDEMPOTENCY_KEY == 255
    assert checked_idempotency_key("k" * 255) == "k" * 255
    with pytest.raises(ValueError, match="idempotency_key has 256 characters: at most 255"):
        checked_idempotency_key("k" * 256)


@pytest.mark.parametrize("key", ["", "a\nb", "é"])
def test_an_idempotency_key_must_be_a_headers_value(key: str) -> None:
    with pytest.raises(ValueError, match=r"^idempotency_key "):
        checked_idempotency_key(key)


def test_extra_headers_are_added_as_they_are() -> None:
    headers = {"X-Request-Source": "worker", "Stripe-Context": "acct_1"}
    assert dict(checked_extra_headers(headers)) == headers


@pytest.mark.parametrize("name", [*OWN_HEADERS, "Authorization", "STRIPE-VERSION", "Host"])
def test_extra_headers_cannot_set_what_the_client_sets(name: str) -> None:
    with pytest.raises(ValueError, match=f"extra_headers cannot set {name}: {OWN_HEADERS[name.lower()]}"):
        list(checked_extra_headers({name: "x"}))


def test_the_headers_that_carry_meaning_or_frame_the_message_are_the_clients_own() -> None:
    meaning = {
        "authorization",
        "idempotency-key",
        "proxy-authorization",
        "stripe-account",
        "stripe-version",
        "user-agent",
    }
    content = {"accept-encoding", "content-encoding", "content-length", "content-type"}
    framing = {"connection", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade"}
    assert set(OWN_HEADERS) == meaning | content | framing


@pytest.mark.parametrize("name", ["", "a b", "a:b", "a\nb", "é", 1, b"a"], ids=repr)
def test_a_headers_name_must_be_a_token(name: Any) -> None:
    with pytest.raises(ValueError, match="extra_headers contains a name that a header cannot have"):
        list(checked_extra_headers({name: "x"}))


def test_a_headers_value_is_checked_by_name() -> None:
    with pytest.raises(ValueError, match=r"^extra_headers\['X-A'\] contains characters") as caught:
        list(checked_extra_headers({"X-A": "secret\r\nX-B: 1"}))
    assert "secret" not in str(caught.value)
    with pytest.raises(TypeError, match=r"^extra_headers\['X-A'\] must be a str, not int"):
        list(checked_extra_headers({"X-A": 1}))


def test_extra_headers_must_be_a_mapping() -> None:
    with pytest.raises(TypeError, match="extra_headers must be a mapping, not list"):
        list(checked_extra_headers([("X-A", "1")]))


AGENTS: dict[str, tuple[Any, str]] = {
    "nothing": (None, US),
    "a name": ({"name": "Shop"}, f"{US} Shop"),
    "a name and a version": ({"name": "Shop", "version": "1.2"}, f"{US} Shop/1.2"),
    "a name and an address": ({"name": "Shop", "url": "https://s.example"}, f"{US} Shop (https://s.example)"),
    "a partner": ({"name": "Shop", "partner_id": "pp_1"}, f"{US} Shop (pp_1)"),
    "everything": (
        {"partner_id": "pp_1", "url": "https://s.example", "version": "1.2", "name": "Shop"},
        f"{US} Shop/1.2 (https://s.example; pp_1)",
    ),
}


@pytest.mark.parametrize(("app_info", "agent"), AGENTS.values(), ids=AGENTS)
def test_the_user_agent_names_package_python_and_application(app_info: Any, agent: str) -> None:
    assert user_agent(app_info) == agent


APPLICATIONS: dict[str, tuple[Any, type[Exception], str]] = {
    "no name": ({"version": "1"}, ValueError, "app_info needs a name"),
    "an unknown part": (
        {"name": "Shop", "versoin": "1"},
        TypeError,
        "app_info has no 'versoin': it accepts name, version, url, partner_id",
    ),
    "a line break": ({"name": "Shop\r\nX: 1"}, ValueError, r"^app_info\['name'\] contains characters"),
    "a number": ({"name": "Shop", "version": 2}, TypeError, r"^app_info\['version'\] must be a str, not int"),
}


@pytest.mark.parametrize(("app_info", "kind", "problem"), APPLICATIONS.values(), ids=APPLICATIONS)
def test_an_application_that_cannot_be_named_is_refused(app_info: Any, kind: type[Exception], problem: str) -> None:
    with pytest.raises(kind, match=problem):
        user_agent(app_info)
