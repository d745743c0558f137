"""Trains the choice of the unit of a count.

What was chosen for the numbers before bears on a choice: it is learned beside what models that have not seen the report
choose there, as they will on new ones (Ross et al. 2011, A Reduction of Imitation Learning).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sgreports.counting.quantity.quantities import find_counts
from sgreports.counting.unit.choice import UnitCandidate, UnitChoice
from sgreports.evidence.choice import RIGHT, choose, likeliest
from sgreports.evidence.linear import LinearModel, feature_ids
from sgreports.knowledge.linear_model import UNITS
from sgreports.model.letters import last_word, letter_span
from sgreports_gold.training.choices import Choice, fit_choices
from sgreports_gold.training.linear import Folds, Recipe, calibrated
from sgreports_gold.training.reports import ReadReport

UNIT = Recipe(UNITS, (RIGHT,), strength=0.03)
ROUNDS = 2
RULES: UnitChoice = partial(choose, model=None)


@dataclass(frozen=True, slots=True)
class UnitExample:
    """The candidates for the unit of a count, and the last word of gold's."""

    document: str
    candidates: Sequence[UnitCandidate]
    unit: str

    def choice(self) -> Choice:
        options = tuple(feature_ids(c.evidence) for c in self.candidates)
        return Choice(self.document, options, tuple(c.value == self.unit for c in self.candidates))


@dataclass(frozen=True, slots=True)
class TrainedUnits:
    """The model fitted on all examples, for each document the choice by a model fitted without it, and the shares of
    open units that the rules and these have right."""

    model: LinearModel
    without: Mapping[str, UnitChoice]
    examples: int
    by_rules: float
    right: float

    @property
    def choice(self) -> UnitChoice:
        return partial(choose, model=self.model)


def train_units(reports: Sequence[ReadReport]) -> TrainedUnits:
    """The model fitted on all examples, calibrated on documents left out of a fit."""
    choices = dict.fromkeys((r.document for r in reports), RULES)
    for _ in range(ROUNDS):
        examples = [e for r in reports for e in unit_examples(r, choices[r.document])]
        folds = Folds(lambda its: fit_choices(UNIT, its), [e.choice() for e in examples])
        choices = {d: partial(choose, model=folds.without(d)) for d in choices}
    found = [likeliest(e.candidates, folds.without(e.document)) for e in examples]
    right = [best.value == e.unit for e, (best, _) in zip(examples, found, strict=True)]
    model = calibrated(fit_choices(UNIT, [e.choice() for e in examples]), [p for _, p in found], right)
    by_rules = sum(e.candidates[0].value == e.unit for e in examples)
    return TrainedUnits(model, choices, len(right), by_rules / len(right), sum(right) / len(right))


def unit_examples(report: ReadReport, choice: UnitChoice) -> Iterator[UnitExample]:
    """The counts that gold has with the same span and whose unit is open; a choice says the units of those before."""
    offered: list[Sequence[UnitCandidate]] = []

    def noting(candidates: Sequence[UnitCandidate]) -> tuple[UnitCandidate, float | None]:
        offered.append(candidates)
        return choice(candidates)

    for unit in report.units:
        paragraph = report.gold.get(unit.paragraph.key)
        units = {(m.start, m.end): m.unit for m in paragraph.mentions if m.label == "COUNT"} if paragraph else {}
        for count in find_counts(unit, noting) if units else ():
            its, span = [offered.pop() for _ in offered[:]], letter_span(unit.text, count.start, count.end)
            if its and span in units:
                yield UnitExample(report.document, its[0], last_word(units[span] or ""))
