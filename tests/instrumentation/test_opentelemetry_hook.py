"""Spans and metrics: one span per call, an event per retry, a measurement per attempt; nothing secret in them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from support.fakes import KEY, async_client, sync_client

from checkout_client import APIConnectionError, CheckoutError, ResponseDecodeError
from checkout_client.instrumentation import (
    CallStart,
    Hook,
    LoggingHook,
    OpenTelemetryHook,
    _opentelemetry_hook,
    get_hooks,
    set_hooks,
)

pytest.importorskip("opentelemetry.sdk")

from opentelemetry import context, metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF

SESSION = {"id": "cs_planted", "object": "checkout.session", "customer_email": "planted@example.org"}
OK = httpx.Response(200, json=SESSION, headers={"request-id": "req_ok"})
UNAVAILABLE = httpx.Response(503, headers={"request-id": "req_503"})
OF_THE_SERVER = {
    "http.request.method": "POST",
    "server.address": "api.stripe.com",
    "server.port": 443,
}
OF_THE_ATTEMPT = OF_THE_SERVER | {"url.template": "/v1/checkout/sessions"}
OF_THE_SPAN = OF_THE_SERVER | {"url.full": "https://api.stripe.com/v1/checkout/sessions"}


class Telemetry:
    """Providers that keep what they are given."""

    def __init__(self, **settings: Any) -> None:
        self._exporter = InMemorySpanExporter()
        self.tracers = TracerProvider(**settings)
        self.tracers.add_span_processor(SimpleSpanProcessor(self._exporter))
        self._reader = InMemoryMetricReader()
        self.meters = MeterProvider([self._reader])

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self._exporter.get_finished_spans()

    @property
    def span(self) -> ReadableSpan:
        (span,) = self.spans
        return span

    @property
    def points(self) -> dict[str, list[tuple[int, dict[str, Any]]]]:
        """The count and the attributes of each series, by metric."""
        data = self._reader.get_metrics_data()
        return {
            metric.name: [(point.count, dict(point.attributes)) for point in metric.data.data_points]
            for of_resource in data.resource_metrics
            for of_scope in of_resource.scope_metrics
            for metric in of_scope.metrics
        }

    def shutdown(self) -> None:
        self.tracers.shutdown()
        self.meters.shutdown()


@pytest.fixture
def telemetry() -> Iterator[Telemetry]:
    telemetry = Telemetry()
    yield telemetry
    telemetry.shutdown()


@pytest.fixture
def hook(telemetry: Telemetry) -> OpenTelemetryHook:
    return OpenTelemetryHook(tracer_provider=telemetry.tracers, meter_provider=telemetry.meters)


def create_sync(*answers: Any, **settings: Any) -> Any:
    client, _ = sync_client(*answers, **settings)
    return client.sessions.create(mode="payment")


def create_async(*answers: Any, **settings: Any) -> Any:
    async def main() -> Any:
        client, _ = async_client(*answers, **settings)
        return await client.sessions.create(mode="payment")

    return asyncio.run(main())


@pytest.fixture(params=[create_sync, create_async], ids=["sync", "async"])
def create(request: pytest.FixtureRequest) -> Any:
    return request.param


def test_a_call_is_a_span(create: Any, hook: OpenTelemetryHook, telemetry: Telemetry) -> None:
    create(OK, hooks=[hook])

    span = telemetry.span
    assert (span.name, span.kind) == ("POST /v1/checkout/sessions", trace.SpanKind.CLIENT)
    assert span.attributes == OF_THE_SPAN | {"http.response.status_code": 200, "stripe.request_id": "req_ok"}
    assert span.status.status_code is trace.StatusCode.UNSET
    assert not span.events
    assert span.instrumentation_scope is not None
    assert span.instrumentation_scope.name == "checkout_client"


def test_a_call_is_no_client_span_where_its_attempts_are(
    hook: OpenTelemetryHook, telemetry: Telemetry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.instrumentation.httpx", sys)
    create_sync(OK, hooks=[hook])

    assert telemetry.span.kind is trace.SpanKind.INTERNAL


def test_a_retry_is_an_event(create: Any, hook: OpenTelemetryHook, telemetry: Telemetry) -> None:
    replayed = httpx.Response(200, json=SESSION, headers={"idempotent-replayed": "true"})
    create(UNAVAILABLE, httpx.ConnectError("broke"), replayed, hooks=[hook])

    span = telemetry.span
    assert span.attributes == OF_THE_SPAN | {
        "http.response.status_code": 200,
        "http.request.resend_count": 2,
        "stripe.idempotent_replayed": True,
    }
    assert [(event.name, dict(event.attributes or {})) for event in span.events] == [
        (
            "retry",
            {
                "http.response.status_code": 503,
                "error.type": "503",
                "stripe.request_id": "req_503",
                "checkout_client.retry_wait": 0.5,
            },
        ),
        ("retry", {"error.type": "connect", "checkout_client.retry_wait": 1.0}),
    ]


@pytest.mark.parametrize(
    ("answer", "error", "attributes"),
    [
        (httpx.Response(404), CheckoutError, {"http.response.status_code": 404, "error.type": "404"}),
        (httpx.ConnectError("broke"), APIConnectionError, {"error.type": "APIConnectionError"}),
        (
            httpx.Response(200, json=[]),
            ResponseDecodeError,
            {"http.response.status_code": 200, "error.type": "ResponseDecodeError"},
        ),
    ],
    ids=["status", "connection", "body"],
)
def test_an_error(
    create: Any, hook: OpenTelemetryHook, telemetry: Telemetry, answer: Any, error: Any, attributes: dict[str, Any]
) -> None:
    with pytest.raises(error):
        create(answer, hooks=[hook], max_retries=0)

    span = telemetry.span
    assert span.attributes == OF_THE_SPAN | attributes
    assert (span.status.status_code, span.status.description) == (trace.StatusCode.ERROR, None)
    assert not span.events


def test_each_attempt_is_measured(create: Any, hook: OpenTelemetryHook, telemetry: Telemetry) -> None:
    create(UNAVAILABLE, UNAVAILABLE, OK, hooks=[hook])
    with pytest.raises(CheckoutError):
        create(httpx.ConnectError("broke"), hooks=[hook], max_retries=0)

    points = telemetry.points
    assert list(points) == ["http.client.request.duration"]
    assert sorted(points["http.client.request.duration"], key=str) == sorted(
        [
            (2, OF_THE_ATTEMPT | {"http.response.status_code": 503, "error.type": "503"}),
            (1, OF_THE_ATTEMPT | {"http.response.status_code": 200}),
            (1, OF_THE_ATTEMPT | {"error.type": "connect"}),
        ],
        key=str,
    )


def test_the_span_is_current_during_the_call_and_the_caller_s_is_its_parent(
    create: Any, hook: OpenTelemetryHook, telemetry: Telemetry
) -> None:
    seen: list[trace.Span] = []

    class Looking(Hook):
        def before_call(self, call: CallStart, /) -> None:
            seen.append(trace.get_current_span())

    with telemetry.tracers.get_tracer("shop").start_as_current_span("checkout") as parent:
        create(OK, hooks=[hook, Looking()])
        assert trace.get_current_span() is parent or create is create_async

    inner, outer = telemetry.spans
    assert seen[0].get_span_context() == inner.context
    assert outer.name == "checkout"
    assert inner.parent == outer.context
    assert trace.get_current_span() is trace.INVALID_SPAN


def test_a_span_that_is_not_sampled() -> None:
    telemetry = Telemetry(sampler=ALWAYS_OFF)
    hook = OpenTelemetryHook(tracer_provider=telemetry.tracers, meter_provider=telemetry.meters)
    create_sync(UNAVAILABLE, OK, hooks=[hook])

    assert telemetry.spans == ()
    assert len(telemetry.points["http.client.request.duration"]) == 2
    telemetry.shutdown()


def test_no_header_is_added(hook: OpenTelemetryHook) -> None:
    client, script = sync_client(OK, hooks=[hook])
    client.sessions.create(mode="payment")

    assert not {"traceparent", "tracestate", "baggage"} & set(script.requests[0].headers)


def test_nothing_secret_or_personal_is_recorded(hook: OpenTelemetryHook, telemetry: Telemetry) -> None:
    answer = httpx.Response(
        400, json={"error": {"message": "planted@example.org"}}, headers={"request-id": f"req_{KEY}"}
    )
    client, _ = sync_client(answer, hooks=[hook])
    with pytest.raises(CheckoutError):
        client.sessions.update("cs_planted", metadata={"a": "planted"}, options={"idempotency_key": "planted"})

    recorded = telemetry.span.to_json() + repr(telemetry.points)
    assert "req_[API key]" in recorded
    assert "planted" not in recorded


def test_the_default_waits_for_a_provider(telemetry: Telemetry, monkeypatch: pytest.MonkeyPatch) -> None:
    create_sync(OK)
    assert [type(hook) for hook in get_hooks()] == [LoggingHook]

    monkeypatch.setattr(trace, "_TRACER_PROVIDER", telemetry.tracers)
    assert [type(hook) for hook in get_hooks()] == [LoggingHook, OpenTelemetryHook]
    assert repr(get_hooks()[1]) == "OpenTelemetryHook()"
    create_sync(OK)
    create_async(OK)
    assert [span.name for span in telemetry.spans] == ["POST /v1/checkout/sessions"] * 2
    set_hooks([LoggingHook()])
    create_sync(OK)
    assert len(telemetry.spans) == 2


def test_the_default_measures_where_there_is_only_a_meter_provider(
    telemetry: Telemetry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "get_meter_provider", lambda: telemetry.meters)
    monkeypatch.setattr(_opentelemetry_hook._metrics, "_METER_PROVIDER", telemetry.meters)
    create_sync(OK)

    assert [count for count, _ in telemetry.points["http.client.request.duration"]] == [1]


@pytest.mark.parametrize("provider", [None, trace.ProxyTracerProvider(), trace.NoOpTracerProvider()])
def test_a_provider_that_does_nothing_is_none(provider: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", provider)

    assert not _opentelemetry_hook.has_provider()


def test_providers_are_found_by_the_public_functions_too(telemetry: Telemetry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(trace, "_TRACER_PROVIDER")
    assert not _opentelemetry_hook._is_set(trace, "_TRACER_PROVIDER", trace.NoOpTracerProvider)
    assert _opentelemetry_hook._is_set(trace, "_TRACER_PROVIDER", lambda: telemetry.tracers)


def test_it_is_off_where_instrumentations_are_turned_off_by_name(
    telemetry: Telemetry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trace, "_TRACER_PROVIDER", telemetry.tracers)
    monkeypatch.setattr(_opentelemetry_hook, "_DISABLED", True)
    create_sync(OK)

    assert telemetry.spans == ()
    assert _opentelemetry_hook.is_disabled("requests, checkout_client")
    assert not _opentelemetry_hook.is_disabled("")


def test_it_is_off_where_the_api_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "checkout_client.instrumentation._opentelemetry_hook", None)
    monkeypatch.delattr("checkout_client.instrumentation._opentelemetry_hook")

    assert create_sync(OK).id == "cs_planted"
    assert [type(hook) for hook in get_hooks()] == [LoggingHook]


def test_after_a_start_that_failed_there_is_no_span(
    hook: OpenTelemetryHook, telemetry: Telemetry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "attach", lambda value: 1 / 0)
    create_sync(UNAVAILABLE, OK, hooks=[hook])

    assert telemetry.spans == ()


def test_names_of_the_package() -> None:
    import checkout_client.instrumentation as package

    assert all(hasattr(package, name) for name in package.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'NoSuchHook'"):
        _ = package.NoSuchHook
