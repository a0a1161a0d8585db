"""``SessionCreateParams``: everything that ``sessions.create`` takes."""

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


class SessionCreateParams(TypedDict, total=False):
    """Parameters of ``sessions.create``. API reference: Create a Session.

    ``ui_mode`` is named as the newest version does; see there for the older names of the same modes.
    """

    mode: Required[Literal["payment", "setup", "subscription"]]
    """What the session is for: a one-time payment, saving payment details, or a subscription.

    ``subscription`` as soon as one item is billed repeatedly.
    """

    adaptive_pricing: AdaptivePricingParams
    """Whether customers may pay in their own currency. Since 2025-02-24.acacia."""

    after_expiration: AfterExpirationParams
    """What happens once the session has expired. Not allowed when ``ui_mode`` is ``elements``."""

    allow_promotion_codes: bool
    """Let customers enter promotion codes."""

    allowed_payment_method_types: PaymentMethodTypes
    """Narrows the payment methods: of those that Stripe finds fit for the session, only these are offered.

    Since 2026-10-28.endive, which dropped the fixed list ``payment_method_types``.
    """

    automatic_tax: AutomaticTaxParams
    """Tax worked out by Stripe, here and on the invoices and subscription that follow."""

    billing_address_collection: Literal["auto", "required"]
    """Whether a billing address is always asked for, or only where it is needed (``auto``, the default)."""

    branding_settings: BrandingSettingsParams
    """Colours, font and images of the page. Not allowed when ``ui_mode`` is ``elements``. Since 2025-10-29.clover."""

    cancel_url: str
    """Address that the page's back button leads to; without it there is no such button.

    Not allowed when ``ui_mode`` is ``embedded_page`` or ``elements``.
    """

    client_reference_id: str
    """Your own name for the session, such as a cart ID, to match it with your records."""

    consent_collection: ConsentCollectionParams
    """Consent to ask the customer for."""

    currency: Currency
    """Currency of the session (ISO 4217, lower case); otherwise that of the prices.

    In mode ``setup`` it is needed unless ``allowed_payment_method_types`` is given (``payment_method_types`` in older
    versions).
    """

    custom_fields: list[CustomFieldParams]
    """More fields on the page, at most 3. Not allowed when ``ui_mode`` is ``elements``."""

    custom_text: CustomTextParams
    """More text on the page. Not allowed when ``ui_mode`` is ``elements``."""

    customer: str
    """ID of an existing customer (``cus_…``), whose details fill the page; an email address on file cannot be changed.

    Without it, mode ``subscription`` and ``customer_creation`` ``always`` make a new customer.
    """

    customer_account: str
    """ID of an existing account (``acct_…``) as the customer; works as ``customer`` does. Since 2026-02-25.clover."""

    customer_creation: Literal["always", "if_required"]
    """Whether to make a customer, in modes ``payment`` and ``setup``.

    Without one the session still holds what the customer entered, in its ``customer_details``.
    """

    customer_email: str
    """Email address to fill in, and for the customer that is made. Without it, the page asks."""

    customer_update: CustomerUpdateParams
    """What the session may write to the existing customer. Only with ``customer``."""

    discounts: list[DiscountParams]
    """The discount to apply: at most one."""

    excluded_payment_method_types: PaymentMethodTypes
    """Payment methods not to offer, of those switched on in the Dashboard. Not ``link``: see ``wallet_options``.

    Since 2025-10-29.clover.
    """

    expand: list[str]
    """Fields to return as whole objects rather than IDs, or to include at all (``line_items``); dots reach deeper."""

    expires_at: Timestamp
    """When the session expires, 30 minutes to 24 hours from now. 24 hours unless set."""

    integration_identifier: str
    """Your own name for an integration; many sessions can share it. Since 2026-04-22.dahlia."""

    invoice_creation: InvoiceCreationParams
    """An invoice after a one-time payment, in mode ``payment``."""

    line_items: list[LineItemParams]
    """What the customer buys. Needed in modes ``payment`` and ``subscription``.

    At most 100 in mode ``payment``. In mode ``subscription`` at most 20 with recurring prices and 20 with one-time
    prices, which are billed on the first invoice only.
    """

    locale: Locale
    """Language of the page; the browser's, unless set or when ``auto``."""

    managed_payments: ManagedPaymentsParams
    """Whether Stripe is the merchant of record. Since 2026-04-22.dahlia."""

    metadata: Metadata
    """Your own notes on the session. They are not copied to the payment, setup or subscription it makes."""

    name_collection: NameCollectionParams
    """Names to ask the customer for. Since 2025-10-29.clover."""

    optional_items: list[OptionalItemParams]
    """Things the customer may add to the order, at most 10; they count towards the limits of ``line_items``.

    Not allowed when ``ui_mode`` is ``elements`` or ``form``. Since 2025-08-27.basil.
    """

    origin_context: Literal["mobile_app", "web"]
    """Where the customer comes from. Not allowed when ``ui_mode`` is ``elements``. Since 2025-08-27.basil."""

    payment_intent_data: PaymentIntentDataParams
    """Settings of the PaymentIntent, in mode ``payment``."""

    payment_method_collection: Literal["always", "if_required"]
    """Whether to ask for a payment method when nothing is due yet, in mode ``subscription``. ``always`` unless set."""

    payment_method_configuration: str
    """Which payment method configuration (``pmc_…``) to use instead of the account's default."""

    payment_method_data: PaymentMethodDataParams
    """Settings of the payment method that the session makes."""

    payment_method_options: PaymentMethodOptionsParams
    """Options of single payment methods."""

    payment_method_types: PaymentMethodTypes
    """Exactly these payment methods, whatever the Dashboard says.

    Dropped in 2026-10-28.endive: leave the choice to the Dashboard, narrowed by ``allowed_payment_method_types``.
    """

    permissions: PermissionsParams
    """Who may change what during the session. Only when ``ui_mode`` is ``embedded_page`` or ``elements``.

    Since 2025-08-27.basil.
    """

    phone_number_collection: PhoneNumberCollectionParams
    """Whether to ask for a phone number."""

    redirect_on_completion: Literal["always", "if_required", "never"]
    """Whether to lead to ``return_url`` at the end, when ``ui_mode`` is ``embedded_page``. ``always`` unless set."""

    return_url: str
    """Address to come back to, after a visit to the bank's or wallet's own page and at the end.

    For ``ui_mode`` ``embedded_page`` and ``elements``, which need it wherever payment methods with such a visit are
    offered. Write ``{CHECKOUT_SESSION_ID}`` where the session's ID should stand.
    """

    saved_payment_method_options: SavedPaymentMethodOptionsParams
    """Saved payment methods on the page. Only in modes ``payment`` and ``subscription``."""

    setup_intent_data: SetupIntentDataParams
    """Settings of the SetupIntent, in mode ``setup``."""

    shipping_address_collection: ShippingAddressCollectionParams
    """Ask for a shipping address, in these countries."""

    shipping_options: list[ShippingOptionParams]
    """The ways to ship that the customer can choose from, at most 5."""

    submit_type: Literal["auto", "book", "donate", "pay", "subscribe"]
    """What the button says, and other words on the page, in modes ``payment`` and ``subscription``.

    ``pay`` unless set or when ``auto``. Not allowed when ``ui_mode`` is ``elements``. ``subscribe`` since
    2025-02-24.acacia.
    """

    subscription_data: SubscriptionDataParams
    """Settings of the new subscription, in mode ``subscription``."""

    success_url: str
    """Address that the customer is sent to at the end.

    Write ``{CHECKOUT_SESSION_ID}`` where the session's ID should stand. Not allowed when ``ui_mode`` is
    ``embedded_page`` or ``elements``.
    """

    tax_id_collection: TaxIdCollectionParams
    """Asking business customers for a tax ID."""

    ui_mode: Literal["elements", "embedded_page", "form", "hosted_page", "custom", "embedded", "hosted"]
    """Where the customer pays: on Stripe's page (``hosted_page``, the default), on the same page embedded in yours
    (``embedded_page``), or in components on your own page (``elements``, ``form``).

    Renamed in 2026-04-22.dahlia, which also added ``form``: older versions say ``hosted``, ``embedded`` and, since
    2025-08-27.basil, ``custom`` (now ``elements``).
    """

    wallet_options: WalletOptionsParams
    """Settings of single wallets. Since 2025-08-27.basil."""
