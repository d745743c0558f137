"""What was found: mentions, the entities that they name, the relations between them, and what the counts say."""

import datetime
from typing import Literal

from pydantic import Field

from sgreports.model.facts import (
    CountrySource,
    Cue,
    Event,
    Label,
    Measure,
    Modality,
    NotAdditive,
    Polarity,
    ReaderKind,
    RelationType,
    Role,
    RowVerdict,
    TimeSource,
    UnitClass,
    UnitSource,
)
from sgreports.model.records.row import BOXES, IN_DOCUMENT, IN_PARAGRAPH, Boxes, Foreign, Row


class MentionRow(Row):
    """A span of a paragraph's text, or of a text unit's, that names something."""

    resource = "mentions"
    primary = ("id",)
    foreign = (IN_DOCUMENT,)
    id: str = Field(description="id, unique in the run; it differs from run to run", examples=["S/2044/7#m12"])
    document: str = Field(description="document that contains it", examples=["S/2044/7"])
    paragraph: str | None = Field(description="key of the paragraph; null in a text unit", examples=["26"])
    text_unit: str | None = Field(
        None, description="key of the title, heading, caption or cell; null in a paragraph", examples=["heading/IV.A"]
    )
    label: Label = Field(description="type of thing that it names", examples=["COUNT"])
    kind: str | None = Field(
        description="kind within the label: un, national, treaty, resolution, cardinal, money, …", examples=["cardinal"]
    )
    form: Literal["name", "demonym"] | None = Field(description="of a COUNTRY: name or demonym", examples=["name"])
    start: int = Field(description="offset into the text of the paragraph or text unit, in characters", examples=[9])
    end: int = Field(description="offset after the last character", examples=[11])
    text: str = Field(description="the words of the span", examples=["40"])
    entity: str | None = Field(description="normal form; null where it could not be resolved", examples=["40"])
    unit: str | None = Field(
        description="what a COUNT counts, as written; for money the currency code", examples=["children"]
    )
    unit_from: UnitSource | None = Field(
        description="own if the unit is written with the COUNT, ellipsis if it is supplied from the context",
        examples=["own"],
    )
    event: Event | None = Field(
        description="what happened to the counted things, or what they did or were: killed, displaced, funded, …",
        examples=["killed"],
    )
    page: int | None = Field(description="page of its first line, from 1; null for text input", examples=[5])
    boxes: Boxes | None = BOXES
    pinpoint: str | None = Field(description="part of the cited text: para. 4, annex I", examples=["para. 4"])
    sentence: int = Field(description="index of the sentence in the paragraph, from 0", examples=[0])
    source: str = Field(
        description="rule:<name>, link or coref; decision: a reader added it", examples=["rule:count-cardinal"]
    )
    score: float = Field(ge=0, le=1, description="estimated probability that the row is right", examples=[0.94])
    year_start: int | None = Field(description="first year of a YEAR", examples=[2043])
    year_end: int | None = Field(description="last year of a YEAR", examples=[2043])
    value_min: float | None = Field(description="lowest value of a COUNT; null if open", examples=[40])
    value_max: float | None = Field(description="highest value of a COUNT; null if open", examples=[40])
    comparator: str | None = Field(
        description="how a COUNT compares: = for a plain number, >, >=, <, <=, ~, ..", examples=["="]
    )


class EntityRow(Row):
    """An entity that the run mentions. Years and counts are not entities."""

    resource = "entities"
    primary = ("entity",)
    entity: str = Field(
        description="normal form: a key of the registries, an ISO code, a symbol, or name/<slug>", examples=["unicef"]
    )
    label: Label = Field(description="type of thing", examples=["AGENCY"])
    kind: str | None = Field(description="kind within the label: un, national, treaty, resolution, …", examples=["un"])
    name: str | None = Field(
        description="official name; null if no list has it", examples=["United Nations Children's Fund"]
    )
    display_name: str = Field(
        description="official name, or the most frequent form in the texts; for a national body, with its State",
        examples=["United Nations Children's Fund"],
    )
    abbreviation: str | None = Field(description="usual abbreviation", examples=["UNICEF"])
    aliases: tuple[str, ...] = Field(description="other names in the lists", examples=[["UN Children’s Fund"]])
    iso3: str | None = Field(description="ISO 3166-1 alpha-3 code of a country", examples=["TCD"])
    m49: str | None = Field(description="UN M49 code of a country", examples=["148"])
    url: str | None = Field(description="official web address, if known", examples=["https://docs.un.org/en/S/2044/7"])
    mentions: int = Field(description="number of mentions in the run", examples=[31])
    documents: int = Field(description="number of documents that mention it", examples=[4])


