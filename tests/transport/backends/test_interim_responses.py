"""Interim responses (1xx): a few are skipped, and a server that sends no end of them does not keep a call going."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
import trustme
from support.backends import BACKENDS
from support.byte_server import ByteServer, Line, answer
from support.depth import rotated
from support.fakes import SESSION_ID
from support.loopback import LONGEST_WAIT

from checkout_client import APIConnectionError
from checkout_client._transport.backends.error_map import MAX_INTERIM_RESPONSES, TooManyInterimResponses
from checkout_client._transport.backends.httpcore.httpcore_network import InterimResponses

OURS = [name for name in BACKENDS if "httpx" not in name]
"""The backends whose connections this package can watch."""
INTERIM = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"


def retrieve(client: Any) -> Any:
    return client.sessions.retrieve(SESSION_ID)


def _one_by_one(line: Line) -> None:
    while not line.over.is_set():
        line.send(INTERIM)


def _split_anywhere(line: Line) -> None:
    while not line.over.is_set():
        line.send(INTERIM[2:] + INTERIM[:2])


ENDLESS: dict[str, Callable[[Line], None]] = {"one by one": _one_by_one, "split anywhere": _split_anywhere}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("way", ["plain", "TLS", "TLS through a proxy"])
@pytest.mark.parametrize(("pieces", "backend"), rotated(ENDLESS, [*OURS]))
def test_interim_responses_without_an_end_are_a_failure(
    backend: str, pieces: str, way: str, server_tls: ssl.SSLContext, authority: trustme.CA
) -> None:
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)

    def serve(line: Line) -> None:
        if way == "TLS through a proxy":
            line.read_request()
            line.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
            line.socket = server_tls.wrap_socket(line.socket, server_side=True)
        try:
            line.read_request()
            line.send(INTERIM[: 2 * (pieces == "split anywhere")])
            ENDLESS[pieces](line)
        finally:
            line.socket.close()

    with ByteServer(serve, server_tls if way == "TLS" else None) as server:
        settings = {"base_url": server.url, "max_retries": 1, "timeout": LONGEST_WAIT}
        proxy = None
        if way == "TLS through a proxy":
            settings["base_url"], proxy = "https://127.0.0.1:9", server.url
        with pytest.raises(APIConnectionError, match=r"more than 100 interim responses \(1xx\)") as caught:
            BACKENDS[backend].use(settings, [retrieve], proxy=proxy, tls=trusted)
        assert (caught.value.kind, caught.value.attempts) == ("protocol", 2)
        assert server.connections == 2


@pytest.mark.parametrize("backend", ["threads", "asyncio", "trio"])
def test_interim_responses_of_a_proxy_without_an_end_are_a_failure(backend: str) -> None:
    """In aiohttp, the connect timeout bounds them."""

    def serve(line: Line) -> None:
        line.read_request()
        with suppress(OSError):
            _one_by_one(line)

    with ByteServer(serve) as server:
        settings = {"base_url": "https://127.0.0.1:9", "max_retries": 0, "timeout": LONGEST_WAIT}
        with pytest.raises(APIConnectionError, match="more than 100 interim responses"):
            BACKENDS[backend].use(settings, [retrieve], proxy=server.url)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("backend", BACKENDS)
def test_a_hundred_interim_responses_are_skipped_before_every_response(backend: str) -> None:
    def serve(line: Line) -> None:
        while True:
            line.read_request()
            for _ in range(MAX_INTERIM_RESPONSES):
                line.send(INTERIM)
            line.send(answer())

    with ByteServer(serve) as server:
        found = BACKENDS[backend].use({"base_url": server.url, "max_retries": 0}, [retrieve, retrieve])
        assert [session.id for session in found] == [SESSION_ID] * 2
        assert server.connections == 1


def test_what_comes_with_the_response_is_not_counted() -> None:
    """A customer may write anything into a Session's metadata."""
    interim = InterimResponses()
    for data in (INTERIM, answer() + b"HTTP/" * 1000):
        interim.before_read()
        interim.after_read(data)
    interim.end()
    interim.before_read()


@pytest.mark.parametrize("size", range(1, len(INTERIM) + 1))
def test_interim_responses_are_counted_wherever_they_are_split(size: int) -> None:
    interim = InterimResponses()
    for _ in range(2):
        interim.begin()
        stream = INTERIM * MAX_INTERIM_RESPONSES + b"HTTP/"
        for start in range(0, len(stream), size):
            interim.before_read()
            interim.after_read(stream[start : start + size])
        with pytest.raises(TooManyInterimResponses):
            interim.before_read()
