"""Conversions between scores, log odds and probabilities."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

Number = TypeVar("Number", bound=np.floating)
MIN_PROBABILITY = 1e-6  # lower probabilities are clipped to this
MAX_LOG_ODDS = 30.0  # log odds are clipped to ±MAX_LOG_ODDS


def softmax(scores: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """Softmax along the last axis."""
    return np.exp(log_softmax(scores))  # type: ignore[no-any-return]


def log_softmax(scores: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """The logarithm of softmax, along the last axis."""
    lowered = scores - scores.max(axis=-1, keepdims=True)
    found: npt.NDArray[Number] = lowered - np.log(np.exp(lowered).sum(axis=-1, keepdims=True))
    return found


def logistic(log_odds: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """The probabilities that correspond to log odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -MAX_LOG_ODDS, MAX_LOG_ODDS))), np.float64)


def log_odds(probabilities: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """The log odds of probabilities, which are clipped so that none is infinite."""
    p = np.clip(probabilities, MIN_PROBABILITY, 1 - MIN_PROBABILITY)
    return np.asarray(np.log(p / (1 - p)), np.float64)
