"""Sessions and line items as Arrow tables, for Parquet, pandas, polars and DuckDB. Needs the extra ``arrow``."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TypeVar

from .._values import introspectable
from ..models.base import Model

if TYPE_CHECKING:
    import pyarrow as pa

ModelType = TypeVar("ModelType", bound=Model)


class ArrowStreamExportable(Protocol):
    """A table of any package that implements the Arrow PyCapsule interface: of pyarrow, pandas, polars or DuckDB.

    The interface: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html
    """

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the data as a capsule."""
        ...


def arrow_schema(model: type[Model], fields: Iterable[str] | None = None) -> pa.Schema:
    """Return the schema of the tables that ``to_arrow`` returns for the same ``model`` and ``fields``.

    It depends on nothing else, so the files of all shards fit together, even where a column has only nulls. For
    example::

        with pyarrow.parquet.ParquetWriter("sessions.parquet", arrow_schema(Session, fields)) as writer:
            for page in client.sessions.list(limit=100).pages():
                writer.write_table(to_arrow(page.data, Session, fields))

    Args:
        model: the class of the rows, such as ``Session`` or ``LineItem``.
        fields: the columns, see ``to_arrow``.

    Raises:
        ValueError: there is no such field, or it is listed twice. The message suggests a similar one.
        ImportError: pyarrow is not installed: use the extra ``arrow``.

    """
    _checked_model(model)
    selected = _checked_fields(fields)
    _require_pyarrow()
    from ._columns.tables import make_schema

    return make_schema(model, selected)


def to_arrow(objects: Iterable[Model], model: type[Model], fields: Iterable[str] | None = None) -> pa.Table:
    """Return a table with a row for each of ``objects``.

    For example::

        table = to_arrow(page.data, Session, ["id", "created", "amount_total", "customer_details.email"])

    Each entry of ``fields`` becomes a column of that name. It is the path of a field, with dots:

    * An object becomes a struct column, a list becomes a list column. A path through a list gives a list of the
      values: ``line_items.data.quantity``.
    * ``metadata`` becomes a map column, ``metadata.order_id`` a column with the value of one key.
    * An expandable field such as ``customer`` becomes the id, expanded or not. ``customer.email`` needs the object,
      which ``list(expand=["data.customer"])`` returns.
    * Personal data, secrets and URLs become columns only if a path names them: ``customer_details`` has no email
      address, ``customer_details.email`` does, and ``customer_details.address`` has every part of the address. The
      same is true for objects without a model, which become JSON in a string.

    The types are the same whatever the values are: times are timestamps in UTC, amounts are integers in minor units,
    decimal numbers are ``decimal128(38, 18)``, and enums are dictionaries of strings, because new values can appear.

    Args:
        objects: the models, such as the ``data`` of a page. There may be none.
        model: their class, such as ``Session`` or ``LineItem``.
        fields: the columns; ``None`` for all fields without personal data, as nested columns.

    Raises:
        ValueError: there is no such field, it was not expanded, or a value does not fit into the type of its column.
        TypeError: one of ``objects`` is not a ``model``.
        ImportError: pyarrow is not installed: use the extra ``arrow``.

    """
    _checked_model(model)
    selected = _checked_fields(fields)
    rows = list(objects)
    for number, row in enumerate(rows):
        if not isinstance(row, model):
            raise TypeError(f"objects[{number}] must be a {model.__name__}, not {type(row).__name__}")
    _require_pyarrow()
    from ._columns.tables import make_table

    return make_table(rows, model, selected)


def from_arrow(table: ArrowStreamExportable, model: type[ModelType]) -> list[ModelType]:
    """Return a model for each row of ``table``: the inverse of ``to_arrow``, with the fields that the table has.

    For example::

        sessions = from_arrow(pyarrow.parquet.read_table("sessions.parquet"), Session)

    Args:
        table: a table of pyarrow, pandas, polars or DuckDB whose columns have the names that ``to_arrow`` gives
            them. It may have fewer, but ``id`` is necessary.
        model: the class of the rows, such as ``Session`` or ``LineItem``.

    Raises:
        ValueError: a column is not a field of ``model``, or has values that the field cannot have.
        TypeError: ``table`` is not a table.
        ImportError: pyarrow is not installed: use the extra ``arrow``.

    """
    if not hasattr(table, "__arrow_c_stream__"):
        raise TypeError(f"table must be a table of pyarrow, pandas, polars or DuckDB, not {type(table).__name__}")
    _checked_model(model)
    _require_pyarrow()
    from ._columns.tables import make_models

    return make_models(table, model)


def _require_pyarrow() -> None:
    try:
        import_module("pyarrow")
    except ModuleNotFoundError as missing:
        message = 'Arrow tables need pyarrow: pip install "checkout-client[arrow]"'
        raise ModuleNotFoundError(message, name=missing.name) from missing


def _checked_model(model: object) -> None:
    if not isinstance(model, type) or not issubclass(model, Model):
        shown = model.__name__ if isinstance(model, type) else type(model).__name__
        raise TypeError(f"model must be a class of models, such as Session, not {shown}")


def _checked_fields(fields: Iterable[str] | None) -> tuple[str, ...] | None:
    if fields is None:
        return None
    if isinstance(fields, str):
        raise TypeError(f"fields must be a list of field paths: [{fields!r}]")
    paths = tuple(fields)
    for number, path in enumerate(paths):
        if not isinstance(path, str):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
            raise TypeError(f"fields[{number}] must be a str, not {type(path).__name__}")
    return paths


introspectable(arrow_schema, to_arrow)
