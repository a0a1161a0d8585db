"""Loading the modules of models, which happens when the first of theirs arrives: in any thread, at any time."""

from __future__ import annotations

import os
from importlib import import_module
from threading import RLock
from typing import Any

from .registry import MODULES

_loading = RLock()

if hasattr(os, "register_at_fork"):
    # A fork waits until nobody loads: the child would wait for ever for a module that another thread was loading.
    os.register_at_fork(before=_loading.acquire, after_in_parent=_loading.release, after_in_child=_loading.release)


def load(name: str) -> Any:
    """The model of that name."""
    with _loading:
        return getattr(import_module(f".{MODULES[name]}", __package__), name)
