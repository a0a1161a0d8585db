"""The one loop that every call goes through, without any I/O.

It yields what it wants done, a ``Send`` or a ``Sleep``, and is given what came of it. A driver performs the steps;
there is one for threads and one for event loops, and neither decides anything.
"""

from __future__ import annotations

from collections.abc import Generator

from ..instrumentation import _attempt_log as log
from ..options import RequestOptions
from .call import Call, Result
from .config import Config
from .environment import Effects
from .messages import Outcome, Send, Sleep
from .request.prepare import plan as make_plan
from .result import finish
from .retry import Stop, decide

Flow = Generator[Send | Sleep, Outcome | None, Result]


def flow(call: Call[Result], config: Config, options: RequestOptions | None, effects: Effects) -> Flow[Result]:
    """Perform ``call``: send, and send again where that is right, until there is a result or an error."""
    try:
        plan = make_plan(call, config, options, effects.new_idempotency_key)
    except (TypeError, ValueError) as refused:
        # The message names the place. The frames hold all parameters, and error reports show the locals of each.
        refused.__context__ = None
        raise refused.with_traceback(None) from None
    started = effects.monotonic()
    ends = None if plan.deadline is None else started + plan.deadline
    time_left = plan.deadline
    attempts = 0
    while True:
        attempts += 1
        sent = effects.monotonic()
        outcome = yield Send(plan.request, plan.timeout.capped(time_left), time_left)
        assert outcome is not None
        now = effects.monotonic()
        decision = decide(
            outcome,
            attempt=attempts,
            max_retries=plan.max_retries,
            time_left=None if ends is None else ends - now,
            now=effects.wall_clock(),
            random=effects.random(),
        )
        log.attempt(call, outcome, decision, attempts, now - sent)
        if isinstance(decision, Stop):
            break
        yield Sleep(decision.seconds)
        if ends is not None:
            time_left = ends - effects.monotonic()
            if time_left <= 0:  # the sleep took longer than asked: a suspended machine, a busy one
                break
    return finish(call, plan, outcome, attempts, config.api_key)
