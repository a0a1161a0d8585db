"""Responses without what differs from run to run: ids, times, URLs and secrets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .steps import replaced

_secret = re.compile(r"_secret_\S+")
_page = re.compile(r"https?://[^/]+/[cf]/pay/\S*")
# Of an id: a prefix, then a random part, which has capitals or digits. Names such as "if_required" have none.
_id = re.compile(r"\b([a-z]+(?:_test)?)_(?=[A-Za-z]*[0-9A-Z])[A-Za-z0-9]{10,}(?![A-Za-z0-9])")
_file = re.compile(r"https://files\.stripe\.com/\S*")

EARLIEST = 1_000_000_000
"""The first number that is a time: no amount of the story is as large."""
STEP = 600
"""Seconds to which times are rounded."""


def normalized(body: Any, saved: Mapping[str, str], now: float) -> Any:
    """Return ``body`` with names for saved ids, placeholders for other ids, and times as their distance from now."""
    names = {value: name for name, value in saved.items()}

    def replace(value: Any) -> Any:
        if isinstance(value, str):
            return _string(value.replace(saved.get("run") or "<run>", "<run>"), names)
        if isinstance(value, int) and not isinstance(value, bool) and value >= EARLIEST:
            return _time(value, now)
        return value

    return replaced(body, replace)


def _string(value: str, names: Mapping[str, str]) -> str:
    if value in names:
        return f"<{names[value]}>"
    value = _page.sub("<page>", _file.sub("<file>", _secret.sub("_<secret>", value)))
    return _id.sub(lambda match: f"<{names.get(match[0], match[1])}>", value)


def _time(value: int, now: float) -> str:
    minutes = round((value - now) / STEP) * STEP // 60
    if minutes == 0:
        return "<now>"
    return f"<now {'+' if minutes > 0 else '-'} {abs(minutes) / 60:g} h>"
