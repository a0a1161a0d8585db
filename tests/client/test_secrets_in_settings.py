"""A key or a password in a rejected setting is in no message and in no local variable of the package."""

from __future__ import annotations

import traceback
from typing import Any

import pytest
from support.fakes import KEY
from support.rendered_locals import rendered_locals

from checkout_client import AsyncCheckoutClient, CheckoutClient

PASSWORD = "proxy-password"
LONG_KEY = "sk_test_" + "planted" * 15


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
