"""Data that the page collects from the customer besides payment: consent, names and a phone number."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict


class PaymentMethodReuseAgreementParams(TypedDict):
    """The notice about reusing a payment method.

    API reference: https://docs.stripe.com/api/checkout/sessions/create
    (``consent_collection.payment_method_reuse_agreement``).
    """

    position: Literal["auto", "hidden"]
    """``auto`` lets Stripe decide where to show the notice; ``hidden`` never shows it."""


class ConsentCollectionParams(TypedDict, total=False):
    """Consent to ask the customer for.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``consent_collection``).
    """

    payment_method_reuse_agreement: PaymentMethodReuseAgreementParams
    """Whether the legal notice about reusing the payment method is shown."""

    promotions: Literal["auto", "none"]
    """``auto`` may ask customers to opt in to promotional messages, depending on their locale.

    Only for businesses and customers in the US.
    """

    terms_of_service: Literal["none", "required"]
    """``required`` shows a checkbox that must be ticked to pay. The Dashboard must have the URL of your terms."""


class NameFieldParams(TypedDict, total=False):
    """One name field on the page.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``name_collection.business`` and
    ``.individual``).
    """

    enabled: Required[bool]
    """Show the field."""

    optional: bool
    """Let the customer leave the field empty. By default, a name is required."""


class NameCollectionParams(TypedDict, total=False):
    """Names to ask the customer for: personal, business, or both.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``name_collection``).
    """

    business: NameFieldParams
    """The field for the name of the customer's business."""

    individual: NameFieldParams
    """The field for the customer's own name."""


class PhoneNumberCollectionParams(TypedDict):
    """Collection of a phone number.

    API reference: https://docs.stripe.com/api/checkout/sessions/create (``phone_number_collection``).
    """

    enabled: bool
    """Ask for a phone number. Only in modes ``payment`` and ``subscription``."""
