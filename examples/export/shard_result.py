"""What an exported shard contained, in numbers that can be added up."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

import attrs

from checkout_client import Session


@attrs.define
class ShardResult:
    """The numbers of one shard, or of several together."""

    sessions: int = 0
    line_items: int = 0
    checksum: int = 0
    """The sum of a hash of every id, modulo 2**64: the same in any order, different if one is missing or doubled."""
    days: Counter[str] = attrs.field(factory=Counter)
    """The number of Sessions by day, in UTC."""
    paid: Counter[str] = attrs.field(factory=Counter)
    """The amounts of paid Sessions by day and currency, ``"2025-01-01 usd"``, in minor units."""

    def count(self, session: Session, line_items: int) -> None:
        """Add a Session."""
        self.sessions += 1
        self.line_items += line_items
        self.checksum = (self.checksum + id_hash(session.id)) % 2**64
        day = datetime.fromtimestamp(session.created, UTC).date().isoformat()
        self.days[day] += 1
        if session.payment_status == "paid" and session.amount_total:
            self.paid[f"{day} {session.currency}"] += session.amount_total

    def add(self, other: ShardResult) -> None:
        """Add the numbers of another shard."""
        self.sessions += other.sessions
        self.line_items += other.line_items
        self.checksum = (self.checksum + other.checksum) % 2**64
        self.days.update(other.days)
        self.paid.update(other.paid)

    def to_json(self) -> dict[str, Any]:
        """Return the numbers as JSON."""
        return attrs.asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ShardResult:
        """Return the numbers that ``to_json`` returned."""
        return cls(**(data | {"days": Counter(data["days"]), "paid": Counter(data["paid"])}))


def id_hash(session_id: str) -> int:
    """Return 64 bits that depend on the whole id."""
    return int.from_bytes(blake2b(session_id.encode(), digest_size=8).digest())
