"""The steps in their order: read a report, find what it says, make rows, write the tables. Only this sees all."""

import logging
import time
import traceback
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from os import PathLike
from pathlib import Path

from sgreports.dataset.entities import entity_rows
from sgreports.dataset.folder import check_out, write_run
from sgreports.dataset.rows import Tables, check_writable, rows_of
from sgreports.errors import DamagedError, RefusedError, UsageError
from sgreports.finding import find
from sgreports.finding.explain_mentions import Explained, explain_paragraph
from sgreports.inputs import check_file, expand, gold_source, sha256_of, within, writable
from sgreports.knowledge.known import entity_record
from sgreports.model.facts import Extraction
from sgreports.model.records import ROWS, MentionRow
from sgreports.model.run import InputRecord, Outcome, RunSummary
from sgreports.provenance import summary_of
from sgreports.reading import read_report
from sgreports.settings import Settings

logger = logging.getLogger(__name__)
Progress = Callable[[int, int, Path | None], None]
"""Told before each file: how many are done, how many there are, which is next; at the end the next is None."""


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of one file, with its rows where it was read; `symbols` are all that it goes by."""

    record: InputRecord
    rows: Tables | None = None
    symbols: frozenset[str] = frozenset()


def extract(path: str | PathLike[str], settings: Settings | None = None) -> Extraction:
    """Everything found in one report. Raises RefusedError (not for us) or DamagedError (cannot be read)."""
    settings = settings or Settings()
    with within(settings.max_seconds):
        return find(read_report(Path(path), settings), settings)


def explained(path: Path, paragraph: str, settings: Settings) -> Explained:
    """Why the mentions and relations of a paragraph of a report are there. Raises UsageError if it has none such."""
    report = read_report(path, settings)
    try:
        return explain_paragraph(report, paragraph, settings)
    except KeyError as error:
        raise UsageError(f"{report.document} has no paragraph {paragraph}") from error


@lru_cache(maxsize=64)
def texts_of(document: str, settings: Settings) -> dict[str, str]:
    """The texts of a report's paragraphs by key, read from the folder of the setting `reports`."""
    report = read_report(gold_sources({document}, settings.reports)[0], settings)
    return {p.key: p.text for p in report.paragraphs}


def gold_sources(documents: Collection[str], folder: Path) -> list[Path]:
    """The files of documents, by their stems (`S_2025_389.pdf`). Raises UsageError where one is not there."""
    return [gold_source(document, folder) for document in sorted(documents)]


def run(inputs: Iterable[Path], out: Path, settings: Settings, progress: Progress = lambda *_: None) -> RunSummary:
    """Extracts files and folders into a dataset at `out`, replaced as a whole. Raises UsageError on wrong inputs."""
    start, files = datetime.now(UTC), expand(inputs)
    check_out(out)
    return finish(process_all(files, settings, progress), out, settings, start)


def process_all(files: Sequence[Path], settings: Settings, progress: Progress = lambda *_: None) -> list[Processed]:
    """What becomes of each file; one that fails does not touch its neighbours."""
    done = []
    for number, file in enumerate(files):
        progress(number, len(files), file)
        done.append(process(file, settings))
    progress(len(files), len(files), None)
    return done


def finish(done: Iterable[Processed], out: Path, settings: Settings, start: datetime) -> RunSummary:
    """Writes the tables of all that was processed, in its order."""
    kept = first_of_each(done)
    rows = [p.rows for p in kept if p.rows]
    tables = {row.resource: [r for its in rows for r in its.get(row.resource, ())] for row in ROWS}
    tables["entities"] = list(entity_rows((m for m in tables["mentions"] if isinstance(m, MentionRow)), entity_record))
    summary = summary_of(tables, [p.record for p in kept], settings, out, start)
    write_run(out, tables, summary)
    return summary


def process(file: Path, settings: Settings) -> Processed:
    """One file to its rows, or the reason why there are none."""
    began = time.monotonic()

    def record(outcome: Outcome, reason: str | None = None, **more: str | None) -> InputRecord:
        seconds = round(time.monotonic() - began, 3)
        said = {name: value and writable(value) for name, value in more.items()}
        return InputRecord(
            path=writable(str(file)), sha256=sha256_of(file), outcome=outcome, reason=reason and writable(reason),
            seconds=seconds, **said,
        )  # fmt: skip

    try:
        check_file(file)
        extraction = extract(file, settings)
        rows = rows_of(extraction)
        check_writable(rows)
    except UsageError:
        raise
    except RefusedError as error:
        return Processed(record("refused", error.reason))
    except DamagedError as error:
        return Processed(record("failed", error.reason))
    except Exception as error:
        logger.exception("%s failed", file)
        reason = f"unexpected {type(error).__name__}: {error}; please report it with the traceback in run.json"
        return Processed(record("failed", reason, traceback=traceback.format_exc()))
    report = extraction.report
    names = frozenset({report.document, *report.masthead.symbols})
    return Processed(record(report.status, document=report.document), rows, names)


def first_of_each(done: Iterable[Processed]) -> list[Processed]:
    """The same files, of those that go by one symbol only the first with its rows, the others refused."""
    first: dict[str, str] = {}
    kept = []
    for p in done:
        taken = sorted(p.symbols & first.keys())
        if taken:
            reason = f"{taken[0]} was read from {first[taken[0]]}; give one file of a document"
            record = p.record.model_copy(update={"outcome": "refused", "document": None, "reason": reason})
            kept.append(replace(p, record=record, rows=None))
        else:
            first |= dict.fromkeys(p.symbols, p.record.path)
            kept.append(p)
    return kept
