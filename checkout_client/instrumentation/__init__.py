"""Hooks around calls and attempts, for logs, traces and metrics. The log and OpenTelemetry are two of them.

By default, a program has the log (logger ``checkout_client``) and, if it has set an OpenTelemetry provider, spans and
metrics. For anything else, write a :class:`Hook`, and pass it to a client (``hooks=``) or to :func:`set_hooks` for the
whole process. For example::

    from checkout_client.instrumentation import CallEnd, Hook, get_hooks, set_hooks

    class CountErrors(Hook):
        def after_call(self, call: CallEnd) -> None:
            if call.error_type is not None:
                statsd.increment("stripe.errors", tags=[f"operation:{call.operation}", f"type:{call.error_type}"])

    set_hooks([*get_hooks(), CountErrors()])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._active_hooks import get_hooks, set_hooks
from ._details import AttemptEnd, AttemptStart, CallDetails, CallEnd, CallStart
from ._hook import Hook
from ._logging_hook import LoggingHook

if TYPE_CHECKING:
    from ._opentelemetry_hook import OpenTelemetryHook

__all__ = [
    "AttemptEnd",
    "AttemptStart",
    "CallDetails",
    "CallEnd",
    "CallStart",
    "Hook",
    "LoggingHook",
    "OpenTelemetryHook",
    "get_hooks",
    "set_hooks",
]


def __getattr__(name: str) -> Any:
    if name == "OpenTelemetryHook":  # needs opentelemetry-api
        from ._opentelemetry_hook import OpenTelemetryHook

        return OpenTelemetryHook
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
