"""What users can name, a line each: ``python tests/guards/public_api.py`` writes public_api.txt anew.

A line is complete in itself, so that a comparison needs no context. Annotations stand as they do in the source, which
every version of Python reads alike.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_overloads

import attrs

PACKAGE = "checkout_client"
MODULES = tuple(
    f"{PACKAGE}{name}"
    for name in (
        "",
        ".bulk",
        ".instrumentation",
        ".models",
        ".money",
        ".params",
        ".rate_limit",
        ".testing",
        ".versions",
        ".webhooks",
    )
)
FIXTURES = f"{PACKAGE}.testing.pytest_plugin"
SNAPSHOT = Path(__file__).with_suffix(".txt")
RENEW = "python tests/guards/public_api.py"

# Methods that syntax calls; the others with underscores are Python's and attrs's.
SYNTAX = frozenset(
    f"__{name}__"
    for name in (
        "aenter", "aexit", "aiter", "anext", "await", "bool", "call", "contains", "enter", "exit", "getitem", "init",
        "iter", "len", "next",
    )
)  # fmt: skip


def public_names(module: ModuleType) -> list[str]:
    """``__all__``, or all that the module defines itself."""
    defined = [node for node in _tree(module.__name__).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    assigned = [target.id for target in _assigned(module.__name__)]
    own = [name for name in [*(node.name for node in defined), *assigned] if not name.startswith("_")]
    return list(getattr(module, "__all__", own))


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(import_module(module)))


@cache
def _assigned(module: str) -> dict[ast.Name, ast.expr]:
    """The module's own constants and aliases."""
    found: dict[ast.Name, ast.expr] = {}
    for node in _tree(module).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        found.update({target: value for target in targets if isinstance(target, ast.Name) and value is not None})
    return found


@cache
def _imports(module: str) -> dict[str, str]:
    """Where each name comes from that the module imports from this package, also for type checkers only."""
    found: dict[str, str] = {}
    parts = module.split(".")
    if Path(str(import_module(module).__file__)).name != "__init__.py":
        parts.pop()
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = parts[: len(parts) - node.level + 1]
            origin = ".".join([*base, node.module]) if node.module else ".".join(base)
            found.update({alias.asname or alias.name: origin for alias in node.names})
    return found


@cache
def definition(module: str, name: str) -> tuple[str, ast.AST] | None:
    """The module of this package that defines what is called ``name`` in ``module``, and the node that does."""
    for node in _tree(module).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            return module, node
    for target, value in _assigned(module).items():
        if target.id == name:
            return module, value
    origin = _imports(module).get(name)
    return definition(origin, name) if origin else None


