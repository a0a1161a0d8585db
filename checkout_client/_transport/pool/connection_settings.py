"""The settings that all connections of a client share, checked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import attrs

from ..._values import Value
from ...timeouts import Limits, LimitsLike

if TYPE_CHECKING:
    from ..backends.proxy import Proxy


@attrs.frozen(eq=False, repr=False)
class ConnectionSettings(Value):
    """How connections are made and how many are kept."""

    limits: LimitsLike
    proxy: Proxy | None


def connection_settings(base_url: str, limits: LimitsLike | None, proxy: str | None) -> ConnectionSettings:
    """Return the settings for connections to ``base_url``; raises for invalid limits or an invalid proxy."""
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


def closed_error() -> RuntimeError:
    """Return the error for using a client after it was closed."""
    return RuntimeError("this client is closed: make a new one")
