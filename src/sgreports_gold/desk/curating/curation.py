"""A sitting over the rows of a question: what its reader says is appended to a file at once, and put on the rows."""

import datetime
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from sgreports.answers.counts.answer import check_names
from sgreports.answers.counts.live import LiveTotals, live_totals
from sgreports.answers.counts.question import Question
from sgreports.decisions.deciding import Numbers, Reader
from sgreports.decisions.decision import Decision, Place
from sgreports.decisions.files import Decisions, append, file_by, read_decisions
from sgreports.decisions.matching import Matching
from sgreports.decisions.numbers import RunNumbers
from sgreports_gold.desk.curating.answers import Add, Decide, Done, ShownRow, Standing
from sgreports_gold.desk.curating.showing import listed, shown_rows, totals_now
from sgreports_gold.desk.desk import AbsentError

DERIVED = {"years": "days", "repeats": "also_in", "measure": "modality"}
"""Cells that say the same in more detail, by the one that a reader changes."""


class Step(NamedTuple):
    """A word of the reader, and what they had said of that number before."""

    id: str
    before: Decision | None
    said: Decision


@dataclass
class Curation:
    """The rows of a question and what one reader says of them; `folder` has the decisions of all readers."""

    totals: LiveTotals
    question: Question
    reader: Reader
    folder: Path
    rows: dict[str, ShownRow] = field(default_factory=dict, init=False)
    mine: dict[str, Decision] = field(default_factory=dict, init=False)
    steps: list[Step] = field(default_factory=list, init=False)
    counts: dict[str, None] = field(default_factory=dict, init=False)
    """The counts of the dataset that are, or were, of the question."""
    order: dict[str, None] = field(default_factory=dict, init=False)
    """The rows' ids as they are listed."""
    _changed: dict[str, int] = field(default_factory=dict, init=False)
    _version: int = field(default=0, init=False)
    _stale: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        self.deciding, self.counting = threading.RLock(), threading.RLock()
        self.run = RunNumbers(self.totals.connection)
        self.numbers = Numbers(self.totals.connection.cursor())
        self._list()
        self.renew()
        self._recall()

    @cached_property
    def path(self) -> Path:
        """The reader's file."""
        return file_by(self.reader.name, self.folder)

    def decisions(self) -> Decisions:
        """What all readers say by now."""
        return read_decisions(self.folder) if self.folder.is_dir() else Decisions()

    def renew(self) -> None:
        """Puts what readers say on the rows, and counts anew."""
        with self.counting:
            if not self._stale:
                return
            self._stale = False
            self.totals.decide(self.decisions())
            places = self._list() | self.run.places(self.counts)
            rows = {row.id: row for row in shown_rows(self.totals, self.question, places, self.run)}
            self._version += 1
            for id_ in rows.keys() | self.rows.keys():
                if rows.get(id_) != self.rows.get(id_):
                    self._changed[id_] = self._version
            self.rows = rows
            self._totals = totals_now(self.totals, self.question)

    def _list(self) -> dict[str, Place]:
        """Where the numbers of the question stand, by count; those that are new come last."""
        counts = listed(self.totals, self.question)
        places = self.run.places(counts)
        self.counts |= dict.fromkeys(count for count in counts if not is_added(count))
        self.order |= dict.fromkeys(str(places[count]) for count in counts if count in places)
        return places

    def standing(self, since: int) -> Standing:
        """The totals, and the rows that changed since a version."""
        with self.counting:
            self.renew()
            changed = [id_ for id_ in self.order if self._changed.get(id_, 0) > since]
            return Standing(
                version=self._version, rows=tuple(self._with_mine(id_) for id_ in changed if id_ in self.rows),
                gone=tuple(id_ for id_ in changed if id_ not in self.rows), totals=self._totals,
            )  # fmt: skip

    def _with_mine(self, id_: str) -> ShownRow:
        said = self.mine.get(id_)
        return self.rows[id_].model_copy(update={"mine": said.verdict, "note": said.note}) if said else self.rows[id_]

    def row(self, id_: str) -> ShownRow:
        """A row by its id. Raises AbsentError where there is none."""
        if id_ not in self.rows:
            raise AbsentError(f"there is no row {id_!r} by now")
        return self.rows[id_]

    def decide(self, asked: Decide) -> Done:
        """Appends a word on a row."""
        if is_added(self.row(asked.id).count):
            self.renew()  # their ids change as others are added
        row = self.row(asked.id)
        with self.deciding:
            cells = {} if asked.verdict in ("wrong", "unsure") else self._cells(row, asked.cells)
            verdict = asked.verdict if asked.verdict in ("wrong", "unsure") else "corrected" if cells else "right"
            before = self.mine.get(row.id)
            note = asked.note if asked.note is not None else before.note if before else None
            said = self.numbers.decide(
                row.count, verdict, self.reader, cells=cells, covered_by=row.covering, note=note or None,
                settles=asked.settles,
            )  # fmt: skip
            if before and said.model_copy(update={"at": before.at}) == before:
                return Done(id=row.id, undo=len(self.steps))  # Enter, after a cell was changed
            return self._keep(Step(row.id, before, said))

    def _cells(self, row: ShownRow, new: Mapping[str, Any]) -> dict[str, Any]:
        """The cells that differ from what the program proposed: those that were changed before, then the new ones."""
        proposed = self.numbers.seen(row.count, row.covering).model_dump(mode="json", exclude_unset=True)
        before = self.mine.get(row.id)
        if before and before.verdict in ("right", "corrected") and not before.added:
            cells = before.cells.model_dump(mode="json", exclude_unset=True)
        else:
            cells = {name: cell for name, cell in row.cells.items() if cell != proposed.get(name)}
        cells = {name: cell for name, cell in cells.items() if name not in {DERIVED.get(changed) for changed in new}}
        return {name: cell for name, cell in (cells | dict(new)).items() if cell != proposed.get(name)}

    def add(self, asked: Add) -> Done:
        """Appends a number that the program has not."""
        with self.deciding:
            key, span = (asked.document, asked.paragraph), (asked.start, asked.end)
            said = self.numbers.add(key, span, asked.cells, self.reader)
            if self.numbers.run.at(said.place):
                raise AbsentError(f"{said.quote!r} has a row already: decide that one")
            return self._keep(Step(str(said.place), self.mine.get(str(said.place)), said))

    def undo(self) -> Done:
        """Takes back the reader's last word: what they had said before holds again."""
        with self.deciding:
            if not self.steps:
                raise AbsentError("there is nothing to undo")
            step = self.steps[-1]
            now = {"at": datetime.datetime.now(datetime.UTC).replace(microsecond=0)}
            said = step.before.model_copy(update=now) if step.before else taken_back(step.said, now)
            done = self._keep(Step(step.id, step.said, said))
            del self.steps[-2:]
            if step.before is None:
                del self.mine[step.id]
            return done.model_copy(update={"undo": len(self.steps)})

    def _keep(self, step: Step) -> Done:
        append(self.path, [step.said])
        self.mine[step.id] = step.said
        self.steps.append(step)
        self._changed[step.id] = self._version + 1
        self._stale = True
        return Done(id=step.id, undo=len(self.steps))

    def _recall(self) -> None:
        """What the reader said of these rows before, to be undone as if it had been said now."""
        lines = read_decisions(self.path).lines if self.path.is_file() else ()
        matching = Matching(lines, self.numbers.run)
        for line in lines:
            found = matching.match(line)
            if found.paragraph is None:
                continue
            start, end = (found.number.start, found.number.end) if found.number else line.decision.letters
            id_ = str(Place(found.paragraph.document, found.paragraph.paragraph, start, end))
            if id_ in self.order:
                self._recall_step(Step(id_, self.mine.get(id_), line.decision))

    def _recall_step(self, step: Step) -> None:
        """A word that says again what held before the one that it follows has undone that."""
        last = self.steps[-1] if self.steps else None
        if last is None or last.id != step.id or not _says_the_same(last.before, step.said):
            self.steps.append(step)
            self.mine[step.id] = step.said
        elif self.steps.pop().before:
            self.mine[step.id] = step.said
        else:
            del self.mine[step.id]


def is_added(count: str) -> bool:
    """Whether a reader added a count."""
    return count.rpartition("#")[2].startswith("d")


def _says_the_same(before: Decision | None, said: Decision) -> bool:
    if before is None:
        return said.verdict == "unsure" and not said.note
    return (before.verdict, before.cells, before.added) == (said.verdict, said.cells, said.added)


def taken_back(said: Decision, now: Mapping[str, Any]) -> Decision:
    """The line that takes back a first word."""
    content = said.model_dump(exclude={"cells", "seen", "added", "settles", "note"}) | {"verdict": "unsure"} | dict(now)
    return Decision.model_validate(content)


@contextmanager
def curation(dataset: Path, question: Question, reader: Reader, folder: Path) -> Iterator[Curation]:
    """A sitting over a dataset. Raises UsageError where it cannot be decided, and for names that it has not."""
    with live_totals(dataset) as totals:
        check_names(totals.connection, question)
        yield Curation(totals, question, reader, folder)
