"""Sessions of every mode and on every kind of page, with what changes sums, statuses and fields."""

from __future__ import annotations

from typing import Any

from .steps import Step

SESSIONS = "/v1/checkout/sessions"
URL = "https://example.com/ok?session_id={CHECKOUT_SESSION_ID}"
SHIRT = {"price": "$shirt", "quantity": 2}
PLAN = {"price": "$plan", "quantity": 1}
EXPAND = {"expand": ["line_items"]}


def payment(name: str, save: str = "", **params: Any) -> Step:
    """Return the creation of a Session for two shirts, with other parameters; ``None`` leaves a parameter out."""
    return creation(f"create a Session: {name}", save, **{**EXPAND, **params})


def creation(name: str, save: str = "", **params: Any) -> Step:
    given = {"mode": "payment", "success_url": URL, "line_items": [SHIRT], **params}
    kept = {key: value for key, value in given.items() if value is not None}
    return Step(name, "POST", SESSIONS, kept, saves={save: "id"} if save else {})


def subscription(name: str, save: str = "", **params: Any) -> Step:
    return payment(name, save, **{"mode": "subscription", "line_items": [PLAN], **params})


def setup(name: str, save: str = "", **params: Any) -> Step:
    return payment(name, save, **{"mode": "setup", "line_items": None, "expand": None, "currency": "usd", **params})


RETURN = {"success_url": None, "return_url": URL}
INLINE = {"currency": "usd", "unit_amount": 1250, "product_data": {"name": "Tea", "description": "Green"}}
TEXT_FIELD = {"key": "engraving", "label": {"type": "custom", "custom": "Engraving"}, "type": "text", "optional": True,
              "text": {"maximum_length": 20}}  # fmt: skip
CHOICE = {"key": "size", "label": {"type": "custom", "custom": "Size"}, "type": "dropdown",
          "dropdown": {"options": [{"label": "Small", "value": "s"}, {"label": "Large", "value": "l"}]}}  # fmt: skip
SHIPPING = [{"shipping_rate": "$post"}, {"shipping_rate": "$air"}]

ACCEPTED = (
    payment("payment", "paid", customer="$ann", metadata={"order": "17"}, client_reference_id="order-17"),
    payment("payment, hosted page by name", ui_mode="hosted_page", cancel_url="https://example.com/basket"),
    payment("payment, embedded page", ui_mode="embedded_page", **RETURN),
    payment("payment, embedded page without a redirect", ui_mode="embedded_page", success_url=None,
            redirect_on_completion="never"),
    payment("payment, elements", ui_mode="elements", **RETURN),
    payment("payment, form", ui_mode="form", **RETURN),
    payment("inline price", line_items=[{"price_data": INLINE, "quantity": 3}]),
    payment("inline price, zero decimals", line_items=[
        {"price_data": {**INLINE, "currency": "jpy", "unit_amount": 1250}, "quantity": 1}]),
    payment("inline price, three decimals", line_items=[
        {"price_data": {**INLINE, "currency": "kwd", "unit_amount": 12500}, "quantity": 1}]),
    payment("decimal price", line_items=[{"price": "$decimal", "quantity": 333}]),
    payment("another currency of a price", currency="eur"),
    payment("two items", line_items=[SHIRT, {"price": "$mug", "quantity": 1}]),
    payment("adjustable quantity", line_items=[
        {**SHIRT, "adjustable_quantity": {"enabled": True, "minimum": 1, "maximum": 9}}]),
    payment("optional items", optional_items=[{"price": "$mug", "quantity": 1}]),
    payment("nothing to pay", line_items=[{"price_data": {**INLINE, "unit_amount": 0}, "quantity": 1}]),
    payment("coupon, percentage", discounts=[{"coupon": "$ten"}]),
    payment("coupon, amount", discounts=[{"coupon": "$five"}], line_items=[SHIRT, {"price": "$mug", "quantity": 1}]),
    payment("promotion code", discounts=[{"promotion_code": "$spring"}]),
    payment("promotion codes allowed", allow_promotion_codes=True),
    payment("tax, inclusive", line_items=[{**SHIRT, "tax_rates": ["$vat"]}]),
    payment("tax, exclusive", line_items=[{**SHIRT, "tax_rates": ["$sales_tax"]}]),
    payment("two taxes and a coupon", line_items=[{**SHIRT, "tax_rates": ["$vat", "$sales_tax"]}],
            discounts=[{"coupon": "$ten"}]),
    payment("automatic tax", automatic_tax={"enabled": True}),
    payment("shipping", shipping_options=SHIPPING, shipping_address_collection={"allowed_countries": ["DE", "US"]}),
    payment("shipping, inline rate", shipping_options=[
        {"shipping_rate_data": {"display_name": "Bike", "type": "fixed_amount",
                                "fixed_amount": {"amount": 300, "currency": "usd"}}}]),
    payment("email address", customer_email="bob@example.com"),
    payment("customer with an address", customer="$carl", customer_update={"address": "auto", "shipping": "auto"},
            shipping_address_collection={"allowed_countries": ["DE"]}),
    payment("customer always created", customer_creation="always"),
    payment("phone, address, consent", phone_number_collection={"enabled": True}, billing_address_collection="required",
            consent_collection={"promotions": "auto"}),
    payment("custom fields and texts", custom_fields=[TEXT_FIELD, CHOICE], submit_type="donate",
            custom_text={"submit": {"message": "Thank you!"}}),
    payment("tax id", tax_id_collection={"enabled": True}),
    payment("invoice", invoice_creation={"enabled": True, "invoice_data": {"description": "Shirts", "footer": "Bye"}}),
    payment("manual capture", payment_intent_data={"capture_method": "manual", "description": "Shirts",
                                                   "metadata": {"order": "17"}}),
    payment("saved payment method", payment_intent_data={"setup_future_usage": "off_session"}),
    payment("expiry and recovery", expires_at="$now+3600", after_expiration={
        "recovery": {"enabled": True, "allow_promotion_codes": True}}),
    payment("locale", locale="de"),
    payment("payment, expanded", expand=["line_items.data.price.product", "customer", "payment_intent"],
            customer="$ann"),
    subscription("subscription", "subscribed"),
    subscription("subscription, customer", customer="$ann", subscription_data={
        "description": "Tea every month", "metadata": {"plan": "tea"}}),
    subscription("subscription, one-time item", line_items=[PLAN, {"price": "$mug", "quantity": 1}]),
    subscription("subscription, trial in days", subscription_data={"trial_period_days": 7}),
    subscription("subscription, trial until", subscription_data={"trial_end": "$now+864000"}),
    subscription("subscription, trial without payment method", payment_method_collection="if_required",
                 subscription_data={"trial_period_days": 7, "trial_settings": {
                     "end_behavior": {"missing_payment_method": "cancel"}}}),
    subscription("subscription, coupon for months", discounts=[{"coupon": "$quarter"}]),
    subscription("subscription, tax", subscription_data={"default_tax_rates": ["$vat"]}),
    subscription("subscription, euros", line_items=[{"price": "$yearly", "quantity": 2}]),
    subscription("subscription, embedded page", ui_mode="embedded_page", **RETURN),
    subscription("subscription, inline price", line_items=[
        {"price_data": {**INLINE, "recurring": {"interval": "week", "interval_count": 2}}, "quantity": 1}]),
    setup("setup", "set_up"),
    setup("setup, customer", customer="$ann", setup_intent_data={"description": "Card", "metadata": {"a": "b"}}),
    setup("setup, embedded page", ui_mode="embedded_page", **RETURN),
)  # fmt: skip
