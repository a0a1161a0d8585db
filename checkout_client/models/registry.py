"""Which module each model is in, so that one is loaded only when a response or a caller needs it."""

from __future__ import annotations

from typing import Final

_NAMES_BY_MODULE: Final = {
    "account": "Account AccountBusinessProfile",
    "application": "Application DeletedApplication",
    "common": "Address AdjustableQuantity DiscountAmount Issuer ShippingDetails TaxAmount",
    "coupon": "Coupon CouponAppliesTo CouponCurrencyOptions DeletedCoupon",
    "customer": "Customer CustomerInvoiceSettings CustomerSourceList CustomerSubscriptionList CustomerTax CustomerTaxLocation DeletedCustomer",
    "discount": "DeletedDiscount Discount DiscountSource",
    "invoice": "ConfirmationSecret DeletedInvoice Invoice InvoiceAutomaticTax InvoiceDiscountAmount InvoiceLineItem InvoiceLineItemList InvoiceLinePeriod InvoiceParent InvoiceParentSubscriptionDetails InvoicePayment InvoicePaymentList InvoicePaymentSource InvoiceStatusTransitions InvoiceTax InvoiceTaxRateDetails",
    "line_items": "LineItem LineItemList",
    "payment_intent": "AutomaticPaymentMethods NextAction PaymentError PaymentIntent RedirectToUrl TransferData",
    "payment_link": "AfterCompletion AfterCompletionRedirect CompletedSessions HostedConfirmation PaymentLink PaymentLinkAutomaticTax PaymentLinkRestrictions",
    "payment_method_options": "CaptureAndSetupOptions CaptureMethodOptions PaymentMethodOptions SetupFutureUsageOptions",
    "payment_method_options_cards": "CardInstallments CardOptions CardRestrictions KonbiniOptions PayPalOptions VoucherOptions WeChatPayOptions",
    "payment_method_options_debits": "ACSSDebitMandateOptions ACSSDebitOptions AUBECSDebitOptions DirectDebitMandateOptions DirectDebitOptions FinancialConnectionsFilters FinancialConnectionsOptions PayToMandateOptions PayToOptions USBankAccountOptions",
    "payment_method_options_transfers": "BankTransfer CustomerBalanceOptions EUBankTransfer PixMandateOptions PixOptions SwishOptions UPIMandateOptions UPIOptions",
    "price": "CustomUnitAmount Price PriceCurrencyOptions PriceRecurring PriceTier TransformQuantity",
    "product": "DeletedProduct MarketingFeature PackageDimensions Product ProductTaxDetails",
    "promotion_code": "PromotionCode PromotionCodeCurrencyOptions PromotionCodePromotion PromotionCodeRestrictions",
    "session": "Session",
    "session_amounts": "AdaptivePricing AutomaticTax CurrencyConversion PresentmentDetails SessionDiscount ShippingCost ShippingOption TotalDetails TotalDetailsBreakdown",
    "session_custom_fields": "CustomField CustomFieldDropdown CustomFieldInput CustomFieldLabel CustomFieldOption",
    "session_customer": "CollectedInformation Consent ConsentCollection CustomerDetails CustomerTaxId NameCollection NameCollectionSettings PaymentMethodReuseAgreement PhoneNumberCollection ShippingAddressCollection TaxIdCollection",
    "session_invoice": "InvoiceCreation InvoiceCustomField InvoiceData InvoiceRenderingOptions",
    "session_list": "SessionList",
    "session_page": "BrandingImage BrandingSettings CustomText CustomTextMessage LinkWalletOptions OptionalItem WalletOptions",
    "session_settings": "AfterExpiration AfterExpirationRecovery ManagedPayments PaymentMethodConfigurationDetails Permissions SavedPaymentMethodOptions",
    "setup_intent": "SetupIntent",
    "shipping_rate": "DeliveryEstimate DeliveryEstimateBound ShippingRate ShippingRateCurrencyOptions ShippingRateFixedAmount",
    "subscription": "BillingMode CancellationDetails PauseCollection Subscription SubscriptionAutomaticTax SubscriptionInvoiceSettings SubscriptionItem SubscriptionItemList SubscriptionPaymentSettings SubscriptionTransferData TrialEndBehavior TrialSettings",
    "tax_id": "DeletedTaxId TaxId TaxIdList TaxIdOwner TaxIdVerification",
    "tax_rate": "TaxRate TaxRateFlatAmount",
}

MODULES: Final = {name: module for module, names in _NAMES_BY_MODULE.items() for name in names.split()}
"""Module by class name."""

DELETED: Final = frozenset(name for name in MODULES if name.startswith("Deleted"))
"""The classes that stand for what was deleted."""
