"""What is found in a report: mentions, relations, counts. Labels, kinds, normal forms: annotations/GUIDELINES.md."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from typing import Literal, Self, get_args

from pydantic import model_validator

from sgreports.model.base import Frozen, Issue
from sgreports.model.drawing import marked, scrolled
from sgreports.model.report import Report

Label = Literal["AGENCY", "COUNTRY", "INSTRUMENT", "PROGRAMME", "YEAR", "COUNT"]
RelationType = Literal[
    "works_with", "member_of", "leads", "reports_to", "mandated_by", "adopted", "issued", "launched",
    "supports", "active_in", "ratified", "signed", "dated", "count_in", "count_at", "count_by", "part_of",
]  # fmt: skip
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "planned"]
Event = Literal[
    "killed", "injured", "casualties", "sexual_violence", "recruited", "abducted", "detained", "released", "prosecuted",
    "displaced", "returned", "violence", "destroyed", "seized", "in_need", "assisted", "trained", "deployed",
    "conducted", "elections", "legal_act", "funded", "changed", "other",
]  # fmt: skip
UnitClass = Literal[
    "children", "women", "men", "displaced", "combatants", "personnel", "civilians", "people", "households", "states",
    "organizations", "incidents", "facilities", "weapons", "goods", "activities", "texts", "money", "places", "other",
]  # fmt: skip
UnitSource = Literal["own", "ellipsis"]
Role = Literal["agent", "whose", "source"]
Measure = Literal["flow", "stock", "running_total", "rate", "limit", "none"]
TimeSource = Literal["said", "carried", "near", "period", "document", "decided"]
CountrySource = Literal["said", "carried", "document", "decided"]
RowVerdict = Literal["right", "corrected", "added", "wrong", "disputed"]
ReaderKind = Literal["person", "model"]
NotAdditive = Literal["negated", "none", "limit", "rate", "running_total", "stock", "change", "range", "repeated"]
LABELS: tuple[Label, ...] = get_args(Label)
RELATION_TYPES: tuple[RelationType, ...] = get_args(RelationType)
HARM: tuple[Event, ...] = (
    "killed", "injured", "casualties", "sexual_violence", "recruited", "abducted", "detained", "displaced",
)  # fmt: skip
"""Events whose agents are perpetrators: no question of ours names one, no table one that is a guess."""
UNIT_CLASSES: tuple[UnitClass, ...] = get_args(UnitClass)
OF_MANY_KINDS = UNIT_CLASSES[UNIT_CLASSES.index("organizations") :]
"""Those that hold unlike things (patrols and visits, houses and bridges): they stand last in `UnitClass`."""
EVENTS: tuple[Event, ...] = get_args(Event)
ROLES: tuple[Role, ...] = get_args(Role)
MEASURES: tuple[Measure, ...] = get_args(Measure)
AT_A_MOMENT: tuple[Measure, ...] = ("stock", "running_total", "limit")
"""Measures of what stands at a moment: listed by day, never added over time."""
LIKELY = 0.5
"""What has a lower score is more likely wrong than right."""
ADDED = 0.6
"""What a total adds has this score and more, unless one asks for another."""
POSSIBLE = 0.3
"""Where nothing has ADDED, what has this score answers a question about counts, with a warning."""
SURE = 0.7
"""A total that rests on one number of a lower score is doubtful."""
NAMED = 0.9
"""Nobody is named as who did harm by a lower score."""


class Cue(Frozen):
    """The words that state a relation or an event: a range of the paragraph's text."""

    start: int
    end: int
    text: str


class Mention(Frozen):
    """A span of a paragraph's text that names something. `start`, `end` are offsets into the paragraph's text.

    In `Extraction.text_unit_mentions` the text is a text unit's, and `paragraph` is the key of that.
    `entity` is the normal form, None where it could not be resolved. `source` is `rule:<name>`, `link` or `coref`;
    `score` is the estimated probability that span, label and normal form are right. A COUNT has a `unit`,
    `unit_from` and `unit_score` (null without a unit), the `noun` that it counts, where that was found, and an `event`,
    with the words that say it in `event_cue` (null where nothing in the paragraph says it).
    """

    id: str
    paragraph: str
    label: Label
    start: int
    end: int
    text: str
    entity: str | None = None
    kind: str | None = None
    form: Literal["name", "demonym"] | None = None
    unit: str | None = None
    unit_from: UnitSource | None = None
    unit_score: float | None = None
    noun: Cue | None = None
    event: Event | None = None
    event_cue: Cue | None = None
    event_score: float | None = None
    pinpoint: str | None = None
    sentence: int = 0
    source: str
    score: float = 1.0
    year_start: int | None = None
    year_end: int | None = None
    value_min: float | None = None
    value_max: float | None = None
    comparator: str | None = None


