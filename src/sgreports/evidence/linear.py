"""A linear model over hashed features. Its weights are read from a folder and checked by hash and shape.

A feature is a string. Its id is its hash modulo BUCKETS (CRC-32), the same on every machine.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt

from sgreports.errors import UsageError
from sgreports.evidence.scores import softmax
from sgreports.knowledge.components import WEIGHTS, ModelKind, ModelMeta, write_model
from sgreports.knowledge.linear_model import LinearKind, LinearMeta

BUCKETS = 60_000  # a change of this raises the version of every ModelKind
SCALE = 10.0  # a feature's value is SCALE / sqrt(number of features): long sentences are no surer than short ones
FeatureIds = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Meta = TypeVar("Meta", bound=ModelMeta)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of shape (BUCKETS, answers), with their metadata."""

    meta: LinearMeta
    weights: Floats

    def scores(self, features: FeatureIds) -> Floats:
        """The score of each answer."""
        scores: Floats = self.weights[features].sum(axis=0) * feature_value(features) + np.asarray(
            self.meta.bias, np.float32
        )
        return scores

    def probabilities(self, features: FeatureIds) -> Floats:
        """The probability of each answer, before calibration."""
        return np.asarray(softmax(self.scores(features)), np.float32)


def feature_ids(names: Iterable[str]) -> FeatureIds:
    """The ids of features, without duplicates. Keeping those that were asked for would cost several times the sum."""
    return np.fromiter(dict.fromkeys([number % BUCKETS for number in map(crc32, map(str.encode, names))]), np.int32)


def feature_value(features: FeatureIds) -> float:
    """The value of each feature of one example."""
    return float(SCALE / np.sqrt(max(1, len(features))))


def model(kind: LinearKind, setting: str) -> LinearModel | None:
    """The model that the setting names: `default`, `none` or a folder. Raises UsageError if it does not fit."""
    folder = kind.path(setting)
    return None if folder is None else load(kind, folder)


@lru_cache(maxsize=16)
def load(kind: LinearKind, folder: Path) -> LinearModel:
    """The model of a folder. Raises UsageError naming the file that is missing, changed or of another version."""
    meta = kind.meta(folder)
    return LinearModel(meta, read_weights(kind, folder, (BUCKETS, len(meta.answers))))


def save(folder: Path, weights: Floats, meta: LinearMeta) -> LinearModel:
    """Writes a model into an existing folder, with the hash of its weights. Returns what was saved."""
    return LinearModel(*write_weights(folder, weights, meta))


def read_weights(kind: ModelKind[Meta], folder: Path, shape: tuple[int, int]) -> Floats:
    """The weights of a folder. Raises UsageError where they are missing, changed or of another shape."""
    weights = np.load(io.BytesIO(kind.read(folder)[WEIGHTS]), allow_pickle=False).astype(np.float32)
    if weights.shape != shape:
        raise UsageError(f"{folder / WEIGHTS} has the shape {weights.shape}, not {shape}; {kind.remedy}")
    return np.asarray(weights, np.float32)


def write_weights(folder: Path, weights: Floats, meta: Meta) -> tuple[Meta, Floats]:
    """Writes weights and metadata into a folder that is there. Returns both as saved, with the hash."""
    buffer, saved = io.BytesIO(), weights.astype(np.float16)
    np.save(buffer, saved, allow_pickle=False)
    return write_model(folder, {WEIGHTS: buffer.getvalue()}, meta), saved.astype(np.float32)
