"""Parquet tables, typed from the row models; the same Arrow tables feed the DuckDB file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from sgreports.dataset.columns import Kind, columns, kind, without_null
from sgreports.model.records import Row

PLAIN: dict[Kind, Any] = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}


def arrow_type(annotation: Any) -> pa.DataType:
    """The Arrow type of a column's annotation; a box is a list of numbers."""
    what, _ = without_null(annotation)
    if kind(what) == "array":
        inner = get_args(what)
        return pa.list_(arrow_type(inner[0]) if inner[1:] in ((...,), ()) else pa.float64())
    if kind(what) == "object":
        return pa.struct([pa.field(n, arrow_type(f.annotation)) for n, f in what.model_fields.items()])
    return PLAIN[kind(what)]


def arrow_schema(row: type[Row]) -> pa.Schema:
    """The Arrow schema of a table."""
    return pa.schema([pa.field(c.name, arrow_type(c.annotation), c.nullable) for c in columns(row)])


def arrow_table(row: type[Row], rows: Sequence[Row]) -> pa.Table:
    """The rows as one Arrow table."""
    return pa.Table.from_pylist([r.model_dump() for r in rows], schema=arrow_schema(row))


def write_duckdb(path: Path, tables: dict[str, pa.Table]) -> None:
    """One DuckDB file with every table. Its header differs from run to run; its contents do not."""
    with duckdb.connect(str(path)) as connection:
        for name, table in tables.items():
            connection.register("rows_of_table", table)
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM rows_of_table')
            connection.unregister("rows_of_table")


def write_parquet(path: Path, table: pa.Table) -> None:
    """Writes a table."""
    pq.write_table(table, path, compression="zstd")


def read_parquet(path: Path) -> list[dict[str, Any]]:
    """The rows of a table."""
    return pq.read_table(path).to_pylist()  # type: ignore[no-any-return]
