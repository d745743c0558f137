"""Chooses the likeliest of the candidates of a cell.

They stand in the order of preference of GUIDELINES (*Rows*): without a model the first is taken. The trained model
scores the features of each.
"""

from collections.abc import Hashable, Sequence
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from sgreports.evidence.linear import SCALE, FeatureIds, LinearModel, feature_ids
from sgreports.evidence.scores import softmax

RIGHT = "right"
Floats = npt.NDArray[np.float64]


class Candidate(Protocol):
    """A value that a cell may have, with its features (`evidence`). Several candidates may have one value."""

    @property
    def value(self) -> Hashable: ...
    @property
    def evidence(self) -> tuple[str, ...]: ...


Option = TypeVar("Option", bound=Candidate)


def choose(candidates: Sequence[Option], model: LinearModel | None) -> tuple[Option, float | None]:
    """The likeliest candidate, the first of equals, and the estimated probability that it is right (None without a
    model)."""
    if model is None:
        return candidates[0], None
    best, probability = likeliest(candidates, model)
    return best, round(model.meta.share(probability), 3)


def likeliest(candidates: Sequence[Option], model: LinearModel) -> tuple[Option, float]:
    """The likeliest candidate of the likeliest value, the first of equals, and the value's probability before
    calibration: that of all its candidates.

    The softmax includes the case that no candidate is right, whose score is 0. Probabilities are rounded, so that
    ties are ties.
    """
    scores = _scores([feature_ids(each.evidence) for each in candidates], model)
    probabilities = [round(p, 4) for p in softmax(np.append(scores, 0.0))[:-1].tolist()]
    of_value: dict[Hashable, float] = {}
    for each, probability in zip(candidates, probabilities, strict=True):
        of_value[each.value] = of_value.get(each.value, 0.0) + probability
    value = max(of_value, key=lambda each: round(of_value[each], 4))
    own = [p if each.value == value else -1.0 for each, p in zip(candidates, probabilities, strict=True)]
    return candidates[own.index(max(own))], min(round(of_value[value], 4), 1.0)


def shares(options: Sequence[FeatureIds], model: LinearModel, priors: Floats | None = None) -> Floats:
    """The probability of each option, given by its features (at least one), of which one is right; before calibration.

    `priors` are log probabilities by other models, (options, models).
    """
    scores = _scores(options, model)
    return softmax(scores if priors is None else scores + priors @ np.array(model.meta.priors))


def _scores(options: Sequence[FeatureIds], model: LinearModel) -> Floats:
    sizes = np.array([len(features) for features in options])
    sums = np.add.reduceat(model.weights[np.concatenate(options), 0], np.cumsum(sizes) - sizes)
    return np.asarray(sums * (SCALE / np.sqrt(sizes)), np.float64)
