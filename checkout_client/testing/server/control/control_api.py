"""The endpoint of the control API."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..._shop.error_responses import StripeErrorResponse
from ..._shop.nested import is_object
from ..context import ServerContext
from ..request_body import read_body
from .control_operations import JSON, OPERATIONS, ControlOperation
from .json_values import BodyField, json_value
from .openapi import openapi_document

MAX_JSON = 1024 * 1024
"""Bytes that the body of a request may have."""


class ControlAPI:
    """Handles the requests whose path begins with ``/_fake/``."""

    def __init__(self, context: ServerContext) -> None:
        self._context = context

    async def handle(self, request: Request) -> Response:
        """Return the response to a request."""
        path = request.scope["raw_path"].decode("ascii", "replace").rstrip("/")
        try:
            if path == "/_fake/openapi.json" and request.method == "GET":
                return _json_response(openapi_document())
            operation, id = _find(request.method, path)  # noqa: A001 - the API's name
            given = await _parameters(request, operation)
            result = await operation(self._context, id, _checked(given, operation.fields))
            if request.method != "GET":
                await self._context.outbox.flush()  # so that the shop knows what the test knows
            return _json_response(result)
        except StripeErrorResponse as error:
            return _json_response(error.body("req_none"), error.http_status)
        except (ValueError, TypeError) as error:
            return _json_response(StripeErrorResponse(str(error)).body("req_none"), 400)


def _json_response(body: JSON, status: int = 200) -> Response:
    return JSONResponse(body, status, {"Cache-Control": "no-store"})


def _find(method: str, path: str) -> tuple[ControlOperation, str]:
    segments = path.split("/")
    matches = [operation for operation in OPERATIONS if _fits(operation.path.split("/"), segments)]
    for operation in matches:
        if operation.http_method == method:
            ids = [found for name, found in zip(operation.path.split("/"), segments, strict=True) if name == "{id}"]
            return operation, unquote("".join(ids))
    if matches:
        allowed = " and ".join(sorted({operation.http_method for operation in matches}))
        raise StripeErrorResponse(f"{path} takes {allowed}, not {method}.", http_status=405)
    raise StripeErrorResponse(
        f"The control API has no {path}. See /_fake/openapi.json for what it has.", http_status=404
    )


def _fits(template: list[str], segments: list[str]) -> bool:
    same_length = len(template) == len(segments)
    return same_length and all(name in ("{id}", found) for name, found in zip(template, segments, strict=True))


async def _parameters(request: Request, operation: ControlOperation) -> JSON:
    if operation.http_method == "GET":
        return {name: _query_value(operation.fields.get(name), value) for name, value in request.query_params.items()}
    body = await read_body(request, MAX_JSON + 1)
    if len(body) > MAX_JSON:
        raise StripeErrorResponse(f"The body is larger than {MAX_JSON} bytes.", http_status=413)
    if not body:
        return {}
    # Forms of other sites cannot send this type without asking the server first.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise StripeErrorResponse("Send the parameters as JSON, with Content-Type: application/json.", http_status=415)
    try:
        decoded = json.loads(body)
    except ValueError as error:
        raise ValueError(f"the body is not JSON: {error}") from None
    if not is_object(decoded):
        raise ValueError("the body must be a JSON object")
    return decoded


def _query_value(field: BodyField | None, value: str) -> Any:
    is_integer = field is not None and field.hint is int and re.fullmatch(r"-?[0-9]{1,9}", value)
    return int(value) if is_integer else value


def _checked(given: JSON, fields: Mapping[str, BodyField]) -> JSON:
    for name in given:
        if name not in fields:
            known = ", ".join(fields) or "none"
            raise StripeErrorResponse(
                f"Unknown parameter: {name}. The parameters are: {known}.", code="parameter_unknown", param=name
            )
    for name, field in fields.items():
        if field.required and name not in given:
            raise StripeErrorResponse(f"Missing parameter: {name}.", code="parameter_missing", param=name)
    return {name: json_value(fields[name].hint, value, name) for name, value in given.items()}
