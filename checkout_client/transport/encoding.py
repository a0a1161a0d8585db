"""Form encoding: parameters to ``a=1&b[0][c]=2``, as Stripe reads request bodies and query strings.

Whatever cannot be sent exactly is refused before anything is sent, by an error that names the place
(``line_items[0].quantity``) and never repeats the text of a value.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Mapping, Sequence, Sized
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import TypeGuard
from urllib.parse import quote_plus, unquote_plus

from .parameter_rules import NO_RULES, RULES, Rule, allows_float

MAX_DEPTH = 32
"""Far deeper than any parameter of the API; what is deeper is a mistake, most likely a cycle."""

MAX_INTEGER = 2**63 - 1

_needs_quoting = re.compile(r"[^A-Za-z0-9_.~-]").search


def encode(parameters: Mapping[str, object], *, refuse_empty: bool = False) -> str:
    """``parameters`` as one ASCII string, in their order; ``None`` is left out at every level.

    An empty list or mapping has no form on the wire and is left out too, unless ``refuse_empty``: in an update it
    could only mean "clear", which ``CLEAR`` says.

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

    def add_mapping(self, mapping: Mapping[str, object], prefix: str, rules: Mapping[str, Rule], depth: int) -> None:
        for name, value in mapping.items():
            if type(name) is not str or not name or _needs_quoting(name):
                name = _quoted_name(name, prefix)
            if value is None:
                continue
            wire = f"{prefix}[{name}]" if prefix else name
            if (rule := rules.get(name)) is not None:
                rule(value, wire_to_path(wire))
            if type(value) is str:
                self.pairs.append(f"{wire}={_quoted(value, wire) if _needs_quoting(value) else value}")
            elif isinstance(value, float):
                self.pairs.append(f"{wire}={_float(value, wire, allowed=allows_float(name))}")
            else:
                self._add_value(value, wire, NO_RULES if name == "metadata" else rules, depth)

    def _add_value(self, value: object, wire: str, rules: Mapping[str, Rule], depth: int) -> None:
        if _is_mapping(value):
            self._enter(value, wire, depth)
            self.add_mapping(value, wire, rules, depth + 1)
        elif _is_sequence(value):
            self._enter(value, wire, depth)
            self._add_sequence(value, wire, rules, depth + 1)
        else:
            self.pairs.append(f"{wire}={_scalar(value, wire)}")

    def _enter(self, value: Sized, wire: str, depth: int) -> None:
        if depth >= MAX_DEPTH:
            place = wire_to_path(wire)[:60]
            raise ValueError(f"{place}… is nested more than {MAX_DEPTH} levels deep: does it contain itself?")
        if not value and self._refuse_empty:
            place = wire_to_path(wire)
            raise ValueError(f"{place} is empty: pass CLEAR to unset it, or leave it out to keep what is there")

    def _add_sequence(self, values: Sequence[object], wire: str, rules: Mapping[str, Rule], depth: int) -> None:
        for index, value in enumerate(values):
            element = f"{wire}[{index}]"
            if value is None:
                raise TypeError(f"{wire_to_path(element)} is None: leave the element out, a list cannot hold None")
            before = len(self.pairs)
            self._add_value(value, element, rules, depth)
            if len(self.pairs) == before:
                # Leaving it out would shift the meaning of every later index.
                raise ValueError(f"{wire_to_path(element)} is empty: leave the element out, or give it a value")


def _is_mapping(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, Mapping)


def _is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray, memoryview))


def _scalar(value: object, wire: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return _scalar(value.value, wire)
    if isinstance(value, int):
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise ValueError(f"{wire_to_path(wire)} does not fit into 64 bits")
        return str(int(value))
    if isinstance(value, str):
        return _quoted(value, wire)
    if isinstance(value, datetime):
        return _epoch_seconds(value, wire)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{wire_to_path(wire)} must be a finite number, not {value}")
        return f"{value:f}"
    if isinstance(value, float):
        return _float(value, wire, allowed=False)
    raise _unknown(value, wire)


def _quoted(value: str, wire: str) -> str:
    try:
        return quote_plus(value)
    except UnicodeEncodeError:
        message = f"{wire_to_path(wire)} holds a lone surrogate, which is no text: decode it from its bytes again"
        raise ValueError(message) from None


def _quoted_name(name: object, prefix: str) -> str:
    place = f"a key of {wire_to_path(prefix)}" if prefix else "a parameter name"
    if not isinstance(name, str):
        raise TypeError(f"{place} must be a str, not {type(name).__name__}")
    if not name:
        raise ValueError(f"{place} is empty")
    if "[" in name or "]" in name:
        raise ValueError(f"{place} has brackets: nest mappings and lists instead (metadata keys cannot hold any)")
    return _quoted(name, prefix or "a parameter name")


def _epoch_seconds(value: datetime, wire: str) -> str:
    if value.utcoffset() is None:
        message = f"{wire_to_path(wire)} is a datetime without a time zone: use datetime.now(timezone.utc) or the like"
        raise ValueError(message)
    return str(timegm(value.utctimetuple()))


def _float(value: float, wire: str, *, allowed: bool) -> str:
    path = wire_to_path(wire)
    if not allowed:
        raise TypeError(f"{path} is a float, which is not exact: use an int (amounts in minor units) or a Decimal")
    number = Decimal(repr(value))
    if not number.is_finite():
        raise ValueError(f"{path} must be a finite number, not {value}")
    return f"{number:f}"


def _unknown(value: object, wire: str) -> TypeError:
    kind = type(value).__name__
    advice = "use str, int, bool, Decimal, an aware datetime, an Enum, a mapping or a list"
    if isinstance(value, (bytes, bytearray, memoryview)):
        advice = "decode it to str"
    elif isinstance(value, (set, frozenset)):
        advice = "use a list, which has an order"
    elif hasattr(value, "id"):
        advice = "pass its id"
    return TypeError(f"{wire_to_path(wire)} cannot be sent as {kind}: {advice}")


def wire_to_path(wire: str) -> str:
    """A name on the wire as a person writes it.

    >>> wire_to_path("line_items[0][price_data][currency]")
    'line_items[0].price_data.currency'
    """
    return unquote_plus(re.sub(r"\[(?!\d+\])([^\]]*)\]", r".\1", wire))
