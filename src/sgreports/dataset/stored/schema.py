"""Whether this program reads a dataset: by the version of its schema, and the columns that its tables have."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sgreports.dataset.files.columns import columns
from sgreports.dataset.files.folder import RUN
from sgreports.errors import UsageError
from sgreports.model.records import OLDEST_READ, SCHEMA_VERSION, Row

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
