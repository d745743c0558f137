"""What the trained relation model says of itself: types, features, thresholds, hash. Needs no numpy.

The folder holds `weights.npy` and `component.json`, as that of the component for open names (components.py);
relations/learned loads the weights.
"""

import math
from functools import lru_cache
from pathlib import Path

from sgreports.knowledge.components import NONE, ModelMeta, folder_of, read_meta, version_of
from sgreports.model.base import Frozen
from sgreports.model.facts import RelationType

FEATURES = 1
"""The version of relations/learned/features.py and pairs.py. It rises with every change of what they compute."""
FOLDER = "relations"
REMEDY = "train it again with `sgreports train relations`, or set relation_model to none (SGREPORTS_RELATION_MODEL)"


class Decision(Frozen):
    """One probability from the model's score of a pair and from whether a rule found it, by logistic regression."""

    intercept: float
    score: float
    rule: float
    score_with_rule: float
    types: dict[RelationType, float]
    rule_types: dict[RelationType, float]

    def chance(self, kind: RelationType, score: float, by_rule: bool) -> float:
        """The probability that the relation is right."""
        z = self.intercept + self.score * score + self.types.get(kind, 0.0)
        if by_rule:
            z += self.rule + self.score_with_rule * score + self.rule_types.get(kind, 0.0)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


class RelationMeta(ModelMeta):
    """What `component.json` says. `types` are the columns of the weights, `bias` a number for each."""

    types: tuple[RelationType, ...]
    bias: tuple[float, ...]
    decision: Decision
    thresholds: dict[RelationType, float]
    seed: int
    examples: dict[str, int]


def relation_model_version(setting: str) -> str:
    """Name and hash of the model that the setting names, for run.json and for cache keys; `none` without one."""
    if setting == NONE:
        return NONE
    folder = folder_of(setting, FOLDER)
    return version_of(relation_meta(folder), folder)


@lru_cache(maxsize=4)
def relation_meta(folder: Path) -> RelationMeta:
    """What a model's folder says of it. Raises UsageError where it was made for other features."""
    return read_meta(folder, RelationMeta, FEATURES, REMEDY)
