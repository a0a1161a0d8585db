"""Known weaknesses of dependencies: ``python tests/guards/known_weaknesses.py`` checks the installed versions."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import attrs

LIST = Path(__file__).with_suffix(".toml")


@attrs.frozen
class Weakness:
    """A weakness of all versions before ``fixed``."""

    package: str
    fixed: str
    advisory: str
    what: str

    def affects(self, number: str) -> bool:
        return release(number) < release(self.fixed)

    def __str__(self) -> str:
        return f"{self.package} before {self.fixed}: {self.what} ({self.advisory})"


def release(number: str) -> tuple[int, ...]:
    """Return the numbers of a version, without a pre-release, a local part and zeros at the end."""
    found = re.match(r"\d+(\.\d+)*", number)
    parts = [int(part) for part in found[0].split(".")] if found else []
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def weaknesses() -> list[Weakness]:
    entries = tomllib.loads(LIST.read_text("utf-8"))["weakness"]
    return [Weakness(entry["package"], entry["fixed"], entry["advisory"], entry["what"]) for entry in entries]


def main() -> int:
    """Print what is installed with a known weakness; return 1 if there is anything."""
    found = []
    for weakness in weaknesses():
        try:
            installed = version(weakness.package)
        except PackageNotFoundError:
            print(f"{weakness.package}: not installed")
            continue
        print(f"{weakness.package} {installed}: {'WEAK' if weakness.affects(installed) else 'not affected'}")
        found += [weakness] if weakness.affects(installed) else []
    for weakness in found:
        print(weakness, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
