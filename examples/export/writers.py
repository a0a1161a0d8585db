"""Write the rows of one shard to a file that appears when it is complete."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, TextIO
from uuid import uuid4

from checkout_client import LineItem, Session

from .rows import row_of
from .settings import Format

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_IN_A_GROUP = 20_000
"""How many rows of a Parquet file are held in memory, as Arrow columns, before they are written."""


class Writer(Protocol):
    """Writes items of one kind, with columns whose values are given for all items of a call."""

    def write(self, items: Sequence[Session | LineItem], **columns: str) -> None:
        """Write a row for each item."""
        ...

    def close(self) -> None:
        """Write what is left."""
        ...


class JsonLines:
    """One JSON object a line."""

    def __init__(self, path: Path, model: type, fields: Sequence[str], columns: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8")
        self._fields = fields

    def write(self, items: Sequence[Session | LineItem], **columns: str) -> None:
        """Write a line for each item."""
        for item in items:
            self._file.write(json.dumps({**columns, **row_of(item, self._fields)}, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Write what is left."""
        _sync_and_close(self._file)


class Csv:
    """A table with a line of names; lists and objects are JSON."""

    def __init__(self, path: Path, model: type, fields: Sequence[str], columns: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._fields = fields
        self._table = csv.writer(self._file)
        self._table.writerow([*columns, *fields])

    def write(self, items: Sequence[Session | LineItem], **columns: str) -> None:
        """Write a line for each item."""
        for item in items:
            values = (*columns.values(), *row_of(item, self._fields).values())
            self._table.writerow([json.dumps(value) if isinstance(value, dict | list) else value for value in values])

    def close(self) -> None:
        """Write what is left."""
        _sync_and_close(self._file)


class Parquet:
    """Typed columns: the same types in the files of all shards."""

    def __init__(
        self, path: Path, model: type[Session | LineItem], fields: Sequence[str], columns: Sequence[str]
    ) -> None:
        import pyarrow as pa
        import pyarrow.parquet

        from checkout_client.bulk.arrow import arrow_schema

        self._model, self._fields = model, fields
        self._schema: Any = arrow_schema(model, fields)
        for number, name in enumerate(columns):
            self._schema = self._schema.insert(number, pa.field(name, pa.string()))
        self._file = pyarrow.parquet.ParquetWriter(path, self._schema)
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def write(self, items: Sequence[Session | LineItem], **columns: str) -> None:
        """Add a row for each item."""
        import pyarrow as pa

        from checkout_client.bulk.arrow import to_arrow

        table = to_arrow(items, self._model, self._fields)
        for number, value in enumerate(columns.values()):
            table = table.add_column(number, self._schema.field(number), pa.array([value] * len(items), pa.string()))
        self._waiting.append(table)
        self._rows += len(items)
        if self._rows >= ROWS_IN_A_GROUP:
            self._write_group()

    def close(self) -> None:
        """Write what is left."""
        self._write_group()
        self._file.close()

    def _write_group(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._file.write_table(pa.concat_tables(self._waiting))
        self._waiting, self._rows = [], 0


WRITERS: dict[Format, Any] = {"jsonl": JsonLines, "csv": Csv, "parquet": Parquet}


class ShardFile:
    """A file of a shard: it gets its name when it is complete, and is deleted if it does not become so.

    The name of the incomplete file is different for each attempt: a worker that was thought dead can do no harm.
    """

    def __init__(
        self, path: Path, format: Format, model: type, fields: Sequence[str], columns: Sequence[str] = ()
    ) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path.with_name(f"{path.name}.{format}")
        self._part = path.with_name(f".{path.name}.{uuid4().hex}.part")
        self._writer: Writer = WRITERS[format](self._part, model, fields, columns)
        self.write = self._writer.write

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._writer.close()
        if error is None:
            self._part.replace(self._path)
        else:
            self._part.unlink()


def remove_incomplete_files(folder: Path) -> None:
    """Remove what killed workers of an earlier run left behind."""
    for path in folder.glob("*/.*.part"):
        path.unlink(missing_ok=True)


def _sync_and_close(file: TextIO) -> None:
    with file:
        file.flush()
        os.fsync(file.fileno())
