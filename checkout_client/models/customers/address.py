"""Postal addresses, by themselves and as shipping details."""

from __future__ import annotations

from ..base import Model, model


@model
class Address(Model):
    """A postal address.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-customer_details-address
    """

    city: str | None = None
    """City, district, suburb, town or village; None when it was not collected."""
    country: str | None = None
    """Two-letter country code (ISO 3166-1 alpha-2), such as ``DE``; None when it was not collected."""
    line1: str | None = None
    """Street, house number, PO box or company name; None when it was not collected."""
    line2: str | None = None
    """Flat, suite, unit or building; None when the customer gave none."""
    postal_code: str | None = None
    """Postal or ZIP code; None in countries without one, or when it was not collected."""
    state: str | None = None
    """State, county, province or region; None when it was not collected."""


@model
class ShippingDetails(Model):
    """Where and to whom goods are sent.

    API reference: https://docs.stripe.com/api/checkout/sessions/object#checkout_session_object-collected_information-shipping_details
    """

    address: Address | None = None
    """Delivery address; None until the customer has entered one."""
    carrier: str | None = None
    """Delivery company, such as ``DHL``; None unless it was set. On a Session only until 2025-02-24.acacia."""
    name: str | None = None
    """Name of the recipient; None until the customer has entered one."""
    phone: str | None = None
    """Phone number of the recipient; None unless collected. On a Session only until 2025-02-24.acacia."""
    tracking_number: str | None = None
    """Tracking number from the carrier; None unless it was set. On a Session only until 2025-02-24.acacia."""
