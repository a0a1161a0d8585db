"""Amounts in both directions, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout_client.money import (
    THREE_DECIMAL_CURRENCIES,
    WHOLE_ONLY_CURRENCIES,
    ZERO_DECIMAL_CURRENCIES,
    from_minor_units,
    to_minor_units,
)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        (Decimal("10.99"), "usd", 1099),
        (Decimal("10.990000"), "usd", 1099),
        ("0.01", "EUR", 1),
        (12, "usd", 1200),
        (Decimal("1E+3"), "usd", 100_000),
        (Decimal("-3.50"), "usd", -350),
        (Decimal("0E-99"), "usd", 0),
        (500, "jpy", 500),
        (Decimal("500.0"), "krw", 500),
        (Decimal("5.12"), "kwd", 5120),
        (Decimal(5), "isk", 500),
        (5, "ugx", 500),
        (Decimal("123456789012345678901234567890.12"), "usd", 12345678901234567890123456789012),
    ],
)
def test_to_minor_units(amount, currency, minor):
    assert to_minor_units(amount, currency) == minor


@pytest.mark.parametrize(
    ("minor", "currency", "amount"),
    [
        (1099, "usd", "10.99"),
        (5, "usd", "0.05"),
        (0, "usd", "0.00"),
        (-350, "EUR", "-3.50"),
        (500, "jpy", "500"),
        (5120, "kwd", "5.120"),
        (500, "isk", "5"),
        (-500, "ugx", "-5"),
    ],
)
def test_from_minor_units_keeps_all_decimals(minor, currency, amount):
    assert str(from_minor_units(minor, currency)) == amount


@pytest.mark.parametrize(
    ("amount", "currency"),
    [
        (Decimal("10.999"), "usd"),
        (Decimal("0.5"), "jpy"),
        (Decimal("5.124"), "kwd"),  # the thousandth must be zero
        (Decimal("5.50"), "isk"),
        (Decimal("1E-1000000"), "usd"),
    ],
)
def test_amounts_with_too_many_decimals_are_rejected(amount, currency):
    with pytest.raises(ValueError, match=f"{currency.upper()} has more decimals"):
        to_minor_units(amount, currency)


@pytest.mark.parametrize(("minor", "currency"), [(5124, "kwd"), (550, "isk"), (1, "ugx")])
def test_minor_units_that_the_currency_cannot_have_are_rejected(minor, currency):
    with pytest.raises(ValueError, match=f"is not an amount in {currency.upper()}"):
        from_minor_units(minor, currency)


@pytest.mark.parametrize("amount", [10.99, True, None, b"1"])
def test_inexact_numbers_are_rejected(amount):
    with pytest.raises(TypeError, match="amount must be a Decimal, an int or a str"):
        to_minor_units(amount, "usd")


@pytest.mark.parametrize("amount", [Decimal("10.99"), True, 10.0, "5"])
def test_only_integers_are_minor_units(amount):
    with pytest.raises(TypeError, match="amount must be an int"):
        from_minor_units(amount, "usd")


@pytest.mark.parametrize(
    ("amount", "message"), [("ten", "not a number"), ("NaN", "finite"), ("-Infinity", "finite"), ("1E+31", "larger")]
)
def test_strings_that_are_not_numbers_are_rejected(amount, message):
    with pytest.raises(ValueError, match=message):
        to_minor_units(amount, "usd")


@pytest.mark.parametrize("currency", ["", "us", "dollar", "u$d", "ééé"])
def test_invalid_currency_codes_are_rejected(currency):
    with pytest.raises(ValueError, match="three-letter"):
        to_minor_units(1, currency)


def test_a_currency_must_be_a_string():
    with pytest.raises(TypeError, match="currency must be a str, not int"):
        from_minor_units(1, 840)


SPECIAL = sorted(ZERO_DECIMAL_CURRENCIES | THREE_DECIMAL_CURRENCIES | WHOLE_ONLY_CURRENCIES)


@given(st.integers(-(10**28), 10**28), st.sampled_from(["usd", "eur", *SPECIAL]))
def test_the_round_trip_is_exact(number, currency):
    step = 10 if currency in THREE_DECIMAL_CURRENCIES else 100 if currency in WHOLE_ONLY_CURRENCIES else 1
    minor = number * step
    assert to_minor_units(from_minor_units(minor, currency), currency) == minor
