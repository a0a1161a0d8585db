"""How error reports show the local variables of the package."""

from __future__ import annotations

import pprint
import traceback
from collections.abc import Iterator

from faults.error_reports import own_frames


def renderings(value: object) -> Iterator[str]:
    """How error reports show the value of a local variable; structlog and rich shorten long strings first."""
    yield repr(value)
    yield pprint.pformat(value)
    if isinstance(value, str):
        yield f"{value[:80]!r}+{len(value) - 80}"
        yield repr(value[8:40])
        yield f"{value:.200}"


def rendered_locals(error: BaseException) -> list[str]:
    """The locals of the package's frames, in the traceback of ``error`` and of the errors that led to it."""
    found: list[str] = []
    pending: list[BaseException | None] = [error]
    while pending:
        current = pending.pop()
        if current is None:
            continue
        pending += [current.__cause__, current.__context__]
        for frame, _ in traceback.walk_tb(own_frames(current)):
            found += [text for value in frame.f_locals.values() for text in renderings(value)]
    return found
