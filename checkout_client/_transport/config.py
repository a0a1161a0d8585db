"""The settings of a client: checked once, never changed, copied with differences.

To add a setting, add a field to :class:`Config` and to ``ClientOptions``, a parameter to the constructors in
``client.py``, and its description to their documentation. ``tests/client/test_settings.py`` checks that these agree.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import attrs

from .._checks import checked_count, checked_seconds
from .._values import Value
from ..options import AppInfo
from ..timeouts import Timeout, TimeoutLike
from ..version import API_VERSION
from .auth import TEST_KEYS, InvalidSecret, SecretStr, as_secret, reveal
from .messages import DEFAULT_MAX_RESPONSE_BYTES
from .request import request_headers as headers

if TYPE_CHECKING:
    from ..instrumentation import Hook
    from ..rate_limit import RateLimit

DEFAULT_BASE_URL = "https://api.stripe.com"
DEFAULT_TIMEOUT = Timeout()
DEFAULT_MAX_RETRIES = 2


def _base_url(value: object) -> str:
    # A wrong URL may contain a password, and error reports show local variables.
    name = "base_url"
    if value is None:
        name = "STRIPE_API_BASE"
        value = os.environ.get(name, "").strip() or DEFAULT_BASE_URL
    url = value if isinstance(value, SecretStr) else as_secret(value)
    del value
    if isinstance(url, InvalidSecret):
        raise TypeError(f"{name} must be a str, not {url.type_name}")
    problem = _problem_with_url(reveal(url))
    if problem is not None:
        raise ValueError(f"{name} {problem}")
    return reveal(url).rstrip("/")


def _problem_with_url(url: str) -> str | None:
    """Return what is wrong with ``url``. It raises nothing, so that no error report shows its local variables."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is not a URL"
    if parts.scheme not in ("https", "http") or not host or not url.isascii() or not url.isprintable():
        return "must look like https://host or, for a local server, http://localhost:port"
    # Even an empty query or fragment would swallow the path that is appended.
    if "@" in parts.netloc or any(character in url for character in "?# "):
        return "may only contain a scheme, a host, a port and a path"
    url = url.rstrip("/")
    if url.endswith("/v1"):
        return f"ends with /v1, which every call adds: leave it out, as in {url[: -len('/v1')]}"
    return None


def is_loopback(host: str) -> bool:
    """Return whether ``host`` is this machine."""
    if host == "localhost":
        return True
    if ":" not in host and not host[-1:].isdigit():
        return False  # a name
    from ipaddress import ip_address  # slow to load, and rarely needed

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _stripe_account(value: object) -> str | None:
    return None if value is None else headers.checked_value(value, "stripe_account")


def _deadline(value: object) -> float | None:
    return None if value is None else checked_seconds(value, "deadline")


def _api_version(value: object) -> str:
    return headers.checked_value(value, "api_version")


def _timeout(value: float | TimeoutLike) -> Timeout:
    return Timeout.of(value)


def _max_retries(value: object) -> int:
    return checked_count(value, "max_retries", least=0)


def _max_response_bytes(value: object) -> int:
    return checked_count(value, "max_response_bytes", least=1)


def _default_headers(value: object) -> Mapping[str, str]:
    return {name.lower(): text for name, text in headers.checked_extra_headers(value or {}, "default_headers")}


def _app_info(value: AppInfo | None) -> AppInfo | None:
    headers.user_agent(value)
    return value


def _rate_limit(value: RateLimit | None) -> RateLimit | None:
    if value is None:
        return None
    from ..rate_limit import RateLimit  # few programs need it

    if not isinstance(value, RateLimit):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        name = value.__name__ if isinstance(value, type) else type(value).__name__
        raise TypeError(f"rate_limit must be a RateLimit, as in RateLimit(per_second=20), not {name}")
    return value


def checked_hooks(value: Iterable[Hook]) -> tuple[Hook, ...]:
    """Return ``value`` as a tuple of hooks; raise an error that says which one is not a hook."""
    try:
        hooks = tuple(value)
    except TypeError:
        raise TypeError(f"hooks must be a list of hooks, not {type(value).__name__}") from None
    for index, hook in enumerate(hooks):
        if isinstance(hook, type):
            raise TypeError(f"hooks[{index}] is a class: make an instance, {hook.__name__}()")
        for name in ("before_call", "before_attempt", "after_attempt", "after_call"):
            if not callable(getattr(hook, name, None)):
                raise TypeError(
                    f"hooks[{index}] is of type {type(hook).__name__} and has no method {name}: make it a subclass of "
                    "checkout_client.instrumentation.Hook"
                )
    return hooks


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class Config(Value):
    """The settings of a client, apart from those of its connections."""

    api_key: SecretStr = attrs.field(repr=False, converter=headers.checked_api_key)
    base_url: str = attrs.field(default=None, converter=_base_url)
    api_version: str = attrs.field(default=API_VERSION, converter=_api_version)
    stripe_account: str | None = attrs.field(default=None, converter=_stripe_account)
    timeout: Timeout = attrs.field(default=DEFAULT_TIMEOUT, converter=_timeout)
    deadline: float | None = attrs.field(default=None, converter=_deadline)
    max_retries: int = attrs.field(default=DEFAULT_MAX_RETRIES, converter=_max_retries)
    max_response_bytes: int = attrs.field(default=DEFAULT_MAX_RESPONSE_BYTES, converter=_max_response_bytes)
    app_info: AppInfo | None = attrs.field(default=None, converter=_app_info)
    default_headers: Mapping[str, str] = attrs.field(default=None, repr=False, converter=_default_headers)
    rate_limit: RateLimit | None = attrs.field(default=None, converter=_rate_limit)
    hooks: tuple[Hook, ...] = attrs.field(default=(), converter=checked_hooks)

    def __attrs_post_init__(self) -> None:
        url = urlsplit(self.base_url)
        is_test_key = reveal(self.api_key).startswith(TEST_KEYS)
        if url.scheme == "http" and not is_test_key and not is_loopback(url.hostname or ""):
            raise ValueError(
                "base_url is http:// to another machine, which would show the API key to the network: use https:// "
                "(http:// is possible with a test key, sk_test_… or rk_test_…)"
            )

    @cached_property
    def fixed_headers(self) -> Mapping[str, str]:
        """The headers that every request of this client has."""
        return {
            "accept": "application/json",
            "accept-encoding": "gzip, deflate",
            "authorization": SecretStr("Bearer " + reveal(self.api_key)),
            "user-agent": headers.user_agent(self.app_info),
            **self.default_headers,
        }

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client's settings contain its API key and cannot be pickled: make a client in each process")

    def with_changes(self, changes: Mapping[str, Any]) -> Config:
        """Return a copy with some settings changed; each is checked again."""
        return attrs.evolve(self, **changes)
