"""A run over many files: plan, read in workers, keep results in the cache, write the dataset as a whole.

A document is written once: files without a symbol are told apart by folder, of two with one symbol the longer is kept.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.batches import memory
from sgreports.batches.entry import Processed, measured, not_read
from sgreports.batches.plan import Plan, planned
from sgreports.batches.progress import Progress, Step, silent
from sgreports.batches.workers import Job, Pool
from sgreports.cache import Cache
from sgreports.dataset.files.atomic import beside
from sgreports.dataset.files.folder import check_out, holds_documents, renew_run, write_run
from sgreports.dataset.rows.entities import entity_rows, tally_of
from sgreports.dataset.rows.run_context import also_in, changes, context_of, facts_told
from sgreports.decisions.files import NO_DECISIONS, Decisions
from sgreports.decisions.finishing import finishing
from sgreports.errors import UsageError
from sgreports.inputs import check_file, expand, writable
from sgreports.knowledge.names.added import adding
from sgreports.model.run import Entry, InputRecord, RunSummary
from sgreports.pipeline import extract_rows
from sgreports.provenance import summary_of
from sgreports.settings import Settings
from sgreports.time_limit import listening

if TYPE_CHECKING:
    from sgreports.dataset.files.share import Share


def run(  # noqa: PLR0917
    inputs: Iterable[Path], out: Path, settings: Settings, progress: Progress = silent, force: bool = False,
    decisions: Decisions = NO_DECISIONS,
) -> RunSummary:  # fmt: skip
    """Extracts files and folders into a dataset at `out`, replaced as a whole, its rows as decisions have them.

    Raises UsageError on wrong inputs.
    """
    start, files = datetime.now(UTC), expand(inputs)
    check_out(out, force)
    with cache_for(out, settings) as cache:
        plan = planned(files, cache, settings)
        kept = validated(plan, read_all(plan, settings, progress))
        return emit(plan, kept, out, settings, start, force, decisions)


@contextmanager
def cache_for(out: Path, settings: Settings) -> Iterator[Cache]:
    """Where results are kept: the cache of the settings, or a folder beside `out` that goes when the run ends."""
    if settings.use_cache:
        cache = Cache(settings.cache.expanduser())
        cache.check()
        yield cache
        cache.trim(settings.cache_megabytes)
    else:
        with beside(out) as folder:
            yield Cache(folder, f"beside {out}", "make room there, or name another --out")


def read_all(plan: Plan, settings: Settings, progress: Progress) -> dict[Path, Entry]:
    """The outcome of each file, of this run or an earlier one. A file that fails does not affect the others."""
    entries, step = dict(plan.known), Step.first(plan.known.values(), len(plan.files))
    progress(step)
    for file, processed in processed_each(plan.todo, settings):
        entries[file] = plan.keep(file, processed)
        step = step.after(entries[file].record)
        progress(step)
    return entries


def processed_each(files: Sequence[Path], settings: Settings) -> Iterator[tuple[Path, Processed]]:
    """The files with what became of each, as they are done."""
    if settings.workers == 0:
        yield from ((file, JOB.work(file, settings)) for file in files)
    elif files:
        with Pool(JOB, settings, len(files)) as pool:
            done = pool.each(files)
            import sgreports.dataset.files.parquet  # noqa: F401 - Arrow and DuckDB load here while workers load their model

            yield from done


def process(file: Path, settings: Settings) -> Processed:
    """One file to its rows, or the reason why there are none. Raises UsageError for what would fail with any file."""
    began = time.monotonic()
    memory.reset_peak()
    extensions: list[float] = []
    try:
        with listening(extensions.append):
            done = rows_in_bytes(file, settings)
    except UsageError:
        raise
    except Exception as error:
        done = not_read(file, error, settings)
    return measured(done, time.monotonic() - began, memory.peak_mb(), sum(extensions))


def rows_in_bytes(file: Path, settings: Settings) -> Processed:
    """One file to its rows, in the bytes of every form."""
    from sgreports.dataset.files.share import packed, share_of

    check_file(file)
    extraction, rows = extract_rows(file, settings)
    report = extraction.report
    record = InputRecord(
        path=writable(str(file)), sha256=report.sha256, outcome=report.status, document=report.document,
        pages=report.pages, seconds=0,
    )  # fmt: skip
    symbols = tuple(sorted({report.document, *report.masthead.symbols}))
    context = context_of(extraction).model_copy(update={"facts": facts_told(extraction)})
    entry = Entry(record=record, symbols=symbols, tally=tally_of(rows), context=context)
    return Processed(entry, packed(share_of(rows)))


def warm(settings: Settings) -> None:
    """Loads what every report needs, before the time of the first one is taken."""
    from sgreports.parsing.language import language

    language(settings.model)


JOB = Job(process, warm)
"""What is done with a file, in this process or in a worker."""


def validated(plan: Plan, entries: Mapping[Path, Entry]) -> list[Entry]:
    """The entries to write, in the order of the files. Raises UsageError where the rows of one are not whole."""
    kept = one_of_each(entries[file] for file in plan.files)
    for entry in kept:
        if entry.tally:
            plan.rows(entry)
    return kept


def emit(  # noqa: PLR0917
    plan: Plan, kept: Sequence[Entry], out: Path, settings: Settings, start: datetime, force: bool = False,
    decisions: Decisions = NO_DECISIONS,
) -> RunSummary:  # fmt: skip
    """Writes the tables of all that was read, in that order; a run that could read nothing replaces no earlier one."""
    left_out = sum(entry.left_out for entry in plan.known.values())
    known = {"reused": len(plan.known) - left_out, "left_out": left_out, "decisions": decisions.inputs}
    summary = summary_of(kept, settings, plan.made_by, out, start).model_copy(update=known)
    if not summary.totals.documents and holds_documents(out):
        return summary.model_copy(update={"kept": True})
    with adding(settings.names):
        return renew_run(out, summary) or write_run(out, shares(plan, kept), summary, force, finishing(decisions))


def shares(plan: Plan, entries: Sequence[Entry]) -> Iterator["Share"]:
    """The rows of each document that was read, and at last those of the run's entities."""
    from sgreports.dataset.files.share import changed, renamed, share_of
    from sgreports.knowledge.names.instruments import entity_record

    read = [entry for entry in entries if entry.tally]
    contexts = {_symbols(e): e.context for e in read if e.context}
    filled, repeats = changes(contexts), also_in(contexts)
    for entry in read:
        name, awaited = entry.record.document or "", entry.context.awaited_times if entry.context else {}
        yield changed(renamed(plan.share(entry), name), filled.get(name, {}), awaited, repeats.get(name, {}))
    yield share_of({"entities": entity_rows((c for e in read if e.tally for c in e.tally.entities), entity_record)})


