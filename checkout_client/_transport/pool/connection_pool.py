"""Connections for threads."""

from __future__ import annotations

import os
import warnings
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from ...options import LimitsLike
from ..backends.error_map import Failures, PoolTimeout
from ..backends.httpcore.httpcore_connection import Lane, checked_settings
from ..backends.httpcore.httpcore_messages import HTTPCORE_FAILURES
from ..messages import Response, Send
from .connection_settings import ConnectionSettings, closed_error, connection_settings, refuse_settings_of_borrowed
from .pool_state import Lanes, Turn

if TYPE_CHECKING:
    from ..backends.protocols import HTTPClient


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


class OwnConnections:
    """A pool of our own, used by one client and its copies, from any number of threads."""

    failures: Failures = HTTPCORE_FAILURES

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
        """Send the request and read the whole response; raises what httpcore raises."""
        ends = None if step.time_left is None else monotonic() + step.time_left
        lane = self._take(step.timeout.pool)
        try:
            lane.deadline.ends = ends
            return lane.exchange(step)
        except BaseException:
            lane.close()  # an interrupt may have left the connection in any state
            raise
        finally:
            self._give_back(lane)

    def _give_back(self, lane: Lane) -> None:
        with self._lock:
            surplus = self._lanes.give_back(lane)
        for each in surplus:
            each.close()

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
        raise closed_error() if self._lanes.closed() else PoolTimeout("no connection became free")

    def _leave(self, turn: Turn[Lane]) -> Lane | None:
        with self._lock:
            return self._lanes.leave(turn)

    def close(self) -> None:
        """Close what is open; a call that is under way ends first."""
        with self._lock:
            idle = self._lanes.close()
        for lane in idle:
            lane.close()

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


def sync_connections(
    base_url: str, limits: LimitsLike | None, proxy: str | None, http_client: HTTPClient | None
) -> Connections:
    """The connections that a client with these settings uses."""
    if http_client is None:
        return OwnConnections(checked_settings(connection_settings(base_url, limits, proxy)))
    refuse_settings_of_borrowed(limits, proxy)
    from ..backends.httpx.httpx_client import BorrowedClient  # loads httpx

    return BorrowedClient(http_client)
