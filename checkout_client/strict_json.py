"""Reading JSON as the standard has it: NaN and infinities, which Python would accept, are refused; so are monsters."""

from __future__ import annotations

import json
from math import isfinite
from typing import NoReturn, cast

MAX_DEPTH = 100
"""Far deeper than any answer of the API. What is deeper could be read, but not compared, copied or pickled any more."""

_BRACKETS = b"[]{}"
_ALL_OTHERS = bytes(byte for byte in range(256) if byte not in _BRACKETS)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError("a number is too large")
    return value


_decoder = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)


def read_json(text: str) -> object:
    """The value that ``text`` stands for; raises ``ValueError``, or ``RecursionError`` for too deep nesting."""
    value: object = _decoder.decode(text)
    # Hardly any answer has so many brackets at all; of the others hardly any needs the exact look.
    if text.count("{") + text.count("[") > MAX_DEPTH and _may_be_too_deep(text) and _is_too_deep(value):
        raise RecursionError(f"JSON that is nested more than {MAX_DEPTH} levels deep")
    return value


def _may_be_too_deep(text: str) -> bool:
    """Whether the brackets of ``text``, in strings too, are not gone when pairs are taken away again and again."""
    brackets = text.encode(errors="surrogatepass").translate(None, _ALL_OTHERS)
    for _ in range(MAX_DEPTH // 2):  # each time one level, or two
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if not brackets:
            return False
    return True


def _is_too_deep(value: object) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH):
        inner: list[object] = []
        for each in level:
            if isinstance(each, dict):
                inner.extend(cast("dict[str, object]", each).values())
            elif isinstance(each, list):
                inner.extend(cast("list[object]", each))
        level = inner
        if not level:
            return False
    return any(isinstance(each, (dict, list)) for each in level)
