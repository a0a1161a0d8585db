"""PyInstaller's hook: brings the modules that are loaded by name on first use, and the fake's table of parameters."""

from __future__ import annotations

from typing import Any

import PyInstaller.utils.hooks  # type: ignore[import-untyped,import-not-found,unused-ignore]

_hooks: Any = PyInstaller.utils.hooks

_TOOLS = ("checkout_client._pyinstaller", "checkout_client.testing.pytest_plugin")
"""What no frozen program uses: pytest would come with it."""


def _is_needed(name: str) -> bool:
    return name not in _TOOLS


hiddenimports: list[str] = _hooks.collect_submodules("checkout_client", filter=_is_needed)
datas: list[tuple[str, str]] = _hooks.collect_data_files("checkout_client")
