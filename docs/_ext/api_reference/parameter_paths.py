"""Where a key of a TypedDict is in the parameters of the API: ``payment_intent_data.setup_future_usage``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

from .entries import alias_of, members
from .public import Home, by_path
from .source import is_typed_dict

CALLS = (
    "SessionCreateParams",
    "SessionUpdateParams",
    "SessionListParams",
    "SessionListParallelParams",
    "SessionListLineItemsParams",
    "SessionRetrieveParams",
    "SessionExpireParams",
)


@cache
def parameter_paths() -> dict[str, list[str]]:
    """Return the API paths of each key by its full name, those of ``create`` first."""
    found: dict[str, list[str]] = {}
    for call in CALLS:
        _walk(by_path()[f"checkout_client.params.{call}"], "", (), found)
    return found


def _walk(home: Home, prefix: str, above: tuple[str, ...], found: dict[str, list[str]]) -> None:
    for row in members(home):
        path = f"{prefix}{row.name}"
        known = found.setdefault(f"{home.path}.{row.name}", [])
        if path not in known:
            known.append(path)
        for nested in _typed_dicts(row.type):
            if nested.path not in above:
                _walk(nested, f"{path}.", (*above, home.path), found)


def _typed_dicts(annotation: ast.expr | None) -> Iterator[Home]:
    for node in ast.walk(annotation) if annotation is not None else ():
        home = by_path().get(ast.unparse(node)) if isinstance(node, ast.Attribute) else None
        if home is None:
            continue
        if isinstance(home.definition, ast.ClassDef):
            if is_typed_dict(home.module, home.definition):
                yield home
        elif (alias := alias_of(home)) is not None:
            yield from _typed_dicts(alias)
