"""Queries over the DuckDB file of a run or of a published dataset."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from sgreports.answers.named import find_report
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.files.parquet import Record, records
from sgreports.dataset.files.parquet import open_duckdb as connected
from sgreports.dataset.stored.stored import check_run
from sgreports.errors import UsageError


@contextmanager
def opened(dataset: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The DuckDB file of a dataset, for reading. Raises UsageError where there is none, or an older one."""
    try:
        with open_duckdb(dataset) as connection:
            yield connection
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise UsageError(f"{dataset} was written by an older version of sgreports; extract it again") from error


def open_duckdb(dataset: str | os.PathLike[str]) -> duckdb.DuckDBPyConnection:
    """A connection to the DuckDB file of a run, a merged or a published dataset, for reading, wherever you are.

    Raises UsageError where `dataset` holds none.

    >>> with sgreports.open_duckdb("dataset/") as connection:
    ...     total = "SELECT sum(amount) FROM selected(of_event := 'killed') WHERE left_out IS NULL"
    ...     connection.execute(total).fetchone()
    (594.0,)
    """
    place = Path(dataset)
    folder = place if (place / DUCKDB).is_file() else place / "data"
    check_run(folder if folder.is_dir() else place, DUCKDB)
    try:
        return connected(folder / DUCKDB, read_only=True)
    except duckdb.IOException as error:
        raise UsageError(f"{folder / DUCKDB} cannot be read: {error}") from error


def ask(dataset: Path, query: str) -> tuple[list[Record], list[str], str]:
    """The rows of a query, the names of its columns, and these as DuckDB draws a table.

    Raises UsageError with what is wrong in the query.
    """
    with open_duckdb(dataset) as connection:
        try:
            found = connection.sql(query)
            return ([], [], "") if found is None else (_rows(found), list(dict.fromkeys(found.columns)), str(found))
        except duckdb.Error as error:
            unknown = isinstance(error, duckdb.BinderException | duckdb.CatalogException)
            advice = "\n`sgreports schema --table NAME` lists the columns of a table or view" if unknown else ""
            raise UsageError(f"the query has no answer: {error}{advice}") from error


def _rows(found: duckdb.DuckDBPyRelation) -> list[Record]:
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def find_report_in(connection: duckdb.DuckDBPyConnection, symbol: str) -> str:
    """The report that goes by a symbol, as the dataset has it. Raises UsageError with the nearest ones."""
    return find_report(symbol, records(connection, "SELECT document, symbols FROM documents ORDER BY document"))
