"""One payment, from the first attempt to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..base import Model, Resource, model

if TYPE_CHECKING:
    from ..billing.invoice import DeletedInvoice, Invoice
    from ..customers.account import Account
    from ..customers.address import ShippingDetails
    from ..customers.application import Application
    from ..customers.customer import Customer, DeletedCustomer
    from ..session.session_settings import ManagedPayments, PaymentMethodConfigurationDetails
    from .charge import Charge
    from .next_action import NextAction
    from .payment_method import PaymentMethod
    from .setup_intent import SetupIntent

# fmt: off
PaymentErrorCode: TypeAlias = (
    Literal[
        "account_closed", "account_country_invalid_address", "account_error_country_change_requires_additional_steps",
        "account_information_mismatch", "account_invalid", "account_number_invalid",
        "account_token_required_for_v2_account", "acss_debit_session_incomplete", "action_blocked",
        "alipay_upgrade_required", "amount_too_large", "amount_too_small", "anomalous_money_movement_request",
        "api_key_expired", "application_fees_not_allowed", "approval_required", "authentication_failure",
        "authentication_required", "balance_insufficient", "balance_invalid_parameter",
        "bank_account_bad_routing_numbers", "bank_account_declined", "bank_account_exists", "bank_account_restricted",
        "bank_account_unusable", "bank_account_unverified", "bank_account_verification_failed",
        "billing_invalid_mandate", "billing_policy_remote_function_response_invalid",
        "billing_policy_remote_function_timeout", "billing_policy_remote_function_unexpected_status_code",
        "billing_policy_remote_function_unreachable", "bitcoin_upgrade_required", "capability_not_active",
        "capture_charge_authorization_expired", "capture_unauthorized_payment", "card_decline_rate_limit_exceeded",
        "card_declined", "cardholder_phone_number_required", "charge_already_captured", "charge_already_refunded",
        "charge_disputed", "charge_exceeds_source_limit", "charge_exceeds_transaction_limit",
        "charge_expired_for_capture", "charge_invalid_parameter", "charge_not_refundable", "clearing_code_unsupported",
        "country_code_invalid", "country_unsupported", "coupon_expired", "customer_max_payment_methods",
        "customer_max_subscriptions", "customer_session_expired", "customer_tax_location_invalid",
        "debit_not_authorized", "dispute_evidence_page_limit_exceeded", "email_invalid", "expired_card",
        "expired_payment_method", "failed_tax_calculation", "financial_account_balance_does_not_support_currency",
        "financial_account_capability_not_enabled", "financial_account_capability_restricted",
        "financial_connections_account_inactive", "financial_connections_account_pending_account_numbers",
        "financial_connections_account_unavailable_account_numbers", "financial_connections_consent_locale_invalid",
        "financial_connections_consent_locale_unsupported", "financial_connections_no_successful_transaction_refresh",
        "forwarding_api_inactive", "forwarding_api_invalid_parameter", "forwarding_api_retryable_upstream_error",
        "forwarding_api_upstream_connection_error", "forwarding_api_upstream_connection_timeout",
        "forwarding_api_upstream_error", "idempotency_key_in_use", "incorrect_address", "incorrect_cvc",
        "incorrect_number", "incorrect_postal_code", "incorrect_zip", "india_recurring_payment_mandate_canceled",
        "instant_payouts_config_disabled", "instant_payouts_currency_disabled", "instant_payouts_limit_exceeded",
        "instant_payouts_unsupported", "insufficient_funds", "intent_invalid_state",
        "intent_verification_method_missing", "invalid_canceled_subscription_fields", "invalid_card_type",
        "invalid_characters", "invalid_charge_amount", "invalid_cvc", "invalid_expiry_month", "invalid_expiry_year",
        "invalid_mandate_reference_prefix_format", "invalid_number", "invalid_source_usage", "invalid_tax_location",
        "invoice_no_customer_line_items", "invoice_no_payment_method_types", "invoice_no_subscription_line_items",
        "invoice_not_editable", "invoice_on_behalf_of_not_editable", "invoice_payment_intent_requires_action",
        "invoice_upcoming_none", "livemode_mismatch", "lock_timeout", "missing", "no_account",
        "not_allowed_on_standard_account", "out_of_inventory", "ownership_declaration_not_allowed",
        "parameter_invalid_empty", "parameter_invalid_integer", "parameter_invalid_string_blank",
        "parameter_invalid_string_empty", "parameter_missing", "parameter_unknown", "parameters_exclusive",
        "payment_evaluation_on_api_version_not_supported", "payment_intent_action_required",
        "payment_intent_authentication_failure", "payment_intent_incompatible_payment_method",
        "payment_intent_invalid_parameter", "payment_intent_konbini_rejected_confirmation_number",
        "payment_intent_mandate_invalid", "payment_intent_payment_attempt_expired",
        "payment_intent_payment_attempt_failed", "payment_intent_rate_limit_exceeded",
        "payment_intent_unexpected_state", "payment_method_bank_account_already_verified",
        "payment_method_bank_account_blocked", "payment_method_billing_details_address_missing",
        "payment_method_configuration_failures", "payment_method_currency_mismatch", "payment_method_customer_decline",
        "payment_method_invalid_parameter", "payment_method_invalid_parameter_testmode",
        "payment_method_microdeposit_failed", "payment_method_microdeposit_processing_error",
        "payment_method_microdeposit_verification_amounts_invalid",
        "payment_method_microdeposit_verification_amounts_mismatch",
        "payment_method_microdeposit_verification_attempts_exceeded",
        "payment_method_microdeposit_verification_descriptor_code_mismatch",
        "payment_method_microdeposit_verification_timeout", "payment_method_not_available",
        "payment_method_provider_decline", "payment_method_provider_timeout", "payment_method_restricted",
        "payment_method_unactivated", "payment_method_unexpected_state", "payment_method_unsupported_type",
        "payout_reconciliation_not_ready", "payouts_limit_exceeded", "payouts_not_allowed", "platform_account_required",
        "platform_api_key_expired", "postal_code_invalid", "processing_error", "product_inactive",
        "progressive_onboarding_limit_exceeded", "rate_limit", "refer_to_customer", "refund_disputed_payment",
        "request_blocked", "resource_already_exists", "resource_missing", "return_intent_already_processed",
        "routing_number_invalid", "secret_key_required", "sepa_unsupported_account",
        "service_period_coupon_with_metered_tiered_item_unsupported", "setup_attempt_failed",
        "setup_intent_authentication_failure", "setup_intent_invalid_parameter", "setup_intent_mandate_invalid",
        "setup_intent_mobile_wallet_unsupported", "setup_intent_setup_attempt_expired", "setup_intent_unexpected_state",
        "shipping_address_invalid", "shipping_calculation_failed", "siret_invalid", "sku_inactive",
        "smart_disputes_not_available", "state_unsupported", "status_transition_invalid", "storer_capability_missing",
        "storer_capability_not_active", "stripe_tax_inactive", "subscription_update_trial_after_billing_cycle_anchor",
        "tax_id_invalid", "tax_id_prohibited", "taxes_calculation_failed", "terminal_location_country_unsupported",
        "terminal_reader_busy", "terminal_reader_hardware_fault", "terminal_reader_invalid_location_for_activation",
        "terminal_reader_invalid_location_for_payment", "terminal_reader_offline", "terminal_reader_timeout",
        "testmode_charges_only", "three_d_secure_authentication_not_supported",
        "three_d_secure_authentication_upstream_error", "tls_version_unsupported", "token_already_used",
        "token_card_network_invalid", "token_in_use", "transfer_source_balance_parameters_mismatch",
        "transfers_not_allowed", "url_invalid",
    ]
    | str
)
# fmt: on
"""Machine-readable reason. Most versions add some; the four ``billing_policy_…`` codes are in
2024-04-10 only."""


@model
class PaymentError(Model):
    """Why an attempt failed.

    SetupIntents (``last_setup_error``) and Invoices (``last_finalization_error``) have it too.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-last_payment_error
    """

    _can_contain_itself = True  # in its PaymentIntent's ``last_payment_error``

    advice_code: str | None = None
    """What to do next, such as ``try_again_later``; None when the issuer gave no advice. Since 2025-02-24.acacia."""
    charge: str | None = None
    """Id of the charge that failed; None if there was none."""
    code: PaymentErrorCode | None = None
    """Machine-readable reason; None when there is no code for it. ``card_declined`` has a
    ``decline_code``."""
    decline_code: str | None = None
    """Why the issuer declined, such as ``insufficient_funds``; None unless it declined and said why."""
    doc_url: str | None = None
    """Page of Stripe's documentation about ``code``; None when there is none."""
    message: str | None = None
    """What went wrong, in words; for card errors they may be shown to the customer. None when there are none."""
    network_advice_code: str | None = None
    """Advice of the card network, two digits; None when it gave none. Since 2025-02-24.acacia."""
    network_decline_code: str | None = None
    """Why the network or issuer declined, in their own code; None when they gave none. Since 2025-02-24.acacia."""
    param: str | None = None
    """Name of the parameter at fault; None when it is none in particular."""
    payment_intent: PaymentIntent | None = None
    """The PaymentIntent whose payment failed; None when there is none."""
    payment_method: PaymentMethod | None = None
    """The payment method that failed; None when none was used."""
    payment_method_type: str | None = None
    """Kind of the payment method that failed, such as ``card``; None when Stripe does not say."""
    request_log_url: str | None = None
    """Page of the Dashboard with the log of the request; None when there is none."""
    setup_intent: SetupIntent | None = None
    """The SetupIntent whose setup failed; None when there is none."""
    source: dict[str, Any] | None = None
    """The source (of the older kind) that failed, as a JSON object; None when none was used."""
    type: Literal["api_error", "card_error", "idempotency_error", "invalid_request_error"] | str
    """Kind of error."""


