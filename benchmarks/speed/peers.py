"""The names of the candidates, and the official SDK configured for this machine."""

from __future__ import annotations

from typing import Any

import httpx
import stripe

from checkout_client import AsyncCheckoutClient

from .payloads import KEY

OURS = "checkout_client"
OURS_ON_AIOHTTP = f"{OURS}[aiohttp]"
OFFICIAL = f"stripe {stripe.VERSION}"
OFFICIAL_HTTPX = f"{OFFICIAL} on httpx"
OFFICIAL_AIOHTTP = f"{OFFICIAL} on aiohttp"
HTTPX_CLIENT = "httpx.Client"
HTTPX_ASYNC_CLIENT = "httpx.AsyncClient"
AIOHTTP_SESSION = "aiohttp.ClientSession"

AUTHORIZATION = {"Authorization": f"Bearer {KEY}"}
TIMEOUT = 80.0
"""Seconds that the official SDK waits; the HTTP libraries get the same timeout."""


def official(url: str, http_client: Any = None) -> stripe.StripeClient:
    """Return a client of the official SDK."""
    return stripe.StripeClient(KEY, base_addresses={"api": url}, http_client=http_client)


def official_from_memory(transport: httpx.MockTransport) -> stripe.StripeClient:
    """Return a client of the official SDK on an in-memory transport."""
    http_client = stripe.HTTPXClient(allow_sync_methods=True)
    http_client._client = httpx.Client(transport=transport)
    return official("https://api.stripe.com", http_client)


def official_object(client: stripe.StripeClient, content: bytes) -> Any:
    """Decode a response body with the official SDK."""
    response = stripe.StripeResponse(content.decode(), 200, {})
    return client.deserialize(response, api_mode="V1")


def on_aiohttp() -> dict[str, Any] | None:
    """Return the options for aiohttp; ``None`` if this version of the package has none."""
    options: dict[str, Any] = {"http_client": "aiohttp"}
    try:
        AsyncCheckoutClient(KEY, **options)
    except TypeError:
        return None
    return options
