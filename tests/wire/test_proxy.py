"""Which proxy the environment asks for."""

from __future__ import annotations

import os

import pytest

from checkout_client.transport.proxy import proxy_from_environment

PROXY = "http://proxy.example:3128"
API = "https://api.stripe.com"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def test_without_variables_there_is_none() -> None:
    assert proxy_from_environment(API) is None


CASES: dict[str, tuple[dict[str, str], str, str | None]] = {
    "for https": ({"HTTPS_PROXY": PROXY}, API, PROXY),
    "in small letters": ({"https_proxy": PROXY}, API, PROXY),
    "for everything": ({"ALL_PROXY": PROXY}, API, PROXY),
    "https before everything": ({"ALL_PROXY": "http://other.example", "HTTPS_PROXY": PROXY}, API, PROXY),
    "for http only": ({"HTTP_PROXY": PROXY}, API, None),
    "empty": ({"HTTPS_PROXY": ""}, API, None),
    "not for this host": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "api.stripe.com"}, API, None),
    "not for this domain": ({"HTTPS_PROXY": PROXY, "NO_PROXY": ".stripe.com"}, API, None),
    "not for this host and port": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "api.stripe.com:443"}, API, None),
    "not for the port given": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "stripe.com:8443"}, f"{API}:8443", None),
    "not for another port": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "api.stripe.com:8443"}, API, PROXY),
    "not for any port": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "API.stripe.com"}, f"{API}:8443", None),
    "not for this address": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "fd00::1"}, "https://[fd00::1]:8443", None),
    "not for one of several": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "a.example, stripe.com"}, f"{API}/base", None),
    "for another address": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "fd00::1"}, "https://[fd00::2]", PROXY),
    "not for any host": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "*"}, API, None),
    "not for another host": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "files.stripe.com"}, API, PROXY),
    "an exception without a rule": ({"NO_PROXY": "example.com"}, API, None),
    "never for this machine by name": ({"ALL_PROXY": PROXY}, "http://localhost:12111", None),
    "never for this machine by IPv4": ({"HTTPS_PROXY": PROXY}, "https://127.0.0.1:12111", None),
    "never for this machine by IPv6": ({"ALL_PROXY": PROXY}, "http://[::1]:12111", None),
}


@pytest.mark.parametrize(("variables", "base_url", "proxy"), CASES.values(), ids=CASES)
def test_the_variables_that_other_programs_know(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], base_url: str, proxy: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert proxy_from_environment(base_url) == proxy
