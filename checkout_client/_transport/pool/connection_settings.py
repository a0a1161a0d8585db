"""The settings that all connections of a client share, checked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import attrs

from ..._values import Value
from ...timeouts import Limits, LimitsLike

if TYPE_CHECKING:
    from ssl import SSLContext  # gevent warns of names that were imported from ssl before it patches

    from ..backends.proxy import Proxy


@attrs.frozen(eq=False, repr=False)
class ConnectionSettings(Value):
    """How connections are made and how many are kept."""

    limits: LimitsLike
    proxy: Proxy | None
    ssl_context: SSLContext | None = attrs.field(default=None, repr=False)
    """What the user gave; ``None`` for the process's own."""

    def tls(self) -> SSLContext:
        """Return the TLS settings; the process's own are made when they are first needed."""
        if self.ssl_context is not None:
            return self.ssl_context
        from ..backends.tls import shared_tls_context  # needless for http://

        return shared_tls_context()


def connection_settings(
    base_url: str, limits: LimitsLike | None, proxy: str | None, ssl_context: object = None
) -> ConnectionSettings:
    """Return the settings for connections to ``base_url``; raises for settings that cannot work."""
    return ConnectionSettings(
        Limits() if limits is None else _checked_limits(limits), _proxy(base_url, proxy), _checked_tls(ssl_context)
    )


def _checked_tls(given: object) -> SSLContext | None:
    if given is None:
        return None
    from ..backends.tls import checked_ssl_context

    return checked_ssl_context(given)


def _checked_limits(given: LimitsLike) -> Limits:
    try:
        return Limits(given.max_connections, given.max_keepalive_connections, given.keepalive_expiry)
    except AttributeError:
        raise TypeError(f"limits must be a Limits or an httpx.Limits, not {type(given).__name__}") from None


def _proxy(base_url: str, given: str | None) -> Proxy | None:
    if given is None and not any(name.lower().endswith("_proxy") for name in os.environ):
        return None  # as on most machines
    from ..backends.proxy import Proxy, proxy_from_environment

    return proxy_from_environment(base_url) if given is None else Proxy.of(given)


def closed_error() -> RuntimeError:
    """Return the error for using a client after it was closed."""
    return RuntimeError("this client is closed: make a new one")
