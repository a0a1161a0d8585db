"""Connections for threads."""

from __future__ import annotations

import os
import warnings
from threading import Event, Lock
from typing import Protocol
from weakref import WeakSet

import httpx

from ..options import LimitsLike
from .compression import decompressed
from .connections import ConnectionSettings, check_borrowed, closed_error, connection_settings, monotonic, no_lane_free
from .deadline_backend import Deadline, put_under_deadline
from .httpx_messages import from_httpx, to_httpx
from .lanes import Lanes
from .leftovers import has_leftovers
from .messages import Response, Send

HTTPClient = httpx.Client


class Connections(Protocol):
    """Where the driver for threads sends requests."""

    def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what the HTTP library raises."""
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

    def __init__(self, settings: ConnectionSettings) -> None:
        self._settings = settings
        self._start_afresh()
        _all_pools.add(self)

    def _start_afresh(self) -> None:
        self._lock = Lock()
        self._used = False
        self._lanes: Lanes[Lane] = Lanes(self._settings.limits, self._make_lane, monotonic)

    def _make_lane(self) -> Lane:
        self._used = True
        return Lane(self._settings)

    def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        request = to_httpx(step)
        lane = self._take(step.timeout.pool)
        try:
            lane.deadline.ends = None if step.time_left is None else monotonic() + step.time_left
            response = lane.transport.handle_request(request)
            try:
                content = b"".join(response.iter_raw())
            finally:
                response.close()
            if has_leftovers(lane.transport):
                lane.transport.close()
            return from_httpx(response, decompressed(response, content))
        finally:
            with self._lock:
                surplus = self._lanes.give_back(lane)
            for each in surplus:
                each.transport.close()

    def _take(self, patience: float | None) -> Lane:
        with self._lock:
            if self._lanes.closed():
                raise closed_error()
            lane = self._lanes.take()
            if lane is not None:
                return lane
            ready = Event()
            turn = self._lanes.wait(ready.set)
        try:
            ready.wait(patience)
        finally:
            with self._lock:
                lane = self._lanes.leave(turn)
        if lane is not None:
            return lane
        raise closed_error() if self._lanes.closed() else no_lane_free()

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


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_connections)


class BorrowedClient:
    """An ``httpx.Client`` that the user brought, and closes."""

    def __init__(self, client: HTTPClient) -> None:
        self._client = client
        self._closed = False

    def exchange(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpx raises."""
        if self._closed:
            raise closed_error()
        ends = None if step.time_left is None else monotonic() + step.time_left
        response = self._client.send(to_httpx(step), stream=True, auth=None, follow_redirects=False)
        try:
            return from_httpx(response, _read_until(response, ends))
        finally:
            response.close()

    def close(self) -> None:
        """Send nothing more; the client itself stays open."""
        self._closed = True


def _read_until(response: httpx.Response, ends: float | None) -> bytes:
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if ends is not None and monotonic() > ends:
            raise httpx.ReadTimeout("the deadline passed")
    return bytes(content)


def sync_connections(
    base_url: str, limits: LimitsLike | None, proxy: str | None, http_client: HTTPClient | None
) -> Connections:
    """The connections that a client with these settings uses."""
    if http_client is None:
        return OwnConnections(connection_settings(base_url, limits, proxy))
    check_borrowed(http_client, HTTPClient, limits, proxy)
    return BorrowedClient(http_client)