def _symbols(entry: Entry) -> tuple[str, ...]:
    """The document's own symbol, then the others that it goes by."""
    own = entry.record.document or ""
    return (own, *(symbol for symbol in entry.symbols if symbol != own))


def one_of_each(entries: Iterable[Entry]) -> list[Entry]:
    """The same entries, of those that go by one symbol only the one with the most text, the others refused."""
    listed, kept, taken = told_apart(list(entries)), dict[int, Entry](), dict[str, str]()
    for place, entry in sorted(enumerate(listed), key=lambda item: _characters(item[1]), reverse=True):
        lost = next((symbol for symbol in entry.symbols if symbol in taken), None)
        kept[place] = _refused(entry, lost, taken[lost]) if lost else entry
        taken |= {} if lost else dict.fromkeys(entry.symbols, entry.record.path)
    return [kept[place] for place in range(len(listed))]


def told_apart(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, with the folder in the name of those that differ and have the same file name for a symbol."""
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.tally and entry.symbols == (Path(entry.record.path).stem,):
            same[entry.symbols[0]].append(entry)
    names = {key: name for document, group in same.items() for key, name in _by_folder(document, group).items()}
    return [_named(entry, names[_key(entry)]) if _key(entry) in names else entry for entry in entries]


def _key(entry: Entry) -> tuple[str, str | None]:
    return (entry.symbols[0], entry.record.sha256) if entry.tally else ("", None)


def _by_folder(document: str, group: Sequence[Entry]) -> dict[tuple[str, str | None], str]:
    """Names with as many folders as it takes, a copy with that of the first; none for two files of one folder."""
    folders = {_key(entry): Path(entry.record.path).absolute().parent for entry in reversed(group)}
    if not len(set(folders.values())) == len(folders) > 1:
        return {}
    parts = {key: (*folder.parts[1:], document) for key, folder in folders.items()}
    tails = ({key: "/".join(p[-n:]) for key, p in parts.items()} for n in range(2, max(map(len, parts.values())) + 1))
    return next(tail for tail in tails if len(set(tail.values())) == len(tail))


def _named(entry: Entry, name: str) -> Entry:
    record = entry.record.model_copy(update={"document": name})
    return entry.model_copy(update={"record": record, "symbols": (name,)})


def _characters(entry: Entry) -> int:
    return entry.context.characters if entry.context else 0


def _refused(entry: Entry, symbol: str, path: str) -> Entry:
    """The entry without its rows, for the symbol that another file has with as much text or more."""
    reason = f"{symbol} was read from {path}, which has no less text; give one file of a document"
    record = entry.record.model_copy(update={"outcome": "refused", "document": None, "reason": reason})
    return entry.model_copy(update={"record": record, "tally": None, "context": None})
