"""Performs flows in the calling thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from .call import Result
from .flow import Flow
from .messages import AttemptResult, Send

if TYPE_CHECKING:
    from .transports import Transport


class SyncDriver:
    """The only code that sends and sleeps for :class:`CheckoutClient`."""

    def __init__(self, connections: Transport, sleep: Callable[[float], None] = time.sleep) -> None:
        self.connections = connections
        self._sleep = sleep

    def perform(self, flow: Flow[Result]) -> Result:
        """Do what ``flow`` asks for until it has a result, or raises."""
        outcome: AttemptResult | None = None
        while True:
            try:
                step = flow.send(outcome)
            except StopIteration as done:
                result: Result = done.value
                return result
            if isinstance(step, Send):
                outcome = self._attempt(step)
            else:
                outcome = None
                self._sleep(step.seconds)

    def _attempt(self, step: Send) -> AttemptResult:
        try:
            return self.connections.send(step)
        except self.connections.error_map.exceptions as error:
            return self.connections.error_map.failure(error)
        except Exception:
            raise  # a mistake of ours
        except BaseException as end:
            # Cancelled, interrupted. Error reports show the locals of every frame: the HTTP library's hold the request.
            raise end.with_traceback(None)  # noqa: B904
