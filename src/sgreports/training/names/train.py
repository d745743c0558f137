"""One training: the examples of all reports, the weights, their calibration, the comparison on dev."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sgreports.annotation.scoring.figures import Figure
from sgreports.knowledge.components import NAMES, Calibration, ComponentMeta
from sgreports.knowledge.weights import Floats
from sgreports.mentions.open_classes.component import Component
from sgreports.model.facts import Label
from sgreports.settings import Settings
from sgreports.training.names.calibrate import Verdict, calibrations, verdicts
from sgreports.training.names.compare import chosen, comparisons, scores, with_calibration
from sgreports.training.names.examples import Example, examples_of
from sgreports.training.names.judged import read_judged
from sgreports.training.names.recipe import Recipe
from sgreports.training.names.regression import fit
from sgreports.training.reports import DEV, TEST, Annotations, Marked, files_to_learn_from, marked

Say = Callable[[str], None]
NAME = "open-classes-1"


@dataclass(frozen=True, slots=True)
class Trained:
    """What a training gives: the component, the readings that its calibration rests on, the figures on dev."""

    component: Component
    verdicts: Sequence[Verdict]
    before: Mapping[str, Figure]
    after: Mapping[str, Figure]


def examples_for(recipe: Recipe, known: Annotations, settings: Settings, say: Say) -> list[Example]:
    """The examples of all reports of the settings' folder that are neither dev nor test."""
    judged = read_judged(recipe.data.judged)
    held = frozenset(d for d, split in known.splits.items() if split in (DEV, TEST))
    gold = {key: p for key, p in known.gold.items() if p.document not in held}
    out: list[Example] = []
    for report in marked(files_to_learn_from(known, settings.reports), settings, held):
        out += examples_of(report.units, report.found, gold, judged, silver=recipe.data.silver)
        say(f"{report.units[0].report.document if report.units else ''}: {len(out)} spans")
    return out


def train(recipe: Recipe, examples: Sequence[Example], known: Annotations, dev: Sequence[Marked]) -> Trained:
    """Fits, calibrates on parts not fitted on, and sets each label's cutoff by dev."""
    judged = verdicts(examples, recipe)
    weights = fit(examples, recipe.weights, recipe.fit)
    gold = known.of(DEV)
    first = component_of(weights, calibrations(judged, recipe.merge), examples)
    component = with_calibration(first, chosen(dev, gold, first))
    before, after = (scores(comparisons(dev, gold, c)) for c in (None, component))
    return Trained(component, judged, before, after)


def component_of(weights: Floats, calibration: dict[Label, Calibration], examples: Sequence[Example]) -> Component:
    """The component of weights, rounded as its file holds them; the hash is put in when it is saved."""
    counts = {
        "reports": len({e.document for e in examples}), "spans": len(examples),
        "unmarked": sum(e.unmarked for e in examples), "gold": sum(e.gold for e in examples),
        "names_unmarked": sum(e.unmarked and e.answer > 0 for e in examples),
    }  # fmt: skip
    meta = ComponentMeta(name=NAME, features=NAMES.features, sha256="", calibration=calibration, examples=counts)
    return Component(meta, weights.astype("float16").astype("float32"))
