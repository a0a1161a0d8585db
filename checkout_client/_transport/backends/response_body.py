"""Response bodies: counted while they are read, then decompressed strictly and within the same limit.

HTTP libraries read a body of any size, decompress it chunk by chunk without a limit, as often as the server says, and
accept an incomplete compressed body as a whole one. This package reads the raw body and decompresses it itself.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable, Awaitable, Callable
from contextlib import suppress
from typing import Final

from .error_map import DecodingError, ResponseTooLarge

_GZIP: Final = zlib.MAX_WBITS | 16
_MOST_BUFFERED_CHUNKS: Final = 100
_RAW_DEFLATE: Final = -zlib.MAX_WBITS  # against the standard, but some servers send it


class ResponseBody:
    """Collects a response body of at most ``max_bytes``, compressed and decompressed."""

    __slots__ = ("_chunks", "_max_bytes", "_size")

    def __init__(self, max_bytes: int) -> None:
        self._chunks: list[bytes] = []
        self._max_bytes = max_bytes
        self._size = 0

    def add(self, chunk: bytes) -> None:
        """Add the next bytes of the raw body; raises ``ResponseTooLarge`` if there are more than allowed."""
        self._size += len(chunk)
        if self._size > self._max_bytes:
            self._chunks.clear()
            raise _too_large(self._max_bytes)
        self._chunks.append(chunk)

    def content(self, encoding: str | None) -> bytes:
        """Return the whole body without its ``Content-Encoding``.

        Raises ``DecodingError`` for a body that is not encoded so, ``ResponseTooLarge`` if that is too large.
        """
        return self.raw() if encoding is None else decompressed(encoding, self.raw(), self._max_bytes)

    def raw(self) -> bytes:
        """Return the body as it was sent."""
        return self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)


async def collect(stream: AsyncIterable[bytes], body: ResponseBody, close: Callable[[], Awaitable[None]]) -> None:
    """Add all of ``stream`` to ``body``; if that is too large, ``close`` the response and raise ``ResponseTooLarge``.

    The generators in which HTTP libraries nest a body are run to their end then: trio warns of any that is dropped.
    """
    chunks = aiter(stream)
    async for chunk in chunks:
        try:
            body.add(chunk)
        except ResponseTooLarge:
            await close()
            with suppress(Exception):  # reading from a closed connection fails in one way or another
                for _ in range(_MOST_BUFFERED_CHUNKS):
                    await anext(chunks)
            raise


def decompressed(encoding: str, content: bytes, max_bytes: int) -> bytes:
    """Return ``content`` without its ``Content-Encoding``; raises ``DecodingError`` if it is not encoded so."""
    if not content:
        return content  # an empty body is empty in any encoding
    encoding = encoding.strip().lower()
    if "," in encoding:
        raise DecodingError("the body is compressed more than once, which was not requested")
    if encoding in ("gzip", "x-gzip"):
        return _inflated(content, _GZIP, max_bytes)
    if encoding == "deflate":
        has_header = content[0] & 0x0F == 8  # raw deflate never begins like this
        return _inflated(content, zlib.MAX_WBITS if has_header else _RAW_DEFLATE, max_bytes)
    return content  # an encoding that was not requested: reading it as JSON will fail


def _inflated(content: bytes, format: int, max_bytes: int) -> bytes:
    inflating = zlib.decompressobj(format)
    try:
        result = inflating.decompress(content, max_bytes + 1)
    except zlib.error:
        raise DecodingError("the body is not compressed as its header says") from None
    if len(result) > max_bytes:
        raise _too_large(max_bytes)
    if not inflating.eof:
        raise DecodingError("the compressed body is incomplete")
    if inflating.unused_data:
        raise DecodingError("the compressed body has data after its end")
    return result


def _too_large(max_bytes: int) -> ResponseTooLarge:
    return ResponseTooLarge(f"the body is larger than max_response_bytes, {max_bytes} bytes")
