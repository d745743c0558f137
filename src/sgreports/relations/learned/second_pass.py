"""One probability of each pair and type: the first score, the declared rules, and what both say of the neighbours.

Neighbours are the rivals of the object and of the subject, the mentions of the same label before and after each, other
mentions of the same entity, other types of the pair, and the pair the other way round.
"""

from collections.abc import Mapping

import numpy as np

from sgreports.model.facts import RELATION_TYPES
from sgreports.relations.learned.laid_out import Flags, Floats, Ints, Laid
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
    """The pairs and types of a paragraph that are decided on: the pair's place, the type's, and the columns."""

    __slots__ = ("columns", "kind", "pair")

    def __init__(self, pair: Ints, kind: Ints, columns: Floats) -> None:
        self.pair, self.kind, self.columns = pair, kind, columns


def asked(laid: Laid, pairs: Pairs, scores: Floats, ruled: Floats) -> Asked:
    """What is to be decided in a paragraph. `scores` are log odds and `ruled` scores of rules, (pairs, types)."""
    pair, kind = pairs.asked()
    kept = (scores[pair, kind] > BELOW) | (ruled[pair, kind] > 0)
    pair, kind = pair[kept], kind[kept]
    found = columns(laid, pairs, scores, ruled, pair, kind)
    return Asked(pair, kind, np.stack([found[name] for name in COLUMNS], axis=1))


def columns(  # noqa: PLR0917
    laid: Laid, pairs: Pairs, scores: Floats, ruled: Floats, pair: Ints, kind: Ints
) -> Mapping[str, Floats]:  # fmt: skip
    """The columns by name."""
    score, by_rule = scores[pair, kind], ruled[pair, kind]
    own = np.clip(score, LEAST, MOST)
    both = neighbours(laid, pairs, np.stack([scores, ruled - 1]), pair, kind)
    seen, rule = ({name: values[place] for name, values in both.items()} for place in (0, 1))
    has, apart = (by_rule > 0).astype(float), pairs.apart[pair]
    found = {
        "score": own, "chance": 1 / (1 + np.exp(-own)), "rule": has, "score with a rule": own * has,
        "rule's score": by_rule, "lead": np.clip(score - seen["rival"], MISSING, MOST) * (seen["rival"] > MISSING),
        "subject's lead": np.clip(score - seen["rival subject"], MISSING, MOST) * (seen["rival subject"] > MISSING),
        "same sentence": (apart == 0).astype(float),
        "one sentence apart": (apart == 1).astype(float),
        "nearest": (rivals_between(laid, pairs)[pair] == 0).astype(float),
        "only entity": (laid.named[pairs.object[pair]] == 1).astype(float),
        "stands in": (pairs.stands_in[pair] >= 0).astype(float),
    }  # fmt: skip
    for name in SCORED:
        found[name] = np.clip(seen[name], LEAST, MOST)
        found[f"no {name}"] = (seen[name] <= MISSING).astype(float)
        found[f"rule of {name}"] = (rule[name] > -1).astype(float)
    return found


def neighbours(laid: Laid, pairs: Pairs, values: Floats, pair: Ints, kind: Ints) -> Mapping[str, Floats]:
    """The highest value among each kind of neighbours of each pair asked; MISSING where there is none.

    `values` are several tables by pair and type; so are those found.
    """
    table = np.full((len(values), len(RELATION_TYPES), laid.size, laid.size), MISSING)
    every, of_kind = pairs.asked()
    table[:, of_kind, pairs.subject[every], pairs.object[every]] = values[:, every, of_kind]
    subject, other = pairs.subject[pair], pairs.object[pair]
    objects, subjects = table[:, kind, subject], table[:, kind, :, other].swapaxes(0, 1)
    same_object = laid.entity[None, :] == laid.entity[other][:, None]
    same_subject = laid.entity[None, :] == laid.entity[subject][:, None]
    itself = np.arange(laid.size)[None, :]
    types = np.where(
        np.arange(len(RELATION_TYPES))[None, :] == kind[:, None], MISSING, table[:, :, subject, other].swapaxes(1, 2)
    )
    return {
        "rival": _most(objects, ~same_object),
        "rival subject": _most(subjects, ~same_subject),
        "same entity": _most(objects, same_object & (itself != other[:, None])),
        "same subject entity": _most(subjects, same_subject & (itself != subject[:, None])),
        "other type": types.max(axis=-1, initial=MISSING),
        "reversed": table[:, kind, other, subject],
        "subject before": _beside(table, kind, laid.before[subject], other),
        "subject after": _beside(table, kind, laid.after[subject], other),
        "object before": _beside(table, kind, subject, laid.before[other]),
        "object after": _beside(table, kind, subject, laid.after[other]),
    }


def _most(values: Floats, among: Flags) -> Floats:
    return np.asarray(np.where(among, values, MISSING).max(axis=-1, initial=MISSING), np.float64)


def _beside(table: Floats, kind: Ints, subject: Ints, other: Ints) -> Floats:
    """The values of neighbouring mentions; MISSING where there is no neighbour."""
    return np.where((subject < 0) | (other < 0), MISSING, table[:, kind, subject, other])
