"""What a customer enters on the payment page of a Session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from ..catalogue import Document
from ..nested import is_list, is_object, part
from ..rules.contact_rules import is_country, is_email, is_phone_number
from .contact_details import collected_information, customer_details, full_address
from .custom_field_values import filled_fields
from .input_error import FILL_IN, InputError
from .tax_ids import checked_tax_id, example_tax_id, tax_id_type

TEST_EMAIL, TEST_NAME, TEST_BUSINESS = "buyer@example.com", "Test Buyer", "Test Company"
TEST_PHONE = "+12015550123"

DELAYED_PAYMENT_METHODS: Final = frozenset([
    "acss_debit", "au_becs_debit", "bacs_debit", "boleto", "customer_balance", "konbini", "multibanco",
    "nz_bank_account", "oxxo", "sepa_debit", "us_bank_account",
])  # fmt: skip
"""Payment methods whose payments take days. API guide: https://docs.stripe.com/payments/payment-methods"""

CONSENTS: Final = {"promotions": ("opt_out", "opt_in"), "terms_of_service": ("accepted",)}
"""What a customer can answer; the first is the answer in tests that do not give one."""


class CustomerInput:
    """Checks a customer's input, and fills in test data for what the Session requires and the test did not give.

    The methods raise :class:`InputError` for input that the page would refuse. They change nothing.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    def payment_method(
        self, payment_method: str | None, payment: str | None
    ) -> tuple[str, Literal["paid", "processing"]]:
        """Return the type of payment method that is used, and whether its payment is ``paid`` or ``processing``."""
        offered: list[str] = self._document["payment_method_types"]
        if payment not in (None, "paid", "processing"):
            raise InputError(f"payment must be 'paid' or 'processing', not {payment!r}")
        if payment_method is None:
            first = offered[0] if offered else "card"
            if payment is None:
                return first, usual_payment(first)
            suitable = [name for name in offered if usual_payment(name) == payment]
            return suitable[0] if suitable else first, "paid" if payment == "paid" else "processing"
        if payment_method not in offered:
            message = f"the Session does not offer {payment_method!r}: it offers {', '.join(offered)}"
            raise InputError(message, "payment_method", "Please choose one of these.")
        usual = usual_payment(payment_method)
        if payment not in (None, usual):
            raise InputError(f"a payment by {payment_method} is {usual} when the checkout is complete, not {payment}")
        return payment_method, usual

    def customer_details(self, given: Mapping[str, Any]) -> Document:
        """Return the customer details that result from ``given``."""
        document = self._document
        known = document["customer_details"] or customer_details(name=TEST_NAME)
        if unknown := sorted(given.keys() - known.keys()):
            raise InputError(f"customer_details has no field {unknown[0]!r}: use {', '.join(known)}")
        details: Document = {**known, "email": known["email"] or TEST_EMAIL, **given}
        if not isinstance(details["email"], str) or not is_email(details["email"]):
            message = f"customer_details: {details['email']!r} is not an email address"
            raise InputError(message, "email", "Please enter an email address.")
        if document["customer_email"] is not None and details["email"] != document["customer_email"]:
            message = "the Session has a customer_email, which the customer cannot change"
            raise InputError(message, "email", "The email address cannot be changed.")
        if document["phone_number_collection"]["enabled"]:
            details["phone"] = _required("phone", details, given, TEST_PHONE)
        if details["phone"] is not None and not is_phone_number(str(details["phone"])):
            message = f"{details['phone']!r} is not a phone number such as {TEST_PHONE}"
            raise InputError(message, "phone", "Please enter a phone number such as {}.", (TEST_PHONE,))
        required = document["billing_address_collection"] == "required" or document["automatic_tax"]["enabled"]
        if required:
            details["address"] = _required("address", details, given, example_address("US"))
        if details["address"] is not None:
            details["address"] = _address(details["address"], "billing", complete=required)
        names: Document = document["name_collection"] or {}
        for kind, value in (("business", TEST_BUSINESS), ("individual", TEST_NAME)):
            if names.get(kind) is not None and not names[kind]["optional"]:
                name = f"{kind}_name"
                details[name] = _required(name, details, given, value)
        details["tax_ids"] = self._tax_ids(given.get("tax_ids", known["tax_ids"]), details, "tax_ids" in given)
        return details

    def _tax_ids(self, given: Any, details: Document, entered: bool) -> list[Document]:
        collection = self._document["tax_id_collection"]
        if not is_list(given) or not all(map(is_object, given)):
            raise InputError("tax_ids must be a list of objects with type and value", "tax_id")
        if given and entered and not collection["enabled"]:
            raise InputError("the Session does not ask for a tax id", "tax_id")
        country = part(details, "address").get("country")
        kind = tax_id_type(country)
        if not given and collection["enabled"] and collection["required"] == "if_supported" and kind is not None:
            if entered:
                raise InputError("the Session requires a tax id", "tax_id", FILL_IN)
            return [example_tax_id(str(country))]
        return [checked_tax_id(tax_id) for tax_id in given]

    def collected_information(self, shipping: Mapping[str, Any] | None, details: Document) -> Document:
        """Return the collected information that results from the shipping details and the customer details."""
        collected = collected_information(self._document)
        for name in ("business_name", "individual_name"):
            collected[name] = details[name] or collected[name]
        collection: Document | None = self._document["shipping_address_collection"]
        allowed: list[str] = [] if collection is None else collection["allowed_countries"]
        if shipping is None and allowed and collected["shipping_details"] is None:
            shipping = {"name": details["name"] or TEST_NAME, "address": example_address(*allowed)}
        if shipping is not None:
            given = part(dict(shipping), "address")
            if allowed and given.get("country") not in allowed:
                message = f"the Session does not ship to {given.get('country')!r}: it ships to {', '.join(allowed)}"
                raise InputError(message, "shipping_country", "We do not ship to this country.")
            address = _address(given, "shipping", complete=bool(allowed))
            collected["shipping_details"] = {"address": address, "name": shipping.get("name")}
        return collected

    def consent(self, given: Mapping[str, str]) -> Document | None:
        """Return the consent that results from ``given``: ``promotions`` and ``terms_of_service``."""
        collection = self._document["consent_collection"]
        if collection is None:
            if given:
                raise InputError("the Session does not ask for consent")
            return None
        asked = {name: values for name, values in CONSENTS.items() if collection.get(name) not in (None, "none")}
        consent: Document = {name: asked.get(name, (None,))[0] for name in CONSENTS}
        for name, value in given.items():
            if name not in asked:
                raise InputError(f"the Session does not ask for consent to {name!r}")
            if value not in asked[name]:
                choices = " or ".join(map(repr, asked[name]))
                raise InputError(f"consent to {name} must be {choices}, not {value!r}", f"consent_{name}")
            consent[name] = value
        return consent

    def custom_fields(self, values: Mapping[str, str]) -> list[Document]:
        """Return the custom fields with ``values``, by key. The empty string leaves an optional field empty."""
        return filled_fields(self._document["custom_fields"], values)


def usual_payment(payment_method: str) -> Literal["paid", "processing"]:
    """Return what a successful payment by this kind of method is at first."""
    return "processing" if payment_method in DELAYED_PAYMENT_METHODS else "paid"


def example_address(*allowed_countries: str) -> Document:
    """Return an address in the United States if they are allowed, else in the first allowed country."""
    if "US" in allowed_countries:
        return full_address({
            "city": "San Francisco", "country": "US", "line1": "1 Test Street", "postal_code": "94107", "state": "CA",
        })  # fmt: skip
    address = {"city": "Test City", "country": allowed_countries[0], "line1": "1 Test Street", "postal_code": "12345"}
    return full_address(address)


def _address(given: Mapping[str, Any], field: str, *, complete: bool) -> Document:
    country = given.get("country")
    if country is not None and not is_country(str(country)):
        message = f"{country!r} is not a country code such as US"
        raise InputError(message, f"{field}_country", "Please choose one of these.")
    if not complete:
        return full_address(given)
    if country is None and "country" in given:
        raise InputError("an address needs a country", f"{field}_country", FILL_IN)
    for name in ("line1", "city", "postal_code"):
        if given.get(name, "given") == "":
            raise InputError(f"an address needs {name}", f"{field}_{name}", FILL_IN)
    return full_address({**_missing_parts(country or "US", given), **given})


def _missing_parts(country: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    example = example_address(country)
    return {name: example[name] for name in ("city", "country", "line1", "postal_code", "state") if name not in given}


def _required(name: str, values: Document, given: Mapping[str, Any], test_value: Any) -> Any:
    if not values[name] and name in given:
        raise InputError(f"customer_details: the Session requires {name}", name, FILL_IN)
    return values[name] or test_value
