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
    "au_abn": (r"\d{11}", "12345678912"),
    "ca_gst_hst": (r"\d{9}RT\d{4}", "123456789RT0002"),
    "ch_vat": (r"CHE-?\d{3}\.?\d{3}\.?\d{3} ?(MWST|TVA|IVA)", "CHE-123.456.789 MWST"),
    "eu_vat": (r"[A-Z]{2}[A-Z0-9+*]{2,13}", "DE123456789"),
    "gb_vat": (r"(GB|XI)\d{9}", "GB123456789"),
    "in_gst": (r"\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]", "12ABCDE3456FGZH"),
    "jp_trn": (r"T\d{13}", "T1234567891234"),
    "no_vat": (r"\d{9}MVA", "123456789MVA"),
    "nz_gst": (r"\d{8,9}", "123456789"),
    "sg_gst": (r"[A-Z]?\d{8}[A-Z]", "M12345678X"),
    "us_ein": (r"\d{2}-\d{7}", "12-3456789"),
    "za_vat": (r"\d{10}", "4123456789"),
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
    pattern, example = _FORMATS[kind]
    if not re.fullmatch(pattern, value, re.ASCII):
        raise InputError(f"{value!r} is not a tax id of the type {kind}: it looks like {example}", "tax_id")
    return {"type": kind, "value": value}
