"""Find the test files that use only public names, whatever their helpers use.

``python tests/guards/public_tests.py ROOT`` prints them for the tests in ROOT, which may be an older version. Internals
that helpers use may have moved since; files that need such a helper are skipped and reported.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

PACKAGE = "checkout_client"
PUBLIC = frozenset(
    [
        PACKAGE,
        *(
            f"{PACKAGE}.{name}"
            for name in ["bulk", "instrumentation", "models", "money", "params", "testing", "versions", "webhooks"]
        ),
    ]
)
# Measured, stored or generated data belongs to its own version; type checkers run separately.
SKIPPED = (
    "guards",
    "spec",
    "typing",
    "fuzz",
    "faults/test_table.py",
    "webhooks/test_imports.py",
    "webhooks/test_typing.py",
)


def _imports(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each module and name that the file imports; the name is empty for a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.module, alias.name) for alias in node.names)


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == PACKAGE


def _is_public(module: str, name: str) -> bool:
    if module == PACKAGE and _is_module(module, name):
        module = f"{module}.{name}"
    return module in PUBLIC and not (name.startswith("_") and name != "__version__")


def _is_module(module: str, name: str) -> bool:
    try:
        import_module(f"{module}.{name}")
    except ImportError:
        return False
    return True


def _exists(module: str, name: str) -> bool:
    try:
        return not name or hasattr(import_module(module), name) or _is_module(module, name)
    except ImportError:
        return False


def inside(path: Path) -> list[str]:
    """Return the private names that the file uses."""
    imported = [
        f"{module} {name}".strip()
        for module, name in _imports(path)
        if _is_ours(module) and not _is_public(module, name)
    ]
    hidden = [
        f".{node.attr}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.startswith("__")
        and not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    ]
    return [*imported, *hidden]


@cache
def _helper(tests: Path, module: str, name: str) -> Path | None:
    for dotted in (module, f"{module}.{name}"):
        path = tests.joinpath(*dotted.split(".")).with_suffix(".py")
        if path.is_file():
            return path
    return None


def moved(tests: Path, path: Path, seen: set[Path] | None = None) -> list[str]:
    """Return the private names that the file's helpers use and that no longer exist."""
    seen = {path} if seen is None else seen
    found: list[str] = []
    for module, name in _imports(path):
        helper = _helper(tests, module, name)
        if helper and helper not in seen:
            seen.add(helper)
            found += [
                f"{inner} {what}".strip()
                for inner, what in _imports(helper)
                if _is_ours(inner) and not _is_public(inner, what) and not _exists(inner, what)
            ]
            found += moved(tests, helper, seen)
    return found


def chosen(root: Path) -> tuple[list[Path], dict[Path, list[str]]]:
    """Return the files that use only public names, and those that cannot run with the names they miss."""
    tests = root / "tests"
    skipped = [tests / name for name in SKIPPED]
    files = [
        path
        for path in sorted(tests.rglob("test_*.py"))
        if not any(path.is_relative_to(folder) for folder in skipped) and not inside(path)
    ]
    missing = {path: lost for path in files if (lost := moved(tests, path))}
    return [path for path in files if path not in missing], missing


def main(root: Path) -> int:
    """Print the files; return 1 if there are none."""
    files, missing = chosen(root)
    for path, lost in missing.items():
        sys.stderr.write(f"skipped: {path.relative_to(root)}: its helpers use {', '.join(lost)}\n")
    sys.stdout.write("".join(f"{path.relative_to(root).as_posix()}\n" for path in files))
    return 0 if files else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
