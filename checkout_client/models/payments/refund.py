"""Refunds: money that was given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..customers.customer import Customer, DeletedCustomer
    from .balance_transaction import BalanceTransaction
    from .charge import Charge
    from .payment_intent import PaymentIntent, PresentmentDetails
    from .payment_method import PaymentMethod


@model
class Refund(Resource):
    """Money of a charge that was given back to the customer.

    API reference: https://docs.stripe.com/api/refunds/object
    """

    id: str
    """Identifier, beginning with ``re_``."""
    object: Literal["refund"] | str
    """Kind of the object: ``refund``."""
    amount: int
    """The sum given back, in minor units of ``currency`` (such as cents)."""
    balance_transaction: str | BalanceTransaction | None = None
    """The change of your balance, by id or expanded; None when there is none yet."""
    charge: str | Charge | None = None
    """The charge that was refunded, by id or expanded; None when there is none."""
    created: int
    """When it was created, in Unix seconds."""
    currency: str
    """Currency of the amounts: three-letter ISO 4217 code in lower case."""
    customer: str | Customer | DeletedCustomer | None = None
    """The Customer, by id or expanded; None when there is none."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none."""
    description: str | None = None
    """Note that the customer may see; None when there is none."""
    destination_details: dict[str, Any] | None = None
    """How the money reaches the customer, as a JSON object; None when it is not known."""
    failure_balance_transaction: str | BalanceTransaction | None = None
    """The reversal on your balance, by id or expanded; None unless the refund failed."""
    failure_reason: str | None = None
    """Why it failed, such as ``expired_or_canceled_card``; None unless it did."""
    instructions_email: str | None = None
    """Where instructions were sent, for methods that need some; None otherwise."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs; None or empty when there are none."""
    next_action: dict[str, Any] | None = None
    """What the customer must do to get the money, as a JSON object; None when nothing."""
    payment_intent: str | PaymentIntent | None = None
    """The PaymentIntent that was refunded, by id or expanded; None when there is none."""
    payment_method: str | PaymentMethod | None = None
    """The payment method that got the money back, by id or expanded; None when it is not known."""
    pending_reason: Literal["charge_pending", "insufficient_funds", "processing"] | str | None = None
    """Why it is pending; None unless it is."""
    presentment_details: PresentmentDetails | None = None
    """The sum in the customer's own currency; None when it was not converted."""
    reason: Literal["duplicate", "expired_uncaptured_charge", "fraudulent", "requested_by_customer"] | str | None = None
    """Why it was made; None when no reason was given."""
    receipt_number: str | None = None
    """Number of the receipt that was sent by email; None when none was sent."""
    source_transfer_reversal: str | dict[str, Any] | None = None
    """The reversal of the transfer to a connected account, by id or expanded to a JSON object; None when there is
    none."""
    status: Literal["canceled", "failed", "pending", "requires_action", "succeeded"] | str | None = None
    """Status of the refund; None when it is not known."""
    transfer_reversal: str | dict[str, Any] | None = None
    """The reversal of the transfer that the charge made, by id or expanded to a JSON object; None when there is
    none."""


@model
class RefundList(Model):
    """The first page of the refunds of a charge.

    API reference: https://docs.stripe.com/api/charges/object#charge_object-refunds
    """

    object: Literal["list"] | str
    """Kind of the object: ``list``."""
    data: list[Refund]
    """The Refunds of this page, newest first."""
    has_more: bool
    """Whether there are Refunds beyond this page."""
    total_count: int | None = None
    """Number of all Refunds; None in newer versions."""
    url: str
    """Path of the whole list."""
