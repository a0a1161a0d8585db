"""The program in one process: what it writes, what it resumes, what it refuses."""

from __future__ import annotations

import asyncio
import importlib.util
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import attrs
import pytest
from export.__main__ import main
from export.plan import tasks_of
from export.progress import Lines, Progress, Snapshot, display
from export.settings import Settings, parse_range
from export.shard_result import id_hash
from export_server import Server, parser, session_id, start
from running import RANGE, ids, rows

COUNT = 700
TRUTH = [session_id("own", number) for number in range(COUNT)]


@attrs.define
class Local:
    """The server, in a thread of this process."""

    server: Server

    @property
    def requests(self) -> int:
        return sum(map(len, self.server.arrivals.values()))


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> Iterator[Local]:
    local = Local(Server(parser().parse_args([f"--sessions={COUNT}", "--gap=3600"])))
    ready: Future[tuple[int, Callable[[], object]]] = Future()

    async def serve() -> None:
        stop = asyncio.Event()
        listening = await start(local.server)
        stop_from_outside = partial(asyncio.get_running_loop().call_soon_threadsafe, stop.set)
        ready.set_result((listening.sockets[0].getsockname()[1], stop_from_outside))
        await stop.wait()
        listening.close()

    thread = Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    port, stop = ready.result()
    monkeypatch.setenv("STRIPE_API_KEY", "sk_test_1")
    monkeypatch.setenv("STRIPE_API_BASE", f"http://127.0.0.1:{port}")
    yield local
    stop()
    thread.join()


def export(folder: Path, *options: str) -> int:
    return main(["--created", RANGE, "--to", str(folder), "--rate-limit", "0", "--shards", "5", *options])


@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_every_session_and_line_item_is_written_once(local: Local, tmp_path: Path, format: str, capsys: Any) -> None:
    assert export(tmp_path, "--format", format, "--line-items") == 0

    assert ids(tmp_path) == TRUTH
    items = rows(tmp_path, "line_items")
    assert {item["session"] for item in items} == set(TRUTH)
    assert len(items) == COUNT + 12 * 7  # every hundredth Session has 12 more than a list embeds
    total = sum(map(id_hash, TRUTH)) % 2**64
    assert f"checksum of the ids: {total:016x}" in capsys.readouterr().out
    assert not list(tmp_path.glob("*/*.part"))


@pytest.mark.skipif(importlib.util.find_spec("pyarrow") is None, reason="needs pyarrow")
def test_parquet_files_of_all_shards_have_the_same_types(local: Local, tmp_path: Path) -> None:
    import pyarrow.parquet

    accounts = tmp_path / "accounts.txt"
    accounts.write_text("acct_1\nacct_2\n")
    assert export(tmp_path / "out", "--line-items", "--accounts", str(accounts)) == 0

    paths = sorted((tmp_path / "out" / "sessions").glob("*.parquet"))
    assert len(paths) == 10
    assert len({str(pyarrow.parquet.read_schema(path)) for path in paths}) == 1
    table = pyarrow.parquet.read_table(tmp_path / "out" / "sessions")
    assert sorted(table["id"].to_pylist()) == sorted(
        session_id(account, number) for account in ("acct_1", "acct_2") for number in range(COUNT)
    )
    assert set(table["account"].to_pylist()) == {"acct_1", "acct_2"}
    assert pyarrow.parquet.read_table(tmp_path / "out" / "line_items").num_rows == 2 * (COUNT + 12 * 7)


def test_a_second_run_does_only_what_is_missing(local: Local, tmp_path: Path) -> None:
    export(tmp_path, "--format", "jsonl")
    manifest = tmp_path / "manifest.jsonl"
    lines = manifest.read_text().splitlines(keepends=True)
    # The driver was killed while it wrote the third line, and a worker while it wrote a file.
    manifest.write_text("".join(lines[:3]) + lines[3][:20])
    left_behind = tmp_path / "sessions" / ".x.part"
    left_behind.write_text("half a li")
    before = local.requests

    assert export(tmp_path, "--format", "jsonl") == 0

    assert ids(tmp_path) == TRUTH
    assert 3 <= local.requests - before <= 6
    assert len(manifest.read_text().splitlines()) == 6
    assert not left_behind.exists()
    before = local.requests
    assert export(tmp_path, "--format", "jsonl") == 0
    assert local.requests == before


