"""Measure, time and country of a count, each the likeliest of its candidates, and the score of the row.

Without models the preferred candidates are taken, with scores that say how they were found.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sgreports.counting.clause_evidence import clause_evidence, with_measure
from sgreports.counting.context import CountContext
from sgreports.counting.measures import measure_of
from sgreports.counting.place.countries import CountryCandidate, country_candidates
from sgreports.counting.time.times import TimeCandidate, time_candidates, with_own_ends
from sgreports.evidence.choice import choose
from sgreports.evidence.linear import LinearModel, feature_ids, model
from sgreports.knowledge.linear_model import CELL_MODELS, PAIRS, within
from sgreports.model.facts import Measure, Mention

DEFAULT_SCORE = 0.5
"""The score of a cell without a model."""
Score = float | None
ROW_BINS, CELL_BINS = 25, 10
SURE_TOTAL = 0.9  # the score of a running total from which on its parts are no flows


@dataclass(frozen=True, slots=True)
class CountModels:
    """The trained models of the cells, the score of the row and pairs of rows; None where the setting is `none`."""

    measures: LinearModel | None = None
    times: LinearModel | None = None
    countries: LinearModel | None = None
    rows: LinearModel | None = None
    pairs: LinearModel | None = None


RULES = CountModels()


def count_models(setting: str) -> CountModels:
    """The models that the setting names: `default`, `none` or a folder. Raises UsageError if one does not fit."""
    return CountModels(*(model(kind, within(setting, kind)) for kind in (*CELL_MODELS, PAIRS)))


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a count that models decide, each with the estimated probability that it is right."""

    measure: Measure
    measure_score: float
    time: TimeCandidate
    time_score: float
    country: CountryCandidate
    country_score: float


def decide_cells(place: CountContext, models: CountModels, total: Cells | None = None) -> Cells:
    """Decides the cells of a count, those of the running total that it is a part of given: it is no flow of its own."""
    clause = clause_evidence(place)
    measure = measure_of(place, clause, models.measures)
    if total is not None and measure[0] == "flow":
        measure = total.measure, total.measure_score
    clause = with_measure(clause, measure[0])
    time = choose(time_candidates(place, clause, measure[0]), models.times)
    return chosen_cells(place, measure, time, choose(country_candidates(place, clause), models.countries))


def running_total(place: CountContext, decided: Mapping[str, Cells]) -> Cells | None:
    """The sure running total that a count with no date behind it is a part of: `of these, 20 were killed`. Of 102 such
    parts of train gold with its event 93 have its measure and years, 7 are stocks, 2 flows."""
    total = next((decided[m.id] for m in place.objects("part_of") if m.id in decided), None)
    is_sure = total is not None and total.measure == "running_total" and total.measure_score >= SURE_TOTAL
    has_date = any(date.start > place.count.start for date in place.objects("count_at"))
    return total if is_sure and not has_date else None


def chosen_cells(
    place: CountContext, measure: tuple[Measure, Score], time: tuple[TimeCandidate, Score],
    country: tuple[CountryCandidate, Score],
) -> Cells:  # fmt: skip
    """The cells of what was chosen, each with its score, the time with the ends that the measure gives it."""
    scores = [DEFAULT_SCORE if score is None else score for _, score in (measure, time, country)]
    own = with_own_ends(place, time[0], measure[0])
    return Cells(measure[0], scores[0], own, scores[1], country[0], scores[2])


def row_score(count: Mention, cells: Cells, model: LinearModel | None) -> float:
    """The estimated probability that value, unit, event, measure, years and country are all right."""
    if model is None:
        return round(DEFAULT_SCORE * count.score, 3)
    return round(model.meta.share(float(model.probabilities(feature_ids(row_evidence(count, cells)))[1])), 3)


def row_evidence(count: Mention, cells: Cells) -> Iterator[str]:
    """Features of a row: the scores of its cells and their product, in bins, and what the cells are."""
    known = {
        "value": count.score, "unit": count.unit_score, "event": count.event_score, "measure": cells.measure_score,
        "time": cells.time_score, "country": cells.country_score,
    }  # fmt: skip
    scores = {name: DEFAULT_SCORE if score is None else score for name, score in known.items()}
    yield from _binned("all", math.prod(scores.values()), ROW_BINS)
    for name, score in scores.items():
        yield from _binned(name, score, CELL_BINS)
    yield f"event={count.event}"
    yield f"measure={cells.measure}"
    yield f"time={cells.time.source}"
    yield f"country={cells.country.source}"
    yield f"unit from={count.unit_from}"
    yield f"kind={count.kind}"


def _binned(name: str, score: float, bins: int) -> Iterator[str]:
    """One feature for each bin that a score reaches (thermometer encoding)."""
    yield from (f"{name} over {step}/{bins}" for step in range(1, bins) if score >= step / bins)
