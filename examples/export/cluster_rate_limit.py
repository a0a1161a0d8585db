"""One rate limit for all workers of a Dask cluster: the scheduler plans, and the workers wait."""

from __future__ import annotations

import time
from typing import Any

from distributed import get_worker
from distributed.diagnostics.plugin import SchedulerPlugin
from distributed.scheduler import Scheduler
from distributed.utils import sync

from checkout_client import RateLimit
from checkout_client.rate_limit import Reservation


class RateLimitPlugin(SchedulerPlugin):
    """Lets workers ask the scheduler when they may send a request. Waiting workers do not occupy it."""

    name = "checkout-export-rate-limit"

    def __init__(self, per_second: float) -> None:
        self._limit = RateLimit(per_second)

    async def start(self, scheduler: Scheduler) -> None:
        """Begin to answer."""
        scheduler.handlers.update(checkout_reserve=self.reserve, checkout_cancel=self.cancel, checkout_pause=self.pause)

    def reserve(self, account: str | None, slot: float | None) -> tuple[float, float, int]:
        """Return the seconds to wait, the place in the order, and how many requests wait."""
        before = None if slot is None else Reservation(0.0, slot)
        reservation = self._limit.reserve(account, time.monotonic(), before)
        return reservation.delay, reservation.slot, self._limit.waiting

    def cancel(self, account: str | None, slot: float) -> None:
        """Give back a place in the order."""
        self._limit.cancel(account, Reservation(0.0, slot), time.monotonic())

    def pause(self, account: str | None, seconds: float) -> None:
        """Let nobody send a request for this account for a while."""
        self._limit.pause(account, seconds, time.monotonic())


class ClusterRateLimit(RateLimit):
    """The limit of a worker's client: it asks the scheduler, whose clock counts."""

    def __init__(self) -> None:
        super().__init__(per_second=1)  # the real limit is the scheduler's
        self._waiting_in_cluster = 0

    @property
    def waiting(self) -> int:
        """How many requests of all workers waited when this one asked last."""
        return self._waiting_in_cluster

    def reserve(self, account: str | None, now: float, reservation: Reservation | None = None) -> Reservation:
        """Ask the scheduler."""
        slot = None if reservation is None else reservation.slot
        delay, slot, self._waiting_in_cluster = _ask("checkout_reserve", account=account, slot=slot)
        return Reservation(delay, slot)

    def cancel(self, account: str | None, reservation: Reservation, now: float) -> None:
        """Tell the scheduler."""
        _ask("checkout_cancel", account=account, slot=reservation.slot)

    def pause(self, account: str | None, seconds: float, now: float) -> None:
        """Tell the scheduler."""
        _ask("checkout_pause", account=account, seconds=seconds)


def _ask(handler: str, **arguments: Any) -> Any:
    worker = get_worker()
    return sync(worker.loop, getattr(worker.scheduler, handler), **arguments)
