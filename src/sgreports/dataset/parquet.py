"""Parquet tables, typed from the row models; the DuckDB file is made from them."""

import io
from pathlib import Path
from typing import Any, get_args

import duckdb
import pyarrow as pa
import pyarrow.json as pj
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


def arrow_table(row: type[Row], lines: bytes) -> pa.Table:
    """The rows of some JSON lines as one Arrow table.

    Arrow's own reader is ten times as fast as its way from Python's objects, which also imports pandas (a second).
    """
    schema = arrow_schema(row)
    told = pa.schema([pa.field(f.name, pa.string() if pa.types.is_date(f.type) else f.type) for f in schema])
    parsing = pj.ParseOptions(explicit_schema=told, unexpected_field_behavior="error")
    reading = pj.ReadOptions(use_threads=False, block_size=len(lines) + 1)
    return pj.read_json(io.BytesIO(lines), reading, parsing).cast(schema)


def arrow_bytes(table: pa.Table) -> bytes:
    """A table as an Arrow IPC stream."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_table(table)
    return sink.getvalue()


def arrow_of(data: bytes) -> pa.Table:
    """The table in an Arrow IPC stream."""
    with pa.ipc.open_stream(data) as stream:
        return stream.read_all()


class ParquetTable:
    """Writes a Parquet file from tables that come one by one: as many as make a row group are held, no more."""

    ROW_GROUP = 100_000

    def __init__(self, path: Path, row: type[Row]) -> None:
        self._schema = arrow_schema(row)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._held: list[pa.Table] = []

    def add(self, data: bytes) -> None:
        """Takes the table in an Arrow IPC stream."""
        self._held.append(arrow_of(data))
        if sum(map(len, self._held)) >= self.ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Writes what is held, and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._held:
            self._writer.write_table(pa.concat_tables(self._held).combine_chunks())
            self._held = []


def write_duckdb(path: Path, tables: dict[str, Path]) -> None:
    """One DuckDB file with the tables of Parquet files. Its header differs from run to run; its contents do not."""
    with duckdb.connect(str(path)) as connection:
        for name, parquet in tables.items():
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM read_parquet(?)', [str(parquet)])


def read_parquet(path: Path) -> list[dict[str, Any]]:
    """The rows of a table."""
    return pq.read_table(path).to_pylist()  # type: ignore[no-any-return]
