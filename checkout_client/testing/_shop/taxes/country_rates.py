"""A simple stand-in for Stripe Tax: the standard rate of each country, and of some states of the United States.

The real service knows products, cities and registrations: https://docs.stripe.com/tax/how-tax-works
"""

from __future__ import annotations

from typing import Any, Final

VAT_PERCENTAGES: Final = {
    "AT": 20, "BE": 21, "BG": 20, "CH": 8.1, "CY": 19, "CZ": 21, "DE": 19, "DK": 25, "EE": 24, "ES": 21, "FI": 25.5,
    "FR": 20, "GB": 20, "GR": 24, "HR": 25, "HU": 27, "IE": 23, "IT": 22, "LT": 21, "LU": 17, "LV": 21, "MT": 18,
    "NL": 21, "NO": 25, "PL": 23, "PT": 23, "RO": 21, "SE": 25, "SI": 22, "SK": 23,
}  # fmt: skip
OTHER_PERCENTAGES: Final = {
    "AU": (10, "gst", "GST"), "CA": (5, "gst", "GST"), "IN": (18, "gst", "GST"), "JP": (10, "jct", "JCT"),
    "MX": (16, "vat", "VAT"), "NZ": (15, "gst", "GST"), "SG": (9, "gst", "GST"), "ZA": (15, "vat", "VAT"),
}  # fmt: skip
SALES_TAX_PERCENTAGES: Final = {
    "AZ": 5.6, "CA": 7.25, "CO": 2.9, "FL": 6, "GA": 4, "IL": 6.25, "MA": 6.25, "MI": 6, "NC": 4.75, "NJ": 6.625,
    "NY": 4, "OH": 5.75, "PA": 6, "TX": 6.25, "VA": 5.3, "WA": 6.5,
}  # fmt: skip

_EXCLUSIVE_CURRENCIES = ("cad", "usd")


def rate_fields(country: str, state: str | None) -> dict[str, Any] | None:
    """Return the fields of the tax rate of a place; ``None`` where the fake collects no tax."""
    if country == "US":
        if state not in SALES_TAX_PERCENTAGES:
            return None
        names = {"display_name": "Sales tax", "tax_type": "sales_tax", "jurisdiction_level": "state"}
        return {**names, "percentage": SALES_TAX_PERCENTAGES[state], "state": state, "jurisdiction": state}
    names = {"jurisdiction": country, "jurisdiction_level": "country"}
    if country in VAT_PERCENTAGES:
        return {**names, "display_name": "VAT", "tax_type": "vat", "percentage": VAT_PERCENTAGES[country]}
    if country in OTHER_PERCENTAGES:
        percentage, kind, display_name = OTHER_PERCENTAGES[country]
        return {**names, "display_name": display_name, "tax_type": kind, "percentage": percentage}
    return None


def is_inclusive(tax_behavior: str, currency: str) -> bool:
    """Return whether a price includes its tax. Without a behavior of its own the currency decides.

    API guide: https://docs.stripe.com/tax/products-prices-tax-codes-tax-behavior
    """
    return currency not in _EXCLUSIVE_CURRENCIES if tax_behavior == "unspecified" else tax_behavior == "inclusive"
