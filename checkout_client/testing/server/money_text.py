"""Amounts as people write them, in English."""

from __future__ import annotations

from ...money import from_minor_units

_SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥"}


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
