"""Run one tool: ``python -m tools.watch sentry`` prints, for each way to send, how many requests the tool saw."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from .shop import ATTEMPTS, WAYS, Shop, Way
from .watchers import Watch


def seen(watch: Watch, way: Way) -> int:
    """Return how many requests of one call the tool saw."""
    shop = Shop()
    spans: list[object] = []

    def around(call: Callable[[], Any]) -> Any:
        return async_around(call) if way.is_async else sync_around(call)

    def sync_around(call: Callable[[], Any]) -> None:
        with watch() as found:
            call()
        spans.extend(found)

    async def async_around(call: Callable[[], Any]) -> None:
        with watch() as found:
            await call()
        spans.extend(found)

    way.run(shop.url, around)
    assert shop.attempts == ATTEMPTS, f"{way}: {shop.attempts} attempts"
    return len(spans)


def main(tool: str) -> None:
    module = import_module(f".watchers.{tool}", __package__)
    if hasattr(module, "table"):
        results: dict[str, int] = module.table()
    else:
        watch: Watch = module.start()
        results = {f"{way.name} {way.is_async}": seen(watch, way) for way in WAYS}
    print(json.dumps(results))


if __name__ == "__main__":
    main(sys.argv[1])
