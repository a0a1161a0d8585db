"""Which object a URL means, and what is done with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import unquote

import attrs

from ..._shop.catalogue import Document
from ..._shop.error_responses import no_such
from ..._shop.nested import without_empty
from ..._shop.session_store import AccountScope
from ..._shop.shop import Shop
from ..expanding import Expansion
from ..form_decoding import FormTree
from .object_creation import CREATE
from .object_lists import event_page, is_seen, object_page
from .object_parameters import parse_object_params

COLLECTIONS: Mapping[str, str] = {
    "charges": "charge",
    "coupons": "coupon",
    "customers": "customer",
    "events": "event",
    "invoices": "invoice",
    "payment_intents": "payment_intent",
    "payment_methods": "payment_method",
    "prices": "price",
    "products": "product",
    "promotion_codes": "promotion_code",
    "setup_intents": "setup_intent",
    "shipping_rates": "shipping_rate",
    "subscriptions": "subscription",
    "tax_rates": "tax_rate",
}
"""The kinds of objects, by their names in URLs."""

_path = re.compile(r"/v1/([a-z_]+)(?:/([^/]+))?").fullmatch

OBJECT_URLS = (
    "Please note that this server is a fake. It has Checkout Sessions (/v1/checkout/sessions), and it can retrieve and "
    f"list {', '.join(f'/v1/{name}' for name in COLLECTIONS)}, and create {', '.join(sorted(CREATE))}."
)
"""What the fake has, for the error message of other URLs."""


@attrs.frozen
class ObjectRoute:
    """A call to one of the collections."""

    call: Literal["retrieve", "list", "create"]
    collection: str
    kind: str
    """The ``object`` of what it returns, or of what is in the list."""
    id: str
    """The id in the path; empty if the path has none."""

    def parse(self, tree: FormTree) -> dict[str, Any]:
        """Return the parameters as typed values; raise :class:`StripeErrorResponse` if they are wrong."""
        return parse_object_params(self.call, self.kind, tree)

    def perform(self, shop: Shop, params: dict[str, Any], scope: AccountScope) -> Document:
        """Carry out the call and return the JSON of the response, or raise a :class:`StripeErrorResponse`."""
        expansion = Expansion(params.pop("expand", []), f"list of {self.kind}" if self.call == "list" else self.kind)
        if self.call == "create":
            document = CREATE[self.kind](shop, without_empty(params))
        elif self.call == "retrieve":
            document = self._retrieve(shop, scope)
        elif self.kind == "event":
            document = event_page(shop, params, scope)
        else:
            document = object_page(shop, self.collection, self.kind, params)
        return expansion.apply(document, shop.find, shop.expand_only_field)

    def _retrieve(self, shop: Shop, scope: AccountScope) -> Document:
        found: Document | None
        if self.kind == "event":
            events = (event.to_dict() for event in shop.events if event.id == self.id and is_seen(event, scope))
            found = next(events, None)
        else:
            found = shop.find(self.id)
        if found is None or found["object"] != self.kind:
            raise no_such(self.kind.replace("_", " "), self.id, "id", http_status=404)
        return found


def find_object_route(method: str, path: str) -> ObjectRoute | None:
    """Return what ``method`` and ``path`` mean; ``None`` if the fake has no such URL."""
    match = _path(path)
    if match is None or match[1] not in COLLECTIONS:
        return None
    collection, id = match[1], unquote(match[2] or "")  # noqa: A001 - the API's name
    kind = COLLECTIONS[collection]
    if method == "GET":
        return ObjectRoute("retrieve" if id else "list", collection, kind, id)
    if method == "POST" and not id and kind in CREATE:
        return ObjectRoute("create", collection, kind, id)
    return None
