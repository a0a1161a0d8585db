"""The values of custom fields that a customer enters."""

from __future__ import annotations

from collections.abc import Mapping

from ..catalogue import Document
from ..rules.custom_field_rules import MAX_FIELD_LENGTH
from .input_error import FILL_IN, InputError


def filled_fields(fields: list[Document], values: Mapping[str, str]) -> list[Document]:
    """Return ``fields`` with ``values``, by key. The empty string leaves an optional field empty."""
    keys = [field["key"] for field in fields]
    if unknown := sorted(values.keys() - set(keys)):
        raise InputError(f"the Session has no custom field {unknown[0]!r}: it has {', '.join(keys) or 'none'}")
    return [_filled(field, values.get(field["key"])) for field in fields]


def length_limits(settings: Document) -> tuple[int, int]:
    """Return the least and the greatest number of characters of a field for text or digits."""
    return settings["minimum_length"] or 0, settings["maximum_length"] or MAX_FIELD_LENGTH


def _filled(field: Document, value: str | None) -> Document:
    kind: str = field["type"]
    settings: Document = field[kind]
    where = f"field_{field['key']}"
    if value is None:
        default: str | None = settings["default_value"]
        value = default or ("" if field["optional"] else _test_value(kind, settings))
    if value == "":
        if not field["optional"]:
            raise InputError(f"the custom field {field['key']!r} is required", where, FILL_IN)
        return field
    if kind == "dropdown":
        choices = [option["value"] for option in settings["options"]]
        if value not in choices:
            message = f"the custom field {field['key']!r} takes {', '.join(choices)}, not {value!r}"
            raise InputError(message, where, "Please choose one of these.")
    else:
        if kind == "numeric" and not (value.isascii() and value.isdecimal()):
            message = f"the custom field {field['key']!r} takes digits only, not {value!r}"
            raise InputError(message, where, "Please enter digits only.")
        shortest, longest = length_limits(settings)
        if not shortest <= len(value) <= longest:
            message = f"the custom field {field['key']!r} takes {shortest} to {longest} characters"
            raise InputError(message, where, "Please enter {} to {} characters.", (shortest, longest))
    return {**field, kind: {**settings, "value": value}}


def _test_value(kind: str, settings: Document) -> str:
    if kind == "dropdown":
        value: str = settings["options"][0]["value"]
        return value
    test_value = "1" if kind == "numeric" else "test"
    return test_value.ljust(settings["minimum_length"] or 0, test_value[0])[: settings["maximum_length"]]
