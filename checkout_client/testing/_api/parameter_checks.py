"""Checks the parameters of the six calls against a table: names, types, choices, required parameters.

The table, ``parameters.json``, is generated from Stripe's OpenAPI description by ``spec/make_parameters.py``, which
also documents its format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias, cast

from .._shop.error_responses import (
    StripeErrorResponse,
    empty_parameter,
    invalid_choice,
    invalid_value,
    missing_parameter,
    unknown_parameters,
)
from .api_messages import Operation
from .form_decoding import FormTree, is_index
from .version_names import is_newest

_integer = re.compile(r"-?[0-9]{1,19}").fullmatch
# Bounded, and each character can match in one way only: the time is linear in any case.
_decimal = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,2})?").fullmatch
_MAX_INTEGER = 2**63 - 1


class _Report:
    """Collects what is wrong with one request."""

    def __init__(self, newest: bool) -> None:
        self.newest = newest
        self.unknown: list[tuple[str, list[str]]] = []
        self.errors: list[StripeErrorResponse] = []

    def add_error(self, error: StripeErrorResponse) -> None:
        self.errors.append(error)

    def raise_first(self) -> None:
        """Raise the first error, if any. Unknown names come first, all in one error: they often cause the others."""
        if self.unknown:
            raise unknown_parameters([path for path, _ in self.unknown], self.unknown[0][1])
        if self.errors:
            raise self.errors[0]


Node: TypeAlias = "str | list[Node] | dict[str, Node]"
"""A part of the table."""

Check = Callable[["FormTree | str", str, _Report], Any]
"""Returns the typed value of the string or tree at a path, and reports what is wrong with it."""


def parse_params(operation: Operation, tree: FormTree, api_version: str) -> dict[str, Any]:
    """Return the parameters of ``operation`` as typed values.

    The empty string stays as it is where it may unset something. Raises :class:`StripeErrorResponse` for parameters
    that Stripe would refuse.
    """
    return check_params(_operations()[operation], tree, newest=is_newest(api_version))


def check_params(check: Check, tree: FormTree, *, newest: bool) -> dict[str, Any]:
    """Return what ``check`` makes of ``tree``; raise :class:`StripeErrorResponse` for the first thing that is wrong."""
    report = _Report(newest)
    params: dict[str, Any] = check(tree, "", report)
    report.raise_first()
    return params


@cache
def table() -> dict[str, Any]:
    """Return the table."""
    loaded: dict[str, Any] = json.loads(files("checkout_client.testing").joinpath("parameters.json").read_text("utf-8"))
    return loaded


@cache
def _operations() -> dict[str, Check]:
    written = table()
    enums = {name: values.split("|") for name, values in written["enums"].items()}
    return {name: compile_check(node, enums) for name, node in written["operations"].items()}


def compile_check(node: Node, enums: dict[str, list[str]]) -> Check:
    """Return the check that a node of the table describes. ``enums`` are the choices that have a name."""
    if isinstance(node, list):
        return _list_of(compile_check(node[0], enums))
    if isinstance(node, dict):
        if "or" in node:
            return _either(*(compile_check(form, enums) for form in cast("list[Node]", node["or"])))
        if "*" in node:
            return _mapping_of(compile_check(node["*"], enums))
        return _object({name: compile_check(inner, enums) for name, inner in node.items()})
    if node.startswith("@"):
        return _choice(enums[node[1:]])
    return _choice(node[5:].split("|")) if node.startswith("enum:") else _SCALARS[node]


def _object(checks: dict[str, Check]) -> Check:
    known = {marked.rstrip("!~<"): check for marked, check in checks.items()}
    required = [marked.rstrip("!~<") for marked in checks if "!" in marked]
    # An empty value unsets metadata, as a whole or key by key, wherever it occurs.
    clearable = {marked.rstrip("!~<") for marked in checks if "~" in marked} | {"metadata"}
    dropped = {marked.rstrip("!~<") for marked in checks if marked.endswith("<")}

    def check(given: FormTree | str, path: str, report: _Report) -> Any:
        if isinstance(given, str):
            report.add_error(invalid_value("object", given, path))
            return {}
        values: dict[str, Any] = {}
        for name, value in given.items():
            child_path = f"{path}[{name}]" if path else name
            if name not in known or (name in dropped and report.newest):
                report.unknown.append((child_path, sorted(known.keys() - dropped)))
            elif value == "":
                if name in clearable:
                    values[name] = ""
                else:
                    report.add_error(empty_parameter(child_path))
            else:
                values[name] = known[name](value, child_path, report)
        for name in required:
            if name not in given:
                report.add_error(missing_parameter(f"{path}[{name}]" if path else name))
        return values

    return check


def _list_of(element: Check) -> Check:
    def check(given: FormTree | str, path: str, report: _Report) -> Any:
        if isinstance(given, str) or not all(map(is_index, given)):
            report.add_error(invalid_value("array", given, path))
            return []
        values: list[Any] = []
        for index in sorted(given, key=int):
            child_path = f"{path}[{index}]"
            if given[index] == "":
                report.add_error(empty_parameter(child_path))
            else:
                values.append(element(given[index], child_path, report))
        return values

    return check


def _mapping_of(element: Check) -> Check:
    def check(given: FormTree | str, path: str, report: _Report) -> Any:
        if isinstance(given, str):
            report.add_error(invalid_value("object", given, path))
            return {}
        return {
            name: value if value == "" else element(value, f"{path}[{name}]", report) for name, value in given.items()
        }

    return check


def _either(nested: Check, scalar: Check) -> Check:
    def check(given: FormTree | str, path: str, report: _Report) -> Any:
        return scalar(given, path, report) if isinstance(given, str) else nested(given, path, report)

    return check


def _choice(choices: list[str]) -> Check:
    def check(given: FormTree | str, path: str, report: _Report) -> Any:
        if given not in choices:
            report.add_error(invalid_choice(path, choices))
        return given

    return check


def _string(given: FormTree | str, path: str, report: _Report) -> Any:
    if not isinstance(given, str):
        report.add_error(invalid_value("string", given, path))
    return given


def _boolean(given: FormTree | str, path: str, report: _Report) -> Any:
    if given not in ("true", "false"):
        report.add_error(invalid_value("boolean", given, path))
    return given == "true"


def _integer_value(given: FormTree | str, path: str, report: _Report) -> Any:
    if isinstance(given, str) and _integer(given) and abs(number := int(given)) <= _MAX_INTEGER:
        return number
    report.add_error(invalid_value("integer", given, path, code="parameter_invalid_integer"))
    return 0


def _decimal_string(given: FormTree | str, path: str, report: _Report) -> Any:
    if isinstance(given, str) and _decimal(given):
        return given
    report.add_error(invalid_value("decimal", given, path))
    return "0"


def _number(given: FormTree | str, path: str, report: _Report) -> Any:
    if isinstance(given, str) and _decimal(given):
        return float(Decimal(given))
    report.add_error(invalid_value("decimal", given, path))
    return 0.0


_SCALARS: dict[str, Check] = {
    "string": _string,
    "boolean": _boolean,
    "integer": _integer_value,
    "number": _number,
    "decimal": _decimal_string,
}
