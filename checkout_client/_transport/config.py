"""A client's settings: checked once, never changed, copied with differences."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NoReturn
from urllib.parse import urlsplit

import attrs

from .._values import Value
from ..options import AppInfo, Timeout, TimeoutLike, checked_count, checked_seconds
from .auth import SecretStr
from .request import request_headers as headers

DEFAULT_BASE_URL = "https://api.stripe.com"
DEFAULT_MAX_RETRIES = 2


def _checked_base_url(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"base_url must be a str, not {type(value).__name__}")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("base_url is not a URL") from None
    if parts.scheme not in ("https", "http") or not host or not value.isascii() or not value.isprintable():
        raise ValueError("base_url must look like https://host or, for a server on this machine, http://localhost:port")
    # Even an empty query or fragment would swallow the path that is put after it.
    if "@" in parts.netloc or any(character in value for character in "?# "):
        raise ValueError("base_url may hold a scheme, a host, a port and a path, nothing else")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError(
            "base_url is http:// to another machine, which would show the API key to the network: use https://"
        )
    return value.rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this machine."""
    if host == "localhost":
        return True
    if ":" not in host and not host[-1:].isdigit():
        return False  # a name
    from ipaddress import ip_address  # slow to load, and hardly ever needed

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _optional_account(value: object) -> str | None:
    return None if value is None else headers.checked_value(value, "stripe_account")


def _optional_deadline(value: object) -> float | None:
    return None if value is None else checked_seconds(value, "deadline")


def _api_version(value: object) -> str:
    return headers.checked_value(value, "api_version")


def _timeout(value: float | TimeoutLike) -> Timeout:
    return Timeout.of(value)


def _max_retries(value: object) -> int:
    return checked_count(value, "max_retries", least=0)


def _app_info(value: AppInfo | None) -> AppInfo | None:
    headers.user_agent(value)
    return value


@attrs.frozen(slots=False, eq=False, repr=False)
class Config(Value):
    """What a client was told, apart from its connections."""

    api_key: SecretStr = attrs.field(repr=False, converter=headers.checked_api_key)
    base_url: str = attrs.field(converter=_checked_base_url)
    api_version: str = attrs.field(converter=_api_version)
    stripe_account: str | None = attrs.field(converter=_optional_account)
    timeout: Timeout = attrs.field(converter=_timeout)
    deadline: float | None = attrs.field(converter=_optional_deadline)
    max_retries: int = attrs.field(converter=_max_retries)
    app_info: AppInfo | None = attrs.field(converter=_app_info)

    @cached_property
    def fixed_headers(self) -> Mapping[str, str]:
        """The headers that every request of this client carries."""
        return {
            "accept": "application/json",
            "accept-encoding": "gzip, deflate",
            "authorization": SecretStr(f"Bearer {self.api_key}"),
            "user-agent": headers.user_agent(self.app_info),
        }

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client's settings hold its API key and cannot be pickled: make the client in each process")

    def with_changes(self, changes: Mapping[str, Any]) -> Config:
        """A copy with some settings changed; each is checked again."""
        return attrs.evolve(self, **changes)
