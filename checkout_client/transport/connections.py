"""The connections of a client: opened when first needed, shared by its copies, closed once."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from ssl import SSLContext
from typing import Any

import attrs
import httpx

from ..fork_lock import ForkLock
from ..options import Limits, LimitsLike
from .proxy import proxy_from_environment


@attrs.frozen
class ConnectionSettings:
    """How connections are made."""

    limits: LimitsLike
    proxy: str | None = attrs.field(repr=False)  # may hold a password

    def of_one_lane(self) -> dict[str, Any]:
        """What a transport of httpx with a single connection takes."""
        limits = httpx.Limits(
            max_connections=1, max_keepalive_connections=1, keepalive_expiry=self.limits.keepalive_expiry
        )
        return {"verify": shared_tls_context(), "limits": limits, "proxy": self.proxy}


_making = ForkLock()


@cache
def shared_tls_context() -> SSLContext:
    """The TLS settings of every connection of this process: reading the certificates takes 20 ms, so once."""
    with _making:  # OpenSSL has locks of its own here
        return httpx.create_ssl_context()


def connection_settings(base_url: str, limits: LimitsLike | None, proxy: str | None) -> ConnectionSettings:
    """The settings for connections to ``base_url``."""
    return ConnectionSettings(limits or Limits(), proxy if proxy is not None else proxy_from_environment(base_url))


def refuse_settings_of_borrowed(limits: LimitsLike | None, proxy: str | None) -> None:
    """Refuse settings that would not reach an ``http_client`` of the user's."""
    if limits is not None or proxy is not None:
        raise ValueError("limits and proxy cannot be changed on an http_client of yours: set them where you make it")


def closed_error() -> RuntimeError:
    """What use after closing raises."""
    return RuntimeError("this client is closed: make a new one")


def no_lane_free() -> httpx.PoolTimeout:
    """What a request that waited too long in line gets."""
    return httpx.PoolTimeout("no connection became free")


monotonic: Callable[[], float] = time.monotonic
