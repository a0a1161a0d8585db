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
from .environment import Environment
from .messages import AttemptResult, Send, Sleep
from .request.prepare import plan as prepare
from .result import parse_response
from .retry import GiveUp, next_action

Flow = Generator[Send | Sleep, AttemptResult | None, Result]


def flow(call: Call[Result], config: Config, options: RequestOptions | None, environment: Environment) -> Flow[Result]:
    """Executor ``call``: send, and send again where that is right, until there is a result or an error."""
    try:
        plan = prepare(call, config, options, environment.new_idempotency_key)
    except (TypeError, ValueError) as refused:
        # The message names the place. The frames hold all parameters, and error reports show the locals of each.
        refused.__context__ = None
        raise refused.with_traceback(None) from None
    started = environment.monotonic()
    ends = None if plan.deadline is None else started + plan.deadline
    time_left = plan.deadline
    attempts = 0
    while True:
        attempts += 1
        sent = environment.monotonic()
        outcome = yield Send(plan.request, plan.timeout.capped(time_left), time_left)
        assert outcome is not None
        now = environment.monotonic()
        decision = next_action(
            outcome,
            attempt=attempts,
            max_retries=plan.max_retries,
            time_left=None if ends is None else ends - now,
            now=environment.wall_clock(),
            random=environment.random(),
        )
        log.attempt(call, outcome, decision, attempts, now - sent)
        if isinstance(decision, GiveUp):
            break
        yield Sleep(decision.seconds)
        if ends is not None:
            time_left = ends - environment.monotonic()
            if time_left <= 0:  # the sleep took longer than asked: a suspended machine, a busy one
                break
    return parse_response(call, plan, outcome, attempts, config.api_key)
