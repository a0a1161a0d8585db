"""sentry-sdk, set up as its documentation says: integrations turn themselves on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sentry_sdk

from . import Watch


def start() -> Watch:
    events: list[Any] = []

    def keep(event: Any, hint: Any) -> None:
        events.append(event)  # and send nothing

    sentry_sdk.init(dsn="http://key@127.0.0.1:9/1", traces_sample_rate=1.0, before_send_transaction=keep)

    @contextmanager
    def watch() -> Iterator[list[object]]:
        events.clear()
        found: list[object] = []
        with sentry_sdk.start_transaction(name="order"):
            yield found
        found += [span for event in events for span in event["spans"] if span["op"] == "http.client"]

    return watch
