"""Loading the modules of models, which happens when the first of theirs arrives: in any thread, at any time."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..fork_lock import ForkLock
from .registry import MODULES

_loading = ForkLock()


def load(name: str) -> Any:
    """The model of that name."""
    with _loading:
        return getattr(import_module(f".{MODULES[name]}", __package__), name)
