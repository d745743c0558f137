"""What the trained relation model says of itself: types, features, threshold, hash.

links/learned loads the weights.
"""

from sgreports.knowledge.components import ModelKind, ModelMeta
from sgreports.model.base import Frozen
from sgreports.model.facts import RelationType, Role


class Decision(Frozen):
    """A logistic regression over the columns of links/learned/second_pass.py; `columns` has their weights.

    Each type has its own intercept, and its own weights of the first score and of a rule's find beside those of all.
    """

    columns: dict[str, float]
    intercept: dict[RelationType, float]
    score: dict[RelationType, float]
    rule: dict[RelationType, float]


class RoleDecision(Frozen):
    """A logistic regression over a pair's features and the role that grammar gives it: a number for each role, and for
    each role that grammar may give (outer key) one for each role."""

    bias: dict[Role, float]
    grammar: dict[Role, dict[Role, float]]


class RelationMeta(ModelMeta):
    """What `component.json` says. `types`, then the roles of `count_by`, are the columns of the weights; `bias` has a
    number for each type."""

    types: tuple[RelationType, ...]
    bias: tuple[float, ...]
    decision: Decision
    roles: RoleDecision
    threshold: float


RELATIONS = ModelKind(
    "relations", 3,
    "train it again with `sgreports train relations`, or set relation_model to none (SGREPORTS_RELATION_MODEL)",
    RelationMeta,
)  # fmt: skip
"""Its features are what links/learned computes of a pair."""
