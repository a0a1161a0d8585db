"""What Checkout knows about a customer: addresses, contact details, collected information."""

from __future__ import annotations

from collections.abc import Mapping

from ..catalogue import Document

ADDRESS_FIELDS = ("city", "country", "line1", "line2", "postal_code", "state")


def full_address(given: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return ``given`` with every field of an address; missing ones are null."""
    if unknown := sorted(given.keys() - set(ADDRESS_FIELDS)):
        raise ValueError(f"an address has no field {unknown[0]!r}: use {', '.join(ADDRESS_FIELDS)}")
    return {name: given.get(name) for name in ADDRESS_FIELDS}


def contact_details(source: Document) -> Document:
    """Return the contact details that a customer and ``customer_details`` have in common."""
    return {name: source[name] for name in ("address", "email", "name", "phone")}


def customer_details(
    *,
    address: Document | None = None,
    email: str | None = None,
    name: str | None = None,
    phone: str | None = None,
) -> Document:
    """Return the ``customer_details`` of a Session."""
    return {
        "address": address,
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": name,
        "phone": phone,
        "tax_exempt": "none",
        "tax_ids": [],
    }


def collected_information(session: Document) -> Document:
    """Return what a Session has collected from its customer so far, with every field."""
    defaults: Document = {"business_name": None, "individual_name": None, "shipping_details": None}
    known: Document | None = session["collected_information"]
    return defaults if known is None else {**defaults, **known}
