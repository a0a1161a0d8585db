"""Rules for a Session with an existing customer.

API guides: https://docs.stripe.com/tax/checkout and https://docs.stripe.com/tax/checkout/tax-ids
"""

from __future__ import annotations

from typing import Any

from ..error_responses import invalid
from ..nested import part


def check_customer(params: dict[str, Any], customer: dict[str, Any]) -> None:
    """Raise a :class:`StripeErrorResponse` if Checkout may not save on the customer what it has to save there."""
    update: dict[str, str] = params.get("customer_update", {})
    updated = {name for name, value in update.items() if value == "auto"}
    if params.get("automatic_tax", {}).get("enabled"):
        if "shipping_address_collection" in params and "shipping" not in updated:
            raise invalid(
                "Automatic tax with `shipping_address_collection` needs permission to save the address on the "
                "customer: set `customer_update[shipping]` to 'auto'.",
                "customer_update",
            )
        if not (_has_location(customer) or updated & {"address", "shipping"}):
            raise invalid(
                "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address "
                "to the Customer or set either `customer_update[address]` to 'auto' or `customer_update[shipping]` to "
                "'auto' to save the address entered in Checkout to the Customer.",
                "automatic_tax",
                code="customer_tax_location_invalid",
            )
    if params.get("tax_id_collection", {}).get("enabled"):
        if "name" not in updated:
            raise invalid(
                "Tax ID collection requires updating business name on the customer. To enable tax ID collection for "
                "an existing customer, please set `customer_update[name]` to `auto`.",
                "tax_id_collection",
            )
        if customer["address"] is None and "address" not in updated:
            raise invalid(
                "We could not find a valid address on the provided customer. To enable tax ID collection, please set "
                "`customer_update[address]` to `auto`.",
                "tax_id_collection",
            )


def _has_location(customer: dict[str, Any]) -> bool:
    addresses = part(customer, "address"), part(part(customer, "shipping"), "address")
    return any(address.get("country") for address in addresses)
