"""The TLS settings of the user and of the environment, on every connection that this package makes."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
import truststore
from support.backends import BACKENDS
from support.byte_server import ByteServer, Line, always
from support.fakes import KEY, SESSION_ID

from checkout_client import APIConnectionError, AsyncCheckoutClient, CheckoutClient
from checkout_client._transport.backends.tls import cached_tls_context, shared_tls_context

OURS = ["threads", "asyncio", "trio", "aiohttp"]
"""The backends whose connections this package makes."""
WAYS = ["directly", "through a proxy"]


def retrieve(client: Any) -> Any:
    return client.sessions.retrieve(SESSION_ID)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.lower().endswith("_proxy") or name.startswith("SSL_CERT_")]:
        monkeypatch.delenv(name)
    cached_tls_context.cache_clear()
    yield
    cached_tls_context.cache_clear()


@pytest.fixture
def server(authority: trustme.CA) -> ssl.SSLContext:
    """The settings of a server that wants to see a certificate of the client's."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def _client_context(authority: trustme.CA, *, with_certificate: bool = True) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    if with_certificate:
        authority.issue_cert("client.example").configure_cert(context)
    return context


@pytest.mark.one_in(2)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("backend", OURS)
def test_a_context_of_the_users_has_a_client_certificate_and_an_authority(
    backend: str, way: str, server: ssl.SSLContext, authority: trustme.CA
) -> None:
    seen: list[Any] = []

    def serve(line: Line) -> None:
        if way == "through a proxy":
            line.read_request()
            line.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        line.socket = server.wrap_socket(line.socket, server_side=True)
        seen.append(line.socket.getpeercert())
        try:
            always(line)
        finally:
            line.socket.close()

    with ByteServer(serve) as listener:
        settings: dict[str, Any] = {"base_url": f"https://{listener.address}", "max_retries": 0}
        proxy = None
        if way == "through a proxy":
            settings["base_url"], proxy = "https://127.0.0.1:9", listener.url
        settings["ssl_context"] = _client_context(authority)
        (session,) = BACKENDS[backend].use(settings, [retrieve], proxy=proxy)

    assert session.id == SESSION_ID
    assert [dict(seen[0])["subjectAltName"]] == [(("DNS", "client.example"),)]
    assert cached_tls_context.cache_info().misses == 0


@pytest.mark.parametrize("backend", OURS)
def test_a_server_with_an_unknown_certificate_is_rejected(backend: str, server: ssl.SSLContext) -> None:
    with ByteServer(always, server) as listener:
        settings = {"base_url": listener.url, "ssl_context": ssl.create_default_context(), "max_retries": 3}
        with pytest.raises(APIConnectionError, match="certificate verify failed") as caught:
            BACKENDS[backend].use(settings, [retrieve])
    assert (caught.value.kind, caught.value.attempts) == ("tls", 1)


@pytest.mark.parametrize("backend", OURS)
def test_the_stores_of_the_system_can_be_used(
    backend: str, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """truststore asks the operating system; on Linux, it reads OpenSSL's default files."""
    plain = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(plain)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with ByteServer(always, plain) as listener:
        settings = {"base_url": listener.url, "ssl_context": context, "max_retries": 0}
        with pytest.raises(APIConnectionError, match=r"certificate verify failed|not trusted"):
            BACKENDS[backend].use(settings, [retrieve])
        context.load_verify_locations(tmp_path / "ca.pem")
        assert BACKENDS[backend].use(settings, [retrieve])[0].id == SESSION_ID


def _without_names() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    return context


def _without_verification() -> ssl.SSLContext:
    context = _without_names()
    context.verify_mode = ssl.CERT_NONE
    return context


@pytest.mark.parametrize("client", [CheckoutClient, AsyncCheckoutClient])
@pytest.mark.parametrize(
    "context", [_without_names, _without_verification, lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)]
)
def test_a_context_that_verifies_nothing_is_rejected(client: Any, context: Any) -> None:
    with pytest.raises(ValueError, match=r"^ssl_context does not verify certificates and host names"):
        client(KEY, ssl_context=context())


@pytest.mark.parametrize("client", [CheckoutClient, AsyncCheckoutClient])
@pytest.mark.parametrize("value", ["client.pem", True, False])
def test_other_values_are_rejected(client: Any, value: Any) -> None:
    with pytest.raises(TypeError, match=rf"^ssl_context must be an ssl\.SSLContext, not {type(value).__name__}"):
        client(KEY, ssl_context=value)


@pytest.mark.parametrize("backend", OURS)
@pytest.mark.parametrize("white_space", ["", "\n"])
@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("SSL_CERT_FILE", None, "No such file or directory"),
        ("SSL_CERT_FILE", "no certificate", "it has no certificate"),
        ("SSL_CERT_DIR", None, "there is no such folder"),
        ("SSL_CERT_DIR", "a file", "there is no such folder"),
    ],
)
def test_an_error_about_a_variable_names_it_and_the_path(
    name: str,
    content: str | None,
    problem: str,
    white_space: str,
    backend: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content, "utf-8")
    monkeypatch.setenv(name, f"{path}{white_space}")
    with pytest.raises(ValueError, match=f"^the environment variable {name} must name a .*{problem}") as caught:
        BACKENDS[backend].use({"base_url": "https://127.0.0.1:9"}, [retrieve])
    assert repr(os.fspath(path)) in str(caught.value)


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_a_line_break_after_a_path_is_stripped(
    name: str, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    path = tmp_path / "ca.pem" if name == "SSL_CERT_FILE" else tmp_path
    monkeypatch.setenv(name, f"{path}\n")

    assert len(shared_tls_context().get_ca_certs()) == (1 if name == "SSL_CERT_FILE" else 0)  # a folder is read later
