"""Multinomial logistic regression over hashed features, fitted by scikit-learn (the extra `train`)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from sgreports.knowledge.components import LABELS
from sgreports.knowledge.weights import Floats
from sgreports.mentions.open_classes.features import BUCKETS, Indices
from sgreports.training.names.examples import Example
from sgreports.training.names.recipe import Fit, Weights

ANSWERS = 1 + len(LABELS)


def fit(examples: Sequence[Example], weights: Weights, recipe: Fit) -> Floats:
    """The weights, (BUCKETS, ANSWERS). The same examples and recipe give the same weights.

    An empty example of each answer is added, so that a class that has no example gets weights too.
    """
    empty = [np.array([], np.int32)] * ANSWERS
    used, x = matrix([*(e.indices for e in examples), *empty])
    y = [*(e.answer for e in examples), *range(ANSWERS)]
    how_much = [*(weight_of(e, weights) for e in examples), *[1.0] * ANSWERS]
    model = LogisticRegression(C=recipe.c, max_iter=recipe.max_iter, fit_intercept=False)
    found = np.zeros((BUCKETS, ANSWERS), np.float32)
    found[used] = model.fit(x, y, sample_weight=how_much).coef_.T
    return found


def matrix(spans: Sequence[Indices]) -> tuple[Indices, Any]:
    """The features that occur, and how often each occurs in each span as a sparse matrix, (spans, features)."""
    used, columns = np.unique(np.concatenate(spans), return_inverse=True)
    ends = np.cumsum([0, *map(len, spans)])
    return used, csr_array((np.ones(len(columns)), columns, ends), shape=(len(spans), len(used)))


def weight_of(e: Example, weights: Weights) -> float:
    """How much an example counts."""
    return (weights.unmarked if e.unmarked else weights.marked) * (weights.gold if e.gold else 1)
