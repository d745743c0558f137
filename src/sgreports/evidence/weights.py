"""The weights of a linear model: one table, on disk as 16-bit numbers."""

import io
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from sgreports.errors import UsageError
from sgreports.knowledge.components import WEIGHTS, ModelKind, ModelMeta, write_model

Floats = npt.NDArray[np.float32]
Meta = TypeVar("Meta", bound=ModelMeta)


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
