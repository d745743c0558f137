"""One probability of each pair and type: the first score, the declared rules, and what both say of the neighbours.

Neighbours are the rivals of the object and of the subject, the mentions of the same label before and after each, other
mentions of the same entity, other types of the pair, and the pair the other way round.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sgreports.evidence.scores import logistic
from sgreports.model.facts import RELATION_TYPES
from sgreports.relations.learned.arrays import Floats, Ints, ParagraphArrays
from sgreports.relations.learned.pairs import Pairs, rivals_between

MISSING, LEAST, MOST = -9.0, -7.0, 5.0  # a score that is not there; the bounds of scores
BELOW = -5.5  # the first score below which a pair that no rule finds is given up
SCORED = (
    "rival", "rival subject", "same entity", "same subject entity", "other type", "reversed",
    "subject before", "subject after", "object before", "object after",
)  # fmt: skip
COLUMNS = (
    "score", "chance", "rule", "score with a rule", "rule's score", "lead", "subject's lead",
    *SCORED, *(f"no {name}" for name in SCORED), *(f"rule of {name}" for name in SCORED),
    "same sentence", "one sentence apart", "nearest", "only entity", "stands in",
)  # fmt: skip


class Asked:
    """The pairs and types that are decided on: the pair's place, the type's, and the columns."""

    __slots__ = ("columns", "kind", "pair")

    def __init__(self, pair: Ints, kind: Ints, columns: Floats) -> None:
        self.pair, self.kind, self.columns = pair, kind, columns


def asked(arrays: ParagraphArrays, pairs: Pairs, scores: Floats, ruled: Floats) -> Asked:
    """What is to be decided. `scores` are log odds and `ruled` scores of rules, (pairs, types)."""
    pair, kind = pairs.asked()
    kept = (scores[pair, kind] > BELOW) | (ruled[pair, kind] > 0)
    pair, kind = pair[kept], kind[kept]
    found = columns(arrays, pairs, scores, ruled, pair, kind)
    return Asked(pair, kind, np.stack([found[name] for name in COLUMNS], axis=1))


def columns(  # noqa: PLR0917
    arrays: ParagraphArrays, pairs: Pairs, scores: Floats, ruled: Floats, pair: Ints, kind: Ints
) -> Mapping[str, Floats]:  # fmt: skip
    """The columns by name."""
    score, by_rule = scores[pair, kind], ruled[pair, kind]
    own = np.clip(score, LEAST, MOST)
    both = neighbours(arrays, pairs, np.stack([scores, ruled - 1]), pair, kind)
    seen, rule = ({name: values[place] for name, values in both.items()} for place in (0, 1))
    has, apart = (by_rule > 0).astype(float), pairs.apart[pair]
    found = {
        "score": own, "chance": logistic(own), "rule": has, "score with a rule": own * has,
        "rule's score": by_rule, "lead": np.clip(score - seen["rival"], MISSING, MOST) * (seen["rival"] > MISSING),
        "subject's lead": np.clip(score - seen["rival subject"], MISSING, MOST) * (seen["rival subject"] > MISSING),
        "same sentence": (apart == 0).astype(float),
        "one sentence apart": (apart == 1).astype(float),
        "nearest": (rivals_between(arrays, pairs)[pair] == 0).astype(float),
        "only entity": (arrays.named[pairs.object[pair]] == 1).astype(float),
        "stands in": (pairs.stands_in[pair] >= 0).astype(float),
    }  # fmt: skip
    for name in SCORED:
        found[name] = np.clip(seen[name], LEAST, MOST)
        found[f"no {name}"] = (seen[name] <= MISSING).astype(float)
        found[f"rule of {name}"] = (rule[name] > -1).astype(float)
    return found


def neighbours(arrays: ParagraphArrays, pairs: Pairs, values: Floats, pair: Ints, kind: Ints) -> Mapping[str, Floats]:
    """The highest value among each kind of neighbours of each pair asked; MISSING where there is none.

    `values` are several tables by pair and type; those found are by table and pair asked.
    """
    every, of_kind = pairs.asked()
    one, two = pairs.subject[every], pairs.object[every]
    known = Known(arrays.size, one, two, of_kind, values[:, every, of_kind])
    subject, other = pairs.subject[pair], pairs.object[pair]
    rows, entity = known.rows(subject, other, kind), arrays.entity
    of_subject, of_object = with_type(one, of_kind), with_type(two, of_kind)
    found = {
        "rival": known.best_of_others(of_subject, entity[two]),
        "rival subject": known.best_of_others(of_object, entity[one]),
        "same entity": known.best_of_others(numbered(of_subject, entity[two]), two),
        "same subject entity": known.best_of_others(numbered(of_object, entity[one]), one),
        "other type": known.best_of_others(every, of_kind),
    }
    return {name: best[:, rows] for name, best in found.items()} | {
        "reversed": known.at(other, subject, kind),
        "subject before": known.at(arrays.before[subject], other, kind),
        "subject after": known.at(arrays.after[subject], other, kind),
        "object before": known.at(subject, arrays.before[other], kind),
        "object after": known.at(subject, arrays.after[other], kind),
    }


@dataclass(frozen=True, slots=True)
class Known:
    """The values of pairs with their types: a row each, sorted by subject, object and type."""

    size: int
    subject: Ints
    object: Ints
    kind: Ints
    values: Floats

    def rows(self, subject: Ints, other: Ints, kind: Ints) -> Ints:
        """The rows of some pairs and types; where one is not there, the row before which it would stand."""
        return np.searchsorted(self._keys(self.subject, self.object, self.kind), self._keys(subject, other, kind))

    def at(self, subject: Ints, other: Ints, kind: Ints) -> Floats:
        """The values of some pairs and types; MISSING where one is not there."""
        rows = np.minimum(self.rows(subject, other, kind), len(self.kind) - 1)
        there = (self.subject[rows] == subject) & (self.object[rows] == other) & (self.kind[rows] == kind)
        return np.where(there, self.values[:, rows], MISSING)

    def best_of_others(self, group: Ints, member: Ints) -> Floats:
        """For each row the highest value in its group of rows with another member; MISSING where there is none."""
        return np.stack([best_of_others(group, member, values) for values in self.values])

    def _keys(self, subject: Ints, other: Ints, kind: Ints) -> Ints:
        return with_type(subject * self.size + other, kind)


def with_type(numbers: Ints, kind: Ints) -> Ints:
    return numbers * len(RELATION_TYPES) + kind


def numbered(one: Ints, two: Ints) -> Ints:
    """A number for each two numbers; as many as there are."""
    found: Ints = np.unique(one * (two.max(initial=0) + 1) + two, return_inverse=True)[1]
    return found


def best_of_others(group: Ints, member: Ints, values: Floats) -> Floats:
    """The highest value in the group of each row, of rows with another member; at least MISSING."""
    best, second = (np.full(group.max(initial=0) + 1, MISSING) for _ in range(2))
    np.maximum.at(best, group, values)
    holder = np.full(len(best), -1, np.int64)
    first = values == best[group]
    holder[group[first]] = member[first]
    others = member != holder[group]
    np.maximum.at(second, group[others], values[others])
    return np.where(others, best[group], second[group])
