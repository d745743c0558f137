"""The candidates of a cell, and which of them is likeliest.

They stand in the order in which GUIDELINES (*Rows*) takes them. The trained model weighs what speaks for each;
without a model the first is taken.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import numpy as np

from sgreports.evidence.linear import LinearModel, feature_ids
from sgreports.evidence.scores import softmax

RIGHT = "right"


class Candidate(Protocol):
    """Something that a cell may hold, with what speaks for and against it."""

    @property
    def evidence(self) -> tuple[str, ...]: ...


Option = TypeVar("Option", bound=Candidate)


def choose(candidates: Sequence[Option], model: LinearModel | None) -> tuple[Option, float | None]:
    """The likeliest candidate, the first of equals, and the estimated probability that it is right (None without a
    model)."""
    if model is None:
        return candidates[0], None
    found, chance = likeliest(candidates, model)
    return found, round(model.meta.share(chance), 3)


def likeliest(candidates: Sequence[Option], model: LinearModel) -> tuple[Option, float]:
    """The likeliest candidate, the first of equals, and its raw probability, rounded, so that equals are equal. Each is
    weighed against the others and against none of them being right, whose score is 0."""
    scores = [float(model.scores(feature_ids(each.evidence))[0]) for each in candidates]
    chances = [round(float(p), 4) for p in softmax(np.array([*scores, 0.0]))[:-1]]
    best = chances.index(max(chances))
    return candidates[best], chances[best]
