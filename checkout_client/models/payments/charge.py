"""Charges: single attempts to move money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..billing.invoice import DeletedInvoice, Invoice
    from ..customers.account import Account
    from ..customers.address import ShippingDetails
    from ..customers.application import Application
    from ..customers.customer import Customer, DeletedCustomer
    from .balance_transaction import BalanceTransaction
    from .charge_payment_details import PaymentMethodDetails
    from .payment_intent import PaymentIntent, PresentmentDetails, TransferData
    from .payment_method import BillingDetails
    from .refund import RefundList


@model
class ChargeOutcome(Model):
    """Why a charge was accepted or not.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-outcome
    """

    advice_code: str | None = None
    """Stripe's advice about another attempt, such as ``try_again_later``; None when there is none. Since
    2025-02-24.acacia."""
    network_advice_code: str | None = None
    """The card network's advice about another attempt; None when there is none. Since 2025-02-24.acacia."""
    network_decline_code: str | None = None
    """The card network's reason for declining; None when there is none. Since 2025-02-24.acacia."""
    network_status: (
        Literal["approved_by_network", "declined_by_network", "not_sent_to_network", "reversed_after_approval"]
        | str
        | None
    ) = None
    """What the network did; None when it is not known."""
    reason: str | None = None
    """Machine-readable reason for a block or a review, such as ``highest_risk_level``; None for a normal payment."""
    risk_level: Literal["elevated", "highest", "normal", "not_assessed", "unknown"] | str | None = None
    """Radar's assessment; None when there is none."""
    risk_score: int | None = None
    """Radar's assessment from 0 to 100, for accounts that may see it; None otherwise."""
    rule: str | dict[str, Any] | None = None
    """The rule of Radar that decided, by id or expanded to a JSON object; None when none did."""
    seller_message: str | None = None
    """Explanation for you, not for the customer; None when there is none."""
    type: Literal["authorized", "blocked", "invalid", "issuer_declined", "manual_review"] | str
    """What happened."""


@model
class ChargeFraudDetails(Model):
    """Reports of fraud about a charge.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-fraud_details
    """

    stripe_report: str | None = None
    """Stripe's report: ``fraudulent``; None when there is none."""
    user_report: str | None = None
    """Your own report: ``safe`` or ``fraudulent``; None when there is none."""


@model
class Charge(Resource):
    """One attempt to move money, with its receipt, its outcome and its refunds.

    API reference: https://docs.stripe.com/api/charges/object
    """

    id: str
    """Identifier, beginning with ``ch_``."""
    object: Literal["charge"] | str
    """Kind of the object: ``charge``."""
    amount: int
    """The sum charged, in minor units of ``currency`` (such as cents)."""
    amount_captured: int | None = None
    """The sum captured, in minor units; None in older versions."""
    amount_refunded: int
    """The sum refunded, in minor units; 0 when nothing was."""
    application: str | Application | None = None
    """The Connect application that created it, by id or expanded; None if there is none."""
    application_fee: str | dict[str, Any] | None = None
    """The platform's fee, by id or expanded to a JSON object; None when there is none."""
    application_fee_amount: int | None = None
    """The platform's fee, in minor units; None when there is none."""
    authorization_code: str | None = None
    """The bank's code of the authorization; None when it is not known."""
    balance_transaction: str | BalanceTransaction | None = None
    """What it changed your balance by, with fees, by id or expanded; None until it succeeds."""
    billing_details: BillingDetails | None = None
    """Name and addresses of the payer; None in older versions."""
    calculated_statement_descriptor: str | None = None
    """Text on the customer's statement; None when it is not known."""
    captured: bool
    """Whether the money was captured or only authorized."""
    created: int
    """When it was created, in Unix seconds."""
    currency: str
    """Currency of the amounts: three-letter ISO 4217 code in lower case."""
    customer: str | Customer | DeletedCustomer | None = None
    """The Customer who pays, by id or expanded; None when there is none on record."""
    description: str | None = None
    """Note on the payment; None when there is none."""
    disputed: bool | None = None
    """Whether the customer disputes it; None in older versions."""
    failure_balance_transaction: str | BalanceTransaction | None = None
    """The reversal on your balance, by id or expanded; None unless the payment failed after it succeeded."""
    failure_code: str | None = None
    """Machine-readable reason of a failure; None unless it failed."""
    failure_message: str | None = None
    """Explanation of a failure, for you; None unless it failed."""
    fraud_details: ChargeFraudDetails | None = None
    """Reports of fraud; None or empty when there are none."""
    invoice: str | Invoice | DeletedInvoice | None = None
    """The Invoice it pays, by id or expanded; None when there is none. Until 2025-02-24.acacia."""
    level3: dict[str, Any] | None = None
    """Data of levels 2 and 3, as a JSON object; None when there are none."""
    livemode: bool
    """True for live data, False for test data."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs; None or empty when there are none."""
    on_behalf_of: str | Account | None = None
    """The connected account that it is made for, by id or expanded; None when it is your own."""
    outcome: ChargeOutcome | None = None
    """Why it was accepted or not; None when it is not known."""
    paid: bool
    """Whether it succeeded, or was authorized for a later capture."""
    payment_intent: str | PaymentIntent | None = None
    """The PaymentIntent it belongs to, by id or expanded; None when there is none."""
    payment_method: str | None = None
    """Id of the payment method; None when there is none."""
    payment_method_details: PaymentMethodDetails | None = None
    """What was charged, as it was then; None when it is not known."""
    presentment_details: PresentmentDetails | None = None
    """What the customer paid in their own currency; None when it was not converted. Since 2025-08-27.basil."""
    radar_options: dict[str, Any] | None = None
    """Options of Radar, as a JSON object; None when there are none."""
    receipt_email: str | None = None
    """Where the receipt is sent; None when none is sent to a given address."""
    receipt_number: str | None = None
    """Number of the receipt that was sent by email; None until one is sent."""
    receipt_url: str | None = None
    """Web page of the receipt. Anyone with the URL can open it. None when there is none."""
    refunded: bool
    """Whether it was refunded completely."""
    refunds: RefundList | None = None
    """Its refunds, newest first; None unless expanded."""
    review: str | dict[str, Any] | None = None
    """The review for fraud, by id or expanded to a JSON object; None when there is none."""
    shipping: ShippingDetails | None = None
    """Where and to whom the goods are sent; None when that was not given."""
    source: dict[str, Any] | None = None
    """The payment source (of the older kind), as a JSON object; None when none was used."""
    source_transfer: str | dict[str, Any] | None = None
    """The transfer that it is the other side of, by id or expanded to a JSON object; None when there is none."""
    statement_descriptor: str | None = None
    """Text on the customer's statement, for payments other than by card; None for the account's default."""
    statement_descriptor_suffix: str | None = None
    """Text after the account's prefix on a card statement; None when there is none."""
    status: Literal["failed", "pending", "succeeded"] | str
    """Status of the charge."""
    transfer: str | dict[str, Any] | None = None
    """The transfer to a connected account, by id or expanded to a JSON object; None when there is none."""
    transfer_data: TransferData | None = None
    """What is passed on to a connected account; None when nothing is."""
    transfer_group: str | None = None
    """Name that ties the payment to transfers; None when there is none."""
