"""What a Session knows about the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..base import Model, model

if TYPE_CHECKING:
    from ..customers.address import Address, ShippingDetails
    from ..literals import TaxIdType


@model
class CustomerTaxId(Model):
    """A tax id that the customer entered.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-customer_details-tax_ids
    """

    type: TaxIdType
    """Country and kind of the tax id, such as ``eu_vat``."""
    value: str | None = None
    """The tax id itself; None when it is not known."""


@model
class CustomerDetails(Model):
    """Who paid, as far as the Session knows.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-customer_details
    """

    address: Address | None = None
    """Billing address; None until the Session is complete, and in ``setup`` mode."""
    business_name: str | None = None
    """Name of the customer's business; None unless ``name_collection`` asked for it. Since 2025-10-29.clover."""
    email: str | None = None
    """Email address; None until the Session is complete or has expired, unless it was known before."""
    individual_name: str | None = None
    """Name of the person; None unless ``name_collection`` asked for it. Since 2025-10-29.clover."""
    name: str | None = None
    """Name of the customer, of the business or person; None until the Session is complete."""
    phone: str | None = None
    """Phone number; None until the Session is complete, or when it was not collected."""
    tax_exempt: Literal["exempt", "none", "reverse"] | str | None = None
    """Whether the customer pays tax (``none``), is exempt or accounts for it themselves (``reverse``); None until the
    Session is complete."""
    tax_ids: list[CustomerTaxId] | None = None
    """Tax ids of the customer; None until the Session is complete."""


@model
class CollectedInformation(Model):
    """What this Session itself collected from the customer.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-collected_information
    """

    business_name: str | None = None
    """Name of the customer's business; None when it was not collected. Since 2025-10-29.clover."""
    individual_name: str | None = None
    """Name of the person; None when it was not collected. Since 2025-10-29.clover."""
    shipping_details: ShippingDetails | None = None
    """Where the goods are to be sent; None when no shipping address was collected. Versions up to
    2025-02-24.acacia have it in ``Session.shipping_details`` too."""


@model
class Consent(Model):
    """What the customer agreed to.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-consent
    """

    promotions: Literal["opt_in", "opt_out"] | str | None = None
    """Whether the customer wants promotional messages; None when they were not asked or have not answered."""
    terms_of_service: Literal["accepted"] | str | None = None
    """``accepted`` once the customer agreed to your terms of service; None before that, or when not asked."""
