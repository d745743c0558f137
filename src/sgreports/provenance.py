"""What run.json says: what made the run, what became of each input, and the run in numbers."""

import hashlib
import platform
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import get_args

from sgreports import __version__
from sgreports.dataset.rows import Tables
from sgreports.model.facts import LABELS, RELATION_TYPES
from sgreports.model.records import SCHEMA_VERSION
from sgreports.model.run import InputRecord, Outcome, RunSummary, Totals, Versions
from sgreports.settings import Settings


def versions(settings: Settings) -> Versions:
    """The versions of all that bears on what is written; spaCy and the model are looked up, not loaded."""
    return Versions(
        program=__version__, dataset_schema=SCHEMA_VERSION, model=f"{settings.model} {installed(settings.model)}",
        lexicons=lexicon_version(), python=platform.python_version(), spacy=installed("spacy"),
    )  # fmt: skip


def installed(package: str) -> str:
    """The version of an installed package, `not installed` without one."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


@lru_cache(maxsize=1)
def lexicon_version() -> str:
    """A hash over the names and contents of the knowledge files, as this process found them."""
    total = hashlib.sha256()
    for name, data in sorted(_data_files(files("sgreports.knowledge") / "data")):
        total.update(f"{name}\0{len(data)}\0".encode() + data)
    return total.hexdigest()[:16]


def _data_files(folder: Traversable, at: str = "") -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f"{at}/{entry.name}"
        if entry.is_dir() and not entry.name.startswith(("_", ".")):
            yield from _data_files(entry, name)
        elif entry.name.endswith((".csv", ".toml", ".txt")):
            yield name, entry.read_bytes()


def summary_of(
    tables: Tables, inputs: Sequence[InputRecord], settings: Settings, out: Path, start: datetime
) -> RunSummary:
    """The content of run.json. The end is now."""
    end = datetime.now(UTC)
    return RunSummary(
        versions=versions(settings), settings=settings.model_dump(mode="json"), start=start, end=end,
        machine=f"{platform.system()} {platform.machine()}, {platform.python_implementation()}",
        inputs=tuple(inputs), totals=totals(tables, inputs, (end - start).total_seconds()), out=str(out),
    )  # fmt: skip


def totals(tables: Tables, inputs: Sequence[InputRecord], seconds: float) -> Totals:
    """The run in numbers; every label and relation type is counted, also those with none."""

    def by(table: str, column: str, names: Iterable[str] = ()) -> dict[str, int]:
        return dict.fromkeys(names, 0) | dict(sorted(Counter(getattr(r, column) for r in tables[table]).items()))

    return Totals(
        inputs=len(inputs), outcomes=dict.fromkeys(get_args(Outcome), 0) | Counter(i.outcome for i in inputs),
        documents=len(tables["documents"]), paragraphs=len(tables["paragraphs"]),
        mentions=by("mentions", "label", LABELS), relations=by("relations", "type", RELATION_TYPES),
        issues=by("issues", "code"), seconds=round(seconds, 3),
    )  # fmt: skip
