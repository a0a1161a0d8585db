"""What a customer enters on the payment page of a Session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..catalogue import Document
from ..error_responses import StripeErrorResponse
from ..rules import is_email
from ..session_store import StoredSession
from ..shop import Shop
from .contact_details import collected_information, customer_details, full_address

TEST_EMAIL, TEST_NAME, TEST_BUSINESS = "buyer@example.com", "Test Buyer", "Test Company"
TEST_PHONE = "+12015550123"

DELAYED_PAYMENT_METHODS = frozenset([
    "acss_debit", "au_becs_debit", "bacs_debit", "boleto", "customer_balance", "konbini", "multibanco",
    "nz_bank_account", "oxxo", "sepa_debit", "us_bank_account",
])  # fmt: skip
"""Payment methods whose payments take days. API guide: https://docs.stripe.com/payments/payment-methods"""


class CustomerInput:
    """Checks a customer's input, and fills in test data for what the Session requires and the test did not give.

    The methods raise ``ValueError`` for input that the page would refuse. Except for :meth:`apply_promotion_code`, they
    change nothing.
    """

    def __init__(self, shop: Shop, session: StoredSession) -> None:
        self._shop = shop
        self._session = session
        self._document = session.document

    def check_shipping_rate(self, shipping_rate: str | None) -> None:
        """Check that the Session offers ``shipping_rate``."""
        rates = [option["shipping_rate"] for option in self._document["shipping_options"]]
        if shipping_rate is not None and shipping_rate not in rates:
            raise ValueError(f"{shipping_rate!r} is not among the shipping options: {', '.join(rates) or 'none'}")

    def payment_method(self, payment_method: str | None, payment: str | None) -> tuple[str, str]:
        """Return the type of payment method that is used, and whether its payment is ``paid`` or ``processing``."""
        offered: list[str] = self._document["payment_method_types"]
        if payment not in (None, "paid", "processing"):
            raise ValueError(f"payment must be 'paid' or 'processing', not {payment!r}")
        if payment_method is None:
            return offered[0] if offered else "card", payment or "paid"
        if payment_method not in offered:
            raise ValueError(f"the Session does not offer {payment_method!r}: it offers {', '.join(offered)}")
        usual = "processing" if payment_method in DELAYED_PAYMENT_METHODS else "paid"
        if payment not in (None, usual):
            raise ValueError(f"a payment by {payment_method} is {usual} when the checkout is complete, not {payment}")
        return payment_method, usual

    def customer_details(self, given: Mapping[str, Any]) -> Document:
        """Return the customer details that result from ``given``."""
        known = self._document["customer_details"] or customer_details(name=TEST_NAME)
        if unknown := sorted(given.keys() - known.keys()):
            raise ValueError(f"customer_details has no field {unknown[0]!r}: use {', '.join(known)}")
        details: Document = {**known, "email": known["email"] or TEST_EMAIL, **given}
        if not isinstance(details["email"], str) or not is_email(details["email"]):
            raise ValueError(f"customer_details: {details['email']!r} is not an email address")
        if self._document["phone_number_collection"]["enabled"]:
            details["phone"] = _required("customer_details", "phone", details, given, TEST_PHONE)
        if self._document["billing_address_collection"] == "required" or self._document["automatic_tax"]["enabled"]:
            details["address"] = _required("customer_details", "address", details, given, example_address("US"))
        if details["address"] is not None:
            details["address"] = full_address(details["address"])
        names: Document = self._document["name_collection"] or {}
        for kind, value in (("business", TEST_BUSINESS), ("individual", TEST_NAME)):
            if names.get(kind) is not None and not names[kind]["optional"]:
                name = f"{kind}_name"
                details[name] = _required("customer_details", name, details, given, value)
        return details

    def collected_information(self, shipping: Mapping[str, Any] | None, details: Document) -> Document:
        """Return the collected information that results from the shipping details and the customer details."""
        collected = collected_information(self._document)
        for name in ("business_name", "individual_name"):
            collected[name] = details[name] or collected[name]
        collection: Document | None = self._document["shipping_address_collection"]
        if shipping is None and collection is not None and collected["shipping_details"] is None:
            shipping = {
                "name": details["name"] or TEST_NAME,
                "address": example_address(*collection["allowed_countries"]),
            }
        if shipping is not None:
            address = full_address(shipping.get("address") or {})
            if collection is not None and address["country"] not in collection["allowed_countries"]:
                allowed = ", ".join(collection["allowed_countries"])
                raise ValueError(f"the Session does not ship to {address['country']!r}: it ships to {allowed}")
            collected["shipping_details"] = {"address": address, "name": shipping.get("name")}
        return collected

    def consent(self, given: Mapping[str, str]) -> Document | None:
        """Return the consent that results from ``given``: ``promotions`` and ``terms_of_service``."""
        collection = self._document["consent_collection"]
        if collection is None:
            if given:
                raise ValueError("the Session does not ask for consent")
            return None
        asked = {name: values for name, values in _CONSENTS.items() if collection.get(name) not in (None, "none")}
        consent: Document = {name: asked.get(name, (None,))[0] for name in _CONSENTS}
        for name, value in given.items():
            if name not in asked:
                raise ValueError(f"the Session does not ask for consent to {name!r}")
            if value not in asked[name]:
                raise ValueError(f"consent to {name} must be {' or '.join(map(repr, asked[name]))}, not {value!r}")
            consent[name] = value
        return consent

    def custom_fields(self, values: Mapping[str, str]) -> list[Document]:
        """Return the custom fields with ``values``, by key. The empty string leaves an optional field empty."""
        fields: list[Document] = self._document["custom_fields"]
        keys = [field["key"] for field in fields]
        if unknown := sorted(values.keys() - set(keys)):
            raise ValueError(f"the Session has no custom field {unknown[0]!r}: it has {', '.join(keys) or 'none'}")
        return [_filled(field, values.get(field["key"])) for field in fields]

    def apply_promotion_code(self, code: str) -> None:
        """Apply the promotion code as typed."""
        found = self._shop.catalogue.find_promotion_code(code)
        if found is None or not self._document["allow_promotion_codes"]:
            raise ValueError(f"the Session does not accept the promotion code {code!r}")
        try:
            self._shop.amounts.use_promotion_code(self._session, found, "promotion_code")
        except StripeErrorResponse as error:
            raise ValueError(error.message) from None


