"""What a payment leaves behind: the card, the charge, and the change of the balance with its fee."""

from __future__ import annotations

from ..catalogue import Catalogue, Document
from ..clock import FakeClock
from ..ids import IdGenerator

CARD: Document = {
    "brand": "visa",
    "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
    "country": "US",
    "exp_month": 12,
    "exp_year": 2034,
    "fingerprint": "Xt5EWLLDS7FJjR1c",
    "funding": "credit",
    "last4": "4242",
    "regulated_status": "unregulated",
    "wallet": None,
}
"""The card of every customer: Stripe's test card 4242 4242 4242 4242, as payment methods and charges both show it."""

_CARD_OF_METHOD: Document = {
    "display_brand": "visa",
    "generated_from": None,
    "networks": {"available": ["visa"], "preferred": None},
    "three_d_secure_usage": {"supported": True},
}
_CARD_OF_CHARGE: Document = {
    "authorization_code": "123456",
    "capture_before": None,
    "installments": None,
    "mandate": None,
    "network": "visa",
    "network_transaction_id": "104102978678771",
    "three_d_secure": None,
}

FEE_PERCENT = 2.9
FEE_FIXED = 30
"""What a payment costs, in minor units of its currency, beside the percentage."""

_DAYS_UNTIL_AVAILABLE = 2


def payment_method_part(kind: str) -> Document:
    """Return what a payment method of a type has under the name of the type."""
    return {**CARD, **_CARD_OF_METHOD} if kind == "card" else {}


class PaymentObjects:
    """Creates and settles charges."""

    def __init__(self, catalogue: Catalogue, clock: FakeClock, ids: IdGenerator) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._ids = ids

    def create_charge(self, payment: Document) -> None:
        """Create the charge of a PaymentIntent that has just been confirmed, with its fee if it succeeded."""
        charge = self._ids.new("ch")
        method = self._catalogue.objects.get(payment["payment_method"], {})
        kind = method.get("type", "card")
        part = {**CARD, **_CARD_OF_CHARGE, "amount_authorized": payment["amount"]} if kind == "card" else {}
        captured = payment["status"] == "succeeded"
        names = (
            "application", "application_fee", "application_fee_amount", "authorization_code", "balance_transaction",
            "customer", "failure_balance_transaction", "failure_code", "failure_message", "on_behalf_of",
            "presentment_details", "receipt_number", "review", "source_transfer", "transfer_data", "transfer_group",
        )  # fmt: skip
        self._catalogue.add("charge", "ch", charge, {
            **{name: payment.get(name) for name in names},
            "amount": payment["amount"],
            "amount_captured": payment["amount"] if captured else 0,
            "amount_refunded": 0,
            "billing_details": method.get("billing_details"),
            "calculated_statement_descriptor": "FAKE SHOP",
            "captured": captured,
            "currency": payment["currency"],
            "description": payment["description"],
            "disputed": False,
            "fraud_details": {},
            "livemode": payment["livemode"],
            "metadata": payment["metadata"],
            "outcome": {
                "advice_code": None, "network_advice_code": None, "network_decline_code": None,
                "network_status": "approved_by_network", "reason": None, "risk_level": "normal", "risk_score": 20,
                "seller_message": "Payment complete.", "type": "authorized",
            },
            "paid": payment["status"] != "processing",
            "payment_intent": payment["id"],
            "payment_method": payment["payment_method"],
            "payment_method_details": {kind: part, "type": kind},
            "radar_options": {},
            "receipt_email": payment["receipt_email"],
            "receipt_url": f"https://pay.stripe.com/receipts/payment/{charge}",
            "refunded": False,
            "shipping": payment["shipping"],
            "statement_descriptor": payment["statement_descriptor"],
            "statement_descriptor_suffix": payment["statement_descriptor_suffix"],
            "status": "pending" if payment["status"] == "processing" else "succeeded",
        })  # fmt: skip
        payment["latest_charge"] = charge
        if captured:
            self._add_to_balance(self._catalogue.objects[charge])

    def settle_charge(self, payment: Document) -> None:
        """Let the pending charge of a PaymentIntent succeed or fail, as the PaymentIntent did."""
        charge = self._catalogue.objects[payment["latest_charge"]]
        if payment["status"] == "succeeded":
            charge.update(status="succeeded", paid=True, captured=True, amount_captured=charge["amount"])
            self._add_to_balance(charge)
        else:
            charge.update(status="failed", failure_code="generic_decline", failure_message="The payment failed.")

    def _add_to_balance(self, charge: Document) -> None:
        now = int(self._clock.now())
        amount, currency = charge["amount"], charge["currency"]
        fee = min(amount, round(amount * FEE_PERCENT / 100) + FEE_FIXED)
        transaction: Document = {
            "id": self._ids.new("txn"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": now + _DAYS_UNTIL_AVAILABLE * 86400,
            "balance_type": "payments",
            "created": now,
            "currency": currency,
            "description": charge["description"],
            "exchange_rate": None,
            "fee": fee,
            "fee_details": [
                {
                    "amount": fee, "application": None, "currency": currency,
                    "description": "Stripe processing fees", "type": "stripe_fee",
                },
            ],
            "net": amount - fee,
            "reporting_category": "charge",
            "source": charge["id"],
            "status": "pending",
            "type": "charge",
        }  # fmt: skip
        self._catalogue.objects[transaction["id"]] = transaction
        charge["balance_transaction"] = transaction["id"]
