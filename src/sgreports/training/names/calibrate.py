"""What the component is worth on reports that it was not fitted on: shares right, and where each label's cutoff is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from zlib import crc32

from sgreports.knowledge.components import LABELS, Calibration
from sgreports.knowledge.weights import Floats
from sgreports.mentions.open_classes.component import probabilities
from sgreports.model.facts import Label
from sgreports.training.linear import platt
from sgreports.training.names.examples import Example
from sgreports.training.names.recipe import Merge, Recipe
from sgreports.training.names.regression import fit

SEEN = 0.05  # raw probability under which a reading is of no interest
CUTOFFS = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Shares right from which on a label may be marked; from half on, F1 is more likely to gain than to lose."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A span that weights read which had not seen its report: the likeliest label, its probability, the answer."""

    example: Example
    label: Label
    probability: float

    @property
    def right(self) -> bool:
        return self.example.answer == 1 + LABELS.index(self.label)


def part_of(document: str, parts: int) -> int:
    """In which part a report is judged: by its name, so that one more report moves no other."""
    return crc32(document.encode()) % parts


def verdicts(examples: Sequence[Example], recipe: Recipe, learnt: Sequence[Example] | None = None) -> list[Verdict]:
    """The readings of all unmarked examples, by weights fitted on the other parts of `learnt` (default: the same)."""
    out: list[Verdict] = []
    for part in range(recipe.merge.folds):
        others = [e for e in learnt or examples if part_of(e.document, recipe.merge.folds) != part]
        its = [e for e in examples if e.unmarked and part_of(e.document, recipe.merge.folds) == part]
        if others and its:
            out += read(its, fit(others, recipe.weights, recipe.fit))
    return out


def read(examples: Sequence[Example], weights: Floats) -> list[Verdict]:
    """The readings of examples that do not overlap, the likeliest first, as the merge takes them."""
    likely = probabilities(weights, [e.indices for e in examples])[:, 1:]
    found = [Verdict(e, LABELS[int(p.argmax())], float(p.max())) for e, p in zip(examples, likely, strict=True)]
    key = lambda v: (v.example.document, v.example.paragraph)  # noqa: E731
    return [v for _, its in groupby(found, key) for v in _apart(v for v in its if v.probability >= SEEN)]


def _apart(found: Iterable[Verdict]) -> Iterator[Verdict]:
    taken: list[Example] = []
    for v in sorted(found, key=lambda v: (-v.probability, v.example.start, -v.example.end)):
        if all(v.example.end <= t.start or v.example.start >= t.end for t in taken):
            taken.append(v.example)
            yield v


def calibrations(found: Sequence[Verdict], merge: Merge) -> dict[Label, Calibration]:
    """The calibration of each label; its cutoff is None where too few spans from there on were right."""
    return {label: _calibration([v for v in found if v.label == label], merge) for label in LABELS}


def _calibration(found: Sequence[Verdict], merge: Merge) -> Calibration:
    slope, shift = platt([v.probability for v in found], [v.right for v in found])
    known = Calibration(slope=slope, shift=shift, cutoff=CUTOFFS[0])
    marked = [v for v in found if known.share(v.probability) >= CUTOFFS[0]]
    enough = sum(v.right for v in marked) >= merge.right
    return known if enough else cut_at(known, None)


def cut_at(known: Calibration, cutoff: float | None) -> Calibration:
    """The same calibration with another cutoff; None: the label does without the component."""
    return known.model_copy(update={"cutoff": cutoff})
