"""HTTP clients that a user may bring, described so that none of their packages need be there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    import httpx


class StreamedResponse(Protocol):
    """A response of httpx's kind, for threads."""

    def iter_bytes(self) -> Iterator[bytes]:
        """The body in pieces."""
        ...


class AsyncStreamedResponse(Protocol):
    """A response of httpx's kind, for event loops."""

    async def aread(self) -> bytes:
        """The whole body."""
        ...


class Httpx2Client(Protocol):
    """An ``httpx2.Client``."""

    def send(self, request: Any, *, stream: bool, auth: None, follow_redirects: bool) -> StreamedResponse:
        """Send a request that is already prepared."""
        ...


class Httpx2AsyncClient(Protocol):
    """An ``httpx2.AsyncClient``."""

    async def send(self, request: Any, *, stream: bool, auth: None, follow_redirects: bool) -> AsyncStreamedResponse:
        """Send a request that is already prepared."""
        ...


class AiohttpSession(Protocol):
    """An ``aiohttp.ClientSession``."""

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        ...

    @property
    def connector(self) -> Any:
        """What keeps its connections."""
        ...

    @property
    def trust_env(self) -> bool:
        """Whether it goes by the environment's proxies."""
        ...

    @property
    def trace_configs(self) -> Any:
        """What watches its requests."""
        ...


HTTPClient: TypeAlias = "httpx.Client | Httpx2Client"
AsyncHTTPClient: TypeAlias = "httpx.AsyncClient | Httpx2AsyncClient | AiohttpSession | Literal['aiohttp']"
