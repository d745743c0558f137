"""Reads a run's tables back as rows of plain values, the same from each of their forms."""

import datetime
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from sgreports.dataset.files.columns import columns
from sgreports.dataset.files.csv_table import read_csv
from sgreports.dataset.files.folder import RUN
from sgreports.errors import MissingFolderError, UsageError
from sgreports.model.records import OLDEST_READ, SCHEMA_VERSION, TABLES, Row

Form = Literal["jsonl", "csv", "parquet"]


def stored(folder: Path, table: str, form: Form = "jsonl", document: str | None = None) -> list[dict[str, Any]]:
    """The rows of a table, or those of one document. A merged dataset has Parquet only, whatever the form asked for.

    Raises UsageError if `folder` holds no run.
    """
    if is_merged(folder):
        from sgreports.dataset.files.parquet import read_parquet

        check_schema(folder)
        return list(whole(read_parquet(Path(folder) / table, document), TABLES[table], folder))
    path = Path(folder) / f"{table}.{form}"
    check_run(folder, path.name)
    rows = whole(_rows(path, table, form), TABLES[table], folder)
    return [row for row in rows if row["document"] == document] if document is not None else list(rows)


def _rows(path: Path, table: str, form: Form) -> Iterable[dict[str, Any]]:
    match form:
        case "jsonl":
            return read_jsonl(path.parent, table)
        case "csv":
            return read_csv(path, TABLES[table])
        case "parquet":
            from sgreports.dataset.files.parquet import read_parquet

            return read_parquet(path)


def check_run(folder: Path, *files: str) -> None:
    """Raises UsageError if `folder` is not a run with these files, or one of a schema that is not read."""
    if not Path(folder).exists():
        raise MissingFolderError(f"{folder} holds no dataset of sgreports: there is no such folder")
    if (Path(folder) / RUN).is_file():
        check_schema(folder)
    missing = [name for name in (RUN, *files) if not (Path(folder) / name).is_file()]
    if missing and is_merged(folder):
        parts = ", ".join(run_json(folder)["parts"])
        raise UsageError(f"{folder} is a merged dataset and has no {missing[0]}; name one of its parts: {parts}")
    if missing:
        raise UsageError(f"{folder} holds no dataset of sgreports (no {missing[0]}); name the --out of a run")


def is_merged(folder: Path) -> bool:
    """Whether `sgreports merge` wrote the folder: it has a folder of Parquet files for each table."""
    return all((Path(folder) / table).is_dir() for table in TABLES) and "parts" in run_json(folder)


def read_jsonl(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    """The rows of a table in JSON Lines."""
    with (folder / f"{table}.jsonl").open(encoding="utf-8") as lines:
        yield from with_dates((json.loads(line) for line in lines if line.strip()), TABLES[table])


def with_dates(rows: Iterable[dict[str, Any]], row: type[Row]) -> Iterator[dict[str, Any]]:
    """The rows of a table, their dates as such."""
    dates = [column.name for column in columns(row) if column.kind == "date"]
    for content in rows:
        yield content | {d: datetime.date.fromisoformat(content[d]) for d in dates if content.get(d)}


def grouped(rows: Iterable[Mapping[str, Any]], column: str) -> defaultdict[str, list[Mapping[str, Any]]]:
    """Rows by the value of a column, without those that have none."""
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row[column] is not None:
            found[row[column]].append(row)
    return found


def input_file(folder: Path, document: str) -> Path | None:
    """The file that a document was read from, as the run was given it; None where run.json does not say.

    Raises UsageError if `folder` holds no run.
    """
    check_run(folder)
    inputs = run_json(folder)["inputs"]
    return next((Path(i["path"]) for i in inputs if i["document"] == document), None)


def some(names: Iterable[str]) -> str:
    """The first of some names, and how many more there are, as a message says them."""
    listed = list(names)
    return ", ".join(listed[:8]) + (f" and {len(listed) - 8} more" if len(listed) > 8 else "") or "nothing"


def plural(number: int, noun: str) -> str:
    """`1 count`, `1,204 counts`."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def settings_of(folder: Path, names: Iterable[str]) -> dict[str, Any]:
    """The settings of these names that a run was made with. Raises UsageError if `folder` holds no run."""
    check_run(folder)
    made = run_json(folder).get("settings", {})
    return {name: made[name] for name in names if name in made}


RENEW = "make it anew with `sgreports extract` (or `merge`)"


def run_json(folder: Path) -> dict[str, Any]:
    """What run.json says; empty where there is none. Raises UsageError for one that is not whole."""
    path = Path(folder) / RUN
    try:
        content = json.loads(path.read_bytes()) if path.is_file() else {}
    except ValueError as error:
        raise UsageError(f"{path} is not JSON: {error}; extract the run again") from error
    return content if isinstance(content, dict) else {}


def check_schema(folder: Path) -> None:
    """Raises UsageError where run.json says a version that this program does not read, or none."""
    versions = run_json(folder).get("versions")
    said = str(versions.get("dataset_schema", "")) if isinstance(versions, dict) else ""
    found, ours = _numbers(said), _numbers(SCHEMA_VERSION)
    if not found:
        raise UsageError(f"{Path(folder) / RUN} does not say the schema of its tables; {RENEW}")
    if found < _numbers(OLDEST_READ):
        raise UsageError(f"{folder} has tables of schema {said}, and those from {OLDEST_READ} on are read; {RENEW}")
    if found[0] > ours[0]:
        raise UsageError(f"{folder} has tables of schema {said}, which a newer sgreports wrote; install that one")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split("."))) if re.fullmatch(r"\d+\.\d+\.\d+", version) else ()


def whole(rows: Iterable[dict[str, Any]], row: type[Row], folder: Path) -> Iterator[dict[str, Any]]:
    """The rows, with null for the columns that they lack. Raises UsageError where a column cannot be null."""
    wanted = {column.name: None for column in columns(row)}
    for content in rows:
        if not wanted.keys() <= content.keys():
            check_columns(content, row, folder, [c.name for c in columns(row) if c.nullable])
            yield {**wanted, **content}
        else:
            yield content


def check_columns(
    names: Collection[str] | Mapping[str, Any], row: type[Row], folder: Path, spared: Collection[str] = ()
) -> None:
    """Raises UsageError where a column of the table is missing, but for those that are `spared`."""
    missing = [column.name for column in columns(row) if column.name not in names and column.name not in spared]
    if missing:
        raise UsageError(f"{folder}: the table {row.resource} has no column {missing[0]!r}; {RENEW}")
