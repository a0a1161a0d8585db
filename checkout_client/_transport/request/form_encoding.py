"""Form encoding: parameters to ``a=1&b[0][c]=2``, as Stripe reads request bodies and query strings.

Values that cannot be sent exactly are rejected before anything is sent. The error names the parameter
(``line_items[0].quantity``) and never repeats a string that was passed as a value.
"""

from __future__ import annotations

import re
from collections import UserString
from collections.abc import Mapping, Sequence, Sized
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, TypeGuard
from urllib.parse import ParseResult, SplitResult

from .parameter_rules import NO_RULES, RULES, Rule, allows_float, number_advice, parameter_path

MAX_DEPTH = 32
"""Far deeper than any parameter of the API. Deeper nesting is a mistake, most likely a cycle."""

MAX_INTEGER = 2**63 - 1

MAX_DIGITS = 64
"""The limit on either side of a decimal point: ``Decimal("1E+99999999")`` written out would fill the memory."""

MAX_REMEMBERED_NAMES = 2048
LONGEST_REMEMBERED_NAME = 64

# Names that need no quoting, the same few hundred in every request. Values are never remembered.
_plain_names: set[str] = set()

# Neither mappings nor sequences: skips the isinstance checks, which are slow.
_SCALARS = frozenset({bool, int, str, float, bytes, bytearray, Decimal, datetime})

# Sequences in Python, single values here.
_NO_LISTS = (str, bytes, bytearray, memoryview, UserString, ParseResult, SplitResult)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~-")
_QUOTED = [chr(byte) if chr(byte) in _PLAIN else f"%{byte:02X}" for byte in range(256)]
_QUOTED[ord(" ")] = "+"

_needs_quoting = re.compile(r"[^A-Za-z0-9_.~-]").search


def encode(parameters: Mapping[str, object], *, refuse_empty: bool = False) -> str:
    """Return ``parameters`` as one ASCII string, in their order, without those that are ``None`` at any level.

    An empty list or mapping cannot be form-encoded. It is left out too, unless ``refuse_empty``: in an update it could
    only mean "clear", which ``CLEAR`` says.

    Raises ``TypeError`` or ``ValueError`` for a value that cannot be sent exactly.

    >>> encode({"mode": "payment", "line_items": [{"price": "price_123", "quantity": 2}]})
    'mode=payment&line_items[0][price]=price_123&line_items[0][quantity]=2'
    """
    encoder = _Encoder(refuse_empty)
    encoder.add_mapping(parameters, "", RULES, depth=0)
    return "&".join(encoder.pairs)


class _Encoder:
    def __init__(self, refuse_empty: bool) -> None:
        self.pairs: list[str] = []
        self._refuse_empty = refuse_empty
        self._quoted_strings: dict[
            str, str
        ] = {}  # quoted strings of this request: a hundred line items share most of theirs

    def add_mapping(self, mapping: Mapping[str, Any], prefix: str, rules: Mapping[str, Rule], depth: int) -> None:
        pairs = self.pairs
        for name, value in mapping.items():
            if type(name) is not str or name not in _plain_names:
                name = _checked_name(name, prefix)
            if value is None:
                continue
            wire = f"{prefix}[{name}]" if prefix else name
            if name in rules:
                rules[name](value, wire)
            if type(value) is str:
                pairs.append(f"{wire}={self._quoted(value, wire)}")
            elif type(value) is int and -MAX_INTEGER <= value <= MAX_INTEGER:
                pairs.append(f"{wire}={value}")
            elif isinstance(value, float):
                pairs.append(f"{wire}={_float(value, wire, allowed=allows_float(name))}")
            else:
                self._add_value(value, wire, NO_RULES if name == "metadata" else rules, depth)

    def _add_value(self, value: object, wire: str, rules: Mapping[str, Rule], depth: int) -> None:
        if _is_mapping(value):
            self._enter(value, wire, depth)
            self.add_mapping(value, wire, rules, depth + 1)
        elif _is_sequence(value):
            self._enter(value, wire, depth)
            self._add_sequence(value, wire, rules, depth + 1)
        elif type(value) is str:
            self.pairs.append(f"{wire}={self._quoted(value, wire)}")
        else:
            self.pairs.append(f"{wire}={_scalar(value, wire)}")

    def _quoted(self, text: str, wire: str) -> str:
        quoted = self._quoted_strings.get(text)
        if quoted is None:
            quoted = self._quoted_strings[text] = _quote(text, wire)
        return quoted

    def _enter(self, value: Sized, wire: str, depth: int) -> None:
        if depth >= MAX_DEPTH:
            path = parameter_path(wire)[:60]
            raise ValueError(f"{path}… is nested more than {MAX_DEPTH} levels deep: does it contain itself?")
        if not value and self._refuse_empty:
            path = parameter_path(wire)
            raise ValueError(f"{path} is empty: pass CLEAR to unset it, or leave it out to keep its value")

    def _add_sequence(self, values: Sequence[object], wire: str, rules: Mapping[str, Rule], depth: int) -> None:
        for index, value in enumerate(values):
            element = f"{wire}[{index}]"
            if value is None:
                raise TypeError(f"{parameter_path(element)} is None: leave the element out, lists cannot contain None")
            before = len(self.pairs)
            self._add_value(value, element, rules, depth)
            if len(self.pairs) == before:
                # Leaving it out would shift all later indexes.
                raise ValueError(f"{parameter_path(element)} is empty: leave the element out, or give it a value")


