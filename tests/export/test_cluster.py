"""The program on a Dask cluster: shards as tasks, one rate limit, workers that die."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from running import EXAMPLES, RANGE, export_server, ids, within_limit

distributed = pytest.importorskip("distributed")

from export.__main__ import main  # noqa: E402
from export_server import session_id  # noqa: E402

COUNT = 3000
TRUTH = [session_id("own", number) for number in range(COUNT)]

pytestmark = [pytest.mark.export, pytest.mark.filterwarnings("default")]


@pytest.mark.parametrize("in_processes", [False, True], ids=["threads", "processes"])
def test_two_workers_share_the_rate_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_processes: bool) -> None:
    with export_server(sessions=COUNT, gap=600, storm=2) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        with cluster(processes=in_processes) as running:
            assert export(tmp_path, running, "--rate-limit", "50") == 0
        arrivals = server.stats()["arrivals"]["own"]

    assert ids(tmp_path) == TRUTH
    assert within_limit(arrivals, per_second=50, burst=1, in_flight=4)


def test_a_worker_that_is_killed_loses_and_doubles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with export_server(sessions=COUNT, gap=600, delay=0.02) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        with cluster(processes=True) as running:

            def kill_one() -> None:
                server.stats(requests=10)
                os.kill(next(iter(running.workers.values())).pid, signal.SIGKILL)

            killer = Thread(target=kill_one)
            killer.start()
            assert export(tmp_path, running, "--rate-limit", "0") == 0
            killer.join()

    assert ids(tmp_path) == TRUTH
    assert len((tmp_path / "manifest.jsonl").read_text().splitlines()) == 1 + 8


def cluster(*, processes: bool) -> Any:
    sys.path[:] = [*sys.path, *(path for path in [str(EXAMPLES), str(EXAMPLES.parent)] if path not in sys.path)]
    return distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, processes=processes, dashboard_address=None, silence_logs=50
    )


def export(folder: Path, running: Any, *options: str) -> int:
    address = running.scheduler_address
    scheduler = ["--scheduler", address, "--shards", "8", "--format", "jsonl", "--no-chart"]
    return main(["--created", RANGE, "--to", str(folder), *scheduler, *options])
