"""What a customer enters on the payment page of a Session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .catalogue import Document
from .customer_details import collected_information, customer_details, full_address
from .error_responses import StripeErrorResponse
from .session_store import StoredSession
from .shop import Shop


class CustomerInput:
    """Checks a customer's input and writes it into the Session.

    The checks change nothing, so that a refused input leaves the Session as it was.
    """

    def __init__(self, shop: Shop, session: StoredSession) -> None:
        self._shop = shop
        self._session = session
        self._document = session.document

    def check_shipping_rate(self, shipping_rate: str | None) -> None:
        """Raise ``ValueError`` if the Session does not offer ``shipping_rate``."""
        rates = [option["shipping_rate"] for option in self._document["shipping_options"]]
        if shipping_rate is not None and shipping_rate not in rates:
            raise ValueError(f"{shipping_rate!r} is not among the shipping options: {', '.join(rates) or 'none'}")

    def check_custom_fields(self, values: Mapping[str, str]) -> None:
        """Raise ``ValueError`` if the Session does not have one of the custom fields."""
        keys = [field["key"] for field in self._document["custom_fields"]]
        if unknown := sorted(values.keys() - set(keys)):
            raise ValueError(f"the Session has no custom field {unknown[0]!r}: it has {', '.join(keys) or 'none'}")

    def customer_details(self, given: Mapping[str, Any]) -> Document:
        """Return the customer details that result from ``given``; raise ``ValueError`` for an unknown name."""
        known = self._document["customer_details"] or customer_details(email="buyer@example.com", name="Test Buyer")
        if unknown := sorted(given.keys() - known.keys()):
            raise ValueError(f"customer_details has no field {unknown[0]!r}: use {', '.join(known)}")
        details = {**known, **given}
        if details["address"] is not None:
            details["address"] = full_address(details["address"])
        return details

    def collected_information(self, shipping: Mapping[str, Any] | None) -> Document:
        """Return the collected information that results from the shipping details."""
        collected = collected_information(self._document)
        if shipping is not None:
            address = full_address(shipping.get("address") or {})
            collected["shipping_details"] = {"address": address, "name": shipping.get("name")}
        return collected

    def apply_promotion_code(self, code: str) -> None:
        """Apply the promotion code as typed; raise ``ValueError`` if the Session does not accept it."""
        found = self._shop.catalogue.find_promotion_code(code)
        if found is None or not self._document["allow_promotion_codes"]:
            raise ValueError(f"the Session does not accept the promotion code {code!r}")
        try:
            self._shop.amounts.use_promotion_code(self._session, found, "promotion_code")
        except StripeErrorResponse as error:
            raise ValueError(error.message) from None

    def fill_custom_fields(self, values: Mapping[str, str]) -> None:
        """Write ``values``, by key, into the custom fields."""
        self._document["custom_fields"] = [
            {**field, field["type"]: {**field[field["type"]], "value": values[field["key"]]}}
            if field["key"] in values
            else field
            for field in self._document["custom_fields"]
        ]
