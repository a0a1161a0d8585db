"""Which module each model class is in. Written by ``spec/make_models_index.py`` from the classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NAMES_BY_MODULE: Final = {
    "line_items": "AdjustableQuantity LineItem LineItemList",
    "objects.account": "Account AccountBusinessProfile Issuer",
    "objects.address": "Address ShippingDetails",
    "objects.application": "Application DeletedApplication",
    "objects.coupon": "Coupon CouponAppliesTo CouponCurrencyOptions DeletedCoupon",
    "objects.customer": (
        "Customer CustomerInvoiceSettings CustomerSourceList CustomerSubscriptionList CustomerTax CustomerTaxLocation "
        "DeletedCustomer"
    ),
    "objects.discount": "DeletedDiscount Discount DiscountAmount DiscountSource",
    "objects.invoice": (
        "ConfirmationSecret DeletedInvoice Invoice InvoiceAutomaticTax InvoiceDiscountAmount InvoiceLineItem "
        "InvoiceLineItemList InvoiceLinePeriod InvoiceParent InvoiceParentSubscriptionDetails InvoicePayment "
        "InvoicePaymentList InvoicePaymentSource InvoiceStatusTransitions InvoiceTax InvoiceTaxRateDetails"
    ),
    "objects.payment_intent": (
        "AutomaticPaymentMethods NextAction PaymentError PaymentIntent PresentmentDetails RedirectToUrl TransferData"
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
        "DeliveryEstimate DeliveryEstimateBound ShippingCost ShippingOption ShippingRate ShippingRateCurrencyOptions "
        "ShippingRateFixedAmount"
    ),
    "objects.subscription": (
        "BillingMode CancellationDetails PauseCollection Subscription SubscriptionAutomaticTax "
        "SubscriptionInvoiceSettings SubscriptionItem SubscriptionItemList SubscriptionPaymentSettings "
        "SubscriptionTransferData TrialEndBehavior TrialSettings"
    ),
    "objects.tax_id": "DeletedTaxId TaxId TaxIdList TaxIdOwner TaxIdVerification",
    "objects.tax_rate": "TaxAmount TaxRate TaxRateFlatAmount",
    "payment_method_options.card_options": (
        "CardInstallments CardOptions CardRestrictions KonbiniOptions PayPalOptions VoucherOptions WeChatPayOptions"
    ),
    "payment_method_options.debit_options": (
        "ACSSDebitMandateOptions ACSSDebitOptions AUBECSDebitOptions DirectDebitMandateOptions DirectDebitOptions "
        "FinancialConnectionsFilters FinancialConnectionsOptions PayToMandateOptions PayToOptions "
        "USBankAccountOptions"
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
    "session.invoice_creation": "InvoiceCreation InvoiceCustomField InvoiceData InvoiceRenderingOptions",
    "session.payment_method_options": (
        "CaptureAndSetupOptions CaptureMethodOptions PaymentMethodOptions SetupFutureUsageOptions"
    ),
    "session.payment_page": (
        "BrandingImage BrandingSettings CustomText CustomTextMessage LinkWalletOptions OptionalItem "
        "PhoneNumberCollection WalletOptions"
    ),
    "session.session": "Session",
    "session.session_list": "SessionList",
    "session.session_settings": (
        "AfterExpiration AfterExpirationRecovery ManagedPayments PaymentMethodConfigurationDetails Permissions "
        "SavedPaymentMethodOptions"
    ),
    "session.totals": (
        "AdaptivePricing AutomaticTax CurrencyConversion SessionDiscount TotalDetails TotalDetailsBreakdown"
    ),
}

MODULES: Final[Mapping[str, str]] = {
    name: module for module, names in _NAMES_BY_MODULE.items() for name in names.split()
}
"""The module of each class, by the class's name."""
