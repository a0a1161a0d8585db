"""``SessionCreateParams``: the parameters of ``sessions.create``."""

from __future__ import annotations

from typing import Literal, Required

from typing_extensions import TypedDict

from .aliases import Currency, Locale, Metadata, PaymentMethodTypes, Timestamp
from .branding import BrandingSettingsParams
from .collection_params import ConsentCollectionParams, NameCollectionParams, PhoneNumberCollectionParams
from .intents import PaymentIntentDataParams, SetupIntentDataParams
from .invoice_params import InvoiceCreationParams
from .line_item_params import LineItemParams, OptionalItemParams
from .payment_methods.method_options import PaymentMethodOptionsParams
from .payment_methods.payment_method_data import (
    PaymentMethodDataParams,
    SavedPaymentMethodOptionsParams,
    WalletOptionsParams,
)
from .prices import DiscountParams
from .session_behavior import (
    AdaptivePricingParams,
    AfterExpirationParams,
    CustomerUpdateParams,
    ManagedPaymentsParams,
    PermissionsParams,
)
from .shipping import ShippingAddressCollectionParams, ShippingOptionParams
from .subscription_params import SubscriptionDataParams
from .tax import AutomaticTaxParams, TaxIdCollectionParams
from .text_and_fields import CustomFieldParams, CustomTextParams


