"""The cost of ``mypy --strict`` for a user, without a cache: ``python benchmarks/mypy_cost.py``.

Checks the same twenty lines written for this package and for Stripe's own, each time with an empty cache, in turn.
Needs the dependency group ``bench``, and a system that has ``wait4``; nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import attrs

CONSUMERS = {
    "checkout_client": """\
from __future__ import annotations

from checkout_client import APIError, CheckoutClient, Session


def pay(client: CheckoutClient, price: str) -> str | None:
    try:
        session = client.sessions.create(
            mode="payment",
            success_url="https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
            line_items=[{"price": price, "quantity": 2}],
        )
    except APIError as error:
        print(error.request_id)
        return None
    return session.url


def total(sessions: list[Session]) -> int:
    return sum(session.amount_total or 0 for session in sessions)
""",
    "stripe": """\
from __future__ import annotations

from stripe import StripeClient, StripeError
from stripe.checkout import Session

def pay(client: StripeClient, price: str) -> str | None:
    try:
        session = client.v1.checkout.sessions.create(
            {
                "mode": "payment",
                "success_url": "https://example.com/ok?session_id={CHECKOUT_SESSION_ID}",
                "line_items": [{"price": price, "quantity": 2}],
            }
        )
    except StripeError as error:
        print(error.request_id)
        return None
    return session.url

def total(sessions: list[Session]) -> int:
    return sum(session.amount_total or 0 for session in sessions)
""",
}


@attrs.frozen
class Cost:
    """The cost of one run."""

    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float


def check(source: str) -> Cost:
    """Check ``source`` in an empty directory with an empty cache."""
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, "consumer.py").write_text(source, encoding="utf-8")
        command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=cache", "consumer.py"]
        started = perf_counter()
        with subprocess.Popen(command, cwd=directory, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            output = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            wall_seconds = perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"mypy does not accept the consumer's code:\n{output}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss counts bytes there, kilobytes elsewhere
    return Cost(wall_seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def main() -> None:
    """Measure and print medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs: int = parser.parse_args().runs
    costs: dict[str, list[Cost]] = {package: [] for package in CONSUMERS}
    for _ in range(runs):
        for package, source in CONSUMERS.items():
            costs[package].append(check(source))
    print(f"{'':16} {'wall s':>8} {'CPU s':>8} {'peak MB':>8}   (medians of {runs})")
    table: dict[str, list[float]] = {}
    for package, of_one in costs.items():
        names = [field.name for field in attrs.fields(Cost)]
        table[package] = [median(getattr(cost, name) for cost in of_one) for name in names]
        print(f"{package:16}", *(f"{figure:8.2f}" for figure in table[package]))
    ours, peers = table.values()
    print(f"{'ratio':16}", *(f"{theirs / mine:8.2f}" for mine, theirs in zip(ours, peers, strict=True)))


if __name__ == "__main__":
    main()
