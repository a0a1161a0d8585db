"""Protocols for the HTTP clients that a user may pass, so that their packages need not be installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    import httpx


class StreamedResponse(Protocol):
    """A streamed response like httpx's, for threads."""

    @property
    def stream(self) -> Any:
        """The raw body, which can be iterated over."""
        ...


class AsyncStreamedResponse(Protocol):
    """A streamed response like httpx's, for event loops."""

    @property
    def stream(self) -> Any:
        """The raw body, which can be iterated over."""
        ...


class Httpx2Client(Protocol):
    """An ``httpx2.Client``."""

    def send(self, request: Any, *, stream: bool, auth: None, follow_redirects: bool) -> StreamedResponse:
        """Send a prepared request."""
        ...


class Httpx2AsyncClient(Protocol):
    """An ``httpx2.AsyncClient``."""

    async def send(self, request: Any, *, stream: bool, auth: None, follow_redirects: bool) -> AsyncStreamedResponse:
        """Send a prepared request."""
        ...


HTTPClient: TypeAlias = "httpx.Client | Httpx2Client | Literal['httpcore', 'httpx', 'httpx2']"
AsyncHTTPClient: TypeAlias = "httpx.AsyncClient | Httpx2AsyncClient | Literal['httpcore', 'httpx', 'httpx2', 'aiohttp']"
