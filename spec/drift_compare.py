"""Compare the package's types with a specification, class by class.

One class can represent more than one schema, where their shapes are the same or nearly so. It must have everything that
any of them has, and nothing that none of them has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import drift_code
from drift_openapi import OpenAPI
from drift_shape import Member, Schema, Shape

from checkout_client.models.line_items import LineItemList
from checkout_client.models.session.session import Session
from checkout_client.models.session.session_list import SessionList
from checkout_client.params import (
    SessionCreateParams,
    SessionExpireParams,
    SessionListLineItemsParams,
    SessionListParams,
    SessionRetrieveParams,
    SessionUpdateParams,
)

OPERATIONS: Mapping[tuple[str, str], tuple[type, type]] = {
    ("post", "/v1/checkout/sessions"): (SessionCreateParams, Session),
    ("get", "/v1/checkout/sessions"): (SessionListParams, SessionList),
    ("get", "/v1/checkout/sessions/{session}"): (SessionRetrieveParams, Session),
    ("post", "/v1/checkout/sessions/{session}"): (SessionUpdateParams, Session),
    ("post", "/v1/checkout/sessions/{session}/expire"): (SessionExpireParams, Session),
    ("get", "/v1/checkout/sessions/{session}/line_items"): (SessionListLineItemsParams, LineItemList),
}


@dataclass(frozen=True, order=True)
class Difference:
    """One thing in which the code and the specification differ."""

    where: str
    """A class and its member, or an operation."""
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def differences(specification: OpenAPI) -> list[Difference]:
    """Everything in which the code and ``specification`` differ, sorted."""
    found: set[Difference] = set()
    counterparts = Counterparts()
    offered = set(specification.operations())
    for operation in offered ^ OPERATIONS.keys():
        lacking = "the package has no such call" if operation in offered else "not in the specification"
        found.add(Difference(" ".join(operation), lacking))
    for operation in offered & OPERATIONS.keys():
        parameters, result = OPERATIONS[operation]
        counterparts.add(parameters, specification.parameters(*operation))
        counterparts.add(result, specification.result(*operation))
    for cls, schemas in counterparts.by_class.items():
        found.update(compare_class(cls, schemas))
    return sorted(found)


class Counterparts:
    """Which schemas each class represents, found by comparing both descriptions in parallel."""

    def __init__(self) -> None:
        self.by_class: dict[type, list[Schema]] = {}

    def add(self, cls: type, schema: Schema) -> None:
        """``cls`` represents ``schema``, and so do their members for each other."""
        schemas = self.by_class.setdefault(cls, [])
        if schema in schemas or not schema.described:
            return
        schemas.append(schema)
        for name, member in drift_code.members(cls).items():
            if name in schema.members:
                self._add_members(member.shape, schema.members[name].shape)

    def _add_members(self, ours: Shape, theirs: Shape) -> None:
        for cls in ours.objects:
            for schema in theirs.objects:
                self.add(cls, schema)
        if ours.items and theirs.items:
            self._add_members(ours.items, theirs.items)
        if ours.members and theirs.members:
            self._add_members(ours.members, theirs.members)


def compare_class(cls: type, schemas: list[Schema]) -> Iterator[Difference]:
    """What ``cls`` and the schemas that it represents do not have in common."""
    ours = drift_code.members(cls)
    word = "field" if drift_code.is_model(cls) else "parameter"
    for schema in schemas:
        for name in schema.members.keys() - ours.keys():
            yield Difference(f"{cls.__name__}.{name}", f"the {word} is missing in the code")
    for name, member in ours.items():
        where = f"{cls.__name__}.{name}"
        theirs = [schema.members[name] for schema in schemas if name in schema.members]
        if theirs:
            for what in compare_member(member, theirs, cls, everywhere=len(theirs) == len(schemas)):
                yield Difference(where, what)
        elif schemas:
            yield Difference(where, f"the {word} is not in the specification")


def compare_member(ours: Member, theirs: list[Member], cls: type, *, everywhere: bool) -> Iterator[str]:
    """What a member of ``cls`` and its counterparts do not have in common; ``everywhere``: all schemas have it."""
    if drift_code.is_model(cls):
        absent = not everywhere or any(one.shape.null or not one.required for one in theirs)
        if absent and not ours.shape.null:
            yield "can be null or absent, and the code says that it is always there"
        if ours.shape.null and not absent:
            yield "is never null or absent, and the code says that it can be"
    else:
        required = everywhere and all(one.required for one in theirs)
        if required != ours.required:
            yield "is required, and not in the code" if required else "is not required, but in the code it is"
        clear = any(one.shape.clear for one in theirs)
        if clear != ours.shape.clear:
            yield "can be unset, but not in the code" if clear else "cannot be unset, but in the code it can"
    yield from compare_shapes(ours.shape, [one.shape for one in theirs])


def compare_shapes(ours: Shape, theirs: list[Shape], inside: str = "") -> Iterator[str]:
    """What a shape and its counterparts do not have in common, other than whether they need a value."""
    kinds = frozenset[str]().union(*(one.kinds for one in theirs))
    if kinds != ours.kinds:
        yield f"{inside}is {_listed(kinds)}, and {_listed(ours.kinds)} in the code"
    yield from _compare_values(ours, theirs, inside)
    if ours.items and (items := [one.items for one in theirs if one.items]):
        yield from compare_shapes(ours.items, items, f"{inside}[] ")
    if ours.members and (members := [one.members for one in theirs if one.members]):
        yield from compare_shapes(ours.members, members, f"{inside}[…] ")
    described = [schema.name for one in theirs for schema in one.objects if schema.described]
    if described and "object" in ours.kinds and not ours.objects:
        yield f"{inside}is described in the specification ({_listed(described)}), and any object in the code"


def _compare_values(ours: Shape, theirs: list[Shape], inside: str) -> Iterator[str]:
    listed = frozenset[str]().union(*(one.values for one in theirs))
    if ours.values and not ours.any_string and any(one.any_string for one in theirs):
        yield f"{inside}takes any string, and only some in the code"
    if listed and not ours.values:
        yield f"{inside}has a list of values, and none in the code"
        return
    for value in sorted(listed - ours.values):
        yield f"{inside}value {value!r} is missing in the code"
    # Where the specification lists nothing, the package may know more: currencies, for one.
    for value in sorted(ours.values - listed if listed else ()):
        yield f"{inside}value {value!r} is not in the specification"


def _listed(words: frozenset[str] | list[str]) -> str:
    return " or ".join(sorted(words)) or "nothing"
