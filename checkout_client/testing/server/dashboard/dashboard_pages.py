"""The pages of the dashboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import attrs
from starlette.requests import Request
from starlette.responses import Response

from ..._api.api_messages import RecordedRequest
from ..._shop.catalogue import Document
from ..._shop.event_log import sign_webhook
from ..._shop.shop import recovery_of
from ..context import ServerContext
from ..control.control_operations import CATALOGUE
from ..money_text import money
from ..outbox import find_event
from .catalogue_forms import FORMS
from .fault_forms import KINDS, OPERATIONS, fault_text
from .rendering import Renderer
from .timeline import timeline

PAGE_SIZE = 50
"""Sessions on one page."""

MAX_ROWS = 200
"""Events and requests on one page, the latest."""

TOKEN = "dashboard"  # noqa: S105 - the name of the page that the token is for

_STEPS = (
    ("+ 10 minutes", 600),
    ("+ 1 hour", 3600),
    ("+ 1 day", 86400),
    ("+ 7 days", 7 * 86400),
    ("+ 30 days", 30 * 86400),
)


class DashboardPages:
    """Renders the pages. All of them show the state at the time of the request."""

    def __init__(self, context: ServerContext) -> None:
        self._context = context
        self._fake = context.fake
        self._renderer = Renderer(context.fake)

    def sessions(self, request: Request) -> Response:
        """Return the list of Sessions."""
        query = request.query_params
        status, mode, wanted = query.get("status", ""), query.get("mode", ""), query.get("q", "").strip()
        found = [
            session
            for session in reversed(self._fake.sessions())
            if status in ("", session["status"]) and mode in ("", session["mode"]) and _mentions(session, wanted)
        ]
        pages = max(1, -(-len(found) // PAGE_SIZE))
        number = query.get("page", "1")
        page = min(pages, max(1, int(number))) if number.isascii() and number.isdecimal() and len(number) < 9 else 1
        prices = self._fake.objects("price")
        kept = {"status": status, "mode": mode, "q": wanted}
        return self._renderer.page(
            "sessions.html",
            "Sessions",
            sessions=found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
            total=len(found),
            page=page,
            pages=pages,
            links={number: urlencode({**kept, "page": number}) for number in (page - 1, page + 1)},
            status=status,
            mode=mode,
            query=wanted,
            filtered=any(kept.values()),
            base_url=str(request.base_url).rstrip("/"),
            example_price=next((one["id"] for one in prices if one["active"]), "price_1"),
            has_prices=bool(prices),
        )

    def session(self, id: str, *, status: int = 200, problem: str = "") -> Response:
        """Return the page of a Session."""
        session = self._fake.session(id)
        if session is None:
            return self.notice("There is no such Session", id, 404)
        return self._renderer.page(
            "session.html",
            "Sessions",
            http_status=status,
            problem=problem,
            session=session,
            items=self._fake.line_items(id),
            sums=list(_sums(session)),
            actions=session_actions(session),
            timeline=timeline(self._context, id)[::-1],
            token=self._token(),
        )

    def events(self) -> Response:
        """Return the list of events."""
        events = list(self._fake.events)[: -MAX_ROWS - 1 : -1]
        return self._renderer.page("events.html", "Events", events=events, context=self._context)

    def event(self, id: str, *, status: int = 200, problem: str = "", notice: str = "") -> Response:
        """Return the page of an event."""
        event = find_event(self._fake, id)
        if event is None:
            return self.notice("There is no such event", id, 404)
        payload = event.payload
        return self._renderer.page(
            "event.html",
            "Events",
            http_status=status,
            problem=problem,
            notice=notice,
            event=event,
            context=self._context,
            attempts=self._context.outbox.attempts_of(id),
            next_attempt=self._context.outbox.next_attempt(id),
            payload=payload.decode(),
            signature=sign_webhook(payload, self._fake.webhook_secret),
            token=self._token(),
        )

    def requests(self, show: str) -> Response:
        """Return the list of requests; with ``show="errors"`` those that failed."""
        found: Sequence[RecordedRequest] = list(self._fake.requests)[::-1]
        if show == "errors":
            found = [one for one in found if one.http_status is None or one.http_status >= 400]
        return self._renderer.page("requests.html", "Requests", requests=found[:MAX_ROWS], show=show)

    def request(self, id: str) -> Response:
        """Return the page of a request."""
        found = next((one for one in reversed(self._fake.requests) if one.request_id == id), None)
        if found is None:
            return self.notice("There is no such request", id, 404)
        names = ("Idempotency-Key", "Stripe-Version", "Stripe-Account", "User-Agent")
        headers = [(name, found.headers.get(name)) for name in names]
        return self._renderer.page("request.html", "Requests", request=found, headers=headers)

    def catalogue(
        self, *, status: int = 200, problem: str = "", collection: str = "", entered: Mapping[str, str] | None = None
    ) -> Response:
        """Return the catalogue. ``entered`` is shown again in the form of ``collection``."""
        names = {one["id"]: one["name"] for one in self._fake.objects("product")}
        parts = [
            {
                "collection": name,
                "title": form.title,
                "columns": form.columns,
                "fields": form.fields,
                "rows": [
                    {"id": one["id"], "cells": form.cells(one, names)}
                    for one in self._fake.objects(CATALOGUE[name][0])[: -MAX_ROWS - 1 : -1]
                ],
                "open": name == collection,
                "entered": entered or {} if name == collection else {},
            }
            for name, form in FORMS.items()
        ]
        return self._renderer.page(
            "catalogue.html", "Catalogue", http_status=status, problem=problem, parts=parts, token=self._token()
        )

    def clock(self, *, status: int = 200, problem: str = "") -> Response:
        """Return the page of the clock."""
        clock = self._fake.clock
        return self._renderer.page(
            "clock.html",
            "Clock",
            http_status=status,
            problem=problem,
            now=clock.now(),
            ahead=clock.ahead,
            steps=_STEPS,
            token=self._token(),
        )

    def faults(self, *, status: int = 200, problem: str = "", entered: Mapping[str, str] | None = None) -> Response:
        """Return the page of faults."""
        return self._renderer.page(
            "faults.html",
            "Faults",
            http_status=status,
            problem=problem,
            kinds=KINDS,
            operations=OPERATIONS,
            pending=[fault_text(fault) for fault in self._fake.pending_faults],
            entered=entered or {},
            token=self._token(),
        )

    def notice(self, heading: str, text: str, status: int) -> Response:
        """Return a page with a heading and one paragraph."""
        return self._renderer.page("notice.html", "", http_status=status, heading=heading, text=text)

    def _token(self) -> str:
        return self._context.form_token(TOKEN)


def _mentions(session: Document, wanted: str) -> bool:
    details: Document = session["customer_details"] or {}
    texts = (
        session["id"],
        session["customer"],
        session["customer_email"],
        session["client_reference_id"],
        details.get("name"),
        details.get("email"),
    )
    return any(wanted.lower() in (text or "").lower() for text in texts)


def _sums(session: Document) -> list[tuple[str, str]]:
    if session["amount_total"] is None:
        return []
    currency, totals = session["currency"], session["total_details"]
    sums = [("Subtotal", money(session["amount_subtotal"], currency))]
    if totals["amount_discount"]:
        sums.append(("Discount", f"\N{MINUS SIGN}{money(totals['amount_discount'], currency)}"))
    if session["shipping_cost"] is not None:
        sums.append(("Shipping", money(totals["amount_shipping"], currency)))
    if totals["amount_tax"]:
        sums.append(("Tax", money(totals["amount_tax"], currency)))
    return [*sums, ("Total", money(session["amount_total"], currency))]


@attrs.frozen
class SessionAction:
    """Something that can be done with a Session now: a button."""

    name: str
    label: str
    is_main: bool = False


def session_actions(session: Document) -> list[SessionAction]:
    """Return what can be done with a Session now."""
    if session["status"] == "open":
        is_setup = session["mode"] == "setup"
        can_be_delayed = not is_setup and session["amount_total"]
        return [
            SessionAction("complete", "Save the payment method" if is_setup else "Pay", is_main=True),
            *([SessionAction("complete_later", "Pay with a method that takes days")] if can_be_delayed else []),
            SessionAction("decline", "Decline the card"),
            SessionAction("expire", "Let it expire"),
        ]
    if session["status"] == "expired":
        recovery = recovery_of(session)
        has_url = recovery is not None and recovery["url"] is not None
        return [SessionAction("recover", "Follow the recovery URL", is_main=True)] if has_url else []
    if session["payment_status"] == "unpaid":
        return [
            SessionAction("succeed_async_payment", "Let the payment succeed", is_main=True),
            SessionAction("fail_async_payment", "Let the payment fail"),
        ]
    return []
