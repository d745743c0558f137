"""Fits a linear model: one multinomial logistic regression over hashed features.

Its probability is calibrated on examples whose document the weights were not fitted on. Uses scikit-learn, which only
training needs (the extra `train`).
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from sgreports.evidence.linear import BUCKETS, FeatureIds, LinearModel, feature_value
from sgreports.evidence.scores import log_odds
from sgreports.knowledge.data_files import word_lists
from sgreports.knowledge.linear_model import LinearKind, LinearMeta

SEED, FOLDS = 20261125, 5


class HasDocument(Protocol):
    """Anything that belongs to a document."""

    @property
    def document(self) -> str: ...


ExampleT = TypeVar("ExampleT", bound=HasDocument)


@dataclass(frozen=True, slots=True)
class Example:
    """The features of something in a document, and the answer that gold gives."""

    document: str
    features: FeatureIds
    answer: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is fitted. `strength` is the inverse of the penalty on weights (C of scikit-learn)."""

    kind: LinearKind
    answers: tuple[str, ...]
    strength: float


def train(recipe: Recipe, examples: Sequence[Example]) -> LinearModel:
    """The model fitted on all examples, calibrated on out-of-fold probabilities."""
    found = Folds(lambda its: fit(recipe, its), examples)
    probabilities = [found.without(e.document).probabilities(e.features) for e in examples]
    likeliest = [float(c.max()) for c in probabilities]
    right = [recipe.answers[int(c.argmax())] == e.answer for e, c in zip(examples, probabilities, strict=True)]
    return calibrated(fit(recipe, examples), likeliest, right)


def fit(recipe: Recipe, examples: Sequence[Example]) -> LinearModel:
    """Weights and biases, without a calibration. An empty example of each answer gives every answer a column."""
    answers = recipe.answers
    used, columns = table([*(e.features for e in examples), *[np.array([], np.int32)] * len(answers)])
    wanted = [*(answers.index(e.answer) for e in examples), *range(len(answers))]
    model = LogisticRegression(C=recipe.strength, max_iter=200, tol=1e-3).fit(columns, wanted)
    weights = np.zeros((BUCKETS, len(answers)), np.float32)
    weights[used] = model.coef_.T if len(answers) > 2 else np.hstack([-model.coef_.T / 2, model.coef_.T / 2])
    bias = model.intercept_ if len(answers) > 2 else [-model.intercept_[0] / 2, model.intercept_[0] / 2]
    return LinearModel(meta_of(recipe, examples, answers, bias), weights.astype(np.float16).astype(np.float32))


def table(rows: Sequence[FeatureIds]) -> tuple[FeatureIds, csr_array]:
    """The features that occur, and their values as a sparse matrix, (rows, features)."""
    used, columns = np.unique(np.concatenate(rows), return_inverse=True)
    values = np.concatenate([np.full(len(row), feature_value(row)) for row in rows])
    return used, csr_array((values, columns, np.cumsum([0, *map(len, rows)])), shape=(len(rows), len(used)))


def meta_of(
    recipe: Recipe, examples: Sequence[HasDocument], answers: tuple[str, ...], bias: npt.ArrayLike
) -> LinearMeta:
    """The metadata of a model before it is calibrated and saved."""
    return LinearMeta(
        name=f"{recipe.kind.folder.replace('/', '-')}-1", features=recipe.kind.features, sha256="", answers=answers,
        lists=word_lists(),
        bias=tuple(np.round(np.asarray(bias), 5).tolist()), slope=1.0, shift=0.0, seed=SEED,
        examples={"documents": len({e.document for e in examples}), "examples": len(examples)},
    )  # fmt: skip


def fold_of(documents: Iterable[str], folds: int, seed: int) -> dict[str, int]:
    """The fold of each document, from 0: all that stands in one is in one fold."""
    ordered = sorted(set(documents))
    random.Random(seed).shuffle(ordered)
    return {document: n % folds for n, document in enumerate(ordered)}


class Folds(Generic[ExampleT]):
    """Models that are each fitted without one fold of the documents."""

    def __init__(self, fitted: Callable[[Sequence[ExampleT]], LinearModel], examples: Sequence[ExampleT]) -> None:
        self._fold = fold_of((e.document for e in examples), FOLDS, SEED)
        self._models = [fitted([e for e in examples if self._fold[e.document] != n]) for n in range(FOLDS)]

    def without(self, document: str) -> LinearModel:
        """The model whose weights were not fitted on the document."""
        return self._models[self._fold.get(document, 0)]


def calibrated(model: LinearModel, probabilities: Sequence[float], right: Sequence[bool]) -> LinearModel:
    """Calibrates a model by its probabilities for right and wrong answers."""
    slope, shift = platt(probabilities, right)
    return LinearModel(model.meta.model_copy(update={"slope": slope, "shift": shift}), model.weights)


def platt(probabilities: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and shift of the logistic from a probability's log odds to the share right (Platt 1999).

    Where all are right, all are wrong or there are none, nothing can be fitted: the probability is kept as it is.
    """
    if len(set(right)) < 2:
        return 1.0, 0.0
    fitted = LogisticRegression(C=10.0).fit(log_odds(probabilities).reshape(-1, 1), right)
    return round(max(float(fitted.coef_[0][0]), 0.0), 4), round(float(fitted.intercept_[0]), 4)
