"""The trained relation model: one weight a feature and type, read from a folder and checked by hash and shape."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from sgreports.knowledge.components import NONE, folder_of
from sgreports.knowledge.relation_model import FOLDER, REMEDY, RelationMeta, relation_meta
from sgreports.knowledge.weights import Floats, read_weights, write_model
from sgreports.relations.learned.features import BUCKETS, Indices


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
    return RelationModel(meta, read_weights(folder, meta.sha256, (BUCKETS, len(meta.types)), REMEDY))


def save(folder: Path, weights: Floats, meta: RelationMeta) -> RelationModel:
    """Writes a model into a folder that is there; the hash is put into the meta. Gives back what was saved."""
    return RelationModel(*write_model(folder, weights, meta))
