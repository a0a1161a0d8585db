"""One module for each tool: ``start()`` sets the tool up and returns a :class:`Watch`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

Watch = Callable[[], AbstractContextManager[list[object]]]
"""Opens a transaction of the tool; the list has one item for each request that the tool saw, when it is closed."""
