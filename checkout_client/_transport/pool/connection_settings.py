"""What all connections of a client have in common: how they are made, and what is refused."""

from __future__ import annotations

import os
import ssl
from functools import cache
from typing import TYPE_CHECKING

import attrs

from ..._concurrency.fork_lock import ForkLock
from ..._values import Value
from ...options import Limits, LimitsLike

if TYPE_CHECKING:
    from ..backends.proxy import Proxy


@attrs.frozen(eq=False, repr=False)
class ConnectionSettings(Value):
    """How connections are made."""

    limits: LimitsLike
    proxy: Proxy | None


_making = ForkLock()


@cache
def shared_tls_context() -> ssl.SSLContext:
    """The TLS settings of every connection of this process: reading the certificates takes 20 ms, so once.

    The certificates are those that httpx would trust: ``SSL_CERT_FILE`` or ``SSL_CERT_DIR``, or else certifi's.
    """
    import certifi  # slow to load

    with _making:  # OpenSSL has locks of its own here
        if file := os.environ.get("SSL_CERT_FILE"):
            return ssl.create_default_context(cafile=file)
        if folder := os.environ.get("SSL_CERT_DIR"):
            return ssl.create_default_context(capath=folder)
        return ssl.create_default_context(cafile=certifi.where())


def connection_settings(base_url: str, limits: LimitsLike | None, proxy: str | None) -> ConnectionSettings:
    """The settings for connections to ``base_url``; raises for limits or a proxy that cannot be."""
    return ConnectionSettings(Limits() if limits is None else _checked_limits(limits), _proxy(base_url, proxy))


def _checked_limits(given: LimitsLike) -> Limits:
    try:
        return Limits(given.max_connections, given.max_keepalive_connections, given.keepalive_expiry)
    except AttributeError:
        raise TypeError(f"limits must be a Limits or an httpx.Limits, not {type(given).__name__}") from None


def _proxy(base_url: str, given: str | None) -> Proxy | None:
    if given is None and not any(name.lower().endswith("_proxy") for name in os.environ):
        return None  # as on most machines
    from ..backends.proxy import Proxy, proxy_from_environment

    url = given if given is not None else proxy_from_environment(base_url)
    return None if url is None else Proxy.of(url)


def refuse_settings_of_borrowed(limits: LimitsLike | None, proxy: str | None) -> None:
    """Refuse settings that would not reach an ``http_client`` of the user's."""
    if limits is not None or proxy is not None:
        raise ValueError("limits and proxy cannot be changed on an http_client of yours: set them where you make it")


def closed_error() -> RuntimeError:
    """What use after closing raises."""
    return RuntimeError("this client is closed: make a new one")
