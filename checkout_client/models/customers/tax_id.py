"""A tax id of a customer or of an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import DeletableResource, DeletedResource, Model, model

if TYPE_CHECKING:
    from ..literals import TaxIdType
    from .account import Account
    from .application import Application
    from .customer import Customer


@model
class TaxIdOwner(Model):
    """Whose tax id it is.

    API reference: https://docs.stripe.com/api/tax_ids/object#tax_id_object-owner
    """

    account: str | Account | None = None
    """The connected account, by id or expanded; None unless ``type`` is ``account``."""
    application: str | Application | None = None
    """The Connect application, by id or expanded; None unless ``type`` is ``application``."""
    customer: str | Customer | None = None
    """The Customer, by id or expanded; None unless ``type`` is ``customer``."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    type: Literal["account", "application", "customer", "self"] | str
    """Kind of owner; ``self`` is the account that made the request."""


@model
class TaxIdVerification(Model):
    """What the authorities say about a tax id.

    API reference: https://docs.stripe.com/api/tax_ids/object#tax_id_object-verification
    """

    status: Literal["pending", "unavailable", "unverified", "verified"] | str
    """Result of the check; ``unavailable`` where the authorities offer none."""
    verified_address: str | None = None
    """Address on record with the authorities; None when they gave none."""
    verified_name: str | None = None
    """Name on record with the authorities; None when they gave none."""


@model
class TaxId(DeletableResource):
    """A tax id of a Customer or of an account.

    API reference: https://docs.stripe.com/api/tax_ids/object
    """

    id: str
    """Identifier, beginning with ``txi_``."""
    object: Literal["tax_id"] | str
    """Kind of the object: ``tax_id``."""
    country: str | None = None
    """Country that gave out the tax id: two-letter code (ISO 3166-1 alpha-2); None when it is not known."""
    created: int
    """When the tax id was created in Stripe, in Unix seconds."""
    customer: str | Customer | None = None
    """The Customer it belongs to, by id or expanded; None when it belongs to an account or application."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    livemode: bool
    """True for live data, False for test data."""
    owner: TaxIdOwner | None = None
    """Whose tax id it is; None when Stripe does not say."""
    type: TaxIdType
    """Country and kind of the tax id, such as ``eu_vat``."""
    value: str
    """The tax id itself."""
    verification: TaxIdVerification | None = None
    """Result of checking it with the authorities; None for kinds that Stripe does not check."""


@model
class DeletedTaxId(DeletedResource):
    """What is left of a tax id that was deleted.

    API reference: https://docs.stripe.com/api/tax_ids/customer_delete
    """

    id: str
    """Identifier, beginning with ``txi_``."""
    object: Literal["tax_id"] | str
    """Kind of the object: ``tax_id``."""
    deleted: Literal[True]
    """Always True."""


@model
class TaxIdList(Model):
    """The first page of a customer's tax ids.

    API reference: https://docs.stripe.com/api/customers/object#customer_object-tax_ids
    """

    object: Literal["list"] | str
    """Kind of the object: ``list``."""
    data: list[TaxId]
    """The tax ids of this page."""
    has_more: bool
    """Whether there are tax ids beyond this page."""
    url: str
    """Path under which the whole list is found."""
