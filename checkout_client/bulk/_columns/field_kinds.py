"""What each field of a model holds, read from its annotation."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import NoneType
from typing import Any, Final, ForwardRef, Literal, TypeAlias, get_args, get_origin

import attrs

from ... import models
from ..._decoding.fields import field_types, is_union, without_none
from ...models.base import Model

TIMES: Final = frozenset(
    [
        "arrival_date",
        "automatically_finalizes_at",
        "available_on",
        "billed_until",
        "billing_cycle_anchor",
        "cancel_at",
        "canceled_at",
        "capture_before",
        "charge_attempt_at",
        "computed_timestamp",
        "created",
        "current_period_end",
        "current_period_start",
        "due_date",
        "effective_at",
        "end",
        "end_date",
        "ended_at",
        "expires_after",
        "expires_at",
        "finalized_at",
        "marked_uncollectible_at",
        "next_payment_attempt",
        "next_pending_invoice_item_invoice",
        "paid_at",
        "period_end",
        "period_start",
        "redeem_by",
        "resumes_at",
        "start",
        "start_date",
        "subscription_proration_date",
        "timestamp",
        "transitioned_at",
        "trial_end",
        "trial_start",
        "updated",
        "updated_at",
        "voided_at",
        "webhooks_delivered_at",
    ]
)
"""The fields that count Unix seconds. No other integer has one of these names."""

ScalarType: TypeAlias = Literal["string", "enum", "integer", "number", "boolean", "time", "decimal", "json"]


@attrs.frozen
class ScalarKind:
    """A single value; ``json`` is an object that has no model."""

    type: ScalarType


@attrs.frozen
class ReferenceKind:
    """An expandable field: an id, or the object."""

    model: type[Model] | None
    """The class of the object; None if there is no model of it."""


@attrs.frozen
class NestedKind:
    """An object."""

    model: type[Model]


@attrs.frozen
class ListKind:
    """A list."""

    element: Kind


@attrs.frozen
class MapKind:
    """An object with arbitrary keys."""

    value: Kind


Kind: TypeAlias = ScalarKind | ReferenceKind | NestedKind | ListKind | MapKind

_SCALARS: Final[Mapping[Any, ScalarType]] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    Decimal: "decimal",
    Any: "json",
}


_kinds: Final[dict[type[Model], Mapping[str, Kind]]] = {}
"""What ``field_kinds`` returned. Threads may compute an entry twice, with the same result."""


def field_kinds(cls: type[Model]) -> Mapping[str, Kind]:
    """Return the fields of ``cls``, in order, with what they hold."""
    found = _kinds.get(cls)
    if found is None:
        found = _kinds[cls] = {name: _kind(annotation, name) for name, annotation in field_types(cls).items()}
    return found


def _kind(annotation: Any, name: str) -> Kind:
    members = [member for member in get_args(annotation) if member is not NoneType] if is_union(annotation) else []
    objects = [member for member in members if member is not str and get_origin(member) is not Literal]
    if len(members) > 1 and objects:
        return _reference(objects)
    declared = without_none(annotation)
    if get_origin(declared) is list:
        return ListKind(_kind(get_args(declared)[0], name))
    if get_origin(declared) is dict:
        value = _kind(get_args(declared)[1], name)
        return value if value == ScalarKind("json") else MapKind(value)
    if declared in _SCALARS:
        return _scalar(_SCALARS[declared], name, is_open=bool(members) and str in members and len(members) > 1)
    if get_origin(declared) is Literal:
        return ScalarKind("boolean")  # Literal[True], of deleted objects
    return NestedKind(_model(declared))


def _scalar(found: ScalarType, name: str, *, is_open: bool) -> ScalarKind:
    if found == "string" and (is_open or name.endswith("currency")):
        return ScalarKind("enum")
    if found == "integer" and name in TIMES:
        return ScalarKind("time")
    return ScalarKind(found)


def _reference(objects: list[Any]) -> ReferenceKind:
    classes = [_model(member) for member in objects if get_origin(member) is not dict]
    return ReferenceKind(next((cls for cls in classes if not cls.__name__.startswith("Deleted")), None))


def _model(reference: Any) -> type[Model]:
    found: type[Model] = getattr(models, reference.__forward_arg__) if isinstance(reference, ForwardRef) else reference
    return found
