"""The option ``--price``."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError

import attrs

from ...money import from_minor_units, to_minor_units
from .._shop.catalogue import Interval
from ..fake import FakeCheckout

EXAMPLE = "price_1=10.99 usd, T-shirt"

_price = re.compile(
    r"(?P<id>[^=\s]+) *= *(?P<amount>[0-9]{1,12}(?:\.[0-9]{1,4})?) *(?P<currency>[A-Za-z]{3})"
    r"(?: */ *(?P<interval>[a-z]+))?(?: *, *(?P<name>\S.*))?"
).fullmatch

INTERVALS: dict[str, Interval] = {"day": "day", "week": "week", "month": "month", "year": "year"}


@attrs.frozen
class PriceOption:
    """A price from the command line."""

    id: str
    unit_amount: int
    """In minor units."""
    currency: str
    interval: Interval | None
    product_name: str

    def register(self, fake: FakeCheckout) -> None:
        """Register the price. Raises ``ValueError`` if its id is in use."""
        fake.add_price(
            self.id,
            unit_amount=self.unit_amount,
            currency=self.currency,
            recurring=self.interval,
            product_name=self.product_name,
        )

    def __str__(self) -> str:
        per = "" if self.interval is None else f" per {self.interval}"
        amount = from_minor_units(self.unit_amount, self.currency)
        return f"{self.id} ({amount} {self.currency.upper()}{per}, {self.product_name})"


def price_option(argument: str) -> PriceOption:
    """Return the price that a ``--price`` option describes; raise ``ArgumentTypeError`` if it describes none."""
    match = _price(argument.strip())
    if match is None:
        raise ArgumentTypeError(
            f"{argument!r} is not a price{_hint(argument)}. Write it like {EXAMPLE!r}, and a subscription like "
            "'price_2=5 eur/month, Tea': an id, '=', the amount, the currency, and if you like the name of the product"
        )
    id, amount, code, interval, name = match.group("id", "amount", "currency", "interval", "name")  # noqa: A001 - API's
    if interval is not None and interval not in INTERVALS:
        raise ArgumentTypeError(f"{argument!r}: the interval is day, week, month or year, not {interval}")
    try:
        minor_units = to_minor_units(amount, code.lower())
    except ValueError as error:
        raise ArgumentTypeError(f"{argument!r}: {error}") from None
    return PriceOption(id, minor_units, code.lower(), None if interval is None else INTERVALS[interval], name or id)


def _hint(argument: str) -> str:
    """Return what the most likely mistake is."""
    id, equals, rest = argument.strip().partition("=")  # noqa: A001 - the API's word
    if not equals:
        return ": it has no '='"
    if not id.strip() or " " in id.strip():
        return ": the id before '=' must be one word"
    if re.match(r" *[0-9]+,[0-9]{2}\b", rest):
        return ": write the amount with a point, not with a comma"
    if re.fullmatch(r" *[0-9.]+ *(,.*)?", rest):
        return ": it has no currency"
    if not re.match(r" *[0-9]{1,12}(\.[0-9]{1,4})? *[A-Za-z]", rest):
        return ": the amount must be a number such as 10.99"
    if not re.match(r" *[0-9.]+ *[A-Za-z]{3}\b", rest):
        return ": the currency must be a code of three letters"
    return ""
