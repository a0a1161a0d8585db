"""The table of changes matches the specifications and the fields on record exactly."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from checkout_client import API_VERSION
from checkout_client.versions.changes import CHANGES, PARAMETERS_ON_RECORD, VERSIONS

SPEC = Path(__file__).parent.parent.parent / "spec"
FIELDS = json.loads((SPEC / "fields_by_version.json").read_text())
SPECIFICATIONS = {
    version: json.loads((SPEC / f"checkout_openapi_{version}.json").read_text()) for version in PARAMETERS_ON_RECORD
}
FIRST, *LATER = PARAMETERS_ON_RECORD
"""The versions whose own specifications date the changes of parameters."""

CLASSES = {"Session": "checkout.session", "LineItem": "item", "Price": "price"}
CALLS = {
    "create": ("/v1/checkout/sessions", "post"),
    "update": ("/v1/checkout/sessions/{session}", "post"),
    "list": ("/v1/checkout/sessions", "get"),
    "retrieve": ("/v1/checkout/sessions/{session}", "get"),
    "expire": ("/v1/checkout/sessions/{session}/expire", "post"),
    "list_line_items": ("/v1/checkout/sessions/{session}/line_items", "get"),
}

# Most versions add to these.
REGISTRIES = ("customer_details.tax_ids[].type=", "shipping_address_collection.allowed_countries=")
# The parameter is older than the field.
OLDER_PARAMETERS = {"discounts"}
# Parameters of other calls and places, dated by fields that mirror them.
MIRRORED_ELSEWHERE = {
    ("list", "customer_account", "2026-02-25.clover"),
    ("create", "line_items[].metadata", "2026-02-25.clover"),
    ("update", "line_items[].metadata", "2026-02-25.clover"),
}

Names = set[str]


def in_table(place: str, ending: str) -> set[tuple[str, str]]:
    """Return the names and versions in the table: ``since`` or ``dropped_in``."""
    return {
        (change.name, getattr(change, ending))
        for change in CHANGES
        if place in change.places and getattr(change, ending)
    }


def outermost(names: Names) -> Names:
    """Return ``names`` without those inside other names."""
    return {name for name in names if not any(name.startswith((f"{other}.", f"{other}[")) for other in names)}


def fields(version: str, cls: str) -> Names:
    """Return the fields of one version, and their values."""
    return {
        name
        for field, about in FIELDS[version][CLASSES[cls]].items()
        for name in (field, *(f"{field}={value}" for value in about.get("enum", ())))
    }


def parameters(version: str, call: str) -> Names:
    """Return the parameters of one version, and their values."""
    path, method = CALLS[call]
    operation = SPECIFICATIONS[version]["paths"][path][method]
    schema = operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    named = {one["name"]: one["schema"] for one in operation["parameters"] if one["in"] == "query"}
    names: Names = set()
    add_parameters({"properties": {**named, **schema["properties"]}}, "", names)
    return names


def add_parameters(schema: Any, name: str, names: Names) -> None:
    names.add(name)
    names.update(f"{name}={value}" for value in schema.get("enum", ()))
    for alternative in schema.get("anyOf", ()):
        add_parameters(alternative, name, names)
    if "items" in schema:
        add_parameters(schema["items"], f"{name}[]", names)
    for inner, of in schema.get("properties", {}).items():
        add_parameters(of, f"{name}.{inner}" if name else inner, names)


def new(older: Names, newer: Names) -> Names:
    """Return what only ``newer`` has: outermost names, and values of parameters that both have."""
    names = outermost({name for name in newer - older if "=" not in name})
    values = {
        name
        for name in newer - older
        if "=" in name and name.partition("=")[0] in older and not name.startswith(REGISTRIES)
    }
    return names | values


def check(place: str, versions: Sequence[str], names: Callable[[str, str], Names]) -> None:
    """Assert that the table matches what ``names`` returns for each of ``versions``."""
    came, went = set(), set()
    for older, newer in pairwise(versions):
        came |= {(name, newer) for name in new(names(older, place), names(newer, place))}
        went |= {(name, newer) for name in new(names(newer, place), names(older, place))}
    listed, dropped = (
        {(name, version) for name, version in in_table(place, ending) if version in versions[1:]}
        for ending in ("since", "dropped_in")
    )
    assert dropped == went
    # What was dropped again is also listed by itself.
    inside = {(name, since) for name, since in listed - came if in_table_twice(name)}
    assert listed - inside == came


def in_table_twice(name: str) -> bool:
    return any(change.name == name and change.until for change in CHANGES)


@pytest.mark.parametrize("cls", CLASSES)
def test_fields(cls):
    versions = [version for version in VERSIONS if version in FIELDS]
    assert versions == list(FIELDS)
    assert {version for ending in ("since", "dropped_in") for _, version in in_table(cls, ending)} <= set(versions)
    check(cls, versions, fields)


def test_every_specification_is_on_record():
    files = {path.stem.removeprefix("checkout_openapi_") for path in SPEC.glob("checkout_openapi_*.json")}
    assert files == set(PARAMETERS_ON_RECORD)
    assert VERSIONS[-len(PARAMETERS_ON_RECORD) :] == PARAMETERS_ON_RECORD, "a version between them has no specification"


@pytest.mark.parametrize("call", CALLS)
def test_parameters(call):
    check(call, PARAMETERS_ON_RECORD, parameters)


@pytest.mark.parametrize("call", ["create", "update", "list"])
def test_older_parameters_are_dated_by_the_fields_that_mirror_them(call):
    known = parameters(FIRST, call)
    older = {(name, since) for name, since in in_table(call, "since") if since not in LATER}
    mirrored = {
        (name, since)
        for name, since in in_table("Session", "since")
        if call == "create" and since not in LATER and name not in OLDER_PARAMETERS
        if name in known or name.startswith("ui_mode=")
    }
    assert older == mirrored | {(name, since) for where, name, since in MIRRORED_ELSEWHERE if where == call}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("version", PARAMETERS_ON_RECORD)
def test_no_parameter_is_dated_after_a_version_that_has_it(call, version):
    known = parameters(version, call)
    for change in CHANGES:
        if call in change.places and change.name in known:
            assert change.since is None or VERSIONS.index(change.since) <= VERSIONS.index(version), change
        if call in change.places and change.until == version:
            assert change.name in known, change


def test_each_is_listed_once_for_each_place():
    assert max(Counter((change.name, place) for change in CHANGES for place in change.places).values()) == 1


def test_the_versions_are_in_order_and_end_with_the_one_that_the_types_model():
    assert list(VERSIONS) == sorted(VERSIONS)
    assert VERSIONS[-1] == API_VERSION
    assert all(
        {change.since, change.until} <= {None, *VERSIONS} and (change.since or change.until) for change in CHANGES
    )
