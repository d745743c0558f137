"""Fits the second pass of the relation model: one logistic regression over its columns, and its threshold."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from sgreports.evidence.scores import logistic
from sgreports.knowledge.relation_model import Decision
from sgreports.model.facts import RELATION_TYPES
from sgreports.relations.learned.arrays import Floats, Ints
from sgreports.relations.learned.second_pass import COLUMNS, second_pass_input
from sgreports.training.relations.answers import UNKNOWN

if TYPE_CHECKING:
    from sgreports.training.relations.fit import Example

STRENGTH = 0.01  # inverse of the penalty on weights (C of scikit-learn), chosen on folds
TYPES = len(RELATION_TYPES)


class Rows(NamedTuple):
    """All pairs and types to decide on, one row each; `seen`: rules were written from the row's document."""

    columns: Floats
    kind: Ints
    answer: npt.NDArray[np.int8]
    seen: npt.NDArray[np.bool_]
    fold: Ints


def fitted_decision(examples: "Sequence[Example]", scores: Sequence[Floats], fold: Ints) -> tuple[Decision, float]:
    """The decision fitted on all examples, and the threshold by what it says of documents left out."""
    rows = rows_of(examples, scores, fold)
    fair = ~rows.seen & (rows.answer != UNKNOWN)
    return decision_of(rows), threshold(left_out(rows)[fair], rows.answer[fair] == 1)


def rows_of(examples: "Sequence[Example]", scores: Sequence[Floats], fold: Ints) -> Rows:
    """The pairs and types that are decided on, with their answers."""
    found = [second_pass_input(e.arrays, e.pairs, z, e.ruled) for e, z in zip(examples, scores, strict=True)]
    sizes = [len(each.pair) for each in found]
    return Rows(
        np.concatenate([each.columns for each in found]), np.concatenate([each.kind for each in found]),
        np.concatenate([e.answers[each.pair, each.kind] for e, each in zip(examples, found, strict=True)]),
        np.repeat([e.seen for e in examples], sizes), np.repeat(fold, sizes),
    )  # fmt: skip


def left_out(rows: Rows) -> Floats:
    """The probability of each row by a decision that its document's fold was left out of."""
    chances = np.zeros(len(rows.kind))
    for n in np.unique(rows.fold):
        rest, its = rows.fold != n, rows.fold == n
        chances[its] = chances_of(decision_of(some(rows, rest)), some(rows, its))
    return chances


def some(rows: Rows, which: npt.NDArray[np.bool_]) -> Rows:
    return Rows(rows.columns[which], rows.kind[which], rows.answer[which], rows.seen[which], rows.fold[which])


def chances_of(decision: Decision, rows: Rows) -> Floats:
    """The probabilities that a decision gives, by the same sum as relations/learned/model.py."""
    z = rows.columns @ [decision.columns[name] for name in COLUMNS]
    for values, name in ((decision.intercept, None), (decision.score, "score"), (decision.rule, "rule")):
        of_type = np.array([values[kind] for kind in RELATION_TYPES])[rows.kind]
        z += of_type if name is None else of_type * rows.columns[:, COLUMNS.index(name)]
    return logistic(z)


def decision_of(rows: Rows) -> Decision:
    """A logistic regression over standardized columns, brought back to the columns as they are.

    What a rule is worth in documents that rules were written from has weights of its own, which are left out here.
    """
    known = some(rows, rows.answer != UNKNOWN)
    table = design(known)
    middle, spread = table.mean(axis=0), np.maximum(table.std(axis=0), 0.1)
    fitted = LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3).fit((table - middle) / spread, known.answer)
    weights = fitted.coef_[0] / spread
    intercept = float(fitted.intercept_[0] - (weights * middle).sum())
    own = weights[len(COLUMNS) : len(COLUMNS) + 3 * TYPES].reshape(3, TYPES)
    of_types = [dict(zip(RELATION_TYPES, row.round(5).tolist(), strict=True)) for row in own]
    return Decision(
        columns=dict(zip(COLUMNS, weights[: len(COLUMNS)].round(5).tolist(), strict=True)),
        intercept={kind: round(value + intercept, 5) for kind, value in of_types[0].items()},
        score=of_types[1], rule=of_types[2],
    )  # fmt: skip


def design(rows: Rows) -> Floats:
    """The columns, then those of each type: one, the score, a rule; at last a rule in a document that rules saw."""
    kind = np.eye(TYPES)[rows.kind]
    score, rule = (rows.columns[:, [COLUMNS.index(name)]] for name in ("score", "rule"))
    seen = rows.seen[:, None] * rule
    return np.concatenate([rows.columns, kind, kind * score, kind * rule, seen, seen * score], axis=1)


def threshold(chances: Floats, right: npt.NDArray[np.bool_]) -> float:
    """The probability from which on a pair is kept: half of the best F1, the same for all types.

    Of calibrated probabilities no other loses less F1 (Lipton, Elkan and Naryanaswamy 2014, Thresholding classifiers to
    maximize F1 score), and it moves less with the sample than the best one of each type. One half where nothing is
    right.
    """
    if not right.any():
        return 0.5
    order = np.argsort(-chances)
    found = np.cumsum(right[order])
    f1 = 2 * found / (np.arange(1, len(chances) + 1) + right.sum())
    return round(float(f1.max()) / 2, 2)
