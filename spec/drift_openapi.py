"""Read an OpenAPI file, as the ones in this folder, into the shapes that the drift check compares."""

from __future__ import annotations

import json
from functools import reduce
from pathlib import Path
from typing import Any

from drift_shape import Member, Schema, Shape

FORM = "application/x-www-form-urlencoded"
REFERENCE = "#/components/schemas/"


class OpenAPI:
    """One specification."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.version: str = document["info"]["version"]
        self._paths: dict[str, dict[str, Any]] = document["paths"]
        self._components: dict[str, dict[str, Any]] = document["components"]["schemas"]
        self._schemas: dict[str, Schema] = {}

    @classmethod
    def read(cls, path: Path) -> OpenAPI:
        """The specification in a file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def operations(self) -> list[tuple[str, str]]:
        """Every operation: method and path."""
        return [(method, path) for path, methods in self._paths.items() for method in methods]

    def parameters(self, method: str, path: str) -> Schema:
        """The parameters of an operation as one object, wherever they are sent; none, where there are none."""
        operation = self._paths[path][method]
        name = f"{method} {path}"
        query = [one for one in operation.get("parameters", []) if one["in"] == "query"]
        body = operation.get("requestBody", {}).get("content", {}).get(FORM, {}).get("schema", {})
        properties = {one["name"]: one["schema"] for one in query} | body.get("properties", {})
        required = [one["name"] for one in query if one.get("required")] + body.get("required", [])
        return self._object(name, {"properties": properties, "required": required})

    def result(self, method: str, path: str) -> Schema:
        """What an operation returns."""
        schema = self._paths[path][method]["responses"]["200"]["content"]["application/json"]["schema"]
        (result,) = self._shape(schema, f"{method} {path} result").objects
        assert isinstance(result, Schema)
        return result

    def _component(self, name: str) -> Schema:
        if name not in self._schemas:
            # Put in place before it is filled: schemas refer to each other in circles.
            members: dict[str, Member] = {}
            component = self._components[name]
            self._schemas[name] = Schema(name, members, described="properties" in component)
            members.update(self._object(name, component).members)
        return self._schemas[name]

    def _object(self, name: str, schema: dict[str, Any]) -> Schema:
        members = {
            member: Member(self._shape(inner, f"{name}.{member}"), required=member in schema.get("required", []))
            for member, inner in schema.get("properties", {}).items()
        }
        return Schema(name, members)

    def _shape(self, schema: dict[str, Any], name: str) -> Shape:
        if "$ref" in schema:
            shape = Shape(
                kinds=frozenset(["object"]), objects=(self._component(schema["$ref"].removeprefix(REFERENCE)),)
            )
        elif "anyOf" in schema:
            shape = reduce(Shape.__or__, (self._shape(one, name) for one in schema["anyOf"]))
        else:
            shape = self._plain(schema, name)
        return shape.or_null() if schema.get("nullable") else shape

    def _plain(self, schema: dict[str, Any], name: str) -> Shape:
        kind = schema["type"]
        if kind == "string" and schema.get("format") == "decimal":
            return Shape(kinds=frozenset(["decimal"]), any_string=True)
        kinds = frozenset([kind])
        if kind == "array":
            return Shape(kinds=kinds, items=self._shape(schema["items"], f"{name}[]"))
        if kind == "object":
            if isinstance(schema.get("additionalProperties"), dict):
                return Shape(kinds=kinds, members=self._shape(schema["additionalProperties"], f"{name}.*"))
            return Shape(kinds=kinds, objects=(self._object(name, schema),))
        if "enum" in schema:
            values = frozenset(map(str, schema["enum"]))
            # An empty string among the values, or as the only one, is the form of "unset" on the wire.
            listed = values - {""}
            return Shape(kinds=kinds if listed else frozenset(), values=listed, clear="" in values)
        return Shape(kinds=kinds, any_string=kind == "string")
