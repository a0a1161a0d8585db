"""A customer on record, with what is known about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import DeletableResource, DeletedResource, Model, model

if TYPE_CHECKING:
    from ..billing.subscription import Subscription
    from ..payments.payment_method import PaymentMethod
    from ..products.discount import Discount
    from ..session.invoice_creation import InvoiceCustomField, InvoiceRenderingOptions
    from .address import Address, ShippingDetails
    from .tax_id import TaxIdList


@model
class CustomerInvoiceSettings(Model):
    """Defaults for the invoices of a Customer.

    API reference: https://docs.stripe.com/api/customers/object#customer_object-invoice_settings
    """

    custom_fields: list[InvoiceCustomField] | None = None
    """Your own lines on the invoices; None when there are none."""
    default_payment_method: str | PaymentMethod | None = None
    """Payment method for subscriptions and invoices that name none, by id or expanded; None when there is none."""
    footer: str | None = None
    """Text at the foot of the invoices; None when there is none."""
    rendering_options: InvoiceRenderingOptions | None = None
    """Layout of the PDFs; None for the account's defaults."""


@model
class CustomerTaxLocation(Model):
    """Where a Customer is taxed.

    API reference: https://docs.stripe.com/api/customers/object#customer_object-tax-location
    """

    country: str
    """Country, as Stripe Tax found it: two-letter code (ISO 3166-1 alpha-2)."""
    source: Literal["billing_address", "ip_address", "payment_method", "shipping_destination"] | str
    """What the place was found from."""
    state: str | None = None
    """State, county, province or region, as Stripe Tax found it; None when it is not known or does not matter."""


@model
class CustomerTax(Model):
    """What automatic tax knows about a Customer.

    API reference: https://docs.stripe.com/api/customers/object#customer_object-tax
    """

    automatic_tax: Literal["failed", "not_collecting", "supported", "unrecognized_location"] | str
    """Whether taxes can be computed for the Customer, or why not."""
    ip_address: str | None = None
    """Recent IP address, from which the place may be found; None when there is none."""
    location: CustomerTaxLocation | None = None
    """Where the Customer is taxed; None when the place was not found."""
    provider: Literal["anrok", "avalara", "sphere", "stripe"] | str | None = None
    """Which engine computes the taxes; None in older versions. Since 2025-10-29.clover."""


@model
class CustomerSourceList(Model):
    """The first page of a customer's payment sources.

    API reference: https://docs.stripe.com/api/customers/object#customer_object-sources
    """

    object: Literal["list"] | str
    """Kind of the object: ``list``."""
    data: list[dict[str, Any]]
    """The sources of this page as JSON objects: cards, bank accounts, Sources; see ``object`` of each."""
    has_more: bool
    """Whether there are sources beyond this page."""
    url: str
    """Path under which the whole list is found."""


@model
class CustomerSubscriptionList(Model):
    """The first page of a customer's running subscriptions.

    API reference: https://docs.stripe.com/api/customers/object#customer_object-subscriptions
    """

    object: Literal["list"] | str
    """Kind of the object: ``list``."""
    data: list[Subscription]
    """The Subscriptions of this page."""
    has_more: bool
    """Whether there are Subscriptions beyond this page."""
    url: str
    """Path under which the whole list is found."""


@model
class Customer(DeletableResource):
    """Somebody who buys from you, kept for later purchases.

    API reference: https://docs.stripe.com/api/customers/object
    """

    id: str
    """Identifier, beginning with ``cus_``."""
    object: Literal["customer"] | str
    """Kind of the object: ``customer``."""
    address: Address | None = None
    """Billing address; None when it is not known."""
    balance: int | None = None
    """What the next invoice starts from, in minor units of ``currency``: negative is credit, positive is owed. None
    when the Customer has no balance to show."""
    business_name: str | None = None
    """Name of the business; None when it is not known. Since 2025-10-29.clover."""
    cash_balance: dict[str, Any] | None = None
    """Money from bank transfers that is not yet assigned, as a JSON object; None unless expanded and in use."""
    created: int
    """When the Customer was created, in Unix seconds."""
    currency: str | None = None
    """Currency of recurring bills: three-letter ISO 4217 code in lower case; None until one is settled."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    default_source: str | dict[str, Any] | None = None
    """Payment source (of the older kind) that is charged by default, by id or expanded; None when there is none."""
    delinquent: bool | None = None
    """Whether the latest charge of an invoice failed, or one is overdue; None when that is not known."""
    description: str | None = None
    """Note for your own use; None when there is none."""
    discount: Discount | None = None
    """Reduction on everything the Customer is billed for; None when there is none."""
    email: str | None = None
    """Email address; None when it is not known."""
    individual_name: str | None = None
    """Name of the person; None when it is not known. Since 2025-10-29.clover."""
    invoice_credit_balance: dict[str, int] | None = None
    """Balance by lower-case currency code, each in minor units with the sign of ``balance``; None unless expanded."""
    invoice_prefix: str | None = None
    """Beginning of the Customer's invoice numbers; None until it is set."""
    invoice_settings: CustomerInvoiceSettings | None = None
    """Defaults for the Customer's invoices; None when Stripe does not send them."""
    livemode: bool
    """True for live data, False for test data."""
    metadata: dict[str, str] | None = None
    """Your own key-value pairs on the Customer; None when they were not set."""
    name: str | None = None
    """Full name, of a person or a business; None when it is not known."""
    next_invoice_sequence: int | None = None
    """Number that the next invoice gets after the prefix; None when the account numbers invoices itself."""
    phone: str | None = None
    """Phone number; None when it is not known."""
    preferred_locales: list[str] | None = None
    """Languages of the Customer as IETF tags, best first; None when they are not known."""
    shipping: ShippingDetails | None = None
    """Address and name for shipping; None when they are not known."""
    sources: CustomerSourceList | None = None
    """Payment sources of the older kind; None unless expanded."""
    subscriptions: CustomerSubscriptionList | None = None
    """Subscriptions that are not canceled; None unless expanded."""
    tax: CustomerTax | None = None
    """What automatic tax knows about the Customer; None unless expanded."""
    tax_exempt: Literal["exempt", "none", "reverse"] | str | None = None
    """Whether the Customer pays tax (``none``), is exempt, or accounts for it themselves (``reverse``); None when that
    is not known."""
    tax_ids: TaxIdList | None = None
    """Tax ids of the Customer; None unless expanded."""
    test_clock: str | dict[str, Any] | None = None
    """Test clock that sets the Customer's time, by id or expanded; None when there is none, as always in live mode."""


@model
class DeletedCustomer(DeletedResource):
    """What is left of a Customer who was deleted.

    API reference: https://docs.stripe.com/api/customers/delete
    """

    id: str
    """Identifier, beginning with ``cus_``."""
    object: Literal["customer"] | str
    """Kind of the object: ``customer``."""
    deleted: Literal[True]
    """Always True."""
