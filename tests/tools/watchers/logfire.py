"""Logfire, with its instrumentations of httpx and aiohttp."""

from __future__ import annotations

import logfire
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from . import Watch
from .opentelemetry import watching


def start() -> Watch:
    exporter = InMemorySpanExporter()
    logfire.configure(
        send_to_logfire=False, console=False, additional_span_processors=[SimpleSpanProcessor(exporter)], metrics=False
    )
    logfire.instrument_httpx()
    logfire.instrument_aiohttp_client()
    return watching(exporter)
