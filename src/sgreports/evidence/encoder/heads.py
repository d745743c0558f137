"""The heads of the encoder: from the vectors of mentions to scores of events, measures, relation types and roles.

training/encoder/network.py defines the same heads for training, with the same names of weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sgreports.evidence.scores import log_softmax

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Weights = Mapping[str, Floats]
MAX_DISTANCE, MAX_APART, MAX_RIVALS = 7, 7, 5


class PairInput(NamedTuple):
    """Pairs of mentions: the rows of both; word pieces, sentence ends and rivals of the object between them."""

    subject: Ints
    object: Ints
    gap: Ints
    apart: Ints
    rivals: Ints


class PairScores(NamedTuple):
    """Log odds of each relation type, (pairs, types), and scores of each role, (pairs, roles)."""

    types: Floats
    roles: Floats


class CountScores(NamedTuple):
    """Log probabilities of each event, (counts, events), and of each measure, (counts, measures)."""

    events: Floats
    measures: Floats


@dataclass(frozen=True, slots=True)
class Heads:
    """The classification heads. Weights are given by name."""

    weights: Weights

    def mentions(self, first: Floats, last: Floats, label: Ints) -> Floats:
        """One vector a mention: those of its first and last piece and of its label, concatenated."""
        return np.concatenate([first, last, self.weights["label.weight"][label]], axis=1)

    def counts(self, mentions: Floats) -> CountScores:
        """The scores of mentions that are counts."""
        hidden = gelu(self._linear("count.0", mentions))
        return CountScores(*(log_softmax(self._linear(name, hidden)) for name in ("event", "measure")))

    def pairs(self, mentions: Floats, inputs: PairInput) -> PairScores:
        """The scores of pairs of mentions."""
        left, right = self._linear("left", mentions)[inputs.subject], self._linear("right", mentions)[inputs.object]
        hidden = self._linear("subject", mentions)[inputs.subject] + self._linear("object", mentions)[inputs.object]
        hidden += self._linear("product", left * right)
        steps = np.minimum(MAX_DISTANCE, np.log2(inputs.gap + 1).astype(np.int64))
        hidden += self.weights["distance.weight"][2 * steps + (inputs.subject < inputs.object)]
        hidden += self.weights["apart.weight"][np.minimum(MAX_APART, inputs.apart)]
        hidden += self.weights["rivals.weight"][np.minimum(MAX_RIVALS, inputs.rivals)]
        hidden = gelu(self._linear("pair.2", gelu(hidden)))
        return PairScores(self._linear("types", hidden), self._linear("role", hidden))

    def _linear(self, name: str, values: Floats) -> Floats:
        return np.asarray(values @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"], np.float32)


def gaps(first: Ints, last: Ints, subject: Ints, other: Ints) -> Ints:
    """The number of word pieces between each pair of mentions, given the first and last piece of each mention."""
    return np.where(subject < other, first[other] - last[subject], first[subject] - last[other]).clip(0)


def gelu(x: Floats) -> Floats:
    """The activation of BERT, by its approximation with tanh (Hendrycks and Gimpel 2016)."""
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * (x * x * x)))), np.float32)
