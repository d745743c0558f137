"""Gold's answers for pairs of the program's own mentions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sgreports.knowledge.statements.relations import symmetric_types
from sgreports.links.learned.arrays import ParagraphArrays
from sgreports.links.learned.pairs import Pairs
from sgreports.model.facts import RELATION_TYPES, Mention, RelationType, Role
from sgreports.model.letters import letter_span
from sgreports_gold.annotation.gold.records import GoldParagraph

UNKNOWN = -1


def answers_of(known: "GoldAnswers", arrays: ParagraphArrays, pairs: Pairs) -> npt.NDArray[np.int8]:
    """1, 0 or UNKNOWN for each pair and type."""
    found = np.full((len(pairs), len(RELATION_TYPES)), UNKNOWN)
    for row, kind in zip(*(places.tolist() for places in pairs.with_types()), strict=True):
        ends = arrays.mentions[pairs.subject[row]].id, arrays.mentions[pairs.object[row]].id
        answer = known.answer(RELATION_TYPES[kind], *ends)
        found[row, kind] = UNKNOWN if answer is None else int(answer)
    return found.astype(np.int8)


@dataclass(frozen=True, slots=True)
class GoldAnswers:
    """Gold's relations of the program's mentions: exact pairs, pairs of the same entities, roles of `count_by`."""

    exact: frozenset[tuple[RelationType, str, str]]
    alike: frozenset[tuple[RelationType, str, str]]
    roles: frozenset[tuple[str, str, Role]]

    @classmethod
    def of(cls, gold: GoldParagraph, text: str, mentions: Sequence[Mention]) -> "GoldAnswers":
        """Mentions of gold and of the program are the same where their letters overlap under one label."""
        spans = {m.id: letter_span(text, m.start, m.end) for m in mentions}
        same: dict[str, list[str]] = {}
        for g in gold.mentions:
            same[g.id] = [
                m.id for m in mentions
                if m.label == g.label and spans[m.id][0] < g.end and g.start < spans[m.id][1]
            ]  # fmt: skip
        cluster = {
            g.id: g.id if g.label == "COUNT" or g.entity is None else f"{g.label} {g.entity}" for g in gold.mentions
        }
        named: dict[str, list[str]] = {}
        for g in gold.mentions:
            named.setdefault(cluster[g.id], []).extend(same[g.id])
        exact = {(r.type, s, o) for r in gold.relations for s in same[r.subject] for o in same[r.object]}
        alike = {
            (r.type, s, o)
            for r in gold.relations for s in named[cluster[r.subject]] for o in named[cluster[r.object]]
        }  # fmt: skip
        roles = {
            (s, o, r.role) for r in gold.relations if r.role for s in same[r.subject] for o in same[r.object]
        }  # fmt: skip
        return cls(frozenset(exact), frozenset(alike), frozenset(roles))

    def answer(self, kind: RelationType, subject: str, other: str) -> bool | None:
        ends = [(kind, subject, other), *([(kind, other, subject)] if kind in symmetric_types() else [])]
        if any(end in self.exact for end in ends):
            return True
        return None if any(end in self.alike for end in ends) else False
