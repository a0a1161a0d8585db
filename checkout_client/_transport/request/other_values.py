"""Values of other packages' types: which of them can be sent, and what to pass instead of the others."""

from __future__ import annotations

from datetime import date, timedelta
from numbers import Integral
from typing import Any
from uuid import UUID

from .parameter_rules import number_advice, parameter_path

_LAZY_STRINGS = frozenset({"LazyProxy", "LazyString"})
"""Names of classes that look their methods up in the string: Babel's and Flask-Babel's."""


def is_lazy_string(value: object) -> bool:
    """Return whether ``value`` stands for a string, such as a translation by Django's ``gettext_lazy``."""
    kind = type(value)
    return (hasattr(kind, "startswith") and hasattr(kind, "encode")) or kind.__name__ in _LAZY_STRINGS


def integer_of(value: object) -> int | None:
    """Return the int that ``value`` is, such as one of numpy's; None if it is none."""
    return int(value) if isinstance(value, Integral) else None


def unsendable(value: object, wire: str) -> TypeError:
    """Return the error for a value that cannot be sent: what to pass instead."""
    return TypeError(f"{parameter_path(wire)} cannot be sent as {type(value).__name__}: {_advice(value, wire)}")


def _advice(value: Any, wire: str) -> str:
    kind: Any = value.__class__
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "decode it to str"
    if isinstance(value, (set, frozenset)):
        return "use a list, which has an order"
    if hasattr(value, "geturl"):
        return "pass its geturl()"
    if isinstance(value, UUID) or kind.__name__ == "URL" or (hasattr(value, "scheme") and hasattr(value, "host")):
        return "pass str(...) of it"
    if isinstance(value, date):
        return "use an aware datetime, which has a time of day and a time zone"
    if isinstance(value, timedelta):
        return "use a time, such as datetime.now(timezone.utc) + timedelta(...)"
    if kind.__module__ == "numpy":
        return "use its tolist()" if value.ndim else "use bool(...)" if value.dtype == bool else number_advice(wire)
    if hasattr(value, "id"):
        return "pass its id"
    return "use str, int, bool, Decimal, an aware datetime, an Enum, a mapping or a list"
