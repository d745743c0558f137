"""What an annotator decided for the same words everywhere in a report, with what that changed: kept beside the gold."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sgreports.annotation.gold.marks import Arc, Mark
from sgreports.dataset.files.atomic import replace_text
from sgreports.errors import SgreportsError
from sgreports.model.base import Frozen
from sgreports.ownership import marked

FILE = "everywhere.json"
PROOF = marked("list of decisions", rb'\A\[(\]|\{"number":)')


class Rule(Frozen):
    """What the same words are, wherever a report has them."""

    document: str
    text: str
    label: str
    entity: str | None = None
    kind: str | None = None

    def holds(self, m: Mark) -> bool:
        """Whether a mention is as the rule says."""
        return (m.label, m.entity, m.kind) == (self.label, self.entity, self.kind)


class Change(Frozen):
    """A place in a paragraph that someone had begun: what stood there, and the relations that went with it.

    `seen`: the paragraph was accepted since.
    """

    paragraph: str
    start: int
    end: int
    was: Mark | None
    lost: tuple[Arc, ...] = ()
    seen: bool = False


class Decision(Frozen):
    """A rule with its number, from 1 in its report, and what it changed."""

    number: int
    rule: Rule
    changes: tuple[Change, ...] = ()


Decisions = tuple[Decision, ...]
_FORM = TypeAdapter(Decisions)


@dataclass
class DecisionFile:
    """The decisions of one annotator; read once, and written whole with each change."""

    path: Path
    lock: threading.RLock = field(default_factory=threading.RLock)
    known: Decisions | None = field(default=None, init=False)
    unseen: Counter[tuple[str, str]] = field(default_factory=Counter, init=False)

    def all(self) -> Decisions:
        """All decisions, the oldest first. Raises SgreportsError where the file is none of ours."""
        with self.lock:
            if self.known is None:
                self._know(self._read())
            return self.known or ()

    def _read(self) -> Decisions:
        try:
            return _FORM.validate_json(self.path.read_bytes()) if self.path.is_file() else ()
        except ValidationError as error:
            raise SgreportsError(
                f"{self.path} is no list of decisions ({error.errors()[0]['msg']}): remove it"
            ) from error

    def _know(self, all_: Decisions) -> None:
        self.known = all_
        self.unseen = Counter((d.rule.document, c.paragraph) for d in all_ for c in d.changes if not c.seen)

    def of(self, document: str) -> Decisions:
        """The decisions for a report, the oldest first."""
        return tuple(d for d in self.all() if d.rule.document == document)

    def count_unseen(self, document: str, paragraph: str) -> int:
        """How many changes in a paragraph nobody has looked at."""
        self.all()
        return self.unseen[document, paragraph]

    def unseen_in(self, document: str, paragraph: str) -> Iterator[tuple[int, Change]]:
        """What decisions changed in a paragraph and nobody has looked at, each with the decision's number."""
        changes = ((d.number, c) for d in self.of(document) for c in d.changes)
        yield from ((number, c) for number, c in changes if c.paragraph == paragraph and not c.seen)

    def change(self, edit: Callable[[Decisions], Iterable[Decision]]) -> None:
        """Keeps other decisions in place of those there are. Raises OSError where the disk refuses."""
        with self.lock:
            new = tuple(edit(self.all()))
            if new != self.all():
                self.path.parent.mkdir(parents=True, exist_ok=True)
                replace_text(self.path, _FORM.dump_json(new).decode(), PROOF)
                self._know(new)

    def look_at(self, document: str, paragraph: str) -> None:
        """Remembers that someone has looked at what was changed in a paragraph."""
        self.change(lambda all_: (_seen(d, paragraph) if d.rule.document == document else d for d in all_))


def _seen(d: Decision, paragraph: str) -> Decision:
    changes = (c.model_copy(update={"seen": c.seen or c.paragraph == paragraph}) for c in d.changes)
    return d.model_copy(update={"changes": tuple(changes)})
