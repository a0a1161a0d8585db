"""Write the fake's table of request parameters, ``checkout_client/testing/parameters.json``, from the OpenAPI files.

    python spec/make_parameters.py

A node of the table is one of:

- ``"string"``, ``"integer"``, ``"number"``, ``"boolean"`` or ``"decimal"``;
- ``"enum:a|b|c"``, or ``"@name"`` for a list of values that is under ``enums`` because it is long or used often;
- ``[node]``, a list;
- ``{"name": node, …}``, an object; ``{"*": node}`` has names of the caller's own;
- ``{"or": [node, node]}``, where two forms are accepted.

Marks at the end of a name: ``!`` the parameter is required, ``~`` it may be unset with an empty value, ``<`` only
versions before the newest know it: it is described as in the last one that had it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SPECIFICATIONS = sorted(HERE.glob("checkout_openapi_*.json"), reverse=True)  # their names begin with dates
TABLE = HERE.parent / "checkout_client" / "testing" / "parameters.json"

OPERATIONS = {
    "create": ("/v1/checkout/sessions", "post"),
    "list": ("/v1/checkout/sessions", "get"),
    "retrieve": ("/v1/checkout/sessions/{session}", "get"),
    "update": ("/v1/checkout/sessions/{session}", "post"),
    "expire": ("/v1/checkout/sessions/{session}/expire", "post"),
    "list_line_items": ("/v1/checkout/sessions/{session}/line_items", "get"),
}
LONG = 8


def table(specifications: Sequence[Path] = SPECIFICATIONS) -> dict[str, Any]:
    """The whole table, of specifications from the newest to the oldest."""
    newest, *older = (json.loads(path.read_text(encoding="utf-8")) for path in specifications)
    enums = Enums()
    operations = {
        name: enums.object(parameters(newest, *place), [parameters(one, *place) for one in older])
        for name, place in OPERATIONS.items()
    }
    return {"version": newest["info"]["version"], "operations": operations, "enums": enums.lists}


def parameters(api: dict[str, Any], path: str, method: str) -> dict[str, Any]:
    """The parameters of one operation as one object schema, wherever they are sent."""
    operation = api["paths"][path][method]
    if method == "post":
        schema: dict[str, Any] = operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
        return schema
    query = [parameter for parameter in operation["parameters"] if parameter["in"] == "query"]
    return {
        "type": "object",
        "properties": {parameter["name"]: parameter["schema"] for parameter in query},
        "required": [parameter["name"] for parameter in query if parameter["required"]],
    }


class Enums:
    """The lists of values that are written once and named."""

    def __init__(self) -> None:
        self.lists: dict[str, str] = {}

    def node(self, name: str, schema: dict[str, Any], older: list[dict[str, Any]]) -> Any:
        """The node for ``schema``; ``older`` is what the versions before had in its place, the last one first."""
        nodes = [self.form(name, one, alike(one, older)) for one in forms(schema)]
        return nodes[0] if len(nodes) == 1 else {"or": nodes}

    def form(self, name: str, schema: dict[str, Any], older: list[dict[str, Any]]) -> Any:
        """The node for one form of a value."""
        if "enum" in schema:
            return self.enum(name, [value for value in schema["enum"] if value])
        kind = schema.get("type")
        if kind == "array":
            return [self.node(name, schema["items"], inside(older, "items"))]
        if kind == "object":
            if isinstance(values := schema.get("additionalProperties"), dict):
                return {"*": self.node(name, values, inside(older, "additionalProperties"))}
            return self.object(schema, older)
        return schema.get("format") if schema.get("format") == "decimal" else kind

    def object(self, schema: dict[str, Any], older: list[dict[str, Any]]) -> dict[str, Any]:
        """The names of an object and their nodes; those that only older versions have are last."""
        properties: dict[str, Any] = schema.get("properties", {})
        before = inside(older, "properties")
        node = {
            name + marks(name, schema): self.node(name, properties[name], inside(before, name))
            for name in sorted(properties)
        }
        for name in sorted({name for one in before for name in one} - properties.keys()):
            last, *others = inside(before, name)
            # Not marked as required, whatever it was: the newest version does without.
            node[name + ("~" if is_clearable(last) else "") + "<"] = self.node(name, last, others)
        return node

    def enum(self, name: str, values: list[str]) -> str:
        """The node for a list of values."""
        text = "|".join(sorted(values))
        if len(values) < LONG:
            return f"enum:{text}"
        for known, listed in self.lists.items():
            if listed == text:
                return f"@{known}"
        key = name if name not in self.lists else f"{name}_{len(self.lists)}"
        self.lists[key] = text
        return f"@{key}"


def forms(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The forms that a value may have, but for the empty string that unsets."""
    return [one for one in schema.get("anyOf", [schema]) if not is_empty(one)]


def alike(form: dict[str, Any], older: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The forms of the same type in ``older``."""
    return [one for schema in older for one in forms(schema) if one.get("type") == form.get("type")]


def inside(schemas: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """What each of ``schemas`` has under ``name``, of those that have it."""
    return [one[name] for one in schemas if isinstance(one.get(name), dict)]


def is_empty(schema: dict[str, Any]) -> bool:
    """Whether ``schema`` is the empty string alone, which unsets."""
    return schema.get("enum") == [""]


def is_clearable(schema: dict[str, Any]) -> bool:
    """Whether an empty value may unset it."""
    return any(map(is_empty, schema.get("anyOf", []))) or "" in schema.get("enum", [])


def marks(name: str, schema: dict[str, Any]) -> str:
    """What the name carries at its end."""
    required = "!" if name in schema.get("required", []) else ""
    return required + ("~" if is_clearable(schema["properties"][name]) else "")


if __name__ == "__main__":
    TABLE.write_text(json.dumps(table(), indent=1, sort_keys=False) + "\n", encoding="utf-8")
