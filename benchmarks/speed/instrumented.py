"""create() in one thread with hooks, compared with none: CPU time of the client for each call."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult

from checkout_client import CheckoutClient
from checkout_client.instrumentation import Hook, LoggingHook, OpenTelemetryHook, set_hooks

from .measuring import Aim, Comparison, Scale, cpu_seconds, in_turn
from .payloads import CREATE, KEY
from .peers import OURS
from .servers import loopback_server

WITHOUT = f"{OURS} without hooks"


class _Dropping(SpanExporter):
    """Takes spans in batches, as a real exporter does, and sends them nowhere."""

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return SpanExportResult.SUCCESS


def measure(scale: Scale) -> list[Comparison]:
    """Compare calls that are logged or traced with calls that are not."""
    params: Any = CREATE
    calls = scale.pick(full=500, quick=150)
    tracers, meters = TracerProvider(), MeterProvider([InMemoryMetricReader()])
    tracers.add_span_processor(BatchSpanProcessor(_Dropping()))
    quiet, loud = logging.getLogger("benchmark.quiet"), logging.getLogger("benchmark.loud")
    quiet.setLevel(logging.INFO)
    loud.setLevel(logging.DEBUG)
    loud.addHandler(logging.NullHandler())
    loud.propagate = False
    hooks: dict[str, list[Hook]] = {
        WITHOUT: [],
        "log at INFO (no record)": [LoggingHook(logger=quiet)],
        "log at DEBUG (a record for each attempt)": [LoggingHook(logger=loud)],
        "OpenTelemetry, spans and metrics": [OpenTelemetryHook(tracer_provider=tracers, meter_provider=meters)],
    }
    aims = [None, Aim(most=1.02), None, Aim(most=1.15)]
    set_hooks([])
    with loopback_server() as url:
        clients = {name: CheckoutClient(KEY, base_url=url, hooks=given) for name, given in hooks.items()}
        figures = in_turn(
            {
                name: cpu_seconds(lambda client=client: client.sessions.create(**params), calls)  # type: ignore[misc]
                for name, client in clients.items()
            },
            scale.rounds,
        )
        for client in clients.values():
            client.close()
    set_hooks(None)
    tracers.shutdown()
    meters.shutdown()
    return [
        Comparison(f"create() with {name}, CPU", "seconds", figures[name], WITHOUT, figures[WITHOUT], aim)
        for name, aim in list(zip(hooks, aims, strict=True))[1:]
    ]
