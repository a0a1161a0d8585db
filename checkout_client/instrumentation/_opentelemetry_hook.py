"""OpenTelemetry spans and metrics, by the semantic conventions for HTTP clients. Loaded only if they are used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from opentelemetry import context, metrics, trace
from opentelemetry.metrics import _internal as _metrics
from opentelemetry.trace import SpanKind, StatusCode

from ..version import __version__
from ._details import AttemptEnd, CallEnd, CallStart
from ._hook import Hook

_NAME: Final = "checkout_client"
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)  # the conventions' own

_INSTRUMENTATIONS: Final = ("opentelemetry.instrumentation.httpx", "opentelemetry.instrumentation.aiohttp_client")

_UNKNOWN: Final = object()


def is_disabled(names: str) -> bool:
    """Return whether ``names``, the value of ``OTEL_PYTHON_DISABLED_INSTRUMENTATIONS``, contains this package's."""
    return _NAME in (name.strip() for name in names.split(","))


_DISABLED: Final = is_disabled(os.environ.get("OTEL_PYTHON_DISABLED_INSTRUMENTATIONS", ""))


class OpenTelemetryHook(Hook):
    """Makes a span for each call, with an event for each retry, and measures each attempt.

    It is one of the default hooks if the program has set a tracer provider or a meter provider. Create one yourself
    for other providers::

        client = CheckoutClient("sk_test_…", hooks=[OpenTelemetryHook(tracer_provider=provider)])

    The span is current during the call, so that spans of the HTTP library's instrumentation become its children.
    Nothing is sent to Stripe.

    Args:
        tracer_provider: where the spans go; ``None`` for the process's.
        meter_provider: where the measurements go; ``None`` for the process's.

    Raises ``ImportError`` if ``opentelemetry-api`` is not installed: use the extra ``opentelemetry``.

    """

    def __init__(
        self,
        *,
        tracer_provider: trace.TracerProvider | None = None,
        meter_provider: metrics.MeterProvider | None = None,
    ) -> None:
        self._tracer = trace.get_tracer(_NAME, __version__, tracer_provider)
        self._durations = metrics.get_meter(_NAME, __version__, meter_provider).create_histogram(
            "http.client.request.duration",
            unit="s",
            description="Duration of HTTP client requests.",
            explicit_bucket_boundaries_advisory=_BUCKETS,
        )

    def before_call(self, call: CallStart, /) -> None:
        """Start the span."""
        attributes = _span_attributes(call.method, call.url, call.server_address, call.server_port)
        span = self._tracer.start_span(f"{call.method} {call.path}", kind=_kind(), attributes=attributes)
        call.state[self] = span, context.attach(trace.set_span_in_context(span))

    def after_attempt(self, attempt: AttemptEnd, /) -> None:
        """Measure the attempt; add an event to the span if it will be retried."""
        result: dict[str, Any] = {}
        if attempt.http_status is not None:
            result["http.response.status_code"] = attempt.http_status
        if attempt.error_kind is not None:
            result["error.type"] = attempt.error_kind
        elif attempt.http_status is not None and attempt.http_status >= 400:
            result["error.type"] = str(attempt.http_status)
        labels = {
            "http.request.method": attempt.method,
            "server.address": attempt.server_address,
            "server.port": attempt.server_port,
            "url.template": attempt.path,
            **result,
        }
        self._durations.record(attempt.duration, labels)
        if attempt.retry_wait is not None and self in attempt.state:
            if attempt.request_id is not None:
                result["stripe.request_id"] = attempt.request_id
            result["checkout_client.retry_wait"] = attempt.retry_wait
            attempt.state[self][0].add_event("retry", result)

    def after_call(self, call: CallEnd, /) -> None:
        """End the span."""
        if self not in call.state:
            return
        span, token = call.state.pop(self)
        context.detach(token)
        if span.is_recording():
            attributes: dict[str, Any] = {}
            if call.http_status is not None:
                attributes["http.response.status_code"] = call.http_status
            if call.attempts > 1:
                attributes["http.request.resend_count"] = call.attempts - 1
            if call.request_id is not None:
                attributes["stripe.request_id"] = call.request_id
            if call.replayed:
                attributes["stripe.idempotent_replayed"] = True
            if call.error_type is not None:
                is_http_error = call.http_status is not None and call.http_status >= 400
                attributes["error.type"] = str(call.http_status) if is_http_error else call.error_type
                # No description and no exception event: Stripe's message may quote what was sent.
                span.set_status(StatusCode.ERROR)
            span.set_attributes(attributes)
        span.end()

    def __repr__(self) -> str:
        return "OpenTelemetryHook()"


def _kind() -> SpanKind:
    """Return ``INTERNAL`` if the attempts have client spans of their own, made by OpenTelemetry's instrumentations."""
    return SpanKind.CLIENT if sys.modules.keys().isdisjoint(_INSTRUMENTATIONS) else SpanKind.INTERNAL


@lru_cache(maxsize=256)
def _span_attributes(method: str, url: str, address: str, port: int) -> dict[str, Any]:
    """Return the attributes of a new span, always the same dict: the span copies it."""
    return {
        "http.request.method": method,
        "server.address": address,
        "server.port": port,
        "url.full": url,
    }


_active: OpenTelemetryHook | None = None
"""The default hook. Threads that make it at once each use their own for one call."""


def active_hook() -> OpenTelemetryHook | None:
    """Return the default hook, as soon as the program has set a provider; ``None`` before."""
    global _active
    if _active is None and not _DISABLED and has_provider():
        _active = OpenTelemetryHook()
    return _active


def has_provider() -> bool:
    """Return whether the process has a tracer provider or a meter provider."""
    return _is_set(trace, "_TRACER_PROVIDER", trace.get_tracer_provider) or _is_set(
        _metrics, "_METER_PROVIDER", metrics.get_meter_provider
    )


def _is_set(module: object, name: str, get: Callable[[], object]) -> bool:
    # The functions look at the environment, which takes microseconds in every call of a program without a provider.
    provider = getattr(module, name, _UNKNOWN)
    if provider is _UNKNOWN:
        provider = get()
    return provider is not None and not type(provider).__name__.lstrip("_").startswith(("Proxy", "NoOp"))
