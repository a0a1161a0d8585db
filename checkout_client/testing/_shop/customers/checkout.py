"""A checkout as the customer has filled it in: a copy of the Session with everything chosen, or an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import attrs

from ..error_responses import StripeErrorResponse
from ..session_store import StoredSession
from ..shop import Shop
from .cart_choices import CartChoices, apply_cart_choices
from .customer_input import CustomerInput
from .input_error import InputError


@attrs.frozen
class FilledForm:
    """What the customer enters besides the changes to the cart. What is not given is filled with test data."""

    customer_details: Mapping[str, Any] = {}
    shipping_details: Mapping[str, Any] | None = None
    custom_fields: Mapping[str, str] = {}
    consent: Mapping[str, str] = {}
    payment_method: str | None = None
    payment: Literal["paid", "processing"] | None = None


def draft_of(session: StoredSession) -> StoredSession:
    """Return a copy of ``session`` that may change without changing it."""
    return attrs.evolve(
        session, document=dict(session.document), items=list(session.items), internal=dict(session.internal)
    )


def with_cart(shop: Shop, session: StoredSession, cart: CartChoices, details: Mapping[str, Any] = {}) -> StoredSession:
    """Return ``session`` with ``cart``, and with ``details`` instead of fields of its own, and its amounts."""
    draft = draft_of(session)
    draft.document.update(details)
    apply_cart_choices(shop, draft, cart)
    shop.amounts.recalculate(draft)
    return draft


def filled_in(
    shop: Shop, session: StoredSession, form: FilledForm, cart: CartChoices
) -> tuple[StoredSession, str, Literal["paid", "processing"]]:
    """Return ``session`` with everything that the customer has chosen, the payment method, and what happens with it.

    Raises :class:`InputError` for input that the page would refuse. ``session`` itself does not change.
    """
    customer_input = CustomerInput(session.document)
    details = customer_input.customer_details(form.customer_details)
    collected = customer_input.collected_information(form.shipping_details, details)
    fields = customer_input.custom_fields(form.custom_fields)
    consented = customer_input.consent(form.consent)
    method, payment = customer_input.payment_method(form.payment_method, form.payment)
    draft = with_cart(shop, session, cart, {
        "custom_fields": fields, "customer_details": details, "collected_information": collected, "consent": consented,
    })  # fmt: skip
    try:
        shop.amounts.check_total(draft)
    except StripeErrorResponse as error:
        raise InputError(error.message, None, "This total cannot be paid.") from None
    return draft, method, payment
