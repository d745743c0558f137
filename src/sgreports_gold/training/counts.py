"""Trains the models of the cells of counts, measure, time and country, and of the score of the row.

Each model is fitted on out-of-fold predictions of the ones before it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sgreports.counting.cells import Cells, CountModels, chosen_cells, decide_cells, row_evidence
from sgreports.counting.clause_evidence import ClauseEvidence, clause_evidence, with_measure
from sgreports.counting.context import CountContext
from sgreports.counting.measures import measure_evidence
from sgreports.counting.place.countries import CountryCandidate, country_candidates
from sgreports.counting.time.times import TimeCandidate, time_candidates
from sgreports.evidence.choice import RIGHT, Candidate, likeliest
from sgreports.evidence.linear import LinearModel, feature_ids
from sgreports.knowledge.linear_model import COUNTRIES, MEASURES, ROWS, TIMES
from sgreports.model.facts import MEASURES as ALL_MEASURES
from sgreports.model.facts import Measure
from sgreports.model.letters import last_word, letter_span
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph
from sgreports_gold.training.choices import Choice, fit_choices
from sgreports_gold.training.linear import Example, Folds, Recipe, calibrated, fit

MEASURE = Recipe(MEASURES, ALL_MEASURES, strength=0.3)
TIME = Recipe(TIMES, (RIGHT,), strength=0.02)
COUNTRY = Recipe(COUNTRIES, (RIGHT,), strength=0.05)
ANSWERS = ("wrong", RIGHT)
ROW = Recipe(ROWS, ANSWERS, strength=0.1)
Option = TypeVar("Option", bound=Candidate)


@dataclass(frozen=True, slots=True)
class CountExample:
    """A count of the program in a gold paragraph. `gold` is gold's count with the same span, None where it has none;
    `dates` are the times that gold's `count_at` names."""

    place: CountContext
    gold: GoldMention | None
    dates: frozenset[str]

    @property
    def document(self) -> str:
        return self.place.report.document


@dataclass(frozen=True, slots=True)
class Trained:
    """The four models, and out-of-fold scores of rows, each with whether the row is right."""

    measures: LinearModel
    times: LinearModel
    countries: LinearModel
    rows: LinearModel
    scored: tuple[tuple[float, bool], ...]
    cells: Mapping[str, float]


def count_examples(places: Iterable[CountContext], gold: Mapping[str, GoldParagraph]) -> Iterator[CountExample]:
    """The counts of a report that stand in gold paragraphs (by key) whose counts have rows."""
    for place in places:
        paragraph = gold.get(place.count.paragraph)
        if paragraph is None or not _has_rows(paragraph) or place.count.id not in place.scene.heads:
            continue
        span = letter_span(place.scene.doc.text, place.count.start, place.count.end)
        marked = next((m for m in paragraph.mentions if m.label == "COUNT" and (m.start, m.end) == span), None)
        nones = {(n.start, n.end) for n in paragraph.no_counts}
        if marked or paragraph.cells is None or span in nones:
            yield CountExample(place, marked, _dates(paragraph, marked))


def _has_rows(paragraph: GoldParagraph) -> bool:
    return all(m.row is not None for m in paragraph.mentions if m.label == "COUNT")


def _dates(paragraph: GoldParagraph, count: GoldMention | None) -> frozenset[str]:
    entity = {m.id: m.entity for m in paragraph.mentions}
    linked = (r for r in paragraph.relations if count is not None and r.type == "count_at" and r.subject == count.id)
    return frozenset(key for r in linked if (key := entity[r.object]))


def train_counts(examples: Sequence[CountExample], others: Sequence[CountExample]) -> Trained:
    """The models fitted on all examples, their calibrations on what each fold says of the documents left out of it.

    The score of a row is calibrated on `others`, if there are any: counts that none of the program's models, of events
    and relations too, has learned from.
    """
    evidence = [clause_evidence(e.place) for e in examples]
    measures, chosen_measures = _measures(examples, evidence)
    clauses = [with_measure(c, m) for c, (m, _) in zip(evidence, chosen_measures, strict=True)]
    times, chosen_times = _fit_choices(TIME, examples, [
        time_candidates(e.place, c, m) for e, c, (m, _) in zip(examples, clauses, chosen_measures, strict=True)
    ], is_time)  # fmt: skip
    countries, chosen_countries = _fit_choices(
        COUNTRY, examples, [country_candidates(e.place, c) for e, c in zip(examples, clauses, strict=True)], is_country
    )
    chosen = zip(examples, chosen_measures, chosen_times, chosen_countries, strict=True)
    cells = [chosen_cells(e.place, m, t, c) for e, m, t, c in chosen]
    rows, scored = _rows(examples, cells)
    if others:
        rows = calibrated(rows, *_unzipped(list(_scored_rows(others, CountModels(measures, times, countries), rows))))
    return Trained(measures, times, countries, rows, tuple(scored), _shares(examples, cells))


