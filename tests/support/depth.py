"""How much the default suite tests, and how much the long one does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import settings

FULL = 400
"""The examples of the hypothesis profile "full", in tests/conftest.py."""


def examples(full: int) -> int:
    """Return how many examples to try: ``full`` of them with the profile "full", else a quarter."""
    return max(10, full * settings.default.max_examples // FULL)


def rotated(rows: Iterable[Any], columns: Sequence[Any]) -> list[Any]:
    """Pair every row with every column, for ``parametrize``; the default suite has one column for each row.

    That column moves on from row to row, so that each column gets its share. The other pairs are marked ``long``.
    Columns are names or have a ``name``.
    """
    return [
        pytest.param(
            row,
            column,
            id=f"{str(row).encode('unicode_escape').decode()}-{getattr(column, 'name', column)}",
            marks=() if position == number % len(columns) else pytest.mark.long,
        )
        for number, row in enumerate(rows)
        for position, column in enumerate(columns)
    ]


def thinned(rows: Iterable[tuple[str, Any]], every: int = 3) -> list[Any]:
    """Return rows of an id and arguments, for ``parametrize``; the default suite has one of ``every`` so many.

    The others are marked ``long``. The arguments are one value, or a tuple.
    """
    return [
        pytest.param(
            *(arguments if isinstance(arguments, tuple) else (arguments,)),
            id=name,
            marks=pytest.mark.long if number % every else (),
        )
        for number, (name, arguments) in enumerate(rows)
    ]
