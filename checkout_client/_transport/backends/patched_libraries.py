"""Detects whether something in this process has patched httpx or httpx2 to see requests.

Tools for tracing and for tests replace functions that each request goes through. So these functions are compared with
those that the library itself defines. No tool is known here by its name.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from functools import cache
from operator import is_
from types import FunctionType, ModuleType
from typing import Any, Final

LIBRARIES: Final = ("httpx", "httpx2")

_CLIENT_METHODS: Final = (
    "__init__",
    "send",
    "_send_handling_auth",
    "_send_handling_redirects",
    "_send_single_request",
    "_transport_for_url",
)

_logger = logging.getLogger("checkout_client")


class PatchFinder:
    """Detects replaced classes and methods of httpx or httpx2. ``methods`` names those to check, by class."""

    def __init__(self, methods: Mapping[str, tuple[str, ...]]) -> None:
        self._methods = methods
        self._names = [
            name for cls, names in methods.items() for name in (cls, *(f"{cls}.{method}" for method in names))
        ]
        # What was found at the last look, by library. An entry is replaced as a whole, so threads need no lock.
        self._found: dict[str, tuple[list[Any], str | None]] = {}

    def find(self) -> ModuleType | None:
        """Return the library that was patched, or ``None``. If both were, it is httpx."""
        for name in LIBRARIES:
            library = sys.modules.get(name)
            if library is not None and (patched := self._patched(library)) is not None:
                _log_once(name, patched)
                return library
        return None

    def _patched(self, library: ModuleType) -> str | None:
        """Return the name of a class or method that was replaced."""
        now = self._look(library)
        before, patched = self._found.get(library.__name__, ([], None))
        # By identity: some wrappers say that they are equal to what they wrap.
        if len(now) == len(before) and all(map(is_, now, before)):
            return patched
        replaced = (
            name
            for name, value in zip(self._names, now, strict=True)
            if value is not None and not _is_original(value, name, library.__name__)
        )
        patched = next(replaced, None)
        self._found[library.__name__] = now, patched
        return patched

    def _look(self, library: ModuleType) -> list[Any]:
        """Return the classes and methods as they are now; ``None`` for what the library does not have (yet)."""
        now: list[Any] = []
        for class_name, methods in self._methods.items():
            cls = getattr(library, class_name, None)
            now.append(cls)
            now += [getattr(cls, method, None) for method in methods]
        return now


def _is_original(value: Any, name: str, library: str) -> bool:
    """Return whether a class or function is the one that ``library`` itself defines under this name."""
    if type(value) is FunctionType:  # isinstance() would be true of some wrappers, too
        module = value.__globals__.get("__name__")  # __module__ may be copied from what is wrapped
        marks = vars(value)  # functools.wraps leaves one, and so do tools that replace the code of a function
    elif type(value) is type:
        module, marks = value.__module__, None
    else:
        return False
    return str(module).partition(".")[0] == library and value.__qualname__ == name and not marks


SYNC_PATCHES: Final = PatchFinder({"Client": _CLIENT_METHODS, "HTTPTransport": ("__init__", "handle_request")})
ASYNC_PATCHES: Final = PatchFinder(
    {"AsyncClient": _CLIENT_METHODS, "AsyncHTTPTransport": ("__init__", "handle_async_request")}
)


@cache
def _log_once(library: str, patched: str) -> None:
    _logger.info("something has patched %s (%s): requests go through %s", library, patched, library)
