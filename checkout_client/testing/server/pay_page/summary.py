"""The order: items with descriptions, quantities and prices, and the sums."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..._shop.catalogue import Document
from .page_data import PageData
from .wording import Wording


def order_table(data: PageData, say: Wording) -> str:
    """Return the table of the order; nothing if there are no items."""
    if not data.items:
        return ""
    rows = "".join(_row(item, data, say) for item in data.items)
    foot = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{shown}</td></tr>\n' for label, shown in _sums(data.session, say)
    )
    return f"<table>\n<tbody>\n{rows}</tbody>\n<tfoot>\n{foot}</tfoot>\n</table>\n"


def _sums(session: Document, say: Wording) -> Iterator[tuple[str, str]]:
    totals, currency = session["total_details"], session["currency"]
    yield say("Subtotal"), escape(say.amount(session["amount_subtotal"], currency))
    if totals["amount_discount"]:
        yield say("Discount"), f"&minus;{escape(say.amount(totals['amount_discount'], currency))}"
    if session["shipping_cost"] is not None:
        yield say("Shipping"), escape(say.amount(totals["amount_shipping"], currency))
    if totals["amount_tax"]:
        parts = session["amount_subtotal"] - totals["amount_discount"] + totals["amount_shipping"]
        included = session["amount_total"] < parts + totals["amount_tax"]
        label = f"{say('Tax')} ({say('included')})" if included else say("Tax")
        yield label, escape(say.amount(totals["amount_tax"], currency))
    yield say("Total"), escape(say.amount(session["amount_total"], currency))


def _row(item: Document, data: PageData, say: Wording) -> str:
    details = list(_details(item, data, say))
    small = f"<small>{escape(', '.join(details))}</small>" if details else ""
    product = data.products.get(item["price"]["product"]) or {}
    if product.get("description"):
        small = f"<small>{escape(product['description'])}</small>{small}"
    image = "".join(f'<img src="{escape(url)}" alt="">' for url in product.get("images", [])[:1] if _is_web(url))
    amount = escape(say.amount(item["amount_subtotal"], item["currency"]))
    return f'<tr><th scope="row">{image}{escape(item["description"])}{small}</th><td>{amount}</td></tr>\n'


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _details(item: Document, data: PageData, say: Wording) -> Iterator[str]:
    recurring, quantity = item["price"]["recurring"], item["quantity"]
    if quantity is not None and quantity > 1:
        yield f"{say('Quantity')} {quantity}"
        if item["amount_subtotal"] % quantity == 0 and item["amount_subtotal"]:
            yield f"{say.amount(item['amount_subtotal'] // quantity, item['currency'])} {say('each')}"
    if recurring is None:
        return
    if data.trial_days is None:
        yield say.every(recurring["interval_count"], recurring["interval"])
    else:
        yield say.free(data.trial_days)


def trial_notice(data: PageData, say: Wording) -> str | None:
    """Return what a trial costs when it is over, such as ``$9.00 per month after 7 days free``."""
    if data.trial_days is None:
        return None
    prices: list[tuple[str, int, str]] = []
    for item in data.items:
        recurring, unit = item["price"]["recurring"], item["price"]["unit_amount"]
        if recurring is not None and unit is not None:
            amount = say.amount(unit * (item["quantity"] or 1), item["currency"])
            prices.append((amount, recurring["interval_count"], recurring["interval"]))
    return say.trial(prices, data.trial_days)
