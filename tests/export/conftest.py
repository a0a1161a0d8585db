"""The program in ``examples/export``, imported as its users run it."""

from __future__ import annotations

import sys
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parents[2] / "examples"):
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
