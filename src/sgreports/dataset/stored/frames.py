"""The tables of a run as pandas frames with proper types."""

import os
from pathlib import Path
from typing import Any

import pandas as pd

from sgreports.dataset.files.columns import Column, Kind, columns
from sgreports.dataset.stored.stored import Form, stored
from sgreports.model.records import TABLES

TYPES: dict[Kind, str] = {
    "string": "string",
    "boolean": "boolean",
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[s]",
}


def read(folder: str | os.PathLike[str], form: Form = "parquet") -> dict[str, pd.DataFrame]:
    """The tables of the run in `folder`, by name, all of one run though another replaces it meanwhile.

    Dates are `datetime64[s]`, whole numbers `Int64`, truth values `boolean`, numbers `Float64`, texts `string`;
    lists and objects are Python's.
    `form` says which files are read; the frames are the same. Raises UsageError if `folder` holds no run.

    >>> tables = sgreports.read("dataset/")
    >>> tables["counts"].unit_class.unique().tolist()
    ['people', 'women', 'children']
    """
    while True:
        inode = _inode(Path(folder))
        frames = {name: frame(stored(Path(folder), name, form), name) for name in TABLES}
        if inode == _inode(Path(folder)):
            return frames


def frame(rows: list[dict[str, Any]], table: str) -> pd.DataFrame:
    """Rows as a frame with the columns of the table, also where there are no rows."""
    return pd.DataFrame({c.name: series([row[c.name] for row in rows], c) for c in columns(TABLES[table])})


def series(values: list[Any], column: Column) -> "pd.Series[Any]":
    """The values of one column."""
    return pd.Series(values, dtype=TYPES.get(column.kind, "object"))


def _inode(folder: Path) -> int:
    return folder.stat().st_ino if folder.exists() else 0