class Writer:
    """Gathers lines, and remembers what is written: each thing once, at the first name it has."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: dict[tuple[str, str], str] = {}
        self.mentioned: list[tuple[str, str]] = []

    def name(self, place: str, module: str, name: str) -> None:
        """Write what ``module`` calls ``name``."""
        found = definition(module, name)
        assert found is not None, f"{place} is defined nowhere"
        home, node = found
        known = self.places.setdefault((home, name), place)
        if known != place:
            self.lines.append(f"{place} is {known}")
        elif isinstance(node, ast.ClassDef):
            self._class(place, getattr(import_module(home), name), node)
        elif isinstance(node, ast.FunctionDef):
            self._function(place, home, getattr(import_module(home), name))
        else:
            self._value(place, home, name, node)

    def mentions(self) -> None:
        """Write what has no public name but stands in the annotations of what has: bases, results, aliases."""
        while self.mentioned:
            home, name = self.mentioned.pop()
            if (home, name) not in self.places:
                self.name(f"({home}.{name})", home, name)

    def _mention(self, module: str, annotation: str, *, classes: bool = True) -> None:
        without_strings = re.sub(r"""'[^']*'|"[^"]*\"""", "", annotation)
        for name in re.findall(r"[A-Za-z_]\w*", without_strings):
            found = definition(module, name)
            if found is None or (isinstance(found[1], ast.ClassDef) and not classes):
                continue
            if not isinstance(found[1], ast.Call):  # a TypeVar
                self.mentioned.append((found[0], name))

    def _value(self, place: str, home: str, name: str, node: ast.AST) -> None:
        value: Any = getattr(import_module(home), name)
        if name == "__version__":
            self.lines.append(f"{place}: {type(value).__name__}")  # it changes with each release
        elif isinstance(value, (str, int, Enum)):
            self.lines.append(f"{place} = {value!r}")
        elif type(value) is frozenset:
            self.lines += [f"{place} contains {item!r}" for item in value]
        elif type(value) is set:
            self.lines.append(f"{place}: set")  # what is in it changes while a program runs
        else:
            text = ast.unparse(node)
            self._mention(home, text)
            choices = re.fullmatch(r"Literal\[(.*)\]", text)
            if choices:
                self.lines += [f"{place} may be {choice}" for choice in choices[1].split(", ")]
            else:
                self.lines.append(f"{place} = {text}")

    def _function(self, place: str, module: str, function: Any, kind: str = "") -> None:
        for overload in get_overloads(function) or [function]:
            self._signature(place, module, overload, kind)

    def _signature(self, place: str, module: str, function: Any, kind: str) -> None:
        signature = inspect.signature(inspect.unwrap(function), follow_wrapped=False)
        parameters = [
            parameter.replace(default=_Shown(parameter.default))
            if parameter.default is not parameter.empty
            else parameter
            for parameter in signature.parameters.values()
        ]
        self._mention(module, str(signature.return_annotation))
        for parameter in parameters:
            # A parameter's class can be had elsewhere, and often is only for tests to replace.
            self._mention(module, str(parameter.annotation), classes=False)
        text = str(signature.replace(parameters=parameters)).replace("'", "\0")
        # Annotations are strings; what is quoted inside stays.
        text = re.sub(r"(: |-> )(?:\0([^\0]*)\0|\"([^\"]*)\")", lambda m: m[1] + (m[2] or m[3] or ""), text)
        self.lines.append(f"{place}{text.replace(chr(0), chr(39))}{kind}")

    def _class(self, place: str, cls: Any, node: ast.ClassDef) -> None:
        module = cls.__module__
        bases = [ast.unparse(base) for base in node.bases]
        for base in bases:
            self._mention(module, base.partition("[")[0])
        self.lines.append(f"{place} is a class" + (f" of {', '.join(bases)}" if bases else ""))
        if hasattr(cls, "__required_keys__"):
            self._typed_dict(place, cls)
            return
        if issubclass(cls, Enum):
            self.lines += [f"{place}.{member.name} = {member.value!r}" for member in cls]
            return
        if attrs.has(cls):
            self._attrs_fields(place, cls)
        else:
            for name, annotation in _instance_attributes(node):
                self._mention(module, annotation)
                self.lines.append(f"{place}.{name}" + (f": {annotation}" if annotation else ""))
        for name, member in vars(cls).items():
            if (name.startswith("_") and name not in SYNTAX) or (name == "__init__" and attrs.has(cls)):
                continue
            self._member(f"{place}.{name}", module, member)

    def _member(self, place: str, module: str, member: Any) -> None:
        if isinstance(member, property):
            getter: Any = member.fget
            annotation = str(inspect.signature(getter).return_annotation)
            self._mention(module, annotation)
            self.lines.append(f"{place}: {annotation} (property)")
        elif type(member) in (classmethod, staticmethod):
            self._function(place, module, member.__func__, f" ({type(member).__name__})")
        elif inspect.iscoroutinefunction(member):
            self._function(place, module, member, " (async)")
        elif inspect.isfunction(member):
            self._function(place, module, member)

    def _typed_dict(self, place: str, cls: Any) -> None:
        for name, reference in cls.__annotations__.items():
            annotation: str = reference.__forward_arg__
            marked = re.fullmatch(r"(Required|NotRequired)\[(.*)\]", annotation)
            # The strings are not evaluated, so typing has not seen what they are marked with.
            required = marked[1] == "Required" if marked else name in cls.__required_keys__
            self._mention(reference.__forward_module__ or cls.__module__, marked[2] if marked else annotation)
            self.lines.append(f"{place}[{name}]: {marked[2] if marked else annotation}{' (required)' * required}")

    def _attrs_fields(self, place: str, cls: Any) -> None:
        for field in attrs.fields(cls):
            if field.name.startswith("_") or field.inherited:
                continue
            self._mention(cls.__module__, str(field.type))
            required = field.default is attrs.NOTHING
            default = "" if required else f" = {_Shown(field.default)!r}"
            marks = [mark for mark, holds in [("keyword", field.kw_only), ("not given", not field.init)] if holds]
            self.lines.append(f"{place}.{field.name}: {field.type}{default}" + f" ({', '.join(marks)})" * bool(marks))


class _Shown:
    """A default as it is written: ``…`` for what differs from run to run."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        text = repr(self.value)
        return "..." if " at 0x" in text or "Factory(" in text else text


def _instance_attributes(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """The public attributes that the class declares, or its ``__init__`` sets."""
    seen: set[str] = set()
    makers = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"]
    for statement in [*node.body, *(inner for maker in makers for inner in ast.walk(maker))]:
        annotation = ast.unparse(statement.annotation) if isinstance(statement, ast.AnnAssign) else ""
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        for target in targets:
            if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self":
                name = target.attr
            elif isinstance(target, ast.Name) and statement in node.body:
                name = target.id
            else:
                continue
            if not name.startswith("_") and name not in seen:
                seen.add(name)
                yield name, annotation


def fixtures() -> list[str]:
    """The names of the fixtures that pytest finds."""
    functions = [node for node in _tree(FIXTURES).body if isinstance(node, ast.FunctionDef)]
    return [node.name for node in functions if "pytest.fixture" in map(ast.unparse, node.decorator_list)]


def public_api() -> list[str]:
    """All lines, sorted."""
    writer = Writer()
    for module in MODULES:
        for name in public_names(import_module(module)):
            writer.name(f"{module}.{name}", module, name)
    writer.mentions()
    writer.lines += [f"fixture {name}" for name in fixtures()]
    return sorted(set(writer.lines))


def compared(stored: list[str], now: list[str]) -> str:
    """What is gone and what is new, a line each; empty where nothing is."""
    gone = [f"- {line}" for line in stored if line not in set(now)]
    new = [f"+ {line}" for line in now if line not in set(stored)]
    return "\n".join(sorted([*gone, *new], key=lambda line: (re.split(r"[ (:\[]", line[2:])[0], line[0] == "+")))


if __name__ == "__main__":
    SNAPSHOT.write_text("".join(f"{line}\n" for line in public_api()), "utf-8")
    sys.stdout.write(f"{SNAPSHOT} written\n")
