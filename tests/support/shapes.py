"""What responses look like in each API version, read from ``spec/`` and from nowhere else.

The models are checked against this, so nothing here looks at them.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import attrs

_SPEC = Path(__file__).parents[2] / "spec"
_BESIDE = json.loads((Path(__file__).parents[1] / "data" / "schemas_beside_the_spec.json").read_text())
_NEWEST = json.loads((_SPEC / "checkout_openapi_2026-10-28.endive.json").read_text())["components"]["schemas"] | _BESIDE
_BEFORE = json.loads((_SPEC / "checkout_openapi_2026-06-24.dahlia.json").read_text())["components"]["schemas"] | _BESIDE

FIELDS: dict[str, dict[str, dict[str, Any]]] = json.loads((_SPEC / "fields_by_version.json").read_text())
"""By version and resource: each field's path, whether it may be null or absent, and its enum values."""
VERSIONS = tuple(FIELDS)
ROOTS = ("checkout.session", "item", "price")

# What was gone when the older of the two specs was written is a string, but for these.
_LOST_TYPES = {"shipping_details": "object", "shipping_details.address": "object", "deleted": "boolean"}


@attrs.define
class Shape:
    """One place of a response: what may stand there."""

    type: str
    """``object``, ``map``, ``array``, ``string``, ``decimal``, ``integer``, ``number``, ``boolean`` or ``resource``."""
    nullable: bool = False
    optional: bool = False
    enum: tuple[Any, ...] = ()
    fields: dict[str, Shape] = attrs.Factory(dict)
    """Of an object."""
    items: Shape | None = None
    """Of an array or a map."""
    resource: str = ""
    """The name of a resource, whose own shape ``resource`` gives."""
    expandable: bool = False
    """Whether the resource's id may stand here instead."""

    @property
    def innermost(self) -> Shape:
        """The shape of an element, where this is an array or a map."""
        return self if self.items is None else self.items


@cache
def resource(name: str, version: str) -> Shape:
    """A resource as ``version`` has it; beside the three roots, as the nearer of the two specs has it."""
    if name in ROOTS:
        return _at_version(name, version)
    return _of_resource(name, newest=version == VERSIONS[-1])


@cache
def _of_resource(name: str, *, newest: bool) -> Shape:
    schemas = _NEWEST if newest else _BEFORE
    schema = schemas[name]
    if "properties" not in schema:  # the spec only names it
        identity = {"id": {"type": "string"}, "object": {"type": "string", "enum": [name]}}
        schema = {"properties": identity, "required": list(identity)}
    return _object(schema, schemas)


def _of_schema(schema: dict[str, Any], schemas: dict[str, Any]) -> Shape:
    nullable = schema.get("nullable", False)
    if "$ref" in schema:
        return _of_name(schema["$ref"], schemas)
    if "anyOf" in schema:
        names = [member["$ref"] for member in schema["anyOf"] if "$ref" in member]
        # Where several kinds of object may stand, the models leave the choice open: any of them shows it.
        shape = _of_name(names[0], schemas)
        return attrs.evolve(shape, nullable=nullable, expandable=len(names) < len(schema["anyOf"]))
    kind = schema["type"]
    if kind == "array":
        return Shape("array", nullable, items=_of_schema(schema["items"], schemas))
    if kind == "object" and "additionalProperties" in schema:
        return Shape("map", nullable, items=_of_schema(schema["additionalProperties"], schemas))
    if kind == "object":
        return attrs.evolve(_object(schema, schemas), nullable=nullable)
    kind = "decimal" if schema.get("format") == "decimal" else kind
    return Shape(kind, nullable, enum=tuple(schema.get("enum", ())))


def _of_name(reference: str, schemas: dict[str, Any]) -> Shape:
    name = reference.rsplit("/", 1)[1]
    if name in ROOTS or "." not in name:
        return Shape("resource", resource=name)
    return _object(schemas[name], schemas)


def _object(schema: dict[str, Any], schemas: dict[str, Any]) -> Shape:
    fields = {name: _of_schema(part, schemas) for name, part in schema.get("properties", {}).items()}
    for name, field in fields.items():
        field.optional = name not in schema.get("required", ())
    return Shape("object", fields=fields)


def _at_version(root: str, version: str) -> Shape:
    shape = Shape("object")
    table = {path.replace("[]", ""): facts for path, facts in FIELDS[version][root].items()}
    for path in sorted(table):
        *parents, name = path.split(".")
        holder = shape
        for parent in parents:
            holder = holder.fields[parent].innermost
        holder.fields[name] = _field(root, path, table)
    return shape


def _field(root: str, path: str, table: dict[str, dict[str, Any]]) -> Shape:
    """The type from the spec; what may be null or absent, and which enum values there are, from the table."""
    facts = table[path]
    known = _in_spec(root, path)
    element = known.innermost
    if any(other.startswith(f"{path}.") for other in table):
        element = attrs.evolve(element, fields={})  # its fields have rows of their own
    element = attrs.evolve(element, enum=tuple(facts.get("enum", element.enum)))
    shape = element if known.items is None else attrs.evolve(known, items=element)
    return attrs.evolve(shape, nullable=facts["nullable"], optional=facts["nullable"])


def _in_spec(root: str, path: str) -> Shape:
    for newest in (True, False):
        shape: Shape | None = _of_resource(root, newest=newest)
        for step in path.split("."):
            shape = shape and shape.innermost.fields.get(step)
        if shape is not None:
            return shape
    return Shape(_LOST_TYPES.get(path, "string"))
