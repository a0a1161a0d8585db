"""Creating a Session: every field of the newest API version, from the parameters of the create call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .catalogue import Document
from .error_responses import invalid
from .rules.create_rules import MAX_LIFETIME, check_create
from .rules.customer_rules import check_customer
from .session_store import AccountScope, StoredSession
from .shop import Shop

Params = dict[str, Any]

_PAGE_KINDS = {"hosted_page": "a", "embedded_page": "b", "form": "b", "elements": "b"}
"""The letter of a Session's id that tells its kind of page."""

_COPIED_FIELDS = (
    "after_expiration", "allow_promotion_codes", "allowed_payment_method_types", "billing_address_collection",
    "cancel_url", "client_reference_id", "consent_collection", "customer", "customer_account", "customer_email",
    "excluded_payment_method_types", "integration_identifier", "locale", "origin_context", "return_url", "submit_type",
    "success_url",
)  # fmt: skip
"""Fields that hold the parameter of the same name, or null."""


def add_session(shop: Shop, scope: AccountScope, params: dict[str, Any]) -> StoredSession:
    """Create a Session from the parameters of the create call and store it.

    Raises :class:`StripeErrorResponse` for parameters that Stripe would refuse.
    """
    created = int(shop.clock.now())
    check_create(params, created, scope.account)
    mode = params["mode"]
    if "customer" in params:
        check_customer(params, shop.catalogue.get("customer", params["customer"], "customer"))
    items = shop.line_items.build_all(params.get("line_items", []), mode, params.get("currency"))
    _check_optional_items(shop, params, items[0]["currency"] if items else "")
    kind = "c" if mode == "setup" else _PAGE_KINDS[params.get("ui_mode", "hosted_page")]
    document = session_document(
        shop.ids.session(scope.livemode, kind),
        params,
        created=created,
        livemode=scope.livemode,
        items=items,
        secret=shop.ids.letters(32),
        page=shop.page_url,
    )
    internal = {name: params[name] for name in params if name.endswith("_intent_data") or name == "subscription_data"}
    internal["params"] = params  # a recovery creates another Session from them
    session = StoredSession(document, items, scope, internal=internal)
    document["customer_details"] = shop.initial_customer_details(document)
    shop.amounts.apply_discounts(session, params.get("discounts", []))
    shop.amounts.offer_shipping(session, params.get("shipping_options", []))
    shop.amounts.taxes.set_line_rates(session, params.get("line_items", []))
    shop.amounts.recalculate(session)
    shop.amounts.check_total(session)
    shop.amounts.publish(session)
    if mode == "setup":
        document["setup_intent"] = shop.completion_objects.create_setup_intent(session)
    shop.store.add(session)
    return session


def _check_optional_items(shop: Shop, params: Params, currency: str) -> None:
    for index, optional in enumerate(params.get("optional_items", [])):
        item = shop.line_items.build(optional, f"optional_items[{index}]", currency)
        if item["price"]["type"] == "recurring" and params["mode"] == "payment":
            message = "An optional item in `payment` mode must have a one-time price."
            raise invalid(message, f"optional_items[{index}][price]")


def session_document(
    id: str, params: Params, *, created: int, livemode: bool, items: Sequence[Document], secret: str, page: str
) -> Document:
    """Return a new Session without its discount and shipping, which are added afterwards."""
    mode = params["mode"]
    ui_mode = params.get("ui_mode", "hosted_page")
    hosted = ui_mode == "hosted_page"
    document: Document = {"id": id, "object": "checkout.session", **{name: params.get(name) for name in _COPIED_FIELDS}}
    document |= {
        "adaptive_pricing": params.get("adaptive_pricing", {"enabled": False}),
        "after_expiration": _after_expiration(params.get("after_expiration")),
        "amount_subtotal": None,
        "amount_total": None,
        "automatic_tax": _automatic_tax(params.get("automatic_tax", {"enabled": False})),
        "branding_settings": None if ui_mode == "elements" else _branding(params.get("branding_settings", {})),
        "client_secret": None if hosted else f"{id}_secret_{secret}",
        "collected_information": None,
        "consent": None,
        "consent_collection": _consent_collection(params.get("consent_collection")),
        "created": created,
        "currency": items[0]["currency"] if items else params.get("currency", "").lower() or None,
        "currency_conversion": None,
        "custom_fields": [_custom_field(field) for field in params.get("custom_fields", [])],
        "custom_text": {
            name: params.get("custom_text", {}).get(name)
            for name in ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
        },
        "customer_creation": _customer_creation(params),
        "customer_details": None,
        "discounts": [],
        "expires_at": params.get("expires_at", created + MAX_LIFETIME),
        "invoice": None,
        "invoice_creation": _invoice_creation(params.get("invoice_creation", {})) if mode == "payment" else None,
        "livemode": livemode,
        "managed_payments": {"enabled": params.get("managed_payments", {}).get("enabled", False)},
        "metadata": params.get("metadata", {}),
        "mode": mode,
        "name_collection": _name_collection(params.get("name_collection")),
        "optional_items": _optional_items(params.get("optional_items")),
        "payment_intent": None,
        "payment_link": None,
        "payment_method_collection": params.get("payment_method_collection", "always"),
        "payment_method_configuration_details": _configuration(params.get("payment_method_configuration")),
        "payment_method_options": params.get("payment_method_options", {}),
        "payment_method_types": _payment_method_types(params),
        "payment_status": "no_payment_required" if mode == "setup" else "unpaid",
        "permissions": _with_nulls(params.get("permissions"), "update_shipping_details"),
        "phone_number_collection": params.get("phone_number_collection", {"enabled": False}),
        "presentment_details": None,
        "recovered_from": None,
        "redirect_on_completion": None if hosted else params.get("redirect_on_completion", "always"),
        "saved_payment_method_options": _saved_payment_methods(params),
        "setup_intent": None,
        "shipping_address_collection": params.get("shipping_address_collection"),
        "shipping_cost": None,
        "shipping_options": [],
        "status": "open",
        "subscription": None,
        "tax_id_collection": {"required": "never", **params.get("tax_id_collection", {"enabled": False})},
        "total_details": None,
        "ui_mode": ui_mode,
        "url": f"{page}/c/pay/{id}" if hosted else None,
        "wallet_options": params.get("wallet_options"),
    }
    return document