@model
class AutomaticPaymentMethods(Model):
    """Whether the Dashboard decides on payment methods.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-automatic_payment_methods
    """

    allow_redirects: Literal["always", "never"] | str | None = None
    """Whether methods that send the customer to another page are allowed; None when that was not set."""
    enabled: bool | None = None
    """Whether payment methods are chosen by the settings in the Dashboard; None when that was not set."""


@model
class TransferData(Model):
    """What is passed on to a connected account.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-transfer_data
    """

    amount: int | None = None
    """The part that is passed on, in minor units of the payment's currency (such as cents); None for all of it."""
    description: str | None = None
    """Note on the transfer; None when there is none. Since 2026-10-28.endive."""
    destination: str | Account
    """The connected account that receives it, by id or expanded."""
    metadata: dict[str, str] | None = None
    """Key-value pairs for the transfer; None when there are none. Since 2026-10-28.endive."""
    payment_data: dict[str, Any] | None = None
    """Description and metadata for the connected account's payment, as a JSON object; None when there are none. Since
    2026-10-28.endive."""


@model
class PaymentAmountDetails(Model):
    """What the sum of a payment is made of.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-amount_details
    """

    discount_amount: int | None = None
    """All discounts together, in minor units of the payment's currency (such as cents); None when there are none."""
    error: dict[str, Any] | None = None
    """Why the details do not fit the sum, as a JSON object; None when they do."""
    line_items: dict[str, Any] | None = None
    """The first page of what is paid for, as a JSON object; None unless expanded."""
    shipping: dict[str, Any] | None = None
    """Sum and postal codes of the shipping, as a JSON object; None when there is none."""
    tax: dict[str, Any] | None = None
    """Sum of the taxes, as a JSON object; None when there is none."""
    tip: dict[str, Any] | None = None
    """Sum of the tip, as a JSON object; None when there is none."""


