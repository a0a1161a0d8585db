"""The program as a process: killed at any moment, over a bad network, limited by the API. The result is the same."""

from __future__ import annotations

import random
import signal
import sys
from pathlib import Path

import pytest
from export_server import session_id
from running import export_server, ids, within_limit

COUNT = 4000
TRUTH = [session_id("own", number) for number in range(COUNT)]
OPTIONS = ("--format", "jsonl", "--shards", "12", "--workers", "4")

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform == "win32", reason="forks")]


def test_killed_at_random_moments_and_resumed(tmp_path: Path) -> None:
    moments = random.Random(7)
    with export_server(sessions=COUNT, gap=600, delay=0.02) as server:
        for _ in range(4):
            process = server.start(tmp_path, *OPTIONS, "--rate-limit", "0")
            # Killed after it has read a random number of further pages, wherever it is then.
            server.stats(requests=len(server.stats()["arrivals"].get("own", ())) + moments.randrange(3, 9))
            process.kill()
            process.join()
            assert process.exitcode == -signal.SIGKILL
        last = server.start(tmp_path, *OPTIONS, "--rate-limit", "0")
        last.join()

    assert last.exitcode == 0
    assert ids(tmp_path) == TRUTH
    assert not list(tmp_path.glob("*/.*"))


def test_a_bad_network_and_a_storm_of_429_change_nothing(tmp_path: Path) -> None:
    with export_server(sessions=COUNT, gap=600, failures=0.05, storm=3) as server:
        done = server.start(tmp_path, *OPTIONS, "--rate-limit", "40")
        done.join()
        stats = server.stats()

    assert done.exitcode == 0
    assert ids(tmp_path) == TRUTH
    assert stats["failed"] > 0
    assert stats["limited"] in (2, 3)
    # At most one request for each thread may be on its way when the server counts.
    assert within_limit(stats["arrivals"]["own"], per_second=40, burst=1, in_flight=4)
