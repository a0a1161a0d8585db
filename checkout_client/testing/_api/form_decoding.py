"""Form decoding: ``a=1&b[0][c]=2`` becomes nested values, all of them strings."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_plus

FormTree = dict[str, "FormTree | str"]
"""Nested names with strings at the leaves. A list is a tree whose names are its indices."""

_MAX_DEPTH = 20

_name = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)").fullmatch


def decode_form(encoded: str) -> FormTree:
    """Return the tree that ``encoded`` describes. If a name has two values, the later one wins."""
    tree: FormTree = {}
    for pair in encoded.split("&"):
        if pair:
            name, _, value = pair.partition("=")
            _insert(tree, _split_name(unquote_plus(name)), unquote_plus(value))
    return tree


def _split_name(name: str) -> list[str | None]:
    """Return the steps to a value; ``None`` for ``[]``, which appends."""
    match = _name(name)
    if match is None or name.count("[") > _MAX_DEPTH:
        return [name]  # not a name that the API knows: the parameter checks report it as it is
    first, rest = match.groups()
    return [first, *(step or None for step in rest[1:-1].split("]["))] if rest else [first]


def _insert(tree: FormTree, path: list[str | None], value: str) -> None:
    *parents, last = path
    for name in parents:
        key = str(len(tree)) if name is None else name
        inner = tree.get(key)
        if not isinstance(inner, dict):
            inner = tree[key] = {}
        tree = inner
    tree[str(len(tree)) if last is None else last] = value


def is_index(name: str) -> bool:
    """Return whether ``name`` is the index of a list. Indices have at most 8 digits."""
    return len(name) < 9 and name.isascii() and name.isdecimal()


def to_lists(tree: FormTree | str) -> Any:
    """Return ``tree`` with lists in place of the trees whose names are all numbers."""
    if isinstance(tree, str):
        return tree
    if tree and all(is_index(name) for name in tree):
        return [to_lists(tree[name]) for name in sorted(tree, key=int)]
    return {name: to_lists(inner) for name, inner in tree.items()}
