"""Stripe's Checkout Sessions: a typed client for plain code and for asyncio.

For example::

    from checkout_client import CheckoutClient

    client = CheckoutClient("sk_test_…")
    session = client.sessions.create(mode="payment", success_url="https://…", line_items=[…])
"""

from __future__ import annotations

from .clear import CLEAR, Clear
from .client import AsyncCheckoutClient, CheckoutClient, ClientOptions
from .errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    AuthenticationError,
    CardError,
    CheckoutError,
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
from .last_response import Headers, LastResponse
from .models.line_items import LineItem
from .models.session import Session
from .options import AppInfo, Limits, RequestOptions, Timeout
from .pagination import AsyncPage, AsyncPager, Page, PageCursor
from .sessions import AsyncSessions, Sessions
from .version import API_VERSION, __version__
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