def _after_expiration(given: Params | None) -> Document | None:
    if given is None:
        return None
    recovery = given["recovery"]  # its only field
    allow = recovery.get("allow_promotion_codes", False)
    return {
        "recovery": {
            "allow_promotion_codes": allow,
            "enabled": recovery["enabled"],
            "expires_at": None,
            "url": None,
        }
    }


def _automatic_tax(given: Params) -> Document:
    if not given["enabled"]:
        return {"enabled": False, "liability": None, "provider": None, "status": None}
    liability = _with_nulls(given.get("liability"), "account") or {"account": None, "type": "self"}
    return {"enabled": True, "liability": liability, "provider": "stripe", "status": "requires_location_inputs"}


def _branding(given: Params) -> Document:
    defaults = {
        "background_color": "#ffffff",
        "border_style": "rounded",
        "button_color": "#0074d4",
        "display_name": "Test account",
        "font_family": "default",
    }
    images = {name: _with_nulls(given.get(name), "file", "url") for name in ("icon", "logo")}
    return {**defaults, **given, **images}


def _consent_collection(given: Params | None) -> Document | None:
    return _with_nulls(given, "payment_method_reuse_agreement", "promotions", "terms_of_service")


def _custom_field(field: Params) -> Document:
    kind = field["type"]
    lengths = ("maximum_length", "minimum_length")
    names = {"dropdown": ("default_value", "value"), "numeric": ("default_value", *lengths, "value")}
    own = _with_nulls(field.get(kind, {}), *names.get(kind, names["numeric"]))
    defaults = {"dropdown": None, "numeric": None, "text": None}
    return {
        **defaults, "key": field["key"], "label": field["label"], "optional": field.get("optional", False),
        "type": kind, kind: own,
    }  # fmt: skip


def _customer_creation(params: Params) -> str | None:
    if "customer" in params or "customer_account" in params:
        return None
    default = {"payment": "if_required", "subscription": "always", "setup": "if_required"}
    return str(params.get("customer_creation", default[params["mode"]]))


def _invoice_creation(given: Params) -> Document:
    names = ("account_tax_ids", "custom_fields", "description", "footer", "issuer", "rendering_options")
    data = given.get("invoice_data", {})
    return {
        "enabled": given.get("enabled", False),
        "invoice_data": {
            **{name: data.get(name) for name in names},
            "issuer": _with_nulls(data.get("issuer"), "account"),
            "metadata": data.get("metadata", {}),
            "rendering_options": _with_nulls(data.get("rendering_options"), "amount_tax_display", "template"),
        },
    }


def _name_collection(given: Params | None) -> Document | None:
    if given is None:
        return None
    return {
        kind: None if kind not in given else {"optional": False, **given[kind]} for kind in ("business", "individual")
    }


def _optional_items(given: list[Params] | None) -> list[Document] | None:
    if given is None:
        return None
    return [
        {**item, "adjustable_quantity": _with_nulls(item.get("adjustable_quantity"), "maximum", "minimum")}
        for item in given
    ]


def _configuration(id: str | None) -> Document | None:
    return None if id is None else {"id": id, "parent": None}


def _payment_method_types(params: Params) -> list[str]:
    types: list[str] | None = params.get("allowed_payment_method_types", params.get("payment_method_types"))
    excluded: list[str] = params.get("excluded_payment_method_types", [])
    return [name for name in types or ["card"] if name not in excluded]


def _saved_payment_methods(params: Params) -> Document | None:
    given = params.get("saved_payment_method_options", {} if "customer" in params else None)
    if given is None:
        return None
    return {"allow_redisplay_filters": ["always"], "payment_method_remove": None, "payment_method_save": None, **given}


def _with_nulls(given: Params | None, *names: str) -> Document | None:
    return None if given is None else {**dict.fromkeys(names), **given}
