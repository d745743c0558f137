"""Chooses the likeliest of the candidates of a cell.

They stand in the order of preference of GUIDELINES (*Rows*): without a model the first is taken. The trained model
scores the features of each.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import numpy as np

from sgreports.evidence.linear import LinearModel, feature_ids
from sgreports.evidence.scores import softmax

RIGHT = "right"


class Candidate(Protocol):
    """A value that a cell may have, with its features (`evidence`)."""

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
    """The likeliest candidate, the first of equals, and its probability before calibration.

    The softmax includes the case that no candidate is right, whose score is 0. Probabilities are rounded, so that
    ties are ties.
    """
    scores = [float(model.scores(feature_ids(each.evidence))[0]) for each in candidates]
    probabilities = [round(float(p), 4) for p in softmax(np.array([*scores, 0.0]))[:-1]]
    best = probabilities.index(max(probabilities))
    return candidates[best], probabilities[best]
