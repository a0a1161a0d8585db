"""The Session.

In the models, "Since" and "Until" name the first and the last of the modelled API versions (2024-04-10,
2025-02-24.acacia, 2025-08-27.basil, 2025-10-29.clover, 2026-02-25.clover, 2026-04-22.dahlia, 2026-10-28.endive) that
have a field or a value.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..base import ResponseModel, model

if TYPE_CHECKING:
    from ..billing.invoice import DeletedInvoice, Invoice
    from ..billing.subscription import Subscription
    from ..customers.address import ShippingDetails
    from ..customers.customer import Customer, DeletedCustomer
    from ..line_items import LineItemList
    from ..literals import Locale
    from ..payments.payment_intent import PaymentIntent, PresentmentDetails
    from ..payments.payment_link import PaymentLink
    from ..payments.setup_intent import SetupIntent
    from ..products.shipping_rate import ShippingCost, ShippingOption, ShippingRate
    from .custom_fields import CustomField
    from .customer_details import CollectedInformation, Consent, CustomerDetails
    from .display_items import DisplayItem
    from .invoice_creation import InvoiceCreation
    from .payment_method_options import PaymentMethodOptions
    from .payment_page import (
        BrandingSettings,
        ConsentCollection,
        CustomText,
        NameCollection,
        OptionalItem,
        PhoneNumberCollection,
        ShippingAddressCollection,
        TaxIdCollection,
        WalletOptions,
    )
    from .session_settings import (
        AfterExpiration,
        ManagedPayments,
        PaymentMethodConfigurationDetails,
        Permissions,
        SavedPaymentMethodOptions,
    )
    from .totals import AdaptivePricing, AutomaticTax, CurrencyConversion, SessionDiscount, TotalDetails

PaymentStatus: TypeAlias = Literal["no_payment_required", "paid", "unpaid"] | str
"""Whether a Session's money has arrived; ``no_payment_required`` where there is none to take now."""

SessionMode: TypeAlias = Literal["payment", "setup", "subscription"] | str
"""What a Session is for: a single payment, saving a payment method, or starting a Subscription."""

SessionStatus: TypeAlias = Literal["complete", "expired", "open"] | str
"""Status of a Session: still usable, completed by the customer, or expired."""

SubmitType: TypeAlias = Literal["auto", "book", "donate", "pay", "subscribe"] | str
"""The wording of the payment button. ``subscribe`` since 2025-02-24.acacia."""

UIMode: TypeAlias = Literal["custom", "elements", "embedded", "embedded_page", "form", "hosted", "hosted_page"] | str
"""Where a Session is shown. Up to 2026-02-25.clover: ``custom`` (since 2025-08-27.basil), ``embedded`` and ``hosted``,
which 2026-04-22.dahlia calls ``elements``, ``embedded_page`` and ``hosted_page``; ``form`` is new in it."""


