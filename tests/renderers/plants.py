"""Secrets and personal data of realistic length, to be looked for in what other packages show."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from support.loopback import example

LENGTH = 110


def planted(prefix: str, word: str) -> str:
    """Return a secret of the usual length that begins like ``prefix`` and then repeats ``word``."""
    return (prefix + word * LENGTH)[:LENGTH]


KEY = planted("sk_test_", "keyplant")
SIGNING_SECRET = planted("whsec_", "signplant")
CLIENT_SECRET = planted("cs_test_a1_secret_", "clientplant")
EMAIL = "mailplant." * 9 + "buyer@example.org"
PLANTS = (KEY, SIGNING_SECRET, CLIENT_SECRET, EMAIL)

SESSION: dict[str, Any] = example("page_create") | {
    "client_secret": CLIENT_SECRET,
    "customer_email": EMAIL,
    "customer_details": {"email": EMAIL, "name": EMAIL, "phone": None, "tax_exempt": None},
    "added_by_a_later_version": {"email": EMAIL},
}
DECLINED: dict[str, Any] = {
    "error": {
        "type": "card_error",
        "code": "card_declined",
        "message": "Your card was declined.",
        "payment_intent": {"id": "pi_1", "client_secret": CLIENT_SECRET, "receipt_email": EMAIL},
    }
}


def found(text: str) -> list[str]:
    """Return the parts of planted values in ``text``: any two repetitions of a planted word, in any case."""
    words = ("keyplant", "signplant", "clientplant", "mailplant")
    joined = text.lower().replace("mailplant.", "mailplant")
    return [word for word in words if word * 2 in joined or _spelled_out(word, joined)]


def _spelled_out(word: str, text: str) -> bool:
    """Whether the letters of ``word`` stand one by one, as in a list of characters."""
    letters = [character for character in text if character.isalpha()]
    return "', '".join(word) in text or any(pair == (word, word) for pair in pairwise("".join(letters).split(" ")))
