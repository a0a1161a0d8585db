"""A page that opens a new Session for everybody who visits it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..billing.subscription import TrialSettings
    from ..customers.account import Account, Issuer
    from ..customers.application import Application, DeletedApplication
    from ..line_items import LineItemList
    from ..products.shipping_rate import ShippingOption
    from ..session.custom_fields import CustomField
    from ..session.invoice_creation import InvoiceCreation
    from ..session.payment_page import (
        ConsentCollection,
        CustomText,
        NameCollection,
        OptionalItem,
        PhoneNumberCollection,
        ShippingAddressCollection,
        TaxIdCollection,
    )
    from ..session.session_settings import ManagedPayments
    from .payment_intent import TransferData


@model
class HostedConfirmation(Model):
    """Stripe's own page after the payment.

    API reference: https://docs.stripe.com/api/payment-link/object#payment_link_object-after_completion
    """

    custom_message: str | None = None
    """Your own text on the page; None when Stripe's is shown."""


@model
class AfterCompletionRedirect(Model):
    """Your own page after the payment.

    API reference: https://docs.stripe.com/api/payment-link/object#payment_link_object-after_completion
    """

    url: str
    """Where the customer is sent; may contain ``{CHECKOUT_SESSION_ID}``."""


@model
class AfterCompletion(Model):
    """What the customer sees after the payment.

    API reference: https://docs.stripe.com/api/payment-link/object#payment_link_object-after_completion
    """

    hosted_confirmation: HostedConfirmation | None = None
    """Stripe's own page; None unless ``type`` is ``hosted_confirmation``."""
    redirect: AfterCompletionRedirect | None = None
    """Your own page; None unless ``type`` is ``redirect``."""
    type: Literal["hosted_confirmation", "redirect"] | str
    """Which of ``hosted_confirmation`` and ``redirect`` is filled."""


@model
class PaymentLinkAutomaticTax(Model):
    """Whether Stripe computes the taxes.

    API reference: https://docs.stripe.com/api/payment-link/object#payment_link_object-automatic_tax
    """

    enabled: bool
    """Whether taxes are computed automatically."""
    liability: Issuer | None = None
    """The account that owes the tax; None unless automatic tax is enabled."""


@model
class CompletedSessions(Model):
    """How many Sessions may be completed.

    API reference: https://docs.stripe.com/api/payment-link/object#payment_link_object-restrictions
    """

    count: int
    """How many have been completed."""
    limit: int
    """How many may be completed, after which the Payment Link no longer opens Sessions."""


@model
class PaymentLinkRestrictions(Model):
    """Limits of a Payment Link.

    API reference: https://docs.stripe.com/api/payment-link/object#payment_link_object-restrictions
    """

    completed_sessions: CompletedSessions
    """How many Sessions may be completed."""


@model
class PaymentLinkPaymentIntentData(Model):
    """Settings of the PaymentIntents that a Payment Link leads to.

    API reference: https://docs.stripe.com/api/payment-link/object#payment_link_object-payment_intent_data
    """

    capture_method: Literal["automatic", "automatic_async", "manual"] | str | None = None
    """Whether the money is captured at once or only when you capture it; None when not set."""
    description: str | None = None
    """Note on the payments; None when there is none."""
    metadata: dict[str, str]
    """Key-value pairs for the PaymentIntents; empty when there are none."""
    setup_future_usage: Literal["off_session", "on_session"] | str | None = None
    """Whether the payment method is kept for later; None when it is not."""
    statement_descriptor: str | None = None
    """Text on the customer's statement, for payments other than by card; None for the account's default."""
    statement_descriptor_suffix: str | None = None
    """Text after the account's prefix on a card statement; None when there is none."""
    transfer_group: str | None = None
    """Name that ties the payments to transfers; None when there is none."""


@model
class PaymentLinkSubscriptionData(Model):
    """Settings of the Subscriptions that a Payment Link leads to.

    API reference: https://docs.stripe.com/api/payment-link/object#payment_link_object-subscription_data
    """

    description: str | None = None
    """Note on the Subscriptions; None when there is none."""
    invoice_settings: dict[str, Any]
    """Settings of the invoices, as a JSON object."""
    metadata: dict[str, str]
    """Key-value pairs for the Subscriptions; empty when there are none."""
    trial_period_days: int | None = None
    """Length of the trial in days; None when there is none."""
    trial_settings: TrialSettings | None = None
    """What happens at the end of a trial; None when not set."""


