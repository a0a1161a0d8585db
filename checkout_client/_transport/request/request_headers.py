"""Checks of request headers, and the ``User-Agent``. No error message repeats a value, which may be a secret."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from typing import cast

from ...options import AppInfo
from ...version import __version__
from ..auth import InvalidSecret, SecretStr, reveal

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
        ("expect", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade"),
        "the client does not send it",
    ),
}

_OTHER_THINGS: Mapping[str, str] = {
    "pk_": "a publishable key",
    "whsec_": "the signing secret of a webhook endpoint",
    "ek_": "an ephemeral key",
    "acct_": "the id of an account, which is the setting stripe_account",
    "cs_": "the id or the client secret of a Session",
}
"""What gets mistaken for an API key, by its first characters."""

MAX_IDEMPOTENCY_KEY = 255


def checked_value(value: object, name: str) -> str:
    """Return ``value`` if it can be a header's value; raise an error that names it and does not show it."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    if not reveal(value):
        raise ValueError(f"{name} is empty")
    if not _is_visible(reveal(value)) or reveal(value) != reveal(value).strip(" "):
        if _is_visible(reveal(value).strip()):
            raise ValueError(f"{name} begins or ends with white space or a line break: strip it")
        raise ValueError(
            f"{name} contains characters that a header cannot have (line breaks, control or non-ASCII characters)"
        )
    return value


def _is_visible(value: str) -> bool:
    return bool(value) and value.isascii() and value.isprintable()


def checked_api_key(value: object, name: str = "the API key") -> SecretStr:
    """Return ``value`` if it can be a secret or restricted key; raise an error that does not show it."""
    if isinstance(value, InvalidSecret):
        raise TypeError(f"{name} must be a str, not {value.type_name}")
    key = checked_value(value, name)
    if " " in reveal(key):
        raise ValueError(f"{name} contains white space")
    if not reveal(key).startswith(("sk_", "rk_")):
        others = (f"is {what} ({prefix}…)" for prefix, what in _OTHER_THINGS.items() if reveal(key).startswith(prefix))
        raise ValueError(
            f"{name} {next(others, 'does not look like one')}: servers need a secret key (sk_…) or a restricted key "
            "(rk_…)"
        )
    return SecretStr(key)


def checked_idempotency_key(value: object) -> str:
    """Return ``value`` if it can be an idempotency key; raise an error otherwise."""
    key = checked_value(value, "idempotency_key")
    if len(key) > MAX_IDEMPOTENCY_KEY:
        raise ValueError(f"idempotency_key has {len(key)} characters: at most {MAX_IDEMPOTENCY_KEY} are allowed")
    return key


def checked_extra_headers(headers: object, setting: str = "extra_headers") -> Iterable[tuple[str, str]]:
    """Yield the headers of a setting; raise an error for one that cannot be sent."""
    if not isinstance(headers, Mapping):
        raise TypeError(f"{setting} must be a mapping, not {type(headers).__name__}")
    for name, value in cast("Mapping[object, object]", headers).items():
        if not isinstance(name, str) or not re.fullmatch(_HEADER_NAME, name):
            raise ValueError(f"{setting} contains a name that a header cannot have")
        if name.lower() in OWN_HEADERS:
            raise ValueError(f"{setting} cannot set {name}: {OWN_HEADERS[name.lower()]}")
        yield name, checked_value(value, f"{setting}[{name!r}]")


def user_agent(app_info: AppInfo | None) -> str:
    """Return the ``User-Agent``: this package, the version of Python, and the application."""
    python = ".".join(map(str, sys.version_info[:3]))
    parts = [f"checkout_client/{__version__}", f"Python/{python}"]
    if app_info is not None:
        parts.append(_application(app_info))
    return " ".join(parts)


def _application(app_info: AppInfo) -> str:
    if not isinstance(app_info, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise TypeError(f"app_info must be a mapping, not {type(app_info).__name__}")
    unknown = set(app_info) - set(AppInfo.__annotations__)
    if unknown:
        raise TypeError(f"app_info has no {sorted(unknown)[0]!r}: it accepts {', '.join(AppInfo.__annotations__)}")
    parts = {key: checked_value(value, f"app_info[{key!r}]") for key, value in app_info.items()}
    if "name" not in parts:
        raise ValueError("app_info needs a name")
    text = f"{parts['name']}/{parts['version']}" if "version" in parts else parts["name"]
    details = "; ".join(parts[key] for key in ("url", "partner_id") if key in parts)
    return f"{text} ({details})" if details else text