class SessionCreateParams(TypedDict, total=False, closed=True):
    """Parameters of ``sessions.create``.

    API reference: https://docs.stripe.com/api/checkout/sessions/create

    The docstrings use the newest version's names of the ``ui_mode`` values. ``ui_mode`` lists the older names.
    """

    mode: Required[Literal["payment", "setup", "subscription"]]
    """Purpose of the session: a one-time payment, saving payment details, or a subscription.

    If at least one item is recurring, it must be ``subscription``.
    """

    adaptive_pricing: AdaptivePricingParams
    """Whether customers may pay in their own currency. Since 2025-02-24.acacia."""

    after_expiration: AfterExpirationParams
    """What happens after the session expires. Not allowed if ``ui_mode`` is ``elements``."""

    allow_promotion_codes: bool
    """Let customers enter promotion codes."""

    allowed_payment_method_types: PaymentMethodTypes
    """The only payment methods to offer, of those that Stripe considers suitable for the session.

    Since 2026-10-28.endive, which dropped the fixed list ``payment_method_types``.
    """

    automatic_tax: AutomaticTaxParams
    """Tax calculated by Stripe, in this session and on the resulting invoices and subscription."""

    billing_address_collection: Literal["auto", "required"]
    """Whether to always ask for a billing address, or only if it is needed (``auto``, the default)."""

    branding_settings: BrandingSettingsParams
    """Colors, font and images of the page. Not allowed if ``ui_mode`` is ``elements``. Since 2025-10-29.clover."""

    cancel_url: str
    """URL of the page's back button. Without it, there is no such button.

    Not allowed if ``ui_mode`` is ``embedded_page`` or ``elements``.
    """

    client_reference_id: str
    """Your own reference for the session, such as an order number, to match it with your records."""

    consent_collection: ConsentCollectionParams
    """Consent to ask the customer for."""

    currency: Currency
    """Currency of the session (ISO 4217, lower case). By default, the currency of the prices.

    Required in mode ``setup``, unless ``allowed_payment_method_types`` is given (``payment_method_types`` in older
    versions).
    """

    custom_fields: list[CustomFieldParams]
    """Custom fields on the page, at most 3. Not allowed if ``ui_mode`` is ``elements``."""

    custom_text: CustomTextParams
    """Custom texts on the page. Not allowed if ``ui_mode`` is ``elements``."""

    customer: str
    """ID of an existing customer (``cus_…``), whose details prefill the page. A stored email address cannot be changed.

    Without it, mode ``subscription`` and ``customer_creation`` ``always`` create a new customer.
    """

    customer_account: str
    """ID of an existing account (``acct_…``) as the customer. Works like ``customer``. Since 2026-02-25.clover."""

    customer_creation: Literal["always", "if_required"]
    """Whether to create a customer, in modes ``payment`` and ``setup``.

    Without a customer, ``customer_details`` of the session still contains what the customer entered.
    """

    customer_email: str
    """Email address to prefill, and for the customer that is created. By default, the page asks for it."""

    customer_update: CustomerUpdateParams
    """What the session may change on the existing customer. Only with ``customer``."""

    discounts: list[DiscountParams]
    """The discount to apply: at most one."""

    excluded_payment_method_types: PaymentMethodTypes
    """Payment methods of the Dashboard that are not offered. For ``link``, use ``wallet_options``.

    Since 2025-10-29.clover.
    """

    expand: list[str]
    """Fields to return as objects instead of IDs, or to include at all (``line_items``). Dots reach nested fields."""

    expires_at: Timestamp
    """When the session expires, 30 minutes to 24 hours from now. By default, in 24 hours."""

    integration_identifier: str
    """Your own name for an integration; many sessions can share it. Since 2026-04-22.dahlia."""

    invoice_creation: InvoiceCreationParams
    """An invoice after a one-time payment, in mode ``payment``."""

    line_items: list[LineItemParams]
    """What the customer buys. Required in modes ``payment`` and ``subscription``.

    At most 100 in mode ``payment``. In mode ``subscription``, at most 20 with recurring prices and 20 with one-time
    prices, which are billed on the first invoice only.
    """

    locale: Locale
    """Language of the page. ``auto``, the default, uses the browser's language."""

    managed_payments: ManagedPaymentsParams
    """Whether Stripe is the merchant of record. Since 2026-04-22.dahlia."""

    metadata: Metadata
    """Your own notes on the session. They are not copied to the resulting payment, setup or subscription."""

    name_collection: NameCollectionParams
    """Names to ask the customer for. Since 2025-10-29.clover."""

    optional_items: list[OptionalItemParams]
    """Items that the customer may add to the order, at most 10. They count towards the limits of ``line_items``.

    Not allowed if ``ui_mode`` is ``elements`` or ``form``. Since 2025-08-27.basil.
    """

    origin_context: Literal["mobile_app", "web"]
    """Where the customer comes from. Not allowed if ``ui_mode`` is ``elements``. Since 2025-08-27.basil."""

    payment_intent_data: PaymentIntentDataParams
    """Settings of the PaymentIntent, in mode ``payment``."""

    payment_method_collection: Literal["always", "if_required"]
    """Whether to ask for a payment method if nothing is due yet, in mode ``subscription``. ``always`` by default."""

    payment_method_configuration: str
    """ID of the payment method configuration (``pmc_…``) to use instead of the account's default."""

    payment_method_data: PaymentMethodDataParams
    """Settings of the payment method that the session creates."""

    payment_method_options: PaymentMethodOptionsParams
    """Options of individual payment methods."""

    payment_method_types: PaymentMethodTypes
    """The payment methods to offer, regardless of the Dashboard.

    Dropped in 2026-10-28.endive: leave the choice to the Dashboard, narrowed by ``allowed_payment_method_types``.
    """

    permissions: PermissionsParams
    """Who may change what while the session is open. Only if ``ui_mode`` is ``embedded_page`` or ``elements``.

    Since 2025-08-27.basil.
    """

    phone_number_collection: PhoneNumberCollectionParams
    """Whether to ask for a phone number."""

    redirect_on_completion: Literal["always", "if_required", "never"]
    """Whether to redirect to ``return_url`` at the end, if ``ui_mode`` is ``embedded_page``. ``always`` by default."""

    return_url: str
    """URL to which the customer returns from a bank's or wallet's page, and at the end.

    For ``ui_mode`` ``embedded_page`` and ``elements``. Required if any payment method redirects the customer. Stripe
    replaces ``{CHECKOUT_SESSION_ID}`` with the session's ID.
    """

    saved_payment_method_options: SavedPaymentMethodOptionsParams
    """Saved payment methods on the page. Only in modes ``payment`` and ``subscription``."""

    setup_intent_data: SetupIntentDataParams
    """Settings of the SetupIntent, in mode ``setup``."""

    shipping_address_collection: ShippingAddressCollectionParams
    """Asks for a shipping address, in these countries."""

    shipping_options: list[ShippingOptionParams]
    """The shipping options that the customer can choose from, at most 5."""

    submit_type: Literal["auto", "book", "donate", "pay", "subscribe"]
    """Text of the button and related texts on the page, in modes ``payment`` and ``subscription``.

    ``auto``, the default, is the same as ``pay``. Not allowed if ``ui_mode`` is ``elements``. ``subscribe`` since
    2025-02-24.acacia.
    """

    subscription_data: SubscriptionDataParams
    """Settings of the new subscription, in mode ``subscription``."""

    success_url: str
    """URL to which the customer is redirected at the end.

    Stripe replaces ``{CHECKOUT_SESSION_ID}`` with the session's ID. Not allowed if ``ui_mode`` is ``embedded_page`` or
    ``elements``.
    """

    tax_id_collection: TaxIdCollectionParams
    """Whether to ask business customers for a tax ID."""

    ui_mode: Literal["elements", "embedded_page", "form", "hosted_page", "custom", "embedded", "hosted"]
    """Where the customer pays: on Stripe's page (``hosted_page``, the default), on the same page embedded in yours
    (``embedded_page``), or in components on your own page (``elements``, ``form``).

    Renamed in 2026-04-22.dahlia, which also added ``form``. Older versions use ``hosted``, ``embedded`` and, since
    2025-08-27.basil, ``custom`` (now ``elements``).
    """

    wallet_options: WalletOptionsParams
    """Settings of individual wallets. Since 2025-08-27.basil."""
