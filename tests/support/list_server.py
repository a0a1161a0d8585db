"""A server with two lists, Sessions and line items, that checks cursors and records every request."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

import httpx

SESSIONS = "/v1/checkout/sessions"
LINE_ITEMS = f"{SESSIONS}/cs_1/line_items"


def session(identity: str) -> dict[str, Any]:
    """The least that a session holds."""
    return {
        "id": identity, "object": "checkout.session", "automatic_tax": {"enabled": False}, "created": 1,
        "custom_fields": [], "custom_text": {}, "expires_at": 2, "livemode": False, "mode": "payment",
        "payment_method_types": ["card"], "payment_status": "paid", "shipping_options": [],
    }  # fmt: skip


def line_item(identity: str) -> dict[str, Any]:
    """The least that a line item holds."""
    amounts = dict.fromkeys(("amount_discount", "amount_subtotal", "amount_tax", "amount_total"), 0)
    return {"id": identity, "object": "item", **amounts, "currency": "usd"}


class ListServer:
    """``count`` sessions, newest first, from ``cs_<count>`` to ``cs_1``; the line items of ``cs_1``, from ``li_1`` on.

    Give it to ``httpx.MockTransport``; it serves the sync and the async client.
    """

    def __init__(self, count: int = 0, items: int = 0) -> None:
        self.sessions = [f"cs_{number}" for number in range(count, 0, -1)]
        self.items = [f"li_{number}" for number in range(1, items + 1)]
        self.requests: list[httpx.Request] = []

    @property
    def queries(self) -> list[dict[str, str]]:
        """The decoded parameters of each request."""
        return [query(request) for request in self.requests]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        assert request.method == "GET"
        self.requests.append(request)
        path = request.url.path
        if path == f"{SESSIONS}/cs_1":
            first = {"object": "list", **self.page(self.items, {"limit": "10"}, line_item), "url": LINE_ITEMS}
            return answer(session("cs_1") | {"line_items": first})
        ids, make = {SESSIONS: (self.sessions, session), LINE_ITEMS: (self.items, line_item)}[path]
        return answer({"object": "list", **self.page(ids, query(request), make), "url": path})

    @staticmethod
    def page(ids: list[str], asked: dict[str, str], make: Any) -> dict[str, Any]:
        assert not {"starting_after", "ending_before"} <= asked.keys()
        limit = int(asked.get("limit", 10))
        assert 1 <= limit <= 100
        if "ending_before" in asked:
            end = ids.index(asked["ending_before"])
            start = max(0, end - limit)
            more = start > 0
        else:
            start = ids.index(asked["starting_after"]) + 1 if "starting_after" in asked else 0
            end = start + limit
            more = end < len(ids)
        return {"data": [make(identity) for identity in ids[start:end]], "has_more": more}


def query(request: httpx.Request) -> dict[str, str]:
    """The decoded parameters of ``request``."""
    return dict(parse_qsl(request.url.query.decode(), keep_blank_values=True, strict_parsing=bool(request.url.query)))


def answer(body: object) -> httpx.Response:
    return httpx.Response(200, content=json.dumps(body), headers={"Request-Id": "req_1"})


class Pages:
    """A server that returns given pages in order; more requests than pages are a failure."""

    def __init__(self, *pages: tuple[list[str], bool]) -> None:
        self._pages = list(pages)
        self.requests: list[httpx.Request] = []

    @property
    def queries(self) -> list[dict[str, str]]:
        return [query(request) for request in self.requests]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        assert self._pages, "one request too many"
        ids, more = self._pages.pop(0)
        return answer({"object": "list", "data": list(map(session, ids)), "has_more": more, "url": SESSIONS})
