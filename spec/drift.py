"""Print every parameter, field, value, nullability and requirement in which the package and a specification differ.

python spec/drift.py [--all] [an OpenAPI file; otherwise the newest one in this folder]

Differences that are intended are listed with their reasons in known_differences.toml. The exit status is 1 when
there is an unlisted difference, or a listed one that no longer exists.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from drift_compare import Difference, differences
from drift_openapi import OpenAPI

HERE = Path(__file__).parent
KNOWN = HERE / "known_differences.toml"


@dataclass(frozen=True)
class Known:
    """The differences that are meant."""

    reasons: dict[str, str]
    """The reason for each, by its text."""

    @classmethod
    def read(cls, path: Path) -> Known:
        """The list in a file."""
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls({text: group["reason"] for group in content["known"] for text in group["differences"]})

    def reason(self, difference: Difference) -> str | None:
        """Why ``difference`` is meant; None when it is not listed."""
        return self.reasons.get(str(difference))

    def unused(self, found: Iterable[Difference]) -> list[str]:
        """What is listed, and not among the differences that were found."""
        used = {str(one) for one in found}
        return [listed for listed in self.reasons if listed not in used]


def newest() -> Path:
    """The newest specification in this folder; they are named by version, which begins with a date."""
    return max(HERE.glob("checkout_openapi_[0-9]*.json"))


def report(specification: OpenAPI, known: Known, *, everything: bool = False) -> tuple[list[str], bool]:
    """The lines to print, and whether all is well."""
    found = differences(specification)
    not_listed = [difference for difference in found if known.reason(difference) is None]
    unused = known.unused(found)
    lines = [str(difference) for difference in not_listed]
    lines += [f"listed in {KNOWN.name}, but no difference any more: {listed}" for listed in unused]
    if everything:
        lines += [f"{one} (known: {reason})" for one in found if (reason := known.reason(one)) is not None]
    lines.append(
        f"{specification.version}: {len(not_listed)} differences that are not listed, "
        f"{len(found) - len(not_listed)} that are, {len(unused)} listed for nothing"
    )
    return lines, not (not_listed or unused)


def main(arguments: Sequence[str]) -> int:
    """Print the report; the exit status."""
    parser = argparse.ArgumentParser(prog="spec/drift.py", description="Compare the package with a specification.")
    parser.add_argument("specification", nargs="?", type=Path, default=newest(), help="an OpenAPI file")
    parser.add_argument("--all", action="store_true", help="print known differences and their reasons too")
    options = parser.parse_args(arguments)
    lines, well = report(OpenAPI.read(options.specification), Known.read(KNOWN), everything=options.all)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