def _measures(
    examples: Sequence[CountExample], evidence: Sequence[ClauseEvidence]
) -> tuple[LinearModel, list[tuple[Measure, float]]]:
    features = [feature_ids(measure_evidence(e.place, c)) for e, c in zip(examples, evidence, strict=True)]
    known = [
        Example(e.document, f, e.gold.row.measure)
        for e, f in zip(examples, features, strict=True) if e.gold is not None and e.gold.row is not None
    ]  # fmt: skip
    found = Folds(lambda its: fit(MEASURE, its), known)
    probabilities = [found.without(e.document).probabilities(f) for e, f in zip(examples, features, strict=True)]
    predictions = [(ALL_MEASURES[int(c.argmax())], float(c.max())) for c in probabilities]
    pairs = [
        (p, m == row.measure) for e, (m, p) in zip(examples, predictions, strict=True) if e.gold and (row := e.gold.row)
    ]
    model = calibrated(fit(MEASURE, known), *_unzipped(pairs))
    return model, [(m, model.meta.share(p)) for m, p in predictions]


def _fit_choices(
    recipe: Recipe,
    examples: Sequence[CountExample],
    candidates: Sequence[Sequence[Option]],
    right: Callable[[CountExample, Option], bool],
) -> tuple[LinearModel, list[tuple[Option, float]]]:
    """The model of a cell, and the out-of-fold choice for each example."""
    choices = [
        Choice(e.document, tuple(feature_ids(c.evidence) for c in options), tuple(right(e, c) for c in options))
        for e, options in zip(examples, candidates, strict=True) if e.gold is not None
    ]  # fmt: skip
    found = Folds(lambda options: fit_choices(recipe, options), choices)
    predictions = [
        likeliest(options, found.without(e.document)) for e, options in zip(examples, candidates, strict=True)
    ]
    pairs = [(p, right(e, c)) for e, (c, p) in zip(examples, predictions, strict=True) if e.gold is not None]
    model = calibrated(fit_choices(recipe, choices), *_unzipped(pairs))
    return model, [(c, model.meta.share(p)) for c, p in predictions]


def _unzipped(pairs: Sequence[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [p for p, _ in pairs], [right for _, right in pairs]


def is_time(example: CountExample, time: TimeCandidate) -> bool:
    """Whether a time has the years of gold's row, and where gold's `count_at` names times, just these."""
    row = example.gold.row if example.gold is not None else None
    if row is None:
        return False
    return time.value == row.years and (not example.dates or time.source is None or example.dates == set(time.times))


def is_country(example: CountExample, country: CountryCandidate) -> bool:
    """Whether a country is gold's; where gold has several, none or one of them."""
    row = example.gold.row if example.gold is not None else None
    if row is None:
        return False
    codes = row.country or ()
    return country.country in codes if len(codes) == 1 else country.country in {None, *codes}


def wrong_cells(example: CountExample, cells: Cells) -> Iterator[str]:
    """Which of value, unit (its last word), event, measure, years and country are not gold's."""
    gold, count = example.gold, example.place.count
    if gold is None or gold.row is None:
        yield "value"
        return
    if (count.entity or "").casefold() != (gold.entity or "").casefold():
        yield "value"
    if last_word(count.unit or "") != last_word(gold.unit or ""):
        yield "unit"
    if count.event != gold.event:
        yield "event"
    if cells.measure != gold.row.measure:
        yield "measure"
    if cells.time.value != gold.row.years:
        yield "years"
    if not is_country(example, cells.country):
        yield "country"


def _rows(examples: Sequence[CountExample], cells: Sequence[Cells]) -> tuple[LinearModel, list[tuple[float, bool]]]:
    known = [
        Example(e.document, feature_ids(row_evidence(e.place.count, c)), ANSWERS[not list(wrong_cells(e, c))])
        for e, c in zip(examples, cells, strict=True)
    ]
    found = Folds(lambda its: fit(ROW, its), known)
    pairs = [(float(found.without(k.document).probabilities(k.features)[1]), k.answer == ANSWERS[1]) for k in known]
    model = calibrated(fit(ROW, known), *_unzipped(pairs))
    return model, [(model.meta.share(p), right) for p, right in pairs]


def _scored_rows(
    examples: Sequence[CountExample], models: CountModels, rows: LinearModel
) -> Iterator[tuple[float, bool]]:
    """The score of each row before calibration, and whether the row is right."""
    for e in examples:
        cells = decide_cells(e.place, models)
        features = feature_ids(row_evidence(e.place.count, cells))
        yield float(rows.probabilities(features)[1]), not list(wrong_cells(e, cells))


def _shares(examples: Sequence[CountExample], cells: Sequence[Cells]) -> dict[str, float]:
    """The share of gold's counts with each cell right, and with all, by out-of-fold predictions."""
    wrong = [set(wrong_cells(e, c)) for e, c in zip(examples, cells, strict=True) if e.gold is not None]
    names = ("value", "unit", "event", "measure", "years", "country")
    shares = {name: sum(name not in each for each in wrong) / max(1, len(wrong)) for name in names}
    return shares | {"row": sum(not each for each in wrong) / max(1, len(wrong))}
