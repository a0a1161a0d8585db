"""Keeping a payment method for later, without a payment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Resource, model

if TYPE_CHECKING:
    from ..customers.account import Account
    from ..customers.application import Application
    from ..customers.customer import Customer, DeletedCustomer
    from ..session.session_settings import ManagedPayments, PaymentMethodConfigurationDetails
    from .next_action import NextAction
    from .payment_intent import AutomaticPaymentMethods, PaymentError
    from .payment_method import PaymentMethod


@model
class SetupIntent(Resource):
    """The setting up of a payment method for later payments.

    API reference: https://docs.stripe.com/api/setup_intents/object
    """

    id: str
    """Identifier, beginning with ``seti_``."""
    object: Literal["setup_intent"] | str
    """Kind of the object: ``setup_intent``."""
    allowed_payment_method_types: list[str] | None = None
    """Payment methods that it may take, such as ``card``; None when not set. Since 2026-10-28.endive."""
    application: str | Application | None = None
    """The Connect application that created it, by id or expanded; None if there is none."""
    attach_to_self: bool | None = None
    """Whether the payment method is kept for your own account, to send money with; None when that was not set."""
    automatic_payment_methods: AutomaticPaymentMethods | None = None
    """Whether the Dashboard decides on payment methods; None when that was not set."""
    cancellation_reason: Literal["abandoned", "duplicate", "requested_by_customer"] | str | None = None
    """Why it was canceled; None unless it was, with a reason."""
    client_secret: str | None = None
    """Secret with which the customer's browser completes the setup: do not log or store it. None when withheld."""
    created: int
    """When the SetupIntent was created, in Unix seconds."""
    customer: str | Customer | DeletedCustomer | None = None
    """The Customer who keeps the payment method, by id or expanded; None when there is none on record."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    description: str | None = None
    """Note on the SetupIntent; None when there is none."""
    excluded_payment_method_types: list[str] | None = None
    """Payment methods that it must not take; None when not set."""
    flow_directions: list[Literal["inbound", "outbound"] | str] | None = None
    """Which way money will flow: to you, from you; None unless ``attach_to_self`` is set."""
    last_setup_error: PaymentError | None = None
    """Why the latest attempt failed; None when it did not."""
    latest_attempt: str | dict[str, Any] | None = None
    """The latest attempt, by id or expanded to a JSON object; None before the first."""
    livemode: bool
    """True for live data, False for test data."""
    managed_payments: ManagedPayments | None = None
    """Whether Managed Payments handles it; None when that was not set. Since 2026-04-22.dahlia."""
    mandate: str | dict[str, Any] | None = None
    """The customer's mandate for many payments, by id or expanded to a JSON object; None when there is none."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs on the SetupIntent; None when they were not set."""
    next_action: NextAction | None = None
    """What the customer must do next; None unless ``status`` is ``requires_action``."""
    on_behalf_of: str | Account | None = None
    """The connected account that the setup is for, by id or expanded; None when it is your own."""
    payment_method: str | PaymentMethod | None = None
    """The payment method, by id or expanded; None until one was given."""
    payment_method_configuration_details: PaymentMethodConfigurationDetails | None = None
    """The configuration that the payment methods are from; None when you listed them yourself."""
    payment_method_options: dict[str, Any] | None = None
    """Settings by payment method, as a JSON object; None when there are none."""
    payment_method_types: list[str]
    """Kinds of payment method that it accepts, such as ``card``."""
    single_use_mandate: str | dict[str, Any] | None = None
    """The customer's mandate for one payment, by id or expanded to a JSON object; None when there is none."""
    status: (
        Literal[
            "canceled",
            "processing",
            "requires_action",
            "requires_confirmation",
            "requires_payment_method",
            "succeeded",
        ]
        | str
    )
    """Status of the setup; ``requires_payment_method`` also after an attempt that failed."""
    usage: Literal["off_session", "on_session"] | str
    """Whether later payments are made without the customer (``off_session``) or only with them (``on_session``)."""
