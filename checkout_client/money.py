"""Convert between decimal amounts and the minor units (such as cents) of the API, exactly.

The number of decimals is Stripe's, not ISO 4217's. Some currencies have none. Five have three, of which the last must
be zero. Two have none in everyday use, but are sent with two. See https://docs.stripe.com/currencies.
"""

from __future__ import annotations

from decimal import Decimal

ZERO_DECIMAL_CURRENCIES = frozenset(
    ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"]
)
"""Currencies without a minor unit: 500 means ¥500."""

THREE_DECIMAL_CURRENCIES = frozenset(["bhd", "jod", "kwd", "omr", "tnd"])
"""Currencies with three decimals. Stripe accepts only amounts whose last digit is zero."""

WHOLE_ONLY_CURRENCIES = frozenset(("isk", "ugx"))
"""Currencies without a minor unit that are still sent in hundredths: 500 means 5 ISK, and 550 is rejected."""

# A power of ten. No amount of money is larger, and writing out a much larger number could fill the memory.
_LARGEST_EXPONENT = 30


def to_minor_units(amount: Decimal | int | str, currency: str) -> int:
    """Return ``amount`` as the API takes it: a whole number of the smallest unit of ``currency``.

    Raises ``ValueError`` for an amount with more decimals than the currency has, and ``TypeError`` for a ``float``,
    which cannot hold most decimal amounts exactly.

    >>> to_minor_units(Decimal("10.99"), "usd"), to_minor_units(500, "jpy"), to_minor_units("5.12", "kwd")
    (1099, 500, 5120)
    """
    if isinstance(amount, bool) or not isinstance(amount, (Decimal, int, str)):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"amount must be a Decimal, an int or a str, not {type(amount).__name__}")
    try:
        exact = Decimal(amount)
    except ArithmeticError:
        raise ValueError("amount is not a number") from None
    if not exact.is_finite():
        raise ValueError(f"amount must be finite, not {exact}")
    if exact.adjusted() > _LARGEST_EXPONENT:
        raise ValueError("amount is larger than any amount of money")
    sign, digits, exponent = exact.as_tuple()
    assert isinstance(exponent, int)  # it is a str only for NaN and infinity
    # With integers, because Decimal arithmetic rounds to the precision of its context.
    number = int("".join(map(str, digits)))
    shift = exponent + _decimals(currency)
    minor: int
    minor, rest = (number * 10**shift, 0) if shift >= 0 else divmod(number, 10 ** min(-shift, len(digits) + 1))
    if rest or minor % _step(currency):
        raise ValueError(f"{exact} {currency.upper()} has more decimals than the currency can hold: round it first")
    return -minor if sign else minor


def from_minor_units(amount: int, currency: str) -> Decimal:
    """Return ``amount``, as the API gives it, in the main unit of ``currency``, with all decimals.

    Raises ``ValueError`` for an amount that the currency cannot have.

    >>> from_minor_units(1099, "usd"), from_minor_units(500, "jpy"), from_minor_units(500, "isk")
    (Decimal('10.99'), Decimal('500'), Decimal('5'))
    """
    if isinstance(amount, bool) or not isinstance(amount, int):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"amount must be an int, not {type(amount).__name__}")
    decimals = _decimals(currency)
    if amount % _step(currency):
        raise ValueError(f"{amount} is not an amount in {currency.upper()}: it must be a multiple of {_step(currency)}")
    if currency.lower() in WHOLE_ONLY_CURRENCIES:
        return Decimal(amount // 100)
    sign, digits = int(amount < 0), tuple(map(int, str(abs(amount))))
    return Decimal((sign, digits, -decimals))


def _decimals(currency: str) -> int:
    if not isinstance(currency, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise TypeError(f"currency must be a str, not {type(currency).__name__}")
    code = currency.lower()
    if len(code) != 3 or not code.isascii() or not code.isalpha():
        raise ValueError("currency must be a three-letter ISO 4217 code, such as 'usd'")
    if code in ZERO_DECIMAL_CURRENCIES:
        return 0
    return 3 if code in THREE_DECIMAL_CURRENCIES else 2


def _step(currency: str) -> int:
    code = currency.lower()
    if code in WHOLE_ONLY_CURRENCIES:
        return 100
    return 10 if code in THREE_DECIMAL_CURRENCIES else 1
