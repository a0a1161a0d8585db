"""The speed and the memory of examples/export, compared with a walk with the official SDK.

``python benchmarks/export_cost.py`` exports a million Sessions from a loopback server with ready answers, without a
rate limit: in the threads of one process, and on a Dask cluster of two workers on the same machine. The SDK walks
through 20,000. Everything is checked against the ids that there are. It prints a table for docs/guides/bulk.md.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from speed.payloads import KEY, NEWEST, SECONDS_BETWEEN, session_id
from speed.peers import OFFICIAL, official
from speed.servers import loopback_server

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
RUN = """
import sys
from export.__main__ import main
code = main(sys.argv[1:])
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
sys.exit(code)
"""
"""Runs the program, and prints the peak memory of its process."""


def peak_mb(status: str) -> int:
    """Return the peak memory in what is read from ``/proc/…/status``, in MB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return round(int(found[1]) / 1024)


def export(url: str, sessions: int, *options: str) -> tuple[float, int]:
    """Export every Session; return how many seconds it took and the peak memory of the process."""
    since = datetime.fromtimestamp(NEWEST - sessions * SECONDS_BETWEEN, UTC).isoformat()
    until = datetime.fromtimestamp(NEWEST + 1, UTC).isoformat()
    with TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-c",
            RUN,
            "--created",
            f"{since}..{until}",
            "--to",
            folder,
            "--rate-limit",
            "0",
            "--no-chart",
        ]
        start = time.perf_counter()
        done = subprocess.run([*command, *options], env=environment(url), capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr)
    check(done.stdout, sessions)
    return seconds, peak_mb(done.stdout)


def check(output: str, sessions: int) -> None:
    """Raise an error if the ids are not exactly those that there are."""
    from export.shard_result import id_hash

    checksum = sum(id_hash(session_id(index)) for index in range(sessions)) % 2**64
    assert f"{sessions:,} Sessions" in output, output
    assert f"checksum of the ids: {checksum:016x}" in output, output


def walk_with_sdk(url: str, sessions: int) -> float:
    """Return the Sessions per second of the official SDK."""
    client = official(url)
    start = time.perf_counter()
    found = [each.id for each in client.v1.checkout.sessions.list({"limit": 100}).auto_paging_iter()]
    seconds = time.perf_counter() - start
    assert found == [session_id(index) for index in range(sessions)]
    return sessions / seconds


def environment(url: str) -> dict[str, str]:
    """Return what the program and the workers find the server and their modules by."""
    path = os.pathsep.join([str(EXAMPLES), str(ROOT), os.environ.get("PYTHONPATH", "")])
    return os.environ | {"STRIPE_API_KEY": KEY, "STRIPE_API_BASE": url, "PYTHONPATH": path}


@contextmanager
def dask_cluster(url: str, workers: int) -> Iterator[tuple[str, list[int]]]:
    """Run a cluster in the block; yield its address, and a list that has the workers' peak memory afterwards."""
    import distributed

    os.environ.update(environment(url))
    peaks: list[int] = []
    with (
        distributed.LocalCluster(n_workers=workers, threads_per_worker=4, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield cluster.scheduler_address, peaks
        peaks += map(peak_mb, client.run(Path("/proc/self/status").read_text).values())


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=1_000_000)
    parser.add_argument("--sdk-sessions", type=int, default=20_000)
    parser.add_argument("--format", default="parquet")
    given = parser.parse_args()
    sys.path.append(str(EXAMPLES))

    with loopback_server(sessions=given.sdk_sessions) as url:
        sdk = walk_with_sdk(url, given.sdk_sessions)
    print("| | Sessions | a second | ratio to the SDK | peak memory, MB |\n|---|---|---|---|---|", flush=True)
    print(f"| {OFFICIAL}, a walk through the list | {given.sdk_sessions:,} | {sdk:,.0f} | 1 | |", flush=True)

    def show(name: str, seconds: float, memory: str) -> None:
        rate = given.sessions / seconds
        print(f"| {name} | {given.sessions:,} | {rate:,.0f} | {rate / sdk:.1f} | {memory} |", flush=True)

    with loopback_server(sessions=given.sessions) as url:
        seconds, peak = export(url, given.sessions, "--format", given.format)
        show("the export, one process with 8 threads", seconds, str(peak))
        with dask_cluster(url, workers=2) as (address, peaks):
            seconds, peak = export(url, given.sessions, "--format", given.format, "--scheduler", address)
        show("the export, a Dask cluster of 2 workers", seconds, f"{peak}; workers {', '.join(map(str, peaks))}")


if __name__ == "__main__":
    main()
