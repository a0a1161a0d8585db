"""Elastic's agent; a transport of ours keeps what it would send."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import elasticapm
from elasticapm.transport.base import Transport

from . import Watch

spans: list[Any] = []


class Keep(Transport):
    def queue(self, event_type: str, data: Any, flush: bool = False) -> None:
        if event_type == "span":
            spans.append(data)

    def start_thread(self, pid: int | None = None) -> None:
        pass

    def close(self) -> None:
        pass


def start() -> Watch:
    client = elasticapm.Client(
        service_name="shop", transport_class=f"{__name__}.Keep", central_config=False, span_compression_enabled=False
    )
    elasticapm.instrument()

    @contextmanager
    def watch() -> Iterator[list[object]]:
        spans.clear()
        found: list[object] = []
        client.begin_transaction("order")
        yield found
        client.end_transaction("order", "ok")
        found += [span for span in spans if span["type"].startswith("external")]

    return watch
