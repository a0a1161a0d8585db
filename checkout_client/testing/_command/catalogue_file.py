"""The option ``--catalogue``: a TOML file with objects to register.

For example::

    [[prices]]
    id = "price_1"
    unit_amount = 1099
    currency = "usd"
    product_name = "T-shirt"

    [[coupons]]
    id = "TEN"
    percent_off = 10
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .._shop.nested import is_list, is_object
from ..fake import FakeCheckout
from ..server.control.control_operations import CATALOGUE
from ..server.control.json_values import body_fields, json_value

Registration = Callable[[FakeCheckout], object]


def read_catalogue(file: str) -> list[Registration]:
    """Return functions that register the objects in ``file``.

    Raises ``OSError`` if it cannot be read and ``ValueError`` if something in it is wrong; the message says where.
    """
    text = Path(file).read_text(encoding="utf-8")
    try:
        return list(_registrations(tomllib.loads(text)))
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None


def _registrations(content: dict[str, Any]) -> list[Registration]:
    unknown = sorted(content.keys() - CATALOGUE.keys())
    if unknown:
        raise ValueError(f"there is no {unknown[0]!r}: use {', '.join(f'[[{name}]]' for name in CATALOGUE)}")
    registrations: list[Registration] = []
    for collection, (_, method) in CATALOGUE.items():  # in this order: promotion codes refer to coupons
        entries = content.get(collection, [])
        if not is_list(entries) or not all(map(is_object, entries)):
            raise ValueError(f"write [[{collection}]], once for each object")
        for index, entry in enumerate(entries):
            registrations.append(_registration(f"{collection}[{index}]", method, entry))
    return registrations


def _registration(path: str, method: Callable[..., Any], entry: dict[str, Any]) -> Registration:
    fields = body_fields(method)
    for name in entry:
        if name not in fields:
            raise ValueError(f"{path} has no {name!r}: use {', '.join(fields)}")
    for name, field in fields.items():
        if field.required and name not in entry:
            raise ValueError(f"{path} needs {name!r}")
    values = {name: json_value(fields[name].hint, value, f"{path}.{name}") for name, value in entry.items()}

    def register(fake: FakeCheckout) -> None:
        try:
            method(fake, **values)
        except (ValueError, TypeError) as error:
            raise ValueError(f"{path}: {error}") from None

    return register
