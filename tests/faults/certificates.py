"""Valid and invalid server certificates."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache

import trustme

from .behaviour import Behaviour
from .fault import Certificate, Fault, Group

_ADDRESS = "127.0.0.1"


def _bad(name: Certificate) -> Fault:
    return Fault(name, Behaviour(takes_effect=False), "final", "connection", certificate=name)


CERTIFICATES = Group(
    "Certificates",
    (
        Fault("valid", Behaviour(), "harmless", certificate="good"),
        _bad("wrong name"),
        _bad("expired"),
        _bad("self-signed"),
    ),
)


@cache
def _authority() -> trustme.CA:
    return trustme.CA()


@cache
def server_context(kind: Certificate) -> ssl.SSLContext:
    """The server's side: with the certificate of that kind."""
    authority = trustme.CA() if kind == "self-signed" else _authority()
    name = "api.example.com" if kind == "wrong name" else _ADDRESS
    yesterday = datetime.now(UTC) - timedelta(days=1)
    certificate = authority.issue_cert(name, not_after=yesterday if kind == "expired" else None)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@contextmanager
def authority_file() -> Iterator[str]:
    """A file with the authority that the clients trust."""
    with _authority().cert_pem.tempfile() as path:
        yield path
