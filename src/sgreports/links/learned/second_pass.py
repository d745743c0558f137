"""The second pass: one probability of each pair and type from its first score, the rules, and both for its neighbours.

Neighbours are the rivals of the object and of the subject, the mentions of the same label before and after each, other
mentions of the same entity, other types of the pair, and the pair the other way round.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sgreports.evidence.scores import logistic
from sgreports.links.learned.arrays import Floats, Ints, ParagraphArrays
from sgreports.links.learned.pairs import Pairs, rivals_between
from sgreports.model.facts import RELATION_TYPES

MISSING, MIN_SCORE, MAX_SCORE = -9.0, -7.0, 5.0  # of a score that is not there; bounds of scores
MIN_FIRST_SCORE = -5.5  # of a pair that no rule finds; below it is no candidate
NEIGHBOURS = (
    "rival", "rival subject", "same entity", "same subject entity", "other type", "reversed",
    "subject before", "subject after", "object before", "object after",
)  # fmt: skip
COLUMNS = (
    "score", "chance", "rule", "score with a rule", "rule's score", "lead", "subject's lead",
    *NEIGHBOURS, *(f"no {name}" for name in NEIGHBOURS), *(f"rule of {name}" for name in NEIGHBOURS),
    "same sentence", "one sentence apart", "nearest", "only entity", "stands in",
)  # fmt: skip


class SecondPassInput:
    """Pairs and types with their columns: indices of pair and type, (rows,), and the values, (rows, COLUMNS)."""

    __slots__ = ("columns", "kind", "pair")

    def __init__(self, pair: Ints, kind: Ints, columns: Floats) -> None:
        self.pair, self.kind, self.columns = pair, kind, columns


def second_pass_input(arrays: ParagraphArrays, pairs: Pairs, scores: Floats, rule_scores: Floats) -> SecondPassInput:
    """The pairs and types that pass the first pass. Both scores are tables, (pairs, types); `scores` are log odds."""
    pair, kind = pairs.with_types()
    kept = (scores[pair, kind] > MIN_FIRST_SCORE) | (rule_scores[pair, kind] > 0)
    pair, kind = pair[kept], kind[kept]
    found = columns(arrays, pairs, scores, rule_scores, pair, kind)
    return SecondPassInput(pair, kind, np.stack([found[name] for name in COLUMNS], axis=1))


def columns(  # noqa: PLR0917
    arrays: ParagraphArrays, pairs: Pairs, scores: Floats, rule_scores: Floats, pair: Ints, kind: Ints
) -> Mapping[str, Floats]:  # fmt: skip
    """The columns by name."""
    score, by_rule = scores[pair, kind], rule_scores[pair, kind]
    own = np.clip(score, MIN_SCORE, MAX_SCORE)
    both = _neighbours(arrays, pairs, np.stack([scores, rule_scores - 1]), pair, kind)
    best, rule = ({name: values[place] for name, values in both.items()} for place in (0, 1))
    has_rule, apart = (by_rule > 0).astype(float), pairs.apart[pair]
    found = {
        "score": own, "chance": logistic(own), "rule": has_rule, "score with a rule": own * has_rule,
        "rule's score": by_rule, "lead": np.clip(score - best["rival"], MISSING, MAX_SCORE) * (best["rival"] > MISSING),
        "subject's lead":
            np.clip(score - best["rival subject"], MISSING, MAX_SCORE) * (best["rival subject"] > MISSING),
        "same sentence": (apart == 0).astype(float),
        "one sentence apart": (apart == 1).astype(float),
        "nearest": (rivals_between(arrays, pairs)[pair] == 0).astype(float),
        "only entity": (arrays.entities_of_label[pairs.object[pair]] == 1).astype(float),
        "stands in": (pairs.anaphor[pair] >= 0).astype(float),
    }  # fmt: skip
    for name in NEIGHBOURS:
        found[name] = np.clip(best[name], MIN_SCORE, MAX_SCORE)
        found[f"no {name}"] = (best[name] <= MISSING).astype(float)
        found[f"rule of {name}"] = (rule[name] > -1).astype(float)
    return found


def _neighbours(arrays: ParagraphArrays, pairs: Pairs, values: Floats, pair: Ints, kind: Ints) -> Mapping[str, Floats]:
    """The highest value among each kind of neighbours; MISSING if there is none.

    `values` has the shape (tables, pairs, types); each result (tables, rows).
    """
    all_pairs, of_kind = pairs.with_types()
    one, two = pairs.subject[all_pairs], pairs.object[all_pairs]
    table = PairValues(arrays.size, one, two, of_kind, values[:, all_pairs, of_kind])
    subject, other = pairs.subject[pair], pairs.object[pair]
    rows, entity = table.rows(subject, other, kind), arrays.entity
    of_subject, of_object = _with_type(one, of_kind), _with_type(two, of_kind)
    found = {
        "rival": table.best_of_others(of_subject, entity[two]),
        "rival subject": table.best_of_others(of_object, entity[one]),
        "same entity": table.best_of_others(_group_ids(of_subject, entity[two]), two),
        "same subject entity": table.best_of_others(_group_ids(of_object, entity[one]), one),
        "other type": table.best_of_others(all_pairs, of_kind),
    }
    return {name: best[:, rows] for name, best in found.items()} | {
        "reversed": table.at(other, subject, kind),
        "subject before": table.at(arrays.before[subject], other, kind),
        "subject after": table.at(arrays.after[subject], other, kind),
        "object before": table.at(subject, arrays.before[other], kind),
        "object after": table.at(subject, arrays.after[other], kind),
    }


@dataclass(frozen=True, slots=True)
class PairValues:
    """Values of pairs and types, sorted by subject, object and type."""

    size: int
    subject: Ints
    object: Ints
    kind: Ints
    values: Floats

    def rows(self, subject: Ints, other: Ints, kind: Ints) -> Ints:
        """The rows of pairs and types; of a missing one, the row before which it would stand."""
        return np.searchsorted(self._keys(self.subject, self.object, self.kind), self._keys(subject, other, kind))

    def at(self, subject: Ints, other: Ints, kind: Ints) -> Floats:
        """The values of pairs and types; MISSING where there is none."""
        rows = np.minimum(self.rows(subject, other, kind), len(self.kind) - 1)
        present = (self.subject[rows] == subject) & (self.object[rows] == other) & (self.kind[rows] == kind)
        return np.where(present, self.values[:, rows], MISSING)

    def best_of_others(self, group: Ints, member: Ints) -> Floats:
        """For each row the highest value among the rows of its group with another member; MISSING if there is none."""
        return np.stack([best_of_others(group, member, values) for values in self.values])

    def _keys(self, subject: Ints, other: Ints, kind: Ints) -> Ints:
        return _with_type(subject * self.size + other, kind)


def _with_type(numbers: Ints, kind: Ints) -> Ints:
    return numbers * len(RELATION_TYPES) + kind


def _group_ids(one: Ints, two: Ints) -> Ints:
    """A group id for each pair of values."""
    found: Ints = np.unique(one * (two.max(initial=0) + 1) + two, return_inverse=True)[1]
    return found


def best_of_others(group: Ints, member: Ints, values: Floats) -> Floats:
    """For each row the highest value among the rows of its group with another member; at least MISSING."""
    best, second = (np.full(group.max(initial=0) + 1, MISSING) for _ in range(2))
    np.maximum.at(best, group, values)
    holder = np.full(len(best), -1, np.int64)
    first = values == best[group]
    holder[group[first]] = member[first]
    others = member != holder[group]
    np.maximum.at(second, group[others], values[others])
    return np.where(others, best[group], second[group])
