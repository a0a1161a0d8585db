"""The async candidates: each opens a client for a URL and gives what creates a Session, or lists a page, with it."""

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
    PATIENCE,
    official,
    on_aiohttp,
)

LIST: Any = {"limit": 100, "expand": ["data.line_items"]}
LIST_QUERY = {"limit": "100", "expand[0]": "data.line_items"}


@attrs.frozen
class Opened:
    """What an open client can do."""

    create: Callable[[], Awaitable[object]]
    list_page: Callable[[], Awaitable[object]]


Opener = Callable[[str], AbstractAsyncContextManager[Opened]]


def ours(**options: Any) -> Opener:
    """Ours, with the client's options."""

    @asynccontextmanager
    async def opened(url: str) -> AsyncIterator[Opened]:
        params: Any = CREATE
        async with AsyncCheckoutClient(KEY, base_url=url, **options) as client:

            async def list_page() -> object:
                return await client.sessions.list(**LIST)

            yield Opened(lambda: client.sessions.create(**params), list_page)

    return opened


def officials(make_http_client: Callable[[], Any]) -> Opener:
    """The official SDK on one of its HTTP clients."""

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
    """Plain httpx."""
    path = f"{url}{SESSIONS_PATH}"
    async with httpx.AsyncClient(timeout=PATIENCE) as client:

        async def create() -> object:
            return (await client.post(path, data=CREATE_FORM, headers=AUTHORIZATION)).json()

        async def list_page() -> object:
            return (await client.get(path, params=LIST_QUERY, headers=AUTHORIZATION)).json()

        yield Opened(create, list_page)


@asynccontextmanager
async def plain_aiohttp(url: str) -> AsyncIterator[Opened]:
    """Plain aiohttp."""
    path = f"{url}{SESSIONS_PATH}"
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(PATIENCE)) as client:

        async def create() -> object:
            async with client.post(path, data=CREATE_FORM, headers=AUTHORIZATION) as response:
                return await response.json()

        async def list_page() -> object:
            async with client.get(path, params=LIST_QUERY, headers=AUTHORIZATION) as response:
                return await response.json()

        yield Opened(create, list_page)


def openers() -> dict[str, Opener]:
    """Every async candidate by its name; ours on aiohttp where there is that."""
    options = on_aiohttp()
    return {
        OURS: ours(),
        OFFICIAL_HTTPX: officials(stripe.HTTPXClient),
        HTTPX_ASYNC_CLIENT: plain_httpx,
        **({} if options is None else {OURS_ON_AIOHTTP: ours(**options)}),
        OFFICIAL_AIOHTTP: officials(stripe.AIOHTTPClient),
        AIOHTTP_SESSION: plain_aiohttp,
    }
