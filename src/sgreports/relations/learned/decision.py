"""One decision for each pair and type: the rules' finds and the model's score give one probability.

A rule's find that falls below the threshold is dropped; a pair that no rule found is added from the threshold on, with
`source` `model`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sgreports.model.facts import RELATION_TYPES, ROLES, Cue, Mention, Relation, RelationType, Role
from sgreports.parsing.tokens import Token
from sgreports.relations.counts.count_status import count_status
from sgreports.relations.counts.roles import roles_of_link
from sgreports.relations.learned.arrays import Context, Floats, ParagraphArrays, arrays_of
from sgreports.relations.learned.encoded import SaidOfPairs, said_of_pairs
from sgreports.relations.learned.features import feature_input, features
from sgreports.relations.learned.model import COUNT_BY, RelationModel, Scores
from sgreports.relations.learned.pairs import Pairs, pairs
from sgreports.relations.learned.second_pass import asked
from sgreports.relations.scene import Scene
from sgreports.relations.status import Status, status
from sgreports.sentence.clauses import clause_verb
from sgreports.sentence.tags import VERBAL

MOST_PAIRS = 600  # whose features are made at once; more leave the processor's cache
AFFIRMED = Status("affirmed", "actual", None)


Ruled = Mapping[tuple[str, str, RelationType], Sequence[Relation]]
"""The rules' finds by subject, object and type."""


class Made(NamedTuple):
    """Where relations are looked for, and by what: the paragraph's key, the model's name."""

    paragraph: str
    model: str


class Pair(NamedTuple):
    """Two mentions, subject and object."""

    subject: Mention
    object: Mention


class Judged(NamedTuple):
    """A pair with one of its types, its probability and the one that is needed, and its role by the one of grammar."""

    pair: Pair
    kind: RelationType
    chance: float
    needed: float
    roles: Mapping[Role, Role] | None = None

    @property
    def kept(self) -> bool:
        return self.chance >= self.needed


def decided(scene: Scene, made: Made, found: Sequence[Relation], judgements: Sequence[Judged]) -> Iterator[Relation]:
    """The relations of a paragraph with their probabilities. `found` are those of the rules; some may be dropped."""
    by_pair = grouped(found)
    for each in judgements:
        ruled = by_pair.pop((each.pair.subject.id, each.pair.object.id, each.kind), [])
        if each.kept:
            score = round(each.chance, 3)
            its = ruled or list(learned(scene, each.pair, each.kind, score, made))
            roles = chosen([r.role for r in its], each)
            yield from (r.model_copy(update={"score": score, "role": role}) for r, role in zip(its, roles, strict=True))
    yield from (relation for rest in by_pair.values() for relation in rest)  # out of the model's reach


def chosen(by_grammar: Sequence[Role | None], judged: Judged) -> Sequence[Role | None]:
    """The roles of a pair's relations: two that grammar gives stay, one is weighed with the scores of the pair."""
    if judged.roles is None or len(by_grammar) != 1 or by_grammar[0] is None:
        return by_grammar
    return (judged.roles[by_grammar[0]],)


def grouped(found: Iterable[Relation]) -> dict[tuple[str, str, RelationType], list[Relation]]:
    """The rules' finds by subject, object and type."""
    by_pair: dict[tuple[str, str, RelationType], list[Relation]] = {}
    for relation in found:
        by_pair.setdefault((relation.subject, relation.object, relation.type), []).append(relation)
    return by_pair


def judged_pairs(
    scenes: Sequence[Scene], context: Context, found: Sequence[Sequence[Relation]], model: RelationModel
) -> list[list[Judged]]:
    """What the model says of the pairs of each of a report's paragraphs, in the order of the pairs. `found` are the
    finds of the rules in each."""
    arrays = arrays_of(scenes, context)
    near = pairs(arrays)
    said = said_of_pairs(scenes, arrays, near)
    paragraphs = np.repeat(np.arange(len(scenes)), [len(scene.heads) for scene in scenes])[near.subject].tolist()
    judgements: list[list[Judged]] = [[] for _ in scenes]
    if len(near):
        by_pair = grouped(relation for its in found for relation in its)
        for row, each in judged(arrays, near, by_pair, model, said):
            judgements[paragraphs[row]].append(each)
    return judgements


def scored(arrays: ParagraphArrays, near: Pairs, model: RelationModel) -> Scores:
    """The first scores of some pairs; those with the same types are scored together."""
    seen, order = feature_input(arrays), np.argsort(near.types, kind="stable")
    scores = Scores(np.zeros((len(near), len(RELATION_TYPES))), np.zeros((len(near), len(ROLES))))
    for begin in range(0, len(near), MOST_PAIRS):
        rows = order[begin : begin + MOST_PAIRS]
        some = near.some(rows)
        scores.types[rows], scores.roles[rows] = model.scores(features(seen, some), some.types)
    return scores


