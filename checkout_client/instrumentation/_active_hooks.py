"""The hooks that observe calls: those of the process and those of a client."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable

from .._transport.config import checked_hooks
from .._transport.environment import process_hooks
from ._console_hook import LEVELS, ConsoleHook
from ._hook import Hook
from ._logging_hook import LoggingHook
from ._observer import CallObserver, HookChain

_LOGGER = logging.getLogger("checkout_client")
_LOG = LoggingHook()
_chains: dict[tuple[int, ...], tuple[tuple[Hook, ...], HookChain]] = {}
"""Made once for each combination of hooks, by their ids. Threads may make one twice, and then one of them is kept."""
_MAX_CHAINS = 64


def set_hooks(hooks: Iterable[Hook] | None) -> None:
    """Set the hooks of this process. They observe the calls of every client.

    They replace the default ones: a ``LoggingHook``, and an ``OpenTelemetryHook`` if OpenTelemetry has a provider.
    An empty list turns everything off; ``None`` restores the default. For example::

        set_hooks([*get_hooks(), SlowCalls()])            # one more
        set_hooks([LoggingHook(level=logging.INFO)])      # only the log, with every attempt

    Raises ``TypeError`` if one of them is not a hook.
    """
    process_hooks.given = None if hooks is None else checked_hooks(hooks)


def get_hooks() -> tuple[Hook, ...]:
    """Return the hooks of this process: those that were set, or the default ones as of now."""
    return _default_hooks() if process_hooks.given is None else process_hooks.given


def observe(
    method: str, path: str, base_url: str, hooks: tuple[Hook, ...], monotonic: Callable[[], float]
) -> CallObserver | None:
    """Return an observer that calls the process's hooks and ``hooks``; ``None`` if there are none."""
    every = (*_of_the_process(), *hooks)
    if process_hooks.console is not None:
        every = (process_hooks.console, *every)
    if not every:
        return None
    key = tuple(map(id, every))
    known = _chains.get(key)
    if known is None:
        if len(_chains) >= _MAX_CHAINS:
            _chains.clear()
        known = _chains[key] = every, HookChain(every)
    return CallObserver(known[1], method, path, base_url, monotonic)


def _of_the_process() -> tuple[Hook, ...]:
    if process_hooks.given is not None:
        return process_hooks.given
    if _LOGGER.isEnabledFor(logging.INFO):
        return _default_hooks()
    hook = _opentelemetry_hook()
    return () if hook is None else (hook,)


def _default_hooks() -> tuple[Hook, ...]:
    hook = _opentelemetry_hook()
    return (_LOG,) if hook is None else (_LOG, hook)


def _opentelemetry_hook() -> Hook | None:
    """Return the hook for OpenTelemetry if the program uses it: if it is loaded, and has a provider."""
    if "opentelemetry" not in sys.modules:
        return None
    try:
        from ._opentelemetry_hook import active_hook
    except ImportError:  # another distribution has a part of that name, or the API is too old
        return None
    return active_hook()


def print_calls(level: str) -> None:
    """Print all calls of the process to stderr if ``level``, the value of ``STRIPE_LOG``, asks for it."""
    level = level.strip().lower()
    process_hooks.console = ConsoleHook(level) if level in LEVELS else None
