"""The entries of the reference: the signature, the docstring and the members of each name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from .annotations import full_annotation, text_of
from .public import Home, home_of, homes, is_alias
from .source import Module, bases, decorators, find, is_attrs, is_typed_dict, words_under

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Row:
    """A line of a table: a parameter, a key, a field or an attribute."""

    name: str
    type: ast.expr | None
    words: str
    required: bool = False
    default: str | None = None


@dataclass
class Words:
    """The parts of a docstring."""

    text: str
    arguments: dict[str, str] = field(default_factory=dict[str, str])
    raises: dict[str, str] = field(default_factory=dict[str, str])


def words_of(docstring: str | None) -> Words:
    """Return a docstring with its ``Args`` and ``Raises`` sections separated from the rest."""
    words = Words("")
    rest: list[str] = []
    section: dict[str, str] | None = None
    name = ""
    for line in (docstring or "").splitlines():
        if line in ("Args:", "Raises:"):
            section = words.arguments if line == "Args:" else words.raises
        elif section is None or (line and not line.startswith(" ")):
            section = None
            rest.append(line)
        elif found := re.match(r"    \**(\w+): (.*)", line):
            name = found[1]
            section[name] = found[2]
        elif line.strip():
            section[name] += f" {line.strip()}"
    words.text = "\n".join(rest).strip()
    return words


def entry(home: Home) -> list[str]:
    """Return the entry of one name as reStructuredText."""
    definition = home.definition
    if isinstance(definition, ast.ClassDef):
        return _class(home, definition)
    if isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef):
        return [*_function(home.module, home.module.tree.body, definition, home), ""]
    return _assignment(home, definition)


def _options(home: Home) -> list[str]:
    definer = f"{home.module.name}.{home.definition_name}"
    return [f"   :module: {home.place}", *([f"   :canonical: {definer}"] if definer != home.path else [])]


def _class(home: Home, cls: ast.ClassDef) -> list[str]:
    kind = "exception" if cls.name.endswith(("Error", "Warning")) else "class"
    words = words_of(ast.get_docstring(cls))
    body = [words.text, ""]
    above = [f":py:obj:`~{base.path}`" for base in _documented_bases(home.module, cls)]
    if above:
        body += [f"Bases: {', '.join(above)}.", ""]
    body += _tables(home)
    for definer, statement, statements in _methods(home.module, cls):
        body += [*_function(definer, statements, statement), ""]
    lines = [f".. py:{kind}:: {cls.name}{_constructor(home.module, cls)}", *_options(home), ""]
    return [*lines, *_indented([*body, *_raised(words)]), ""]


def _documented_bases(module: Module, cls: ast.ClassDef) -> Iterator[Home]:
    for base in bases(module, cls):
        if isinstance(base, str):
            continue
        home = homes().get((base[0].name, base[1].name))
        if home is not None:
            yield home
        else:
            yield from _documented_bases(*base)


def _family(module: Module, cls: ast.ClassDef) -> Iterator[tuple[Module, ast.ClassDef]]:
    """Yield a class and those of its bases that have no entry, so that their members are documented here."""
    yield module, cls
    for base in bases(module, cls):
        if not isinstance(base, str) and (base[0].name, base[1].name) not in homes():
            yield from _family(*base)


def _methods(module: Module, cls: ast.ClassDef) -> Iterator[tuple[Module, Function, list[ast.stmt]]]:
    seen: set[str] = set()
    for definer, one in _family(module, cls):
        for statement in one.body:
            if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) or statement.name.startswith("_"):
                continue
            marks = decorators(statement)
            if "overload" in marks or any(mark.endswith(".setter") for mark in marks) or statement.name in seen:
                continue
            seen.add(statement.name)
            yield definer, statement, one.body


def _constructor(module: Module, cls: ast.ClassDef) -> str:
    """Return the constructor's signature, or nothing if users do not create instances."""
    if is_typed_dict(module, cls) or cls.name.endswith(("Error", "Warning")):
        return ""
    if is_attrs(cls):
        documented = words_under(cls.body)
        fields = [one for one in _fields(cls) if ast.unparse(one.target) not in documented]
        arguments = [
            f"{ast.unparse(one.target)}: {text_of(full_annotation(module, one.annotation))} = {_default(one)}"
            for one in fields
        ]
        return f"({', '.join(arguments)})" if arguments else ""
    for definer, one in _family(module, cls):
        for statement in one.body:
            if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
                return "" if _is_internal(definer, statement) else _signature(definer, statement, is_method=True)
    return ""


