"""The learning curve: how well the names that no rule marks are found, by the share of the reports learnt from."""

from collections.abc import Iterable, Sequence
from zlib import crc32

from sgreports.knowledge.components import LABELS
from sgreports.training.curve_picture import Point, Words
from sgreports.training.names.calibrate import CUTOFFS, Verdict, calibrations, verdicts
from sgreports.training.names.examples import Example
from sgreports.training.names.recipe import Recipe

SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
WORDS = Words(
    "F1 over the names that no rule marks, in reports not learnt from", "share of the read reports learnt from", "names"
)
DRAWS = 4  # of each share but the whole, since which reports they are matters


def points(examples: Sequence[Example], recipe: Recipe) -> list[Point]:
    """The curve's points, share by share; the same examples and recipe give the same."""
    out: list[Point] = []
    for share in SHARES:
        drawn = [verdicts(examples, recipe, learnt(examples, share, draw)) for draw in range(DRAWS if share < 1 else 1)]
        for label in LABELS:
            its = [f1(found, examples, recipe, label) for found in drawn]
            mean = sum(its) / len(its)
            out.append(Point(label, share, mean, min(its), max(its), names_of(examples, label)))
    return out


def learnt(examples: Iterable[Example], share: float, draw: int) -> list[Example]:
    """The examples of a share of the reports; which, their names and the draw decide."""
    documents = sorted({e.document for e in examples}, key=lambda d: crc32(f"curve {draw} {d}".encode()))
    some = frozenset(documents[: round(share * len(documents))])
    return [e for e in examples if e.document in some]


def names_of(examples: Iterable[Example], label: str) -> int:
    """How many names of a label no rule marks."""
    return sum(e.unmarked and e.answer > 0 and LABELS[e.answer - 1] == label for e in examples)


def f1(found: Sequence[Verdict], examples: Sequence[Example], recipe: Recipe, label: str) -> float:
    """F1 of a label over the unmarked spans, from the lowest cutoff on."""
    known = next(c for name, c in calibrations(found, recipe.merge).items() if name == label)
    its = [v for v in found if v.label == label and known.share(v.probability) >= CUTOFFS[0]]
    right = sum(v.right for v in its)
    return 2 * right / (len(its) + names_of(examples, label)) if right else 0.0