def _is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    return type(value) is dict or (type(value) not in _SCALARS and isinstance(value, Mapping))


def _is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    if type(value) is list or type(value) is tuple:
        return True
    return type(value) not in _SCALARS and isinstance(value, Sequence) and not isinstance(value, _NO_LISTS)


def _scalar(value: object, wire: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return _scalar(value.value, wire)
    if isinstance(value, int):
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise ValueError(f"{parameter_path(wire)} does not fit in 64 bits")
        return str(int(value))
    if isinstance(value, str):
        # A subclass may have another __str__. What only says that it is a str stands for one (werkzeug's LocalProxy).
        return _quote(str.__str__(value) if str in type(value).__mro__ else str(value), wire)
    if isinstance(value, datetime):
        return str(epoch_seconds(value, wire))
    if isinstance(value, Decimal):
        return _decimal(value, wire)
    if isinstance(value, float):
        return _float(value, wire, allowed=False)
    from .other_values import integer_of, is_lazy_string, unsendable  # rarely needed

    if is_lazy_string(value):
        return _quote(str(value), wire)
    integer = integer_of(value)
    if integer is not None:
        return _scalar(integer, wire)
    raise unsendable(value, wire)


def _quote(text: str, wire: str) -> str:
    if not _needs_quoting(text):
        return text
    try:
        # UTF-8 decoded as one character per byte, so that a table of 256 entries is enough.
        return text.encode().decode("latin-1").translate(_QUOTED)
    except UnicodeEncodeError:
        pass  # it holds the string, so it must not become the context of the next error
    path = parameter_path(wire)
    raise ValueError(f"{path} contains a lone surrogate, which is not valid text: decode it from its bytes again")


def _checked_name(name: object, prefix: str) -> str:
    what = f"a key of {parameter_path(prefix)}" if prefix else "a parameter name"
    if not isinstance(name, str):
        raise TypeError(f"{what} must be a str, not {type(name).__name__}")
    name = str.__str__(name)  # the member of an Enum may have another __str__
    if not name:
        raise ValueError(f"{what} is empty")
    if "[" in name or "]" in name:
        raise ValueError(
            f"{what} contains brackets: nest mappings and lists instead (metadata keys cannot contain any)"
        )
    if _needs_quoting(name):
        return _quote(name, prefix or "a parameter name")
    if len(_plain_names) < MAX_REMEMBERED_NAMES and len(name) <= LONGEST_REMEMBERED_NAME:
        _plain_names.add(name)
    return name


def epoch_seconds(value: datetime, wire: str) -> int:
    """Return ``value`` in whole seconds since 1970, rounded down; raise ``ValueError`` if it has no time zone."""
    if value.utcoffset() is None:
        message = (
            f"{parameter_path(wire)} is a datetime without a time zone: use datetime.now(timezone.utc) or the like"
        )
        raise ValueError(message)
    return (value - _EPOCH) // timedelta(seconds=1)


def _float(value: float, wire: str, *, allowed: bool) -> str:
    if not allowed:
        path = parameter_path(wire)
        raise TypeError(f"{path} is a float, which is not exact: {number_advice(wire)}")
    return _decimal(Decimal(float.__repr__(value)), wire)  # a subclass (numpy's, an Enum's) may have another __repr__


def _decimal(value: Decimal, wire: str) -> str:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"{parameter_path(wire)} must be a finite number, not {value}")
    if exponent < -MAX_DIGITS or value.adjusted() >= MAX_DIGITS:
        raise ValueError(f"{parameter_path(wire)} has more than {MAX_DIGITS} digits before or after the decimal point")
    return f"{value:f}"
