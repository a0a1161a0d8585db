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

import attrs

from .._shop.nested import is_list, is_object
from ..fake import FakeCheckout
from ..server.control.control_operations import CATALOGUE
from ..server.control.json_values import body_fields, json_value


@attrs.frozen
class CatalogueEntry:
    """An object to register."""

    id: str | None
    """``None`` if the fake chooses it."""
    place: str
    """The file, and where the entry is in it."""
    _method: Callable[..., Any]
    _values: dict[str, Any]

    def register(self, fake: FakeCheckout) -> None:
        """Register the object. Raises ``ValueError`` if something in it is wrong, or if its id is in use."""
        try:
            self._method(fake, **self._values)
        except (ValueError, TypeError) as error:
            raise ValueError(f"{self.place}: {error}") from None


def read_catalogue(file: str) -> list[CatalogueEntry]:
    """Return the objects in ``file``.

    Raises ``OSError`` if it cannot be read and ``ValueError`` if something in it is wrong; the message says where.
    """
    try:
        text = Path(file).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"{file}: it is not a text file in UTF-8") from None
    except OSError as error:
        raise OSError(error.errno, f"the catalogue {file} cannot be read: {error.strerror}") from None
    try:
        return [attrs.evolve(entry, place=f"{file}: {entry.place}") for entry in _entries(tomllib.loads(text))]
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from None


def _entries(content: dict[str, Any]) -> list[CatalogueEntry]:
    unknown = sorted(content.keys() - CATALOGUE.keys())
    if unknown:
        raise ValueError(f"there is no {unknown[0]!r}: use {', '.join(f'[[{name}]]' for name in CATALOGUE)}")
    found: list[CatalogueEntry] = []
    for collection, (_, method) in CATALOGUE.items():  # in this order: promotion codes refer to coupons
        entries = content.get(collection, [])
        if not is_list(entries) or not all(map(is_object, entries)):
            raise ValueError(f"write [[{collection}]], once for each object")
        for index, entry in enumerate(entries):
            found.append(_entry(f"{collection}[{index}]", method, entry))
    return found


def _entry(path: str, method: Callable[..., Any], entry: dict[str, Any]) -> CatalogueEntry:
    fields = body_fields(method)
    for name in entry:
        if name not in fields:
            raise ValueError(f"{path} has no {name!r}: use {', '.join(fields)}")
    for name, field in fields.items():
        if field.required and name not in entry:
            raise ValueError(f"{path} needs {name!r}")
    values = {name: json_value(fields[name].hint, value, f"{path}.{name}") for name, value in entry.items()}
    return CatalogueEntry(values.get("id"), path, method, values)