@model
class PaymentDetails(Model):
    """Your own references of a payment.

    API reference: https://docs.stripe.com/api/payment_intents/object#payment_intent_object-payment_details
    """

    customer_reference: str | None = None
    """Your reference for the customer; None when not set."""
    order_reference: str | None = None
    """Your reference for the order; None when not set."""


@model
class PaymentIntent(Resource):
    """One payment, over as many attempts as it takes.

    API reference: https://docs.stripe.com/api/payment_intents/object
    """

    id: str
    """Identifier, beginning with ``pi_``."""
    object: Literal["payment_intent"] | str
    """Kind of the object: ``payment_intent``."""
    allowed_payment_method_types: list[str] | None = None
    """Payment methods that it may take, such as ``card``; None when not set. Since 2026-10-28.endive."""
    amount: int
    """The sum to be paid, in minor units of ``currency`` (such as cents)."""
    amount_capturable: int
    """The sum that is authorized and can still be captured, in minor units; 0 when there is none."""
    amount_details: PaymentAmountDetails | None = None
    """What the sum is made of; None when it was not given."""
    amount_received: int
    """The sum that has been received, in minor units; 0 until the payment succeeds."""
    application: str | Application | None = None
    """The Connect application that created it, by id or expanded; None if there is none."""
    application_fee_amount: int | None = None
    """The platform's fee, in minor units; None when there is none."""
    automatic_payment_methods: AutomaticPaymentMethods | None = None
    """Whether the Dashboard decides on payment methods; None when that was not set."""
    canceled_at: int | None = None
    """When it was canceled, in Unix seconds; None unless it was."""
    cancellation_reason: (
        Literal[
            "abandoned",
            "automatic",
            "duplicate",
            "expired",
            "failed_invoice",
            "fraudulent",
            "requested_by_customer",
            "void_invoice",
        ]
        | str
        | None
    ) = None
    """Why it was canceled, by you or by Stripe; None unless it was. ``expired`` since 2025-08-27.basil."""
    capture_method: Literal["automatic", "automatic_async", "manual"] | str
    """Whether the money is captured at once (``automatic``, or ``automatic_async`` with the result later), or only when
    you capture it (``manual``)."""
    client_secret: str | None = None
    """Secret with which the customer's browser completes the payment: do not log or store it. None when withheld."""
    confirmation_method: Literal["automatic", "manual"] | str
    """Whether the browser may finish the confirmation (``automatic``) or your server must (``manual``)."""
    created: int
    """When the PaymentIntent was created, in Unix seconds."""
    currency: str
    """Currency of the amounts: three-letter ISO 4217 code in lower case."""
    customer: str | Customer | DeletedCustomer | None = None
    """The Customer who pays, by id or expanded; None when there is none on record."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    description: str | None = None
    """Note on the payment, which receipts show; None when there is none."""
    excluded_payment_method_types: list[str] | None = None
    """Payment methods that it must not take; None when not set. Since 2025-08-27.basil."""
    hooks: dict[str, Any] | None = None
    """What happens on events of the payment, such as a tax calculation, as a JSON object; None when nothing was set."""
    invoice: str | Invoice | DeletedInvoice | None = None
    """The Invoice it pays, by id or expanded; None when there is none. Until 2025-02-24.acacia; then only
    ``Invoice.payments`` ties the two."""
    last_payment_error: PaymentError | None = None
    """Why the latest attempt failed; None when it did not, and again once an attempt succeeds."""
    latest_charge: str | Charge | None = None
    """The charge of the latest attempt, with receipt, outcome and refunds, by id or expanded; None before the first."""
    livemode: bool
    """True for live data, False for test data."""
    managed_payments: ManagedPayments | None = None
    """Whether Managed Payments handles it; None when that was not set. Since 2026-04-22.dahlia."""
    metadata: dict[str, str]
    """Your own key-value pairs on the PaymentIntent; empty when there are none."""
    next_action: NextAction | None = None
    """What the customer must do next; None unless ``status`` is ``requires_action``."""
    on_behalf_of: str | Account | None = None
    """The connected account that the charge is made for, by id or expanded; None when it is your own."""
    payment_details: PaymentDetails | None = None
    """Your references of the payment; None when not set."""
    payment_method: str | PaymentMethod | None = None
    """The payment method, by id or expanded; None until one was given."""
    payment_method_configuration_details: PaymentMethodConfigurationDetails | None = None
    """The configuration that the payment methods are from; None when you listed them yourself."""
    payment_method_options: dict[str, Any] | None = None
    """Settings by payment method, as a JSON object; None when there are none."""
    payment_method_types: list[str]
    """Kinds of payment method that it accepts, such as ``card``."""
    payment_record: str | dict[str, Any] | None = None
    """The payment record, by id or expanded to a JSON object; None when there is none. Since 2026-10-28.endive."""
    presentment_details: PresentmentDetails | None = None
    """What the customer paid in their own currency; None when it was not converted. Since 2025-08-27.basil."""
    processing: dict[str, Any] | None = None
    """Details of a payment that takes a while, as a JSON object; None unless ``status`` is ``processing``."""
    receipt_email: str | None = None
    """Where the receipt is sent; None when none is sent to a given address."""
    review: str | dict[str, Any] | None = None
    """The review for fraud, by id or expanded to a JSON object; None when there is none."""
    setup_future_usage: Literal["off_session", "on_session"] | str | None = None
    """Whether the payment method is kept for later, without the customer or only with them; None when it is not."""
    shipping: ShippingDetails | None = None
    """Where and to whom the goods are sent; None when that was not given."""
    source: str | dict[str, Any] | None = None
    """Payment source (of the older kind), by id or expanded to a JSON object; None when there is none."""
    statement_descriptor: str | None = None
    """Text on the customer's statement, for payments other than by card; None for the account's default."""
    statement_descriptor_suffix: str | None = None
    """Text after the account's prefix on a card statement; None when there is none."""
    status: (
        Literal[
            "canceled",
            "processing",
            "requires_action",
            "requires_capture",
            "requires_confirmation",
            "requires_payment_method",
            "succeeded",
        ]
        | str
    )
    """Status of the payment; ``requires_payment_method`` also after an attempt that failed."""
    transfer_data: TransferData | None = None
    """What is passed on to a connected account; None when nothing is."""
    transfer_group: str | None = None
    """Name that ties the payment to transfers; None when there is none."""


@model
class PresentmentDetails(Model):
    """What the customer saw and paid in their own currency.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-presentment_details
    """

    presentment_amount: int
    """The sum shown to the customer, in minor units of ``presentment_currency``."""
    presentment_currency: str
    """Currency shown to the customer: three-letter ISO 4217 code in lower case."""
