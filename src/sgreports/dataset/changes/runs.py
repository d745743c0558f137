"""The changes from one run to another, a document at a time, and why a document's rows differ, as far as the two runs'
run.json say. No more than two documents' rows are held."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, get_args

from sgreports.dataset.changes.alignment import Pair, Row, align, columns, with_cell_texts
from sgreports.dataset.changes.change import Cause, Change, RunDifference, Table
from sgreports.dataset.changes.describe import ChangeContext, Tables, describe
from sgreports.dataset.changes.document import document_changes, one_sided
from sgreports.dataset.changes.fields import Alignment, differing
from sgreports.dataset.stored.by_document import RunTables, parsed
from sgreports.errors import UsageError
from sgreports.model.run import Versions
from sgreports.settings import CONTENT_SETTINGS

Run = Mapping[str, Any]
VERSIONS: dict[str, Cause] = {
    "program": "program", "dataset_schema": "program", "lexicons": "knowledge", "model": "model",
    "model_files": "model", "relation_model": "model", "event_model": "model", "count_model": "model",
    "encoder": "model", "refit": "knowledge", "names": "settings",
    "python": "libraries", "spacy": "libraries", "sources": "program", "libraries": "libraries",
    "recognizer": "libraries",
}  # fmt: skip
UNKNOWN: tuple[Cause, ...] = ("unknown",)


def run_differences(before: Run, after: Run) -> tuple[RunDifference, ...]:
    """What made the two runs and differs; what either does not say is left out."""
    versions = list(_versions(before.get("versions", {}), after.get("versions", {})))
    settings = list(_settings(before.get("settings", {}), after.get("settings", {})))
    return (*versions, *settings, *_sources(before, after, explained=bool(versions or settings)))


def _versions(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[RunDifference]:
    """The versions that differ; one that older runs do not name is what its model takes it for."""
    for name, cause in VERSIONS.items():
        field = Versions.model_fields[name]
        fallback = None if field.is_required() else field.default
        a, b = before.get(name, fallback), after.get(name, fallback)
        if before and after and a and b and a != b:
            yield RunDifference(cause=cause, name=name, before=a, after=b)


def _settings(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[RunDifference]:
    """The settings that affect content, but for those that name what has a version."""
    for name in CONTENT_SETTINGS:
        stated = name in before and name in after and name not in VERSIONS
        if stated and before[name] != after[name]:
            yield RunDifference(cause="settings", name=name, before=str(before[name]), after=str(after[name]))


def _sources(before: Run, after: Run, explained: bool) -> Iterator[RunDifference]:
    """`made_by` is one hash over all that made a run: used where the older run has no more detail."""
    a, b = before.get("made_by"), after.get("made_by")
    if a and b and a != b and not explained:
        yield RunDifference(cause="program", name="sources or libraries", before=a[:16], after=b[:16])


class Causes:
    """The causes of a document's changes, of two runs.

    `program_unknown` says that the sources of the program may differ too: one of the runs has no hash of them.
    """

    def __init__(self, before: Run, after: Run) -> None:
        self.differences = run_differences(before, after)
        self.made = tuple(dict.fromkeys(d.cause for d in self.differences))
        known = all(run.get("versions", {}).get("sources") for run in (before, after))
        made_alike = bool(before.get("made_by")) and before.get("made_by") == after.get("made_by")
        self.program_unknown = "program" not in self.made and not known and not made_alike
        self._inputs = tuple({i.get("sha256"): i for i in run.get("inputs", ())} for run in (before, after))

    def of_both(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Cause, ...]:
        """Of a document in both runs. The file's name counts as input: rows name it, and may take it for a symbol."""
        same = (before["sha256"], before["source"]) == (after["sha256"], after["source"])
        return self.made or UNKNOWN if same else ("input", *self.made)

    def of_one(self, document: Mapping[str, Any], added: bool) -> tuple[Cause, ...]:
        """Of a document in one run only: its file is new or gone, or the other run made nothing of it."""
        read = document["sha256"] in self._inputs[0 if added else 1]
        return self.made or UNKNOWN if read else ("input",)

    def elsewhere(self, document: Mapping[str, Any], added: bool) -> str | None:
        """What the other run made of the file of a document that it has not: `refused: a scan without text`."""
        record = self._inputs[0 if added else 1].get(document["sha256"])
        if record is None:
            return None
        return ": ".join(str(record[name]) for name in ("outcome", "reason") if record.get(name))


