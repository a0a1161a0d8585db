"""Parquet files and Arrow tables in pandas, polars and DuckDB: the same types in every file, the same sums."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.citizens import WHOLE
from support.tools import tool

from checkout_client.bulk import arrow_schema, from_arrow, to_arrow
from checkout_client.models import LineItem, Session
from checkout_client.models.base import Model

pytestmark = pytest.mark.export

FIELDS = [
    "id", "created", "amount_total", "currency", "payment_status", "customer", "metadata", "metadata.order",
    "customer_details.email", "currency_conversion.fx_rate", "total_details", "line_items.data.id",
    "line_items.data.quantity",
]  # fmt: skip


def session(number: int, **fields: Any) -> Session:
    return Session.from_dict({"id": f"cs_{number}", "object": "checkout.session", **fields})


# In the first shard every column but the id has only nulls, and the third has no rows.
SHARDS = [
    [session(number) for number in range(3)],
    [
        session(
            number,
            created=1_750_000_000 + number,
            amount_total=100 * number,
            currency="usd" if number % 2 else "eur",
            payment_status="paid",
            metadata={"order": str(number), "shop": "7"},
            customer_details={"email": f"customer{number}@example.com"},
            currency_conversion={"fx_rate": "1.5", "source_currency": "usd"},
            total_details={"amount_tax": number},
            line_items={"object": "list", "data": [{"id": f"li_{number}", "object": "item", "quantity": number}]},
        )
        for number in range(3, 9)
    ],
    [],
    [Session.from_dict(WHOLE[Session] | {"amount_total": 7, "metadata": {"order": "x"}})],
]
TOTAL = sum(range(300, 900, 100)) + 7


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a file for each shard, for the selected fields and for all."""
    parquet = tool("pyarrow.parquet")
    path: Path = tmp_path_factory.mktemp("parquet")
    for number, shard in enumerate(SHARDS):
        parquet.write_table(to_arrow(shard, Session, FIELDS), path / f"some-{number}.parquet")
        parquet.write_table(to_arrow(shard, Session), path / f"all-{number}.parquet")
    return path


def files(folder: Path, kind: str) -> list[Path]:
    return sorted(folder.glob(f"{kind}-*.parquet"))


def read_with_pandas(path: Path) -> Any:
    return tool("pandas").read_parquet(path, dtype_backend="pyarrow")


def read_with_polars(path: Path) -> Any:
    return tool("polars").read_parquet(path)


def read_with_duckdb(path: Path) -> Any:
    return tool("duckdb").read_parquet(str(path))


READERS = pytest.mark.parametrize("read", [read_with_pandas, read_with_polars, read_with_duckdb])


def types_of(frame: Any) -> dict[str, str]:
    """Return the types of the columns as the package names them."""
    if hasattr(frame, "schema"):  # polars
        return {name: str(kind) for name, kind in frame.schema.items()}
    kinds = frame.types if hasattr(frame, "types") else frame.dtypes
    return {name: str(kind) for name, kind in zip(frame.columns, kinds, strict=True)}


@READERS
@pytest.mark.parametrize("kind", ["some", "all"])
def test_every_file_has_the_same_types(read: Callable[[Path], Any], kind: str, folder: Path) -> None:
    first, *others = [types_of(read(path)) for path in files(folder, kind)]
    assert len(first) == len(arrow_schema(Session, FIELDS if kind == "some" else None))
    assert others == [first] * 3


@pytest.mark.parametrize("kind", ["some", "all"])
def test_all_files_together_have_the_same_sum_in_each_package(kind: str, folder: Path) -> None:
    pandas, polars, duckdb = tool("pandas"), tool("polars"), tool("duckdb")
    pattern = str(folder / f"{kind}-*.parquet")
    frame = pandas.concat([read_with_pandas(path) for path in files(folder, kind)])
    assert int(frame["amount_total"].sum()) == TOTAL
    assert polars.read_parquet(pattern)["amount_total"].sum() == TOTAL
    assert duckdb.sql(f"SELECT sum(amount_total), count(*) FROM '{pattern}'").fetchall() == [(TOTAL, 10)]


def test_columns_have_the_types_of_each_package(folder: Path) -> None:
    polars, duckdb = tool("polars"), tool("duckdb")
    frame = polars.read_parquet(str(folder / "some-*.parquet"))
    assert frame.schema["created"] == polars.Datetime("us", "UTC")
    assert frame.schema["currency"] == polars.Categorical
    assert frame.schema["currency_conversion.fx_rate"] == polars.Decimal(38, 18)
    assert frame.filter(polars.col("currency") == "usd")["amount_total"].sum() == 300 + 500 + 700 + 7

    query = (
        "SELECT sum(\"currency_conversion.fx_rate\"), max(created)::VARCHAR, max(metadata['shop']), "
        f"max(total_details.amount_tax) FROM '{folder}/some-1.parquet'"
    )
    duckdb.sql("SET TimeZone = 'UTC'")
    assert duckdb.sql(query).fetchall() == [(Decimal("9.0"), "2025-06-15 15:06:48+00", "7", 8)]


def with_pandas(table: Any) -> Any:
    return table.to_pandas()


def with_pandas_and_arrow_types(table: Any) -> Any:
    return table.to_pandas(types_mapper=tool("pandas").ArrowDtype)


def with_polars(table: Any) -> Any:
    return tool("polars").from_arrow(table)


def with_duckdb(table: Any) -> Any:
    return tool("duckdb").from_arrow(table)


@pytest.mark.parametrize("convert", [with_pandas_and_arrow_types, with_polars, with_duckdb])
@pytest.mark.parametrize(
    ("cls", "fields"), [(Session, FIELDS), (Session, None), (LineItem, None)], ids=["some", "all", "items"]
)
def test_tables_come_back_through_each_package(
    convert: Callable[[Any], Any], cls: type[Model], fields: list[str] | None
) -> None:
    models = [cls.from_dict(WHOLE[cls]), cls.from_dict({name: WHOLE[cls][name] for name in ("id", "object")})]
    table = to_arrow(models, cls, fields)
    assert from_arrow(convert(table), cls) == from_arrow(table, cls)


def test_a_frame_of_python_objects_comes_back_or_is_an_error() -> None:
    models = [Session.from_dict(WHOLE[Session]), session(1)]
    table = to_arrow(models, Session, FIELDS)
    assert from_arrow(with_pandas(table), Session) == from_arrow(table, Session)
    # pyarrow has to guess the types of objects, and does not know maps.
    nested = with_pandas(to_arrow([LineItem.from_dict(WHOLE[LineItem])], LineItem))
    with pytest.raises(ValueError, match=r"with pandas, use to_pandas\(types_mapper=pandas.ArrowDtype\)"):
        from_arrow(nested, LineItem)


def test_a_filtered_frame_comes_back() -> None:
    frame = to_arrow(SHARDS[1], Session, FIELDS).to_pandas()
    sessions = from_arrow(frame[frame["amount_total"] > 500], Session)
    assert [one.id for one in sessions] == ["cs_6", "cs_7", "cs_8"]
    assert [one.created for one in sessions] == [1_750_000_006, 1_750_000_007, 1_750_000_008]