def test_other_settings_need_another_folder(local: Local, tmp_path: Path) -> None:
    export(tmp_path, "--format", "jsonl")

    with pytest.raises(SystemExit, match="is from an export with other settings"):
        export(tmp_path, "--format", "csv")


def test_a_shard_that_fails_is_named_and_done_by_the_next_run(local: Local, tmp_path: Path, capsys: Any) -> None:
    store, broken = local.server.store, type(local.server.store)(COUNT, 3600)
    broken.page = lambda account, query: {"object": "list", "data": 7}  # type: ignore[method-assign]
    local.server.store = broken
    assert export(tmp_path, "--format", "jsonl") == 1
    output = capsys.readouterr()
    assert "5 shards failed: run the same command again" in output.out
    assert output.err.count("ResponseDecodeError") == 5
    assert ids(tmp_path) == []

    local.server.store = store
    assert export(tmp_path, "--format", "jsonl") == 0
    assert ids(tmp_path) == TRUTH


def test_chosen_fields_become_columns(local: Local, tmp_path: Path) -> None:
    export(tmp_path, "--format", "csv", "--fields", "id,customer_details.email,metadata.order,payment_method_types")

    first = min(rows(tmp_path), key=lambda row: row["id"])
    assert first == {
        "id": TRUTH[0],
        "customer_details.email": "jenny0@example.com",
        "metadata.order": "0",
        "payment_method_types": '["card"]',
    }


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--created", "2025-01-01"], "'2025-01-01' is not a range: write FROM..TO"),
        (["--created", "2025-01-02..2025-01-01"], "the range 2025-01-02..2025-01-01 is empty"),
        (["--created", RANGE, "--fields", "id,emali"], "a Session has no field 'emali'"),
    ],
)
def test_wrong_arguments_are_explained(options: list[str], message: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=message):
        main([*options, "--to", str(tmp_path)])


def test_neighboring_tasks_are_of_different_accounts() -> None:
    since, until = parse_range(RANGE)
    settings = Settings(since=since, until=until, folder=".", accounts=("acct_1", "acct_2"), shards=3)

    tasks = list(tasks_of(settings))

    assert [task.account for task in tasks] == ["acct_1", "acct_2"] * 3
    assert sum(task.seconds for task in tasks) == 2 * (until - since)
    assert len({task.name for task in tasks}) == 6


def test_progress_counts_a_shard_that_is_read_again_once() -> None:
    from export.export_shard import PageRead
    from export.plan import Task

    now = iter([0.0, 2.0, 4.0, 10.0, 10.0])
    shown: list[Snapshot] = []
    progress = Progress([Task(None, 0, 50), Task(None, 50, 100)], shown.append, lambda: next(now))

    progress.page_read(PageRead("a", 1, 100, 20), 0)
    progress.page_read(PageRead("a", 2, 200, 50), 3)
    progress.page_read(PageRead("a", 1, 100, 20), 0)  # its worker died

    assert (shown[1].sessions, shown[1].pages, shown[1].share) == (200, 2, 0.5)
    assert str(shown[1]) == (
        " 50.0% of the range, 200 Sessions in 2 pages, 50 a second, 3 requests wait for the rate limit, 0:04 left"
    )
    assert (shown[2].sessions, shown[2].pages, shown[2].share) == (100, 1, 0.2)
    assert progress.snapshot().seconds_left == 40.0


def test_without_a_terminal_the_progress_is_lines() -> None:
    from io import StringIO

    out = StringIO()
    with display(out) as show:
        assert isinstance(show, Lines)
        for seconds in (0.0, 1.0, 6.0):
            show(Snapshot(1, 1, 0.5, seconds, 0))
    assert len(out.getvalue().splitlines()) == 2


def test_in_a_terminal_there_is_a_bar() -> None:
    from io import StringIO

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    with display(out) as show:
        show(Snapshot(1200, 12, 0.5, 60.0, 3))
    assert "1,200 Sessions" in out.getvalue()
    assert json.dumps(out.getvalue())
