"""Performs flows in the calling thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from ..options import RequestOptions
from .auth import cut_http_library_frames
from .call import Call, Result
from .config import Config
from .environment import Environment
from .flow import Flow, flow, observer
from .messages import AttemptResult, Send, Sleep

if TYPE_CHECKING:
    from .transports import Transport


class SyncDriver:
    """The only code that sends and sleeps for :class:`CheckoutClient`."""

    def __init__(self, connections: Transport, sleep: Callable[[float], None] = time.sleep) -> None:
        self.connections = connections
        self._sleep = sleep

    def perform(self, flow: Flow[Result]) -> Result:
        """Perform the steps of ``flow`` until it returns a result or raises an error."""
        attempt_result: AttemptResult | None = None
        while True:
            try:
                step = flow.send(attempt_result)
            except StopIteration as done:
                result: Result = done.value
                return result
            if isinstance(step, Send):
                attempt_result = self._send(step)
            else:
                attempt_result = None
                self._wait(step)

    def _send(self, step: Send) -> AttemptResult:
        try:
            return self.connections.send(step)
        except self.connections.error_map.exceptions as error:
            return self.connections.error_map.failure(error)
        except BaseException as error:  # an interrupt, or a bug
            cut_http_library_frames(error)
            error.add_note(step.describe())
            raise

    def _wait(self, step: Sleep) -> None:
        try:
            self._sleep(step.seconds)
        except BaseException as error:
            step.interrupted()
            error.add_note(step.describe())
            raise


@attrs.frozen(eq=False, repr=False)
class SyncExecutor:
    """Makes calls in the calling thread, with a client's driver and settings."""

    driver: SyncDriver
    config: Config
    environment: Environment

    def __call__(self, call: Call[Result], options: RequestOptions | None, /) -> Result:
        observed = observer(call, self.config, self.environment)
        if observed is None:
            return self.driver.perform(flow(call, self.config, options, self.environment))
        with observed:
            return self.driver.perform(flow(call, self.config, options, self.environment, observed))
