"""What datasette says of a SQLite file: the meaning of each table and column, and by what to begin to look."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sgreports.dataset.files.atomic import replace_text
from sgreports.dataset.files.package import LICENSE, SOURCE
from sgreports.dataset.sqlite import Table
from sgreports.errors import UsageError
from sgreports.ownership import marked

ABOUT = "sgreports"
PROOF = marked("description of a SQLite file", rf'\A\{{\s*"about": "{ABOUT}"'.encode())
FACETS = {
    "documents": ["kind", "series", "mission"],
    "entities": ["label", "kind"],
    "facts": ["event", "unit_class", "measure", "event_year", "country_name", "not_added"],
    "statements": ["relation_type", "subject_label", "object_label", "country_name"],
    "citations": ["cited_kind", "cited_organ"],
    "named": ["label", "kind"],
    "strengths": ["mission_name", "thing"],
}
LABELS = {"documents": "title", "entities": "display_name", "counts": "sentence_text", "mentions": "text"}
"""What stands for a row to which others refer."""


def write_metadata(file: Path, tables: Sequence[Table]) -> Path:
    """Writes datasette's metadata beside the SQLite file. Raises UsageError as `write_sqlite` does."""
    out = metadata_file(file)
    try:
        replace_text(out, json.dumps(metadata(file.stem, tables), ensure_ascii=False, indent=2) + "\n", PROOF)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error}; {file} is written") from error
    return out


def metadata_file(file: Path) -> Path:
    """Where the metadata of a SQLite file are."""
    return file.with_name(f"{file.stem}.metadata.json")


def metadata(name: str, tables: Sequence[Table]) -> dict[str, Any]:
    """The metadata of a database of that name."""
    return {
        "about": ABOUT, "title": "Reports of the United Nations Secretary-General as structured data",
        "license": LICENSE["name"], "source": SOURCE["title"], "source_url": SOURCE["path"],
        "databases": {name: {"tables": {table.name: _described(table) for table in tables}}},
    }  # fmt: skip


def _described(table: Table) -> dict[str, Any]:
    chosen = {"facets": FACETS.get(table.name), "label_column": LABELS.get(table.name)}
    said = {"description": table.meaning, "columns": table.meanings}
    return said | {name: value for name, value in chosen.items() if value}
