"""Vectors of mentions → scores, by small weights that one can follow."""

import numpy as np
import pytest

from sgreports.evidence.encoder.heads import Floats, Heads, PairInput, gelu
from sgreports.evidence.scores import log_softmax


def linear(rows: list[list[float]]) -> Floats:
    return np.array(rows, np.float32)


WEIGHTS = {
    "label.weight": linear([[0], [1]]),
    "count.0.weight": linear([[1, 0, 0], [0, 1, 0]]), "count.0.bias": linear([[0, 0]])[0],
    "event.weight": linear([[1, 0], [0, 1]]), "event.bias": linear([[0, 0]])[0],
    "measure.weight": linear([[0, 0], [0, 0]]), "measure.bias": linear([[0, np.log(3)]])[0],
    "subject.weight": linear([[1, 0, 0]]), "subject.bias": linear([[0]])[0],
    "object.weight": linear([[0, 1, 0]]), "object.bias": linear([[0]])[0],
    "left.weight": linear([[1, 0, 0]]), "left.bias": linear([[0]])[0],
    "right.weight": linear([[0, 0, 1]]), "right.bias": linear([[0]])[0],
    "product.weight": linear([[1]]), "product.bias": linear([[0]])[0],
    "distance.weight": np.arange(16, dtype=np.float32)[:, None] / 10, "apart.weight": np.zeros((8, 1), np.float32),
    "rivals.weight": np.zeros((6, 1), np.float32), "pair.2.weight": linear([[1]]), "pair.2.bias": linear([[0]])[0],
    "types.weight": linear([[1], [-1]]), "types.bias": linear([[0, 0]])[0],
    "role.weight": linear([[2]]), "role.bias": linear([[0]])[0],
}  # fmt: skip
HEADS = Heads(WEIGHTS)


def test_a_mention_is_its_first_and_last_piece_and_its_label() -> None:
    found = HEADS.mentions(linear([[1]]), linear([[2]]), np.array([1]))
    assert found.tolist() == [[1, 2, 1]]


def test_counts_have_the_logarithms_of_probabilities() -> None:
    found = HEADS.counts(linear([[4, 0, 0]]))
    assert np.exp(found.events).sum() == pytest.approx(1)
    assert found.events[0].argmax() == 0
    assert np.exp(found.measures[0]).tolist() == pytest.approx([0.25, 0.75])


def test_a_pair_has_its_two_mentions_their_product_and_distance() -> None:
    mentions = linear([[0.1, 0, 0], [0, 0.2, 0.3]])
    pair = PairInput(np.array([0]), np.array([1]), np.array([3]), np.array([9]), np.array([9]))
    found = HEADS.pairs(mentions, pair)
    hidden = gelu(gelu(linear([[0.1 + 0.2 + 0.1 * 0.3 + 0.5]])))  # a gap of 3 is step 2, and the subject stands first
    assert found.types[0].tolist() == pytest.approx([hidden[0, 0], -hidden[0, 0]])
    assert found.roles[0].tolist() == pytest.approx([2 * hidden[0, 0]])


def test_log_softmax_does_not_overflow() -> None:
    assert np.exp(log_softmax(linear([[1000, 1000]]))).tolist() == [[0.5, 0.5]]
