"""From ``a=1&b[0][c]=2`` to nested values; what they mean is for the parameter table to say."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_plus

FormTree = dict[str, "FormTree | str"]
"""Nested names with texts at the ends; a list is a tree whose names are its indices."""

_MAX_DEPTH = 20

_name = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)").fullmatch


def parse(encoded: str) -> FormTree:
    """The tree that ``encoded`` describes; of two values for one name, the later."""
    tree: FormTree = {}
    for pair in encoded.split("&"):
        if pair:
            name, _, value = pair.partition("=")
            _set(tree, _path(unquote_plus(name)), unquote_plus(value))
    return tree


def _path(name: str) -> list[str]:
    match = _name(name)
    if match is None or name.count("[") > _MAX_DEPTH:
        return [name]  # not a name that the API knows, whatever follows: it is reported as it is
    first, rest = match.groups()
    return [first, *rest[1:-1].split("][")] if rest else [first]


def _set(tree: FormTree, path: list[str], value: str) -> None:
    *parents, last = path
    for name in parents:
        key = name or str(len(tree))
        inner = tree.get(key)
        if not isinstance(inner, dict):
            inner = tree[key] = {}
        tree = inner
    tree[last or str(len(tree))] = value  # `a[]=` appends


def plain(tree: FormTree | str) -> Any:
    """``tree`` with lists where all names are numbers."""
    if isinstance(tree, str):
        return tree
    if tree and all(name.isdecimal() for name in tree):
        return [plain(tree[name]) for name in sorted(tree, key=int)]
    return {name: plain(inner) for name, inner in tree.items()}