class RelationRow(Row):
    """A relation that a paragraph states."""

    resource = "relations"
    primary = ("id",)
    foreign = (
        IN_PARAGRAPH,
        Foreign(("subject",), "mentions", ("id",)),
        Foreign(("object",), "mentions", ("id",)),
        Foreign(("attributed_to",), "mentions", ("id",)),
    )
    id: str = Field(description="id, unique in the run; it differs from run to run", examples=["S/2044/7#r5"])
    document: str = Field(description="document that states it", examples=["S/2044/7"])
    paragraph: str = Field(description="key of the paragraph that states it", examples=["26"])
    type: RelationType = Field(description="type of relation", examples=["count_in"])
    subject: str = Field(description="id of a mention", examples=["S/2044/7#m12"])
    object: str = Field(description="id of a mention", examples=["S/2044/7#m11"])
    subject_label: Label = Field(description="label of the subject", examples=["COUNT"])
    subject_entity: str | None = Field(description="normal form of the subject", examples=["40"])
    subject_text: str = Field(description="words of the subject", examples=["40"])
    object_label: Label = Field(description="label of the object", examples=["COUNTRY"])
    object_entity: str | None = Field(description="normal form of the object", examples=["TCD"])
    object_text: str = Field(description="words of the object", examples=["Chad"])
    polarity: Polarity = Field(description="affirmed or negated", examples=["affirmed"])
    modality: Modality = Field(description="actual, or planned, wished or requested", examples=["actual"])
    role: Role | None = Field(
        description="of a count_by: agent (did it), whose (has it) or source (reported it)", examples=["agent"]
    )
    attributed_to: str | None = Field(
        description="id of the mention of the source to which the text attributes it", examples=["S/2044/7#m14"]
    )
    source: Literal["rule", "frame", "coref", "model"] = Field(
        description="found by a rule, from context (frame), through a pronoun or short form (coref), or by the model",
        examples=["rule"],
    )
    trigger: Cue | None = Field(
        description="start, end and text of the words that state it",
        examples=[{"start": 26, "end": 32, "text": "killed"}],
    )
    evidence: str = Field(description="the sentence", examples=["In Chad, 40 children were killed in 2043."])
    rule: str = Field(description="name of the rule that found it", examples=["clause"])
    score: float = Field(ge=0, le=1, description="estimated probability that the row is right", examples=[0.81])


CHANCE = "estimated probability that {} is right"


