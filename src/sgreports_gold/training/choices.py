"""Fits the choice among candidates of a cell: a conditional logit over hashed features (McFadden 1974).

The alternatives are the candidates of one count, and, where a choice says so, that none of them is right, whose score
is 0. If several are right, their probabilities are added.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack

from sgreports.errors import UsageError
from sgreports.evidence.choice import RIGHT, Floats
from sgreports.evidence.linear import BUCKETS, FeatureIds, LinearModel
from sgreports_gold.training.linear import Recipe, meta_of, table

STEPS = 150
NOTHING = np.array([], np.int32)  # the features of the alternative that no candidate is right


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of the candidates of one cell, and whether each is right by gold.

    `priors` are log probabilities by other models, (candidates, models), None without any; `weight` is how many such
    counts it stands for; `exhaustive`: one of the candidates must be right.
    """

    document: str
    options: tuple[FeatureIds, ...]
    right: tuple[bool, ...]
    priors: Floats | None = None
    weight: float = 1.0
    exhaustive: bool = False


def fit_choices(recipe: Recipe, choices: Sequence[Choice]) -> LinearModel:
    """The weights under which right candidates are likeliest, without a calibration. An exhaustive choice without a
    right candidate teaches nothing.

    Raises UsageError where no candidate is right.
    """
    choices = [c for c in choices if any(c.right) or not c.exhaustive]
    if not any(any(c.right) for c in choices):
        raise UsageError(f"gold has none of the candidates for {recipe.kind.name}: nothing to learn from")
    used, columns = table([option for c in choices for option in _alternatives(c)])
    alternatives = [len(c.options) + (not c.exhaustive) for c in choices]
    starts = np.cumsum([0, *alternatives[:-1]])
    right = np.concatenate([(*c.right, *(() if c.exhaustive else (not any(c.right),))) for c in choices])
    weights = np.array([c.weight for c in choices])
    priors = _priors(choices)
    found = minimize(
        _loss, np.concatenate([np.zeros(len(used)), np.ones(priors.shape[1])]),
        (hstack([columns, csr_array(priors)], format="csr"), starts, right, weights * recipe.strength), jac=True,
        method="L-BFGS-B", options={"maxiter": STEPS},
    ).x  # fmt: skip
    by_feature = np.zeros((BUCKETS, 1), np.float32)
    by_feature[used, 0] = found[: len(used)]
    meta = meta_of(recipe, choices, (RIGHT,), [0.0])
    meta = meta.model_copy(update={"priors": tuple(round(float(w), 4) for w in found[len(used) :])})
    return LinearModel(meta, by_feature.astype(np.float16).astype(np.float32))


def _alternatives(choice: Choice) -> Iterator[FeatureIds]:
    yield from choice.options
    if not choice.exhaustive:
        yield NOTHING


def _priors(choices: Sequence[Choice]) -> Floats:
    """The log probabilities of all alternatives by other models, (alternatives, models)."""
    if choices[0].priors is None:
        return np.zeros((sum(len(c.options) + (not c.exhaustive) for c in choices), 0))
    return np.concatenate([c.priors for c in choices if c.priors is not None])


def _loss(
    weights: npt.NDArray[np.float64], columns: Any, starts: npt.NDArray[np.int64], right: npt.NDArray[np.bool_],
    strength: npt.NDArray[np.float64],
) -> tuple[float, npt.NDArray[np.float64]]:  # fmt: skip
    """The negative log likelihood, by the strength of each choice, with the penalty on weights, and its gradient."""
    sizes = np.diff([*starts, len(right)])
    scores = columns @ weights
    raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    every, good = np.add.reduceat(raised, starts), np.add.reduceat(raised * right, starts)
    slope = raised / np.repeat(every, sizes) - raised * right / np.repeat(good, sizes)
    loss = float((strength * (np.log(every) - np.log(good))).sum())
    return loss + float(weights @ weights) / 2, columns.T @ (np.repeat(strength, sizes) * slope) + weights
