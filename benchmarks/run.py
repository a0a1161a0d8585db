"""Compare the speed with other clients: ``nox -s bench``, or ``python benchmarks/run.py``.

Needs the dependency group ``bench``. Candidates take turns with a server on this machine. A full run takes some
five minutes, needs an idle machine, and writes its tables into docs/performance.md and the README;
``--quick`` and ``--only`` just print.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from speed import (
    arrow_tables,
    async_create,
    cold_start,
    copies,
    decoding,
    encoding,
    fake,
    instrumented,
    listing,
    memory,
    over_tls,
    report,
    stall,
    sync_create,
    under_httpx,
)
from speed.measuring import Comparison, Scale
from speed.servers import ceiling, loopback_server

TOPICS: dict[str, Callable[[Scale], list[Comparison]]] = {
    "decoding": decoding.measure,
    "sync_create": sync_create.measure,
    "instrumented": instrumented.measure,
    "async_create": async_create.measure,
    "slow_server": async_create.measure_slow,
    "under_httpx": under_httpx.measure,
    "stall": stall.measure,
    "cold_start": cold_start.measure,
    "over_tls": over_tls.measure,
    "encoding": encoding.measure,
    "fake": fake.measure,
    "memory": memory.measure,
    "copies": copies.measure,
    "arrow_tables": arrow_tables.measure,
    "listing": listing.measure,
    "listing_memory": listing.measure_memory,
}


def main() -> int:
    """Measure, print and write; exit with 1 if a ratio misses its aim."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds: rough figures in a minute")
    parser.add_argument("--only", choices=[*TOPICS], action="append", help="only this topic; may be given again")
    given = parser.parse_args()

    comparisons: list[Comparison] = []
    for topic in given.only or TOPICS:
        start = time.perf_counter()
        comparisons += TOPICS[topic](Scale(quick=given.quick))
        print(f"{topic}: {time.perf_counter() - start:.0f} s", flush=True)
    with loopback_server() as url:
        where = report.machine(ceiling(url))
    print(f"\n{report.table(comparisons)}\n\n{where}")
    if not given.quick and not given.only:
        report.write(comparisons, where)
        print("\nwritten to docs/performance.md and README.md")
    missed = [each for each in comparisons if not each.is_met]
    for each in missed:
        print(f"missed: {each.what}, compared with {each.peer}: {each.ratio:.3g}, not {each.aim}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
