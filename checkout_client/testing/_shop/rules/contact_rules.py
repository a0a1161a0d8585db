"""What an email address, a phone number and a country code look like."""

from __future__ import annotations

import re

_part_of_email = re.compile(r"[^@\s]+").fullmatch
is_phone_number = re.compile(r"\+[1-9][0-9]{6,14}").fullmatch
"""Returns whether a string is a phone number as Checkout stores it (E.164), such as ``+12015550123``."""
is_country = re.compile(r"[A-Z]{2}").fullmatch
"""Returns whether a string looks like a country code, such as ``US``."""


def is_email(address: str) -> bool:
    """Return whether ``address`` looks like an email address."""
    local, _, domain = address.partition("@")
    labels = domain.rpartition(".")
    return all(map(_part_of_email, (local, labels[0], labels[2])))
