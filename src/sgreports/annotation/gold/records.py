"""Gold: what a reader says stands in a paragraph. Spans count letters (see letters.py); labels: GUIDELINES.md."""

from collections import Counter
from typing import Literal, Self

from pydantic import model_validator

from sgreports.annotation.gold.letters import letters
from sgreports.model.base import Frozen
from sgreports.model.facts import Event, Label, Modality, Polarity, RelationType, Role, UnitSource

KINDS: dict[Label, tuple[str, ...]] = {
    "AGENCY": ("un", "intergovernmental", "partnership", "national", "civil", "armed_group"),
    "COUNTRY": ("name", "demonym"),
    "INSTRUMENT": ("resolution", "document", "treaty", "goal", "policy", "law", "agreement", "publication"),
    "PROGRAMME": (),
    "YEAR": (),
    "COUNT": ("cardinal", "percent", "money", "measure", "ratio", "rate"),
}


class GoldMention(Frozen):
    """A mention with its letter span and its words.

    `kind` holds a COUNTRY's form; `unit`, `unit_from` and `event` are for COUNT alone.
    """

    id: str
    label: Label
    start: int
    end: int
    text: str
    entity: str | None
    kind: str | None = None
    unit: str | None = None
    unit_from: UnitSource | None = None
    event: Event | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        kinds = KINDS[self.label]
        if self.kind not in (kinds or (None,)):
            raise ValueError(f"{self.label} takes the kinds {', '.join(kinds) or 'none'}, not {self.kind!r}")
        if (self.unit is not None) != (self.label == "COUNT"):
            raise ValueError(f"unit= is needed for COUNT and allowed for no other label ({self.label})")
        if self.unit_from and not self.unit:
            raise ValueError("from= says where a unit comes from: it is allowed where there is one")
        if self.event and self.label != "COUNT":
            raise ValueError(f"event= is allowed for COUNT alone, not for {self.label}")
        if len(letters(self.text)) != self.end - self.start or self.start >= self.end:
            raise ValueError(f"{self.text!r} has {len(letters(self.text))} letters, the span {self.start}-{self.end}")
        return self


class GoldRelation(Frozen):
    """A relation between two mentions of the paragraph, by their ids."""

    type: RelationType
    subject: str
    object: str
    role: Role | None = None
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.role and self.type != "count_by":
            raise ValueError(f"role= is allowed for count_by alone, not for {self.type}")
        return self


class GoldParagraph(Frozen):
    """One paragraph's gold; `letters` and `hash` say which text it was read from.

    A `draft` is kept but not accepted by its reader: no gold. `proposed` says that the reader saw the program's
    proposals first, `adjudicated` who decided between readers, `note` what the reader doubts.
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
        if self.mentions and self.mentions[-1].end > self.letters:
            raise ValueError(f"{self.mentions[-1].id} ends after the paragraph's {self.letters} letters")
        return self


Split = Literal["train", "dev", "test"]
