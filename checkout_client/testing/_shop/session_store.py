"""The Sessions of a fake: by id, by creation order and by expiry."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from typing import Any

import attrs

from .catalogue import Document


@attrs.frozen
class AccountScope:
    """The Sessions that a request sees: those of one account, in test mode or in live mode."""

    livemode: bool
    account: str | None


@attrs.define(eq=False)
class StoredSession:
    """A Session with its internal data."""

    document: Document
    """The Session as the API shows it, with every field."""
    items: list[Document]
    scope: AccountScope
    coupon: Document | None = None
    """The coupon of its discount."""
    internal: dict[str, Any] = attrs.Factory(dict[str, Any])
    """Parameters for the objects that completion creates, such as ``payment_intent_data``."""
    position: int = -1
    """Its index among the Sessions of its scope."""

    @property
    def id(self) -> str:
        """The id."""
        return str(self.document["id"])


class SessionStore:
    """All Sessions. Adding, finding and resuming from a cursor take constant time."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredSession] = {}
        self._in_order: dict[AccountScope, list[StoredSession]] = {}
        self._expiring: list[tuple[int, int, StoredSession]] = []

    def add(self, session: StoredSession) -> None:
        """Add a new Session."""
        in_order = self._in_order.setdefault(session.scope, [])
        session.position = len(in_order)
        in_order.append(session)
        self._by_id[session.id] = session
        heapq.heappush(self._expiring, (session.document["expires_at"], len(self._by_id), session))

    def find(self, id: str, scope: AccountScope | None = None) -> StoredSession | None:
        """Return the Session with that id, if ``scope`` sees it."""
        session = self._by_id.get(id)
        return session if session is not None and scope in (None, session.scope) else None

    def __iter__(self) -> Iterator[StoredSession]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def older_than(self, position: int | None, scope: AccountScope) -> Iterator[StoredSession]:
        """Return the Sessions created before ``position`` (``None``: all), newest first."""
        in_order = self._in_order.get(scope, [])
        start = len(in_order) if position is None else position
        return (in_order[index] for index in range(start - 1, -1, -1))

    def newer_than(self, position: int, scope: AccountScope) -> Iterator[StoredSession]:
        """Return the Sessions created after ``position``, oldest first."""
        in_order = self._in_order.get(scope, [])
        return (in_order[index] for index in range(position + 1, len(in_order)))

    def due(self, now: float) -> Iterator[StoredSession]:
        """Return the open Sessions that have expired by ``now``, in the order of expiry. Each is returned once."""
        while self._expiring and self._expiring[0][0] <= now:
            session = heapq.heappop(self._expiring)[2]
            if session.document["status"] == "open":
                yield session
