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
    """The pairs and types that are decided on: the pair's place, the type's, and the columns."""

    __slots__ = ("columns", "kind", "pair")

    def __init__(self, pair: Ints, kind: Ints, columns: Floats) -> None:
        self.pair, self.kind, self.columns = pair, kind, columns


def asked(laid: Laid, pairs: Pairs, scores: Floats, ruled: Floats) -> Asked:
    """What is to be decided. `scores` are log odds and `ruled` scores of rules, (pairs, types)."""
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
    of_subject, of_object = tables(laid, pairs, values)
    subject, other = pairs.subject[pair], pairs.object[pair]
    place = laid.place
    objects, subjects = of_subject[:, kind, subject], of_object[:, kind, other]
    entities = in_paragraphs(laid, laid.entity)[subject]
    same_object = entities == laid.entity[other][:, None]
    same_subject = entities == laid.entity[subject][:, None]
    inside = np.arange(entities.shape[1])[None, :]
    every = np.arange(len(RELATION_TYPES))[:, None]
    types = np.where(every == kind, MISSING, of_subject[:, every, subject, place[other]])

    def at(one: Ints, two: Ints) -> Floats:
        """The values of other pairs; MISSING where one of the two is not there."""
        return np.where((one < 0) | (two < 0), MISSING, of_subject[:, kind, one, place[two]])

    return {
        "rival": _most(objects, ~same_object),
        "rival subject": _most(subjects, ~same_subject),
        "same entity": _most(objects, same_object & (inside != place[other][:, None])),
        "same subject entity": _most(subjects, same_subject & (inside != place[subject][:, None])),
        "other type": types.max(axis=1, initial=MISSING),
        "reversed": at(other, subject),
        "subject before": at(laid.before[subject], other),
        "subject after": at(laid.after[subject], other),
        "object before": at(subject, laid.before[other]),
        "object after": at(subject, laid.after[other]),
    }


def tables(laid: Laid, pairs: Pairs, values: Floats) -> tuple[Floats, Floats]:
    """The values by type, by subject and place of the object in the paragraph, and by object and place of the
    subject."""
    place = laid.place
    of_subject = np.full((len(values), len(RELATION_TYPES), laid.size, int(place.max(initial=0)) + 1), MISSING)
    of_object = of_subject.copy()
    every, kind = pairs.asked()
    subject, other = pairs.subject[every], pairs.object[every]
    of_subject[:, kind, subject, place[other]] = of_object[:, kind, other, place[subject]] = values[:, every, kind]
    return of_subject, of_object


def in_paragraphs(laid: Laid, values: Ints) -> Ints:
    """For each mention the values of all of its paragraph, in text order; -1 after the last."""
    table = np.full((laid.size, int(laid.place.max(initial=0)) + 1), -1, np.int64)
    table[laid.first, laid.place] = values
    return table[laid.first]


def _most(values: Floats, among: Flags) -> Floats:
    return np.asarray(np.where(among, values, MISSING).max(axis=-1, initial=MISSING), np.float64)
