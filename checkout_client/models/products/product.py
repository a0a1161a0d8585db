"""What a Price is the price of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ..base import DeletedResource, Model, Resource, model

if TYPE_CHECKING:
    from .price import Price


@model
class MarketingFeature(Model):
    """A selling point of a Product.

    API reference: https://docs.stripe.com/api/products/object#product_object-marketing_features
    """

    name: str | None = None
    """Text of the selling point, up to 80 characters; None when it has none."""


@model
class PackageDimensions(Model):
    """Size and weight of a Product as it is shipped.

    API reference: https://docs.stripe.com/api/products/object#product_object-package_dimensions
    """

    height: float
    """Height in inches."""
    length: float
    """Length in inches."""
    weight: float
    """Weight in ounces."""
    width: float
    """Width in inches."""


@model
class ProductTaxDetails(Model):
    """How a Product is taxed.

    API reference: https://docs.stripe.com/api/products/object#product_object-tax_details
    """

    performance_location: str | None = None
    """Id of the tax location at which a performance takes place; None when none was set."""
    tax_code: str | None = None
    """Id of the tax code, such as ``txcd_10000000``; None when none was set."""


@model
class Product(Resource):
    """Something you sell, at one or more Prices.

    API reference: https://docs.stripe.com/api/products/object
    """

    id: str
    """Identifier: chosen by you, or made by Stripe and beginning with ``prod_``."""
    object: Literal["product"] | str
    """Kind of the object: ``product``."""
    active: bool
    """Whether the Product can be bought."""
    created: int
    """When the Product was created, in Unix seconds."""
    default_price: str | Price | None = None
    """The Price that is used unless another is named, by id or expanded; None when there is none."""
    description: str | None = None
    """Longer text about the Product, which customers may see; None when it has none."""
    images: list[str]
    """URLs of pictures of the Product, at most eight; empty when there are none."""
    livemode: bool
    """True for live data, False for test data."""
    marketing_features: list[MarketingFeature]
    """Selling points that pricing tables show, at most 15; empty when there are none."""
    metadata: dict[str, str]
    """Your own key-value pairs on the Product; empty when there are none."""
    name: str
    """Name that customers see."""
    package_dimensions: PackageDimensions | None = None
    """Size and weight for shipping; None when they were not set."""
    shippable: bool | None = None
    """Whether the Product is sent to the customer; None when that was not set."""
    statement_descriptor: str | None = None
    """Text for the customer's card statement, for subscription payments only; None when there is none."""
    tax_code: str | dict[str, Any] | None = None
    """The tax code, by id (such as ``txcd_10000000``) or expanded; None when none was set."""
    tax_details: ProductTaxDetails | None = None
    """Tax code and place of performance together; None when they were not set. Since 2026-10-28.endive."""
    type: Literal["good", "service"] | str | None = None
    """Old distinction of goods and services; None where the API leaves it out, as its own examples do."""
    unit_label: str | None = None
    """Name of one unit, such as ``seat``, on receipts and invoices; None when there is none."""
    updated: int
    """When the Product was last changed, in Unix seconds."""
    url: str | None = None
    """Web page of the Product; None when there is none."""


@model
class DeletedProduct(DeletedResource):
    """What is left of a Product that was deleted.

    API reference: https://docs.stripe.com/api/products/delete
    """

    id: str
    """Identifier that the Product had."""
    object: Literal["product"] | str
    """Kind of the object: ``product``."""
    deleted: bool
    """Always True."""
