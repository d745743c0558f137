"""The changes from one run to another, a document at a time: no more than two documents' rows are held."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import get_args

from sgreports.dataset.changes.alignment import Pair, Row, align, columns, with_cell_texts
from sgreports.dataset.changes.causes import Causes
from sgreports.dataset.changes.change import Cause, Change, RunDifference, Table
from sgreports.dataset.changes.describe import ChangeContext, Tables, describe
from sgreports.dataset.changes.document import document_changes, one_sided
from sgreports.dataset.changes.fields import Alignment, differing
from sgreports.dataset.stored.by_document import RunTables, parsed
from sgreports.errors import UsageError

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

    @property
    def differences(self) -> tuple[RunDifference, ...]:
        """What made the runs and differs."""
        return self.causes.differences

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
        inputs = any("input" in self.causes.of_both(a, b) for a, b in self.both)
        return self.causes.of_entities(bool(self.gone or self.new or inputs))


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
