"""Headers: what is sent, and what is refused. No message repeats a value, which may be a secret."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Mapping
from typing import cast

from ...options import AppInfo
from ...version import __version__
from ..auth import SecretStr

_HEADER_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"

OWN_HEADERS: Mapping[str, str] = {
    "authorization": "it carries the API key, which is set on the client",
    "stripe-version": "use the option api_version",
    "stripe-account": "use the option stripe_account",
    "idempotency-key": "use the option idempotency_key",
    "user-agent": "use app_info on the client",
    **dict.fromkeys(
        ("accept-encoding", "connection", "content-encoding", "content-length", "content-type", "host"),
        "the client sets it",
    ),
    **dict.fromkeys(
        ("expect", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade"), "it is not sent"
    ),
}

MAX_IDEMPOTENCY_KEY = 255


def checked_value(value: object, name: str) -> str:
    """``value`` if it can be a header's value; otherwise an error that calls it ``name`` and does not show it."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    if not value:
        raise ValueError(f"{name} is empty")
    if not _is_visible(value) or value != value.strip(" "):
        if _is_visible(value.strip()):
            raise ValueError(f"{name} has white space or a line break around it: strip it")
        raise ValueError(f"{name} has characters that cannot stand in a header (line breaks, controls or non-ASCII)")
    return value


def _is_visible(value: str) -> bool:
    return bool(value) and value.isascii() and value.isprintable()


def checked_api_key(value: object) -> SecretStr:
    """``value`` if it can be a secret or restricted key."""
    key = checked_value(value, "the API key")
    if key.startswith(("pk_test_", "pk_live_")):
        raise ValueError("the API key is a publishable key (pk_…): the server side needs a secret or restricted one")
    if " " in key:
        raise ValueError("the API key has white space in it")
    return SecretStr(key)


def checked_idempotency_key(value: object) -> str:
    """``value`` if Stripe takes it as an idempotency key."""
    key = checked_value(value, "idempotency_key")
    if len(key) > MAX_IDEMPOTENCY_KEY:
        raise ValueError(f"idempotency_key has {len(key)} characters: at most {MAX_IDEMPOTENCY_KEY} are allowed")
    return key


def checked_extra_headers(headers: object) -> Iterable[tuple[str, str]]:
    """The pairs of ``extra_headers``, each checked."""
    if not isinstance(headers, Mapping):
        raise TypeError(f"extra_headers must be a mapping, not {type(headers).__name__}")
    for name, value in cast("Mapping[object, object]", headers).items():
        if not isinstance(name, str) or not re.fullmatch(_HEADER_NAME, name):
            raise ValueError("extra_headers has a name that cannot be a header's name")
        if name.lower() in OWN_HEADERS:
            raise ValueError(f"extra_headers cannot set {name}: {OWN_HEADERS[name.lower()]}")
        yield name, checked_value(value, f"extra_headers[{name!r}]")


def user_agent(app_info: AppInfo | None) -> str:
    """The ``User-Agent``: this package, the Python it runs on, and the application."""
    parts = [f"checkout_client/{__version__}", f"Python/{platform.python_version()}"]
    if app_info is not None:
        parts.append(_application(app_info))
    return " ".join(parts)


def _application(app_info: AppInfo) -> str:
    if not isinstance(app_info, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise TypeError(f"app_info must be a mapping, not {type(app_info).__name__}")
    unknown = set(app_info) - set(AppInfo.__annotations__)
    if unknown:
        raise TypeError(f"app_info has no {sorted(unknown)[0]!r}: it takes {', '.join(AppInfo.__annotations__)}")
    parts = {key: checked_value(value, f"app_info[{key!r}]") for key, value in app_info.items()}
    if "name" not in parts:
        raise ValueError("app_info needs a name")
    text = f"{parts['name']}/{parts['version']}" if "version" in parts else parts["name"]
    details = "; ".join(parts[key] for key in ("url", "partner_id") if key in parts)
    return f"{text} ({details})" if details else text