ALL: tuple[Table, ...] = get_args(Table)
SAME_DOCUMENT = (columns("document"), columns("sha256"), columns("source"))
"""A document whose symbol is read otherwise is found by its file."""


@dataclass(frozen=True)
class Wanted:
    """What is compared: some documents, by any of their symbols (all if there are none), and some tables."""

    documents: Collection[str] = ()
    tables: tuple[Table, ...] = ALL

    def has(self, row: Row | None) -> bool:
        """Whether a document's row is wanted."""
        return not self.documents or bool(row and {row["document"], *row["symbols"]} & set(self.documents))


@dataclass(frozen=True)
class Comparison:
    """Two open runs and their documents: in both, in the first only, in the second only; and why they may differ."""

    before: RunTables
    after: RunTables
    wanted: Wanted
    both: Sequence[Pair]
    gone: Sequence[Row]
    new: Sequence[Row]
    causes: Causes

    def changes(self) -> Iterator[Change]:
        """In the order of the second run's documents; then those that are new, those that are gone, the entities."""
        found = chain(self._in_both(), self._in_one(self.new, self.after), self._in_one(self.gone, self.before))
        yield from (change for change in found if change.table in self.wanted.tables)
        if "entities" in self.wanted.tables and not self.wanted.documents:
            yield from self._entities()

    def _in_both(self) -> Iterator[Change]:
        for a, b in self.both:
            one, other = self.before.lines(a["document"]), self.after.lines(b["document"])
            if one != other:
                yield from document_changes(_rows(one), _rows(other), self.causes.of_both(a, b))

    def _in_one(self, documents: Sequence[Row], run: RunTables) -> Iterator[Change]:
        added = run is self.after
        for row in documents:
            note = self.causes.elsewhere(row, added)
            yield from one_sided(_rows(run.lines(row["document"])), added, self.causes.of_one(row, added), note)

    def _entities(self) -> Iterator[Change]:
        context = ChangeContext({}, {}, Alignment(), self._of_entities())
        pairs, (gone, new) = align(self.before.each("entities"), self.after.each("entities"), columns("entity"))
        changed = ((a, b, differing("entities", a, b, context.alignment)) for a, b in pairs)
        yield from (describe("entities", a, b, fields, context) for a, b, fields in changed if fields)
        yield from (describe("entities", a, None, (), context) for a in gone)
        yield from (describe("entities", None, b, (), context) for b in new)

    def _of_entities(self) -> tuple[Cause, ...]:
        """Why entities differ, which belong to no document."""
        made, inputs = self.causes.made, (self.causes.of_both(a, b) for a, b in self.both)
        return ("input", *made) if self.gone or self.new or any("input" in its for its in inputs) else made or UNKNOWN


def compared(before: RunTables, after: RunTables, wanted: Wanted | None = None) -> Comparison:
    """Finds which document is which. Raises UsageError where a wanted one is in neither run."""
    wanted = wanted or Wanted()
    pairs, (gone, new) = align(_documents(before), _documents(after), *SAME_DOCUMENT)
    places = {document: i for i, document in enumerate(after.documents)}
    both = sorted((p for p in pairs if wanted.has(p[0]) or wanted.has(p[1])), key=lambda p: places[p[1]["document"]])
    one, other = [d for d in gone if wanted.has(d)], [d for d in new if wanted.has(d)]
    if wanted.documents and not (both or one or other):
        raise UsageError(f"neither run holds {', '.join(wanted.documents)}; the documents table lists what there is")
    return Comparison(before, after, wanted, both, one, other, Causes(before.run, after.run))


def _documents(run: RunTables) -> Collection[Row]:
    """The rows of the documents, one a name: a broken run may have more, but the rows of one name are read together."""
    return {row["document"]: row for row in run.each("documents")}.values()


def _rows(lines: Mapping[str, bytes]) -> Tables:
    return with_cell_texts({name: parsed(its) for name, its in lines.items()})
