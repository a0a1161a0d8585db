"""pytest-recording, which is vcrpy as a mark."""

from __future__ import annotations

from ..suites.run import results


def table() -> dict[str, int]:
    return results("with_pytest_recording", "--record-mode=once")
