"""The pages that customers see: the payment page of a Session, and its recovery URL."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .context import ServerContext
from .page_html import HEADERS, checkout_page, html_response, notice_page
from .request_body import read_body

MAX_FORM = 64 * 1024
"""Bytes that a form may have."""


class Pages:
    """The handlers of the pages.

    A form is accepted only with the token of its page, which other sites cannot read or guess. The tokens are valid as
    long as the server runs.
    """

    def __init__(self, context: ServerContext) -> None:
        self._context = context
        self._fake = context.fake
        self._outbox = context.outbox

    async def pay(self, request: Request) -> Response:
        """Show the payment page of a Session, or handle one of its buttons."""
        session = self._fake.session(request.path_params["id"])
        if session is None or session["ui_mode"] != "hosted_page":
            return html_response(notice_page("Nothing to pay here", "This page does not exist."), 404)
        if session["status"] != "open":
            message = "It has expired." if session["status"] == "expired" else "It has been paid."
            return html_response(notice_page("This checkout is over", message), 410)
        if request.method == "GET":
            return self._payment_page(session["id"])
        form = dict(parse_qsl((await read_body(request, MAX_FORM)).decode(errors="replace"), keep_blank_values=True))
        if not self._context.is_form_token(form.get("token", ""), session["id"]):
            return self._payment_page(session["id"], "This form has expired. Please try again.", 403)
        if form.get("action") == "cancel" and session["cancel_url"] is not None:
            self._context.record(session["id"], "The customer went back to the shop.")
            return _redirect(session["cancel_url"], session["id"])
        if form.get("action") == "pay":
            return await self._complete(session["id"], session["success_url"], form)
        self._context.record(session["id"], "The card was declined.")
        return self._payment_page(session["id"], "Your card was declined. You have not been charged. Please try again.")

    async def _complete(self, id: str, success_url: str, form: Mapping[str, str]) -> Response:
        details = {name: form[name] for name in ("email", "name") if name in form}
        if not details.get("name"):
            details.pop("name", None)
        fields = {key.removeprefix("field_"): value for key, value in form.items() if key.startswith("field_")}
        try:
            self._fake.complete(
                id,
                customer_details=details,
                shipping_rate=form.get("shipping_rate") or None,
                promotion_code=form.get("promotion_code") or None,
                custom_fields=fields,
            )
        except ValueError as error:
            self._context.record(id, f"The payment page refused the input: {error}")
            return self._payment_page(id, str(error))
        await self._outbox.flush()
        return _redirect(success_url, id)

    def _payment_page(self, id: str, problem: str | None = None, status: int = 402) -> Response:
        session = self._fake.session(id)
        assert session is not None
        items, names = self._fake.line_items(id), self._fake.shipping_names(id)
        page = checkout_page(session, items, names, token=self._context.form_token(id), problem=problem)
        return html_response(page, status if problem else 200)

    async def recover(self, request: Request) -> Response:
        """Open a new Session from the recovery URL of an expired one, and redirect to its payment page."""
        try:
            recovered = self._fake.recover(request.path_params["id"])
        except ValueError as error:
            return html_response(notice_page("This checkout is over", str(error)), 410)
        return RedirectResponse(f"{self._fake.page_url}/c/pay/{recovered}", 303)


def _redirect(url: str, session: str) -> Response:
    return RedirectResponse(url.replace("{CHECKOUT_SESSION_ID}", session), 303, dict(HEADERS))
