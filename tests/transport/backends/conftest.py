"""Fixtures for tests of our async pools with each HTTP library."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import trustme
from support.fakes import KEY

from checkout_client import AsyncCheckoutClient
from checkout_client._transport.backends.tls import cached_tls_context

MakeClient = Callable[..., AsyncCheckoutClient]


@pytest.fixture(params=[None, "aiohttp"], ids=["httpcore", "aiohttp"])
def make_client(request: pytest.FixtureRequest) -> MakeClient:
    """Return a function that makes a client with one of the libraries."""

    def make(url: str, **settings: Any) -> AsyncCheckoutClient:
        return AsyncCheckoutClient(KEY, base_url=url, http_client=request.param, **{"max_retries": 0} | settings)

    return make


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server_tls(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLContext]:
    """The TLS settings of a server that the environment tells clients to trust."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with authority.cert_pem.tempfile() as path:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        cached_tls_context.cache_clear()
        yield context
    cached_tls_context.cache_clear()
