"""The trained relation model. Its weights are read from a folder and checked by hash and shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sgreports.evidence.linear import Floats as Weights
from sgreports.evidence.linear import read_weights, write_weights
from sgreports.evidence.scores import logistic
from sgreports.knowledge.relation_model import RELATIONS, RelationMeta
from sgreports.links.learned.arrays import Floats, Ints
from sgreports.links.learned.hashing import BUCKETS, Buckets
from sgreports.links.learned.second_pass import COLUMNS, SecondPassInput
from sgreports.model.facts import RELATION_TYPES, ROLES, RelationType, Role

COUNT_BY = RELATION_TYPES.index("count_by")


class Scores(NamedTuple):
    """First scores (log odds) of types, (pairs, types), and of roles, (pairs, roles)."""

    types: Floats
    roles: Floats


@dataclass(frozen=True, slots=True)
class RelationModel:
    """Weights of types, (BUCKETS, types), and of roles, (BUCKETS, roles), with their metadata."""

    meta: RelationMeta
    weights: Weights
    role_weights: Weights

    def scores(self, features: Buckets, types: Ints) -> Scores:
        """The first scores of pairs, by their features alone.

        `types` has a bit for each type that a pair may have; only these are scored, roles only for `count_by`.
        Consecutive pairs with the same types are scored at once.
        """
        scores = Scores(np.zeros((len(types), len(self.meta.types))), np.zeros((len(types), len(ROLES))))
        begins = np.flatnonzero(np.diff(types, prepend=-1)).tolist()
        for begin, end in pairwise([*begins, len(types)]):
            rows, part = slice(begin, end), features.part(begin, end)
            kinds = [column for column in range(len(self.meta.types)) if types[begin] >> column & 1]
            for column in kinds:
                scores.types[rows, column] = _weight_sums(self.weights[:, column], part)
            if COUNT_BY in kinds:
                for column in range(len(ROLES)):
                    scores.roles[rows, column] = _weight_sums(self.role_weights[:, column], part)
        return Scores(scores.types + np.asarray(self.meta.bias), scores.roles)

    def roles(self, scores: Floats) -> dict[Role, Role]:
        """The role of a pair for each role that grammar may give it."""
        meta = self.meta.roles
        own = scores + [meta.bias[role] for role in ROLES]
        return {
            given: ROLES[int(np.argmax(own + [weights[role] for role in ROLES]))]
            for given, weights in meta.grammar.items()
        }

    def probabilities(self, pairs: SecondPassInput) -> Floats:
        """The probability of each pair and type."""
        logits = pairs.columns @ [self.meta.decision.columns[name] for name in COLUMNS]
        logits += self._of_types(self.meta.decision.intercept)[pairs.kind]
        logits += self._of_types(self.meta.decision.score)[pairs.kind] * pairs.columns[:, COLUMNS.index("score")]
        logits += self._of_types(self.meta.decision.rule)[pairs.kind] * pairs.columns[:, COLUMNS.index("rule")]
        return logistic(logits)

    def _of_types(self, values: Mapping[RelationType, float]) -> Floats:
        return np.array([values[kind] for kind in self.meta.types])


def _weight_sums(weights: Weights, features: Buckets) -> Weights:
    """The sum of the weights of each pair's features, for one column."""
    return np.asarray(np.add.reduceat(np.take(weights, features.places), features.starts))


def relation_model(setting: str) -> RelationModel | None:
    """The model that the setting names: `default`, `none` or a folder. Raises UsageError if it does not fit."""
    folder = RELATIONS.path(setting)
    return None if folder is None else load(folder)


@lru_cache(maxsize=4)
def load(folder: Path) -> RelationModel:
    """The model of a folder. Raises UsageError naming the file that is missing, changed or of another version."""
    meta = RELATIONS.meta(folder)
    weights = read_weights(RELATIONS, folder, (BUCKETS, len(meta.types) + len(ROLES)))
    return _with_split_weights(meta, weights)


def _with_split_weights(meta: RelationMeta, weights: Weights) -> RelationModel:
    """The model from one table of weights, with the columns of types before those of roles.

    Columns are contiguous in memory, as only a few are read for a pair.
    """
    of_types, of_roles = np.split(weights, [len(meta.types)], axis=1)
    return RelationModel(meta, np.asfortranarray(of_types), np.asfortranarray(of_roles))


def save(folder: Path, model: RelationModel) -> RelationModel:
    """Writes a model into an existing folder, with the hash of its weights. Returns what was saved."""
    meta, weights = write_weights(folder, np.concatenate([model.weights, model.role_weights], axis=1), model.meta)
    return _with_split_weights(meta, weights)
