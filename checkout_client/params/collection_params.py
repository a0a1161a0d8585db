"""What the page asks the customer for besides payment: consent, names and a phone number."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict


class PaymentMethodReuseAgreementParams(TypedDict):
    """The notice about reusing a payment method.

    API reference: Create a Session, ``consent_collection.payment_method_reuse_agreement``.
    """

    position: Literal["auto", "hidden"]
    """``auto`` lets Stripe decide where the notice stands; ``hidden`` never shows it."""


class ConsentCollectionParams(TypedDict, total=False):
    """Consent to ask the customer for. API reference: Create a Session, ``consent_collection``."""

    payment_method_reuse_agreement: PaymentMethodReuseAgreementParams
    """Whether the legal notice about reusing the payment method is shown."""

    promotions: Literal["auto", "none"]
    """``auto`` may offer to opt in to promotional messages, where the customer's locale suggests it.

    Only for businesses and customers in the US.
    """

    terms_of_service: Literal["none", "required"]
    """``required`` shows a box to tick before paying; the Dashboard must hold the address of your terms of service."""


class NameFieldParams(TypedDict, total=False):
    """One name field on the page. API reference: Create a Session, ``name_collection.business`` and ``.individual``."""

    enabled: Required[bool]
    """Show the field."""

    optional: bool
    """Let the customer leave the field empty. By default a name must be given."""


class NameCollectionParams(TypedDict, total=False):
    """Names to ask the customer for, one kind or both. API reference: Create a Session, ``name_collection``."""

    business: NameFieldParams
    """The field for the name of the customer's business."""

    individual: NameFieldParams
    """The field for the customer's own name."""


class PhoneNumberCollectionParams(TypedDict):
    """Asking for a phone number. API reference: Create a Session, ``phone_number_collection``."""

    enabled: bool
    """Ask for it. Only in modes ``payment`` and ``subscription``."""