_CONSENTS = {"promotions": ("opt_out", "opt_in"), "terms_of_service": ("accepted",)}
"""What a customer can answer; the first is the answer in tests that do not give one."""


def example_address(*allowed_countries: str) -> Document:
    """Return an address in the United States if they are allowed, else in the first allowed country."""
    if "US" in allowed_countries:
        return full_address({
            "city": "San Francisco", "country": "US", "line1": "1 Test Street", "postal_code": "94107", "state": "CA",
        })  # fmt: skip
    address = {"city": "Test City", "country": allowed_countries[0], "line1": "1 Test Street", "postal_code": "12345"}
    return full_address(address)


def _required(whole: str, name: str, values: Document, given: Mapping[str, Any], test_value: Any) -> Any:
    if not values[name] and name in given:
        raise ValueError(f"{whole}: the Session requires {name}")
    return values[name] or test_value


def _filled(field: Document, value: str | None) -> Document:
    kind: str = field["type"]
    settings: Document = field[kind]
    if value is None:
        default: str | None = settings["default_value"]
        value = default or ("" if field["optional"] else _test_value(kind, settings))
    if value == "":
        if not field["optional"]:
            raise ValueError(f"the custom field {field['key']!r} is required")
        return field
    if kind == "dropdown":
        choices = [option["value"] for option in settings["options"]]
        if value not in choices:
            raise ValueError(f"the custom field {field['key']!r} takes {', '.join(choices)}, not {value!r}")
    else:
        if kind == "numeric" and not (value.isascii() and value.isdecimal()):
            raise ValueError(f"the custom field {field['key']!r} takes digits only, not {value!r}")
        shortest, longest = settings["minimum_length"] or 0, settings["maximum_length"] or MAX_FIELD_LENGTH
        if not shortest <= len(value) <= longest:
            raise ValueError(f"the custom field {field['key']!r} takes {shortest} to {longest} characters")
    return {**field, kind: {**settings, "value": value}}


MAX_FIELD_LENGTH = 255
"""Characters that a custom field takes if it has no ``maximum_length``."""


def _test_value(kind: str, settings: Document) -> str:
    if kind == "dropdown":
        value: str = settings["options"][0]["value"]
        return value
    test_value = "1" if kind == "numeric" else "test"
    return test_value.ljust(settings["minimum_length"] or 0, test_value[0])[: settings["maximum_length"]]
