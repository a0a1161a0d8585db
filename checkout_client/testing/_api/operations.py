"""The six calls: from checked parameters to the JSON of the response."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from .._shop.amounts.line_item_builder import check_combination
from .._shop.catalogue import Document
from .._shop.customers.contact_details import collected_information, full_address
from .._shop.error_responses import invalid, no_such
from .._shop.listing import line_item_list, list_object, session_page
from .._shop.metadata import check_metadata, merged_metadata, without_unset
from .._shop.nested import without_empty
from .._shop.new_session import add_session
from .._shop.rules.ui_mode_rules import check_ui_mode_of_update
from .._shop.session_store import AccountScope, StoredSession
from .._shop.shop import Shop
from .api_messages import Operation
from .expanding import Expansion
from .version_names import with_old_names


@attrs.frozen
class OperationRequest:
    """One of the six calls, with checked parameters."""

    operation: Operation
    id: str
    """The id of the Session in the path; empty if the path has none."""
    params: dict[str, Any]
    scope: AccountScope
    api_version: str
    request_id: str
    idempotency_key: str | None


def perform(shop: Shop, request: OperationRequest) -> Document:
    """Carry out the call and return the JSON of the response, or raise a :class:`StripeErrorResponse`."""
    # Before the call, which must not change anything if the paths to expand are wrong.
    expansion = Expansion(request.params.get("expand", []), _EXPANDABLE.get(request.operation, "checkout.session"))
    document = _PERFORM[request.operation](shop, request)
    return expansion.apply(document, shop.find, shop.expand_only_field)


def _create(shop: Shop, request: OperationRequest) -> Document:
    session = add_session(shop, request.scope, without_empty(request.params))
    return with_old_names(session.document, request.api_version)


def _retrieve(shop: Shop, request: OperationRequest) -> Document:
    return with_old_names(_session(shop, request).document, request.api_version)


def _update(shop: Shop, request: OperationRequest) -> Document:
    session = _session(shop, request)
    params = request.params
    check_metadata(params)
    document = session.document
    if document["status"] != "open" and params.keys() - {"metadata", "expand"}:
        name = sorted(params.keys() - {"metadata", "expand"})[0]
        raise invalid(f"`{name}` can only be updated while the Checkout Session is open.", name)
    check_ui_mode_of_update(params, document["ui_mode"])
    # On a copy: an error halfway must leave the Session as it was.
    changed = attrs.evolve(session, document=dict(document), internal=dict(session.internal))
    if "metadata" in params:
        changed.document["metadata"] = merged_metadata(document["metadata"], params["metadata"])
    if "collected_information" in params:
        _collect(changed, params["collected_information"])
    if "line_items" in params:
        _replace_items(shop, changed, params["line_items"])
    if "payment_intent_data" in params:
        _merge_payment_intent_data(changed, params["payment_intent_data"])
    if "shipping_options" in params:
        shop.amounts.offer_shipping(changed, without_empty(params["shipping_options"] or []))
    shop.amounts.recalculate(changed)
    shop.amounts.check_total(changed)
    shop.amounts.publish(changed)
    session.document, session.items, session.internal = changed.document, changed.items, changed.internal
    return with_old_names(session.document, request.api_version)


def _collect(session: StoredSession, given: dict[str, Any]) -> None:
    collected = collected_information(session.document)
    details = given["shipping_details"]  # its only field
    collected["shipping_details"] = {"address": full_address(details["address"]), "name": details["name"]}
    session.document["collected_information"] = collected


def _replace_items(shop: Shop, session: StoredSession, given: Sequence[dict[str, Any]]) -> None:
    known = {item["id"]: item for item in session.items}
    items: list[Document] = []
    for index, params in enumerate(given):
        path = f"line_items[{index}]"
        if "id" not in params:
            items.append(shop.line_items.build(without_empty(params), path, session.document["currency"]))
        elif params["id"] in known:
            items.append(shop.line_items.update(known[params["id"]], params, path))
        else:
            raise no_such("line item", params["id"], f"{path}[id]")
    check_combination(items, session.document["mode"])
    session.items = items
    shop.amounts.taxes.set_line_rates(session, given)


def _merge_payment_intent_data(session: StoredSession, given: dict[str, Any]) -> None:
    if session.document["mode"] != "payment":
        raise invalid(
            f"You can not pass `payment_intent_data` in `{session.document['mode']}` mode.", "payment_intent_data"
        )
    data = {**session.internal.get("payment_intent_data", {}), **given}
    if "metadata" in given:
        old = session.internal.get("payment_intent_data", {}).get("metadata", {})
        data["metadata"] = merged_metadata(old, given["metadata"])
    session.internal["payment_intent_data"] = without_unset(data)


def _expire(shop: Shop, request: OperationRequest) -> Document:
    session = _session(shop, request)
    status = session.document["status"]
    if status != "open":
        raise invalid(
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of {status}."
        )
    shop.expire(session, request_id=request.request_id, idempotency_key=request.idempotency_key)
    return with_old_names(session.document, request.api_version)


def _list(shop: Shop, request: OperationRequest) -> Document:
    sessions, more = session_page(shop.store, request.scope, request.params)
    data = [with_old_names(session.document, request.api_version) for session in sessions]
    return list_object(data, "/v1/checkout/sessions", has_more=more)


def _list_line_items(shop: Shop, request: OperationRequest) -> Document:
    return line_item_list(_session(shop, request), request.params)


def _session(shop: Shop, request: OperationRequest) -> StoredSession:
    session = shop.store.find(request.id, request.scope)
    if session is None:
        raise no_such("checkout.session", request.id, "session", http_status=404)
    return session


_EXPANDABLE = {"list": "list of checkout.session", "list_line_items": "list of item"}
"""The kind of object that a call returns, for ``expand``, where it is not a Session."""

_PERFORM = {
    "create": _create,
    "retrieve": _retrieve,
    "update": _update,
    "expire": _expire,
    "list": _list,
    "list_line_items": _list_line_items,
}
