"""Rows that change, come and go in a dataset that is written already: a run's files, or a merged dataset's.

Files are written beside and take the old ones' place, so a folder may hold links to the files of another dataset.
"""

import json
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sgreports.dataset.files.csv_table import csv_lines, csv_rows
from sgreports.dataset.files.folder import DUCKDB, RUN
from sgreports.dataset.files.parquet import table_of, write_parquet, writing_duckdb
from sgreports.dataset.files.sums import files_below, sha256_of_file
from sgreports.model.records import Row

KEY = re.compile(rb'\{"\w+":("(?:[^"\\]|\\.)*")')
"""The first column of a JSON line, which is the primary key of the tables that are renewed."""


@dataclass(frozen=True, slots=True)
class TableChange:
    """What becomes of a table: rows by primary key, None for those that go, and rows that come at its end."""

    row: type[Row]
    rows: Mapping[str, Row | None]
    added: Sequence[Row] = ()

    @property
    def lines(self) -> dict[str, bytes]:
        """The rows that stay, as JSON lines by their key."""
        return {key: _line(row) for key, row in self.rows.items() if row}

    def __bool__(self) -> bool:
        return bool(self.rows or self.added)


def _line(row: Row) -> bytes:
    return f"{row.model_dump_json()}\n".encode()


def link_files(old: Path, new: Path) -> None:
    """Puts all files of a dataset into an empty folder, by links where the disk has them."""
    for path in sorted(old.rglob("*")):
        target = new / path.relative_to(old)
        if path.is_dir():
            target.mkdir()
        else:
            try:
                os.link(path, target)
            except OSError:
                shutil.copy2(path, target)


def hashes(folder: Path, before: Path, known: Mapping[str, str]) -> dict[str, str]:
    """The hashes of all files but run.json; those of files that are as before are known."""
    names = [path.relative_to(folder).as_posix() for path in files_below(folder)]
    return {
        name: known[name] if name in known and (old := before / name).exists() and old.samefile(folder / name)
        else sha256_of_file(folder / name)
        for name in names if name != RUN
    }  # fmt: skip


@contextmanager
def _in_place_of(path: Path) -> Iterator[Path]:
    new = path.with_name(f"{path.name}.new")
    yield new
    new.replace(path)


def renew_tables(folder: Path, changes: Sequence[TableChange]) -> None:
    """Renews tables of a run in all of their forms."""
    changes = [change for change in changes if change]
    for change in changes:
        stem = folder / change.row.resource
        _renew_lines(stem, change)
        with _in_place_of(stem.with_suffix(".parquet")) as new:
            write_parquet(new, change.row, stem.with_suffix(".jsonl"))
    if changes:
        _renew_duckdb(folder, [change.row for change in changes])


def _renew_lines(stem: Path, change: TableChange) -> None:
    """The JSON Lines and the CSV of a table; CSV is made anew of rows that change alone."""
    lines, path, table = change.lines, stem.with_suffix(".jsonl"), stem.with_suffix(".csv")
    with (
        _in_place_of(path) as new_jsonl, _in_place_of(table) as new_csv, path.open("rb") as old,
        table.open("rb") as cells, new_jsonl.open("wb") as jsonl, new_csv.open("wb") as csv,
    ):  # fmt: skip
        rows = csv_rows(cells)
        csv.write(next(rows))
        for before, same in zip(old, rows, strict=True):
            line = _renewed(before, change.rows, lines)
            jsonl.write(line or b"")
            csv.write(same if line is before else _csv(line) if line else b"")
        for line in map(_line, change.added):
            jsonl.write(line)
            csv.write(_csv(line))


def _csv(line: bytes) -> bytes:
    return csv_lines([line.decode()]).encode()


def _renewed(line: bytes, rows: Mapping[str, Row | None], lines: Mapping[str, bytes]) -> bytes | None:
    """The line that takes a line's place: itself, another, or none."""
    match = KEY.match(line)
    key = json.loads(match[1]) if match else ""
    return lines.get(key) if key in rows else line


def _renew_duckdb(folder: Path, tables: Sequence[type[Row]]) -> None:
    """Tables of the DuckDB file, from their Parquet files; the views on them stay. Raises OSError as `write_duckdb`."""
    with _in_place_of(folder / DUCKDB) as new:
        shutil.copyfile(folder / DUCKDB, new)
        with writing_duckdb(new, {row.resource: folder / f"{row.resource}.parquet" for row in tables}):
            pass


def renew_merged(folder: Path, changes: Sequence[TableChange], years: Mapping[str, int | None]) -> None:
    """Renews tables of a merged dataset; `years` are those of the documents of added rows."""
    for change in (change for change in changes if change):
        table, lines = folder / change.row.resource, change.lines
        added: dict[Path, list[bytes]] = defaultdict(list)
        for row in change.added:
            added[_file_of(table, years[row.model_dump()["document"]])].append(_line(row))
        for path in sorted({*table.rglob("*.parquet"), *added}):
            _renew_parquet(path, change, lines, added[path])


def _file_of(table: Path, year: int | None) -> Path:
    """The file of a table that takes rows of a year."""
    if (table / "data.parquet").exists():
        return table / "data.parquet"
    folder = table / f"year={'__HIVE_DEFAULT_PARTITION__' if year is None else year}"
    return min(folder.glob("*.parquet"), default=folder / "data_0_0.parquet")


def _renew_parquet(path: Path, change: TableChange, lines: Mapping[str, bytes], added: Sequence[bytes]) -> None:
    """The rows of one file, in their order."""
    old = pq.read_table(path, partitioning=None) if path.exists() else table_of(b"", change.row)
    keys = old[change.row.primary[0]].to_pylist()
    here = [key for key in keys if key in change.rows]
    if not here and not added:
        return
    data = b"".join([*(lines[key] for key in here if key in lines), *added])
    joined = pa.concat_tables([old, _as(old.schema, table_of(data, change.row))])
    place = {key: len(keys) + n for n, key in enumerate(key for key in here if key in lines)}
    order = [place.get(key, n) for n, key in enumerate(keys) if key not in change.rows or key in place]
    order += range(len(keys) + len(place), joined.num_rows)
    path.parent.mkdir(exist_ok=True)
    with _in_place_of(path) as new:
        pq.write_table(joined.take(order), new, compression="zstd")


def _as(schema: pa.Schema, table: pa.Table) -> pa.Table:
    """The table with the columns of a schema, null where it has none of that name."""
    nothing = pa.nulls(table.num_rows)
    columns = [table[name] if name in table.column_names else nothing for name in schema.names]
    return pa.table(columns, names=schema.names).cast(schema)
