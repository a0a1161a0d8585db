"""The pages that customers see: the payment page of a Session, and its recovery URL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import attrs
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .._shop.customers.input_error import InputError
from .context import ServerContext
from .page_html import HEADERS, html_response, notice_page
from .pay_page.checkout_page import authentication_page, checkout_page
from .pay_page.form_input import completion
from .pay_page.page_data import page_data
from .pay_page.payment_numbers import check_card, check_iban, needs_authentication, payment_error
from .pay_page.wording import Wording
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
        """Show the payment page of a Session, or handle one of its buttons.

        A page that a shop embeds has no URL at Stripe. Here it is at the same place as hosted pages.
        """
        session = self._fake.session(request.path_params["id"])
        if session is None:
            return html_response(notice_page("Nothing to pay here", "This page does not exist."), 404)
        id, say = session["id"], Wording(session["locale"])  # noqa: A001 - the API's name
        if session["status"] != "open":
            message = say("It has expired." if session["status"] == "expired" else "It has been paid.")
            return html_response(notice_page(say("This checkout is over"), message, say), 410)
        if request.method == "GET":
            return self._payment_page(id, {})
        form = dict(parse_qsl((await read_body(request, MAX_FORM)).decode(errors="replace"), keep_blank_values=True))
        if not self._context.is_form_token(form.get("token", ""), id):
            return self._payment_page(id, {}, _EXPIRED_FORM, status=403)
        action = form.get("action")
        if action == "cancel" and session["cancel_url"] is not None:
            self._context.record(id, "The customer went back to the shop.")
            return _redirect(session["cancel_url"], id)
        if action == "update":
            return self._payment_page(id, form)
        if action in ("pay", "authenticated"):
            return await self._pay(session, form, authenticated=action == "authenticated")
        self._context.record(id, "The card was declined.")
        return self._payment_page(id, form, _UNAUTHENTICATED if action == "authentication_failed" else _DECLINED)

    async def _pay(self, session: Mapping[str, Any], form: Mapping[str, str], *, authenticated: bool) -> Response:
        id, say = session["id"], Wording(session["locale"])  # noqa: A001 - the API's name
        method = form.get("payment_method") or session["payment_method_types"][0]
        if method == "card" and needs_authentication(form.get("card", "")) and not authenticated:
            data = attrs.evolve(page_data(self._fake, id, form), token=self._context.form_token(id))
            return html_response(authentication_page(data), 200)
        try:
            _check_payment(method, form)
        except InputError as error:
            self._context.record(id, f"The payment method was refused: {error}")
            return self._payment_page(id, form, error)
        try:
            self._fake.complete(id, **completion(form))
        except ValueError as error:
            self._context.record(id, f"The payment page refused the input: {error}")
            return self._payment_page(id, form, error)
        await self._outbox.flush()
        url = session["success_url"] or session["return_url"]
        if url is None or session["redirect_on_completion"] == "never":
            message = say("The shop's page shows what comes next.")
            return html_response(notice_page(say("Payment complete"), message, say), 200)
        return _redirect(url, id)

    def _payment_page(
        self, id: str, entered: Mapping[str, str], problem: ValueError | None = None, *, status: int = 402
    ) -> Response:
        data = attrs.evolve(page_data(self._fake, id, entered, problem), token=self._context.form_token(id))
        return html_response(checkout_page(data), status if data.problem else 200)

    async def recover(self, request: Request) -> Response:
        """Open a new Session from the recovery URL of an expired one, and redirect to its payment page."""
        try:
            recovered = self._fake.recover(request.path_params["id"])
        except ValueError as error:
            return html_response(notice_page("This checkout is over", str(error)), 410)
        return RedirectResponse(f"{self._fake.page_url}/c/pay/{recovered}", 303)


_DECLINED = payment_error("Your card was declined. You have not been charged. Please try again.")
_UNAUTHENTICATED = payment_error("We are unable to authenticate your payment method.", "card")
_EXPIRED_FORM = payment_error("This form has expired. Please try again.")


def _check_payment(method: str, form: Mapping[str, str]) -> None:
    """Raise :class:`InputError` if the entered card or account does not pay."""
    if method == "card" and "card" in form:
        check_card(form["card"])
    if method == "sepa_debit" and "iban" in form:
        check_iban(form["iban"])


def _redirect(url: str, session: str) -> Response:
    return RedirectResponse(url.replace("{CHECKOUT_SESSION_ID}", session), 303, dict(HEADERS))
