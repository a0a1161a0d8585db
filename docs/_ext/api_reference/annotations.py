"""Types as the reference shows them: with full names, and with private aliases expanded."""

from __future__ import annotations

import ast
import re
from typing import Final

from .public import home_of, is_alias
from .source import Module, find

PYTHON: Final = "https://docs.python.org/3/library/"
OPENTELEMETRY: Final = "https://opentelemetry-python.readthedocs.io/en/stable/api/"
HTTPX: Final = "https://www.python-httpx.org/api/"
ELSEWHERE: Final = {
    "collections.abc.AsyncIterator": f"{PYTHON}collections.abc.html#collections.abc.AsyncIterator",
    "collections.abc.Callable": f"{PYTHON}collections.abc.html#collections.abc.Callable",
    "collections.abc.Generator": f"{PYTHON}collections.abc.html#collections.abc.Generator",
    "collections.abc.Iterable": f"{PYTHON}collections.abc.html#collections.abc.Iterable",
    "collections.abc.Iterator": f"{PYTHON}collections.abc.html#collections.abc.Iterator",
    "collections.abc.Mapping": f"{PYTHON}collections.abc.html#collections.abc.Mapping",
    "collections.abc.Sequence": f"{PYTHON}collections.abc.html#collections.abc.Sequence",
    "cattrs.BaseConverter": "https://catt.rs/en/stable/cattrs.html",
    "datetime.datetime": f"{PYTHON}datetime.html#datetime.datetime",
    "decimal.Decimal": f"{PYTHON}decimal.html#decimal.Decimal",
    "httpx.AsyncClient": f"{HTTPX}#asyncclient",
    "httpx.Client": f"{HTTPX}#client",
    "httpx.Request": f"{HTTPX}#request",
    "httpx.Response": f"{HTTPX}#response",
    "logging.Logger": f"{PYTHON}logging.html#logging.Logger",
    "opentelemetry.metrics.MeterProvider": f"{OPENTELEMETRY}metrics.html#opentelemetry.metrics.MeterProvider",
    "opentelemetry.trace.TracerProvider": f"{OPENTELEMETRY}trace.html#opentelemetry.trace.TracerProvider",
    "starlette.applications.Starlette": "https://www.starlette.io/applications/",
}
"""URLs of types of other projects, listed here because a build has no network."""

SHOWN_VALUES: Final = 12
"""A longer list of values is folded."""

LITERAL: Final = re.compile(r"Literal\[([^\[\]]*)\]")


def full_annotation(module: Module, annotation: ast.expr) -> ast.expr:
    """Return an annotation of ``module`` with full names."""
    names = _Names(module)
    visited: ast.expr = names.visit(ast.parse(ast.unparse(annotation), mode="eval").body)
    return visited


class _Names(ast.NodeTransformer):
    def __init__(self, module: Module) -> None:
        self._module = module

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        # Strings inside Literal[…] are values; elsewhere a string is an annotation.
        return node if ast.unparse(node.value) == "Literal" else self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if not isinstance(node.value, str):
            return node
        inner: ast.AST = self.visit(ast.parse(node.value, mode="eval").body)
        return inner

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id in self._module.imports:
            module, name = self._module.imports[node.value.id]
            full = f"{module}.{name}.{node.attr}"  # trace.TracerProvider, after "from opentelemetry import trace"
            return _dotted(full) if full in ELSEWHERE else node
        return node  # a full name already, such as httpx.Client

    def visit_Name(self, node: ast.Name) -> ast.AST:
        home = home_of(self._module.name, node.id)
        if home is not None:
            return _dotted(home.path)
        defined = find(self._module.name, node.id)
        if defined is not None:
            definer, definition = defined
            if is_alias(definition):
                assert isinstance(definition, ast.Assign | ast.AnnAssign)
                assert definition.value is not None
                return full_annotation(definer, definition.value)
            if isinstance(definition, ast.ClassDef):
                return _dotted(f"{definer.name}.{node.id}")
            return node  # a type variable
        module, name = self._module.imports.get(node.id, ("", ""))
        full = f"{module}.{name}"
        return _dotted(full) if full in ELSEWHERE else node


def _dotted(path: str) -> ast.expr:
    return ast.parse(path, mode="eval").body


def text_of(annotation: ast.expr) -> str:
    """``annotation`` as text, with double quotes."""
    return re.sub(r"'([^'\"]*)'", r'"\1"', ast.unparse(annotation))


def long_values(annotation: ast.expr) -> list[list[str]]:
    """The lists of values in ``annotation`` that are too long to be shown with it."""
    lists = [re.findall(r'"([^"]*)"', match[1]) for match in LITERAL.finditer(text_of(annotation))]
    return [values for values in lists if len(values) > SHOWN_VALUES]
