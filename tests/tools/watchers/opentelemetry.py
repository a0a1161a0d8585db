"""The instrumentations of OpenTelemetry for httpx, httpx2 and aiohttp."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opentelemetry.instrumentation.aiohttp_client import AioHttpClientInstrumentor
from opentelemetry.instrumentation.httpx import HTTPX2ClientInstrumentor, HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind

from . import Watch


def start() -> Watch:
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    instrumentors: list[Any] = [HTTPXClientInstrumentor(), HTTPX2ClientInstrumentor(), AioHttpClientInstrumentor()]
    for instrumentor in instrumentors:
        instrumentor.instrument(tracer_provider=provider)
    return watching(exporter)


def watching(exporter: InMemorySpanExporter) -> Watch:
    """Return what counts the requests among the spans that ``exporter`` got."""

    @contextmanager
    def watch() -> Iterator[list[object]]:
        exporter.clear()
        found: list[object] = []
        yield found
        found += [span for span in exporter.get_finished_spans() if span.kind is SpanKind.CLIENT]

    return watch
