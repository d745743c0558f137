"""What a finder proposes, before overlaps are resolved and ids are given."""

from dataclasses import dataclass
from typing import Literal

from sgreports.model.facts import Cue, Label, UnitSource


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed mention. Offsets into the paragraph's text. `rule` is the finder's name for it (`country-name`).

    A candidate with `label` None blocks: nothing may be marked inside it (an event's name, a person's name), and it
    makes no mention itself. `score` is the finder's confidence, 0 to 1; `issue` says why an entity is None.
    """

    label: Label | None
    start: int
    end: int
    rule: str
    entity: str | None = None
    kind: str | None = None
    form: Literal["name", "demonym"] | None = None
    unit: str | None = None
    unit_from: UnitSource | None = None
    unit_score: float | None = None
    noun: Cue | None = None
    pinpoint: str | None = None
    source: str = ""  # empty: `rule:<rule>`
    score: float = 0.9
    issue: str | None = None
    value_min: float | None = None
    value_max: float | None = None
    comparator: str | None = None
    year_start: int | None = None
    year_end: int | None = None
