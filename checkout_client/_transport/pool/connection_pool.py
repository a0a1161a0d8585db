"""Connections for threads."""

from __future__ import annotations

import os
import warnings
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from ...options import LimitsLike
from ..backends.error_map import ErrorMap, PoolTimeout
from ..backends.httpcore.httpcore_connection import HttpcoreConnection, checked_settings
from ..backends.httpcore.httpcore_messages import HTTPCORE_ERRORS
from ..messages import Response, Send
from .connection_settings import ConnectionSettings, closed_error, connection_settings, refuse_settings_of_borrowed
from .pool_state import PoolState, Waiter

if TYPE_CHECKING:
    from ..backends.protocols import HTTPClient


class Connections(Protocol):
    """Where the driver for threads sends requests."""

    error_map: ErrorMap
    """What ``send`` raises where there was no complete response."""

    def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises one of ``failures`` where that is not possible."""
        ...

    def close(self) -> None:
        """Close what is open."""
        ...


class ConnectionPool:
    """A pool of our own, used by one client and its copies, from any number of threads."""

    error_map: ErrorMap = HTTPCORE_ERRORS

    def __init__(self, settings: ConnectionSettings) -> None:
        self._settings = settings
        self._start_afresh()
        _all_pools.add(self)

    def _start_afresh(self) -> None:
        self._lock = Lock()
        self._used = False
        settings = self._settings  # not self: a dropped client should go, and warn, at once
        self._state: PoolState[HttpcoreConnection] = PoolState(
            settings.limits, lambda: HttpcoreConnection(settings), monotonic
        )

    def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what httpcore raises."""
        ends = None if step.time_left is None else monotonic() + step.time_left
        connection = self._acquire(step.timeout.pool)
        try:
            connection.deadline.ends = ends
            return connection.send(step)
        except BaseException:
            connection.close()  # an interrupt may have left the connection in any state
            raise
        finally:
            self._release(connection)

    def _release(self, connection: HttpcoreConnection) -> None:
        with self._lock:
            surplus = self._state.release(connection)
        for each in surplus:
            each.close()

    def _acquire(self, timeout: float | None) -> HttpcoreConnection:
        with self._lock:
            if self._state.closed():
                raise closed_error()
            self._used = True
            connection = self._state.acquire()
            if connection is not None:
                return connection
            ready = Event()
            waiter = self._state.enqueue(ready.set)
        try:
            ready.wait(timeout)
        except BaseException:  # interrupted: a connection that came at the last moment goes to the next in line
            connection = self._cancel(waiter)
            if connection is not None:
                self._release(connection)
            raise
        connection = self._cancel(waiter)
        if connection is not None:
            return connection
        raise closed_error() if self._state.closed() else PoolTimeout("no connection became free")

    def _cancel(self, waiter: Waiter[HttpcoreConnection]) -> HttpcoreConnection | None:
        with self._lock:
            return self._state.cancel(waiter)

    def close(self) -> None:
        """Close what is open; a call that is under way ends first."""
        with self._lock:
            idle = self._state.close()
        for connection in idle:
            connection.close()

    def __del__(self) -> None:
        if self._used and not self._state.closed():
            self.close()
            warnings.warn("a CheckoutClient was dropped without close()", ResourceWarning, source=self, stacklevel=1)

    def forget(self) -> None:
        """After a fork, in the child: the open connections are the parent's, and a lock may be held for ever."""
        _parent_states.append(self._state)
        closed = self._state.closed()
        self._start_afresh()
        if closed:
            self._state.close()


_all_pools: WeakSet[ConnectionPool] = WeakSet()
_parent_states: list[
    PoolState[HttpcoreConnection]
] = []  # kept, because closing them would say goodbye in the parent's name


def _forget_connections() -> None:
    for pool in list(_all_pools):
        pool.forget()


if hasattr(os, "register_at_fork"):  # pragma: no branch - where a process can fork
    os.register_at_fork(after_in_child=_forget_connections)


def make_transport(
    base_url: str, limits: LimitsLike | None, proxy: str | None, http_client: HTTPClient | None
) -> Connections:
    """The connections that a client with these settings uses."""
    if http_client is None:
        return ConnectionPool(checked_settings(connection_settings(base_url, limits, proxy)))
    refuse_settings_of_borrowed(limits, proxy)
    from ..backends.httpx.httpx_client import HttpxAdapter  # loads httpx

    return HttpxAdapter(http_client)
