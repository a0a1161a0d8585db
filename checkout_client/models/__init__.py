"""The classes that responses are made of; each module loads when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .loading import load
from .registry import MODULES

if TYPE_CHECKING:
    from .account import Account as Account
    from .account import AccountBusinessProfile as AccountBusinessProfile
    from .application import Application as Application
    from .application import DeletedApplication as DeletedApplication
    from .common import Address as Address
    from .common import AdjustableQuantity as AdjustableQuantity
    from .common import DiscountAmount as DiscountAmount
    from .common import Issuer as Issuer
    from .common import ShippingDetails as ShippingDetails
    from .common import TaxAmount as TaxAmount
    from .coupon import Coupon as Coupon
    from .coupon import CouponAppliesTo as CouponAppliesTo
    from .coupon import CouponCurrencyOptions as CouponCurrencyOptions
    from .coupon import DeletedCoupon as DeletedCoupon
    from .customer import Customer as Customer
    from .customer import CustomerInvoiceSettings as CustomerInvoiceSettings
    from .customer import CustomerSourceList as CustomerSourceList
    from .customer import CustomerSubscriptionList as CustomerSubscriptionList
    from .customer import CustomerTax as CustomerTax
    from .customer import CustomerTaxLocation as CustomerTaxLocation
    from .customer import DeletedCustomer as DeletedCustomer
    from .discount import DeletedDiscount as DeletedDiscount
    from .discount import Discount as Discount
    from .discount import DiscountSource as DiscountSource
    from .invoice import ConfirmationSecret as ConfirmationSecret
    from .invoice import DeletedInvoice as DeletedInvoice
    from .invoice import Invoice as Invoice
    from .invoice import InvoiceAutomaticTax as InvoiceAutomaticTax
    from .invoice import InvoiceDiscountAmount as InvoiceDiscountAmount
    from .invoice import InvoiceLineItem as InvoiceLineItem
    from .invoice import InvoiceLineItemList as InvoiceLineItemList
    from .invoice import InvoiceLinePeriod as InvoiceLinePeriod
    from .invoice import InvoiceParent as InvoiceParent
    from .invoice import InvoiceParentSubscriptionDetails as InvoiceParentSubscriptionDetails
    from .invoice import InvoicePayment as InvoicePayment
    from .invoice import InvoicePaymentList as InvoicePaymentList
    from .invoice import InvoicePaymentSource as InvoicePaymentSource
    from .invoice import InvoiceStatusTransitions as InvoiceStatusTransitions
    from .invoice import InvoiceTax as InvoiceTax
    from .invoice import InvoiceTaxRateDetails as InvoiceTaxRateDetails
    from .line_items import LineItem as LineItem
    from .line_items import LineItemList as LineItemList
    from .payment_intent import AutomaticPaymentMethods as AutomaticPaymentMethods
    from .payment_intent import NextAction as NextAction
    from .payment_intent import PaymentError as PaymentError
    from .payment_intent import PaymentIntent as PaymentIntent
    from .payment_intent import RedirectToUrl as RedirectToUrl
    from .payment_intent import TransferData as TransferData
    from .payment_link import AfterCompletion as AfterCompletion
    from .payment_link import AfterCompletionRedirect as AfterCompletionRedirect
    from .payment_link import CompletedSessions as CompletedSessions
    from .payment_link import HostedConfirmation as HostedConfirmation
    from .payment_link import PaymentLink as PaymentLink
    from .payment_link import PaymentLinkAutomaticTax as PaymentLinkAutomaticTax
    from .payment_link import PaymentLinkRestrictions as PaymentLinkRestrictions
    from .payment_method_options import CaptureAndSetupOptions as CaptureAndSetupOptions
    from .payment_method_options import CaptureMethodOptions as CaptureMethodOptions
    from .payment_method_options import PaymentMethodOptions as PaymentMethodOptions
    from .payment_method_options import SetupFutureUsageOptions as SetupFutureUsageOptions
    from .payment_method_options_cards import CardInstallments as CardInstallments
    from .payment_method_options_cards import CardOptions as CardOptions
    from .payment_method_options_cards import CardRestrictions as CardRestrictions
    from .payment_method_options_cards import KonbiniOptions as KonbiniOptions
    from .payment_method_options_cards import PayPalOptions as PayPalOptions
    from .payment_method_options_cards import VoucherOptions as VoucherOptions
    from .payment_method_options_cards import WeChatPayOptions as WeChatPayOptions
    from .payment_method_options_debits import ACSSDebitMandateOptions as ACSSDebitMandateOptions
    from .payment_method_options_debits import ACSSDebitOptions as ACSSDebitOptions
    from .payment_method_options_debits import AUBECSDebitOptions as AUBECSDebitOptions
    from .payment_method_options_debits import DirectDebitMandateOptions as DirectDebitMandateOptions
    from .payment_method_options_debits import DirectDebitOptions as DirectDebitOptions
    from .payment_method_options_debits import FinancialConnectionsFilters as FinancialConnectionsFilters
    from .payment_method_options_debits import FinancialConnectionsOptions as FinancialConnectionsOptions
    from .payment_method_options_debits import PayToMandateOptions as PayToMandateOptions
    from .payment_method_options_debits import PayToOptions as PayToOptions
    from .payment_method_options_debits import USBankAccountOptions as USBankAccountOptions
    from .payment_method_options_transfers import BankTransfer as BankTransfer
    from .payment_method_options_transfers import CustomerBalanceOptions as CustomerBalanceOptions
    from .payment_method_options_transfers import EUBankTransfer as EUBankTransfer
    from .payment_method_options_transfers import PixMandateOptions as PixMandateOptions
    from .payment_method_options_transfers import PixOptions as PixOptions
    from .payment_method_options_transfers import SwishOptions as SwishOptions
    from .payment_method_options_transfers import UPIMandateOptions as UPIMandateOptions
    from .payment_method_options_transfers import UPIOptions as UPIOptions
    from .price import CustomUnitAmount as CustomUnitAmount
    from .price import Price as Price
    from .price import PriceCurrencyOptions as PriceCurrencyOptions
    from .price import PriceRecurring as PriceRecurring
    from .price import PriceTier as PriceTier
    from .price import TransformQuantity as TransformQuantity
    from .product import DeletedProduct as DeletedProduct
    from .product import MarketingFeature as MarketingFeature
    from .product import PackageDimensions as PackageDimensions
    from .product import Product as Product
    from .product import ProductTaxDetails as ProductTaxDetails
    from .promotion_code import PromotionCode as PromotionCode
    from .promotion_code import PromotionCodeCurrencyOptions as PromotionCodeCurrencyOptions
    from .promotion_code import PromotionCodePromotion as PromotionCodePromotion
    from .promotion_code import PromotionCodeRestrictions as PromotionCodeRestrictions
    from .session import Session as Session
    from .session_amounts import CurrencyConversion as CurrencyConversion
    from .session_amounts import PresentmentDetails as PresentmentDetails
    from .session_amounts import SessionDiscount as SessionDiscount
    from .session_amounts import ShippingCost as ShippingCost
    from .session_amounts import ShippingOption as ShippingOption
    from .session_amounts import TotalDetailsBreakdown as TotalDetailsBreakdown
    from .session_collection import ConsentCollection as ConsentCollection
    from .session_collection import NameCollection as NameCollection
    from .session_collection import NameCollectionSettings as NameCollectionSettings
    from .session_collection import PaymentMethodReuseAgreement as PaymentMethodReuseAgreement
    from .session_collection import ShippingAddressCollection as ShippingAddressCollection
    from .session_collection import TaxIdCollection as TaxIdCollection
    from .session_custom_fields import CustomField as CustomField
    from .session_custom_fields import CustomFieldDropdown as CustomFieldDropdown
    from .session_custom_fields import CustomFieldInput as CustomFieldInput
    from .session_custom_fields import CustomFieldLabel as CustomFieldLabel
    from .session_custom_fields import CustomFieldOption as CustomFieldOption
    from .session_customer import CollectedInformation as CollectedInformation
    from .session_customer import Consent as Consent
    from .session_customer import CustomerDetails as CustomerDetails
    from .session_customer import CustomerTaxId as CustomerTaxId
    from .session_invoice import InvoiceCustomField as InvoiceCustomField
    from .session_invoice import InvoiceRenderingOptions as InvoiceRenderingOptions
    from .session_list import SessionList as SessionList
    from .session_page import BrandingImage as BrandingImage
    from .session_page import BrandingSettings as BrandingSettings
    from .session_page import LinkWalletOptions as LinkWalletOptions
    from .session_page import OptionalItem as OptionalItem
    from .session_page import WalletOptions as WalletOptions
    from .session_parts import AdaptivePricing as AdaptivePricing
    from .session_parts import AutomaticTax as AutomaticTax
    from .session_parts import CustomText as CustomText
    from .session_parts import CustomTextMessage as CustomTextMessage
    from .session_parts import InvoiceCreation as InvoiceCreation
    from .session_parts import InvoiceData as InvoiceData
    from .session_parts import PhoneNumberCollection as PhoneNumberCollection
    from .session_parts import TotalDetails as TotalDetails
    from .session_settings import AfterExpiration as AfterExpiration
    from .session_settings import AfterExpirationRecovery as AfterExpirationRecovery
    from .session_settings import ManagedPayments as ManagedPayments
    from .session_settings import PaymentMethodConfigurationDetails as PaymentMethodConfigurationDetails
    from .session_settings import Permissions as Permissions
    from .session_settings import SavedPaymentMethodOptions as SavedPaymentMethodOptions
    from .setup_intent import SetupIntent as SetupIntent
    from .shipping_rate import DeliveryEstimate as DeliveryEstimate
    from .shipping_rate import DeliveryEstimateBound as DeliveryEstimateBound
    from .shipping_rate import ShippingRate as ShippingRate
    from .shipping_rate import ShippingRateCurrencyOptions as ShippingRateCurrencyOptions
    from .shipping_rate import ShippingRateFixedAmount as ShippingRateFixedAmount
    from .subscription import BillingMode as BillingMode
    from .subscription import CancellationDetails as CancellationDetails
    from .subscription import PauseCollection as PauseCollection
    from .subscription import Subscription as Subscription
    from .subscription import SubscriptionAutomaticTax as SubscriptionAutomaticTax
    from .subscription import SubscriptionInvoiceSettings as SubscriptionInvoiceSettings
    from .subscription import SubscriptionItem as SubscriptionItem
    from .subscription import SubscriptionItemList as SubscriptionItemList
    from .subscription import SubscriptionPaymentSettings as SubscriptionPaymentSettings
    from .subscription import SubscriptionTransferData as SubscriptionTransferData
    from .subscription import TrialEndBehavior as TrialEndBehavior
    from .subscription import TrialSettings as TrialSettings
    from .tax_id import DeletedTaxId as DeletedTaxId
    from .tax_id import TaxId as TaxId
    from .tax_id import TaxIdList as TaxIdList
    from .tax_id import TaxIdOwner as TaxIdOwner
    from .tax_id import TaxIdVerification as TaxIdVerification
    from .tax_rate import TaxRate as TaxRate
    from .tax_rate import TaxRateFlatAmount as TaxRateFlatAmount

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
    value = load(name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
