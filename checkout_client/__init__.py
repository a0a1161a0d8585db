"""A typed client for Stripe's Checkout Sessions, sync and async.

For example::

    from checkout_client import CheckoutClient

    client = CheckoutClient("sk_test_…")
    session = client.sessions.create(mode="payment", success_url="https://…", line_items=[…])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from .version import API_VERSION, __version__

if TYPE_CHECKING:
    from .clear import CLEAR, Clear
    from .client import AsyncCheckoutClient, CheckoutClient, ClientOptions
    from .errors import (
        APIConnectionError,
        APIError,
        APITimeoutError,
        AuthenticationError,
        CardError,
        CheckoutError,
        ConnectionErrorKind,
        IdempotencyError,
        InvalidRequestError,
        NotFoundError,
        PermissionDeniedError,
        RateLimitError,
        ResponseDecodeError,
        ServerError,
        SignatureVerificationError,
    )
    from .expansion import expanded, object_id
    from .headers import Headers
    from .last_response import LastResponse
    from .models.line_items import LineItem
    from .models.session.session import Session
    from .options import AppInfo, RequestOptions
    from .pagination import AsyncPage, AsyncPager, Page, PageCursor
    from .rate_limit import RateLimit
    from .sessions import AsyncSessions, Sessions
    from .timeouts import Limits, Timeout
    from .versions import APIVersionWarning

__all__ = [
    "API_VERSION",
    "CLEAR",
    "APIConnectionError",
    "APIError",
    "APITimeoutError",
    "APIVersionWarning",
    "AppInfo",
    "AsyncCheckoutClient",
    "AsyncPage",
    "AsyncPager",
    "AsyncSessions",
    "AuthenticationError",
    "CardError",
    "CheckoutClient",
    "CheckoutError",
    "Clear",
    "ClientOptions",
    "ConnectionErrorKind",
    "Headers",
    "IdempotencyError",
    "InvalidRequestError",
    "LastResponse",
    "Limits",
    "LineItem",
    "NotFoundError",
    "Page",
    "PageCursor",
    "PermissionDeniedError",
    "RateLimit",
    "RateLimitError",
    "RequestOptions",
    "ResponseDecodeError",
    "ServerError",
    "Session",
    "Sessions",
    "SignatureVerificationError",
    "Timeout",
    "__version__",
    "expanded",
    "object_id",
]

# The module of each name, loaded when the name is first used: a program that only creates Sessions need not wait for
# the rest. tests/client/test_public_names.py checks that this, __all__ and the imports above agree.
_NAMES: Final = {
    "clear": "CLEAR Clear",
    "client": "AsyncCheckoutClient CheckoutClient ClientOptions",
    "errors": (
        "APIConnectionError APIError APITimeoutError AuthenticationError CardError CheckoutError "
        "ConnectionErrorKind IdempotencyError InvalidRequestError NotFoundError PermissionDeniedError RateLimitError "
        "ResponseDecodeError ServerError SignatureVerificationError"
    ),
    "expansion": "expanded object_id",
    "headers": "Headers",
    "last_response": "LastResponse",
    "models.line_items": "LineItem",
    "models.session.session": "Session",
    "options": "AppInfo RequestOptions",
    "pagination": "AsyncPage AsyncPager Page PageCursor",
    "rate_limit": "RateLimit",
    "sessions": "AsyncSessions Sessions",
    "timeouts": "Limits Timeout",
    "versions": "APIVersionWarning",
}
_MODULES: Final = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return __all__
