"""Which module each model class is in. Written by ``spec/make_models_index.py`` from the classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NAMES_BY_MODULE: Final = {
    "line_items": "LineItem LineItemList",
    "objects.account": "Account AccountBusinessProfile",
    "objects.application": "Application DeletedApplication",
    "objects.common": "Address AdjustableQuantity DiscountAmount Issuer ShippingDetails TaxAmount",
    "objects.coupon": "Coupon CouponAppliesTo CouponCurrencyOptions DeletedCoupon",
    "objects.customer": (
        "Customer CustomerInvoiceSettings CustomerSourceList CustomerSubscriptionList CustomerTax CustomerTaxLocation "
        "DeletedCustomer"
    ),
    "objects.discount": "DeletedDiscount Discount DiscountSource",
    "objects.invoice": (
        "ConfirmationSecret DeletedInvoice Invoice InvoiceAutomaticTax InvoiceDiscountAmount InvoiceLineItem "
        "InvoiceLineItemList InvoiceLinePeriod InvoiceParent InvoiceParentSubscriptionDetails InvoicePayment "
        "InvoicePaymentList InvoicePaymentSource InvoiceStatusTransitions InvoiceTax InvoiceTaxRateDetails"
    ),
    "objects.payment_intent": (
        "AutomaticPaymentMethods NextAction PaymentError PaymentIntent RedirectToUrl TransferData"
    ),
    "objects.payment_link": (
        "AfterCompletion AfterCompletionRedirect CompletedSessions HostedConfirmation PaymentLink "
        "PaymentLinkAutomaticTax PaymentLinkRestrictions"
    ),
    "objects.price": "CustomUnitAmount Price PriceCurrencyOptions PriceRecurring PriceTier TransformQuantity",
    "objects.product": "DeletedProduct MarketingFeature PackageDimensions Product ProductTaxDetails",
    "objects.promotion_code": (
        "PromotionCode PromotionCodeCurrencyOptions PromotionCodePromotion PromotionCodeRestrictions"
    ),
    "objects.setup_intent": "SetupIntent",
    "objects.shipping_rate": (
        "DeliveryEstimate DeliveryEstimateBound ShippingRate ShippingRateCurrencyOptions ShippingRateFixedAmount"
    ),
    "objects.subscription": (
        "BillingMode CancellationDetails PauseCollection Subscription SubscriptionAutomaticTax "
        "SubscriptionInvoiceSettings SubscriptionItem SubscriptionItemList SubscriptionPaymentSettings "
        "SubscriptionTransferData TrialEndBehavior TrialSettings"
    ),
    "objects.tax_id": "DeletedTaxId TaxId TaxIdList TaxIdOwner TaxIdVerification",
    "objects.tax_rate": "TaxRate TaxRateFlatAmount",
    "payment_method_options.card_options": (
        "CardInstallments CardOptions CardRestrictions KonbiniOptions PayPalOptions VoucherOptions WeChatPayOptions"
    ),
    "payment_method_options.debit_options": (
        "ACSSDebitMandateOptions ACSSDebitOptions AUBECSDebitOptions DirectDebitMandateOptions DirectDebitOptions "
        "FinancialConnectionsFilters FinancialConnectionsOptions PayToMandateOptions PayToOptions "
        "USBankAccountOptions"
    ),
    "payment_method_options.payment_method_options": (
        "CaptureAndSetupOptions CaptureMethodOptions PaymentMethodOptions SetupFutureUsageOptions"
    ),
    "payment_method_options.transfer_options": (
        "BankTransfer CustomerBalanceOptions EUBankTransfer PixMandateOptions PixOptions SwishOptions "
        "UPIMandateOptions UPIOptions"
    ),
    "session.collection": (
        "ConsentCollection NameCollection NameCollectionSettings PaymentMethodReuseAgreement "
        "ShippingAddressCollection TaxIdCollection"
    ),
    "session.custom_fields": "CustomField CustomFieldDropdown CustomFieldInput CustomFieldLabel CustomFieldOption",
    "session.customer_details": "CollectedInformation Consent CustomerDetails CustomerTaxId",
    "session.invoice_creation": "InvoiceCustomField InvoiceRenderingOptions",
    "session.parts": (
        "AdaptivePricing AutomaticTax CustomText CustomTextMessage InvoiceCreation InvoiceData PhoneNumberCollection "
        "TotalDetails"
    ),
    "session.payment_page": "BrandingImage BrandingSettings LinkWalletOptions OptionalItem WalletOptions",
    "session.session": "Session",
    "session.session_list": "SessionList",
    "session.session_settings": (
        "AfterExpiration AfterExpirationRecovery ManagedPayments PaymentMethodConfigurationDetails Permissions "
        "SavedPaymentMethodOptions"
    ),
    "session.totals": (
        "CurrencyConversion PresentmentDetails SessionDiscount ShippingCost ShippingOption TotalDetailsBreakdown"
    ),
}

MODULES: Final[Mapping[str, str]] = {
    name: module for module, names in _NAMES_BY_MODULE.items() for name in names.split()
}
"""The module of each class, by the class's name."""
