"""Response bodies: counted while they are read, decompressed exactly, or rejected."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout_client._transport.backends.error_map import DecodingError, ResponseTooLarge
from checkout_client._transport.backends.response_body import ResponseBody, collect

MAX_BODY = 1024 * 1024


def decompressed(encoding: str, content: bytes) -> bytes:
    body = ResponseBody(MAX_BODY)
    body.add(content)
    return body.content(encoding)


BODY = b'{"id": "cs_test_a1", "amount_total": 1099}' * 20


def deflated(body: bytes, bits: int) -> bytes:
    compressing = zlib.compressobj(wbits=bits)
    return compressing.compress(body) + compressing.flush()


GZIP = gzip.compress(BODY, mtime=0)
WITH_HEADER = deflated(BODY, zlib.MAX_WBITS)
RAW = deflated(BODY, -zlib.MAX_WBITS)

KNOWN: dict[str, tuple[str, bytes]] = {
    "gzip": ("gzip", GZIP),
    "gzip by its old name": ("x-gzip", GZIP),
    "gzip in capitals, with spaces": (" GZIP ", GZIP),
    "gzip with a file's name": ("gzip", GZIP[:3] + b"\x08" + GZIP[4:10] + b"session.json\0" + GZIP[10:]),
    "deflate": ("deflate", WITH_HEADER),
    "deflate without its header": ("deflate", RAW),
    "deflate that is not compressed at all": ("deflate", zlib.compress(BODY, 0)),
} | {f"deflate with a window of {2**bits} bytes": ("deflate", deflated(BODY, bits)) for bits in range(9, 15)}


@pytest.mark.parametrize(("encoding", "content"), KNOWN.values(), ids=KNOWN)
def test_compression_is_decompressed(encoding: str, content: bytes) -> None:
    assert decompressed(encoding, content) == BODY


@given(st.binary(max_size=300), st.sampled_from([31, 15, 9, -15, -9]))
def test_compression_is_undone_for_any_body(body: bytes, bits: int) -> None:
    assert decompressed("gzip" if bits == 31 else "deflate", deflated(body, bits)) == body


@pytest.mark.parametrize("encoding", ["", "identity", "br", "zstd"])
def test_an_encoding_that_was_not_requested_is_left_alone(encoding: str) -> None:
    assert decompressed(encoding, GZIP) == GZIP


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_an_empty_body_is_empty_whatever_its_header_says(encoding: str) -> None:
    assert decompressed(encoding, b"") == b""


@pytest.mark.parametrize(("encoding", "content"), [("gzip", GZIP), ("deflate", WITH_HEADER), ("deflate", RAW)])
def test_an_incomplete_body_is_rejected_at_every_length(encoding: str, content: bytes) -> None:
    for length in range(1, len(content)):
        with pytest.raises(DecodingError, match="the compressed body is incomplete"):
            decompressed(encoding, content[:length])


MISLABELED: dict[str, tuple[str, bytes, str]] = {
    "JSON as gzip": ("gzip", BODY, "not compressed as its header says"),
    "JSON as deflate": ("deflate", BODY, "not compressed as its header says"),
    "gzip as deflate": ("deflate", GZIP, "not compressed as its header says"),
    "deflate as gzip": ("gzip", WITH_HEADER, "not compressed as its header says"),
    "gzip with a wrong checksum": ("gzip", GZIP[:-8] + bytes(8), "not compressed as its header says"),
    "gzip with a wrong length": ("gzip", GZIP[:-4] + bytes(4), "not compressed as its header says"),
    "deflate with a wrong checksum": ("deflate", WITH_HEADER[:-4] + bytes(4), "not compressed as its header says"),
    "gzip and something else": ("gzip", GZIP + b"{}", "has data after its end"),
    "two gzips": ("gzip", GZIP * 2, "has data after its end"),
    "deflate and something else": ("deflate", WITH_HEADER + b"x", "has data after its end"),
}


@pytest.mark.parametrize(("encoding", "content", "problem"), MISLABELED.values(), ids=MISLABELED)
def test_a_body_that_is_not_encoded_as_declared_is_rejected(encoding: str, content: bytes, problem: str) -> None:
    with pytest.raises(DecodingError, match=problem):
        decompressed(encoding, content)


@pytest.mark.parametrize("encoding", ["gzip, gzip", "gzip,gzip", "deflate, gzip", "gzip, br", "identity, gzip"])
def test_a_body_that_is_compressed_more_than_once_is_rejected(encoding: str) -> None:
    with pytest.raises(DecodingError, match="compressed more than once"):
        decompressed(encoding, gzip.compress(GZIP))


def zeros(length: int) -> bytes:
    """Return so many zero bytes, compressed with gzip."""
    return gzip.compress(bytes(length), mtime=0)


def test_a_decompressed_body_may_be_as_large_as_the_limit() -> None:
    assert len(decompressed("gzip", zeros(MAX_BODY))) == MAX_BODY


@pytest.mark.parametrize("excess", [1, 100 * MAX_BODY], ids=["one byte", "a hundred times as much"])
def test_a_decompression_bomb_is_rejected(excess: int) -> None:
    bomb = zeros(MAX_BODY + excess)
    assert len(bomb) < MAX_BODY

    with pytest.raises(ResponseTooLarge, match=f"^the body is larger than max_response_bytes, {MAX_BODY} bytes$"):
        decompressed("gzip", bomb)


@pytest.mark.parametrize("encoding", [None, "gzip"])
def test_a_body_is_counted_while_it_is_read_whatever_its_encoding(encoding: str | None) -> None:
    body = ResponseBody(10)
    body.add(b"12345")
    body.add(b"67890")
    assert body.raw() == b"1234567890"

    with pytest.raises(ResponseTooLarge, match="larger than max_response_bytes, 10 bytes"):
        body.add(b"1")

    assert body.raw() == b""  # nothing is kept in memory


@given(st.lists(st.binary(max_size=20)))
def test_a_body_is_what_its_chunks_are_together(chunks: list[bytes]) -> None:
    body = ResponseBody(1000)
    for chunk in chunks:
        body.add(chunk)
    assert body.content(None) == b"".join(chunks)


def test_of_a_body_that_goes_on_after_it_was_closed_only_so_much_is_read() -> None:
    read = 0
    closed: list[int] = []

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"12345"

    async def close() -> None:
        closed.append(read)

    async def main() -> None:
        stream = endless()
        with pytest.raises(ResponseTooLarge):
            await collect(stream, ResponseBody(9), close)
        await stream.aclose()

    asyncio.run(main())

    assert closed == [2]
    assert read == 102
