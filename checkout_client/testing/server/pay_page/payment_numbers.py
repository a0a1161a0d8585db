"""Stripe's test numbers of cards and bank accounts, and what they do.

API guide: https://docs.stripe.com/testing
"""

from __future__ import annotations

from typing import Final

from ..._shop.customers.input_error import InputError

USUAL_CARD: Final = "4242 4242 4242 4242"
USUAL_IBAN: Final = "DE89 3704 0044 0532 0130 00"

GOOD_CARDS: Final = frozenset([
    "4242424242424242", "4000056655665556", "5555555555554444", "2223003122003222", "5200828282828210",
    "5105105105105100", "378282246310005", "371449635398431", "6011111111111117", "3056930009020004",
    "3566002020360505", "6200000000000005", "4000002760000016", "4000000760000002", "4000008260000000",
])  # fmt: skip
AUTHENTICATED_CARDS: Final = frozenset(["4000002500003155", "4000002760003184", "4000000000003220", "4000000000003063"])
DECLINED_CARDS: Final = {
    "4000000000000002": "Your card was declined. You have not been charged. Please try again.",
    "4000000000009995": "Your card has insufficient funds. Try a different card.",
    "4000000000009987": "Your card was declined. You have not been charged. Please try again.",
    "4000000000000069": "Your card has expired. Try a different card.",
    "4000000000000127": "Your card's security code is incorrect.",
    "4000000000000119": "An error occurred while processing your card. Try again later.",
}
GOOD_IBANS: Final = frozenset([
    "DE89370400440532013000", "AT611904300234573201", "BE62510007547061", "ES0700120345030000067890",
    "FI2112345600000785", "FR1420041010050500013M02606", "IE29AIBK93115212345678", "IT40S0542811101000000123456",
    "LU280019400644750000", "NL39RABO0300065264", "PT50000201231234567890154",
])  # fmt: skip
FAILING_IBANS: Final = frozenset(["DE62370400440532013001", "AT861904300235473202", "FR8420041010050500013M02607"])
"""Accounts whose payment fails days later."""


def needs_authentication(number: str) -> bool:
    """Return whether the bank of a card of this number asks the customer to confirm payments."""
    return _digits(number) in AUTHENTICATED_CARDS


def check_card(number: str) -> None:
    """Raise :class:`InputError` if a card of this number does not pay."""
    digits = _digits(number)
    if digits in GOOD_CARDS | AUTHENTICATED_CARDS:
        return
    if digits in DECLINED_CARDS:
        raise payment_error(DECLINED_CARDS[digits])
    if not (digits.isascii() and digits.isdecimal() and _has_check_digit(digits)):
        raise payment_error("Your card number is invalid.", "card")
    raise payment_error("This is not one of Stripe's test numbers. Use {}.", "card", USUAL_CARD)


def check_iban(iban: str) -> None:
    """Raise :class:`InputError` if this is not one of Stripe's test accounts."""
    if iban.replace(" ", "").upper() not in GOOD_IBANS | FAILING_IBANS:
        raise payment_error("This is not one of Stripe's test accounts. Use {}.", "iban", USUAL_IBAN)


def payment_error(shown: str, field: str | None = None, *values: str) -> InputError:
    """Return the error for a payment that does not succeed. ``shown`` is for the customer."""
    return InputError(shown.format(*values), field, shown, values)


def _digits(number: str) -> str:
    return number.replace(" ", "").replace("-", "")


def _has_check_digit(digits: str) -> bool:
    doubled = [int(digit) * (1 + position % 2) for position, digit in enumerate(reversed(digits))]
    return len(digits) > 11 and sum(value - 9 * (value > 9) for value in doubled) % 10 == 0
