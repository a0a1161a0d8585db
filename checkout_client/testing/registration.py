"""Methods that register objects before a test, such as ``fake.add_price``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from ._shop.amounts.currencies import registered_currency
from ._shop.catalogue import Interval
from ._shop.customers.contact_details import full_address
from ._shop.shop import Shop

TaxBehavior = Literal["exclusive", "inclusive", "unspecified"]
"""Whether a price includes its tax; ``"unspecified"`` leaves it to the currency."""


class Registration:
    """The methods of :class:`FakeCheckout` that register objects for Sessions to refer to.

    Each method returns the object as the API shows it, including its ``id``; ``id=`` chooses the id. Raises
    ``ValueError`` if the id is already in use. All accounts see the objects, in test mode and in live mode.
    """

    _shop: Shop

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
        with self._shop.lock:
            return self._shop.catalogue.product(
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
        tax_behavior: TaxBehavior = "unspecified",
        metadata: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Register a price (``price_…``).

        ``unit_amount`` is in minor units of ``currency``; pass a ``Decimal`` for fractions of one. ``recurring`` is an
        interval such as ``"month"``, or the whole object; without it the price is for a one-time payment.
        ``product`` is a registered product or its id; without it, a product called ``product_name`` is created.
        ``currency_options`` gives the unit amount in other currencies. ``tax_behavior`` says whether automatic tax is
        part of the price or added to it.
        """
        if isinstance(unit_amount, bool) or not isinstance(unit_amount, (int, Decimal)):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
            raise TypeError(f"unit_amount must be an int or a Decimal of minor units, not {type(unit_amount).__name__}")
        if unit_amount < 0:
            raise ValueError(f"unit_amount must not be negative: {unit_amount}")
        if isinstance(recurring, str):
            recurring = {"interval": recurring}
        catalogue = self._shop.catalogue
        with self._shop.lock:
            if id is not None:
                catalogue.check_unused(id)  # before a product is created for the price
            price = catalogue.price(
                unit_amount if isinstance(unit_amount, int) else None,
                f"{unit_amount:f}" if isinstance(unit_amount, Decimal) else str(unit_amount),
                registered_currency(currency),
                self._product_id(product, product_name),
                id=id,
                active=active,
                recurring=None if recurring is None else dict(recurring),
                lookup_key=lookup_key,
                nickname=nickname,
                tax_behavior=tax_behavior,
                metadata=dict(metadata or {}),
            )
            if currency_options is not None:
                catalogue.expand_only[price["id"], "currency_options"] = _currency_options(currency_options)
        return price

    def _product_id(self, product: str | Mapping[str, Any] | None, name: str) -> str:
        catalogue = self._shop.catalogue
        if product is None:
            return str(catalogue.product(name)["id"])
        product_id = product if isinstance(product, str) else str(product["id"])
        if product_id not in catalogue.objects:
            catalogue.product(name, id=product_id)
        return product_id

    def add_customer(
        self,
        id: str | None = None,
        *,
        email: str | None = None,
        name: str | None = None,
        phone: str | None = None,
        address: Mapping[str, str | None] | None = None,
        shipping: Mapping[str, Any] | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Register a customer (``cus_…``). ``shipping`` has an ``address`` and a ``name``."""
        if shipping is not None:
            shipping = {"phone": None, **shipping, "address": full_address(shipping["address"])}
        with self._shop.lock:
            return self._shop.catalogue.customer(
                id=id,
                email=email,
                name=name,
                phone=phone,
                address=None if address is None else full_address(address),
                shipping=shipping,
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
        duration: Literal["once", "repeating", "forever"] = "once",
        duration_in_months: int | None = None,
        max_redemptions: int | None = None,
        redeem_by: int | None = None,
        valid: bool = True,
    ) -> dict[str, Any]:
        """Register a coupon: ``percent_off``, or ``amount_off`` in minor units of ``currency``.

        ``products`` restricts it to line items of those product ids. ``duration`` is how long it discounts a
        subscription; ``"repeating"`` needs ``duration_in_months``. The coupon is valid for
        ``max_redemptions`` completed Sessions, and until ``redeem_by``, in Unix seconds.
        """
        if (percent_off is None) == (amount_off is None):
            raise ValueError("pass either percent_off or amount_off")
        if amount_off is not None and currency is None:
            raise ValueError("amount_off needs a currency")
        if percent_off is not None and not 0 < percent_off <= 100:
            raise ValueError(f"percent_off must be more than 0 and at most 100, not {percent_off}")
        if (duration == "repeating") != (duration_in_months is not None):
            raise ValueError("duration_in_months goes with duration='repeating', and only with it")
        currency = None if currency is None else registered_currency(currency)
        with self._shop.lock:
            coupon = self._shop.catalogue.coupon(
                id=id,
                percent_off=percent_off,
                amount_off=amount_off,
                currency=currency,
                name=name,
                duration=duration,
                duration_in_months=duration_in_months,
                max_redemptions=max_redemptions,
                redeem_by=redeem_by,
                valid=valid,
            )
            if products is not None:
                self._shop.catalogue.expand_only[coupon["id"], "applies_to"] = {"products": products}
        return coupon

    def add_promotion_code(
        self,
        code: str,
        coupon: str | Mapping[str, Any],
        *,
        id: str | None = None,
        minimum_amount: int | None = None,
        minimum_amount_currency: str | None = None,
        first_time_transaction: bool = False,
        customer: str | None = None,
        max_redemptions: int | None = None,
        expires_at: int | None = None,
        active: bool = True,
    ) -> dict[str, Any]:
        """Register a promotion code (``promo_…``): the code that customers enter to use a registered coupon.

        It can be restricted: to orders of a ``minimum_amount``, to customers who have not paid before, to one
        ``customer``, to a number of completed Sessions, and to the time until ``expires_at``.
        """
        coupon_id = coupon if isinstance(coupon, str) else str(coupon["id"])
        restrictions = {
            "first_time_transaction": first_time_transaction,
            "minimum_amount": minimum_amount,
            "minimum_amount_currency": minimum_amount_currency,
        }
        with self._shop.lock:
            if coupon_id not in self._shop.catalogue.objects:
                raise ValueError(f"there is no coupon {coupon_id!r}: register it with add_coupon first")
            return self._shop.catalogue.promotion_code(
                code,
                coupon_id,
                id=id,
                active=active,
                customer=customer,
                expires_at=expires_at,
                max_redemptions=max_redemptions,
                restrictions=restrictions,
            )

    def add_shipping_rate(
        self,
        id: str | None = None,
        *,
        amount: int,
        currency: str = "usd",
        display_name: str = "Shipping",
        tax_behavior: TaxBehavior = "unspecified",
        active: bool = True,
    ) -> dict[str, Any]:
        """Register a shipping rate (``shr_…``) with a fixed ``amount`` in minor units of ``currency``."""
        fixed_amount = {"amount": amount, "currency": registered_currency(currency)}
        with self._shop.lock:
            return self._shop.catalogue.shipping_rate(
                display_name, fixed_amount, id=id, active=active, tax_behavior=tax_behavior
            )

    def add_tax_rate(
        self,
        id: str | None = None,
        *,
        percentage: float | Decimal,
        inclusive: bool = False,
        display_name: str = "Tax",
        country: str | None = None,
        state: str | None = None,
        jurisdiction: str | None = None,
        description: str | None = None,
        active: bool = True,
        metadata: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Register a tax rate (``txr_…``) for line items.

        An ``inclusive`` tax is part of the price; others are added to it. ``country`` and ``state`` say where it
        applies as one of ``dynamic_tax_rates``.

        For example::

            vat = fake.add_tax_rate(percentage=19, inclusive=True, country="DE")
            item = {"price": price["id"], "quantity": 1, "tax_rates": [vat["id"]]}

        API reference: https://docs.stripe.com/api/tax_rates/create
        """
        if not 0 <= percentage <= 100:
            raise ValueError(f"percentage must be between 0 and 100, not {percentage}")
        if Decimal(str(percentage)) % Decimal("0.0001"):
            raise ValueError(f"percentage must have at most 4 decimals, not {percentage}")
        with self._shop.lock:
            return self._shop.catalogue.tax_rate(
                id=id,
                display_name=display_name,
                percentage=float(percentage),
                inclusive=inclusive,
                country=country,
                state=state,
                jurisdiction=jurisdiction,
                description=description,
                active=active,
                metadata=dict(metadata or {}),
            )


def _currency_options(unit_amounts: Mapping[str, int]) -> dict[str, Any]:
    return {
        registered_currency(currency): {
            "custom_unit_amount": None,
            "tax_behavior": "unspecified",
            "unit_amount": amount,
            "unit_amount_decimal": str(amount),
        }
        for currency, amount in unit_amounts.items()
    }
