"""The pairs of mentions that a relation type may join: by label, within reach."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sgreports.knowledge.statements.relations import relation_rules
from sgreports.model.facts import Label, Mention, RelationType
from sgreports.parsing.sentences import sentences
from sgreports.relations.scene import Scene
from sgreports.relations.totals.arithmetic import can_be_part

FAR = 700  # characters between a count and its time, place or agent
APART = 2  # sentence ends between them; the arguments of other relations stand in one sentence


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that may be subject and object of some types; `apart` counts sentence ends between them."""

    subject: Mention
    object: Mention
    types: tuple[RelationType, ...]
    apart: int


def pairs(scene: Scene) -> Iterator[Pair]:
    """The pairs of a paragraph in text order of their subjects. Of a symmetric type the subject stands first."""
    places = sentence_places(scene)
    known = [m for m in scene.mentions if m.id in scene.heads]
    for subject in known:
        for other in known:
            types = signatures().get((subject.label, other.label), ())
            if types and subject is not other and differ(subject, other):
                apart = abs(places[subject.id] - places[other.id])
                gap = max(subject.start, other.start) - min(subject.end, other.end)
                fitting = tuple(
                    t for t in types
                    if within(t, gap, apart) and in_order(t, subject, other) and not exceeds_total(t, subject, other)
                )  # fmt: skip
                if fitting:
                    yield Pair(subject, other, fitting, apart)


def differ(one: Mention, other: Mention) -> bool:
    return one.label == "COUNT" or one.entity is None or one.entity != other.entity


def within(kind: RelationType, gap: int, apart: int) -> bool:
    if kind.startswith("count_") or kind == "part_of":
        return gap <= FAR and apart <= APART
    return apart == 0


def in_order(kind: RelationType, subject: Mention, other: Mention) -> bool:
    return kind not in symmetric() or subject.start < other.start


def exceeds_total(kind: RelationType, subject: Mention, other: Mention) -> bool:
    """Whether a part would be larger than its total, or of another kind."""
    return kind == "part_of" and not can_be_part(subject, other)


def sentence_places(scene: Scene) -> dict[str, int]:
    """The index of each mention's sentence in the paragraph."""
    starts = [sentence.start for sentence in sentences(scene.doc)]
    return {name: bisect_right(starts, head.i) - 1 for name, head in scene.heads.items()}


@lru_cache(maxsize=1)
def signatures() -> Mapping[tuple[Label, Label], tuple[RelationType, ...]]:
    """The types that may join a subject and an object of two labels."""
    found: dict[tuple[Label, Label], list[RelationType]] = {}
    for rules in relation_rules():
        for subject in rules.arguments.subject:
            for other in rules.arguments.object:
                found.setdefault((subject, other), []).append(rules.type)
    return {labels: tuple(types) for labels, types in found.items()}


@lru_cache(maxsize=1)
def symmetric() -> frozenset[RelationType]:
    return frozenset(rules.type for rules in relation_rules() if rules.symmetric)
