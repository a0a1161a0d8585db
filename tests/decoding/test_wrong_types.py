"""A wrong type anywhere in a response is refused with its exact path, and no value is ever made up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import attrs
import httpx
import pytest
from support.responses import EveryField
from support.runtimes import PLAIN
from support.shapes import VERSIONS, Shape, resource
from support.walks import result_of

from checkout_client import ResponseDecodeError, models
from checkout_client._decoding.converter import decode
from checkout_client._decoding.mismatch import DecodeMismatchError
from checkout_client.models.base import Model

RESOURCES = {
    "checkout.session": models.Session,
    "item": models.LineItem,
    "price": models.Price,
    "account": models.Account,
    "application": models.Application,
    "coupon": models.Coupon,
    "customer": models.Customer,
    "discount": models.Discount,
    "invoice": models.Invoice,
    "invoice_payment": models.InvoicePayment,
    "line_item": models.InvoiceLineItem,
    "payment_intent": models.PaymentIntent,
    "payment_link": models.PaymentLink,
    "product": models.Product,
    "promotion_code": models.PromotionCode,
    "setup_intent": models.SetupIntent,
    "shipping_rate": models.ShippingRate,
    "subscription": models.Subscription,
    "subscription_item": models.SubscriptionItem,
    "tax_id": models.TaxId,
    "tax_rate": models.TaxRate,
}
CANDIDATES: tuple[Any, ...] = ("text", 7, 2.0, 1.9, True, [], [None], {})
ALLOWED: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "decimal": (),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "map": (dict,),
    "resource": (dict,),
}
ANYTHING = re.compile(r"\.use_stripe_sdk\.\w+$")
"""Values that Stripe.js reads. The specification says that they are objects, but real ones are mostly strings."""


@attrs.frozen
class Located:
    """A value in a response, with its path."""

    path: str
    shape: Shape
    holder: Any
    key: str | int
    is_element: bool = False
    """Whether it is in a list or a mapping."""

    def allows(self, value: object) -> bool:
        if ANYTHING.search(self.path):
            return True
        kinds = ALLOWED[self.shape.type] + ((str,) if self.shape.expandable else ())
        return type(value) in kinds


def located_values(shape: Shape, raw: Any, model: Any, path: str, version: str) -> Iterator[Located]:
    """Every value in ``raw`` that the models describe."""
    if shape.type == "resource" and isinstance(model, Model):
        shape = resource(shape.resource, version)
    if isinstance(model, Model):
        for name, part in raw.items():
            if hasattr(model, name):
                located = Located(f"{path}.{name}".lstrip("."), shape.fields[name], raw, name)
                yield from place_and_inside(located, part, getattr(model, name), version)
    elif shape.items is not None:
        keys: Any = range(len(raw)) if isinstance(raw, list) else list(raw)
        for key in keys:
            step = f"[{key}]" if isinstance(key, int) else f".{key}"
            located = Located(f"{path}{step}", shape.items, raw, key, is_element=True)
            yield from place_and_inside(located, raw[key], model[key], version)


def place_and_inside(located: Located, raw: Any, model: Any, version: str) -> Iterator[Located]:
    yield located
    yield from located_values(located.shape, raw, model, located.path, version)


def everything(name: str, version: str) -> tuple[dict[str, Any], list[Located]]:
    raw = EveryField(version).make(name)
    return raw, list(located_values(resource(name, version), raw, decode(RESOURCES[name], raw), "", version))


def outcome(cls: type[Model], raw: dict[str, Any], located: Located, value: object) -> Model | DecodeMismatchError:
    before = located.holder[located.key]
    located.holder[located.key] = value
    try:
        return decode(cls, raw)
    except DecodeMismatchError as problem:
        return problem
    finally:
        located.holder[located.key] = before


IN_DEFAULT = ("item", "discount")
"""Resources of the default suite; the others are in the long one."""
CASES = [
    pytest.param(name, VERSIONS[-1], marks=() if name in IN_DEFAULT else pytest.mark.long) for name in RESOURCES
] + [pytest.param(name, VERSIONS[0], marks=pytest.mark.long) for name in ("checkout.session", "item")]


@pytest.mark.parametrize(("name", "version"), CASES)
def test_every_wrong_type_at_every_place_is_refused_with_its_path(name: str, version: str):
    raw, found = everything(name, version)
    missed = []
    for located in found:
        for value in CANDIDATES:
            if not located.allows(value):
                result = outcome(RESOURCES[name], raw, located, value)
                if not isinstance(result, DecodeMismatchError) or result.path != located.path:
                    missed.append((located.path, value, result))
    assert missed == []
    assert len(found) >= 2


@pytest.mark.parametrize(("name", "version"), CASES)
def test_null_is_none_where_it_may_stand_and_is_never_made_into_something(name: str, version: str):
    raw, found = everything(name, version)
    missed = []
    for located in found:
        result = outcome(RESOURCES[name], raw, located, None)
        if isinstance(result, DecodeMismatchError):
            if located.shape.nullable or result.path != located.path:
                missed.append((located.path, result.path))
        elif value_at(result, located.path) not in (None, []):
            missed.append((located.path, "made up"))
    assert missed == []


def value_at(value: Any, path: str) -> Any:
    for step in path.replace("[", ".[").split("."):
        if step.startswith("["):
            value = value[int(step[1:-1])]
        else:
            value = value[step] if isinstance(value, dict) else getattr(value, step)
    return value


REQUIRED = {
    "checkout.session": {
        "id", "object", "line_items.object", "line_items.data[0].id", "line_items.data[0].object",
        "line_items.data[1].id", "line_items.data[1].object",
    },
    "item": {"id", "object"},
    "price": set[str](),
}  # fmt: skip


@pytest.mark.parametrize("name", REQUIRED)
def test_only_what_makes_an_object_what_it_is_is_required(name: str):
    raw, found = everything(name, VERSIONS[-1])
    fields = [located for located in found if not located.is_element]
    refused = {each.path for each in fields if isinstance(outcome(RESOURCES[name], raw, each, None), Exception)}
    assert refused == REQUIRED[name]


def test_enough_places_were_tried():
    """A guard of the tests above: they would pass on empty sessions."""
    _, found = everything("checkout.session", VERSIONS[-1])
    paths = {located.path for located in found}
    assert len(paths) > 500
    assert {
        "line_items.data[1].price.unit_amount",
        "line_items.data[0].discounts[1].discount.id",
        "payment_method_options.acss_debit.mandate_options.default_for[1]",
        "line_items.data[0].price.currency_options.eur.tiers[1].up_to",
        "metadata.order",
    } <= paths


def test_a_call_raises_the_path_and_the_request_id():
    raw = EveryField(VERSIONS[-1]).make("checkout.session")
    raw["line_items"]["data"][1]["price"]["unit_amount"] = 10.99
    response = httpx.Response(200, content=json.dumps(raw), headers={"Request-Id": "req_123"})
    with pytest.raises(ResponseDecodeError) as raised:
        result_of(PLAIN, lambda request: response, lambda sessions: sessions.retrieve("cs_test_1"))
    assert raised.value.path == "line_items.data[1].price.unit_amount"
    assert raised.value.request_id == "req_123"
    assert "line_items.data[1].price.unit_amount should be an integer, not a number" in str(raised.value)
    assert "10.99" not in str(raised.value)
