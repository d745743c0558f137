"""The learning curve of relations: rules, the learned model alone, and both, by the share of the train documents.

Each share is fitted anew and judged on documents that were left out and that no rule was written from. A pair counts;
what no pair reaches is in no figure.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from sgreports.relations.learned.arrays import Flags, Floats
from sgreports.relations.learned.second_pass import second_pass_input
from sgreports.training.curve_picture import Point, Words
from sgreports.training.relations.answers import UNKNOWN
from sgreports.training.relations.decision import chances_of, decision_of, rows_of
from sgreports.training.relations.fit import Example, first_pass, folds, left_out, scores_of

SHARES = (0.125, 0.25, 0.5, 1.0)
JUDGED = (0, 1)  # the folds that are left out, one after the other
THRESHOLD = 0.4
SEED = 20261126
LINES = ("rules", "learned", "both")
WORDS = Words(
    "F1 over pairs, in reports not learnt from and not written from", "share of the train documents", "paragraphs"
)


def relation_points(
    examples: Sequence[Example], say: Callable[[str], None], shares: Sequence[float] = SHARES
) -> list[Point]:
    """The points of all lines, share by share; least and most are those of the folds judged."""
    fold = folds(examples)
    found: list[Point] = []
    for share in shares:
        drawn = []
        for n in JUDGED:
            say(f"curve: {share:.1%} of the documents, fold {n}")
            rest = [e for e, its in zip(examples, fold, strict=True) if its != n]
            judged = [e for e, its in zip(examples, fold, strict=True) if its == n and not e.seen]
            drawn.append(dict(figures(part_of(rest, share), judged)))
        paragraphs = round(share * len(examples))
        for line in LINES:
            its = [each[line] for each in drawn]
            found.append(Point(line, share, sum(its) / len(its), min(its), max(its), paragraphs))
    return found


def part_of(examples: Sequence[Example], share: float) -> list[Example]:
    """The examples of a share of the documents, drawn by chance."""
    documents = sorted({e.document for e in examples})
    random.Random(SEED).shuffle(documents)
    kept = frozenset(documents[: max(1, round(share * len(documents)))])
    return [e for e in examples if e.document in kept]


def figures(learnt: Sequence[Example], judged: Sequence[Example]) -> Iterator[tuple[str, float]]:
    """F1 over the pairs judged: of the rules, of what was learned without them, of both."""
    yield "rules", f1([e.ruled > 0 for e in judged], judged)
    fold = folds(learnt)
    inner, weights = left_out(learnt, fold), first_pass(learnt)
    scores = [scores_of(e, *weights) for e in judged]
    for name, change in (("learned", without_rules), ("both", as_it_is)):
        decision = decision_of(rows_of([change(e) for e in learnt], inner, fold))
        found = rows_of([change(e) for e in judged], scores, np.zeros(len(judged), np.int64))
        yield name, f1(list(taken(judged, scores, chances_of(decision, found), change)), judged)


def as_it_is(e: Example) -> Example:
    return e


def without_rules(e: Example) -> Example:
    return replace(e, ruled=np.zeros_like(e.ruled))


def taken(
    judged: Sequence[Example], scores: Sequence[Floats], chances: Floats, change: Callable[[Example], Example]
) -> Iterator[Flags]:
    """Which pairs and types of each example reach the threshold, (pairs, types)."""
    at = 0
    for e, z in zip(judged, scores, strict=True):
        its = second_pass_input(e.arrays, e.pairs, z, change(e).ruled)
        chance = np.zeros(e.ruled.shape)
        chance[its.pair, its.kind] = chances[at : at + len(its.pair)]
        at += len(its.pair)
        found: Flags = chance >= THRESHOLD
        yield found


def f1(taken: Sequence[Flags], judged: Sequence[Example]) -> float:
    """F1 over pairs whose answer is known."""
    right = sum(int((its * (e.answers == 1)).sum()) for its, e in zip(taken, judged, strict=True))
    found = sum(int((its * (e.answers != UNKNOWN)).sum()) for its, e in zip(taken, judged, strict=True))
    gold = sum(int((e.answers == 1).sum()) for e in judged)
    return 2 * right / (found + gold) if found + gold else 0.0
