"""The buttons and forms of the dashboard."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ..._shop.customers.customer_input import DELAYED_PAYMENT_METHODS
from ..._shop.error_responses import StripeErrorResponse
from ..context import ServerContext
from ..control.control_operations import CATALOGUE, FAULTS, LIFECYCLE
from ..outbox import find_event
from ..request_body import read_body
from .catalogue_forms import FORMS
from .dashboard_pages import TOKEN, DashboardPages
from .fault_forms import fault_arguments

MAX_FORM = 64 * 1024
"""Bytes that a form may have."""

UNITS = {"seconds": "seconds", "minutes": "minutes", "hours": "hours", "days": "days"}

Form = dict[str, str]
Handler = Callable[[Request, Form], Awaitable[Response]]


class Dashboard:
    """The dashboard. Its forms have a token, which other sites cannot read or guess."""

    def __init__(self, context: ServerContext) -> None:
        self._context = context
        self._fake = context.fake
        self._pages = DashboardPages(context)

    def routes(self) -> list[Route]:
        """Return the routes of all pages and forms."""
        pages = self._pages
        return [
            _get("/", pages.sessions),
            _get("/sessions/{id}", lambda request: pages.session(request.path_params["id"])),
            _get("/events", lambda request: pages.events()),
            _get("/events/{id}", lambda request: pages.event(request.path_params["id"])),
            _get("/requests", lambda request: pages.requests(request.query_params.get("show", ""))),
            _get("/requests/{id}", lambda request: pages.request(request.path_params["id"])),
            _get("/catalogue", lambda request: pages.catalogue()),
            _get("/clock", lambda request: pages.clock()),
            _get("/faults", lambda request: pages.faults()),
            self._post("/sessions/{id}/{action}", self._act),
            self._post("/events/{id}/resend", self._resend),
            self._post("/catalogue/{collection}", self._add),
            self._post("/clock", self._advance),
            self._post("/faults", self._inject),
            self._post("/faults/clear", self._clear_faults),
        ]

    def _post(self, path: str, handler: Handler) -> Route:
        async def handle(request: Request) -> Response:
            body = (await read_body(request, MAX_FORM)).decode(errors="replace")
            form = {name: value.strip() for name, value in parse_qsl(body, keep_blank_values=True)}
            if not self._context.is_form_token(form.pop("token", ""), TOKEN):
                return self._pages.notice("This form has expired", "Open the page again, and try once more.", 403)
            response = await handler(request, form)
            await self._context.outbox.flush()
            return response

        return Route(path, handle, methods=["POST"])

    async def _act(self, request: Request, form: Form) -> Response:
        id, action = request.path_params["id"], request.path_params["action"]  # noqa: A001 - the API's name
        session = self._fake.session(id)
        if session is None:
            return self._pages.notice("There is no such Session", id, 404)
        shown = id
        try:
            if action == "decline":
                self._decline(session)
            elif action == "recover":
                shown = self._fake.recover(id)
            elif action == "complete_later":
                self._fake.complete(id, **_delayed(session))
            elif action in LIFECYCLE:
                LIFECYCLE[action](self._fake, id)
            else:
                return self._pages.notice("This is not possible", action, 404)
        except (ValueError, StripeErrorResponse) as error:
            return self._pages.session(id, status=400, problem=str(error))
        return RedirectResponse(f"/sessions/{shown}", 303)

    def _decline(self, session: dict[str, Any]) -> None:
        if session["status"] != "open":
            raise ValueError(f"{session['id']} is not open: its status is {session['status']}")
        self._context.record(session["id"], "The card was declined.")

    async def _resend(self, request: Request, form: Form) -> Response:
        event = find_event(self._fake, request.path_params["id"])
        if event is None:
            return self._pages.notice("There is no such event", request.path_params["id"], 404)
        try:
            await self._context.outbox.resend(event, form.get("url") or None)
        except ValueError as error:
            return self._pages.event(event.id, status=400, problem=str(error))
        return RedirectResponse(f"/events/{event.id}", 303)

    async def _add(self, request: Request, form: Form) -> Response:
        collection = request.path_params["collection"]
        if collection not in FORMS:
            return self._pages.notice("The catalogue does not have this", collection, 404)
        try:
            CATALOGUE[collection][1](self._fake, **FORMS[collection].arguments(form))
        except (ValueError, StripeErrorResponse) as error:
            return self._pages.catalogue(status=400, problem=str(error), collection=collection, entered=form)
        return RedirectResponse(f"/catalogue#{collection}", 303)

    async def _advance(self, request: Request, form: Form) -> Response:
        try:
            unit = UNITS.get(form.get("unit", ""))
            if unit is None:
                raise ValueError("the unit must be seconds, minutes, hours or days")
            self._fake.advance(**{unit: _finite(form.get("number", ""))})
        except ValueError as error:
            return self._pages.clock(status=400, problem=str(error))
        return RedirectResponse("/clock", 303)

    async def _inject(self, request: Request, form: Form) -> Response:
        try:
            if form.get("kind") not in FAULTS:
                raise ValueError(f"there is no such fault: {form.get('kind')!r}")
            FAULTS[form["kind"]](self._fake, **fault_arguments(form))
        except (ValueError, TypeError) as error:
            return self._pages.faults(status=400, problem=str(error), entered=form)
        return RedirectResponse("/faults", 303)

    async def _clear_faults(self, request: Request, form: Form) -> Response:
        self._fake.clear_faults()
        return RedirectResponse("/faults", 303)


def _get(path: str, render: Callable[[Request], Response]) -> Route:
    async def handle(request: Request) -> Response:
        return render(request)

    return Route(path, handle, methods=["GET"])


def _delayed(session: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of ``complete`` for a payment method that takes days."""
    offered = [one for one in session["payment_method_types"] if one in DELAYED_PAYMENT_METHODS]
    return {"payment_method": offered[0]} if offered else {"payment": "processing"}


MAX_DAYS = 36500
"""Days by which the clock moves at most at once."""


def _finite(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= MAX_DAYS * 86400:
        raise ValueError(f"the number must be from 0 up to {MAX_DAYS} days, not {text!r}")
    return number
