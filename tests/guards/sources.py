"""The source files of the package, as syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import checkout_client

PACKAGE = Path(checkout_client.__file__).parent
ROOT = Path(__file__).parents[2]


@cache
def modules() -> dict[str, Path]:
    """Return the file of each module of the package, by dotted name."""
    return {_module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def runtime_imports(module: str, *, in_functions: bool = False) -> Iterator[str]:
    """Yield the modules that ``module`` imports when it is imported; those of functions, too, if asked for.

    Names imported from a package are yielded as modules where they are modules.
    """
    for statement in _statements(tree(modules()[module]).body, in_functions=in_functions):
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            base = _absolute(module, statement)
            for alias in statement.names:
                name = f"{base}.{alias.name}"
                yield name if name in modules() else base


def _statements(body: list[ast.stmt], *, in_functions: bool) -> Iterator[ast.stmt]:
    for statement in body:
        yield statement
        if isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
            yield from _statements(statement.orelse, in_functions=in_functions)
        elif in_functions or not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for field in ("body", "orelse", "finalbody"):
                yield from _statements(getattr(statement, field, []), in_functions=in_functions)
            for handler in getattr(statement, "handlers", []):
                yield from _statements(handler.body, in_functions=in_functions)
            for case in getattr(statement, "cases", []):
                yield from _statements(case.body, in_functions=in_functions)


def _absolute(module: str, statement: ast.ImportFrom) -> str:
    if not statement.level:
        return statement.module or ""
    is_package = modules()[module].name == "__init__.py"
    parts = module.split(".")
    base = parts[: len(parts) - statement.level + is_package]
    return ".".join([*base, statement.module] if statement.module else base)
