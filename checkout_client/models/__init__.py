"""The classes that responses are made of; each module loads when one of its classes is first needed.

Written by ``spec/make_models_index.py`` from the classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._concurrency.fork_lock import ForkLock
from .._values import introspectable

if TYPE_CHECKING:
    import cattrs

    from .billing.invoice import ConfirmationSecret as ConfirmationSecret
    from .billing.invoice import DeletedInvoice as DeletedInvoice
    from .billing.invoice import Invoice as Invoice
    from .billing.invoice import InvoiceAutomaticTax as InvoiceAutomaticTax
    from .billing.invoice import InvoiceOrigin as InvoiceOrigin
    from .billing.invoice import InvoiceParent as InvoiceParent
    from .billing.invoice import InvoiceParentSubscriptionDetails as InvoiceParentSubscriptionDetails
    from .billing.invoice import InvoiceStatusTransitions as InvoiceStatusTransitions
    from .billing.invoice_details import InvoicePaymentSettings as InvoicePaymentSettings
    from .billing.invoice_details import InvoicePretaxCredit as InvoicePretaxCredit
    from .billing.invoice_details import InvoiceQuoteDetails as InvoiceQuoteDetails
    from .billing.invoice_details import InvoiceRendering as InvoiceRendering
    from .billing.invoice_details import InvoiceRenderingPDF as InvoiceRenderingPDF
    from .billing.invoice_details import InvoiceStatusDetails as InvoiceStatusDetails
    from .billing.invoice_details import InvoiceThresholdItem as InvoiceThresholdItem
    from .billing.invoice_details import InvoiceThresholdReason as InvoiceThresholdReason
    from .billing.invoice_details import InvoiceUncollectible as InvoiceUncollectible
    from .billing.invoice_line_item import InvoiceDiscountAmount as InvoiceDiscountAmount
    from .billing.invoice_line_item import InvoiceLineItem as InvoiceLineItem
    from .billing.invoice_line_item import InvoiceLineItemList as InvoiceLineItemList
    from .billing.invoice_line_item import InvoiceLinePeriod as InvoiceLinePeriod
    from .billing.invoice_line_item import InvoiceTax as InvoiceTax
    from .billing.invoice_line_item import InvoiceTaxRateDetails as InvoiceTaxRateDetails
    from .billing.invoice_payment import InvoicePayment as InvoicePayment
    from .billing.invoice_payment import InvoicePaymentList as InvoicePaymentList
    from .billing.invoice_payment import InvoicePaymentSource as InvoicePaymentSource
    from .billing.subscription import CancellationDetails as CancellationDetails
    from .billing.subscription import PauseCollection as PauseCollection
    from .billing.subscription import Subscription as Subscription
    from .billing.subscription import SubscriptionAutomaticTax as SubscriptionAutomaticTax
    from .billing.subscription import SubscriptionInvoiceSettings as SubscriptionInvoiceSettings
    from .billing.subscription import SubscriptionItem as SubscriptionItem
    from .billing.subscription import SubscriptionItemList as SubscriptionItemList
    from .billing.subscription import SubscriptionPaymentSettings as SubscriptionPaymentSettings
    from .billing.subscription import SubscriptionPendingUpdate as SubscriptionPendingUpdate
    from .billing.subscription import SubscriptionTransferData as SubscriptionTransferData
    from .billing.subscription import TrialEndBehavior as TrialEndBehavior
    from .billing.subscription import TrialSettings as TrialSettings
    from .billing.subscription_billing import BillingCycleAnchorConfig as BillingCycleAnchorConfig
    from .billing.subscription_billing import BillingDuration as BillingDuration
    from .billing.subscription_billing import BillingMode as BillingMode
    from .billing.subscription_billing import BillingModeFlexible as BillingModeFlexible
    from .billing.subscription_billing import BillingSchedule as BillingSchedule
    from .billing.subscription_billing import BillingScheduleEnd as BillingScheduleEnd
    from .billing.subscription_billing import BillingScheduleTarget as BillingScheduleTarget
    from .billing.subscription_billing import BillingThresholds as BillingThresholds
    from .billing.subscription_billing import PendingInvoiceItemInterval as PendingInvoiceItemInterval
    from .billing.subscription_billing import SubscriptionPause as SubscriptionPause
    from .billing.subscription_billing import SubscriptionPausedDetails as SubscriptionPausedDetails
    from .billing.subscription_billing import SubscriptionPresentmentDetails as SubscriptionPresentmentDetails
    from .billing.subscription_billing import SubscriptionStatusDetails as SubscriptionStatusDetails
    from .customers.account import Account as Account
    from .customers.account import AccountBusinessProfile as AccountBusinessProfile
    from .customers.account import AnnualRevenue as AnnualRevenue
    from .customers.account import Issuer as Issuer
    from .customers.account import MonthlyRevenue as MonthlyRevenue
    from .customers.address import Address as Address
    from .customers.address import ShippingDetails as ShippingDetails
    from .customers.application import Application as Application
    from .customers.application import DeletedApplication as DeletedApplication
    from .customers.customer import Customer as Customer
    from .customers.customer import CustomerInvoiceSettings as CustomerInvoiceSettings
    from .customers.customer import CustomerSourceList as CustomerSourceList
    from .customers.customer import CustomerSubscriptionList as CustomerSubscriptionList
    from .customers.customer import CustomerTax as CustomerTax
    from .customers.customer import CustomerTaxLocation as CustomerTaxLocation
    from .customers.customer import DeletedCustomer as DeletedCustomer
    from .customers.tax_id import DeletedTaxId as DeletedTaxId
    from .customers.tax_id import TaxId as TaxId
    from .customers.tax_id import TaxIdList as TaxIdList
    from .customers.tax_id import TaxIdOwner as TaxIdOwner
    from .customers.tax_id import TaxIdVerification as TaxIdVerification
    from .line_items import AdjustableQuantity as AdjustableQuantity
    from .line_items import LineItem as LineItem
    from .line_items import LineItemList as LineItemList
    from .payment_method_options.card_options import CardInstallments as CardInstallments
    from .payment_method_options.card_options import CardOptions as CardOptions
    from .payment_method_options.card_options import CardRestrictions as CardRestrictions
    from .payment_method_options.card_options import KonbiniOptions as KonbiniOptions
    from .payment_method_options.card_options import PayPalOptions as PayPalOptions
    from .payment_method_options.card_options import VoucherOptions as VoucherOptions
    from .payment_method_options.card_options import WeChatPayOptions as WeChatPayOptions
    from .payment_method_options.debit_options import ACSSDebitMandateOptions as ACSSDebitMandateOptions
    from .payment_method_options.debit_options import ACSSDebitOptions as ACSSDebitOptions
    from .payment_method_options.debit_options import AUBECSDebitOptions as AUBECSDebitOptions
    from .payment_method_options.debit_options import DirectDebitMandateOptions as DirectDebitMandateOptions
    from .payment_method_options.debit_options import DirectDebitOptions as DirectDebitOptions
    from .payment_method_options.debit_options import FinancialConnectionsFilters as FinancialConnectionsFilters
    from .payment_method_options.debit_options import FinancialConnectionsOptions as FinancialConnectionsOptions
    from .payment_method_options.debit_options import PayToMandateOptions as PayToMandateOptions
    from .payment_method_options.debit_options import PayToOptions as PayToOptions
    from .payment_method_options.debit_options import USBankAccountOptions as USBankAccountOptions
    from .payment_method_options.transfer_options import BankTransfer as BankTransfer
    from .payment_method_options.transfer_options import CustomerBalanceOptions as CustomerBalanceOptions
    from .payment_method_options.transfer_options import EUBankTransfer as EUBankTransfer
    from .payment_method_options.transfer_options import PixMandateOptions as PixMandateOptions
    from .payment_method_options.transfer_options import PixOptions as PixOptions
    from .payment_method_options.transfer_options import SwishOptions as SwishOptions
    from .payment_method_options.transfer_options import UPIMandateOptions as UPIMandateOptions
    from .payment_method_options.transfer_options import UPIOptions as UPIOptions
    from .payments.balance_transaction import BalanceTransaction as BalanceTransaction
    from .payments.balance_transaction import FeeDetail as FeeDetail
    from .payments.charge import Charge as Charge
    from .payments.charge import ChargeFraudDetails as ChargeFraudDetails
    from .payments.charge import ChargeOutcome as ChargeOutcome
    from .payments.charge_accounts import ChargeBankDebit as ChargeBankDebit
    from .payments.charge_accounts import ChargeBankRedirect as ChargeBankRedirect
    from .payments.charge_accounts import ChargeBankTransfer as ChargeBankTransfer
    from .payments.charge_accounts import ChargeCrypto as ChargeCrypto
    from .payments.charge_accounts import ChargeKlarna as ChargeKlarna
    from .payments.charge_accounts import ChargePayPal as ChargePayPal
    from .payments.charge_accounts import ChargeVoucher as ChargeVoucher
    from .payments.charge_accounts import ChargeWallet as ChargeWallet
    from .payments.charge_payment_details import ChargeCard as ChargeCard
    from .payments.charge_payment_details import ChargeCardPresent as ChargeCardPresent
    from .payments.charge_payment_details import PaymentMethodDetails as PaymentMethodDetails
    from .payments.next_action import AlipayRedirect as AlipayRedirect
    from .payments.next_action import BankTransferInstructions as BankTransferInstructions
    from .payments.next_action import CardNotification as CardNotification
    from .payments.next_action import KonbiniDetails as KonbiniDetails
    from .payments.next_action import KonbiniStore as KonbiniStore
    from .payments.next_action import KonbiniStores as KonbiniStores
    from .payments.next_action import MicrodepositVerification as MicrodepositVerification
    from .payments.next_action import NextAction as NextAction
    from .payments.next_action import QRCode as QRCode
    from .payments.next_action import RedirectOrQRCode as RedirectOrQRCode
    from .payments.next_action import RedirectToUrl as RedirectToUrl
    from .payments.next_action import VoucherDetails as VoucherDetails
    from .payments.payment_intent import AutomaticPaymentMethods as AutomaticPaymentMethods
    from .payments.payment_intent import PaymentAmountDetails as PaymentAmountDetails
    from .payments.payment_intent import PaymentDetails as PaymentDetails
    from .payments.payment_intent import PaymentError as PaymentError
    from .payments.payment_intent import PaymentIntent as PaymentIntent
    from .payments.payment_intent import PresentmentDetails as PresentmentDetails
    from .payments.payment_intent import TransferData as TransferData
    from .payments.payment_link import AfterCompletion as AfterCompletion
    from .payments.payment_link import AfterCompletionRedirect as AfterCompletionRedirect
    from .payments.payment_link import CompletedSessions as CompletedSessions
    from .payments.payment_link import HostedConfirmation as HostedConfirmation
    from .payments.payment_link import PaymentLink as PaymentLink
    from .payments.payment_link import PaymentLinkAutomaticTax as PaymentLinkAutomaticTax
    from .payments.payment_link import PaymentLinkPaymentIntentData as PaymentLinkPaymentIntentData
    from .payments.payment_link import PaymentLinkRestrictions as PaymentLinkRestrictions
    from .payments.payment_link import PaymentLinkSubscriptionData as PaymentLinkSubscriptionData
    from .payments.payment_method import BillingDetails as BillingDetails
    from .payments.payment_method import CardChecks as CardChecks
    from .payments.payment_method import CardNetworks as CardNetworks
    from .payments.payment_method import CardWallet as CardWallet
    from .payments.payment_method import CardWalletContact as CardWalletContact
    from .payments.payment_method import PaymentMethod as PaymentMethod
    from .payments.payment_method import PaymentMethodCard as PaymentMethodCard
    from .payments.payment_method import ThreeDSecureUsage as ThreeDSecureUsage
    from .payments.payment_method_accounts import PaymentMethodBank as PaymentMethodBank
    from .payments.payment_method_accounts import PaymentMethodBankDebit as PaymentMethodBankDebit
    from .payments.payment_method_accounts import PaymentMethodCardPresent as PaymentMethodCardPresent
    from .payments.payment_method_accounts import PaymentMethodCashApp as PaymentMethodCashApp
    from .payments.payment_method_accounts import PaymentMethodCustom as PaymentMethodCustom
    from .payments.payment_method_accounts import PaymentMethodEmail as PaymentMethodEmail
    from .payments.payment_method_accounts import PaymentMethodPayPal as PaymentMethodPayPal
    from .payments.payment_method_accounts import PaymentMethodUSBankAccount as PaymentMethodUSBankAccount
    from .payments.payment_method_accounts import PaymentMethodWallet as PaymentMethodWallet
    from .payments.refund import Refund as Refund
    from .payments.refund import RefundList as RefundList
    from .payments.setup_intent import SetupIntent as SetupIntent
    from .products.coupon import Coupon as Coupon
    from .products.coupon import CouponAppliesTo as CouponAppliesTo
    from .products.coupon import CouponCurrencyOptions as CouponCurrencyOptions
    from .products.coupon import DeletedCoupon as DeletedCoupon
    from .products.discount import DeletedDiscount as DeletedDiscount
    from .products.discount import Discount as Discount
    from .products.discount import DiscountAmount as DiscountAmount
    from .products.discount import DiscountSource as DiscountSource
    from .products.price import CustomUnitAmount as CustomUnitAmount
    from .products.price import Price as Price
    from .products.price import PriceCurrencyOptions as PriceCurrencyOptions
    from .products.price import PriceRecurring as PriceRecurring
    from .products.price import PriceTier as PriceTier
    from .products.price import TransformQuantity as TransformQuantity
    from .products.product import DeletedProduct as DeletedProduct
    from .products.product import MarketingFeature as MarketingFeature
    from .products.product import PackageDimensions as PackageDimensions
    from .products.product import Product as Product
    from .products.product import ProductTaxDetails as ProductTaxDetails
    from .products.promotion_code import PromotionCode as PromotionCode
    from .products.promotion_code import PromotionCodeCurrencyOptions as PromotionCodeCurrencyOptions
    from .products.promotion_code import PromotionCodePromotion as PromotionCodePromotion
    from .products.promotion_code import PromotionCodeRestrictions as PromotionCodeRestrictions
    from .products.shipping_rate import DeliveryEstimate as DeliveryEstimate
    from .products.shipping_rate import DeliveryEstimateBound as DeliveryEstimateBound
    from .products.shipping_rate import ShippingCost as ShippingCost
    from .products.shipping_rate import ShippingOption as ShippingOption
    from .products.shipping_rate import ShippingRate as ShippingRate
    from .products.shipping_rate import ShippingRateCurrencyOptions as ShippingRateCurrencyOptions
    from .products.shipping_rate import ShippingRateFixedAmount as ShippingRateFixedAmount
    from .products.tax_rate import TaxAmount as TaxAmount
    from .products.tax_rate import TaxRate as TaxRate
    from .products.tax_rate import TaxRateFlatAmount as TaxRateFlatAmount
    from .session.custom_fields import CustomField as CustomField
    from .session.custom_fields import CustomFieldDropdown as CustomFieldDropdown
    from .session.custom_fields import CustomFieldInput as CustomFieldInput
    from .session.custom_fields import CustomFieldLabel as CustomFieldLabel
    from .session.custom_fields import CustomFieldOption as CustomFieldOption
    from .session.customer_details import CollectedInformation as CollectedInformation
    from .session.customer_details import Consent as Consent
    from .session.customer_details import CustomerDetails as CustomerDetails
    from .session.customer_details import CustomerTaxId as CustomerTaxId
    from .session.display_items import DisplayItem as DisplayItem
    from .session.display_items import DisplayItemCustom as DisplayItemCustom
    from .session.invoice_creation import InvoiceCreation as InvoiceCreation
    from .session.invoice_creation import InvoiceCustomField as InvoiceCustomField
    from .session.invoice_creation import InvoiceData as InvoiceData
    from .session.invoice_creation import InvoiceRenderingOptions as InvoiceRenderingOptions
    from .session.payment_method_options import CaptureAndSetupOptions as CaptureAndSetupOptions
    from .session.payment_method_options import CaptureMethodOptions as CaptureMethodOptions
    from .session.payment_method_options import PaymentMethodOptions as PaymentMethodOptions
    from .session.payment_method_options import SetupFutureUsageOptions as SetupFutureUsageOptions
    from .session.payment_page import BrandingImage as BrandingImage
    from .session.payment_page import BrandingSettings as BrandingSettings
    from .session.payment_page import ConsentCollection as ConsentCollection
    from .session.payment_page import CustomText as CustomText
    from .session.payment_page import CustomTextMessage as CustomTextMessage
    from .session.payment_page import LinkWalletOptions as LinkWalletOptions
    from .session.payment_page import NameCollection as NameCollection
    from .session.payment_page import NameCollectionSettings as NameCollectionSettings
    from .session.payment_page import OptionalItem as OptionalItem
    from .session.payment_page import PaymentMethodReuseAgreement as PaymentMethodReuseAgreement
    from .session.payment_page import PhoneNumberCollection as PhoneNumberCollection
    from .session.payment_page import ShippingAddressCollection as ShippingAddressCollection
    from .session.payment_page import TaxIdCollection as TaxIdCollection
    from .session.payment_page import WalletOptions as WalletOptions
    from .session.session import Session as Session
    from .session.session_list import SessionList as SessionList
    from .session.session_settings import AfterExpiration as AfterExpiration
    from .session.session_settings import AfterExpirationRecovery as AfterExpirationRecovery
    from .session.session_settings import ManagedPayments as ManagedPayments
    from .session.session_settings import PaymentMethodConfigurationDetails as PaymentMethodConfigurationDetails
    from .session.session_settings import Permissions as Permissions
    from .session.session_settings import SavedPaymentMethodOptions as SavedPaymentMethodOptions
    from .session.totals import AdaptivePricing as AdaptivePricing
    from .session.totals import AutomaticTax as AutomaticTax
    from .session.totals import CurrencyConversion as CurrencyConversion
    from .session.totals import SessionDiscount as SessionDiscount
    from .session.totals import TotalDetails as TotalDetails
    from .session.totals import TotalDetailsBreakdown as TotalDetailsBreakdown

# fmt: off
__all__ = [
    "ACSSDebitMandateOptions", "ACSSDebitOptions", "AUBECSDebitOptions", "Account", "AccountBusinessProfile",
    "AdaptivePricing", "Address", "AdjustableQuantity", "AfterCompletion", "AfterCompletionRedirect", "AfterExpiration",
    "AfterExpirationRecovery", "AlipayRedirect", "AnnualRevenue", "Application", "AutomaticPaymentMethods",
    "AutomaticTax", "BalanceTransaction", "BankTransfer", "BankTransferInstructions", "BillingCycleAnchorConfig",
    "BillingDetails", "BillingDuration", "BillingMode", "BillingModeFlexible", "BillingSchedule", "BillingScheduleEnd",
    "BillingScheduleTarget", "BillingThresholds", "BrandingImage", "BrandingSettings", "CancellationDetails",
    "CaptureAndSetupOptions", "CaptureMethodOptions", "CardChecks", "CardInstallments", "CardNetworks",
    "CardNotification", "CardOptions", "CardRestrictions", "CardWallet", "CardWalletContact", "Charge",
    "ChargeBankDebit", "ChargeBankRedirect", "ChargeBankTransfer", "ChargeCard", "ChargeCardPresent", "ChargeCrypto",
    "ChargeFraudDetails", "ChargeKlarna", "ChargeOutcome", "ChargePayPal", "ChargeVoucher", "ChargeWallet",
    "CollectedInformation", "CompletedSessions", "ConfirmationSecret", "Consent", "ConsentCollection", "Coupon",
    "CouponAppliesTo", "CouponCurrencyOptions", "CurrencyConversion", "CustomField", "CustomFieldDropdown",
    "CustomFieldInput", "CustomFieldLabel", "CustomFieldOption", "CustomText", "CustomTextMessage", "CustomUnitAmount",
    "Customer", "CustomerBalanceOptions", "CustomerDetails", "CustomerInvoiceSettings", "CustomerSourceList",
    "CustomerSubscriptionList", "CustomerTax", "CustomerTaxId", "CustomerTaxLocation", "DeletedApplication",
    "DeletedCoupon", "DeletedCustomer", "DeletedDiscount", "DeletedInvoice", "DeletedProduct", "DeletedTaxId",
    "DeliveryEstimate", "DeliveryEstimateBound", "DirectDebitMandateOptions", "DirectDebitOptions", "Discount",
    "DiscountAmount", "DiscountSource", "DisplayItem", "DisplayItemCustom", "EUBankTransfer", "FeeDetail",
    "FinancialConnectionsFilters", "FinancialConnectionsOptions", "HostedConfirmation", "Invoice",
    "InvoiceAutomaticTax", "InvoiceCreation", "InvoiceCustomField", "InvoiceData", "InvoiceDiscountAmount",
    "InvoiceLineItem", "InvoiceLineItemList", "InvoiceLinePeriod", "InvoiceOrigin", "InvoiceParent",
    "InvoiceParentSubscriptionDetails", "InvoicePayment", "InvoicePaymentList", "InvoicePaymentSettings",
    "InvoicePaymentSource", "InvoicePretaxCredit", "InvoiceQuoteDetails", "InvoiceRendering", "InvoiceRenderingOptions",
    "InvoiceRenderingPDF", "InvoiceStatusDetails", "InvoiceStatusTransitions", "InvoiceTax", "InvoiceTaxRateDetails",
    "InvoiceThresholdItem", "InvoiceThresholdReason", "InvoiceUncollectible", "Issuer", "KonbiniDetails",
    "KonbiniOptions", "KonbiniStore", "KonbiniStores", "LineItem", "LineItemList", "LinkWalletOptions",
    "ManagedPayments", "MarketingFeature", "MicrodepositVerification", "MonthlyRevenue", "NameCollection",
    "NameCollectionSettings", "NextAction", "OptionalItem", "PackageDimensions", "PauseCollection", "PayPalOptions",
    "PayToMandateOptions", "PayToOptions", "PaymentAmountDetails", "PaymentDetails", "PaymentError", "PaymentIntent",
    "PaymentLink", "PaymentLinkAutomaticTax", "PaymentLinkPaymentIntentData", "PaymentLinkRestrictions",
    "PaymentLinkSubscriptionData", "PaymentMethod", "PaymentMethodBank", "PaymentMethodBankDebit", "PaymentMethodCard",
    "PaymentMethodCardPresent", "PaymentMethodCashApp", "PaymentMethodConfigurationDetails", "PaymentMethodCustom",
    "PaymentMethodDetails", "PaymentMethodEmail", "PaymentMethodOptions", "PaymentMethodPayPal",
    "PaymentMethodReuseAgreement", "PaymentMethodUSBankAccount", "PaymentMethodWallet", "PendingInvoiceItemInterval",
    "Permissions", "PhoneNumberCollection", "PixMandateOptions", "PixOptions", "PresentmentDetails", "Price",
    "PriceCurrencyOptions", "PriceRecurring", "PriceTier", "Product", "ProductTaxDetails", "PromotionCode",
    "PromotionCodeCurrencyOptions", "PromotionCodePromotion", "PromotionCodeRestrictions", "QRCode", "RedirectOrQRCode",
    "RedirectToUrl", "Refund", "RefundList", "SavedPaymentMethodOptions", "Session", "SessionDiscount", "SessionList",
    "SetupFutureUsageOptions", "SetupIntent", "ShippingAddressCollection", "ShippingCost", "ShippingDetails",
    "ShippingOption", "ShippingRate", "ShippingRateCurrencyOptions", "ShippingRateFixedAmount", "Subscription",
    "SubscriptionAutomaticTax", "SubscriptionInvoiceSettings", "SubscriptionItem", "SubscriptionItemList",
    "SubscriptionPause", "SubscriptionPausedDetails", "SubscriptionPaymentSettings", "SubscriptionPendingUpdate",
    "SubscriptionPresentmentDetails", "SubscriptionStatusDetails", "SubscriptionTransferData", "SwishOptions",
    "TaxAmount", "TaxId", "TaxIdCollection", "TaxIdList", "TaxIdOwner", "TaxIdVerification", "TaxRate",
    "TaxRateFlatAmount", "ThreeDSecureUsage", "TotalDetails", "TotalDetailsBreakdown", "TransferData",
    "TransformQuantity", "TrialEndBehavior", "TrialSettings", "UPIMandateOptions", "UPIOptions", "USBankAccountOptions",
    "VoucherDetails", "VoucherOptions", "WalletOptions", "WeChatPayOptions", "register",
]
# fmt: on

# A fork waits for an import that is under way: in the child it would never end.
_import_lock = ForkLock()


def __getattr__(name: str) -> Any:
    from importlib import import_module

    from ._index import MODULES

    if name not in MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    with _import_lock:
        value = getattr(import_module(f".{MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


def register(converter: cattrs.BaseConverter) -> None:
    """Teach ``converter`` to structure and unstructure all models, and the TypedDicts of ``checkout_client.params``.

    For example::

        converter = cattrs.preconf.json.make_converter()
        checkout_client.models.register(converter)
        stored = converter.dumps(session)
        session = converter.loads(stored, Session)

    Models are structured by ``from_dict`` and unstructured by ``to_dict``, with their unknown fields. The functions
    ``cattrs.structure`` and ``cattrs.unstructure`` do that without a call of this.

    Args:
        converter: any cattrs converter: a plain one or one of ``cattrs.preconf``.

    """
    from .._decoding.conversions import register as register_all

    register_all(converter)


introspectable(register)
