"""Measure, time and country of a count, each the likeliest of its candidates, and the score of the row.

Without models the preferred candidates are taken, with scores that say how they were found.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from sgreports.evidence.linear import LinearModel, feature_ids, model
from sgreports.facts.choice import choose
from sgreports.facts.clause_evidence import clause_evidence, with_measure
from sgreports.facts.count_context import CountContext
from sgreports.facts.countries import CountCountry, country_candidates
from sgreports.facts.measures import measure_of
from sgreports.facts.times import CountTime, time_candidates
from sgreports.knowledge.linear_model import COUNT_MODELS, of_counts
from sgreports.model.facts import Measure, Mention

UNWEIGHED = 0.5
"""The score of a cell that no model has weighed."""
STEPS, STEPS_OF_CELL = 25, 10


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
class Cells:
    """The cells of a count that are decided here, each with the estimated probability that it is right."""

    measure: Measure
    measure_score: float
    time: CountTime
    time_score: float
    country: CountCountry
    country_score: float


def decided(place: CountContext, models: CountModels) -> Cells:
    """The cells of a count."""
    clause = clause_evidence(place)
    measure, of_measure = measure_of(place, clause, models.measures)
    clause = with_measure(clause, measure)
    time, of_time = choose(time_candidates(place, clause, measure), models.times)
    country, of_country = choose(country_candidates(place, clause), models.countries)
    return Cells(
        measure, UNWEIGHED if of_measure is None else of_measure, time, UNWEIGHED if of_time is None else of_time,
        country, UNWEIGHED if of_country is None else of_country,
    )  # fmt: skip


def row_score(count: Mention, cells: Cells, model: LinearModel | None) -> float:
    """The estimated probability that value, unit, event, measure, years and country are all right."""
    if model is None:
        return round(UNWEIGHED * count.score, 3)
    return round(model.meta.share(float(model.probabilities(feature_ids(row_evidence(count, cells)))[1])), 3)


def row_evidence(count: Mention, cells: Cells) -> Iterator[str]:
    """How likely each cell is right, and all, were they independent, by steps; and what they are."""
    known = {
        "value": count.score, "unit": count.unit_score, "event": count.event_score, "measure": cells.measure_score,
        "time": cells.time_score, "country": cells.country_score,
    }  # fmt: skip
    scores = {name: UNWEIGHED if score is None else score for name, score in known.items()}
    yield from steps("all", math.prod(scores.values()), STEPS)
    for name, score in scores.items():
        yield from steps(name, score, STEPS_OF_CELL)
    yield f"event={count.event}"
    yield f"measure={cells.measure}"
    yield f"time={cells.time.source}"
    yield f"country={cells.country.source}"
    yield f"unit from={count.unit_from}"
    yield f"kind={count.kind}"


def steps(name: str, score: float, parts: int) -> Iterator[str]:
    """The steps that a score reaches, of so many."""
    yield from (f"{name} over {step}/{parts}" for step in range(1, parts) if score >= step / parts)
