"""The proxy that the user gives as a URL, or that the environment asks for."""

from __future__ import annotations

import os
import re
import sys

import pytest
from faults.error_reports import shown

from checkout_client import AsyncCheckoutClient, CheckoutClient
from checkout_client._transport.backends.proxy import Proxy, proxy_from_environment

PROXY = "http://proxy.example:3128"
API = "https://api.stripe.com"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def test_without_variables_there_is_no_proxy() -> None:
    assert proxy_from_environment(API) is None


CASES: dict[str, tuple[dict[str, str], str, str | None]] = {
    "for https": ({"HTTPS_PROXY": PROXY}, API, PROXY),
    "in lower case": ({"https_proxy": PROXY}, API, PROXY),
    "for everything": ({"ALL_PROXY": PROXY}, API, PROXY),
    "https before everything": ({"ALL_PROXY": "http://other.example", "HTTPS_PROXY": PROXY}, API, PROXY),
    "for http only": ({"HTTP_PROXY": PROXY}, API, None),
    "without a scheme": ({"HTTPS_PROXY": "proxy.example:3128"}, API, PROXY),
    "a name alone": ({"ALL_PROXY": "proxy.example"}, API, "http://proxy.example"),
    "a login without a scheme": ({"HTTPS_PROXY": "me:pw@proxy.example:3128"}, API, "http://me:pw@proxy.example:3128"),
    "white space around it": ({"HTTPS_PROXY": f" {PROXY}\r\n"}, API, PROXY),
    "only white space": ({"HTTPS_PROXY": " \n", "ALL_PROXY": f"{PROXY} "}, API, PROXY),
    "an exception with white space": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "api.stripe.com \n"}, API, None),
    "empty": ({"HTTPS_PROXY": ""}, API, None),
    "not for this host": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "api.stripe.com"}, API, None),
    "not for this domain": ({"HTTPS_PROXY": PROXY, "NO_PROXY": ".stripe.com"}, API, None),
    "not for this host and port": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "api.stripe.com:443"}, API, None),
    "not for the port given": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "stripe.com:8443"}, f"{API}:8443", None),
    "not for another port": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "api.stripe.com:8443"}, API, PROXY),
    "not for any port": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "API.stripe.com"}, f"{API}:8443", None),
    "not for this address": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "fd00::1"}, "https://[fd00::1]:8443", None),
    "not for one in a list": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "a.example, stripe.com"}, f"{API}/base", None),
    "for another address": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "fd00::1"}, "https://[fd00::2]", PROXY),
    "not for any host": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "*"}, API, None),
    "not for another host": ({"HTTPS_PROXY": PROXY, "NO_PROXY": "files.stripe.com"}, API, PROXY),
    "an exception without a rule": ({"NO_PROXY": "example.com"}, API, None),
    "never for this machine by name": ({"ALL_PROXY": PROXY}, "http://localhost:12111", None),
    "never for this machine by IPv4": ({"HTTPS_PROXY": PROXY}, "https://127.0.0.1:12111", None),
    "never for this machine by IPv6": ({"ALL_PROXY": PROXY}, "http://[::1]:12111", None),
}


@pytest.mark.parametrize(("variables", "base_url", "proxy"), CASES.values(), ids=CASES)
def test_the_usual_environment_variables_are_obeyed(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], base_url: str, proxy: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert proxy_from_environment(base_url) == (None if proxy is None else Proxy.of(proxy))


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("value", ["ftp://planted", "http://me:planted@h:99999", "http://", "plänted:3128", ":planted"])
@pytest.mark.parametrize("client", [CheckoutClient, AsyncCheckoutClient])
def test_an_error_about_a_variable_names_it_and_does_not_show_its_value(
    client: type[CheckoutClient | AsyncCheckoutClient], name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=f"^the environment variable {name} must look like http://host:port") as caught:
        client("sk_test_1")
    assert "plant" not in "".join(shown(caught.value))


def test_an_error_about_the_systems_settings_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS and Windows, a proxy may come from there."""
    monkeypatch.setattr("urllib.request.getproxies", lambda: {"https": "ftp://proxy.example"})
    with pytest.raises(ValueError, match=r"^the proxy for https in the system's settings must look like"):
        proxy_from_environment(API)


PARTS: dict[str, tuple[str, Proxy]] = {
    "http": ("http://proxy.example:3128", Proxy("http://proxy.example:3128", "http", "proxy.example", 3128, None)),
    "a usual port": ("https://proxy.example/", Proxy("https://proxy.example/", "https", "proxy.example", 443, None)),
    "socks": ("socks5h://[::1]", Proxy("socks5h://[::1]", "socks5h", "::1", 1080, None)),
    "a login": (
        "http://us%40er:p%3A%C3%A9@h",
        Proxy("http://us%40er:p%3A%C3%A9@h", "http", "h", 80, (b"us@er", "p:é".encode())),
    ),
    "a name alone": ("http://user@h", Proxy("http://user@h", "http", "h", 80, (b"user", b""))),
    "a password alone": ("http://:pw@h", Proxy("http://:pw@h", "http", "h", 80, (b"", b"pw"))),
}


@pytest.mark.parametrize(("url", "proxy"), PARTS.values(), ids=PARTS)
def test_a_proxy_url_is_parsed(url: str, proxy: Proxy) -> None:
    assert Proxy.of(url) == proxy
    assert proxy.is_socks is url.startswith("socks")


@pytest.mark.parametrize(
    "url", ["", "planted:3128", "ftp://planted", "http://", "http://planted:x", "http://plant\ned", "http://plänted"]
)
def test_an_invalid_proxy_url_is_rejected_and_not_shown(url: str) -> None:
    with pytest.raises(ValueError, match=r"^proxy (is not a URL|must look like)") as caught:
        Proxy.of(url)
    assert "plant" not in str(caught.value)


def test_a_proxy_that_is_not_a_string_is_rejected() -> None:
    with pytest.raises(TypeError, match="proxy must be a str, not bytes"):
        Proxy.of(b"http://proxy.example")


def test_an_invalid_proxy_is_rejected_when_the_client_is_made() -> None:
    with pytest.raises(ValueError, match="proxy must look like"):
        CheckoutClient("sk_test_1", proxy="proxy.example:3128")


@pytest.mark.parametrize("client", [CheckoutClient, AsyncCheckoutClient])
def test_a_missing_package_for_socks_is_reported_when_the_client_is_made(
    client: type[CheckoutClient | AsyncCheckoutClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    with pytest.raises(ModuleNotFoundError, match=re.escape("httpx[socks]")):
        client("sk_test_1", proxy="socks5://proxy.example")
