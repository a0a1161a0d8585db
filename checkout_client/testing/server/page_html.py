"""The HTML of the payment page: no JavaScript, and every value escaped.

The page contains no URL of a Session: its buttons are answered with redirects. So neither a product's name nor a cancel
URL can inject code.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import escape
from typing import Any

from starlette.responses import HTMLResponse

from ...money import from_minor_units
from .._shop.catalogue import Document

_SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥"}
_VERBS = {"payment": "Pay", "subscription": "Subscribe", "setup": "Save"}

STYLE = """
:root { color-scheme: light dark; --line: light-dark(#d5d9e0, #3a3f4a); --soft: light-dark(#57606f, #a7b0be);
  --accent: light-dark(#4338ca, #a5b4fc); --ground: light-dark(#fff, #1b1e25); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f4f5f8, #111318); }
header { background: #8a3c00; color: #fff; text-align: center; padding: .4rem; font-weight: 600; }
main { max-width: 30rem; margin: 2rem auto; padding: 1.5rem 2rem; background: var(--ground);
  border: 1px solid var(--line); border-radius: .75rem; }
h1 { font-size: 1.25rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin-bottom: 1.25rem; }
th { text-align: left; font-weight: 400; overflow-wrap: anywhere; }
td { text-align: right; white-space: nowrap; vertical-align: top; font-variant-numeric: tabular-nums; }
th, td { padding: .45rem 0; border-bottom: 1px solid var(--line); }
tfoot tr:last-child > * { font-weight: 700; border: 0; }
small { display: block; color: var(--soft); }
label, legend { font-weight: 600; display: block; margin-top: .8rem; padding: 0; }
input:not([type=radio], [type=hidden]), select { width: 100%; font: inherit; padding: .5rem .6rem; margin-top: .2rem;
  border: 1px solid #7c8696; border-radius: .4rem; background: transparent; color: inherit; }
fieldset { border: 0; padding: 0; margin: .8rem 0 0; }
legend { margin-top: 0; }
fieldset label { font-weight: 400; margin-top: .3rem; }
button { width: 100%; font: inherit; font-weight: 600; padding: .7rem; margin-top: .7rem; cursor: pointer;
  border: 1px solid #7c8696; border-radius: .4rem; background: transparent; color: inherit; }
button.pay { margin-top: 1.4rem; background: #4338ca; border-color: #4338ca; color: #fff; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[role=alert] { border: 1px solid #c02626; border-left-width: .4rem; border-radius: .4rem; padding: .5rem .8rem; }
"""

_STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # with "no-referrer", a browser would send `Origin: null` with the form
    "X-Content-Type-Options": "nosniff",
}
"""The headers of every page."""


def html_response(html: str, status: int) -> HTMLResponse:
    """Return a page as a response, with its headers."""
    return HTMLResponse(html, status, dict(HEADERS))


def money(amount: int, currency: str) -> str:
    """Return ``amount``, in minor units, as people write it. The result is not escaped.

    >>> money(219800, "usd"), money(500, "jpy"), money(1050, "sek")
    ('$2,198.00', '¥500', '10.50 SEK')
    """
    try:
        text = f"{from_minor_units(amount, currency):,}"
    except ValueError:  # not a valid amount of the currency: shown as it is
        text = str(amount)
    symbol = _SYMBOLS.get(currency)
    return f"{text} {currency.upper()}" if symbol is None else f"{symbol}{text}"


def checkout_page(
    session: Document,
    items: list[Document],
    shipping_names: Mapping[str, str],
    *,
    token: str,
    problem: str | None = None,
) -> str:
    """Return the page of an open Session.

    ``token`` is sent back with the form. ``problem`` says why the last attempt failed.
    """
    name = session["branding_settings"]["display_name"]
    alert = f'<p role="alert">{escape(problem)}</p>' if problem else ""
    verb = _VERBS[session["mode"]]
    amount = "" if session["amount_total"] is None else f" {money(session['amount_total'], session['currency'])}"
    cancel = (
        ""
        if session["cancel_url"] is None
        else '<button name="action" value="cancel" formnovalidate>Cancel and go back</button>'
    )
    body = f"""<h1>{verb}{escape(amount)} &middot; {escape(name)}</h1>
{alert}{_table(session, items)}<form method="post">
<input type="hidden" name="token" value="{escape(token)}">
{"".join(_inputs(session, shipping_names))}
<button class="pay" name="action" value="pay">{verb}{escape(_final_amount(session, amount))}</button>
<button name="action" value="decline" formnovalidate>Simulate a declined card</button>
{cancel}
</form>"""
    return _document(f"{verb}{amount}", body)


def _final_amount(session: Document, amount: str) -> str:
    # The customer's choices may change the amount, and the page has no JavaScript to update it.
    return "" if len(session["shipping_options"]) > 1 or session["allow_promotion_codes"] else amount


def notice_page(heading: str, message: str) -> str:
    """Return a page with a heading and one paragraph."""
    return _document(heading, f"<h1>{escape(heading)}</h1>\n<p>{escape(message)}</p>")


def _document(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} (test mode)</title>
<style>{STYLE}</style>
</head>
<body>
<header>TEST MODE: a local fake of Stripe Checkout. No money moves.</header>
<main>
{body}
</main>
</body>
</html>
"""


def _table(session: Document, items: list[Document]) -> str:
    if not items:
        return ""
    currency = session["currency"]
    rows = "".join(_row(item) for item in items)
    totals = session["total_details"]
    sums = [("Subtotal", session["amount_subtotal"])]
    if totals["amount_discount"]:
        sums.append(("Discount", -totals["amount_discount"]))
    if session["shipping_cost"] is not None:
        sums.append(("Shipping", totals["amount_shipping"]))
    sums.append(("Total", session["amount_total"]))
    foot = "".join(
        f'<tr><th scope="row">{label}</th><td>{_signed(amount, currency)}</td></tr>\n' for label, amount in sums
    )
    return f"<table>\n<tbody>\n{rows}</tbody>\n<tfoot>\n{foot}</tfoot>\n</table>\n"


def _signed(amount: int, currency: str) -> str:
    return f"{'&minus;' if amount < 0 else ''}{escape(money(abs(amount), currency))}"


def _row(item: Document) -> str:
    recurring = item["price"]["recurring"]
    details: list[str] = []
    if item["quantity"] is not None and item["quantity"] > 1:
        details.append(f"Quantity {item['quantity']}")
    if recurring is not None:
        count, interval = recurring["interval_count"], recurring["interval"]
        details.append(f"every {interval}" if count == 1 else f"every {count} {interval}s")
    small = f"<small>{escape(', '.join(details))}</small>" if details else ""
    amount = escape(money(item["amount_subtotal"], item["currency"]))
    return f'<tr><th scope="row">{escape(item["description"])}{small}</th><td>{amount}</td></tr>\n'


def _inputs(session: Document, shipping_names: Mapping[str, str]) -> Iterator[str]:
    details: Document = session["customer_details"] or {}
    email = escape(details.get("email") or "buyer@example.com")
    yield (
        '<label for="email">E-mail</label>'
        f'<input id="email" name="email" type="email" autocomplete="email" required value="{email}">\n'
    )
    name = escape(details.get("name") or "Test Buyer")
    yield f'<label for="name">Name</label><input id="name" name="name" autocomplete="name" value="{name}">\n'
    yield from map(_custom_field, session["custom_fields"])
    if len(session["shipping_options"]) > 1:
        chosen = session["shipping_cost"]["shipping_rate"]
        radios = "".join(
            _shipping_option(option, shipping_names, session["currency"], chosen)
            for option in session["shipping_options"]
        )
        yield f"<fieldset><legend>Shipping</legend>{radios}</fieldset>\n"
    if session["allow_promotion_codes"]:
        yield (
            '<label for="promotion_code">Promotion code</label>'
            '<input id="promotion_code" name="promotion_code" autocomplete="off">\n'
        )


def _shipping_option(option: Document, names: Mapping[str, str], currency: str, chosen: str) -> str:
    rate = option["shipping_rate"]
    checked = " checked" if rate == chosen else ""
    label = escape(f"{names[rate]}, {money(option['shipping_amount'], currency)}")
    return f'<label><input type="radio" name="shipping_rate" value="{escape(rate)}"{checked}> {label}</label>'


def _custom_field(field: Document) -> str:
    key = escape(f"field_{field['key']}")
    required = "" if field["optional"] else " required"
    label = f'<label for="{key}">{escape(field["label"]["custom"])}</label>'
    kind: dict[str, Any] = field[field["type"]]
    default = escape(kind["default_value"] or "")
    if field["type"] != "dropdown":
        mode = ' inputmode="numeric"' if field["type"] == "numeric" else ""
        return f'{label}<input id="{key}" name="{key}" value="{default}"{mode}{required}>\n'
    options = "".join(
        f'<option value="{escape(option["value"])}"{" selected" if option["value"] == kind["default_value"] else ""}>'
        f"{escape(option['label'])}</option>"
        for option in kind["options"]
    )
    return f'{label}<select id="{key}" name="{key}"{required}>{options}</select>\n'
