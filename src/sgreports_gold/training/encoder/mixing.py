"""Fits the weights of the encoder and the linear models in their combination, on held-out documents."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from sgreports.evidence.encoder.mix import combine
from sgreports.evidence.scores import MIN_PROBABILITY, log_odds, log_softmax
from sgreports.knowledge.encoder_model import Mix
from sgreports.links.learned.arrays import Floats, Ints
from sgreports.model.facts import RELATION_TYPES, RelationType
from sgreports_gold.training.linear import platt
from sgreports_gold.training.relations.answers import UNKNOWN

STRENGTH = 1.0  # inverse of the penalty on weights (C of scikit-learn)
TYPES = len(RELATION_TYPES)


@dataclass(frozen=True, slots=True)
class ChoiceExample:
    """A choice with gold's answer: the other model's probabilities, and the encoder's log probabilities."""

    feature_probabilities: Floats
    encoder_log_probabilities: Floats
    gold: int


def mix_of_choices(choices: Sequence[ChoiceExample]) -> Mix:
    """The maximum-likelihood weights, and the calibration of the likeliest answer."""
    by_features = np.log(np.maximum([c.feature_probabilities for c in choices], MIN_PROBABILITY))
    by_encoder, gold = np.array([c.encoder_log_probabilities for c in choices]), np.array([c.gold for c in choices])

    def loss(weights: Floats) -> float:
        scores = weights[0] * by_features + weights[1] * by_encoder
        return -float(log_softmax(scores)[np.arange(len(gold)), gold].mean())

    found = minimize(loss, np.array([0.5, 0.5]), method="Nelder-Mead").x
    mix = Mix(features=round(found[0], 4), encoder=round(found[1], 4))
    combined = [combine(mix, c.feature_probabilities, c.encoder_log_probabilities) for c in choices]
    right = [int(m.argmax()) == c.gold for m, c in zip(combined, choices, strict=True)]
    slope, shift = platt([float(m.max()) for m in combined], right)
    return mix.model_copy(update={"slope": slope, "shift": shift})


def mix_of_relations(
    feature_probabilities: Floats, encoder_scores: Floats, kind: Ints, answers: Ints
) -> tuple[Mix, dict[RelationType, float], Floats]:
    """The weights, an intercept for each type, and the probability of each row.

    Rows whose answer is unknown are left out of the fit.
    """
    columns = np.column_stack([log_odds(feature_probabilities), encoder_scores, np.eye(TYPES)[kind]])
    known = answers != UNKNOWN
    fitted = LogisticRegression(C=STRENGTH, max_iter=500).fit(columns[known], answers[known] == 1)
    weights, base = fitted.coef_[0], float(fitted.intercept_[0])
    mix = Mix(features=round(float(weights[0]), 4), encoder=round(float(weights[1]), 4))
    intercepts = {t: round(float(w) + base, 4) for t, w in zip(RELATION_TYPES, weights[2:], strict=True)}
    return mix, intercepts, np.asarray(fitted.predict_proba(columns)[:, 1], np.float64)
