"""Read JSON as the standard defines it: NaN and infinities, which Python accepts, are rejected.

Nesting is checked by ``is_too_deep`` where the models do not bound it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import isfinite
from typing import Final, NoReturn, cast

MAX_DEPTH: Final = 100
"""Far deeper than any response of the API. Deeper values could be read, but not compared, copied or pickled."""


MAX_CONTAINERS: Final = 250_000
"""The largest number of lists and objects in a body. A page of 100 Sessions with everything expanded has about 60,000.

Each becomes some hundred bytes of Python objects, however few bytes of text it is.
"""


LARGE: Final = 16_000
"""The number of bytes from which a body is large: a page of Sessions, but not a single one."""


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError("a number is too large")
    return value


_decoder = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)


def read_json(text: str) -> object:
    """Return the value of ``text``. Raises ``ValueError``, or ``RecursionError`` for extreme nesting."""
    # Each has at least two characters, so that counting is needless in most bodies.
    if len(text) > 2 * MAX_CONTAINERS and text.count("{") + text.count("[") > MAX_CONTAINERS:
        raise ValueError("it has too many lists and objects")
    value: object = _decoder.decode(text)
    return value


def read_large_json(content: bytes) -> object:
    """Return the value of ``content``, read by msgspec where that is installed. Raises what ``read_json`` raises."""
    from .msgspec_json import decode_with_msgspec  # looks for msgspec, which a program without large bodies need not

    if content.count(b"{") + content.count(b"[") <= MAX_CONTAINERS:
        value = decode_with_msgspec(content)
        if value is not None:
            return value
    return read_json(content.decode())


def is_too_deep(value: object) -> bool:
    """Return whether lists and objects are nested more than ``MAX_DEPTH`` times."""
    level: list[object] = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [each for each in level if isinstance(each, (dict, list))]
        if not level:
            return False
        level = [inner for each in level for inner in _inside(each)]
    return True


def _inside(value: object) -> Iterable[object]:
    return cast("dict[str, object]", value).values() if isinstance(value, dict) else cast("list[object]", value)