class Relation(Frozen):
    """A relation between two mentions (their ids) of one paragraph; `evidence` is the sentence that says it.

    `role` says what the object of a `count_by` did; it is null for all other types.
    """

    id: str
    paragraph: str
    type: RelationType
    subject: str
    object: str
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    role: Role | None = None
    attributed_to: str | None = None
    source: Literal["rule", "frame", "coref", "model"] = "rule"
    trigger: Cue | None = None
    evidence: str
    rule: str
    score: float = 1.0


class CountScores(Frozen):
    """Estimated probabilities that a count's row and its cells are right; null where the cell is empty."""

    score: float = 1.0
    unit_score: float | None = None
    event_score: float | None = None
    agent_score: float | None = None
    time_score: float | None = None
    country_score: float | None = None
    measure_score: float = 1.0


class CountFact(Frozen):
    """What is said of one COUNT. `count`, `part_of`, `attributed_to` are ids of mentions; lists are in text order.

    `time_from` and `country_from` are null exactly where `times` and `country` are empty. `awaited_time` is the source
    that the time would have if the report stated its period. `repeats` is the count that says the same fact first,
    `covered_by` one that tells the same over the whole period or place.
    `not_additive` says why the count may not be summed with like ones over time; null where it may.
    """

    count: str
    sentence_text: str
    unit_lemma: str | None = None
    unit_class: UnitClass | None = None
    unit_phrase: str | None = None
    event_text: str | None = None
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    attributed_to: str | None = None
    agents: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()
    agent_text: str | None = None
    times: tuple[str, ...] = ()
    time_from: TimeSource | None = None
    awaited_time: TimeSource | None = None
    time_start: datetime.date | None = None
    time_end: datetime.date | None = None
    country: str | None = None
    country_from: CountrySource | None = None
    part_of: str | None = None
    part_group: int | None = None
    measure: Measure = "flow"
    repeats: str | None = None
    covered_by: str | None = None
    not_additive: NotAdditive | None = None
    scores: CountScores = CountScores()


class MarkedParagraph(Frozen):
    """A paragraph's key, its text and what it names; a notebook draws it with its marks."""

    key: str
    text: str
    mentions: tuple[Mention, ...]

    def _repr_html_(self) -> str:
        marks = ((m.start, m.end, m.label, m.entity) for m in self.mentions)
        return f"<b>¶{escape(self.key)}</b> {marked(self.text, marks)}"


class Extraction(Frozen):
    """Everything found in one report. Every reference resolves, else ValueError says which does not."""

    report: Report
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    counts: tuple[CountFact, ...] = ()
    text_unit_mentions: tuple[Mention, ...] = ()
    issues: tuple[Issue, ...] = ()

    def __repr__(self) -> str:
        numbers = f"{len(self.mentions)} mentions, {len(self.relations)} relations, {len(self.counts)} counts"
        return f"<Extraction of {self.report.document}: {len(self.report.paragraphs)} paragraphs, {numbers}>"

    __str__ = __repr__

    def marked(self, key: str) -> MarkedParagraph:
        """The paragraph of a key, with its mentions. Raises KeyError where the report has none."""
        return {paragraph.key: paragraph for paragraph in self._marked()}[key]

    def _marked(self) -> Iterator[MarkedParagraph]:
        named = defaultdict(list)
        for mention in self.mentions:
            named[mention.paragraph].append(mention)
        for p in self.report.paragraphs:
            yield MarkedParagraph(key=p.key, text=p.text, mentions=tuple(named[p.key]))

    def _repr_html_(self) -> str:
        title = escape(self.report.masthead.title or self.report.document)
        return f"<b>{title}</b>{scrolled(p._repr_html_() for p in self._marked())}"

    @model_validator(mode="after")
    def _references_resolve(self) -> Self:
        texts = {p.key: p.text for p in self.report.paragraphs}
        if len(texts) != len(self.report.paragraphs):
            raise ValueError(f"{self.report.document}: two paragraphs have the same key")
        place = {m.id: m.paragraph for m in self.mentions}
        units = {u.key: u.text for u in self.report.text_units}
        for m, known in (*((m, texts) for m in self.mentions), *((m, units) for m in self.text_unit_mentions)):
            if known.get(m.paragraph, "")[m.start : m.end] != m.text or not m.text:
                raise ValueError(
                    f"{self.report.document} ¶{m.paragraph}: mention {m.id} {m.text!r} differs from the text there"
                )
        for r in self.relations:
            if not place.get(r.subject) == place.get(r.object) == r.paragraph:
                raise ValueError(
                    f"{self.report.document} ¶{r.paragraph}: relation {r.id} has a mention of another paragraph"
                )
        for c in self.counts:
            if not {c.count, c.part_of or c.count, c.attributed_to or c.count} <= place.keys():
                raise ValueError(f"{self.report.document}: count {c.count} has a mention of another paragraph")
        return self
