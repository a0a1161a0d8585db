"""Undoing the compression of responses, all at once and exactly: what breaks off, or is no gzip, is no answer.

httpx would do it chunk by chunk, take a compressed body that breaks off for a whole one, and where it is none leave
half-read generators behind, which trio reports.
"""

from __future__ import annotations

import zlib

import httpx

MAX_BODY = 128 * 1024 * 1024
"""Far more than any page of a hundred Sessions: what is more is an attack on the memory, or a mistake."""

_GZIP = zlib.MAX_WBITS | 16
_BARE_DEFLATE = -zlib.MAX_WBITS  # not what the standard says, but what some servers send


def decompressed(response: httpx.Response, content: bytes) -> bytes:
    """The raw ``content`` of ``response`` as it was before it was compressed; raises ``httpx.DecodingError``."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return _inflated(content, _GZIP)
    if encoding == "deflate":
        has_header = content[:1] == b"\x78"
        return _inflated(content, zlib.MAX_WBITS if has_header else _BARE_DEFLATE)
    return content  # another encoding was not asked for: this will be no JSON


def _inflated(content: bytes, format: int) -> bytes:
    inflating = zlib.decompressobj(format)
    try:
        result = inflating.decompress(content, MAX_BODY)
    except zlib.error:
        raise httpx.DecodingError("the body is not compressed as its header says") from None
    if not inflating.eof:
        problem = "is too large" if inflating.unconsumed_tail else "breaks off"
        raise httpx.DecodingError(f"the compressed body {problem}")
    return result
