"""What the page asks the customer for: contact, addresses, tax id, custom fields, consent."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..._shop.catalogue import Document
from ..._shop.customers.cart_choices import quantity_limits
from ..._shop.customers.custom_field_values import length_limits
from ..._shop.customers.customer_input import TEST_EMAIL, TEST_NAME, TEST_PHONE, example_address
from .field_html import check_box, error, radio_buttons, select_field, text_field
from .page_data import PageData
from .payment_numbers import USUAL_CARD, USUAL_IBAN
from .wording import Wording

BILLING_COUNTRIES = (
    "US", "AT", "AU", "BE", "BR", "CA", "CH", "DE", "DK", "ES", "FI", "FR", "GB", "IE", "IN", "IT", "JP", "LU", "MX",
    "NL", "NO", "NZ", "PL", "PT", "SE", "SG",
)  # fmt: skip
"""The countries that the page offers for billing addresses."""


def contact_fields(data: PageData, say: Wording) -> Iterator[str]:
    """Return the fields for contact details and addresses."""
    session = data.session
    details: Document = session["customer_details"] or {}
    fixed = " readonly" if session["customer_email"] is not None else ""
    yield text_field(
        data, "email", say("E-mail"), type="email", default=details.get("email") or TEST_EMAIL,
        attributes=f' autocomplete="email" required{fixed}',
    )  # fmt: skip
    name = details.get("name") or TEST_NAME
    yield text_field(data, "name", say("Name"), default=name, attributes=' autocomplete="name"')
    if session["phone_number_collection"]["enabled"]:
        phone = details.get("phone") or TEST_PHONE
        attributes = ' autocomplete="tel" required'
        yield text_field(data, "phone", say("Phone"), type="tel", default=phone, attributes=attributes)
    names: Document = session["name_collection"] or {}
    for kind, label in (("business", "Company"), ("individual", "Full name")):
        if names.get(kind) is not None:
            optional = names[kind]["optional"]
            shown = f"{say(label)} ({say('optional')})" if optional else say(label)
            yield text_field(data, f"{kind}_name", shown, attributes="" if optional else " required")
    if session["billing_address_collection"] == "required" or session["automatic_tax"]["enabled"]:
        yield from _address(data, say, "billing", "Billing address", list(BILLING_COUNTRIES), details.get("address"))
    collection: Document | None = session["shipping_address_collection"]
    if collection is not None:
        yield from _address(data, say, "shipping", "Shipping address", collection["allowed_countries"], None)
        yield custom_text(session, "shipping_address")
    if session["tax_id_collection"]["enabled"]:
        optional = session["tax_id_collection"]["required"] != "if_supported"
        shown = f"{say('Tax ID')} ({say('optional')})" if optional else say("Tax ID")
        yield text_field(data, "tax_id", shown)


def _address(
    data: PageData, say: Wording, kind: str, legend: str, countries: list[str], known: Document | None
) -> Iterator[str]:
    address = known or example_address(*countries)
    updates = " data-updates" if data.session["automatic_tax"]["enabled"] else ""
    yield f'<fieldset class="address"{updates}><legend>{escape(say(legend))}</legend>\n'
    if kind == "shipping":
        yield text_field(data, "shipping_name", say("Name"), default=TEST_NAME, attributes=" required")
    known_country = [address["country"]] if address["country"] is not None else []
    options = {country: say.country(country) for country in (*countries, *known_country)}
    yield select_field(data, f"{kind}_country", say("Country"), options, default=address["country"] or countries[0])
    for name, label, required in (
        ("line1", "Address", " required"), ("line2", "Address, second line", ""), ("city", "City", " required"),
        ("postal_code", "Postal code", " required"), ("state", "State", ""),
    ):  # fmt: skip
        yield text_field(
            data, f"{kind}_{name}", say(label), default=address[name] or "",
            attributes=f' autocomplete="{kind} {_AUTOCOMPLETE[name]}"{required}', is_narrow=name in _NARROW,
        )  # fmt: skip
    yield "</fieldset>\n"


_NARROW = ("city", "postal_code")
_AUTOCOMPLETE = {
    "line1": "address-line1", "line2": "address-line2", "city": "address-level2", "postal_code": "postal-code",
    "state": "address-level1",
}  # fmt: skip


def custom_fields(data: PageData, say: Wording) -> Iterator[str]:
    """Return the custom fields."""
    for field in data.session["custom_fields"]:
        name, kind = f"field_{field['key']}", field["type"]
        settings: Document = field[kind]
        label = field["label"]["custom"]
        if field["optional"]:
            label = f"{label} ({say('optional')})"
        required = "" if field["optional"] else " required"
        default = settings["default_value"] or ""
        if kind == "dropdown":
            options = {option["value"]: option["label"] for option in settings["options"]}
            if field["optional"]:
                options = {"": "", **options}
            yield select_field(data, name, label, options, default=default).replace(
                "<select ", f"<select{required} ", 1
            )
        else:
            shortest, longest = length_limits(settings)
            mode = ' inputmode="numeric" pattern="[0-9]*"' if kind == "numeric" else ""
            limits = f' minlength="{shortest}" maxlength="{longest}"'
            yield text_field(data, name, label, default=default, attributes=f"{mode}{limits}{required}")


def cart_fields(data: PageData, say: Wording) -> Iterator[str]:
    """Return the fields that change the cart and its total."""
    session = data.session
    for item in data.original_items:
        limits = quantity_limits(item["adjustable_quantity"], item["quantity"] or 0, len(data.original_items) == 1)
        if limits is not None:
            label = f"{say('Quantity')}: {item['description']}"
            bounds = f' min="{limits[0]}" max="{limits[1]}"'
            name = f"quantity_{item['id']}"
            yield text_field(
                data, name, label, type="number", default=str(item["quantity"]), attributes=f"{bounds} required"
            )
    for option in data.optional_items:
        name = f"optional_{option.price}"
        label = f"{option.name}, {say.amount(option.unit_amount, session['currency'])} ({say('optional')})"
        if option.limits is None:
            yield check_box(data, name, label, str(option.quantity))
        else:
            yield text_field(
                data, name, label, type="number", default="0", attributes=f' min="0" max="{option.limits[1]}"'
            )
    if len(session["shipping_options"]) > 1:
        options = {
            option["shipping_rate"]: f"{data.shipping_names[option['shipping_rate']]}, "
            f"{say.amount(option['shipping_amount'], session['currency'])}"
            for option in session["shipping_options"]
        }
        yield radio_buttons(data, "shipping_rate", say("Shipping"), options, session["shipping_cost"]["shipping_rate"])
    if session["allow_promotion_codes"]:
        yield text_field(data, "promotion_code", say("Promotion code"), attributes=' autocomplete="off"')


def consent_fields(data: PageData, say: Wording) -> Iterator[str]:
    """Return the boxes for consent."""
    collection: Document = data.session["consent_collection"] or {}
    asked = {name for name in ("terms_of_service", "promotions") if collection.get(name) not in (None, "none")}
    if "promotions" in asked:
        yield check_box(data, "consent_promotions", say("Send me offers"))
    if "terms_of_service" in asked:
        yield check_box(data, "consent_terms_of_service", say("Accept the terms of service"))
        yield custom_text(data.session, "terms_of_service_acceptance")
    if asked:
        yield f'<input type="hidden" name="shown" value="{" ".join(sorted(asked))}">\n'
    yield custom_text(data.session, "submit")


def custom_text(session: Document, name: str) -> str:
    """Return one of the custom texts of the shop as a paragraph; nothing if there is none."""
    text = session["custom_text"][name]
    return "" if text is None else f'<p class="text">{escape(text["message"])}</p>\n'


_METHOD_NAMES = {
    "acss_debit": "Pre-authorized debit (PAD)", "amazon_pay": "Amazon Pay", "au_becs_debit": "BECS Direct Debit",
    "bacs_debit": "Bacs Direct Debit", "cashapp": "Cash App Pay", "eps": "EPS", "ideal": "iDEAL",
    "mobilepay": "MobilePay", "oxxo": "OXXO", "p24": "Przelewy24", "paypal": "PayPal",
    "sepa_debit": "SEPA Direct Debit", "twint": "TWINT", "us_bank_account": "ACH Direct Debit",
    "wechat_pay": "WeChat Pay",
}  # fmt: skip


def method_name(name: str, say: Wording) -> str:
    """Return the name of a payment method."""
    return say("Card") if name == "card" else _METHOD_NAMES.get(name) or name.replace("_", " ").title()


def payment_fields(data: PageData, say: Wording) -> Iterator[str]:
    """Return the choice of payment methods, and the fields for a card or a bank account."""
    methods: list[str] = data.session["payment_method_types"]
    if len(methods) > 1:
        options = {name: method_name(name, say) for name in methods}
        yield radio_buttons(data, "payment_method", say("Payment method"), options, methods[0])
    else:
        yield error(data, "payment_method")
    if "card" in methods:
        yield text_field(
            data, "card", say("Card number"), default=USUAL_CARD,
            attributes=' autocomplete="off" inputmode="numeric"',
        )  # fmt: skip
    if "sepa_debit" in methods:
        yield text_field(data, "iban", say("IBAN"), default=USUAL_IBAN, attributes=' autocomplete="off"')