class CountRow(Row):
    """A count in a paragraph or note: how many of what, with event, time, place and agents, and where it is stated."""

    resource = "counts"
    primary = ("count",)
    foreign = (
        IN_PARAGRAPH,
        Foreign(("count",), "mentions", ("id",)),
        Foreign(("attributed_to",), "mentions", ("id",)),
        Foreign(("part_of",), "counts", ("count",)),
        Foreign(("repeats",), "counts", ("count",)),
        Foreign(("revised_by",), "counts", ("count",)),
        Foreign(("covered_by",), "counts", ("count",)),
    )
    count: str = Field(description="id of the COUNT mention", examples=["S/2044/7#m12"])
    document: str = Field(description="document that states it", examples=["S/2044/7"])
    paragraph: str = Field(description="key of the paragraph that states it", examples=["26"])
    page: int | None = Field(description="page of the number, from 1; null for text input", examples=[5])
    sentence_text: str = Field(description="the sentence", examples=["In Chad, 40 children were killed in 2043."])
    text: str = Field(description="the number, as written", examples=["40"])
    value_min: float | None = Field(description="lowest value; null if open", examples=[40])
    value_max: float | None = Field(description="highest value; null if open", examples=[40])
    comparator: str | None = Field(
        description="how it compares: = for a plain number, >, >=, <, <=, ~, ..", examples=["="]
    )
    kind: str | None = Field(description="cardinal, money, percent, rate, ratio or measure", examples=["cardinal"])
    unit: str | None = Field(description="what is counted, as written", examples=["children"])
    unit_from: UnitSource | None = Field(
        description="own if the unit is written with the number, ellipsis if it is supplied from the context",
        examples=["own"],
    )
    unit_lemma: str | None = Field(description="the unit in lower case and singular", examples=["child"])
    unit_phrase: str | None = Field(
        description="the whole phrase that names what is counted", examples=["children under 12 years of age"]
    )
    unit_class: UnitClass | None = Field(
        description="class of the unit by its head noun, the first that fits: children, women, people, money, …",
        examples=["children"],
    )
    thing: str | None = Field(
        description="what is counted, in few words; of money the currency and what is said of it",
        examples=["police officer"],
    )
    event: Event | None = Field(
        description="what happened to the counted things, or what they did or were", examples=["killed"]
    )
    event_text: str | None = Field(description="the words that state the event", examples=["killed"])
    said: str | None = Field(
        description="what is said of the number: the word that changes its meaning (unpaid, alleged) and those of the"
        " event; of money one of the two, else the nearest word that says what became of it (spent, required)",
        examples=["pledged"],
    )
    telling: tuple[str, ...] | None = Field(
        description="what its sentence says beyond time, number and counting, in beginnings of words; null where no"
        " number covers another (money, training)",
        examples=[["attack", "villag"]],
    )
    brought: bool = Field(
        description="whether its sentence brings a total to a height (bringing the total to 23): its parts happened",
        examples=[False],
    )
    polarity: Polarity = Field(description="whether the event is affirmed or negated", examples=["affirmed"])
    modality: Modality = Field(description="actual, or planned, wished or requested", examples=["actual"])
    attributed_to: str | None = Field(
        description="id of the mention of the source to which its clause attributes it", examples=["S/2044/7#m14"]
    )
    agents: tuple[str, ...] = Field(description="entities that did it, in the order of the text", examples=[["lra"]])
    reported_by: tuple[str, ...] = Field(description="entities that recorded or reported it", examples=[["unicef"]])
    whose: tuple[str, ...] = Field(
        description="entities to which the counted people or things belong", examples=[["minurcat"]]
    )
    agent_text: str | None = Field(
        description="words for who did it, also if they are no name", examples=["unidentified gunmen"]
    )
    times: tuple[str, ...] = Field(
        description="times of the event, in EDTF (Extended Date/Time Format)", examples=[["2043-11"]]
    )
    time_from: TimeSource | None = Field(
        description="said in its sentence; carried from another; near: a date of the paragraph that no count_at names;"
        " period: the report's period; document: the report's date alone; decided: by a reader",
        examples=["said"],
    )
    time_start: datetime.date | None = Field(description="first day of the times", examples=["2043-11-01"])
    time_end: datetime.date | None = Field(
        description="last day of the times; of `since …` the end of the report's period or its date",
        examples=["2043-11-30"],
    )
    country: str | None = Field(
        description="country of the event, ISO 3166-1 alpha-3; null if there are several (see relations)",
        examples=["TCD"],
    )
    country_from: CountrySource | None = Field(
        description="said in its sentence, by name or by a city or body of the State; carried from another; document:"
        " that of the heading above, or one that the report is about; decided: by a reader",
        examples=["carried"],
    )
    part_of: str | None = Field(description="the count of the total that it is a part of", examples=["S/2044/7#m10"])
    part_group: int | None = Field(
        description="number of the breakdown of that total, from 1 (one by sex, one by cause, …)", examples=[1]
    )
    measure: Measure = Field(
        description="kind of figure: flow (happened within a time), stock (how many there are at a moment),"
        " running_total (since a beginning), rate (shares, averages), limit (authorized, required, planned), none",
        examples=["flow"],
    )
    cumulative: bool = Field(description="whether `measure` is running_total", examples=[False])
    additive: bool = Field(
        description="may be summed with similar rows over time, unless it is part of a total among them",
        examples=[True],
    )
    not_additive: NotAdditive | None = Field(
        description="the first reason why it may not be summed; null if it may", examples=["stock"]
    )
    repeats: str | None = Field(
        description="the count of this report that says the same fact first", examples=["S/2044/7#m3"]
    )
    also_in: tuple[str, ...] = Field(
        (),
        description="other reports of the run that say the same fact; the first of them all is counted",
        examples=[["S/2043/91"]],
    )
    revised_by: str | None = Field(
        None, description="the count of a later report that gives the same fact another value", examples=["S/2045/3#m9"]
    )
    covered_by: str | None = Field(
        None, description="the count that tells the same over the whole period or place", examples=["S/2044/7#m10"]
    )
    score: float = Field(
        ge=0,
        le=1,
        description=CHANCE.format("value, unit, event, measure, years and country of the row"),
        examples=[0.94],
    )
    unit_score: float | None = Field(ge=0, le=1, description=CHANCE.format("the unit"), examples=[0.97])
    event_score: float | None = Field(ge=0, le=1, description=CHANCE.format("the event"), examples=[0.9])
    agent_score: float | None = Field(ge=0, le=1, description=CHANCE.format("who did it"), examples=[0.8])
    time_score: float | None = Field(ge=0, le=1, description=CHANCE.format("the time"), examples=[0.81])
    country_score: float | None = Field(ge=0, le=1, description=CHANCE.format("the country"), examples=[0.88])
    measure_score: float = Field(ge=0, le=1, description=CHANCE.format("the measure"), examples=[0.93])
    verdict: RowVerdict | None = Field(
        None,
        description="what a reader decided: right; corrected; added, where the program had no such row; wrong: no such"
        " fact; disputed: readers differ; null where nobody decided",
        examples=["corrected"],
    )
    decided_by: str | None = Field(None, description="names of those who decided, parted by commas", examples=["mk"])
    decided_kind: ReaderKind | None = Field(None, description="person or model", examples=["person"])
    proposed: str | None = Field(
        None,
        description="what the program proposed, in JSON, of the columns that the decision changed",
        examples=['{"event":"injured","score":0.62}'],
    )
