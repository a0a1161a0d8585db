"""Performs flows in an event loop: asyncio or trio."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import anyio

from .backends.error_map import DEADLINE_PASSED
from .call import Result
from .flow import Flow
from .messages import AttemptResult, Send

if TYPE_CHECKING:
    from .transports import AsyncTransport


class AsyncDriver:
    """The only code that sends and sleeps for :class:`AsyncCheckoutClient`."""

    def __init__(self, connections: AsyncTransport, sleep: Callable[[float], Awaitable[None]] = anyio.sleep) -> None:
        self.connections = connections
        self._sleep = sleep

    async def perform(self, flow: Flow[Result]) -> Result:
        """Do what ``flow`` asks for until it has a result, or raises."""
        outcome: AttemptResult | None = None
        while True:
            try:
                step = flow.send(outcome)
            except StopIteration as done:
                result: Result = done.value
                return result
            if isinstance(step, Send):
                outcome = await self._attempt(step)
            else:
                outcome = None
                await self._sleep(step.seconds)

    async def _attempt(self, step: Send) -> AttemptResult:
        try:
            if step.time_left is None:
                return await self.connections.send(step)
            with anyio.move_on_after(step.time_left):
                return await self.connections.send(step)
            return DEADLINE_PASSED
        except self.connections.error_map.exceptions as error:
            return self.connections.error_map.failure(error)
        except Exception:
            raise  # a mistake of ours
        except BaseException as end:
            # Cancelled, interrupted. Error reports show the locals of every frame: the HTTP library's hold the request.
            raise end.with_traceback(None)  # noqa: B904
