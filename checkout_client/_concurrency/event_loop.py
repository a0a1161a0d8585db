"""Which event loop runs the calling code."""

from __future__ import annotations

import sys
from typing import Any


def running_trio() -> Any:
    """Return the module ``trio`` if the calling code runs in one of its tasks; ``None`` otherwise."""
    trio: Any = sys.modules.get("trio")  # code that runs in trio has imported it
    if trio is not None:
        try:
            trio.lowlevel.current_task()  # fails in asyncio's own tasks if trio runs as a guest in its loop
        except RuntimeError:
            return None
    return trio
