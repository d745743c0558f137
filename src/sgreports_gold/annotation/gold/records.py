"""Gold: the annotations of a paragraph. Spans count letters (see letters.py); labels: GUIDELINES.md."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Self, get_args

from pydantic import model_validator

from sgreports.model.base import Frozen
from sgreports.model.facts import EVENTS, ROLES, Event, Label, Modality, Polarity, RelationType, Role, UnitSource
from sgreports.model.letters import letters
from sgreports_gold.annotation.gold.row import Row, wrong_row

KINDS: dict[Label, tuple[str, ...]] = {
    "AGENCY": ("un", "intergovernmental", "partnership", "national", "civil", "armed_group"),
    "COUNTRY": ("name", "demonym"),
    "INSTRUMENT": ("resolution", "document", "treaty", "goal", "policy", "law", "agreement", "publication"),
    "PROGRAMME": (), "YEAR": (),
    "COUNT": ("cardinal", "percent", "money", "measure", "ratio", "rate"),
}  # fmt: skip


WITH_ROLE: frozenset[RelationType] = frozenset({"count_by"})
"""Types whose object has a role."""
FIXED: frozenset[RelationType] = frozenset({"part_of"})
"""Types that are always affirmed and actual."""
EVENT_OF_COUNT = f"a COUNT has an event: choose {', '.join(EVENTS)}"
SOURCE_OF_UNIT = "say where the unit comes from: own (the number stands with it) or ellipsis (supplied from elsewhere)"


class Mark(Frozen):
    """A mention as it was sent: nothing is taken for granted but the types of its values."""

    id: str
    label: str
    start: int
    end: int
    text: str
    entity: str | None = None
    kind: str | None = None
    unit: str | None = None
    unit_from: str | None = None
    event: str | None = None
    row: Row | None = None
    note: str | None = None


class Arc(Frozen):
    """A relation as it was sent; `subject` and `object` are ids of mentions."""

    type: str
    subject: str
    object: str
    role: str | None = None
    polarity: str = "affirmed"
    modality: str = "actual"


class Marks(Frozen):
    """All that is marked in one paragraph."""

    mentions: tuple[Mark, ...] = ()
    relations: tuple[Arc, ...] = ()


class GoldMention(Mark):
    """A mention with its letter span and its words.

    `kind` holds a COUNTRY's form. A COUNT has a `unit` (perhaps empty), `unit_from` where it is not, an
    `event`, and a `row` where a reader of the whole report wrote one. In a draft any of these may still be missing.
    """

    label: Label
    entity: str | None
    unit_from: UnitSource | None = None
    event: Event | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if wrong := next(wrong_values(self, self.label), None):
            raise ValueError(wrong)
        if len(letters(self.text)) != self.end - self.start or self.start >= self.end:
            raise ValueError(f"{self.text!r} has {len(letters(self.text))} letters, the span {self.start}-{self.end}")
        return self


def wrong_values(m: Mark, label: Label) -> Iterator[str]:
    """What no file can hold of the values of a mention with this label."""
    if m.kind is not None and m.kind not in KINDS[label]:
        yield _kinds_of(label)
    if label != "COUNT":
        own = {"unit": m.unit is not None, "unit_from": m.unit_from, "event": m.event, "row": m.row}
        yield from (f"{label} takes no {name}: leave it" for name, there in own.items() if there)
        return
    if m.event is not None and m.event not in EVENTS:
        yield EVENT_OF_COUNT
    if m.unit_from is not None and m.unit_from not in get_args(UnitSource):
        yield SOURCE_OF_UNIT
    if m.unit_from and not m.unit:
        yield "without a unit there is no source of it: leave unit_from"


def unfinished(m: Mark, label: Label, cells_alone: bool) -> Iterator[str]:
    """What a mention lacks before it is gold: a draft may lack it, an accepted paragraph may not.

    `cells_alone`: nothing of the paragraph was read but the cells of its counts; nobody said where a unit comes from.
    """
    if m.kind is None and KINDS[label]:
        yield _kinds_of(label)
    if label == "COUNT":
        if m.unit is None:
            yield "a COUNT has a unit: write what is counted, or nothing"
        if m.event is None:
            yield EVENT_OF_COUNT
        if m.unit and m.unit_from is None and not cells_alone:
            yield SOURCE_OF_UNIT
        yield from wrong_row(m.row) if m.row else ()


def _kinds_of(label: Label) -> str:
    kinds = KINDS[label]
    return f"{label} takes the kinds {', '.join(kinds)}: choose one" if kinds else f"{label} takes no kind: leave it"


def wrong_status(r: Arc) -> Iterator[str]:
    """What role and status of a relation its type excludes."""
    if r.type in WITH_ROLE and r.role not in ROLES:
        yield f"a {r.type} has a role: choose {', '.join(ROLES)}"
    if r.type not in WITH_ROLE and r.role:
        yield f"{r.type} takes no role: leave it"
    if r.type in FIXED and (r.polarity, r.modality) != ("affirmed", "actual"):
        yield f"a {r.type} is always affirmed and actual"


class GoldRelation(Arc):
    """A relation between two mentions of the paragraph, by their ids; a `count_by` has a `role`."""

    type: RelationType
    role: Role | None = None
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if wrong := next(wrong_status(self), None):
            raise ValueError(wrong)
        return self


class NoCount(Frozen):
    """A number that is no COUNT by the guidelines, in a paragraph of which the counts alone were read."""

    start: int
    end: int
    text: str


class GoldParagraph(Marks):
    """One paragraph's gold; `letters` and `hash` say which text it was read from.

    A `draft` is kept as it is, not accepted by its reader: no gold. `proposed` says that the reader saw the program's
    proposals first, `adjudicated` who decided between readers, `note` what the reader doubts.

    `cells` names the reader where nothing was read but the cells of counts (value, unit, event, row): other labels and
    relations, numbers that are neither a mention nor one of `no_counts`, and where units come from are then unknown.

    `asked` says that the paragraph was drawn by words of what people ask about, not at random: its scores stand apart.
    """

    document: str
    paragraph: str
    letters: int
    hash: str
    mentions: tuple[GoldMention, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    annotator: str
    draft: bool = False
    proposed: bool = False
    adjudicated: str | None = None
    note: str | None = None
    cells: str | None = None
    asked: bool = False
    no_counts: tuple[NoCount, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        ids = Counter(m.id for m in self.mentions)
        if repeated := [i for i, n in ids.items() if n > 1]:
            raise ValueError(f"the mention id {repeated[0]} comes twice")
        for a, b in zip(self.mentions, self.mentions[1:], strict=False):
            if b.start < a.end:
                raise ValueError(f"{b.id} {b.text!r} overlaps or stands before {a.id} {a.text!r}")
        for r in self.relations:
            if missing := {r.subject, r.object} - set(ids):
                raise ValueError(f"{r.type} names {missing.pop()}, which is no mention of this paragraph")
        if len({(r.type, r.subject, r.object, r.role) for r in self.relations}) != len(self.relations):
            raise ValueError("a relation comes twice")
        if wrong := next(chain(_lacking(self), _wrong_cells(self)), None):
            raise ValueError(wrong)
        if self.mentions and self.mentions[-1].end > self.letters:
            raise ValueError(f"{self.mentions[-1].id} ends after the paragraph's {self.letters} letters")
        return self


def _lacking(p: GoldParagraph) -> Iterator[str]:
    """What the mentions of an accepted paragraph lack."""
    for m in p.mentions if not p.draft else ():
        yield from (f"{m.id}: {lacks}" for lacks in unfinished(m, m.label, p.cells is not None))


def _wrong_cells(p: GoldParagraph) -> Iterator[str]:
    """What does not fit whether the cells of counts alone were read."""
    if p.no_counts and p.cells is None:
        yield "numbers that are no COUNT are listed only under cells=: elsewhere each that is not marked is none"
    if p.cells is not None and (p.relations or any(m.label != "COUNT" for m in p.mentions)):
        yield "under cells= there are counts alone: leave cells= where other mentions and relations were read, too"
    if p.cells is not None and (lacking := next((m for m in p.mentions if m.row is None), None)):
        yield f"{lacking.id}: under cells= a count has a row: write measure=, years=, country="
