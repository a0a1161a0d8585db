"""The objects that a completed Session creates: a customer, a payment, a subscription with its invoice."""

from __future__ import annotations

from typing import Any

from ..catalogue import Catalogue, Document
from ..clock import FakeClock
from ..ids import IdGenerator
from ..listing import list_object
from ..session_store import StoredSession
from .billing_amounts import invoice_amounts, subscription_discount, subscription_taxes
from .contact_details import contact_details
from .payment_objects import PaymentObjects, payment_method_part

_PAYMENT_INTENT_DATA = (
    "application_fee_amount", "capture_method", "description", "on_behalf_of", "receipt_email", "setup_future_usage",
    "statement_descriptor", "statement_descriptor_suffix", "transfer_group",
)  # fmt: skip

_AT_TRIAL_END = {"billing_cycle_anchor": None, "missing_payment_method": "create_invoice"}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _shipping(session: StoredSession) -> Document | None:
    collected: Document | None = session.document["collected_information"]["shipping_details"]
    if collected is None:
        return None
    phone = session.document["customer_details"]["phone"]
    return {**collected, "phone": phone, "carrier": None, "tracking_number": None}


class CompletionObjects:
    """Creates the objects that a completed Session refers to."""

    def __init__(self, catalogue: Catalogue, clock: FakeClock, ids: IdGenerator) -> None:
        self._catalogue = catalogue
        self._clock = clock
        self._ids = ids
        self._payments = PaymentObjects(catalogue, clock, ids)

    def create_customer(self, session: StoredSession) -> str | None:
        """Return the id of the customer; create the customer if the Session asks for one."""
        document = session.document
        if document["customer"] is not None or document["customer_creation"] != "always":
            known: str | None = document["customer"]
            return known
        details = document["customer_details"]
        return str(self._catalogue.customer(**contact_details(details), shipping=_shipping(session))["id"])

    def update_customer(self, session: StoredSession) -> None:
        """Save on an existing customer what ``customer_update`` allows to save."""
        document = session.document
        update: dict[str, str] = session.internal["params"].get("customer_update", {})
        collected = {
            "address": document["customer_details"]["address"],
            "name": document["customer_details"]["name"],
            "shipping": _shipping(session),
        }
        for name, value in collected.items():
            if update.get(name) == "auto" and value is not None:
                self._catalogue.objects[document["customer"]][name] = value

    def create_payment_method(self, session: StoredSession, type: str) -> str:
        """Create the payment method that the customer used and return its id."""
        document = session.document
        details = document["customer_details"]
        fields: Document = {
            "allow_redisplay": "limited",
            "billing_details": {**contact_details(details), "tax_id": None},
            "customer": document["customer"],
            "customer_account": document["customer_account"],
            "livemode": document["livemode"],
            "type": type,
            type: payment_method_part(type),
        }
        return str(self._catalogue.add("payment_method", "pm", None, fields)["id"])

    def create_payment_intent(self, session: StoredSession, *, status: str, payment_method: str | None) -> str:
        """Create the PaymentIntent and return its id."""
        document = session.document
        data: dict[str, Any] = session.internal.get("payment_intent_data", {})
        paid = status == "succeeded"
        if paid and data.get("capture_method") == "manual":
            status = "requires_capture"
        amount = document["amount_total"]
        captured = paid and status != "requires_capture"
        defaults: Document = {
            "allowed_payment_method_types": document["allowed_payment_method_types"],
            "amount": amount,
            "amount_capturable": amount if status == "requires_capture" else 0,
            "amount_details": None,
            "amount_received": amount if captured else 0,
            "application": None,
            "automatic_payment_methods": None,
            "canceled_at": None,
            "cancellation_reason": None,
            "capture_method": "automatic_async",
            "confirmation_method": "automatic",
            "currency": document["currency"],
            "customer": document["customer"],
            "customer_account": document["customer_account"],
            "excluded_payment_method_types": document["excluded_payment_method_types"],
            "hooks": None,
            "last_payment_error": None,
            "latest_charge": None,
            "livemode": document["livemode"],
            "managed_payments": None,
            "metadata": data.get("metadata", {}),
            "next_action": None,
            "payment_details": None,
            "payment_method": payment_method,
            "payment_method_configuration_details": None,
            "payment_method_options": {},
            "payment_method_types": document["payment_method_types"],
            "payment_record": None,
            "presentment_details": None,
            "processing": None,
            "review": None,
            "shipping": data.get("shipping") or _shipping(session),
            "source": None,
            "status": status,
            "transfer_data": data.get("transfer_data"),
        }
        given = {name: data.get(name, defaults.get(name)) for name in _PAYMENT_INTENT_DATA}
        made = self._keep_with_secret("payment_intent", "pi", {**defaults, **given})
        self._payments.create_charge(self._catalogue.objects[made])
        return made

    def settle_payment(self, document: Document, *, succeeded: bool) -> None:
        """Settle the processing payment of a Session: of its PaymentIntent, or of its first invoice."""
        if document["payment_intent"] is not None:
            payment = self._catalogue.objects[document["payment_intent"]]
            payment["status"] = "succeeded" if succeeded else "requires_payment_method"
            payment["amount_received"] = payment["amount"] if succeeded else 0
            self._payments.settle_charge(payment)
            if not succeeded:
                payment["payment_method"] = None
        if document["invoice"] is not None and succeeded:
            invoice = self._catalogue.objects[document["invoice"]]
            invoice.update(status="paid", amount_paid=invoice["amount_due"], amount_remaining=0)
            invoice["status_transitions"] = {**invoice["status_transitions"], "paid_at": int(self._clock.now())}
        if document["subscription"] is not None:
            subscription = self._catalogue.objects[document["subscription"]]
            subscription["status"] = "active" if succeeded else "incomplete_expired"

    def create_setup_intent(self, session: StoredSession) -> str:
        """Create the SetupIntent of a new Session in setup mode and return its id."""
        document = session.document
        data: dict[str, Any] = session.internal.get("setup_intent_data", {})
        names = (
            "application", "attach_to_self", "automatic_payment_methods", "cancellation_reason", "flow_directions",
            "last_setup_error", "latest_attempt", "managed_payments", "mandate", "next_action", "payment_method",
            "payment_method_configuration_details", "single_use_mandate",
        )  # fmt: skip
        fields: Document = {
            **dict.fromkeys(names),
            "allowed_payment_method_types": document["allowed_payment_method_types"],
            "customer": document["customer"],
            "customer_account": document["customer_account"],
            "description": data.get("description"),
            "excluded_payment_method_types": document["excluded_payment_method_types"],
            "livemode": document["livemode"],
            "metadata": data.get("metadata", {}),
            "on_behalf_of": data.get("on_behalf_of"),
            "payment_method_options": {},
            "payment_method_types": document["payment_method_types"],
            "status": "requires_payment_method",
            "usage": "off_session",
        }
        return self._keep_with_secret("setup_intent", "seti", fields)

    def finish_setup(self, session: StoredSession, payment_method: str) -> None:
        """Let the SetupIntent of a Session succeed."""
        document = session.document
        setup_intent = self._catalogue.objects[document["setup_intent"]]
        setup_intent.update(status="succeeded", customer=document["customer"], payment_method=payment_method)

    def create_subscription(self, session: StoredSession, *, paid: bool, payment_method: str | None) -> tuple[str, str]:
        """Create the subscription and its first invoice; return both ids."""
        document = session.document
        data: dict[str, Any] = session.internal.get("subscription_data", {})
        now = int(self._clock.now())
        trial_end = data.get("trial_end")
        if "trial_period_days" in data:
            trial_end = now + data["trial_period_days"] * 86400
        at_trial_end: Document = data.get("trial_settings", {}).get("end_behavior", {})
        subscription, invoice = self._ids.new("sub"), self._ids.new("in")
        names = (
            "application", "billing_cycle_anchor_config", "billing_thresholds", "cancel_at", "canceled_at",
            "days_until_due", "default_source", "ended_at", "managed_payments",
            "next_pending_invoice_item_invoice", "pause_collection", "pending_setup_intent", "pending_update",
            "presentment_details", "schedule", "status_details", "test_clock",
        )  # fmt: skip
        fields: Document = {
            **dict.fromkeys(names),
            "application_fee_percent": data.get("application_fee_percent"),
            "billing_cycle_anchor": data.get("billing_cycle_anchor", trial_end or now),
            "billing_mode": {"flexible": None, "type": "classic", "updated_at": None, **data.get("billing_mode", {})},
            "billing_schedules": [],
            "cancel_at_period_end": False,
            "cancellation_details": {"comment": None, "feedback": None, "feedback_option": None, "reason": None},
            "collection_method": "charge_automatically",
            "created": now,
            "currency": document["currency"],
            "customer": document["customer"],
            "customer_account": document["customer_account"],
            "default_payment_method": payment_method,
            "description": data.get("description"),
            "discounts": subscription_discount(self._catalogue, session, subscription, now),
            "invoice_settings": {
                "account_tax_ids": None, "custom_fields": None, "description": None, "footer": None,
                "issuer": {"account": None, "type": "self"},
            },
            "items": self._subscription_items(session, subscription, now),
            "latest_invoice": invoice,
            "livemode": document["livemode"],
            "metadata": data.get("metadata", {}),
            "on_behalf_of": data.get("on_behalf_of"),
            "payment_settings": {
                "payment_method_options": None, "payment_method_types": None,
                "save_default_payment_method": "off",
            },
            "pending_invoice_item_interval": data.get("pending_invoice_item_interval"),
            "start_date": now,
            "status": "trialing" if trial_end else "active" if paid else "incomplete",
            "transfer_data": data.get("transfer_data"),
            "trial_end": trial_end,
            "trial_settings": {"end_behavior": {**_AT_TRIAL_END, **at_trial_end}},
            "trial_start": now if trial_end else None,
            **subscription_taxes(session, self._catalogue),
        }  # fmt: skip
        self._catalogue.add("subscription", "sub", subscription, fields)
        due = document["amount_total"]
        self.create_invoice(session, id=invoice, subscription=subscription, due=due, paid=paid)
        return subscription, invoice

    def _subscription_items(self, session: StoredSession, subscription: str, now: int) -> Document:
        data: list[Document] = []
        tax_rates = session.internal.get("tax_rates", {})
        for item in session.items:
            recurring = item["price"]["recurring"]
            if recurring is None:
                continue
            period = _DAYS[recurring["interval"]] * recurring["interval_count"] * 86400
            data.append({
                "id": self._ids.new("si"),
                "object": "subscription_item",
                "billed_until": None,
                "billing_thresholds": None,
                "created": now,
                "current_period_end": now + period,
                "current_period_start": now,
                "discounts": [],
                "metadata": item["metadata"],
                "price": item["price"],
                "quantity": item["quantity"],
                "subscription": subscription,
                "tax_rates": [self._catalogue.objects[rate] for rate in tax_rates.get(item["id"], {"ids": []})["ids"]],
            })  # fmt: skip
        url = f"/v1/subscription_items?subscription={subscription}"
        return list_object(data, url)

    def create_invoice(
        self, session: StoredSession, *, subscription: str | None, due: int, paid: bool, id: str | None = None
    ) -> str:
        """Create an invoice and return its id."""
        document = session.document
        details = document["customer_details"]
        now = int(self._clock.now())
        invoice = id or self._ids.new("in")
        names = (
            "account_country", "account_name", "account_tax_ids", "amount_paid_off_stripe", "application",
            "automatically_finalizes_at", "confirmation_secret", "custom_fields", "customer_shipping",
            "default_payment_method", "default_source", "description", "due_date", "ending_balance", "footer",
            "from_invoice", "hosted_invoice_url", "invoice_pdf", "last_finalization_error", "latest_revision",
            "next_payment_attempt", "on_behalf_of", "receipt_number", "rendering",
            "shipping_details", "statement_descriptor", "status_details", "test_clock", "threshold_reason",
            "webhooks_delivered_at",
        )  # fmt: skip
        parent: Document = {
            "quote_details": None,
            "subscription_details": {
                "metadata": {},
                "subscription": subscription,
                "subscription_proration_date": None,
            },
            "type": "subscription_details",
        }
        fields: Document = {
            **dict.fromkeys(names),
            "amount_due": due,
            "amount_overpaid": 0,
            "amount_paid": due if paid else 0,
            "amount_remaining": 0 if paid else due,
            "amount_shipping": document["total_details"]["amount_shipping"],
            "attempt_count": 1,
            "attempted": True,
            "auto_advance": False,
            "billing_reason": "subscription_create" if subscription else "manual",
            "collection_method": "charge_automatically",
            "created": now,
            "currency": document["currency"],
            "customer": document["customer"],
            "customer_account": document["customer_account"],
            "customer_address": details["address"],
            "customer_email": details["email"],
            "customer_name": details["name"],
            "customer_phone": details["phone"],
            "customer_tax_exempt": "none",
            "default_tax_rates": [],
            "effective_at": now,
            "issuer": {"account": None, "type": "self"},
            "lines": list_object([], f"/v1/invoices/{invoice}/lines"),
            "livemode": document["livemode"],
            "number": f"{self._ids.letters(8).upper()}-0001",
            "parent": parent if subscription else None,
            "payment_settings": {
                "default_mandate": None, "payment_method_options": None, "payment_method_types": None,
            },
            "period_end": now,
            "period_start": now,
            "post_payment_credit_notes_amount": 0,
            "pre_payment_credit_notes_amount": 0,
            "starting_balance": 0,
            "status": "paid" if paid else "open",
            "status_transitions": {
                "finalized_at": now, "marked_uncollectible_at": None, "paid_at": now if paid else None,
                "voided_at": None,
            },
            "total_pretax_credit_amounts": [],
            **invoice_amounts(session),
        }  # fmt: skip
        self._catalogue.add("invoice", "in", invoice, fields)
        return invoice

    def _keep_with_secret(self, kind: str, prefix: str, fields: Document) -> str:
        made = self._ids.new(prefix)
        self._catalogue.add(kind, prefix, made, {**fields, "client_secret": f"{made}_secret_{self._ids.letters(24)}"})
        return made
