"""Tables of models, and models of tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

import pyarrow as pa

from ..._decoding.converter import decode
from ..._decoding.mismatch import DecodeMismatchError
from ...models.base import Model
from .row_values import Cell, cell_reader, merged
from .selection import select

ModelType = TypeVar("ModelType", bound=Model)

_is_pandas_index: Final = re.compile(r"__index_level_\d+__").fullmatch


def make_schema(cls: type[Model], fields: tuple[str, ...] | None) -> pa.Schema:
    """Return the schema of the tables that ``make_table`` returns."""
    return select(cls, fields).schema


def make_table(objects: Sequence[Model], cls: type[Model], fields: tuple[str, ...] | None) -> pa.Table:
    """Return a table with a row for each of ``objects``. Raises ``ValueError`` if a value cannot be in it."""
    selection = select(cls, fields)
    try:
        columns = [encoder.array(objects) for encoder in selection.encoders]
    except DecodeMismatchError as mismatch:
        problem = f"{mismatch.path} {mismatch.problem}"
    else:
        return pa.Table.from_arrays(columns, schema=selection.schema)
    raise ValueError(problem)  # here, so that no frame of the traceback holds the values


def make_models(data: object, cls: type[ModelType]) -> list[ModelType]:
    """Return a ``cls`` for each row of ``data``. Raises ``ValueError`` if the columns are not those of a ``cls``."""
    table = pa.table(data)
    names = [name for name in table.column_names if not _is_pandas_index(name)]
    readers = {name: _reader(cls, name) for name in names}
    if "id" not in names and "id" in cls._required_fields:  # pyright: ignore[reportPrivateUsage]
        raise ValueError(f"the table has no column 'id', which every {cls.__name__} needs")
    try:
        return [_model(cls, row, number) for number, row in enumerate(_rows(table, readers))]
    except DecodeMismatchError as mismatch:
        problem = mismatch.problem
    raise ValueError(problem)


def _reader(cls: type[Model], name: str) -> Cell:
    try:
        return cell_reader(cls, name)
    except ValueError as error:
        raise ValueError(f"column {error}; drop columns of your own first") from None


def _rows(table: pa.Table, readers: Mapping[str, Cell]) -> list[Any]:
    """Return the JSON of each row."""
    rows: list[Any] = [None] * table.num_rows
    for name, read in readers.items():
        try:
            rows = [merged(row, read(value)) for row, value in zip(rows, table.column(name).to_pylist(), strict=True)]
        except DecodeMismatchError as mismatch:
            problem = mismatch.problem
        except Exception as unexpected:  # other packages make tables of any kind
            problem = f"could not be read ({type(unexpected).__name__})"
        else:
            continue
        raise DecodeMismatchError(f"column {name!r} {problem}")
    return rows


def _model(cls: type[ModelType], row: Any, number: int) -> ModelType:
    try:
        return decode(cls, row or {})
    except DecodeMismatchError as mismatch:
        problem = f"row {number} is not a {cls.__name__}: {mismatch.path or 'it'} {mismatch.problem}"
    raise DecodeMismatchError(problem)
