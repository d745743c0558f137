"""Queries over the DuckDB file of a run or of a published dataset."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from sgreports.answers.named import report_called
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.files.parquet import open_duckdb
from sgreports.dataset.stored.stored import check_run
from sgreports.errors import UsageError

Record = dict[str, Any]
BLOCK = 10_000


@contextmanager
def opened(dataset: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The DuckDB file of a dataset, for reading. Raises UsageError where there is none, or an older one."""
    folder = dataset if (dataset / DUCKDB).is_file() else dataset / "data"
    check_run(folder if folder.is_dir() else dataset, DUCKDB)
    try:
        with open_duckdb(folder / DUCKDB, read_only=True) as connection:
            yield connection
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise UsageError(f"{dataset} was written by an older version of sgreports; extract it again") from error
    except duckdb.IOException as error:
        raise UsageError(f"{folder / DUCKDB} cannot be read: {error}") from error


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
    blocks = iter(lambda: found.fetchmany(BLOCK), [])
    return names, (dict(zip(names, row, strict=True)) for block in blocks for row in block)


def report_named(connection: duckdb.DuckDBPyConnection, symbol: str) -> str:
    """The report that goes by a symbol, as the dataset has it. Raises UsageError with the nearest ones."""
    return report_called(symbol, records(connection, "SELECT document, symbols FROM documents ORDER BY document"))
