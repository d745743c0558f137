"""What run.json says: what made the run, what became of each input, and the run in numbers."""

import platform
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args

from sgreports import __version__
from sgreports.knowledge.components import ModelKind
from sgreports.knowledge.data_files import changed_lists, data_folder, files_hash, package_files
from sgreports.knowledge.encoder_model import ENCODER, encoder_folder, encoder_version
from sgreports.knowledge.linear_model import COUNT_MODELS, EVENT_MODELS, joint_version, within
from sgreports.knowledge.names.added import added_names
from sgreports.knowledge.relation_model import RELATIONS
from sgreports.model.facts import LABELS, RELATION_TYPES
from sgreports.model.records import SCHEMA_VERSION
from sgreports.model.run import Entry, Outcome, RunSummary, Totals, Versions
from sgreports.reading.ocr.tesseract import engine_version
from sgreports.settings import Settings

LIBRARIES = (
    "blis", "duckdb", "lxml", "numpy", "pandas", "pdfminer.six", "pdfplumber", "pillow", "pyarrow", "pydantic",
    "pydantic-core", "pypdfium2", "python-docx", "thinc",
)  # fmt: skip
"""What reads, finds and writes beside spaCy, which has a version of its own: another release may read otherwise."""

NO_SOURCES = ("cli", "answers", "explaining", "data", "models")
"""Folders of the package that no row depends on, or that have a version of their own."""


def versions(settings: Settings) -> Versions:
    """The versions of all that bears on what is written; spaCy and the model are looked up, not loaded."""
    return Versions(
        program=__version__, dataset_schema=SCHEMA_VERSION, model=f"{settings.model} {installed(settings.model)}",
        model_files=model_files(settings.model),
        relation_model=RELATIONS.version(settings.relation_model),
        event_model=joint_version(settings.event_model, EVENT_MODELS),
        count_model=joint_version(settings.count_model, COUNT_MODELS),
        encoder=encoder_version(settings.accuracy), refit=", ".join(refits(settings)), lexicons=lexicon_version(),
        names=added_names(settings.names).version,
        recognizer=recognizer(settings),
        python=platform.python_version(), spacy=installed("spacy"), sources=source_version(),
        libraries=", ".join(f"{name} {installed(name)}" for name in LIBRARIES),
    )  # fmt: skip


def refits(settings: Settings) -> list[str]:
    """The commands that fit those models again whose features read word lists that are others now."""
    models: list[tuple[str, ModelKind[Any], Path | None]] = [
        *(("events", kind, kind.path(within(settings.event_model, kind))) for kind in EVENT_MODELS),
        ("relations", RELATIONS, RELATIONS.path(settings.relation_model)),
        ("encoder", ENCODER, encoder_folder(settings.accuracy)),
        *(("counts", kind, kind.path(within(settings.count_model, kind))) for kind in COUNT_MODELS),
    ]
    fitted = [(name, kind.meta(folder).lists) for name, kind, folder in models if folder is not None]
    names = dict.fromkeys(name for name, lists in fitted if lists and changed_lists(lists))
    return [f"sgreports train {name}" for name in names]


def recognizer(settings: Settings) -> str:
    """The program that recognizes characters: a scan is refused without one, and read when it was installed."""
    return "" if settings.ocr == "never" else engine_version() or "not installed"


def installed(package: str) -> str:
    """The version of an installed package, `not installed` without one."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def model_files(model: str) -> str:
    """A hash over the files of a spaCy model, an installed package or a folder; empty where it is not there."""
    try:
        found = find_spec(model)
    except (ImportError, ValueError):
        found = None
    folder = Path(found.origin).parent if found and found.origin else Path(model)
    if not (folder / "meta.json").is_file():
        return ""
    stats = ((file, file.stat()) for file in sorted(folder.rglob("*")) if file.is_file())
    changed = tuple((str(file), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for file, stat in stats)
    return _bytes_hash(folder, changed)


@lru_cache(maxsize=4)
def _bytes_hash(folder: Path, changed: tuple[tuple[str, int, int, int], ...]) -> str:  # noqa: ARG001 - of the cache
    return files_hash(package_files(folder))


@lru_cache(maxsize=1)
def lexicon_version() -> str:
    """A hash over the names and contents of the knowledge files, as this process found them."""
    named = package_files(data_folder())
    return files_hash((name, data) for name, data in named if name.endswith((".csv", ".toml", ".txt")))


@lru_cache(maxsize=1)
def source_version() -> str:
    """A hash over the program's files as they lie on the disk: what a developer changed counts at once."""
    return files_hash(package_files(files("sgreports"), skip=NO_SOURCES))


_PRIVATE = {"fetch_contact"}


def summary_of(entries: Sequence[Entry], settings: Settings, made_by: str, out: Path, start: datetime) -> RunSummary:
    """The content of run.json. The end is now."""
    end = datetime.now(UTC)
    return RunSummary(
        versions=versions(settings), settings=settings.model_dump(mode="json", exclude=_PRIVATE), start=start, end=end,
        machine=f"{platform.system()} {platform.machine()}, {platform.python_implementation()}",
        inputs=tuple(e.record for e in entries), totals=totals(entries, (end - start).total_seconds()), out=str(out),
        made_by=made_by,
    )  # fmt: skip


def totals(entries: Sequence[Entry], seconds: float) -> Totals:
    """The run in numbers; every label and relation type is counted, also those with none."""
    tallies = [e.tally for e in entries if e.tally]
    outcomes = Counter(e.record.outcome for e in entries)
    return Totals(
        inputs=len(entries), outcomes={name: outcomes[name] for name in get_args(Outcome)},
        documents=len(tallies), paragraphs=sum(t.paragraphs for t in tallies),
        mentions=summed((t.mentions for t in tallies), LABELS),
        relations=summed((t.relations for t in tallies), RELATION_TYPES),
        issues=summed(t.issues for t in tallies), seconds=round(seconds, 3),
        ocr_seconds=round(sum(e.record.ocr_seconds for e in entries), 3),
    )  # fmt: skip


def summed(counts: Iterable[Mapping[str, int]], names: Iterable[str] = ()) -> dict[str, int]:
    """The sum of counts by name: first `names`, then what else there is, in the order of the alphabet."""
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict.fromkeys(names, 0) | dict(sorted(total.items()))
