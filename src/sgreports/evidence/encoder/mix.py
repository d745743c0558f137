"""Combines the probabilities of several models (log-linear pooling)."""

import numpy as np
import numpy.typing as npt

from sgreports.evidence.scores import MIN_PROBABILITY, softmax
from sgreports.knowledge.encoder_model import Mix

Floats = npt.NDArray[np.float64]


def combine(
    weights: Mix,
    feature_probabilities: npt.ArrayLike,
    encoder_log_probabilities: npt.ArrayLike,
    rule_answer: int | None = None,
) -> Floats:
    """The probability of each answer: the weighted sum of the log probabilities of the linear model and of the encoder,
    with a bonus for the answer of the rules, if they give one."""
    scores = weights.features * np.log(
        np.maximum(feature_probabilities, MIN_PROBABILITY)
    ) + weights.encoder * np.asarray(encoder_log_probabilities, np.float64)
    if rule_answer is not None:
        scores[rule_answer] += weights.rules
    return np.asarray(softmax(scores), np.float64)
