"""CSV tables: UTF-8, `\\n` line ends, null empty, lists and objects JSON, no cell a spreadsheet runs."""

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sgreports.dataset.files.columns import Column, columns
from sgreports.model.records import Row

RUNS = re.compile(r"'*[=+\-@\t]")
"""A cell that a spreadsheet would run, or one that would look as if it had been led by our apostrophe."""

_JSON = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes an encoder for each cell


def csv_header(row: type[Row]) -> str:
    """The first line of a table."""
    return _lines([[column.name for column in columns(row)]])


def csv_lines(rows: Iterable[str]) -> str:
    """The lines of rows, without a header, from the rows' JSON."""
    return _lines([cell(v) for v in json.loads(row).values()] for row in rows)


def _lines(cells: Iterable[list[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(cells)
    return file.getvalue()


def csv_rows(file: Iterable[bytes]) -> Iterator[bytes]:
    """The rows of a table's file as they stand there: a line that ends between quotation marks goes on in the next."""
    row = b""
    for line in file:
        row += line
        if row.count(b'"') % 2 == 0:
            yield row
            row = b""


def read_csv(path: Path, row: type[Row]) -> Iterator[dict[str, Any]]:
    """The rows of a table, with the values that were written."""
    kinds = {column.name: column for column in columns(row)}
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yield {name: value(kinds[name], text) for name, text in line.items() if name in kinds}


def cell(content: Any) -> str:
    """A value as the text of a cell."""
    if content is None:
        return ""
    if isinstance(content, str):
        return f"'{content}" if RUNS.match(content) else content
    if isinstance(content, bool):
        return "true" if content else "false"
    return _JSON(content) if isinstance(content, (list, dict)) else repr(content)


def value(column: Column, text: str) -> Any:
    """The value of a cell: the inverse of `cell`."""
    if text == "":
        return None if column.nullable else ""
    match column.kind:
        case "string":
            return text[1:] if text[0] == "'" and RUNS.match(text) else text
        case "integer":
            return int(text)
        case "number":
            return float(text)
        case "date":
            return datetime.date.fromisoformat(text)
        case _:
            return json.loads(text)  # `true` and `false` too
