"""Response bodies that arrive in chunks."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import httpx


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in chunks; exceptions among them are raised."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self._pieces = pieces
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.closed += 1
