"""Fits the second pass of the relation model: one logistic regression over its columns, and its threshold."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from sgreports.evidence.scores import logistic
from sgreports.knowledge.relation_model import Decision
from sgreports.links.learned.arrays import Floats, Ints
from sgreports.links.learned.second_pass import COLUMNS, second_pass_input
from sgreports.model.facts import RELATION_TYPES
from sgreports_gold.training.relations.answers import UNKNOWN
from sgreports_gold.training.relations.examples import Example

STRENGTH = 0.01  # inverse of the penalty on weights (C of scikit-learn), chosen on folds
TYPES = len(RELATION_TYPES)


class Rows(NamedTuple):
    """The pairs and types of the second pass, a row each; `seen`: rules were written from the row's document."""

    columns: Floats
    kind: Ints
    answer: npt.NDArray[np.int8]
    seen: npt.NDArray[np.bool_]
    fold: Ints


def fit_decision(examples: Sequence[Example], scores: Sequence[Floats], fold: Ints) -> tuple[Decision, float]:
    """The decision fitted on all examples, and the threshold by out-of-fold probabilities."""
    rows = rows_of(examples, scores, fold)
    usable = ~rows.seen & (rows.answer != UNKNOWN)
    return decision_of(rows), threshold(out_of_fold_probabilities(rows)[usable], rows.answer[usable] == 1)


def rows_of(examples: Sequence[Example], scores: Sequence[Floats], fold: Ints) -> Rows:
    """The pairs and types of the second pass, with their answers."""
    found = [second_pass_input(e.arrays, e.pairs, z, e.rule_scores) for e, z in zip(examples, scores, strict=True)]
    sizes = [len(each.pair) for each in found]
    return Rows(
        np.concatenate([each.columns for each in found]), np.concatenate([each.kind for each in found]),
        np.concatenate([e.answers[each.pair, each.kind] for e, each in zip(examples, found, strict=True)]),
        np.repeat([e.seen for e in examples], sizes), np.repeat(fold, sizes),
    )  # fmt: skip


def out_of_fold_probabilities(rows: Rows) -> Floats:
    """Out-of-fold probabilities of each row; folds are by document."""
    probabilities = np.zeros(len(rows.kind))
    for n in np.unique(rows.fold):
        rest, held_out = rows.fold != n, rows.fold == n
        probabilities[held_out] = probabilities_of(decision_of(subset(rows, rest)), subset(rows, held_out))
    return probabilities


def subset(rows: Rows, mask: npt.NDArray[np.bool_]) -> Rows:
    return Rows(rows.columns[mask], rows.kind[mask], rows.answer[mask], rows.seen[mask], rows.fold[mask])


def probabilities_of(decision: Decision, rows: Rows) -> Floats:
    """The probabilities by a decision, computed as in links/learned/model.py."""
    logits = rows.columns @ [decision.columns[name] for name in COLUMNS]
    for values, name in ((decision.intercept, None), (decision.score, "score"), (decision.rule, "rule")):
        of_type = np.array([values[kind] for kind in RELATION_TYPES])[rows.kind]
        logits += of_type if name is None else of_type * rows.columns[:, COLUMNS.index(name)]
    return logistic(logits)


def decision_of(rows: Rows) -> Decision:
    """Fits a logistic regression over standardized columns; its weights are for the original ones.

    Rules in documents that rules were written from have weights of their own, which are dropped.
    """
    known = subset(rows, rows.answer != UNKNOWN)
    table = design(known)
    mean, std = table.mean(axis=0), np.maximum(table.std(axis=0), 0.1)
    fitted = LogisticRegression(C=STRENGTH, max_iter=300, tol=1e-3).fit((table - mean) / std, known.answer)
    weights = fitted.coef_[0] / std
    intercept = float(fitted.intercept_[0] - (weights * mean).sum())
    own = weights[len(COLUMNS) : len(COLUMNS) + 3 * TYPES].reshape(3, TYPES)
    of_types = [dict(zip(RELATION_TYPES, row.round(5).tolist(), strict=True)) for row in own]
    return Decision(
        columns=dict(zip(COLUMNS, weights[: len(COLUMNS)].round(5).tolist(), strict=True)),
        intercept={kind: round(value + intercept, 5) for kind, value in of_types[0].items()},
        score=of_types[1], rule=of_types[2],
    )  # fmt: skip


def design(rows: Rows) -> Floats:
    """The design matrix: all columns; for each type an intercept, the score, a rule; then a rule in a seen document."""
    kind = np.eye(TYPES)[rows.kind]
    score, rule = (rows.columns[:, [COLUMNS.index(name)]] for name in ("score", "rule"))
    seen = rows.seen[:, None] * rule
    return np.concatenate([rows.columns, kind, kind * score, kind * rule, seen, seen * score], axis=1)


def threshold(probabilities: Floats, right: npt.NDArray[np.bool_]) -> float:
    """The probability from which on a pair is kept: half of the best F1, the same for all types.

    Of calibrated probabilities no other loses less F1 (Lipton, Elkan and Naryanaswamy 2014, Thresholding classifiers to
    maximize F1 score), and it moves less with the sample than the best one of each type. One half where nothing is
    right.
    """
    if not right.any():
        return 0.5
    order = np.argsort(-probabilities)
    true_positives = np.cumsum(right[order])
    f1 = 2 * true_positives / (np.arange(1, len(probabilities) + 1) + right.sum())
    return round(float(f1.max()) / 2, 2)
