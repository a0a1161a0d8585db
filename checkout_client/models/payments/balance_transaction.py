"""Balance transactions: what a payment or refund adds to your balance."""

from __future__ import annotations

from typing import Any, Literal

from ..base import Model, Resource, model


@model
class FeeDetail(Model):
    """One of the fees on a balance transaction.

    API reference: https://docs.stripe.com/api/balance_transactions/object#balance_transaction_object-fee_details
    """

    amount: int
    """The fee, in minor units of ``currency`` (such as cents)."""
    application: str | None = None
    """Id of the Connect application that earns the fee; None when Stripe does."""
    currency: str
    """Currency of the amounts: three-letter ISO 4217 code in lower case."""
    description: str | None = None
    """What the fee is for; None when nothing is noted."""
    type: Literal["application_fee", "payment_method_passthrough_fee", "stripe_fee", "tax", "withheld_tax"] | str
    """Kind of fee."""


@model
class BalanceTransaction(Resource):
    """Money that came into or went out of your balance.

    API reference: https://docs.stripe.com/api/balance_transactions/object
    """

    id: str
    """Identifier, beginning with ``txn_``."""
    object: Literal["balance_transaction"] | str
    """Kind of the object: ``balance_transaction``."""
    amount: int
    """The gross amount, in minor units of ``currency`` (such as cents). Negative for money that goes out."""
    available_on: int
    """When the money becomes available, in Unix seconds."""
    balance_type: str | None = None
    """The balance that it affects, such as ``payments``; None in older versions. Since 2025-08-27.basil."""
    created: int
    """When it was created, in Unix seconds."""
    currency: str
    """Currency of the amounts: three-letter ISO 4217 code in lower case."""
    description: str | None = None
    """Your own note; None when there is none."""
    exchange_rate: float | None = None
    """Rate from the currency of the payment to ``currency``; None when it was not converted."""
    fee: int
    """All fees together, in minor units of ``currency``."""
    fee_details: list[FeeDetail]
    """The fees one by one; empty when there are none."""
    net: int
    """``amount`` less ``fee``, in minor units of ``currency``: what your balance changes by."""
    reporting_category: str | None = None
    """Category in Stripe's reports, such as ``charge``; None in older versions."""
    source: str | dict[str, Any] | None = None
    """What caused it, by id or expanded to a JSON object; None when nothing is noted."""
    status: Literal["available", "pending"] | str
    """Whether the money is available or still pending."""
    type: str
    """Kind of transaction, such as ``charge``, ``refund`` or ``payout``."""
