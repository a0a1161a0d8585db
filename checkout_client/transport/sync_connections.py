"""Connections for threads."""

from __future__ import annotations

import os
import warnings
from threading import Event, Lock
from typing import Any, Protocol
from weakref import WeakSet

import httpx

from ..options import LimitsLike
from .compression import decompressed
from .connections import (
    ConnectionSettings,
    closed_error,
    connection_settings,
    monotonic,
    no_lane_free,
    refuse_settings_of_borrowed,
)
from .deadline_backend import Deadline, put_under_deadline
from .failures import Failures
from .http_clients import HTTPClient
from .httpx_messages import HTTPX, from_httpx, messages_of, to_httpx
from .lanes import Lanes, Turn
from .leftovers import has_leftovers
from .messages import Response, Send


class Connections(Protocol):
    """Where the driver for threads sends requests."""

    failures: Failures
    """What ``exchange`` raises where there was no complete response."""

    def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises one of ``failures`` where that is not possible."""
        ...

    def close(self) -> None:
        """Close what is open."""
        ...


class Lane:
    """One connection, and the deadline of the call that uses it."""

    __slots__ = ("deadline", "idle_since", "transport")

    def __init__(self, settings: ConnectionSettings) -> None:
        self.idle_since: float = 0.0
        self.deadline: Deadline = Deadline()
        self.transport: httpx.HTTPTransport = httpx.HTTPTransport(**settings.of_one_lane())
        put_under_deadline(self.transport, self.deadline)


class OwnConnections:
    """A pool of our own, used by one client and its copies, from any number of threads."""

    failures: Failures = HTTPX.failures

    def __init__(self, settings: ConnectionSettings) -> None:
        self._settings = settings
        self._start_afresh()
        _all_pools.add(self)

    def _start_afresh(self) -> None:
        self._lock = Lock()
        self._used = False
        settings = self._settings  # not self: a dropped client should go, and warn, at once
        self._lanes: Lanes[Lane] = Lanes(settings.limits, lambda: Lane(settings), monotonic)

    def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        request = to_httpx(step)
        ends = None if step.time_left is None else monotonic() + step.time_left
        lane = self._take(step.timeout.pool)
        try:
            lane.deadline.ends = ends
            response = lane.transport.handle_request(request)
            try:
                content = b"".join(response.iter_raw())
            finally:
                response.close()
            if has_leftovers(lane.transport):
                lane.transport.close()
            return from_httpx(response, decompressed(response.headers.get("content-encoding", ""), content))
        except BaseException:
            lane.transport.close()  # an interrupt may have left the connection in any state
            raise
        finally:
            self._give_back(lane)

    def _give_back(self, lane: Lane) -> None:
        with self._lock:
            surplus = self._lanes.give_back(lane)
        for each in surplus:
            each.transport.close()

    def _take(self, patience: float | None) -> Lane:
        with self._lock:
            if self._lanes.closed():
                raise closed_error()
            self._used = True
            lane = self._lanes.take()
            if lane is not None:
                return lane
            ready = Event()
            turn = self._lanes.wait(ready.set)
        try:
            ready.wait(patience)
        except BaseException:  # interrupted: a lane that came at the last moment goes to the next in line
            lane = self._leave(turn)
            if lane is not None:
                self._give_back(lane)
            raise
        lane = self._leave(turn)
        if lane is not None:
            return lane
        raise closed_error() if self._lanes.closed() else no_lane_free()

    def _leave(self, turn: Turn[Lane]) -> Lane | None:
        with self._lock:
            return self._lanes.leave(turn)

    def close(self) -> None:
        """Close what is open; a call that is under way ends first."""
        with self._lock:
            idle = self._lanes.close()
        for lane in idle:
            lane.transport.close()

    def __del__(self) -> None:
        if self._used and not self._lanes.closed():
            self.close()
            warnings.warn("a CheckoutClient was dropped without close()", ResourceWarning, source=self, stacklevel=1)

    def forget(self) -> None:
        """After a fork, in the child: the open connections are the parent's, and a lock may be held for ever."""
        _parents_lanes.append(self._lanes)
        closed = self._lanes.closed()
        self._start_afresh()
        if closed:
            self._lanes.close()


_all_pools: WeakSet[OwnConnections] = WeakSet()
_parents_lanes: list[Lanes[Lane]] = []  # kept, because closing them would say goodbye in the parent's name


def _forget_connections() -> None:
    for pool in list(_all_pools):
        pool.forget()


if hasattr(os, "register_at_fork"):  # pragma: no branch - where a process can fork
    os.register_at_fork(after_in_child=_forget_connections)


class BorrowedClient:
    """An ``httpx.Client``, or httpx2's, that the user brought, and closes."""

    def __init__(self, client: HTTPClient) -> None:
        self._client: Any = client
        self._messages = messages_of(client, "Client")
        self.failures: Failures = self._messages.failures
        self._closed = False

    def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        if self._closed:
            raise closed_error()
        ends = None if step.time_left is None else monotonic() + step.time_left
        response = self._client.send(self._messages.request(step), stream=True, auth=None, follow_redirects=False)
        try:
            return from_httpx(response, self._read_until(response, ends))
        finally:
            response.close()

    def _read_until(self, response: httpx.Response, ends: float | None) -> bytes:
        content = bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if ends is not None and monotonic() > ends:
                raise self._messages.module.ReadTimeout("the deadline passed")
        return bytes(content)

    def close(self) -> None:
        """Send nothing more; the client itself stays open."""
        self._closed = True


def sync_connections(
    base_url: str, limits: LimitsLike | None, proxy: str | None, http_client: HTTPClient | None
) -> Connections:
    """The connections that a client with these settings uses."""
    if http_client is None:
        return OwnConnections(connection_settings(base_url, limits, proxy))
    refuse_settings_of_borrowed(limits, proxy)
    return BorrowedClient(http_client)
