"""Fits the choice among candidates of a cell: a conditional logit over hashed features (McFadden 1974).

The alternatives are the candidates of one count, and that none of them is right, whose score is 0. If several are
right, their probabilities are added.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array

from sgreports.errors import UsageError
from sgreports.evidence.linear import BUCKETS, FeatureIds, LinearModel
from sgreports.facts.choice import RIGHT
from sgreports.training.linear import Recipe, meta_of, table

STEPS = 150
NONE = np.array([], np.int32)  # no candidate is right: this alternative has no features


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of the candidates of one cell, and whether each is right by gold."""

    document: str
    options: tuple[FeatureIds, ...]
    right: tuple[bool, ...]


def fit_choices(recipe: Recipe, choices: Sequence[Choice]) -> LinearModel:
    """The weights under which right candidates are likeliest, without a calibration.

    Raises UsageError where no candidate is right.
    """
    if not any(any(c.right) for c in choices):
        raise UsageError(f"gold has none of the candidates for {recipe.kind.name}: nothing to learn from")
    used, columns = table([option for c in choices for option in (*c.options, NONE)])
    starts = np.cumsum([0, *(len(c.options) + 1 for c in choices[:-1])])
    right = np.concatenate([(*c.right, not any(c.right)) for c in choices])
    found = minimize(
        _loss, np.zeros(len(used)), (columns, starts, right, recipe.strength), jac=True, method="L-BFGS-B",
        options={"maxiter": STEPS},
    )  # fmt: skip
    weights = np.zeros((BUCKETS, 1), np.float32)
    weights[used, 0] = found.x
    return LinearModel(meta_of(recipe, choices, (RIGHT,), [0.0]), weights.astype(np.float16).astype(np.float32))


def _loss(
    weights: npt.NDArray[np.float64], columns: csr_array, starts: npt.NDArray[np.int64], right: npt.NDArray[np.bool_],
    strength: float,
) -> tuple[float, npt.NDArray[np.float64]]:  # fmt: skip
    """The negative log likelihood with the penalty on weights, and its gradient."""
    sizes = np.diff([*starts, len(right)])
    scores = columns @ weights
    raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    every, good = np.add.reduceat(raised, starts), np.add.reduceat(raised * right, starts)
    slope = raised / np.repeat(every, sizes) - raised * right / np.repeat(good, sizes)
    loss = float((np.log(every) - np.log(good)).sum())
    return strength * loss + float(weights @ weights) / 2, strength * (columns.T @ slope) + weights
