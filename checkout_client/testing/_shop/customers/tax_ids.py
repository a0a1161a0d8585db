"""Tax ids that a customer enters: which kinds exist, and examples.

API guide: https://docs.stripe.com/tax/checkout/tax-ids
"""

from __future__ import annotations

import re
from typing import Final

from ..catalogue import Document
from .input_error import InputError

EU_COUNTRIES: Final = frozenset([
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
])  # fmt: skip
_FORMATS: Final = {
    "au_abn": (re.compile(r"[0-9]{11}").fullmatch, "12345678912"),
    "ca_gst_hst": (re.compile(r"[0-9]{9}RT[0-9]{4}").fullmatch, "123456789RT0002"),
    "ch_vat": (re.compile(r"CHE-?[0-9]{3}\.?[0-9]{3}\.?[0-9]{3} ?(MWST|TVA|IVA)").fullmatch, "CHE-123.456.789 MWST"),
    "eu_vat": (re.compile(r"[A-Z]{2}[A-Z0-9+*]{2,13}").fullmatch, "DE123456789"),
    "gb_vat": (re.compile(r"(GB|XI)[0-9]{9}").fullmatch, "GB123456789"),
    "in_gst": (re.compile(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][A-Z0-9]Z[A-Z0-9]").fullmatch, "12ABCDE3456FGZH"),
    "jp_trn": (re.compile(r"T[0-9]{13}").fullmatch, "T1234567891234"),
    "no_vat": (re.compile(r"[0-9]{9}MVA").fullmatch, "123456789MVA"),
    "nz_gst": (re.compile(r"[0-9]{8,9}").fullmatch, "123456789"),
    "sg_gst": (re.compile(r"[A-Z]?[0-9]{8}[A-Z]").fullmatch, "M12345678X"),
    "us_ein": (re.compile(r"[0-9]{2}-[0-9]{7}").fullmatch, "12-3456789"),
    "za_vat": (re.compile(r"[0-9]{10}").fullmatch, "4123456789"),
}
"""How the ids of each type look, with Stripe's example."""

_BY_COUNTRY: Final = {
    "AU": "au_abn", "CA": "ca_gst_hst", "CH": "ch_vat", "GB": "gb_vat", "IN": "in_gst", "JP": "jp_trn", "NO": "no_vat",
    "NZ": "nz_gst", "SG": "sg_gst", "US": "us_ein", "ZA": "za_vat", **dict.fromkeys(EU_COUNTRIES, "eu_vat"),
}  # fmt: skip


def tax_id_type(country: str | None) -> str | None:
    """Return the type of tax id that the page asks for in ``country``; ``None`` if it asks for none."""
    return _BY_COUNTRY.get(country or "")


def example_tax_id(country: str) -> Document:
    """Return a tax id of ``country``, which must have one."""
    kind = _BY_COUNTRY[country]
    example = _FORMATS[kind][1]
    return {"type": kind, "value": country + example[2:] if kind == "eu_vat" else example}


def checked_tax_id(given: Document) -> Document:
    """Return a tax id as the API shows it; raise :class:`InputError` if it is none."""
    kind, value = given.get("type"), str(given.get("value", "")).strip().upper()
    if kind not in _FORMATS:
        raise InputError(f"{kind!r} is not a type of tax id that the fake knows: use {', '.join(_FORMATS)}", "tax_id")
    matches, example = _FORMATS[kind]
    if not matches(value):
        message = f"{value!r} is not a tax id of the type {kind}: it looks like {example}"
        raise InputError(message, "tax_id", "Please enter a tax ID such as {}.", (example,))
    return {"type": kind, "value": value}