def _is_internal(module: Module, function: ast.FunctionDef) -> bool:
    """Return whether a constructor takes objects that users do not have."""
    annotations = [one.annotation for one in _arguments(function) if one.annotation is not None]
    names = {node.id for one in annotations for node in ast.walk(one) if isinstance(node, ast.Name)}
    for name in names:
        defined = find(module.name, name)
        if defined and isinstance(defined[1], ast.ClassDef) and home_of(module.name, name) is None:
            return True
    return False


def _fields(cls: ast.ClassDef) -> Iterator[ast.AnnAssign]:
    for statement in cls.body:
        if isinstance(statement, ast.AnnAssign) and not ast.unparse(statement.target).startswith("_"):
            yield statement


def _default(statement: ast.AnnAssign) -> str:
    value = statement.value
    if isinstance(value, ast.Call):  # attrs.field(default=…, …)
        (value,) = [keyword.value for keyword in value.keywords if keyword.arg == "default"]
    assert value is not None
    return ast.unparse(value)


def _function(module: Module, statements: list[ast.stmt], function: Function, home: Home | None = None) -> list[str]:
    words = words_of(ast.get_docstring(function))
    marks = decorators(function)
    if "property" in marks:
        assert function.returns is not None
        kept = f"      :type: {text_of(full_annotation(module, function.returns))}".removeprefix("   ")
        return [f".. py:property:: {function.name}", kept, "", *_indented([words.text])]
    overloads: list[Function] = [
        one
        for one in statements
        if isinstance(one, ast.FunctionDef) and one.name == function.name and "overload" in decorators(one)
    ]
    shown = [f"{function.name}{_signature(module, one, home is None)}" for one in overloads or [function]]
    head = [f".. py:{'method' if home is None else 'function'}:: {shown[0]}"]
    head += [" " * len(head[0].partition("::")[0]) + f"   {one}" for one in shown[1:]]
    if isinstance(function, ast.AsyncFunctionDef):
        head.append("   :async:")
    head += [f"   :{mark}:" for mark in ("classmethod", "staticmethod") if mark in marks]
    if home is not None:
        head += _options(home)
    table = [f":param {name}: {text}" for name, text in words.arguments.items()] if home is None else _tables(home)
    return [*head, "", *_indented([words.text, "", *table, *_raised(words)])]


def _tables(home: Home) -> list[str]:
    lines = [f".. api-arguments:: {home.path}", ""] if arguments(home) else []
    return [*lines, f".. api-members:: {home.path}", ""] if members(home) else lines


def _arguments(function: Function) -> list[ast.arg]:
    given = function.args
    others = [one for one in (given.vararg, given.kwarg) if one is not None]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *others]


def _signature(module: Module, function: Function, is_method: bool) -> str:
    given = ast.parse(ast.unparse(function)).body[0]
    assert isinstance(given, ast.FunctionDef | ast.AsyncFunctionDef)
    for one in _arguments(given):
        if one.annotation is not None:
            one.annotation = full_annotation(module, one.annotation)
    if is_method and "staticmethod" not in decorators(function):
        first = given.args.posonlyargs or given.args.args
        del first[0]
    given.args.defaults = [_constant(module, one) for one in given.args.defaults]
    given.args.kw_defaults = [one and _constant(module, one) for one in given.args.kw_defaults]
    returned = "" if function.returns is None else f" -> {text_of(full_annotation(module, function.returns))}"
    returned = "" if function.name == "__init__" else returned
    return f"({ast.unparse(given.args)}){returned}"


def _constant(module: Module, default: ast.expr) -> ast.expr:
    """Return a default, or its value if its name means nothing to a reader."""
    if isinstance(default, ast.Name) and home_of(module.name, default.id) is None:
        defined = find(module.name, default.id)
        value = defined[1].value if defined and isinstance(defined[1], ast.Assign | ast.AnnAssign) else None
        return value if isinstance(value, ast.Constant) else default
    return default


def _raised(words: Words) -> list[str]:
    return [*(f":raises {name}: {text}" for name, text in words.raises.items()), ""]


