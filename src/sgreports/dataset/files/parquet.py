"""Parquet tables, typed from the row models; the DuckDB file is made from them."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

import duckdb
import pyarrow as pa
import pyarrow.json as pj
import pyarrow.parquet as pq

from sgreports.dataset.files.columns import Kind, columns, kind, without_null
from sgreports.dataset.views import views_sql
from sgreports.model.records import ROWS, Row

PLAIN: dict[Kind, Any] = {
    "string": pa.string(),
    "boolean": pa.bool_(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
}
Record = dict[str, Any]
ROWS_HELD = 10_000
BLOCK = 32 * 2**20
"""Bytes of JSON that make a row group: some 80,000 mentions."""


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


def write_parquet(path: Path, row: type[Row], lines: Path) -> None:
    """Writes the table of a JSON Lines file, a row group a block: no more of it is held at once.

    Arrow's own reader is ten times as fast as its way from Python's objects, which also imports pandas (a second).
    """
    schema = arrow_schema(row)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        if lines.stat().st_size:
            reading = pj.ReadOptions(use_threads=False, block_size=max(BLOCK, _longest_line(lines)))
            for batch in pj.open_json(lines, reading, _parsing(schema)):
                writer.write_table(pa.Table.from_batches([batch]).cast(schema))


def table_of(lines: bytes, row: type[Row]) -> pa.Table:
    """The table of JSON lines."""
    schema = arrow_schema(row)
    if not lines:
        return schema.empty_table()
    reading = pj.ReadOptions(use_threads=False, block_size=len(lines) + 1)
    return pj.read_json(io.BytesIO(lines), reading, _parsing(schema)).cast(schema)


def _parsing(schema: pa.Schema) -> pj.ParseOptions:
    """How lines of a table are read, dates as texts at first."""
    as_text = pa.schema([pa.field(f.name, pa.string() if pa.types.is_date(f.type) else f.type) for f in schema])
    return pj.ParseOptions(explicit_schema=as_text, unexpected_field_behavior="error")


def _longest_line(path: Path) -> int:
    """Bytes of the longest line, which a block must hold."""
    with path.open("rb") as lines:
        return max(map(len, lines)) + 1


def write_duckdb(path: Path, tables: dict[str, Path]) -> None:
    """One DuckDB file with the tables of Parquet files, and the views on them.

    Its header differs from run to run; its contents do not. Raises OSError as `writing_duckdb`.
    """
    with writing_duckdb(path, tables) as connection:
        connection.execute(views_sql())


@contextmanager
def writing_duckdb(path: Path, tables: Mapping[str, Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB file that gets the tables of Parquet files. Raises OSError where the disk will not take it."""
    try:
        with open_duckdb(path) as connection:
            for name, parquet in tables.items():
                connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM read_parquet(?)', [str(parquet)])
            yield connection
            connection.execute("CHECKPOINT")  # closing does it too, but says nothing where the disk is full
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as error:
        raise OSError(str(error)) from error


def holds(path: Path, tables: Mapping[str, Path]) -> bool:
    """Whether a DuckDB file holds the rows of Parquet files, and no other table."""
    try:
        with open_duckdb(path, read_only=True) as connection:
            found = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
            return {name for (name,) in found} == set(tables) and all(
                _same(connection, f'"{name}"', f"read_parquet('{quoted(file)}')") for name, file in tables.items()
            )
    except duckdb.Error:
        return False


def _same(connection: duckdb.DuckDBPyConnection, one: str, other: str) -> bool:
    """Whether two tables have the same rows."""
    lost = f"(FROM {one} EXCEPT ALL FROM {other}) UNION ALL (FROM {other} EXCEPT ALL FROM {one})"
    return connection.execute(f"SELECT 1 FROM ({lost}) LIMIT 1").fetchone() is None


def quoted(path: Path) -> str:
    """A path within the quotation marks of a statement."""
    return str(path.resolve()).replace("'", "''")


def empty_duckdb() -> duckdb.DuckDBPyConnection:
    """A database in memory with the tables and views of a dataset, and no row."""
    connection = duckdb.connect()
    for row in ROWS:
        connection.register("no_rows", arrow_schema(row).empty_table())
        connection.execute(f'CREATE TABLE "{row.resource}" AS FROM no_rows')
    connection.execute(views_sql())
    return connection


def open_duckdb(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a DuckDB file that prints no progress bar; its views find files beside it."""
    connection = duckdb.connect(str(path), read_only=read_only)
    find_beside(connection, path.parent)
    return connection


def find_beside(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Makes a connection find the files of a folder, and print no progress bar."""
    # A notebook without ipywidgets shows none, and DuckDB lets nobody set there what it cannot show.
    connection.execute("SELECT current_setting('enable_progress_bar')")
    if connection.fetchone() == (True,):
        connection.execute("SET enable_progress_bar = false")
    connection.execute("SET file_search_path = ?", [str(folder.resolve())])


def records(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Mapping[str, Any] | None = None
) -> list[Record]:
    """The rows of a query by column name."""
    found = connection.execute(query, dict(parameters or {}))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def each(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[list[str], Iterator[Record]]:
    """The columns of a query and its rows, of which only some are held at once."""
    found = connection.execute(query)
    names = [column[0] for column in found.description or ()]
    blocks = iter(lambda: found.fetchmany(ROWS_HELD), [])
    return names, (dict(zip(names, row, strict=True)) for block in blocks for row in block)


def read_parquet(path: Path, document: str | None = None) -> list[dict[str, Any]]:
    """The rows of a table, or those of one document. The path is that of a file, or of a folder of files by year."""
    chosen = None if document is None else [("document", "=", document)]
    return pq.read_table(path, partitioning=None, filters=chosen).to_pylist()  # type: ignore[no-any-return]
