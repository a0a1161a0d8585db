"""Authentication: the API key, judged by its format, and the connected account."""

from __future__ import annotations

import re
from base64 import b64decode

from ..._transport.auth import reveal
from ...last_response import Headers
from .._shop.error_responses import StripeErrorResponse
from .._shop.session_store import AccountScope

_secret_key = re.compile(r"(?:sk|rk)_(test|live)_\w+").fullmatch
_account = re.compile(r"acct_\w+").fullmatch


def is_live_key(headers: Headers) -> bool:
    """Return whether the API key in these headers is one of live mode."""
    match = _secret_key(_key(headers.get("authorization", "")))
    return match is not None and match[1] == "live"


def authenticate(headers: Headers) -> AccountScope:
    """Return whose Sessions a request with these headers may see.

    Raises :class:`StripeErrorResponse` for a missing or malformed key or account.
    """
    key = _key(headers.get("authorization", ""))
    if not key:
        raise StripeErrorResponse(
            "You did not provide an API key. You need to provide your API key in the Authorization header, using "
            "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
            http_status=401,
        )
    if key.startswith("pk_"):
        raise StripeErrorResponse(
            "This API call cannot be made with a publishable API key. Please use a secret API key.",
            http_status=401,
            code="secret_key_required",
        )
    match = _secret_key(key)
    if match is None:
        raise StripeErrorResponse(f"Invalid API Key provided: {masked_key(key)}", http_status=401)
    account = headers.get("stripe-account")
    if account is not None and not _account(account):
        raise StripeErrorResponse(
            f"The provided key '{masked_key(key)}' does not have access to account '{account}' (or that account does "
            "not exist). Application access may have been revoked.",
            http_status=403,
            code="account_invalid",
        )
    return AccountScope(match[1] == "live", account)


def _key(authorization: str) -> str:
    scheme, _, credentials = reveal(authorization).partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip()
    if scheme.lower() == "basic":
        try:
            return b64decode(credentials).decode().partition(":")[0]
        except ValueError:
            return ""
    return ""


def masked_key(key: str) -> str:
    """Return ``key`` with most of its characters replaced by asterisks."""
    return f"{key[:8]}{'*' * max(0, len(key) - 12)}{key[-4:] if len(key) > 12 else ''}"
