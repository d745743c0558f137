"""The trained relation model: one weight a feature and type or role, read from a folder, checked by hash and shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from sgreports.knowledge.components import NONE, folder_of
from sgreports.knowledge.relation_model import FOLDER, REMEDY, RelationMeta, relation_meta
from sgreports.knowledge.weights import Floats as Weights
from sgreports.knowledge.weights import read_weights, write_model
from sgreports.model.facts import ROLES, RelationType, Role
from sgreports.relations.learned.hashing import BUCKETS, Buckets
from sgreports.relations.learned.laid_out import Floats
from sgreports.relations.learned.second_pass import COLUMNS, Asked


@dataclass(frozen=True, slots=True)
class RelationModel:
    """The weights of types, (BUCKETS, types), and of roles, (BUCKETS, roles), with what is known of them."""

    meta: RelationMeta
    weights: Weights
    role_weights: Weights

    def scores(self, found: Buckets) -> Floats:
        """The log odds of each type for each pair, before the rules and the neighbours are asked."""
        return np.asarray(summed(self.weights, found) + np.asarray(self.meta.bias), np.float64)

    def role_scores(self, found: Buckets) -> Floats:
        """The log odds of each role for each pair, should it be a `count_by`, before grammar is asked."""
        return np.asarray(summed(self.role_weights, found), np.float64)

    def roles(self, scores: Floats) -> dict[Role, Role]:
        """The role of a pair with these scores, by the role that grammar gives it."""
        said = self.meta.roles
        own = scores + [said.bias[role] for role in ROLES]
        return {
            given: ROLES[int(np.argmax(own + [weights[role] for role in ROLES]))]
            for given, weights in said.grammar.items()
        }

    def chances(self, found: Asked) -> Floats:
        """The probability that each relation asked for is right."""
        z = found.columns @ [self.meta.decision.columns[name] for name in COLUMNS]
        z += self._of_types(self.meta.decision.intercept)[found.kind]
        z += self._of_types(self.meta.decision.score)[found.kind] * found.columns[:, COLUMNS.index("score")]
        z += self._of_types(self.meta.decision.rule)[found.kind] * found.columns[:, COLUMNS.index("rule")]
        return np.asarray(1 / (1 + np.exp(-np.clip(z, -30, 30))), np.float64)

    def thresholds(self) -> Floats:
        return self._of_types(self.meta.thresholds)

    def _of_types(self, values: Mapping[RelationType, float]) -> Floats:
        return np.array([values[kind] for kind in self.meta.types])


def summed(weights: Weights, found: Buckets) -> Weights:
    """The sums of the weights of each pair's features, (pairs, columns)."""
    return np.asarray(np.add.reduceat(np.take(weights, found.places, axis=0), found.starts, axis=0))


def relation_model(setting: str) -> RelationModel | None:
    """The model that the setting names: `default`, `none` or a folder. Raises UsageError if it does not fit."""
    return None if setting == NONE else load(folder_of(setting, FOLDER))


@lru_cache(maxsize=4)
def load(folder: Path) -> RelationModel:
    """The model of a folder. Raises UsageError naming the file that is missing, changed or of another version."""
    meta = relation_meta(folder)
    weights = read_weights(folder, meta.sha256, (BUCKETS, len(meta.types) + len(ROLES)), REMEDY)
    return parted(meta, weights)


def parted(meta: RelationMeta, weights: Weights) -> RelationModel:
    """The model of the weights of a file, which has the columns of types before those of roles."""
    of_types, of_roles = np.split(weights, [len(meta.types)], axis=1)
    return RelationModel(meta, np.ascontiguousarray(of_types), np.ascontiguousarray(of_roles))


def save(folder: Path, model: RelationModel) -> RelationModel:
    """Writes a model into a folder that is there; the hash is put into the meta. Gives back what was saved."""
    meta, weights = write_model(folder, np.concatenate([model.weights, model.role_weights], axis=1), model.meta)
    return parted(meta, weights)
