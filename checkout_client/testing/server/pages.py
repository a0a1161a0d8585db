"""The pages that customers see: the payment page of a Session, and its recovery URL."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ..fake import FakeCheckout
from .outbox import Outbox
from .page_html import HEADERS, checkout_page, notice_page


class Pages:
    """The handlers of the pages."""

    def __init__(self, fake: FakeCheckout, outbox: Outbox) -> None:
        self._fake = fake
        self._outbox = outbox

    async def pay(self, request: Request) -> Response:
        """Show the payment page of a Session, or handle one of its buttons."""
        session = self._fake.session(request.path_params["id"])
        if session is None or session["ui_mode"] != "hosted_page":
            return _html(notice_page("Nothing to pay here", "This page does not exist."), 404)
        if session["status"] != "open":
            message = "It has expired." if session["status"] == "expired" else "It has been paid."
            return _html(notice_page("This checkout is over", message), 410)
        if request.method == "GET":
            return self._payment_page(session["id"])
        form = dict(parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True))
        if form.get("action") == "cancel" and session["cancel_url"] is not None:
            return _redirect(session["cancel_url"], session["id"])
        if form.get("action") == "pay":
            return await self._complete(session["id"], session["success_url"], form)
        return self._payment_page(session["id"], "Your card was declined. You have not been charged. Please try again.")

    async def _complete(self, id: str, success_url: str, form: Mapping[str, str]) -> Response:
        fields = {key.removeprefix("field_"): value for key, value in form.items() if key.startswith("field_")}
        try:
            self._fake.complete(
                id,
                customer_details={name: form[name] for name in ("email", "name") if form.get(name)},
                shipping_rate=form.get("shipping_rate") or None,
                promotion_code=form.get("promotion_code") or None,
                custom_fields={key: value for key, value in fields.items() if value},
            )
        except ValueError as error:
            return self._payment_page(id, str(error))
        await self._outbox.flush()
        return _redirect(success_url, id)

    def _payment_page(self, id: str, problem: str | None = None) -> Response:
        session = self._fake.session(id)
        assert session is not None
        page = checkout_page(session, self._fake.line_items(id), self._fake.shipping_names(id), problem=problem)
        return _html(page, 402 if problem else 200)

    async def recover(self, request: Request) -> Response:
        """Open a new Session from the recovery URL of an expired one, and redirect to its payment page."""
        try:
            recovered = self._fake.recover(request.path_params["id"])
        except ValueError as error:
            return _html(notice_page("This checkout is over", str(error)), 410)
        return RedirectResponse(f"{self._fake.page_url}/c/pay/{recovered}", 303)


def _html(html: str, status: int) -> Response:
    return HTMLResponse(html, status, dict(HEADERS))


def _redirect(url: str, session: str) -> Response:
    return RedirectResponse(url.replace("{CHECKOUT_SESSION_ID}", session), 303, dict(HEADERS))
