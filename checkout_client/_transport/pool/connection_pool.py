"""A connection pool for threads."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections.abc import Callable
from time import monotonic
from typing import Protocol
from weakref import WeakSet

from ..backends.error_map import ErrorMap, PoolTimeout
from ..messages import Response, Send
from .connection_settings import ConnectionSettings, closed_error
from .pool_state import PooledConnection, PoolState, Waiter


class SyncPooledConnection(PooledConnection, Protocol):
    """A connection in a pool for threads."""

    def send(self, step: Send, ends: float | None) -> Response:
        """Send the request and read the whole response before ``ends``, by the monotonic clock.

        Raises what the HTTP library raises.
        """
        ...

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        ...


class ConnectionPool:
    """The connections of one client and its copies, shared by any number of threads."""

    def __init__(
        self,
        settings: ConnectionSettings,
        make_connection: Callable[[ConnectionSettings], SyncPooledConnection],
        error_map: ErrorMap,
    ) -> None:
        self.error_map: ErrorMap = error_map
        self._settings = settings
        self._make_connection = make_connection
        self._reset()
        _all_pools.add(self)

    def _reset(self) -> None:
        self._lock = threading.Lock()
        settings, make_connection = self._settings, self._make_connection  # not self: no reference cycle
        self._state: PoolState[SyncPooledConnection] = PoolState(
            settings.limits, lambda: make_connection(settings), monotonic
        )

    def send(self, step: Send) -> Response:
        """Send the request and read the whole response; raises what the HTTP library raises."""
        ends = None if step.time_left is None else monotonic() + step.time_left
        connection = self._acquire(step.timeout.pool)
        try:
            return connection.send(step, ends)
        except BaseException:
            connection.close()  # an interrupt may have left the connection in any state
            raise
        finally:
            self._release(connection)

    def _release(self, connection: SyncPooledConnection) -> None:
        with self._lock:
            surplus = self._state.release(connection)
        for each in surplus:
            each.close()

    def _acquire(self, timeout: float | None) -> SyncPooledConnection:
        with self._lock:
            if self._state.closed():
                raise closed_error()
            connection = self._state.acquire()
            if connection is not None:
                return connection
            ready = threading.Event()  # looked up now: gevent may have replaced it since the import
            waiter = self._state.enqueue(ready.set)
        try:
            ready.wait(timeout)
        except BaseException:  # interrupted: a connection handed over at the last moment goes to the next waiter
            connection = self._cancel(waiter)
            if connection is not None:
                self._release(connection)
            raise
        connection = self._cancel(waiter)
        if connection is not None:
            return connection
        raise closed_error() if self._state.closed() else PoolTimeout("no connection became free")

    def _cancel(self, waiter: Waiter[SyncPooledConnection]) -> SyncPooledConnection | None:
        with self._lock:
            return self._state.cancel(waiter)

    def close(self) -> None:
        """Close the idle connections now, and each connection in use when its call ends."""
        with self._lock:
            idle = self._state.close()
        for connection in idle:
            connection.close()

    def __del__(self, is_finalizing: Callable[[], bool] = sys.is_finalizing) -> None:
        # No call is in progress, because it would hold the pool: nothing else uses the connections.
        forgotten = [connection for connection in self._state.idle() if connection.is_open]
        for connection in forgotten:
            connection.abandon()
        if forgotten and not is_finalizing():
            warnings.warn("a CheckoutClient was dropped without close()", ResourceWarning, source=self, stacklevel=1)

    def reset_after_fork(self) -> None:
        """Start empty in a forked child: the open connections are the parent's, and a thread may hold the lock."""
        _parent_states.append(self._state)
        closed = self._state.closed()
        self._reset()
        if closed:
            self._state.close()


_all_pools: WeakSet[ConnectionPool] = WeakSet()
_parent_states: list[PoolState[SyncPooledConnection]] = []
"""Kept for ever: closing the parent's connections here would send a TLS close_notify in its name."""


def _reset_pools_after_fork() -> None:
    for pool in list(_all_pools):
        pool.reset_after_fork()


if hasattr(os, "register_at_fork"):  # pragma: no branch - where a process can fork
    os.register_at_fork(after_in_child=_reset_pools_after_fork)
