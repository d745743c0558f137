"""From scores to probabilities and back."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Number = TypeVar("Number", bound=np.floating)
LEAST = 1e-6  # a probability that is taken for none
MOST = 30.0  # log odds beyond which a probability is 0 or 1


def softmax(scores: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """The probabilities of answers that exclude one another, along the last axis."""
    return np.exp(log_softmax(scores))  # type: ignore[no-any-return]


def log_softmax(scores: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """Their logarithms."""
    lowered = scores - scores.max(axis=-1, keepdims=True)
    found: npt.NDArray[Number] = lowered - np.log(np.exp(lowered).sum(axis=-1, keepdims=True))
    return found


def logistic(odds: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """The probabilities of log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -MOST, MOST))), np.float64)


def log_odds(chances: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """The log odds of probabilities, kept from the infinite."""
    p = np.clip(chances, LEAST, 1 - LEAST)
    return np.asarray(np.log(p / (1 - p)), np.float64)