def judged(
    arrays: ParagraphArrays, near: Pairs, by_pair: Ruled, model: RelationModel, said: "SaidOfPairs | None" = None
) -> Iterator[tuple[int, Judged]]:  # fmt: skip
    """Each pair and type worth asking, by the pair's row: its probability, and whether that reaches the threshold."""
    scores = scored(arrays, near, model)
    found = asked(arrays, near, scores.types, ruled_scores(arrays, near, by_pair))
    chances, threshold = model.chances(found), model.meta.threshold
    if said is not None:
        chances, threshold = said.mixed(chances, found.pair, found.kind), said.meta.threshold
        scores = said.with_roles(scores)
    kept = chances >= threshold
    subjects, others = (
        [arrays.mentions[place] for place in ends[found.pair].tolist()] for ends in (near.subject, near.object)
    )
    for row, subject, other, kind, chance, enough in zip(
        found.pair.tolist(), subjects, others, found.kind.tolist(), chances.tolist(), kept.tolist(), strict=True
    ):
        roles = model.roles(scores.roles[row]) if enough and kind == COUNT_BY else None
        yield row, Judged(Pair(subject, other), RELATION_TYPES[kind], chance, threshold, roles)


def ruled_scores(arrays: ParagraphArrays, asked_pairs: Pairs, by_pair: Ruled) -> Floats:
    """The scores of the rules' finds, (pairs, types); 0 where no rule found the pair."""
    scores = np.zeros((len(asked_pairs), len(RELATION_TYPES)))
    places = {m.id: place for place, m in enumerate(arrays.mentions)}
    rows = {
        ends: row
        for row, ends in enumerate(zip(asked_pairs.subject.tolist(), asked_pairs.object.tolist(), strict=True))
    }
    for (subject, other, kind), relations in by_pair.items():
        row = rows.get((places.get(subject, -1), places.get(other, -1)))
        if row is not None:
            scores[row, RELATION_TYPES.index(kind)] = max(r.score for r in relations)
    return scores


def one_total_each(relations: Iterable[Relation]) -> list[Relation]:
    """The same relations, of `part_of` only the surest of each part; of two counts that are part of each other, one."""
    every = list(relations)
    best: dict[str, Relation] = {}
    for r in every:
        if r.type == "part_of" and (r.subject not in best or r.score > best[r.subject].score):
            best[r.subject] = r
    return [r for r in every if r.type != "part_of" or (best[r.subject] is r and not is_reversed(r, best))]


def is_reversed(part: Relation, best: Mapping[str, Relation]) -> bool:
    """Whether the total of a part is said, and as surely, to be the part."""
    other = best.get(part.object)
    return (
        other is not None and other.object == part.subject and (other.score, other.subject) > (part.score, part.subject)
    )


def learned(scene: Scene, pair: Pair, kind: RelationType, score: float, made: Made) -> Iterator[Relation]:
    """The records of a relation that no rule found: one, or one a role."""
    token = turn(scene, pair.subject, pair.object)
    said = said_of(scene, pair, kind, token)
    for role in role_of(scene, pair, kind):
        yield Relation(
            id="r0", paragraph=made.paragraph, type=kind, subject=pair.subject.id, object=pair.object.id, role=role,
            polarity=said.polarity, modality=said.modality,
            attributed_to=None if said.attributed_to in (pair.subject.id, pair.object.id) else said.attributed_to,
            source="model", trigger=Cue(start=token.idx, end=token.idx + len(token), text=token.text),
            evidence=scene.heads[pair.subject.id].sent.text.strip(), rule=made.model, score=score,
        )  # fmt: skip


def said_of(scene: Scene, pair: Pair, kind: RelationType, token: Token) -> Status:
    """Polarity, modality and source by the clause: that of the count, else where the two meet."""
    if kind == "part_of":
        return AFFIRMED
    return count_status(scene, pair.subject) if kind.startswith("count_") else status(scene, token)


def role_of(scene: Scene, pair: Pair, kind: RelationType) -> tuple[Role | None, ...]:
    """The roles by grammar; of other types than `count_by` none."""
    return roles_of_link(scene, pair.subject, pair.object, "learned") if kind == "count_by" else (None,)


def turn(scene: Scene, subject: Mention, other: Mention) -> Token:
    """The token that says a relation: the verb where the two meet in the parse or above it, else the later one's."""
    one, two = scene.heads[subject.id], scene.heads[other.id]
    if subject.label == "COUNT":
        return clause_verb(scene.heads[subject.id])
    top = meeting(one, two) if one.sent.start == two.sent.start else max(one, two, key=lambda t: t.i)
    return next((t for t in (top, *top.ancestors) if t.pos_ in VERBAL), top)


def meeting(one: Token, two: Token) -> Token:
    """Where the ways up from two tokens of a sentence meet."""
    above = {t.i for t in (one, *one.ancestors)}
    return next((t for t in (two, *two.ancestors) if t.i in above), two)
