"""The OpenAPI description of the control API."""

from __future__ import annotations

from functools import cache
from typing import Any

from ....version import __version__
from .control_operations import OPERATIONS, ControlOperation
from .json_values import BodyField, schema_of

_ERRORS = {
    "400": "The parameters are wrong, or the Session is not in a state in which this is possible.",
    "403": "The request came from a page of another site.",
    "404": "There is no such object.",
}


@cache
def openapi_document() -> dict[str, Any]:
    """Return the description of all operations."""
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.http_method.lower()] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Control API of the local Stripe Checkout",
            "version": __version__,
            "description": "The methods of checkout_client.testing.FakeCheckout over HTTP.",
        },
        "paths": paths,
        "components": {"schemas": {"Error": _ERROR, "Object": {"type": "object"}}},
    }


def _operation(operation: ControlOperation) -> dict[str, Any]:
    parameters = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    parameters = parameters if "{id}" in operation.path else []
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.description.partition("\n")[0],
        "description": operation.description,
        "parameters": parameters,
        "responses": {
            "200": {"description": "Done.", "content": _content("Object")},
            **{status: {"description": text, "content": _content("Error")} for status, text in _ERRORS.items()},
        },
    }
    fields = operation.fields.values()
    if operation.http_method == "GET":
        described["parameters"] = parameters + [
            {"name": field.name, "in": "query", "required": False, "schema": schema_of(field.hint)} for field in fields
        ]
    elif fields:
        described["requestBody"] = {
            "required": any(field.required for field in fields),
            "content": {"application/json": {"schema": _body(list(fields))}},
        }
    return described


def _body(fields: list[BodyField]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {field.name: schema_of(field.hint) for field in fields},
        "additionalProperties": False,
    }
    required = [field.name for field in fields if field.required]
    return {**schema, "required": required} if required else schema


def _content(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


_ERROR = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {name: {"type": "string"} for name in ("message", "type", "code", "param")},
            "required": ["message", "type"],
        }
    },
    "required": ["error"],
}
