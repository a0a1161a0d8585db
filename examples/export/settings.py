"""What to export: plain data, which workers receive with each shard."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import attrs

Format = Literal["parquet", "csv", "jsonl"]

SESSION_FIELDS = (
    "id", "created", "status", "mode", "payment_status", "currency", "amount_subtotal", "amount_total",
    "total_details.amount_discount", "total_details.amount_tax", "customer", "client_reference_id", "payment_intent",
    "subscription", "invoice", "livemode", "metadata",
)  # fmt: skip
"""The columns unless ``--fields`` says otherwise: no personal data."""

LINE_ITEM_FIELDS = (
    "id", "description", "price.id", "quantity", "currency", "amount_subtotal", "amount_discount", "amount_tax",
    "amount_total",
)  # fmt: skip


@attrs.frozen
class Settings:
    """What to export, and where to."""

    since: int
    """The first second, in epoch seconds."""
    until: int
    """The second after the last."""
    folder: str
    """Where the files go: on a cluster, a folder that all machines share."""
    format: Format = "parquet"
    fields: tuple[str, ...] = SESSION_FIELDS
    line_items: bool = False
    accounts: tuple[str, ...] = ()
    """Connected accounts; without any, the account of the API key."""
    shards: int = 96
    """Into how many parts the range of each account is split."""

    def fingerprint(self) -> dict[str, object]:
        """Return what must be the same for a run that resumes another, as JSON."""
        same = attrs.asdict(self, filter=lambda field, _: field.name != "folder")
        return {name: list(value) if isinstance(value, tuple) else value for name, value in same.items()}


def parse_range(text: str) -> tuple[int, int]:
    """Return the two ends of ``2025-01-01..2026-01-01`` in epoch seconds; times without a zone are in UTC.

    >>> parse_range("2025-01-01..2025-01-02")
    (1735689600, 1735776000)
    """
    first, dots, last = text.partition("..")
    if not dots:
        raise ValueError(f"{text!r} is not a range: write FROM..TO, such as 2025-01-01..2026-01-01")
    since, until = _seconds(first), _seconds(last)
    if since >= until:
        raise ValueError(f"the range {text} is empty: the first day must be before the last")
    return since, until


def _seconds(text: str) -> int:
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
