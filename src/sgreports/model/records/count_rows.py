"""What the counts say: one row a count, with what happened, where, when and by whom."""

import datetime

from pydantic import Field

from sgreports.model.facts import (
    CountrySource,
    Event,
    Measure,
    Modality,
    NotAdditive,
    Polarity,
    TimeSource,
    UnitClass,
    UnitSource,
)
from sgreports.model.records.row import IN_PARAGRAPH, Foreign, Row

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
    event: Event | None = Field(
        description="what happened to the counted things, or what they did or were", examples=["killed"]
    )
    event_text: str | None = Field(description="the words that state the event", examples=["killed"])
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
        " period: the report's period; document: the report's date alone",
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
        " that of the heading above, or one that the report is about",
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
