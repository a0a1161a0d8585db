"""Which API version added, renamed or dropped which parameter, field or value.

A request that sends what its ``Stripe-Version`` does not have causes an ``APIVersionWarning``, once for each parameter
or value. The encoded request is checked, because it has every name and value as it is sent, wherever it is from. The
table of changes (``checkout_client.versions.changes``) is loaded only when there is something to look up.
"""

from __future__ import annotations

import inspect
import warnings
from typing import Final

from ..version import API_VERSION

__all__ = ["APIVersionWarning", "warned"]


class APIVersionWarning(UserWarning):
    """A request sends a parameter or value that its ``Stripe-Version`` does not have.

    The message says which version added or dropped it, and what to use instead.
    """


warned: Final[set[str]] = set()
"""The parameters and values that this process has warned of. For tests, ``warned.clear()`` forgets them."""

DROPPED_MARKERS: Final = (
    "&payment_method_types",
    "[dynamic_tax_rates]",
    "&ui_mode=hosted&",
    "&ui_mode=embedded&",
    "&ui_mode=custom&",
)
"""How parameters and values that the newest version dropped look on the wire. Without them, no lookup is needed."""

_PACKAGE: Final = __name__.partition(".")[0]


def warn_of_unavailable(method: str, path: str, encoded: str, api_version: str) -> None:
    """Warn of parameters and values that ``api_version`` does not have, unless they were warned of before."""
    if not encoded:
        return
    if api_version == API_VERSION:
        delimited = f"&{encoded}&"
        if not any(marker in delimited for marker in DROPPED_MARKERS):
            return
    from ._lookup import describe, unavailable_in  # the usual request never needs the table

    unavailable = unavailable_in(api_version, method, path)
    if not unavailable:
        return
    for name in sorted(_sent(encoded) & unavailable.keys() - warned):
        warnings.warn(describe(unavailable[name], api_version), APIVersionWarning, stacklevel=_level_outside())
        warned.add(name)  # after the warning: if warnings are errors, every such call raises


def _sent(encoded: str) -> set[str]:
    """Return every name in a request, such as ``line_items[].price``, and every value, such as ``ui_mode=form``."""
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
    """Return the ``stacklevel``, for the caller of this function, of the code that called the package.

    A call in a task of its own has no such caller: then it is the event loop's code.
    """
    level = 0
    frame = inspect.currentframe()
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == _PACKAGE:
        level += 1
        frame = frame.f_back
    return level
