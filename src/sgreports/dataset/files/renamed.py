"""A document's share of a dataset under another name: in every column that has the name, or an id made with it."""

import json
from collections.abc import Iterator

from sgreports.dataset.files.csv_table import csv_lines
from sgreports.dataset.files.share import Forms, Share
from sgreports.model.records import ROWS, Row

TABLES = {row.resource: row for row in ROWS}


def renamed(share: Share, name: str) -> Share:
    """The share of one document, with `name` for it."""
    (document,) = map(json.loads, share["documents"].jsonl.splitlines())
    old = document["document"]
    return share if old == name else {t: _table(TABLES[t], forms, old, name) for t, forms in share.items()}


def _table(row: type[Row], forms: Forms, old: str, new: str) -> Forms:
    keys = {column for key in (row.primary, *(f.columns for f in row.foreign)) for column in key}
    lines = [_line(line, keys, old, new) for line in forms.jsonl.splitlines()]
    return Forms("".join(f"{line}\n" for line in lines).encode(), csv_lines(lines).encode())


def _line(line: bytes, keys: set[str], old: str, new: str) -> str:
    cells = dict(_cells(json.loads(line), keys, old, new))
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def _cells(cells: dict[str, object], keys: set[str], old: str, new: str) -> Iterator[tuple[str, object]]:
    for column, value in cells.items():
        named = column in keys and isinstance(value, str) and value.partition("#")[0] == old
        yield column, new + str(value)[len(old) :] if named else value
