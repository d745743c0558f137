"""Combines the probabilities of several models (log-linear pooling)."""

import numpy as np
import numpy.typing as npt

from sgreports.evidence.scores import MIN_PROBABILITY, softmax
from sgreports.knowledge.encoder_model import Mix

Floats = npt.NDArray[np.float64]
SURE = 0.95  # the probability of the other model's likeliest answer from which on the encoder is not asked


def combine(weights: Mix, feature_probabilities: npt.ArrayLike, encoder_log_probabilities: npt.ArrayLike) -> Floats:
    """The probability of each answer: the weighted sum of the log probabilities of the other model and of the
    encoder."""
    own = weights.features * np.log(np.maximum(feature_probabilities, MIN_PROBABILITY))
    said = weights.encoder * np.asarray(encoder_log_probabilities, np.float64)
    return np.asarray(softmax(own + said), np.float64)
