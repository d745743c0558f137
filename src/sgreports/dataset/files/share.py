"""A report's share of a dataset: its rows in bytes, made where it was read, put together later, perhaps renamed."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from sgreports.dataset.files.csv_table import csv_lines
from sgreports.dataset.rows.document_rows import Tables
from sgreports.dataset.rows.run_context import Repeats, with_changes, with_repeats, with_times
from sgreports.model.facts import TimeSource
from sgreports.model.records import ROWS, TABLES, CountRow, DocumentRow, Row

WHEN = (1980, 1, 1, 0, 0, 0)
"""The time of every member of an archive, the first that the format can say: the same rows are the same bytes."""

NOTHING: Mapping[str, TimeSource] = MappingProxyType({})
NO_REPEATS: Repeats = MappingProxyType({})


class Forms(NamedTuple):
    """The rows of one table: JSON lines, and CSV lines without a header. Parquet is made of the JSON lines of all."""

    jsonl: bytes
    csv: bytes


Share = Mapping[str, Forms]
"""Rows by the name of their table; a table without rows is not there."""


def share_of(tables: Tables) -> Share:
    """The rows in bytes. Raises UnicodeEncodeError for a text that no file can hold."""
    return dict(_forms(tables))


def _forms(tables: Tables) -> Iterator[tuple[str, Forms]]:
    for row in ROWS:
        rows = tables.get(row.resource, ())
        if rows:
            lines = [r.model_dump_json() for r in rows]
            jsonl = "".join(f"{line}\n" for line in lines).encode()
            yield row.resource, Forms(jsonl, csv_lines(lines).encode())


def changed(
    share: Share, columns: Mapping[str, Any], awaited: Mapping[str, TimeSource] = NOTHING, repeats: Repeats = NO_REPEATS
) -> Share:
    """The share with those columns of its document's row, as the last step over a run fills them; with a period, the
    counts that await one (by id, with the source of their time) have it too, and with `repeats` those that other
    reports say as well name these."""
    renewed: dict[str, Sequence[Row]] = {}
    if columns:
        rows = [DocumentRow.model_validate_json(line) for line in share["documents"].jsonl.splitlines()]
        renewed["documents"] = [with_changes(row, columns) for row in rows]
    waiting = awaited if "period_start" in columns else NOTHING
    if waiting or repeats:
        counts = (CountRow.model_validate_json(line) for line in share["counts"].jsonl.splitlines())
        renewed["counts"] = list(with_repeats(with_times(counts, waiting, columns), repeats))
    return {**share, **share_of(renewed)} if renewed else share


def packed(share: Share) -> bytes:
    """A zip archive of the share: `mentions.jsonl`, `mentions.csv`, …"""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, forms in share.items():
            for form, data in forms._asdict().items():
                member = zipfile.ZipInfo(f"{name}.{form}", WHEN)
                member.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(member, data, compresslevel=3)
    return file.getvalue()


def unpacked(data: bytes) -> Share:
    """The share in an archive that `packed` made."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {name.rpartition(".")[0]: None for name in archive.namelist()}
        return {name: Forms(*(archive.read(f"{name}.{form}") for form in Forms._fields)) for name in names}


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
