"""A transport that sends through an ``aiohttp.ClientSession`` of the user's."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import Any

import aiohttp

from ....timeouts import Timeout
from ...messages import Response, Send
from ...pool.connection_settings import closed_error
from ..error_map import ErrorMap
from ..proxy import proxy_from_environment
from .aiohttp_messages import AIOHTTP_ERRORS, plain_session, send_over
from .unrequested_data import is_unusable

_used_transports: ContextVar[list[asyncio.BaseTransport]] = ContextVar("used_transports")
"""The connections of the current request."""


class AiohttpSessionAdapter:
    """Uses the connector, the proxy and the tracing of an ``aiohttp.ClientSession`` that the user made, and closes.

    The session's headers, cookies, authentication and middlewares are meant for other servers. A second session on the
    same connector does without them.
    """

    error_map: ErrorMap = AIOHTTP_ERRORS

    def __init__(self, parent: aiohttp.ClientSession, base_url: str) -> None:
        self._closed = False
        self._parent = parent
        self._session = _derived_session(parent, base_url)

    async def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what aiohttp raises."""
        if self._closed:
            raise closed_error()
        if self._parent.closed:
            raise RuntimeError("the aiohttp.ClientSession that this client sends through is closed")
        transports: list[asyncio.BaseTransport] = []
        _used_transports.set(transports)
        try:
            return await send_over(self._session, step, _timeout(step.timeout))
        except BaseException:
            for transport in transports:
                if isinstance(transport, asyncio.WriteTransport):
                    transport.abort()  # aiohttp closes it, but a large request would be sent to its end
            raise

    async def aclose(self) -> None:
        """Send nothing more; the user's session stays open."""
        self._closed = True
        self._session.detach()

    def __del__(self) -> None:
        if not self._closed:
            self._session.detach()  # or it would warn that it is open


def _derived_session(parent: aiohttp.ClientSession, base_url: str) -> aiohttp.ClientSession:
    given: Any = vars(parent)
    proxy = given.get("_default_proxy")
    if proxy is None and parent.trust_env:
        found = proxy_from_environment(base_url)
        proxy = None if found is None else found.url.reveal()
    connector: Any = _CheckedConnector(parent.connector)
    return plain_session(
        connector,
        connector_owner=False,
        trace_configs=parent.trace_configs,
        proxy=proxy,
        proxy_auth=given.get("_default_proxy_auth"),
    )


class _CheckedConnector:
    """The user's connector, except that an idle connection that received data is closed instead of reused."""

    def __init__(self, connector: Any) -> None:
        self._connector = connector

    async def connect(self, *args: Any, **kwargs: Any) -> Any:
        while True:
            connection = await self._connector.connect(*args, **kwargs)
            if not is_unusable(connection.protocol):
                _used_transports.get().append(connection.transport)
                return connection
            if connection.transport is not None:
                connection.transport.abort()  # a TLS shutdown would wait for the server
            connection.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connector, name)


def _timeout(timeout: Timeout) -> aiohttp.ClientTimeout:
    # aiohttp counts waiting for a free connection as a part of connecting.
    both = None if timeout.connect is None or timeout.pool is None else timeout.connect + timeout.pool
    return aiohttp.ClientTimeout(total=None, connect=both, sock_connect=timeout.connect, sock_read=timeout.read)
