"""A Coupon as it is applied to a customer, a subscription, an invoice or a Session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import DeletableResource, DeletedResource, Model, model

if TYPE_CHECKING:
    from ..customers.customer import Customer, DeletedCustomer
    from .coupon import Coupon, DeletedCoupon
    from .promotion_code import PromotionCode


@model
class DiscountSource(Model):
    """The source of a Discount.

    API reference: https://docs.stripe.com/api/discounts/object#discount_object-source
    """

    coupon: str | Coupon | DeletedCoupon | None = None
    """The Coupon, by id or expanded; None unless ``type`` is ``coupon``."""
    type: Literal["coupon"] | str
    """Kind of source; only ``coupon`` so far."""


@model
class Discount(DeletableResource):
    """A Coupon as it is applied to something.

    API reference: https://docs.stripe.com/api/discounts/object
    """

    id: str
    """Identifier, beginning with ``di_``."""
    object: Literal["discount"] | str
    """Kind of the object: ``discount``."""
    checkout_session: str | None = None
    """Id of the Session whose payment is reduced; None when it was not applied by a Session in payment mode."""
    coupon: Coupon | None = None
    """The Coupon that was redeemed. Until 2025-08-27.basil; 2025-09-30.clover moved it to ``source.coupon``."""
    customer: str | Customer | DeletedCustomer | None = None
    """The Customer who gets the reduction, by id or expanded; None when it is tied to none."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    end: int | None = None
    """When the reduction ends, in Unix seconds; None unless the Coupon has ``duration`` ``repeating``."""
    invoice: str | None = None
    """Id of the Invoice that is reduced; None when the reduction is not applied to one directly."""
    invoice_item: str | None = None
    """Id of the invoice item (``ii_``), or invoice line item (``il_``), that is reduced; None when there is none."""
    promotion_code: str | PromotionCode | None = None
    """The promotion code that was used, by id or expanded; None when there was none."""
    source: DiscountSource | None = None
    """The source of the reduction; None in older versions, which have ``coupon``. Since 2025-10-29.clover."""
    start: int
    """When the reduction began, in Unix seconds."""
    subscription: str | None = None
    """Id of the Subscription that is reduced; None when there is none."""
    subscription_item: str | None = None
    """Id of the subscription item that is reduced; None when there is none."""


@model
class DeletedDiscount(DeletedResource):
    """A Discount that has been removed from what it was applied to.

    API reference: https://docs.stripe.com/api/discounts/object
    """

    id: str
    """Identifier, beginning with ``di_``."""
    object: Literal["discount"] | str
    """Kind of the object: ``discount``."""
    checkout_session: str | None = None
    """Id of the Session whose payment was reduced; None when it was not applied by a Session in payment mode."""
    coupon: Coupon | None = None
    """The Coupon that was redeemed. Until 2025-08-27.basil; 2025-09-30.clover moved it to ``source.coupon``."""
    customer: str | Customer | DeletedCustomer | None = None
    """The Customer who got the reduction, by id or expanded; None when it was tied to none."""
    customer_account: str | None = None
    """Id of the Account that represents the customer; None if there is none. Since 2026-02-25.clover."""
    deleted: Literal[True]
    """Always True."""
    invoice: str | None = None
    """Id of the Invoice that was reduced; None when the reduction was not applied to one directly."""
    invoice_item: str | None = None
    """Id of the invoice item (``ii_``), or invoice line item (``il_``), that was reduced; None when there was none."""
    promotion_code: str | PromotionCode | None = None
    """The promotion code that was used, by id or expanded; None when there was none."""
    source: DiscountSource | None = None
    """The source of the reduction; None in older versions, which have ``coupon``. Since 2025-10-29.clover."""
    start: int
    """When the reduction began, in Unix seconds."""
    subscription: str | None = None
    """Id of the Subscription that was reduced; None when there was none."""
    subscription_item: str | None = None
    """Id of the subscription item that was reduced; None when there was none."""


@model
class DiscountAmount(Model):
    """What one discount takes off.

    API reference: https://docs.stripe.com/api/checkout/sessions/line_items
    """

    amount: int
    """The amount deducted, in minor units of the currency (such as cents)."""
    discount: Discount
    """The discount that was applied."""
