"""Lists of the related objects: filters and pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from ..._shop.catalogue import Document
from ..._shop.error_responses import invalid, no_such
from ..._shop.event_log import FakeEvent
from ..._shop.listing import is_within, list_object, page_cursor, page_limit
from ..._shop.nested import is_object
from ..._shop.session_store import AccountScope
from ..._shop.shop import Shop

_PAGING = frozenset(["limit", "starting_after", "ending_before"])

Matches = Callable[[Document, Any], bool]
"""Whether an object matches the value of a filter."""


def object_page(shop: Shop, collection: str, kind: str, params: dict[str, Any]) -> Document:
    """Return one page of the objects of ``kind`` that match ``params``, newest first."""
    filters = {name: value for name, value in params.items() if name not in _PAGING}
    if kind == "subscription":
        filters.setdefault("status", None)
    objects = [one for one in shop.catalogue.objects.values() if one["object"] == kind]
    found = [one for one in objects if all(_matches(kind, name, one, value) for name, value in filters.items())]
    return _page(objects, found, f"/v1/{collection}", kind, params)


def event_page(shop: Shop, params: dict[str, Any], scope: AccountScope) -> Document:
    """Return one page of the events that match ``params``, newest first."""
    if "type" in params and "types" in params:
        raise invalid("You may only specify one of these parameters: type, types.", "type")
    if "delivery_success" in params:
        raise _unknown_filter("event", "delivery_success")
    patterns = [params["type"]] if "type" in params else params.get("types", ["*"])
    events = [event.to_dict() for event in shop.events if is_seen(event, scope)]
    found = [
        event
        for event in events
        if any(fnmatchcase(event["type"], pattern) for pattern in patterns)
        and is_within(event["created"], params.get("created", {}))
    ]
    return _page(events, found, "/v1/events", "event", params)


def is_seen(event: FakeEvent, scope: AccountScope) -> bool:
    """Return whether requests with ``scope`` see ``event``."""
    return AccountScope(event.livemode, event.account) == scope


def _page(objects: list[Document], found: list[Document], url: str, kind: str, params: dict[str, Any]) -> Document:
    """Return one page of ``found``, newest first. The cursor is one of ``objects``, which are in order of creation."""
    limit, cursor = page_limit(params), page_cursor(params)
    if cursor is None:
        return list_object(found[: -limit - 1 : -1], url, has_more=len(found) > limit)
    name, wanted = cursor
    positions = {one["id"]: position for position, one in enumerate(objects)}
    if wanted not in positions:
        raise no_such(kind.replace("_", " "), wanted, name)
    position = positions[wanted]
    if name == "ending_before":
        newer = [one for one in found if positions[one["id"]] > position]
        return list_object(newer[:limit][::-1], url, has_more=len(newer) > limit)
    older = [one for one in found if positions[one["id"]] < position]
    return list_object(older[: -limit - 1 : -1], url, has_more=len(older) > limit)


def _matches(kind: str, name: str, document: Document, value: Any) -> bool:
    if name == "created":
        return is_within(document["created"], value)
    special = _SPECIAL.get((kind, name))
    if special is not None:
        return special(document, value)
    if name not in document:
        raise _unknown_filter(kind, name)
    return _contains(document[name], value)


def _contains(found: Any, value: Any) -> bool:
    """Return whether ``found`` is ``value``, or an object with the fields of ``value``."""
    if is_object(value):
        return is_object(found) and all(found[name] == inner for name, inner in value.items())
    return bool(found == value)


def _unknown_filter(kind: str, name: str) -> Exception:
    return invalid(f"This fake cannot filter {kind.replace('_', ' ')}s by `{name}`.", name)


def _has_price(subscription: Document, price: str) -> bool:
    return any(item["price"]["id"] == price for item in subscription["items"]["data"])


def _has_subscription(invoice: Document, subscription: str) -> bool:
    parent: Document | None = invoice["parent"]
    return parent is not None and parent["subscription_details"]["subscription"] == subscription


def _has_status(subscription: Document, status: str | None) -> bool:
    found: str = subscription["status"]
    if status is None:
        return found != "canceled"
    return status == "all" or found == status or (status == "ended" and found in ("canceled", "incomplete_expired"))


_SPECIAL: Mapping[tuple[str, str], Matches] = {
    ("invoice", "subscription"): _has_subscription,
    ("price", "lookup_keys"): lambda price, keys: price["lookup_key"] in keys,
    ("product", "ids"): lambda product, ids: product["id"] in ids,
    ("promotion_code", "code"): lambda promotion, code: promotion["code"].lower() == code.lower(),
    ("promotion_code", "coupon"): lambda promotion, coupon: promotion["promotion"]["coupon"] == coupon,
    ("shipping_rate", "currency"): lambda rate, currency: rate["fixed_amount"]["currency"] == currency.lower(),
    ("subscription", "price"): _has_price,
    ("subscription", "status"): _has_status,
}
"""The filters that do not compare the field of the same name."""
