"""The learning curve of relations: rules, the model alone, and both, by the share of the train documents.

Each share is evaluated on held-out documents that no rule was written from. Figures are over candidate pairs only.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from sgreports.links.learned.arrays import Flags, Floats
from sgreports.links.learned.second_pass import second_pass_input
from sgreports_gold.training.relations.answers import UNKNOWN
from sgreports_gold.training.relations.decision import decision_of, probabilities_of, rows_of
from sgreports_gold.training.relations.examples import Example
from sgreports_gold.training.relations.fit import first_pass, first_passes, folds, out_of_fold_scores, scores_of

SHARES = (0.125, 0.25, 0.5, 1.0)
HELD_OUT_FOLDS = (0, 1)
THRESHOLD = 0.4
SEED = 20261126
LINES = ("rules", "learned", "both")


class Point(NamedTuple):
    """F1 of a line at a share of what is learnt from: mean, least and most of the folds, and the paragraphs of it."""

    line: str
    share: float
    f1: float
    least: float
    most: float
    paragraphs: int


def relation_points(
    examples: Sequence[Example], say: Callable[[str], None], shares: Sequence[float] = SHARES
) -> list[Point]:
    """The points of all lines, share by share; least and most are over the held-out folds."""
    fold = folds(examples)
    found: list[Point] = []
    for share in shares:
        f1_by_fold = []
        for n in HELD_OUT_FOLDS:
            say(f"curve: {share:.1%} of the documents, fold {n}")
            rest = [e for e, scores in zip(examples, fold, strict=True) if scores != n]
            held_out = [e for e, scores in zip(examples, fold, strict=True) if scores == n and not e.seen]
            f1_by_fold.append(dict(figures(share_of(rest, share), held_out)))
        paragraphs = round(share * len(examples))
        for line in LINES:
            scores = [each[line] for each in f1_by_fold]
            found.append(Point(line, share, sum(scores) / len(scores), min(scores), max(scores), paragraphs))
    return found


def share_of(examples: Sequence[Example], share: float) -> list[Example]:
    """The examples of a random share of the documents."""
    documents = sorted({e.document for e in examples})
    random.Random(SEED).shuffle(documents)
    kept = frozenset(documents[: max(1, round(share * len(documents)))])
    return [e for e in examples if e.document in kept]


def figures(train: Sequence[Example], held_out: Sequence[Example]) -> Iterator[tuple[str, float]]:
    """F1 over pairs of held-out documents: of the rules, of the model without them, of both."""
    yield "rules", f1([e.rule_scores > 0 for e in held_out], held_out)
    fold = folds(train)
    inner, first = out_of_fold_scores(train, fold, first_passes(train, fold)), first_pass(train)
    scores = [scores_of(e, first) for e in held_out]
    for name, change in (("learned", without_rules), ("both", unchanged)):
        decision = decision_of(rows_of([change(e) for e in train], inner, fold))
        found = rows_of([change(e) for e in held_out], scores, np.zeros(len(held_out), np.int64))
        yield name, f1(list(kept_pairs(held_out, scores, probabilities_of(decision, found), change)), held_out)


def unchanged(e: Example) -> Example:
    return e


def without_rules(e: Example) -> Example:
    return replace(e, rule_scores=np.zeros_like(e.rule_scores))


def kept_pairs(
    held_out: Sequence[Example], scores: Sequence[Floats], probabilities: Floats, change: Callable[[Example], Example]
) -> Iterator[Flags]:
    """Masks of the pairs and types of each example that reach the threshold, (pairs, types)."""
    at = 0
    for e, first_scores in zip(held_out, scores, strict=True):
        second_pass = second_pass_input(e.arrays, e.pairs, first_scores, change(e).rule_scores)
        table = np.zeros(e.rule_scores.shape)
        table[second_pass.pair, second_pass.kind] = probabilities[at : at + len(second_pass.pair)]
        at += len(second_pass.pair)
        found: Flags = table >= THRESHOLD
        yield found


def f1(kept: Sequence[Flags], held_out: Sequence[Example]) -> float:
    """F1 over pairs whose answer is known."""
    right = sum(int((kept_here * (e.answers == 1)).sum()) for kept_here, e in zip(kept, held_out, strict=True))
    found = sum(int((kept_here * (e.answers != UNKNOWN)).sum()) for kept_here, e in zip(kept, held_out, strict=True))
    gold = sum(int((e.answers == 1).sum()) for e in held_out)
    return 2 * right / (found + gold) if found + gold else 0.0
