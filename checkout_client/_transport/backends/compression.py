"""Undoing the compression of responses, all at once and exactly: what breaks off, or is no gzip, is no answer.

HTTP libraries do it chunk by chunk, take a compressed body that breaks off for a whole one, and where it is none leave
half-read generators behind, which trio reports.
"""

from __future__ import annotations

import zlib

from .error_map import DecodingError

MAX_BODY = 128 * 1024 * 1024
"""Far more than any page of a hundred Sessions: what is more is an attack on the memory, or a mistake."""

_GZIP = zlib.MAX_WBITS | 16
_BARE_DEFLATE = -zlib.MAX_WBITS  # not what the standard says, but what some servers send


def decompressed(encoding: str, content: bytes) -> bytes:
    """``content`` as it was before it got the ``Content-Encoding`` given; raises ``DecodingError``."""
    if not content:
        return content  # an empty body is one in any encoding
    encoding = encoding.strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return _inflated(content, _GZIP)
    if encoding == "deflate":
        has_header = content[0] & 0x0F == 8  # no bare deflate begins like this
        return _inflated(content, zlib.MAX_WBITS if has_header else _BARE_DEFLATE)
    return content  # another encoding was not asked for: this will be no JSON


def _inflated(content: bytes, format: int) -> bytes:
    inflating = zlib.decompressobj(format)
    try:
        result = inflating.decompress(content, MAX_BODY + 1)
    except zlib.error:
        raise DecodingError("the body is not compressed as its header says") from None
    if len(result) > MAX_BODY:
        raise DecodingError("the compressed body is too large")
    if not inflating.eof:
        raise DecodingError("the compressed body breaks off")
    if inflating.unused_data:
        raise DecodingError("the compressed body goes on behind its end")
    return result
