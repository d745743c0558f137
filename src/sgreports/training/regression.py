"""Logistic regression over hashed features with several answers, by numpy: small, quick, and the same every time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sgreports.knowledge.components import LABELS
from sgreports.mentions.open_classes.features import BUCKETS
from sgreports.training.examples import Example
from sgreports.training.recipe import Fit, Weights

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
ANSWERS = 1 + len(LABELS)
_START = 0.01  # of the sums of squares: keeps the first steps short


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as arrays: the features of all in one row, where each one's begin and the last's end, and so on."""

    indices: npt.NDArray[np.int32]
    offsets: Ints
    answers: Ints
    weights: Floats


def table_of(examples: Sequence[Example], weights: Weights) -> Table:
    """The arrays of examples, at least one."""
    lengths = [len(e.indices) for e in examples]
    return Table(
        np.concatenate([e.indices for e in examples]),
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        np.array([e.answer for e in examples], np.int64),
        np.array([weight_of(e, weights) for e in examples], np.float32),
    )


def weight_of(e: Example, weights: Weights) -> float:
    """How much an example counts."""
    return (weights.unmarked if e.unmarked else weights.marked) * (weights.gold if e.gold else 1)


def fit(table: Table, recipe: Fit) -> Floats:
    """The weights, (BUCKETS, ANSWERS), by AdaGrad (Duchi, Hazan and Singer 2011) in the order that the seed gives."""
    rng = np.random.default_rng(recipe.seed)
    weights = np.zeros((BUCKETS, ANSWERS), np.float32)
    squares = np.full((BUCKETS, ANSWERS), _START, np.float32)
    for _ in range(recipe.epochs):
        order = rng.permutation(len(table.answers))
        for at in range(0, len(order), recipe.batch):
            _step(table, order[at : at + recipe.batch], weights, squares, recipe)
    return weights


def _step(table: Table, rows: Ints, weights: Floats, squares: Floats, recipe: Fit) -> None:
    """One step down on some examples; `weights` and `squares` are changed in place."""
    flat, begins, owner = _rows(table, rows)
    errors = _softmax(np.add.reduceat(weights[flat], begins, axis=0))
    errors[np.arange(len(rows)), table.answers[rows]] -= 1
    errors *= table.weights[rows][:, None]
    touched, inverse = np.unique(flat, return_inverse=True)
    sums = [np.bincount(inverse, errors[owner, k], len(touched)) for k in range(ANSWERS)]
    slope = np.stack(sums, axis=1).astype(np.float32) / len(rows) + recipe.decay * weights[touched]
    squares[touched] += slope**2
    weights[touched] -= recipe.rate * slope / np.sqrt(squares[touched])


def _rows(table: Table, rows: Ints) -> tuple[npt.NDArray[np.int32], Ints, Ints]:
    """The features of some examples in one row, where each one's begin there, and whose each is."""
    lengths = table.offsets[rows + 1] - table.offsets[rows]
    begins = np.cumsum(lengths) - lengths
    owner = np.repeat(np.arange(len(rows)), lengths)
    flat = np.arange(lengths.sum()) - begins[owner] + table.offsets[rows][owner]
    return table.indices[flat], begins, owner


def _softmax(z: Floats) -> Floats:
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def probabilities(table: Table, weights: Floats) -> Floats:
    """The probability of each answer, a row an example."""
    begins = table.offsets[:-1]
    return _softmax(np.add.reduceat(weights[table.indices], begins, axis=0))