def _assignment(home: Home, statement: ast.Assign | ast.AnnAssign) -> list[str]:
    words = home.module.words.get(home.definition_name, "")
    if is_alias(statement):
        body = [words, "", f".. api-alias:: {home.path}", ""]
        return [f".. py:type:: {home.name}", f"   :module: {home.place}", "", *_indented(body), ""]
    assert statement.value is not None
    lines = [f".. py:data:: {home.name}", *_options(home), f"   :value: {ast.unparse(statement.value)}"]
    return [*lines, "", *_indented([words]), ""]


def alias_of(home: Home) -> ast.expr | None:
    """Return the type that a name is an alias of, or ``None``."""
    definition = home.definition
    if isinstance(definition, ast.Assign | ast.AnnAssign) and is_alias(definition):
        assert definition.value is not None
        return full_annotation(home.module, definition.value)
    return None


@cache
def arguments(home: Home) -> list[Row]:
    """Return the documented arguments of a function, or of a class's constructor."""
    definition = home.definition
    if isinstance(definition, ast.Assign | ast.AnnAssign):
        return []
    words = words_of(ast.get_docstring(definition))
    if not words.arguments:
        return []
    if isinstance(definition, ast.ClassDef):
        (definition,) = [one for one in definition.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"]
    return _argument_rows(home.module, definition, words)


@cache
def members(home: Home) -> list[Row]:
    """Return a TypedDict's keys, or a class's fields and attributes."""
    definition, module = home.definition, home.module
    if not isinstance(definition, ast.ClassDef):
        return []
    if is_typed_dict(module, definition):
        return _keys(module, definition)
    return [row for one in reversed(list(_family(module, definition))) for row in _attributes(*one)]


def _argument_rows(module: Module, function: Function, words: Words) -> list[Row]:
    given = {one.arg: one for one in _arguments(function)}
    defaults = _defaults(module, function)
    if missing := given.keys() - words.arguments.keys() - {"self"}:
        raise LookupError(f"{module.name}.{function.name}: undocumented arguments {', '.join(sorted(missing))}")
    return [
        Row(name, _annotation(module, given[name].annotation), text, name not in defaults, defaults.get(name))
        for name, text in words.arguments.items()
    ]


def _defaults(module: Module, function: Function) -> dict[str, str]:
    given = function.args
    named = [*given.posonlyargs, *given.args]
    pairs = [*zip(reversed(named), reversed(given.defaults), strict=False)]
    pairs += [(one, default) for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True) if default]
    return {one.arg: ast.unparse(_constant(module, default)) for one, default in pairs}


def _annotation(module: Module, annotation: ast.expr | None) -> ast.expr | None:
    return None if annotation is None else full_annotation(module, annotation)


def _keys(module: Module, cls: ast.ClassDef) -> list[Row]:
    found = [row for base in bases(module, cls) if not isinstance(base, str) for row in _keys(*base)]
    total = not any(keyword.arg == "total" for keyword in cls.keywords)
    words = words_under(cls.body)
    for statement in _fields(cls):
        name, annotation, required = ast.unparse(statement.target), statement.annotation, total
        if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) in ("Required", "NotRequired"):
            required = ast.unparse(annotation.value) == "Required"
            annotation = annotation.slice
        found.append(Row(name, full_annotation(module, annotation), words.get(name, ""), required))
    return sorted(found, key=lambda row: not row.required)


def _attributes(module: Module, cls: ast.ClassDef) -> list[Row]:
    words = words_under(cls.body)
    found = [
        Row(name, full_annotation(module, one.annotation), words[name])
        for one in _fields(cls)
        if (name := ast.unparse(one.target)) in words
    ]
    for statement in cls.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
            found += _instance_attributes(module, statement)
    return found


def _instance_attributes(module: Module, function: ast.FunctionDef) -> Iterator[Row]:
    """Yield the documented attributes that ``__init__`` sets on ``self``."""
    words = words_under(function.body)
    given = {one.arg: one.annotation for one in _arguments(function)}
    for statement in function.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign):
            continue
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        if isinstance(target, ast.Attribute) and target.attr in words:
            annotation = statement.annotation if isinstance(statement, ast.AnnAssign) else given[target.attr]
            yield Row(target.attr, _annotation(module, annotation), words[target.attr])


def _indented(lines: list[str]) -> list[str]:
    return [f"   {line}".rstrip() for text in lines for line in text.split("\n")]
