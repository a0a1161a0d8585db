"""The payments of an Invoice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..payments.charge import Charge
    from ..payments.payment_intent import PaymentIntent


@model
class InvoicePaymentSource(Model):
    """What paid an Invoice.

    API reference: https://docs.stripe.com/api/invoice-payment/object#invoice_payment_object-payment
    """

    charge: str | Charge | None = None
    """The charge, by id or expanded; None unless ``type`` is ``charge``."""
    payment_intent: str | PaymentIntent | None = None
    """The PaymentIntent, by id or expanded; None unless ``type`` is ``payment_intent``."""
    payment_record: str | dict[str, Any] | None = None
    """The payment record, by id or expanded to a JSON object; None unless ``type`` is ``payment_record``. Since
    2025-10-29.clover."""
    type: Literal["charge", "payment_intent", "payment_record"] | str
    """Which of the other fields is filled."""


@model
class InvoicePayment(Model):
    """One payment of an Invoice. Since 2025-08-27.basil.

    The main fields; the others stay in ``raw``.

    API reference: https://docs.stripe.com/api/invoice-payment/object
    """

    id: str
    """Identifier, beginning with ``inpay_``."""
    object: Literal["invoice_payment"] | str
    """Kind of the object: ``invoice_payment``."""
    amount_paid: int | None = None
    """The sum that was paid, in minor units of ``currency`` (such as cents); None while nothing is."""
    amount_requested: int
    """The sum to be paid, in minor units of ``currency``."""
    created: int
    """When the payment was created, in Unix seconds."""
    currency: str
    """Currency of the amounts: three-letter ISO 4217 code in lower case."""
    is_default: bool
    """Whether Stripe made the payment together with the Invoice and keeps its sum up to date."""
    payment: InvoicePaymentSource
    """What pays."""
    status: str
    """Its status: ``open``, ``paid`` or ``canceled``."""


@model
class InvoicePaymentList(Model):
    """The first page of the payments of an Invoice.

    API reference: https://docs.stripe.com/api/invoices/object#invoice_object-payments
    """

    object: Literal["list"] | str
    """Kind of the object: ``list``."""
    data: list[InvoicePayment]
    """The payments of this page."""
    has_more: bool
    """Whether there are payments beyond this page."""
    url: str
    """Path under which the whole list is found."""
