"""The package's source: its names, where they are defined, and their docstrings."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

PACKAGE = "checkout_client"


def _root() -> Path:
    """Return the folder that contains the package, without importing it."""
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parents[1]


ROOT = _root()

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef | ast.Assign | ast.AnnAssign


@dataclass(frozen=True, eq=False)
class Module:
    """One module's source."""

    name: str
    tree: ast.Module
    definitions: dict[str, Definition]
    """Its definitions by name, in order."""
    imports: dict[str, tuple[str, str]]
    """Its imports by name, including those for type checkers: the module and the name there."""
    words: dict[str, str]
    """The docstrings of its constants and aliases."""

    @property
    def exported(self) -> list[str]:
        """Return ``__all__``, or without it the definitions that do not start with an underscore."""
        names = self.definitions.get("__all__")
        if isinstance(names, ast.Assign):
            listed: list[str] = ast.literal_eval(names.value)
            return listed
        return [name for name in self.definitions if not name.startswith("_")]


@cache
def read_module(name: str) -> Module:
    """Read the module with that name."""
    path = ROOT.joinpath(*name.split("."))
    is_package = path.is_dir()
    text = (path / "__init__.py" if is_package else path.with_suffix(".py")).read_text(encoding="utf-8")
    tree = ast.parse(text)
    statements = list(_top_level(tree.body))
    return Module(
        name=name,
        tree=tree,
        definitions={
            one: statement
            for statement in statements
            if isinstance(statement, Definition)
            for one in defined_names(statement)
        },
        imports=dict(_imports(statements, name if is_package else name.rpartition(".")[0])),
        words=words_under(statements),
    )


def _top_level(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    for statement in body:
        if isinstance(statement, ast.If):  # `if TYPE_CHECKING`
            yield from _top_level(statement.body)
        else:
            yield statement


def _imports(statements: Sequence[ast.stmt], package: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for statement in statements:
        if isinstance(statement, ast.ImportFrom):
            steps = package.split(".")
            base = ".".join(steps[: len(steps) - statement.level + 1]) if statement.level else ""
            module = ".".join(filter(None, [base, statement.module]))
            yield from ((one.asname or one.name, (module, one.name)) for one in statement.names)
        elif isinstance(statement, ast.Import):
            yield from ((one.asname or one.name, (one.name, "")) for one in statement.names)


def defined_names(statement: Definition) -> list[str]:
    """Return the names that a statement defines."""
    if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return [statement.name]
    if isinstance(statement, ast.AnnAssign):
        return [statement.target.id] if isinstance(statement.target, ast.Name) else []
    return [target.id for target in statement.targets if isinstance(target, ast.Name)]


def words_under(statements: Sequence[ast.stmt]) -> dict[str, str]:
    """Return the docstrings of assignments by name, including attributes of ``self``."""
    found: dict[str, str] = {}
    for statement, following in pairwise(statements):
        if isinstance(statement, ast.Assign | ast.AnnAssign) and (words := _string(following)) is not None:
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    found[target.id] = words
                elif isinstance(target, ast.Attribute):
                    found[target.attr] = words
    return found


def _string(statement: ast.stmt) -> str | None:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return inspect.cleandoc(value.value) if isinstance(value, ast.Constant) and isinstance(value.value, str) else None


def find(module: str, name: str) -> tuple[Module, Definition] | None:
    """Return where the package defines what ``name`` means in ``module``, or ``None`` if it is external."""
    while module.partition(".")[0] == PACKAGE:
        here = read_module(module)
        if name in here.definitions:
            return here, here.definitions[name]
        if name not in here.imports:
            return None
        module, name = here.imports[name]
    return None


def bases(module: Module, cls: ast.ClassDef) -> Iterator[tuple[Module, ast.ClassDef] | str]:
    """Yield the bases of a class: those of the package as definitions, others by name."""
    for base in cls.bases:
        node = base.value if isinstance(base, ast.Subscript) else base  # Generic[Item]
        name = ast.unparse(node)
        found = find(module.name, name)
        yield (found[0], found[1]) if found and isinstance(found[1], ast.ClassDef) else name


def is_typed_dict(module: Module, cls: ast.ClassDef) -> bool:
    """Return whether a class is a TypedDict."""
    return any(base == "TypedDict" if isinstance(base, str) else is_typed_dict(*base) for base in bases(module, cls))


def decorators(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Return the names of its decorators, without arguments."""
    return [ast.unparse(one.func if isinstance(one, ast.Call) else one) for one in node.decorator_list]


def is_attrs(cls: ast.ClassDef) -> bool:
    """Return whether a class is an attrs class."""
    return bool({"model", "attrs.frozen", "attrs.define"} & set(decorators(cls)))