@model
class Session(ResponseModel):
    """One customer's visit to Checkout: what is sold, on which terms, and the outcome.

    API reference: https://docs.stripe.com/api/checkout/sessions/object
    """

    _required_fields = ("id", "object")
    _former_keys = MappingProxyType({"shipping_details": "shipping"})

    id: str
    """Identifier, beginning with ``cs_test_`` or ``cs_live_``."""
    object: Literal["checkout.session"] | str
    """Kind of the object: ``checkout.session``."""
    adaptive_pricing: AdaptivePricing | None = None
    """Whether the customer may pay in their own currency; None when not set. Since 2025-02-24.acacia."""
    after_expiration: AfterExpiration | None = None
    """What happens once the Session has expired; None when nothing does."""
    allow_promotion_codes: bool | None = None
    """Whether the customer may enter promotion codes; None when not set, which means no."""
    allowed_payment_method_types: list[str] | None = None
    """Payment methods that the Session may take, such as ``card``; None when not set. Since 2026-10-28.endive."""
    amount_subtotal: int | None = None
    """Sum of all items before discounts and taxes, in minor units of ``currency`` (such as cents); None in ``setup``
    mode."""
    amount_total: int | None = None
    """What the customer pays: all items after discounts and taxes, with shipping, in minor units of ``currency``; None
    in ``setup`` mode."""
    automatic_tax: AutomaticTax
    """Whether Stripe computes the taxes, and how that went. Always there since 2021-07."""
    billing_address_collection: Literal["auto", "required"] | str | None = None
    """Whether Checkout always asks for a billing address, or only if needed; None when not set, meaning ``auto``."""
    branding_settings: BrandingSettings | None = None
    """Colors, images and name of the payment page; None when there is no such page. Since 2025-10-29.clover."""
    cancel_url: str | None = None
    """Target of the back button on the hosted page; None when there is no such button."""
    client_reference_id: str | None = None
    """Your own reference for the Session, such as an order number; None when not set."""
    client_secret: str | None = None
    """Secret that the browser needs to show the Session, where ``ui_mode`` is not the hosted page; otherwise None.
    Never log or store it."""
    collected_information: CollectedInformation | None = None
    """What this Session collected from the customer; None when nothing was. Since 2025-02-24.acacia."""
    consent: Consent | None = None
    """What the customer agreed to; None when they were not asked or have not answered."""
    consent_collection: ConsentCollection | None = None
    """What the customer is asked to agree to; None when nothing."""
    created: int
    """When the Session was created, in Unix seconds. Always there since 2022-09."""
    currency: str | None = None
    """Currency of the amounts: three-letter ISO 4217 code in lower case. None in ``setup`` mode without a currency."""
    currency_conversion: CurrencyConversion | None = None
    """Totals before conversion to the customer's currency; None unless converted. Sessions made since
    2025-03-31 fill ``presentment_details`` instead."""
    custom_fields: list[CustomField]
    """Your own questions, with the customer's answers; empty when there are none, and before 2023-02."""
    custom_text: CustomText
    """Your own text on the payment page. Always there since 2022-11."""
    customer: str | Customer | DeletedCustomer | None = None
    """The Customer, by id or expanded; None for guests, and until one is created when the Session completes."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    customer_creation: Literal["always", "if_required"] | str | None = None
    """Whether a Customer is created when the Session completes; None when you gave one."""
    customer_details: CustomerDetails | None = None
    """Who paid, as the customer stated it; None until the Session has such details, at the latest when complete."""
    customer_email: str | None = None
    """Email address that you prefilled; None when not set. For what the customer entered see
    ``customer_details``."""
    discounts: list[SessionDiscount] | None = None
    """Coupons and promotion codes on the Session; None when there are none. Since 2025-02-24.acacia."""
    display_items: list[DisplayItem] | None = None
    """What is sold. Until 2020-08-27; None in newer responses, which have ``line_items``."""
    excluded_payment_method_types: list[str] | None = None
    """Payment methods that the Session must not take; None when not set. Since 2025-10-29.clover."""
    expires_at: int
    """When an open Session expires, in Unix seconds. Always there since 2021-09."""
    integration_identifier: str | None = None
    """Your own name for the integration that created the Session; None when not set. Since
    2026-04-22.dahlia."""
    invoice: str | Invoice | DeletedInvoice | None = None
    """The Invoice that the Session created, by id or expanded; None if there is none, or not yet."""
    invoice_creation: InvoiceCreation | None = None
    """Whether an invoice is created once the Session is paid; None outside ``payment`` mode."""
    line_items: LineItemList | None = None
    """What is sold: the first page of line items. None unless expanded."""
    livemode: bool
    """True for live data, False for test data."""
    locale: Locale | None = None
    """Language of the payment page; None when not set, which means ``auto``, the browser's."""
    managed_payments: ManagedPayments | None = None
    """Whether Stripe sells as merchant of record; None when not set. Since 2026-04-22.dahlia."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs on the Session; None or empty when there are none."""
    mode: SessionMode
    """What the Session is for. Always there since 2020-04."""
    name_collection: NameCollection | None = None
    """Which names Checkout asks the customer for; None when not set. Since 2025-10-29.clover."""
    optional_items: list[OptionalItem] | None = None
    """What the customer may add to the purchase; None when there is nothing. Since 2025-08-27.basil."""
    origin_context: Literal["mobile_app", "web"] | str | None = None
    """Where the customer started; None when not set. Since 2025-08-27.basil."""
    payment_intent: str | PaymentIntent | None = None
    """The PaymentIntent, by id or expanded; None outside ``payment`` mode, and until the customer starts to pay."""
    payment_link: str | PaymentLink | None = None
    """The PaymentLink that created the Session, by id or expanded; None if there is none."""
    payment_method_collection: Literal["always", "if_required"] | str | None = None
    """Whether Checkout asks for a payment method even when nothing is due now; None when it does not apply."""
    payment_method_configuration_details: PaymentMethodConfigurationDetails | None = None
    """The configuration that the payment methods are from; None when you listed them yourself."""
    payment_method_options: PaymentMethodOptions | None = None
    """Settings of each payment method; None when there are none."""
    payment_method_types: list[str]
    """Payment methods that the Session can take, such as ``card``; empty in responses before 2019-03."""
    payment_status: PaymentStatus
    """Whether the money has arrived. Fulfill an order on this, not on ``status``: some methods pay days later. Always
    there since 2020-09; before, a Session whose PaymentIntent succeeded is paid."""
    permissions: Permissions | None = None
    """Who may change what on the Session; None when not set. Since 2025-08-27.basil."""
    phone_number_collection: PhoneNumberCollection | None = None
    """Whether Checkout asks the customer for a phone number; None when not set."""
    presentment_details: PresentmentDetails | None = None
    """What the customer paid in their own currency; None unless it differs from ``currency``. Since
    2025-08-27.basil."""
    recovered_from: str | None = None
    """Id of the expired Session that this one takes up again; None when it does not."""
    redirect_on_completion: Literal["always", "if_required", "never"] | str | None = None
    """Whether an embedded page redirects to ``return_url`` at the end; None when ``ui_mode`` is not the embedded
    page."""
    return_url: str | None = None
    """Where the customer returns to from an embedded page or from their bank; None on hosted pages, or when not set."""
    saved_payment_method_options: SavedPaymentMethodOptions | None = None
    """How saved payment methods are used; None in ``setup`` mode, or when not set."""
    setup_intent: str | SetupIntent | None = None
    """The SetupIntent, by id or expanded; None outside ``setup`` mode."""
    shipping: ShippingDetails | None = None
    """Where the goods are to be sent. Until 2022-08-01; ``shipping_details`` has it too, whichever key the response
    has. None in newer responses."""
    shipping_address_collection: ShippingAddressCollection | None = None
    """Countries that you ship to; None when Checkout does not ask for a shipping address."""
    shipping_cost: ShippingCost | None = None
    """What shipping costs, by the rate chosen; None when the Session has no shipping rate."""
    shipping_details: ShippingDetails | None = None
    """Where the goods are to be sent; None when not collected. Until 2025-02-24.acacia; later in
    ``collected_information``."""
    shipping_options: list[ShippingOption]
    """Ways of shipping that the customer may choose from; empty when there are none, and before 2021-11."""
    shipping_rate: str | ShippingRate | None = None
    """The ShippingRate that the customer chose, by id or expanded. Until 2022-08-01; None in newer responses, which
    have ``shipping_cost``."""
    status: SessionStatus | None = None
    """Status of the Session; None only on Sessions older than this field."""
    submit_type: SubmitType | None = None
    """Wording of the payment button; None when not set, which means ``auto``."""
    subscription: str | Subscription | None = None
    """The Subscription, by id or expanded; None outside ``subscription`` mode, and until the Session completes."""
    success_url: str | None = None
    """Where the customer is sent after completing the hosted page; None for other values of ``ui_mode``."""
    tax_id_collection: TaxIdCollection | None = None
    """Whether the customer may enter a tax id; None when not set."""
    total_details: TotalDetails | None = None
    """Discounts, shipping and taxes in the total; None when there is no total, as in ``setup`` mode."""
    ui_mode: UIMode | None = None
    """Where the Session is shown: on Stripe's page, embedded in yours, or through Elements; None in old responses,
    which means Stripe's page."""
    url: str | None = None
    """Where to send the customer; None when the Session is not open, or not shown on Stripe's page."""
    wallet_options: WalletOptions | None = None
    """Which wallets are offered; None when not set. Since 2025-08-27.basil."""

    @property
    def is_paid(self) -> bool:
        """Whether nothing remains to be paid now: ``payment_status`` is ``paid`` or ``no_payment_required``.

        False for a Session without ``payment_status``, as rendered before 2020-09.
        """
        return self.payment_status in ("paid", "no_payment_required")
