"""What is printed at the end."""

from __future__ import annotations

from collections import Counter

from checkout_client.money import from_minor_units

from .progress import Snapshot, format_seconds
from .shard_result import ShardResult


def print_summary(total: ShardResult, run: Snapshot, failed: int) -> None:
    """Print what has been exported, by this run and those before it."""
    by_currency: Counter[str] = Counter()
    for day_and_currency, amount in total.paid.items():
        by_currency[day_and_currency.partition(" ")[2]] += amount
    print(f"{total.sessions:,} Sessions on {len(total.days):,} days, {total.line_items:,} line items")
    for currency, amount in sorted(by_currency.items()):
        print(f"paid: {from_minor_units(amount, currency):,} {currency}")
    print(f"checksum of the ids: {total.checksum:016x}")
    print(f"this run: {run.sessions:,} Sessions in {format_seconds(run.seconds)}, {run.rate:,.0f} a second")
    if failed:
        print(f"{failed} shards failed: run the same command again to export them")
