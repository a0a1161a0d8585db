"""The payment page as a whole. It works without JavaScript, and every value is escaped.

Its only script is part of the package. The page contains no URL of a Session: its buttons are answered with redirects.
So neither a product's name nor a cancel URL can inject code.
"""

from __future__ import annotations

import re
from html import escape

from ..._shop.catalogue import Document
from ..page_html import UPDATE_TOTAL, document_html
from .customer_fields import cart_fields, consent_fields, contact_fields, custom_fields, custom_text, payment_fields
from .page_data import PageData
from .summary import order_table, trial_notice
from .wording import Wording

DEFAULT_BUTTON, DEFAULT_BACKGROUND = "#0074d4", "#ffffff"

_color = re.compile("#[0-9A-Fa-f]{6}")


def is_color(text: str) -> bool:
    """Return whether a string is a color such as ``#0074d4``."""
    return _color.fullmatch(text) is not None


_PAY_ON_ENTER = '<button class="on-enter" name="action" value="pay" tabindex="-1" aria-hidden="true"></button>\n'
"""Nobody sees it. In a text field, the Enter key presses the first button of the form."""

_VERBS = {"payment": "Pay", "subscription": "Subscribe", "setup": "Save"}
_SUBMIT_TYPES = {"book": "Book", "donate": "Donate", "pay": "Pay", "subscribe": "Subscribe"}


def checkout_page(data: PageData) -> str:
    """Return the page of an open Session."""
    session = data.session
    say = Wording(session["locale"])
    verb = say(_verb(data))
    total = None if session["amount_total"] is None else say.amount(session["amount_total"], session["currency"])
    shown_total = "" if total is None else f' <span class="sum">{escape(total)}</span>'
    amount = "" if total is None else f" {total}"
    cart = "".join(cart_fields(data, say))
    changes = bool(cart) or session["automatic_tax"]["enabled"]
    update = (
        f'<button class="update" name="action" value="update" formnovalidate>{escape(say("Update total"))}</button>\n'
        if changes
        else ""
    )
    cancel = "" if session["cancel_url"] is None else _button("cancel", say("Cancel and go back"))
    notice = trial_notice(data, say)
    trial = "" if notice is None else f'<p class="text">{escape(notice)}</p>\n'
    body = f"""<form class="columns" method="post">
<section class="order" aria-label="{escape(say("Order"))}">
<input type="hidden" name="token" value="{escape(data.token)}">
{_PAY_ON_ENTER if changes else ""}<p class="shop">{escape(_shop_name(session))}</p>
<h1 data-live="heading" aria-live="polite"><span class="verb">{escape(verb)}</span>{shown_total}</h1>
<div data-live="order">{order_table(data, say)}{trial}</div>
<div data-updates>
{cart}</div>
{update}</section>
<section aria-label="{escape(say("Payment"))}">
<div data-live="alert">{_alert(data)}</div>
{"".join(contact_fields(data, say))}{"".join(custom_fields(data, say))}
<div data-live="payment">{_payment(data, say)}</div>
{"".join(consent_fields(data, say))}
<button class="pay" name="action" value="pay" data-live="pay">{escape(verb + amount)}</button>
{_button("decline", say("Simulate a declined card"))}
{cancel}
{custom_text(session, "after_submit")}</section>
</form>"""
    script = UPDATE_TOTAL if changes else ""
    return document_html(f"{verb}{amount}", body, say, style=_branding(session), script=script)


def authentication_page(data: PageData) -> str:
    """Return the page of the customer's bank, which asks to confirm the payment. It sends the whole form again."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">\n'
        for name, value in data.entered.items()
        if name not in ("action", "token")
    )
    say = Wording(data.session["locale"])
    body = f"""<h1>{escape(say("Your bank asks you to confirm this payment"))}</h1>
<p>{escape(say("This is a test page. On Stripe's page, this would be 3D Secure."))}</p>
<form method="post">
<input type="hidden" name="token" value="{escape(data.token)}">
{hidden}<button class="pay" name="action" value="authenticated">{escape(say("Complete"))}</button>
{_button("authentication_failed", say("Fail"))}
</form>"""
    return document_html(say("Confirm the payment"), body, say)


def _verb(data: PageData) -> str:
    session = data.session
    if data.trial_days is not None and not session["amount_total"]:
        return "Start trial"
    return _SUBMIT_TYPES.get(session["submit_type"] or "", _VERBS[session["mode"]])


def _shop_name(session: Document) -> str:
    branding: Document | None = session["branding_settings"]
    return "Test account" if branding is None else str(branding["display_name"])


def _branding(session: Document) -> str:
    """Return the colors of the shop as CSS. The text on a button is black or white, whichever is easier to read."""
    branding: Document = session["branding_settings"] or {}
    button, background = branding.get("button_color"), branding.get("background_color")
    style = ""
    if button not in (None, DEFAULT_BUTTON) and is_color(button):
        red, green, blue = (int(button[position : position + 2], 16) for position in (1, 3, 5))
        text = "#000" if 299 * red + 587 * green + 114 * blue > 140_000 else "#fff"
        style += f"button.pay {{ background: {button}; border-color: {button}; color: {text}; }}\n"
    if background not in (None, DEFAULT_BACKGROUND) and is_color(background):
        style += f"body {{ background: {background}; }}\n"
    return style


def _alert(data: PageData) -> str:
    return f'<p class="alert" role="alert">{escape(data.problem)}</p>' if data.problem and data.field is None else ""


def _payment(data: PageData, say: Wording) -> str:
    session = data.session
    free = session["mode"] == "payment" and session["amount_total"] == 0
    return "" if free else "".join(payment_fields(data, say))


def _button(action: str, label: str) -> str:
    return f'<button name="action" value="{action}" formnovalidate>{escape(label)}</button>'
