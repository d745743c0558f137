"""Queries over the DuckDB file of a run or of a published dataset."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from sgreports.answers.named import find_report
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.files.parquet import open_duckdb, records
from sgreports.dataset.stored.stored import check_run
from sgreports.errors import UsageError


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


def find_report_in(connection: duckdb.DuckDBPyConnection, symbol: str) -> str:
    """The report that goes by a symbol, as the dataset has it. Raises UsageError with the nearest ones."""
    return find_report(symbol, records(connection, "SELECT document, symbols FROM documents ORDER BY document"))
