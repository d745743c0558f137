"""Combines the probabilities of several models (log-linear pooling)."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sgreports.evidence.scores import MIN_PROBABILITY, softmax
from sgreports.knowledge.encoder_model import Mix

Floats = npt.NDArray[np.float64]
SURE = 0.95  # the probability of the other model's likeliest answer from which on the encoder is not asked


def combine(
    weights: Mix,
    feature_probabilities: npt.ArrayLike,
    encoder_log_probabilities: npt.ArrayLike,
) -> Floats:
    """The probability of each answer: the weighted sum of the log probabilities of the other model and of the
    encoder."""
    scores = weights.features * np.log(
        np.maximum(feature_probabilities, MIN_PROBABILITY)
    ) + weights.encoder * np.asarray(encoder_log_probabilities, np.float64)
    return np.asarray(softmax(scores), np.float64)


def silent_on(rare: Sequence[int], said: npt.ArrayLike, others: Floats) -> Floats:
    """The encoder's log probabilities, if it says nothing of `rare` answers: they have the probability that the others
    give them, and what is left is shared as the encoder shares it."""
    own = np.exp(np.asarray(said, np.float64))
    own[list(rare)] = 0
    shared = own / max(own.sum(), MIN_PROBABILITY) * (1 - others[list(rare)].sum())
    shared[list(rare)] = others[list(rare)]
    return np.asarray(np.log(np.maximum(shared, MIN_PROBABILITY)), np.float64)
