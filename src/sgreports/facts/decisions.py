"""Measure, time and country of a count, each the likeliest of its candidates, and the score of the row.

Without models the contract's first candidates are taken, with scores that say how they were found.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sgreports.evidence.linear import LinearModel, model, places
from sgreports.facts.choice import choose
from sgreports.facts.clause_evidence import clause_evidence, with_measure
from sgreports.facts.count_context import CountContext
from sgreports.facts.countries import CountCountry, country_candidates
from sgreports.facts.measures import count_view, measure_of
from sgreports.facts.times import CountTime, time_candidates
from sgreports.knowledge.linear_model import COUNT_MODELS, of_counts
from sgreports.model.facts import Measure

UNWEIGHED = 0.5
"""The score of a cell that no model has weighed."""


@dataclass(frozen=True, slots=True)
class CountModels:
    """The trained models of the cells; None where the setting is `none`."""

    measures: LinearModel | None = None
    times: LinearModel | None = None
    countries: LinearModel | None = None
    rows: LinearModel | None = None


RULES = CountModels()


def count_models(setting: str) -> CountModels:
    """The models that the setting names: `default`, `none` or a folder. Raises UsageError if one does not fit."""
    return CountModels(*(model(kind, of_counts(setting, kind)) for kind in COUNT_MODELS))


@dataclass(frozen=True, slots=True)
class Decided:
    """The cells of a count that are decided here, each with the estimated probability that it is right."""

    measure: Measure
    measure_score: float
    time: CountTime
    time_score: float
    country: CountCountry
    country_score: float
    row_score: float


def decided(place: CountContext, models: CountModels) -> Decided:
    """The cells of a count."""
    clause = clause_evidence(place)
    measure, sure = measure_of(place, count_view(place), clause, models.measures)
    clause = with_measure(clause, measure)
    time, of_time = choose(time_candidates(place, clause, measure), models.times)
    country, of_country = choose(country_candidates(place, clause), models.countries)
    scores = [UNWEIGHED if each is None else each for each in (sure, of_time, of_country)]
    row = row_score(place, measure, time, country, scores, models.rows)
    return Decided(measure, scores[0], time, scores[1], country, scores[2], row)


def row_score(
    place: CountContext, measure: Measure, time: CountTime, country: CountCountry, scores: list[float],
    rows: LinearModel | None,
) -> float:  # fmt: skip
    """The estimated probability that value, unit, event, measure, years and country are all right."""
    evidence = list(row_evidence(place, measure, time, country, scores))
    if rows is None:
        return round(UNWEIGHED * place.count.score, 3)
    return round(rows.meta.share(float(rows.chances(places(evidence))[1])), 3)


def row_evidence(
    place: CountContext, measure: Measure, time: CountTime, country: CountCountry, scores: list[float]
) -> Iterator[str]:
    """The features of a row: how sure its cells are, by tenths, and what they say."""
    count = place.count
    sure = dict(zip(("measure", "time", "country"), scores, strict=True))
    sure |= {"count": count.score, "unit": count.unit_score or 0.0, "event": count.event_score or 0.0}
    for cell, score in sure.items():
        yield from (f"{cell} over {step}" for step in range(1, 20) if score >= step / 20)
    yield f"kind={count.kind}"
    yield f"unit from={count.unit_from}"
    yield f"event={count.event}"
    yield f"measure={measure}"
    yield f"measure={measure} {count.event}"
    yield f"time={time.source}"
    yield f"country={country.source}"
