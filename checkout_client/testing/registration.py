"""``fake.add_…``: what exists in the account before a test begins."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ._shop.catalogue import Catalogue, Interval


class Registration:
    """The part of :class:`FakeCheckout` that registers objects for Sessions to refer to.

    Each method returns the object as the API shows it, its ``id`` among the rest; ``id=`` chooses the id.
    Every account sees what is registered, in test mode and in live mode.
    """

    _catalogue: Catalogue

    def add_product(
        self,
        name: str,
        *,
        id: str | None = None,
        description: str | None = None,
        images: list[str] | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Register a product (``prod_…``)."""
        return self._catalogue.product(
            name, id=id, description=description, images=images or [], metadata=dict(metadata or {})
        )

    def add_price(
        self,
        id: str | None = None,
        *,
        unit_amount: int | Decimal,
        currency: str = "usd",
        product: str | Mapping[str, Any] | None = None,
        product_name: str = "T-shirt",
        recurring: Interval | Mapping[str, Any] | None = None,
        currency_options: Mapping[str, int] | None = None,
        active: bool = True,
        lookup_key: str | None = None,
        nickname: str | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Register a price (``price_…``).

        ``unit_amount`` is in minor units of ``currency``, a ``Decimal`` where it is finer than one. ``recurring`` is an
        interval such as ``"month"``, or the whole object; without it the price is for a single payment.
        ``product`` is a registered product or its id; without one, a product called ``product_name`` is made.
        ``currency_options`` gives the unit amount in further currencies.
        """
        if isinstance(unit_amount, bool) or not isinstance(unit_amount, (int, Decimal)):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
            raise TypeError(f"unit_amount must be an int or a Decimal of minor units, not {type(unit_amount).__name__}")
        if isinstance(recurring, str):
            recurring = {"interval": recurring}
        price = self._catalogue.price(
            unit_amount if isinstance(unit_amount, int) else None,
            f"{unit_amount:f}" if isinstance(unit_amount, Decimal) else str(unit_amount),
            currency,
            self._product_id(product, product_name),
            id=id,
            active=active,
            recurring=None if recurring is None else dict(recurring),
            lookup_key=lookup_key,
            nickname=nickname,
            metadata=dict(metadata or {}),
        )
        if currency_options is not None:
            self._catalogue.expand_only[price["id"], "currency_options"] = _currency_options(currency_options)
        return price

    def _product_id(self, product: str | Mapping[str, Any] | None, name: str) -> str:
        if product is None:
            return str(self._catalogue.product(name)["id"])
        wanted = product if isinstance(product, str) else str(product["id"])
        if wanted not in self._catalogue.objects:
            self._catalogue.product(name, id=wanted)
        return wanted

    def add_customer(
        self,
        id: str | None = None,
        *,
        email: str | None = None,
        name: str | None = None,
        phone: str | None = None,
        address: Mapping[str, str | None] | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Register a customer (``cus_…``)."""
        return self._catalogue.customer(
            id=id,
            email=email,
            name=name,
            phone=phone,
            address=None if address is None else full_address(address),
            metadata=dict(metadata or {}),
        )

    def add_coupon(
        self,
        id: str | None = None,
        *,
        percent_off: float | None = None,
        amount_off: int | None = None,
        currency: str | None = None,
        name: str | None = None,
        products: list[str] | None = None,
        valid: bool = True,
    ) -> dict[str, Any]:
        """Register a coupon: ``percent_off``, or ``amount_off`` in minor units of ``currency``.

        ``products`` limits it to the items of those product ids.
        """
        if (percent_off is None) == (amount_off is None):
            raise ValueError("a coupon takes either percent_off or amount_off")
        if amount_off is not None and currency is None:
            raise ValueError("a coupon with amount_off needs its currency")
        coupon = self._catalogue.coupon(
            id=id, percent_off=percent_off, amount_off=amount_off, currency=currency, name=name, valid=valid
        )
        if products is not None:
            self._catalogue.expand_only[coupon["id"], "applies_to"] = {"products": products}
        return coupon

    def add_promotion_code(
        self,
        code: str,
        coupon: str | Mapping[str, Any],
        *,
        id: str | None = None,
        minimum_amount: int | None = None,
        minimum_amount_currency: str | None = None,
        active: bool = True,
    ) -> dict[str, Any]:
        """Register a promotion code (``promo_…``): the text that customers enter for a registered coupon."""
        coupon_id = coupon if isinstance(coupon, str) else str(coupon["id"])
        if coupon_id not in self._catalogue.objects:
            raise ValueError(f"there is no coupon {coupon_id!r}: add it first")
        restrictions = {
            "first_time_transaction": False,
            "minimum_amount": minimum_amount,
            "minimum_amount_currency": minimum_amount_currency,
        }
        return self._catalogue.promotion_code(code, coupon_id, id=id, active=active, restrictions=restrictions)

    def add_shipping_rate(
        self,
        id: str | None = None,
        *,
        amount: int,
        currency: str = "usd",
        display_name: str = "Shipping",
        active: bool = True,
    ) -> dict[str, Any]:
        """Register a shipping rate (``shr_…``) with a fixed ``amount`` in minor units of ``currency``."""
        return self._catalogue.shipping_rate(
            display_name, {"amount": amount, "currency": currency}, id=id, active=active
        )


def _currency_options(unit_amounts: Mapping[str, int]) -> dict[str, Any]:
    return {
        currency: {
            "custom_unit_amount": None,
            "tax_behavior": "unspecified",
            "unit_amount": amount,
            "unit_amount_decimal": str(amount),
        }
        for currency, amount in unit_amounts.items()
    }


def full_address(given: Mapping[str, str | None]) -> dict[str, str | None]:
    """``given`` with every part of an address; those not given are null."""
    names = ("city", "country", "line1", "line2", "postal_code", "state")
    if unknown := sorted(given.keys() - set(names)):
        raise ValueError(f"an address has no {unknown[0]!r}: it has {', '.join(names)}")
    return {name: given.get(name) for name in names}
