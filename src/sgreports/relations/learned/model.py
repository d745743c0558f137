"""The trained relation model: one weight a feature and type, read from a folder and checked by hash and shape."""

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sgreports.errors import UsageError
from sgreports.knowledge.components import META, NONE, WEIGHTS, bytes_of, folder_of
from sgreports.knowledge.relation_model import FOLDER, REMEDY, RelationMeta, relation_meta
from sgreports.relations.learned.features import BUCKETS, Indices

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RelationModel:
    """The weights, (BUCKETS, types), with what is known of them."""

    meta: RelationMeta
    weights: Floats

    def scores(self, features: Indices) -> list[float]:
        """The log odds of each type for a pair with these features, before the rules are asked."""
        summed = self.weights[features].sum(axis=0) + np.asarray(self.meta.bias, np.float32)
        return [float(z) for z in summed]


def relation_model(setting: str) -> RelationModel | None:
    """The model that the setting names: `default`, `none` or a folder. Raises UsageError if it does not fit."""
    return None if setting == NONE else load(folder_of(setting, FOLDER))


@lru_cache(maxsize=4)
def load(folder: Path) -> RelationModel:
    """The model of a folder. Raises UsageError naming the file that is missing, changed or of another version."""
    meta = relation_meta(folder)
    data = bytes_of(folder / WEIGHTS)
    if hashlib.sha256(data).hexdigest() != meta.sha256:
        raise UsageError(f"{folder / WEIGHTS} is not the file that {META} describes (another hash); {REMEDY}")
    weights = np.load(io.BytesIO(data), allow_pickle=False).astype(np.float32)
    if weights.shape != (BUCKETS, len(meta.types)):
        raise UsageError(
            f"{folder / WEIGHTS} has the shape {weights.shape}, not {(BUCKETS, len(meta.types))}; {REMEDY}"
        )
    return RelationModel(meta, weights)


def save(folder: Path, weights: Floats, meta: RelationMeta) -> RelationModel:
    """Writes a model into a folder that is there; the hash is put into the meta. Gives back what was saved."""
    buffer = io.BytesIO()
    np.save(buffer, weights.astype(np.float16), allow_pickle=False)
    known = meta.model_copy(update={"sha256": hashlib.sha256(buffer.getvalue()).hexdigest()})
    (folder / WEIGHTS).write_bytes(buffer.getvalue())
    (folder / META).write_text(known.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return RelationModel(known, weights.astype(np.float16).astype(np.float32))
