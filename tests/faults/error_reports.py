"""Everything that an error report may show: strings and the locals of every frame, as rich or Sentry show them."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import checkout_client

PACKAGE = str(Path(checkout_client.__file__).parent)


def own_frames(error: BaseException) -> TracebackType | None:
    """Return the traceback of ``error`` from this package on; the frames of the tests hold everything anyway."""
    trace = error.__traceback__
    while trace is not None and not trace.tb_frame.f_code.co_filename.startswith(PACKAGE):
        trace = trace.tb_next
    return trace


def shown(error: BaseException, *, fields: bool = True, frames: bool = True) -> Iterator[str]:
    """Yield the strings of a report.

    ``fields`` are the attributes of the errors, of which ``body`` may hold personal data; ``frames`` hold the locals,
    among them the parameters of the caller.
    """
    reported: set[int] = set()
    remaining: list[BaseException | None] = [error]
    while remaining:
        each = remaining.pop()
        if each is None or id(each) in reported:
            continue
        reported.add(id(each))
        remaining += [each.__cause__, each.__context__]
        yield from (str(each), repr(each), repr(each.args))
        yield "".join(traceback.format_exception_only(each))
        if fields:
            yield repr(vars(each))
        if not frames:
            continue
        trace = own_frames(each)
        places = locals_of(trace)
        report = traceback.TracebackException(type(each), each, trace, capture_locals=HALF_INITIALIZED not in places)
        yield "".join(report.format(chain=False))
        yield from places.values()


HALF_INITIALIZED = "an object whose __init__ failed, and that has no repr"


def locals_of(trace: TracebackType | None) -> dict[str, str]:
    """Return the repr of every local of every frame, by its name."""
    found = {}
    while trace is not None:
        for name, value in trace.tb_frame.f_locals.items():
            try:
                found[f"{trace.tb_frame.f_code.co_qualname}.{name}"] = repr(value)
            except AttributeError:  # before Python 3.12, TracebackException fails on it
                found[HALF_INITIALIZED] = HALF_INITIALIZED
        trace = trace.tb_next
    return found
