"""How much the encoder weighs beside the models of features: fitted on documents that neither has learned from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from sgreports.evidence.encoder.mix import combine
from sgreports.evidence.scores import MIN_PROBABILITY, log_odds, log_softmax
from sgreports.knowledge.encoder_model import Mix
from sgreports.model.facts import RELATION_TYPES, RelationType
from sgreports.relations.learned.arrays import Floats, Ints
from sgreports.training.linear import platt
from sgreports.training.relations.answers import UNKNOWN

STRENGTH = 1.0  # inverse of the penalty on weights (C of scikit-learn)
TYPES = len(RELATION_TYPES)


@dataclass(frozen=True, slots=True)
class Answered:
    """One choice with its answer by gold: the probabilities by features, the encoder's logarithms, the answer of the
    rules where they give one."""

    chances: Floats
    said: Floats
    ruled: int | None
    gold: int


def mix_of_choices(choices: Sequence[Answered]) -> Mix:
    """The weights under which gold's answers are likeliest, and the calibration of the likeliest answer."""
    chances = np.log(np.maximum([c.chances for c in choices], MIN_PROBABILITY))
    said, gold = np.array([c.said for c in choices]), np.array([c.gold for c in choices])
    ruled = np.array([[c.ruled == place for place in range(said.shape[1])] for c in choices], np.float64)

    def loss(weights: Floats) -> float:
        scores = weights[0] * chances + weights[1] * said + weights[2] * ruled
        return -float(log_softmax(scores)[np.arange(len(gold)), gold].mean())

    found = minimize(loss, np.array([0.5, 0.5, 0.0]), method="Nelder-Mead").x
    mix = Mix(features=round(found[0], 4), encoder=round(found[1], 4), rules=round(found[2], 4))
    mixed = [combine(mix, c.chances, c.said, c.ruled) for c in choices]
    right = [int(m.argmax()) == c.gold for m, c in zip(mixed, choices, strict=True)]
    slope, shift = platt([float(m.max()) for m in mixed], right)
    return mix.model_copy(update={"slope": slope, "shift": shift})


def mix_of_relations(
    chances: Floats, said: Floats, kind: Ints, answers: Ints
) -> tuple[Mix, dict[RelationType, float], Floats]:
    """The weights, an intercept a type, and the probability of each row; rows whose answer is unknown are left out of
    the fit."""
    columns = np.column_stack([log_odds(chances), said, np.eye(TYPES)[kind]])
    known = answers != UNKNOWN
    fitted = LogisticRegression(C=STRENGTH, max_iter=500).fit(columns[known], answers[known] == 1)
    weights, base = fitted.coef_[0], float(fitted.intercept_[0])
    mix = Mix(features=round(float(weights[0]), 4), encoder=round(float(weights[1]), 4))
    intercepts = {t: round(float(w) + base, 4) for t, w in zip(RELATION_TYPES, weights[2:], strict=True)}
    return mix, intercepts, np.asarray(fitted.predict_proba(columns)[:, 1], np.float64)
