"""What the model of relations learns from: gold paragraphs with their candidate pairs."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sgreports.links.learned.arrays import Floats, ParagraphArrays
from sgreports.links.learned.hashing import Buckets
from sgreports.links.learned.pairs import Pairs
from sgreports.model.facts import Role
from sgreports_gold.training.relations.answers import UNKNOWN


class RoleExample(NamedTuple):
    """A pair that gold has as `count_by`: its row, its role in gold, and its role by grammar or a rule."""

    row: int
    gold: Role
    grammar: Role


@dataclass(frozen=True, slots=True)
class Example:
    """A gold paragraph: its candidate pairs with features, gold's answer for each type, and the scores of the rules.

    An answer is 1, 0, or UNKNOWN where the pair cannot have the type or gold has the relation between other mentions
    of the same two entities. `seen`: rules were written from its document. `roles` are those of the pairs that gold has
    as `count_by`.
    """

    document: str
    arrays: ParagraphArrays
    pairs: Pairs
    features: Buckets
    answers: npt.NDArray[np.int8]
    rule_scores: Floats
    seen: bool
    roles: tuple[RoleExample, ...] = ()
    text: str = ""

    @property
    def is_read(self) -> bool:
        """Whether gold has the relations of the paragraph, not the cells of its counts alone."""
        return bool((self.answers != UNKNOWN).any())
