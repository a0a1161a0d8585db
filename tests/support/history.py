"""A server of Sessions that were made at given times: it filters by ``created``, and remembers every request."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import httpx

from .list_server import SESSIONS, answer, query, session

SINCE = 1_700_000_000


class History:
    """Sessions made at ``times``; of one second, the one that stands later is the newer one.

    Give it to ``httpx.MockTransport``. ``before`` is called for every request, and may answer in the server's place.
    """

    def __init__(
        self, times: Iterable[int], before: Callable[[dict[str, str]], httpx.Response | None] = lambda asked: None
    ) -> None:
        self.times = {f"cs_{number}": time for number, time in enumerate(sorted(times))}
        self.ids = list(reversed(self.times))
        self.before = before
        self.queries: list[dict[str, str]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.url.path == SESSIONS
        asked = query(request)
        self.queries.append(asked)
        reply = self.before(asked)
        return answer(self.page(asked)) if reply is None else reply

    def page(self, asked: dict[str, str]) -> dict[str, Any]:
        start = self.ids.index(asked["starting_after"]) + 1 if "starting_after" in asked else 0
        since, until = int(asked.get("created[gte]", 0)), int(asked.get("created[lt]", 2**62))
        limit = int(asked["limit"])
        found = [identity for identity in self.ids[start:] if since <= self.times[identity] < until]
        data = [session(identity) | {"created": self.times[identity]} for identity in found[:limit]]
        return {"object": "list", "data": data, "has_more": len(found) > limit, "url": SESSIONS}


def too_many() -> httpx.Response:
    """What the API answers where it is asked too often."""
    return httpx.Response(429, json={"error": {"type": "rate_limit_error", "message": "Slow down"}})
