"""Which module each model class is in. Written by ``spec/make_models_index.py`` from the classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NAMES_BY_MODULE: Final = {
    "billing.invoice": (
        "ConfirmationSecret DeletedInvoice Invoice InvoiceAutomaticTax InvoiceOrigin InvoiceParent "
        "InvoiceParentSubscriptionDetails InvoiceStatusTransitions"
    ),
    "billing.invoice_details": (
        "InvoicePaymentSettings InvoicePretaxCredit InvoiceQuoteDetails InvoiceRendering InvoiceRenderingPDF "
        "InvoiceStatusDetails InvoiceThresholdItem InvoiceThresholdReason InvoiceUncollectible"
    ),
    "billing.invoice_line_item": (
        "InvoiceDiscountAmount InvoiceLineItem InvoiceLineItemList InvoiceLinePeriod InvoiceTax InvoiceTaxRateDetails"
    ),
    "billing.invoice_payment": "InvoicePayment InvoicePaymentList InvoicePaymentSource",
    "billing.subscription": (
        "CancellationDetails PauseCollection Subscription SubscriptionAutomaticTax SubscriptionInvoiceSettings "
        "SubscriptionItem SubscriptionItemList SubscriptionPaymentSettings SubscriptionPendingUpdate "
        "SubscriptionTransferData TrialEndBehavior TrialSettings"
    ),
    "billing.subscription_billing": (
        "BillingCycleAnchorConfig BillingDuration BillingMode BillingModeFlexible BillingSchedule BillingScheduleEnd "
        "BillingScheduleTarget BillingThresholds PendingInvoiceItemInterval SubscriptionPause "
        "SubscriptionPausedDetails SubscriptionPresentmentDetails SubscriptionStatusDetails"
    ),
    "customers.account": "Account AccountBusinessProfile AnnualRevenue Issuer MonthlyRevenue",
    "customers.address": "Address ShippingDetails",
    "customers.application": "Application DeletedApplication",
    "customers.customer": (
        "Customer CustomerInvoiceSettings CustomerSourceList CustomerSubscriptionList CustomerTax CustomerTaxLocation "
        "DeletedCustomer"
    ),
    "customers.tax_id": "DeletedTaxId TaxId TaxIdList TaxIdOwner TaxIdVerification",
    "line_items": "AdjustableQuantity LineItem LineItemList",
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
    "payments.balance_transaction": "BalanceTransaction FeeDetail",
    "payments.charge": "Charge ChargeFraudDetails ChargeOutcome",
    "payments.charge_accounts": (
        "ChargeBankDebit ChargeBankRedirect ChargeBankTransfer ChargeCrypto ChargeKlarna ChargePayPal ChargeVoucher "
        "ChargeWallet"
    ),
    "payments.charge_payment_details": "ChargeCard ChargeCardPresent PaymentMethodDetails",
    "payments.next_action": (
        "AlipayRedirect BankTransferInstructions CardNotification KonbiniDetails KonbiniStore KonbiniStores "
        "MicrodepositVerification NextAction QRCode RedirectOrQRCode RedirectToUrl VoucherDetails"
    ),
    "payments.payment_intent": (
        "AutomaticPaymentMethods PaymentAmountDetails PaymentDetails PaymentError PaymentIntent PresentmentDetails "
        "TransferData"
    ),
    "payments.payment_link": (
        "AfterCompletion AfterCompletionRedirect CompletedSessions HostedConfirmation PaymentLink "
        "PaymentLinkAutomaticTax PaymentLinkPaymentIntentData PaymentLinkRestrictions PaymentLinkSubscriptionData"
    ),
    "payments.payment_method": (
        "BillingDetails CardChecks CardNetworks CardWallet CardWalletContact PaymentMethod PaymentMethodCard "
        "ThreeDSecureUsage"
    ),
    "payments.payment_method_accounts": (
        "PaymentMethodBank PaymentMethodBankDebit PaymentMethodCardPresent PaymentMethodCashApp PaymentMethodCustom "
        "PaymentMethodEmail PaymentMethodPayPal PaymentMethodUSBankAccount PaymentMethodWallet"
    ),
    "payments.refund": "Refund RefundList",
    "payments.setup_intent": "SetupIntent",
    "products.coupon": "Coupon CouponAppliesTo CouponCurrencyOptions DeletedCoupon",
    "products.discount": "DeletedDiscount Discount DiscountAmount DiscountSource",
    "products.price": "CustomUnitAmount Price PriceCurrencyOptions PriceRecurring PriceTier TransformQuantity",
    "products.product": "DeletedProduct MarketingFeature PackageDimensions Product ProductTaxDetails",
    "products.promotion_code": (
        "PromotionCode PromotionCodeCurrencyOptions PromotionCodePromotion PromotionCodeRestrictions"
    ),
    "products.shipping_rate": (
        "DeliveryEstimate DeliveryEstimateBound ShippingCost ShippingOption ShippingRate ShippingRateCurrencyOptions "
        "ShippingRateFixedAmount"
    ),
    "products.tax_rate": "TaxAmount TaxRate TaxRateFlatAmount",
    "session.custom_fields": "CustomField CustomFieldDropdown CustomFieldInput CustomFieldLabel CustomFieldOption",
    "session.customer_details": "CollectedInformation Consent CustomerDetails CustomerTaxId",
    "session.display_items": "DisplayItem DisplayItemCustom",
    "session.invoice_creation": "InvoiceCreation InvoiceCustomField InvoiceData InvoiceRenderingOptions",
    "session.payment_method_options": (
        "CaptureAndSetupOptions CaptureMethodOptions PaymentMethodOptions SetupFutureUsageOptions"
    ),
    "session.payment_page": (
        "BrandingImage BrandingSettings ConsentCollection CustomText CustomTextMessage LinkWalletOptions "
        "NameCollection NameCollectionSettings OptionalItem PaymentMethodReuseAgreement PhoneNumberCollection "
        "ShippingAddressCollection TaxIdCollection WalletOptions"
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
