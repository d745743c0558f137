"""The file of an annotator's decisions for all occurrences of some words in a report, with their changes."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sgreports.annotation.gold.records import Arc, Mark
from sgreports.dataset.files.atomic import replace_text
from sgreports.desk.files.folder import alone
from sgreports.errors import SgreportsError
from sgreports.model.base import Frozen
from sgreports.ownership import marked

FILE = "everywhere.json"
PROOF = marked("list of decisions", rb'\A\[(\]|\{"number":)')


class Rule(Frozen):
    """Label and values for all occurrences of some words in a report."""

    document: str
    text: str
    label: str
    entity: str | None = None
    kind: str | None = None

    def holds(self, m: Mark) -> bool:
        """Whether a mention is as the rule says."""
        return (m.label, m.entity, m.kind) == (self.label, self.entity, self.kind)


class Change(Frozen):
    """A place in a paragraph that someone has begun: what stood there, and the relations that went with it.

    `others` are the mentions at the other ends of those.
    `seen`: the paragraph was accepted since, or begun with what was decided in view.
    """

    paragraph: str
    start: int
    end: int
    was: Mark | None
    lost: tuple[Arc, ...] = ()
    others: tuple[Mark, ...] = ()
    seen: bool = False


class Decision(Frozen):
    """A rule with its number, from 1 in its report, and what it changed.

    One that is undone stays in the file: no other gets its number.
    """

    number: int
    rule: Rule
    changes: tuple[Change, ...] = ()
    undone: bool = False


Decisions = tuple[Decision, ...]
_FORM = TypeAdapter(Decisions)


@dataclass
class DecisionFile:
    """The decisions of one annotator, read again when another desk wrote them; written whole with each change."""

    path: Path
    lock: threading.RLock = field(default_factory=threading.RLock)
    known: Decisions | None = field(default=None, init=False)
    stamp: tuple[int, ...] = field(default=(), init=False)
    unseen: Counter[tuple[str, str]] = field(default_factory=Counter, init=False)

    def all(self) -> Decisions:
        """All decisions, the oldest first. Raises SgreportsError where the file is none of ours."""
        with self.lock:
            stamp = self._stamp()
            if self.known is None or stamp != self.stamp:
                self._know(self._read(), stamp)
            return self.known or ()

    def _stamp(self) -> tuple[int, ...]:
        """A stamp that changes when the file is replaced; empty if there is none."""
        try:
            its = self.path.stat()
        except FileNotFoundError:
            return ()
        return its.st_ino, its.st_mtime_ns, its.st_size

    def _read(self) -> Decisions:
        try:
            return _FORM.validate_json(self.path.read_bytes()) if self.path.is_file() else ()
        except ValidationError as error:
            raise SgreportsError(
                f"{self.path} is no list of decisions ({error.errors()[0]['msg']}): remove it"
            ) from error

    def _know(self, all_: Decisions, stamp: tuple[int, ...]) -> None:
        self.known, self.stamp = all_, stamp
        self.unseen = Counter((d.rule.document, c.paragraph) for d in all_ for c in d.changes if not c.seen)

    def of(self, document: str) -> Decisions:
        """The decisions for a report that hold, the oldest first."""
        return tuple(d for d in self.all() if d.rule.document == document and not d.undone)

    def count_unseen(self, document: str, paragraph: str) -> int:
        """How many changes in a paragraph nobody has looked at."""
        self.all()
        return self.unseen[document, paragraph]

    def unseen_in(self, document: str, paragraph: str) -> Iterator[tuple[int, Change]]:
        """What decisions changed in a paragraph and nobody has looked at, each with the decision's number."""
        changes = ((d.number, c) for d in self.of(document) for c in d.changes)
        yield from ((number, c) for number, c in changes if c.paragraph == paragraph and not c.seen)

    def change(self, edit: Callable[[Decisions], Iterable[Decision]]) -> None:
        """Keeps other decisions in place of those on the disk. Raises OSError where the disk refuses."""
        with self.lock, alone(self.path.parent):
            new = tuple(edit(self.all()))
            if new != self.all():
                replace_text(self.path, _FORM.dump_json(new).decode(), PROOF)
                self._know(new, self._stamp())

    def add(self, rule: Rule, changes: tuple[Change, ...]) -> int:
        """Keeps a new decision under the next number of its report, which is told."""

        def edit(all_: Decisions) -> Decisions:
            number = max((d.number for d in all_ if d.rule.document == rule.document), default=0) + 1
            return *all_, Decision(number=number, rule=rule, changes=changes)

        self.change(edit)
        return self.of(rule.document)[-1].number

    def correct(self, document: str, number: int, changes: tuple[Change, ...], undone: bool = False) -> None:
        """Keeps what a decision has changed in the end, or that it is undone."""
        its = {"changes": changes, "undone": undone}
        self.change(lambda all_: (d.model_copy(update=its) if (d.rule.document, d.number) == (document, number) else d
                                  for d in all_))  # fmt: skip

    def begin(self, document: str, changes: Mapping[int, tuple[Change, ...]]) -> None:
        """Remembers, by number, what decisions made of the proposal with which a paragraph was begun."""
        if any(changes.values()):
            self.change(lambda all_: (_begun(d, changes.get(d.number, ())) if d.rule.document == document else d
                                      for d in all_))  # fmt: skip

    def look_at(self, document: str, paragraph: str) -> None:
        """Remembers that someone has looked at what was changed in a paragraph."""
        if self.count_unseen(document, paragraph):
            self.change(lambda all_: (_seen(d, paragraph) if d.rule.document == document else d for d in all_))


def _seen(d: Decision, paragraph: str) -> Decision:
    changes = (c.model_copy(update={"seen": c.seen or c.paragraph == paragraph}) for c in d.changes)
    return d.model_copy(update={"changes": tuple(changes)})


def _begun(d: Decision, changes: Iterable[Change]) -> Decision:
    known = {(c.paragraph, c.start, c.end) for c in d.changes}
    new = (c.model_copy(update={"seen": True}) for c in changes if (c.paragraph, c.start, c.end) not in known)
    return d.model_copy(update={"changes": (*d.changes, *new)})
