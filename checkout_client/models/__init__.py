"""The classes that responses are made of; each module loads when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .registry import MODULES

if TYPE_CHECKING:
    from .account import Account as Account, AccountBusinessProfile as AccountBusinessProfile
    from .application import Application as Application, DeletedApplication as DeletedApplication
    from .common import Address as Address, AdjustableQuantity as AdjustableQuantity, DiscountAmount as DiscountAmount, Issuer as Issuer, ShippingDetails as ShippingDetails, TaxAmount as TaxAmount
    from .coupon import Coupon as Coupon, CouponAppliesTo as CouponAppliesTo, CouponCurrencyOptions as CouponCurrencyOptions, DeletedCoupon as DeletedCoupon
    from .customer import Customer as Customer, CustomerInvoiceSettings as CustomerInvoiceSettings, CustomerSourceList as CustomerSourceList, CustomerSubscriptionList as CustomerSubscriptionList, CustomerTax as CustomerTax, CustomerTaxLocation as CustomerTaxLocation, DeletedCustomer as DeletedCustomer
    from .discount import DeletedDiscount as DeletedDiscount, Discount as Discount, DiscountSource as DiscountSource
    from .invoice import ConfirmationSecret as ConfirmationSecret, DeletedInvoice as DeletedInvoice, Invoice as Invoice, InvoiceAutomaticTax as InvoiceAutomaticTax, InvoiceDiscountAmount as InvoiceDiscountAmount, InvoiceLineItem as InvoiceLineItem, InvoiceLineItemList as InvoiceLineItemList, InvoiceLinePeriod as InvoiceLinePeriod, InvoiceParent as InvoiceParent, InvoiceParentSubscriptionDetails as InvoiceParentSubscriptionDetails, InvoicePayment as InvoicePayment, InvoicePaymentList as InvoicePaymentList, InvoicePaymentSource as InvoicePaymentSource, InvoiceStatusTransitions as InvoiceStatusTransitions, InvoiceTax as InvoiceTax, InvoiceTaxRateDetails as InvoiceTaxRateDetails
    from .line_items import LineItem as LineItem, LineItemList as LineItemList
    from .payment_intent import AutomaticPaymentMethods as AutomaticPaymentMethods, NextAction as NextAction, PaymentError as PaymentError, PaymentIntent as PaymentIntent, RedirectToUrl as RedirectToUrl, TransferData as TransferData
    from .payment_link import AfterCompletion as AfterCompletion, AfterCompletionRedirect as AfterCompletionRedirect, CompletedSessions as CompletedSessions, HostedConfirmation as HostedConfirmation, PaymentLink as PaymentLink, PaymentLinkAutomaticTax as PaymentLinkAutomaticTax, PaymentLinkRestrictions as PaymentLinkRestrictions
    from .payment_method_options import CaptureAndSetupOptions as CaptureAndSetupOptions, CaptureMethodOptions as CaptureMethodOptions, PaymentMethodOptions as PaymentMethodOptions, SetupFutureUsageOptions as SetupFutureUsageOptions
    from .payment_method_options_cards import CardInstallments as CardInstallments, CardOptions as CardOptions, CardRestrictions as CardRestrictions, KonbiniOptions as KonbiniOptions, PayPalOptions as PayPalOptions, VoucherOptions as VoucherOptions, WeChatPayOptions as WeChatPayOptions
    from .payment_method_options_debits import ACSSDebitMandateOptions as ACSSDebitMandateOptions, ACSSDebitOptions as ACSSDebitOptions, AUBECSDebitOptions as AUBECSDebitOptions, DirectDebitMandateOptions as DirectDebitMandateOptions, DirectDebitOptions as DirectDebitOptions, FinancialConnectionsFilters as FinancialConnectionsFilters, FinancialConnectionsOptions as FinancialConnectionsOptions, PayToMandateOptions as PayToMandateOptions, PayToOptions as PayToOptions, USBankAccountOptions as USBankAccountOptions
    from .payment_method_options_transfers import BankTransfer as BankTransfer, CustomerBalanceOptions as CustomerBalanceOptions, EUBankTransfer as EUBankTransfer, PixMandateOptions as PixMandateOptions, PixOptions as PixOptions, SwishOptions as SwishOptions, UPIMandateOptions as UPIMandateOptions, UPIOptions as UPIOptions
    from .price import CustomUnitAmount as CustomUnitAmount, Price as Price, PriceCurrencyOptions as PriceCurrencyOptions, PriceRecurring as PriceRecurring, PriceTier as PriceTier, TransformQuantity as TransformQuantity
    from .product import DeletedProduct as DeletedProduct, MarketingFeature as MarketingFeature, PackageDimensions as PackageDimensions, Product as Product, ProductTaxDetails as ProductTaxDetails
    from .promotion_code import PromotionCode as PromotionCode, PromotionCodeCurrencyOptions as PromotionCodeCurrencyOptions, PromotionCodePromotion as PromotionCodePromotion, PromotionCodeRestrictions as PromotionCodeRestrictions
    from .session import Session as Session
    from .session_amounts import AdaptivePricing as AdaptivePricing, AutomaticTax as AutomaticTax, CurrencyConversion as CurrencyConversion, PresentmentDetails as PresentmentDetails, SessionDiscount as SessionDiscount, ShippingCost as ShippingCost, ShippingOption as ShippingOption, TotalDetails as TotalDetails, TotalDetailsBreakdown as TotalDetailsBreakdown
    from .session_custom_fields import CustomField as CustomField, CustomFieldDropdown as CustomFieldDropdown, CustomFieldInput as CustomFieldInput, CustomFieldLabel as CustomFieldLabel, CustomFieldOption as CustomFieldOption
    from .session_customer import CollectedInformation as CollectedInformation, Consent as Consent, ConsentCollection as ConsentCollection, CustomerDetails as CustomerDetails, CustomerTaxId as CustomerTaxId, NameCollection as NameCollection, NameCollectionSettings as NameCollectionSettings, PaymentMethodReuseAgreement as PaymentMethodReuseAgreement, PhoneNumberCollection as PhoneNumberCollection, ShippingAddressCollection as ShippingAddressCollection, TaxIdCollection as TaxIdCollection
    from .session_invoice import InvoiceCreation as InvoiceCreation, InvoiceCustomField as InvoiceCustomField, InvoiceData as InvoiceData, InvoiceRenderingOptions as InvoiceRenderingOptions
    from .session_list import SessionList as SessionList
    from .session_page import BrandingImage as BrandingImage, BrandingSettings as BrandingSettings, CustomText as CustomText, CustomTextMessage as CustomTextMessage, LinkWalletOptions as LinkWalletOptions, OptionalItem as OptionalItem, WalletOptions as WalletOptions
    from .session_settings import AfterExpiration as AfterExpiration, AfterExpirationRecovery as AfterExpirationRecovery, ManagedPayments as ManagedPayments, PaymentMethodConfigurationDetails as PaymentMethodConfigurationDetails, Permissions as Permissions, SavedPaymentMethodOptions as SavedPaymentMethodOptions
    from .setup_intent import SetupIntent as SetupIntent
    from .shipping_rate import DeliveryEstimate as DeliveryEstimate, DeliveryEstimateBound as DeliveryEstimateBound, ShippingRate as ShippingRate, ShippingRateCurrencyOptions as ShippingRateCurrencyOptions, ShippingRateFixedAmount as ShippingRateFixedAmount
    from .subscription import BillingMode as BillingMode, CancellationDetails as CancellationDetails, PauseCollection as PauseCollection, Subscription as Subscription, SubscriptionAutomaticTax as SubscriptionAutomaticTax, SubscriptionInvoiceSettings as SubscriptionInvoiceSettings, SubscriptionItem as SubscriptionItem, SubscriptionItemList as SubscriptionItemList, SubscriptionPaymentSettings as SubscriptionPaymentSettings, SubscriptionTransferData as SubscriptionTransferData, TrialEndBehavior as TrialEndBehavior, TrialSettings as TrialSettings
    from .tax_id import DeletedTaxId as DeletedTaxId, TaxId as TaxId, TaxIdList as TaxIdList, TaxIdOwner as TaxIdOwner, TaxIdVerification as TaxIdVerification
    from .tax_rate import TaxRate as TaxRate, TaxRateFlatAmount as TaxRateFlatAmount

__all__ = [
    "ACSSDebitMandateOptions",
    "ACSSDebitOptions",
    "AUBECSDebitOptions",
    "Account",
    "AccountBusinessProfile",
    "AdaptivePricing",
    "Address",
    "AdjustableQuantity",
    "AfterCompletion",
    "AfterCompletionRedirect",
    "AfterExpiration",
    "AfterExpirationRecovery",
    "Application",
    "AutomaticPaymentMethods",
    "AutomaticTax",
    "BankTransfer",
    "BillingMode",
    "BrandingImage",
    "BrandingSettings",
    "CancellationDetails",
    "CaptureAndSetupOptions",
    "CaptureMethodOptions",
    "CardInstallments",
    "CardOptions",
    "CardRestrictions",
    "CollectedInformation",
    "CompletedSessions",
    "ConfirmationSecret",
    "Consent",
    "ConsentCollection",
    "Coupon",
    "CouponAppliesTo",
    "CouponCurrencyOptions",
    "CurrencyConversion",
    "CustomField",
    "CustomFieldDropdown",
    "CustomFieldInput",
    "CustomFieldLabel",
    "CustomFieldOption",
    "CustomText",
    "CustomTextMessage",
    "CustomUnitAmount",
    "Customer",
    "CustomerBalanceOptions",
    "CustomerDetails",
    "CustomerInvoiceSettings",
    "CustomerSourceList",
    "CustomerSubscriptionList",
    "CustomerTax",
    "CustomerTaxId",
    "CustomerTaxLocation",
    "DeletedApplication",
    "DeletedCoupon",
    "DeletedCustomer",
    "DeletedDiscount",
    "DeletedInvoice",
    "DeletedProduct",
    "DeletedTaxId",
    "DeliveryEstimate",
    "DeliveryEstimateBound",
    "DirectDebitMandateOptions",
    "DirectDebitOptions",
    "Discount",
    "DiscountAmount",
    "DiscountSource",
    "EUBankTransfer",
    "FinancialConnectionsFilters",
    "FinancialConnectionsOptions",
    "HostedConfirmation",
    "Invoice",
    "InvoiceAutomaticTax",
    "InvoiceCreation",
    "InvoiceCustomField",
    "InvoiceData",
    "InvoiceDiscountAmount",
    "InvoiceLineItem",
    "InvoiceLineItemList",
    "InvoiceLinePeriod",
    "InvoiceParent",
    "InvoiceParentSubscriptionDetails",
    "InvoicePayment",
    "InvoicePaymentList",
    "InvoicePaymentSource",
    "InvoiceRenderingOptions",
    "InvoiceStatusTransitions",
    "InvoiceTax",
    "InvoiceTaxRateDetails",
    "Issuer",
    "KonbiniOptions",
    "LineItem",
    "LineItemList",
    "LinkWalletOptions",
    "ManagedPayments",
    "MarketingFeature",
    "NameCollection",
    "NameCollectionSettings",
    "NextAction",
    "OptionalItem",
    "PackageDimensions",
    "PauseCollection",
    "PayPalOptions",
    "PayToMandateOptions",
    "PayToOptions",
    "PaymentError",
    "PaymentIntent",
    "PaymentLink",
    "PaymentLinkAutomaticTax",
    "PaymentLinkRestrictions",
    "PaymentMethodConfigurationDetails",
    "PaymentMethodOptions",
    "PaymentMethodReuseAgreement",
    "Permissions",
    "PhoneNumberCollection",
    "PixMandateOptions",
    "PixOptions",
    "PresentmentDetails",
    "Price",
    "PriceCurrencyOptions",
    "PriceRecurring",
    "PriceTier",
    "Product",
    "ProductTaxDetails",
    "PromotionCode",
    "PromotionCodeCurrencyOptions",
    "PromotionCodePromotion",
    "PromotionCodeRestrictions",
    "RedirectToUrl",
    "SavedPaymentMethodOptions",
    "Session",
    "SessionDiscount",
    "SessionList",
    "SetupFutureUsageOptions",
    "SetupIntent",
    "ShippingAddressCollection",
    "ShippingCost",
    "ShippingDetails",
    "ShippingOption",
    "ShippingRate",
    "ShippingRateCurrencyOptions",
    "ShippingRateFixedAmount",
    "Subscription",
    "SubscriptionAutomaticTax",
    "SubscriptionInvoiceSettings",
    "SubscriptionItem",
    "SubscriptionItemList",
    "SubscriptionPaymentSettings",
    "SubscriptionTransferData",
    "SwishOptions",
    "TaxAmount",
    "TaxId",
    "TaxIdCollection",
    "TaxIdList",
    "TaxIdOwner",
    "TaxIdVerification",
    "TaxRate",
    "TaxRateFlatAmount",
    "TotalDetails",
    "TotalDetailsBreakdown",
    "TransferData",
    "TransformQuantity",
    "TrialEndBehavior",
    "TrialSettings",
    "UPIMandateOptions",
    "UPIOptions",
    "USBankAccountOptions",
    "VoucherOptions",
    "WalletOptions",
    "WeChatPayOptions",
]


def __getattr__(name: str) -> Any:
    if name not in MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
