"""Sockets under the deadline of a call: no step outlasts it."""

from __future__ import annotations

import ssl
import time
from typing import Any

import attrs
import httpcore
import pytest
from support.fake_lanes import step
from support.loopback import Loopback

from checkout_client import Limits
from checkout_client.transport.connections import ConnectionSettings, connection_settings
from checkout_client.transport.deadline_backend import Deadline, DeadlineBackend, DeadlineStream
from checkout_client.transport.httpcore_lanes import Lane
from checkout_client.transport.sync_connections import OwnConnections

HOUR = 3600.0


def in_an_hour() -> Deadline:
    return Deadline(time.monotonic() + HOUR)


def passed() -> Deadline:
    return Deadline(time.monotonic() - 0.001)


@pytest.mark.parametrize("timeout", [None, 5.0], ids=["no timeout", "a timeout"])
def test_without_a_deadline_a_timeout_stays_as_it_is(timeout: float | None) -> None:
    assert Deadline().cap(timeout, httpcore.ReadTimeout) == timeout


def test_the_shorter_of_timeout_and_deadline_counts() -> None:
    assert in_an_hour().cap(5.0, httpcore.ReadTimeout) == 5.0
    for timeout in (None, 2 * HOUR):
        capped = in_an_hour().cap(timeout, httpcore.ReadTimeout)
        assert capped is not None
        assert HOUR / 2 < capped <= HOUR


@pytest.mark.parametrize("timeout", [None, 5.0], ids=["no timeout", "a timeout"])
def test_nothing_begins_after_the_deadline(timeout: float | None) -> None:
    with pytest.raises(httpcore.WriteTimeout, match="the deadline passed"):
        passed().cap(timeout, httpcore.WriteTimeout)


class Recording(httpcore.NetworkStream):
    """A stream that writes down what it is asked to do."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.asked.append(("read", max_bytes, timeout))
        return b"abc"

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.asked.append(("write", buffer, timeout))

    def close(self) -> None:
        self.asked.append(("close",))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Any:
        self.asked.append(("start_tls", server_hostname, timeout))
        return self

    def get_extra_info(self, info: str) -> Any:
        return f"the {info}"


CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def test_a_stream_passes_on_what_it_is_asked() -> None:
    inner = Recording()
    stream = DeadlineStream(inner, in_an_hour())

    assert stream.read(10, 5.0) == b"abc"
    stream.write(b"x", 6.0)
    secure = stream.start_tls(CONTEXT, "api.stripe.com", 7.0)
    assert secure.read(20, 8.0) == b"abc"
    assert secure.get_extra_info("socket") == "the socket"
    secure.close()

    assert inner.asked == [
        ("read", 10, 5.0),
        ("write", b"x", 6.0),
        ("start_tls", "api.stripe.com", 7.0),
        ("read", 20, 8.0),
        ("close",),
    ]


def test_a_stream_also_one_with_tls_does_nothing_after_the_deadline_but_close() -> None:
    inner = Recording()
    deadline = Deadline()
    plain = DeadlineStream(inner, deadline)
    streams = [plain, plain.start_tls(CONTEXT)]
    inner.asked.clear()
    deadline.ends = time.monotonic() - 1

    for stream in streams:
        with pytest.raises(httpcore.ReadTimeout):
            stream.read(10)
        with pytest.raises(httpcore.WriteTimeout):
            stream.write(b"x")
        with pytest.raises(httpcore.ConnectTimeout):
            stream.start_tls(CONTEXT)
        stream.close()

    assert inner.asked == [("close",), ("close",)]


def test_no_connection_is_opened_after_the_deadline() -> None:
    with Loopback() as server:
        port = int(server.url.rpartition(":")[2])
        with pytest.raises(httpcore.ConnectTimeout):
            DeadlineBackend(passed()).connect_tcp("127.0.0.1", port)
        opened = DeadlineBackend(in_an_hour()).connect_tcp("127.0.0.1", port)
        opened.close()

        assert isinstance(opened, DeadlineStream)
        assert server.requests == []


@pytest.mark.parametrize("proxy", [None, "http://localhost:3128", "https://localhost:3128"], ids=str)
def test_every_connection_that_a_lane_opens_is_under_the_deadline_of_its_lane(proxy: str | None) -> None:
    lane = Lane(connection_settings("https://127.0.0.1", None, proxy))
    lane.deadline.ends = time.monotonic() - 1

    for url in ("http://127.0.0.1:1/", "https://127.0.0.1:1/"):
        with pytest.raises(httpcore.ConnectTimeout, match="the deadline passed"):
            lane.exchange(attrs.evolve(step(), request=attrs.evolve(step().request, url=url)))
    lane.close()


def test_a_call_whose_time_is_up_is_a_timeout_and_the_next_is_none() -> None:
    with Loopback() as server:
        send = attrs.evolve(step(), request=attrs.evolve(step().request, url=f"{server.url}/"))
        connections = OwnConnections(ConnectionSettings(Limits(max_connections=1), None))

        with pytest.raises(httpcore.ConnectTimeout, match="the deadline passed"):
            connections.exchange(attrs.evolve(send, time_left=-1.0))
        assert connections.exchange(attrs.evolve(send, time_left=HOUR)).http_status == 200
        with pytest.raises(httpcore.WriteTimeout, match="the deadline passed"):
            connections.exchange(attrs.evolve(send, time_left=-1.0))
        assert connections.exchange(send).http_status == 200

        connections.close()