@model
class PaymentLink(Resource):
    """A page that opens a new Session for everybody who visits it.

    API reference: https://docs.stripe.com/api/payment-link/object
    """

    id: str
    """Identifier, beginning with ``plink_``."""
    object: Literal["payment_link"] | str
    """Kind of the object: ``payment_link``."""
    active: bool
    """Whether the page can be used; visitors of an inactive one see ``inactive_message``."""
    after_completion: AfterCompletion
    """What the customer sees after the payment."""
    allow_promotion_codes: bool
    """Whether customers may enter promotion codes."""
    application: str | Application | DeletedApplication | None = None
    """The Connect application that created it, by id or expanded; None if there is none."""
    application_fee_amount: int | None = None
    """The platform's fee on each payment, in minor units of ``currency`` (such as cents); None when there is none."""
    application_fee_percent: float | None = None
    """The platform's fee on each invoice of a Subscription, as a percentage out of 100; None when there is none."""
    automatic_tax: PaymentLinkAutomaticTax
    """Whether Stripe computes the taxes."""
    billing_address_collection: Literal["auto", "required"] | str
    """Whether Checkout asks for the billing address only where needed, or always."""
    consent_collection: ConsentCollection | None = None
    """What the customer is asked to agree to; None when nothing was set."""
    currency: str
    """Currency of its prices: three-letter ISO 4217 code in lower case."""
    custom_fields: list[CustomField]
    """Your own questions on the page; empty when there are none, and in responses before 2022-12."""
    custom_text: CustomText
    """Your own text on the page, by position."""
    customer_creation: Literal["always", "if_required"] | str
    """Whether its Sessions make a Customer always, or only where one is needed."""
    inactive_message: str | None = None
    """Text for visitors while it is inactive; None when Stripe's is shown."""
    invoice_creation: InvoiceCreation | None = None
    """Whether an invoice is created once a Session is paid; None when not set."""
    line_items: LineItemList | None = None
    """What it sells; None unless expanded."""
    livemode: bool
    """True for live data, False for test data."""
    managed_payments: ManagedPayments | None = None
    """Whether Managed Payments handles its Sessions; None when that was not set. Since 2026-04-22.dahlia."""
    metadata: dict[str, str]
    """Your own key-value pairs on the Payment Link, copied to its Sessions; empty when there are none."""
    name_collection: NameCollection | None = None
    """Which names Checkout asks the customer for; None when nothing was set. Since 2025-10-29.clover."""
    on_behalf_of: str | Account | None = None
    """The connected account that charges are made for, by id or expanded; None when it is your own."""
    optional_items: list[OptionalItem] | None = None
    """What the customer may add to the purchase; None when there is nothing. Since 2025-08-27.basil."""
    payment_intent_data: PaymentLinkPaymentIntentData | None = None
    """Settings of the PaymentIntents; None when there are none."""
    payment_method_collection: Literal["always", "if_required"] | str
    """Whether Checkout always asks for a payment method, or only when something is due."""
    payment_method_options: dict[str, Any] | None = None
    """Settings by payment method, as a JSON object; None when there are none."""
    payment_method_types: list[str] | None = None
    """Kinds of payment method that are offered, such as ``card``; None for those of the settings in the Dashboard."""
    phone_number_collection: PhoneNumberCollection
    """Whether Checkout asks for a phone number."""
    restrictions: PaymentLinkRestrictions | None = None
    """Limits of the Payment Link; None when it has none."""
    shipping_address_collection: ShippingAddressCollection | None = None
    """Where you ship to; None when Checkout does not ask for a shipping address."""
    shipping_options: list[ShippingOption]
    """Ways of shipping that the customer may choose from; empty when there are none."""
    submit_type: Literal["auto", "book", "donate", "pay", "subscribe"] | str
    """Wording of the payment button. ``subscribe`` since 2025-02-24.acacia."""
    subscription_data: PaymentLinkSubscriptionData | None = None
    """Settings of the Subscriptions; None when there are none."""
    tax_id_collection: TaxIdCollection
    """Whether Checkout asks for a tax id."""
    transfer_data: TransferData | None = None
    """What is passed on to a connected account; None when nothing is."""
    url: str
    """Web address of the page, to be given to customers."""
