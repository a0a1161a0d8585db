"""Performs flows in an event loop: asyncio or trio."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import anyio
import attrs

from ..options import RequestOptions
from .auth import cut_http_library_frames
from .backends.error_map import DEADLINE_PASSED
from .call import Call, Result
from .config import Config
from .environment import Environment
from .flow import Flow, flow, observer
from .messages import AttemptResult, Send, Sleep

if TYPE_CHECKING:
    from .transports import AsyncTransport


class AsyncDriver:
    """The only code that sends and sleeps for :class:`AsyncCheckoutClient`."""

    def __init__(self, connections: AsyncTransport, sleep: Callable[[float], Awaitable[None]] = anyio.sleep) -> None:
        self.connections = connections
        self._sleep = sleep

    async def perform(self, flow: Flow[Result]) -> Result:
        """Perform the steps of ``flow`` until it returns a result or raises an error."""
        attempt_result: AttemptResult | None = None
        while True:
            try:
                step = flow.send(attempt_result)
            except StopIteration as done:
                result: Result = done.value
                return result
            if isinstance(step, Send):
                attempt_result = await self._send(step)
            else:
                attempt_result = None
                await self._wait(step)

    async def _send(self, step: Send) -> AttemptResult:
        try:
            if step.time_left is None:
                return await self.connections.send(step)
            with anyio.move_on_after(step.time_left):
                return await self.connections.send(step)
            return DEADLINE_PASSED
        except self.connections.error_map.exceptions as error:
            return self.connections.error_map.failure(error)
        except BaseException as error:  # a cancellation, an interrupt, or a bug
            cut_http_library_frames(error)
            error.add_note(step.describe())
            raise

    async def _wait(self, step: Sleep) -> None:
        try:
            await self._sleep(step.seconds)
        except BaseException as error:
            step.interrupted()
            error.add_note(step.describe())
            raise


@attrs.frozen(eq=False, repr=False)
class EventLoopExecutor:
    """Makes calls in the running event loop, with a client's driver and settings."""

    driver: AsyncDriver
    config: Config
    environment: Environment

    async def __call__(self, call: Call[Result], options: RequestOptions | None, /) -> Result:
        observed = observer(call, self.config, self.environment)
        if observed is None:
            return await self.driver.perform(flow(call, self.config, options, self.environment))
        with observed:
            return await self.driver.perform(flow(call, self.config, options, self.environment, observed))
