"""Reading JSON as the standard has it: NaN and infinities, which Python would accept, are refused."""

from __future__ import annotations

import json
from typing import NoReturn


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_decoder = json.JSONDecoder(parse_constant=_refuse)


def read_json(text: str) -> object:
    """The value that ``text`` stands for; raises ``ValueError``, or ``RecursionError`` for too deep nesting."""
    value: object = _decoder.decode(text)
    return value
