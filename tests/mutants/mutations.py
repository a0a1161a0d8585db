"""Mutations of Python source: one small change at a time, which a test should notice."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from itertools import islice
from typing import Any

import attrs

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Add, ast.Pow: ast.Mult,
}  # fmt: skip


@attrs.frozen
class Mutation:
    """A change in one line."""

    number: int
    line: int
    last_line: int
    """The last line of the expression or the statement; of an ``if`` or a ``while``, of its condition."""
    before: str
    after: str


def mutations(source: str) -> Iterator[Mutation]:
    """Yield every mutation of ``source``, without those of annotations and strings."""
    for number, (_, node, changed) in enumerate(_all(ast.parse(source))):
        place: Any = node.test if isinstance(node, ast.If | ast.While) else node
        yield Mutation(number, place.lineno, place.end_lineno, _short(node), _short(changed))


def mutated(source: str, mutation: Mutation) -> str:
    """Return ``source`` with one mutation."""
    tree = ast.parse(source)
    (parent, field, index), node, changed = next(islice(_all(tree), mutation.number, None))
    ast.copy_location(changed, node)
    if index is None:
        setattr(parent, field, changed)
    else:
        getattr(parent, field)[index] = changed
    return ast.unparse(ast.fix_missing_locations(tree))


Place = tuple[ast.AST, str, int | None]


def _all(tree: ast.Module) -> Iterator[tuple[Place, ast.AST, ast.AST]]:
    for parent, field, index, node in _nodes(tree):
        for changed in _changes(node):
            yield (parent, field, index), node, changed


def _nodes(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if field in ("annotation", "returns", "type_params") or isinstance(parent, ast.Subscript):
                continue
            children = value if isinstance(value, list) else [value]
            for index, child in enumerate(children):
                if isinstance(child, ast.AST):
                    yield parent, field, index if isinstance(value, list) else None, child


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for position, operator in enumerate(node.ops):
            if type(operator) in COMPARISONS:
                changed = copy.deepcopy(node)
                changed.ops[position] = COMPARISONS[type(operator)]()
                yield changed
    elif isinstance(node, ast.BoolOp):
        changed_operator = copy.deepcopy(node)
        changed_operator.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield changed_operator
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        changed_operation = copy.deepcopy(node)
        changed_operation.op = OPERATIONS[type(node.op)]()
        yield changed_operation
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.Constant):
        yield from _other_constants(node)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        negated = copy.deepcopy(node)
        negated.test = ast.UnaryOp(ast.Not(), negated.test)
        yield negated
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(ast.Constant(None))
    elif (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Await)) or isinstance(node, ast.Raise):
        yield ast.Pass()


def _other_constants(node: ast.Constant) -> Iterator[ast.Constant]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)
    elif node.value is None:
        return


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _short(node: ast.AST) -> str:
    return ast.unparse(node).splitlines()[0][:100]
