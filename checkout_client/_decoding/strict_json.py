"""Reading JSON as the standard has it: NaN and infinities, which Python would accept, are refused.

How deep it is nested is looked at where that is not given by the models: see ``is_too_deep`` and who calls it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from math import isfinite
from typing import Final, NoReturn, cast

MAX_DEPTH: Final = 100
"""Far deeper than any answer of the API. What is deeper could be read, but not compared, copied or pickled any more."""


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not isfinite(value):
        raise ValueError("a number is too large")
    return value


_decoder = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)


def read_json(text: str) -> object:
    """The value that ``text`` stands for; raises ``ValueError``, or ``RecursionError`` for what nobody could nest."""
    value: object = _decoder.decode(text)
    return value


def is_too_deep(value: object) -> bool:
    """Whether lists and objects are in each other more than ``MAX_DEPTH`` times."""
    level: list[object] = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [each for each in level if isinstance(each, (dict, list))]
        if not level:
            return False
        level = [inner for each in level for inner in _inside(each)]
    return True


def _inside(value: object) -> Iterable[object]:
    return cast("dict[str, object]", value).values() if isinstance(value, dict) else cast("list[object]", value)
