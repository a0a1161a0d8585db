"""Warns, once for each, of parameters and values that the ``Stripe-Version`` of a request does not have.

What counts is the encoded request: it has every name and value as it is sent, wherever it came from.
"""

from __future__ import annotations

import inspect
import warnings
from typing import Final

from ..version import API_VERSION


class APIVersionWarning(UserWarning):
    """A request sends what its ``Stripe-Version`` does not have. The message says since or until when, and what else
    to use.
    """


warned: Final[set[str]] = set()
"""The parameters and values that were warned of in this process. ``warned.clear()`` begins anew, for tests."""

DROPPED_MARKERS: Final = (
    "&payment_method_types",
    "[dynamic_tax_rates]",
    "&ui_mode=hosted&",
    "&ui_mode=embedded&",
    "&ui_mode=custom&",
)
"""How what the newest version dropped looks on the wire: without any of it, nothing needs looking up."""

_PACKAGE: Final = __name__.partition(".")[0]


def warn_of_missing(method: str, path: str, encoded: str, api_version: str) -> None:
    """Warn of what the request sends that ``api_version`` does not have, and was not warned of before."""
    if not encoded:
        return
    if api_version == API_VERSION:
        delimited = f"&{encoded}&"
        if not any(suspect in delimited for suspect in DROPPED_MARKERS):
            return
    from ._lookup import explanation, missing  # the usual request never needs the table

    absent = missing(method, path, api_version)
    if not absent:
        return
    for name in sorted(_sent(encoded) & absent.keys() - warned):
        warnings.warn(explanation(absent[name], api_version), APIVersionWarning, stacklevel=_level_outside())
        warned.add(name)  # only now: where warnings are errors, every such call is one


def _sent(encoded: str) -> set[str]:
    """Every name in a request, written like ``line_items[].price``, and every value, like ``ui_mode=form``."""
    sent: set[str] = set()
    for pair in encoded.split("&"):
        name, _, value = pair.partition("=")
        path = ""
        for step in name.replace("]", "").split("["):
            path += "[]" if step.isdigit() else f".{step}" if path else step
            sent.add(path)
        sent.add(f"{path}={value}")
    return sent


def _level_outside() -> int:
    """The ``stacklevel``, for who calls this, of the code that called the package.

    In a task of its own a call has no such caller: then it is the event loop's code.
    """
    level = 0
    frame = inspect.currentframe()
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        level += 1
        frame = frame.f_back
    return level
