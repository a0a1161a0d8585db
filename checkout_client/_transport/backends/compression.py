"""Decompression of response bodies, all at once and strictly: an incomplete or invalid body is an error.

HTTP libraries decompress chunk by chunk and accept an incomplete compressed body as a whole one. An invalid one leaves
unfinished generators behind, which trio reports.
"""

from __future__ import annotations

import zlib

from .error_map import DecodingError

MAX_BODY = 128 * 1024 * 1024
"""Far more than a page of a hundred Sessions. A larger body is an attack on the memory, or a mistake."""

_GZIP = zlib.MAX_WBITS | 16
_RAW_DEFLATE = -zlib.MAX_WBITS  # against the standard, but some servers send it


def decompressed(encoding: str, content: bytes) -> bytes:
    """Return ``content`` without its ``Content-Encoding``; raises ``DecodingError`` if it is not encoded so."""
    if not content:
        return content  # an empty body is empty in any encoding
    encoding = encoding.strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return _inflated(content, _GZIP)
    if encoding == "deflate":
        has_header = content[0] & 0x0F == 8  # raw deflate never begins like this
        return _inflated(content, zlib.MAX_WBITS if has_header else _RAW_DEFLATE)
    return content  # an encoding that was not requested: reading it as JSON will fail


def _inflated(content: bytes, format: int) -> bytes:
    inflating = zlib.decompressobj(format)
    try:
        result = inflating.decompress(content, MAX_BODY + 1)
    except zlib.error:
        raise DecodingError("the body is not compressed as its header says") from None
    if len(result) > MAX_BODY:
        raise DecodingError("the compressed body is too large")
    if not inflating.eof:
        raise DecodingError("the compressed body is incomplete")
    if inflating.unused_data:
        raise DecodingError("the compressed body has data after its end")
    return result
