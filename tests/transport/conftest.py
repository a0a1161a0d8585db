"""Certificates for tests over TLS."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest
import trustme

from checkout_client._transport.backends.tls import cached_tls_context


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
