"""The async candidates: each opens a client for a URL, with functions that create a Session and list a page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import aiohttp
import attrs
import httpx
import stripe

from checkout_client import AsyncCheckoutClient

from .payloads import CREATE, CREATE_FORM, KEY, SESSIONS_PATH
from .peers import (
    AIOHTTP_SESSION,
    AUTHORIZATION,
    HTTPX_ASYNC_CLIENT,
    OFFICIAL_AIOHTTP,
    OFFICIAL_HTTPX,
    OURS,
    OURS_ON_AIOHTTP,
    TIMEOUT,
    official,
    on_aiohttp,
)

LIST: Any = {"limit": 100, "expand": ["data.line_items"]}
LIST_QUERY = {"limit": "100", "expand[0]": "data.line_items"}


@attrs.frozen
class Opened:
    """The functions of an open client."""

    create: Callable[[], Awaitable[object]]
    list_page: Callable[[], Awaitable[object]]


Opener = Callable[[str], AbstractAsyncContextManager[Opened]]


def ours(**options: Any) -> Opener:
    """Open this package's client with options."""

    @asynccontextmanager
    async def opened(url: str) -> AsyncIterator[Opened]:
        params: Any = CREATE
        async with AsyncCheckoutClient(KEY, base_url=url, **options) as client:

            async def list_page() -> object:
                return await client.sessions.list(**LIST)

            yield Opened(lambda: client.sessions.create(**params), list_page)

    return opened


def officials(make_http_client: Callable[[], Any]) -> Opener:
    """Open the official SDK with one of its HTTP clients."""

    @asynccontextmanager
    async def opened(url: str) -> AsyncIterator[Opened]:
        params: Any = CREATE
        http_client = make_http_client()
        sessions = official(url, http_client).v1.checkout.sessions
        yield Opened(lambda: sessions.create_async(params), lambda: sessions.list_async(LIST))
        await http_client.close_async()

    return opened


@asynccontextmanager
async def plain_httpx(url: str) -> AsyncIterator[Opened]:
    """Open httpx alone."""
    path = f"{url}{SESSIONS_PATH}"
    async with httpx.AsyncClient(timeout=TIMEOUT) as client:

        async def create() -> object:
            return (await client.post(path, data=CREATE_FORM, headers=AUTHORIZATION)).json()

        async def list_page() -> object:
            return (await client.get(path, params=LIST_QUERY, headers=AUTHORIZATION)).json()

        yield Opened(create, list_page)


@asynccontextmanager
async def plain_aiohttp(url: str) -> AsyncIterator[Opened]:
    """Open aiohttp alone."""
    path = f"{url}{SESSIONS_PATH}"
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(TIMEOUT)) as client:

        async def create() -> object:
            async with client.post(path, data=CREATE_FORM, headers=AUTHORIZATION) as response:
                return await response.json()

        async def list_page() -> object:
            async with client.get(path, params=LIST_QUERY, headers=AUTHORIZATION) as response:
                return await response.json()

        yield Opened(create, list_page)


def openers() -> dict[str, Opener]:
    """Return every async candidate by name."""
    options = on_aiohttp()
    return {
        OURS: ours(),
        OFFICIAL_HTTPX: officials(stripe.HTTPXClient),
        HTTPX_ASYNC_CLIENT: plain_httpx,
        **({} if options is None else {OURS_ON_AIOHTTP: ours(**options)}),
        OFFICIAL_AIOHTTP: officials(stripe.AIOHTTPClient),
        AIOHTTP_SESSION: plain_aiohttp,
    }
