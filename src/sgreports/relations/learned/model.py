"""The trained relation model: one weight a feature and type or role, read from a folder, checked by hash and shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sgreports.evidence.scores import logistic
from sgreports.knowledge.relation_model import RELATIONS, RelationMeta
from sgreports.knowledge.weights import Floats as Weights
from sgreports.knowledge.weights import read_weights, write_model
from sgreports.model.facts import RELATION_TYPES, ROLES, RelationType, Role
from sgreports.relations.learned.arrays import Floats, Ints
from sgreports.relations.learned.hashing import BUCKETS, Buckets
from sgreports.relations.learned.second_pass import COLUMNS, Asked

COUNT_BY = RELATION_TYPES.index("count_by")


class Scores(NamedTuple):
    """The first scores of pairs, log odds: of the types, (pairs, types), and of the roles, (pairs, roles)."""

    types: Floats
    roles: Floats


@dataclass(frozen=True, slots=True)
class RelationModel:
    """The weights of types, (BUCKETS, types), and of roles, (BUCKETS, roles), with what is known of them."""

    meta: RelationMeta
    weights: Weights
    role_weights: Weights

    def scores(self, found: Buckets, types: Ints) -> Scores:
        """The first scores of pairs, before rules, neighbours and grammar are asked.

        `types` has a bit for each type that a pair may have; only these are scored, and roles of a `count_by` alone.
        Neighbours with the same types are scored at once.
        """
        scores = Scores(np.zeros((len(types), len(self.meta.types))), np.zeros((len(types), len(ROLES))))
        begins = np.flatnonzero(np.diff(types, prepend=-1)).tolist()
        for begin, end in pairwise([*begins, len(types)]):
            its, part = slice(begin, end), found.part(begin, end)
            kinds = [column for column in range(len(self.meta.types)) if types[begin] >> column & 1]
            for column in kinds:
                scores.types[its, column] = summed(self.weights[:, column], part)
            if COUNT_BY in kinds:
                for column in range(len(ROLES)):
                    scores.roles[its, column] = summed(self.role_weights[:, column], part)
        return Scores(scores.types + np.asarray(self.meta.bias), scores.roles)

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
        return logistic(z)

    def _of_types(self, values: Mapping[RelationType, float]) -> Floats:
        return np.array([values[kind] for kind in self.meta.types])


def summed(weights: Weights, found: Buckets) -> Weights:
    """The sum of the weights of each pair's features."""
    return np.asarray(np.add.reduceat(np.take(weights, found.places), found.starts))


def relation_model(setting: str) -> RelationModel | None:
    """The model that the setting names: `default`, `none` or a folder. Raises UsageError if it does not fit."""
    folder = RELATIONS.path(setting)
    return None if folder is None else load(folder)


@lru_cache(maxsize=4)
def load(folder: Path) -> RelationModel:
    """The model of a folder. Raises UsageError naming the file that is missing, changed or of another version."""
    meta = RELATIONS.meta(folder)
    weights = read_weights(folder, meta.sha256, (BUCKETS, len(meta.types) + len(ROLES)), RELATIONS.remedy)
    return parted(meta, weights)


def parted(meta: RelationMeta, weights: Weights) -> RelationModel:
    """The model of the weights of a file, which has the columns of types before those of roles.

    Each column is arrays out by itself: a pair is asked for a few.
    """
    of_types, of_roles = np.split(weights, [len(meta.types)], axis=1)
    return RelationModel(meta, np.asfortranarray(of_types), np.asfortranarray(of_roles))


def save(folder: Path, model: RelationModel) -> RelationModel:
    """Writes a model into a folder that is there; the hash is put into the meta. Gives back what was saved."""
    meta, weights = write_model(folder, np.concatenate([model.weights, model.role_weights], axis=1), model.meta)
    return parted(meta, weights)
