"""Which event loop a call runs in if there are two."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest
import trio

from checkout_client._concurrency.event_loop import running_trio


def test_an_asyncio_task_is_not_a_trio_task_although_trio_is_a_guest_in_its_loop() -> None:
    found: dict[str, Any] = {}

    async def host() -> None:
        loop = asyncio.get_running_loop()
        asked, ended = loop.create_future(), loop.create_future()

        async def guest() -> None:
            found["in a task of trio"] = running_trio()
            over = trio.Event()
            asked.set_result((trio.lowlevel.current_trio_token(), over))
            await over.wait()

        trio.lowlevel.start_guest_run(
            guest, run_sync_soon_threadsafe=loop.call_soon_threadsafe, done_callback=ended.set_result
        )
        token, over = await asked
        found["in a task of asyncio"] = running_trio()
        token.run_sync_soon(over.set)
        (await ended).unwrap()

    asyncio.run(host())

    assert found == {"in a task of trio": trio, "in a task of asyncio": None}


def test_nothing_runs_in_trio_if_it_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "trio")

    assert running_trio() is None
