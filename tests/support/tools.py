"""Packages of other people that the tests use where they are installed. In CI they are, and must be."""

from __future__ import annotations

import importlib
import os
from typing import Any

import pytest


def tool(name: str) -> Any:
    """Import a module of the group ``tests``. Without it the test skips, or fails with ``CHECKOUT_TEST_TOOLS`` set."""
    if os.environ.get("CHECKOUT_TEST_TOOLS"):
        return importlib.import_module(name)
    return pytest.importorskip(name)
