"""Writes the fake's table of request parameters, ``checkout_client/testing/parameters.json``, from the OpenAPI files.

    python spec/make_parameters.py

A node of the table is one of:

- ``"string"``, ``"integer"``, ``"number"``, ``"boolean"`` or ``"decimal"``;
- ``"enum:a|b|c"``, or ``"@name"`` for a list of values that stands under ``enums`` because it is used often or long;
- ``[node]``, a list;
- ``{"name": node, …}``, an object; ``{"*": node}`` has names of the caller's own;
- ``{"or": [node, node]}``, where two forms are taken.

Marks at the end of a name: ``!`` the parameter is required, ``~`` it may be unset with an empty value, ``<`` only
versions before the newest know it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NEWEST = HERE / "checkout_openapi_2026-10-28.endive.json"
BEFORE = HERE / "checkout_openapi_2026-06-24.dahlia.json"
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


def table() -> dict[str, Any]:
    """The whole table."""
    newest, before = (json.loads(path.read_text()) for path in (NEWEST, BEFORE))
    enums = Enums()
    operations = {
        name: enums.object(parameters(newest, *place), parameters(before, *place)) for name, place in OPERATIONS.items()
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

    def node(self, name: str, schema: dict[str, Any], before: dict[str, Any]) -> Any:
        """The node for ``schema``; ``before`` is what the version before had in its place."""
        if "anyOf" in schema:
            older = [one for one in before.get("anyOf", [before]) if not is_empty(one)]
            forms = [one for one in schema["anyOf"] if not is_empty(one)]
            same = [next((old for old in older if old.get("type") == one.get("type")), {}) for one in forms]
            nodes = [self.node(name, one, old) for one, old in zip(forms, same, strict=True)]
            return nodes[0] if len(nodes) == 1 else {"or": nodes}
        if "enum" in schema:
            return self.enum(name, [value for value in schema["enum"] if value])
        kind = schema.get("type")
        if kind == "array":
            return [self.node(name, schema["items"], before.get("items", {}))]
        if kind == "object":
            if isinstance(values := schema.get("additionalProperties"), dict):
                return {"*": self.node(name, values, before.get("additionalProperties") or {})}
            return self.object(schema, before)
        return schema.get("format") if schema.get("format") == "decimal" else kind

    def object(self, schema: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
        """The names of an object and their nodes; those that only ``before`` has come last."""
        properties, older = schema.get("properties", {}), before.get("properties", {})
        node = {
            name + marks(name, schema): self.node(name, properties[name], older.get(name, {}))
            for name in sorted(properties)
        }
        if older:
            for name in sorted(older.keys() - properties.keys()):
                node[name + marks(name, before) + "<"] = self.node(name, older[name], {})
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


def is_empty(schema: dict[str, Any]) -> bool:
    """Whether ``schema`` is the empty string alone, which unsets."""
    return schema.get("enum") == [""]


def marks(name: str, schema: dict[str, Any]) -> str:
    """What the name carries at its end."""
    inner = schema["properties"][name]
    clearable = any(map(is_empty, inner.get("anyOf", []))) or "" in inner.get("enum", [])
    return ("!" if name in schema.get("required", []) else "") + ("~" if clearable else "")


if __name__ == "__main__":
    TABLE.write_text(json.dumps(table(), indent=1, sort_keys=False) + "\n")
