"""One decision for each pair and type: the rules' finds and the model's score give one probability.

A rule's find that falls below the threshold is dropped; a pair that no rule found is added from the threshold on, with
`source` `model`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Token

from sgreports.model.facts import Cue, Mention, Relation, RelationType, Role
from sgreports.relations.counts.count_status import clause_trigger, count_status
from sgreports.relations.counts.roles import roles_of_link
from sgreports.relations.grammar.tags import VERBAL
from sgreports.relations.learned.features import View, bucket, indices, names, way
from sgreports.relations.learned.model import RelationModel
from sgreports.relations.learned.pairs import Pair, pairs
from sgreports.relations.scene import Scene
from sgreports.relations.status import Status, status

STRONGEST = 6  # features that an explanation names
AFFIRMED = Status("affirmed", "actual", None)


def decided(scene: Scene, paragraph: str, found: Sequence[Relation], model: RelationModel) -> Iterator[Relation]:
    """The relations of a paragraph with their probabilities. `found` are those of the rules; some may be dropped."""
    by_pair: dict[tuple[str, str, str], list[Relation]] = {}
    for relation in found:
        by_pair.setdefault((relation.subject, relation.object, relation.type), []).append(relation)
    view = View.of(scene)
    columns = {kind: n for n, kind in enumerate(model.meta.types)}
    for pair in pairs(scene):
        scores = model.scores(indices(view, pair))
        for kind in pair.types:
            ruled = by_pair.pop((pair.subject.id, pair.object.id, kind), [])
            chance = model.meta.decision.chance(kind, scores[columns[kind]], bool(ruled))
            if chance >= model.meta.thresholds[kind]:
                score = round(chance, 3)
                yield from (r.model_copy(update={"score": score}) for r in ruled)
                if not ruled:
                    yield from learned(scene, pair, kind, score, (paragraph, model.meta.name))
    yield from (relation for rest in by_pair.values() for relation in rest)  # out of the model's reach


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


def learned(scene: Scene, pair: Pair, kind: RelationType, score: float, made: tuple[str, str]) -> Iterator[Relation]:
    """The records of a relation that no rule found: one, or one a role. `made` has the paragraph and the model."""
    token = turn(scene, pair.subject, pair.object)
    said = said_of(scene, pair, kind, token)
    for role in role_of(scene, pair, kind):
        yield Relation(
            id="r0", paragraph=made[0], type=kind, subject=pair.subject.id, object=pair.object.id, role=role,
            polarity=said.polarity, modality=said.modality,
            attributed_to=None if said.attributed_to in (pair.subject.id, pair.object.id) else said.attributed_to,
            source="model", trigger=Cue(start=token.idx, end=token.idx + len(token), text=token.text),
            evidence=scene.heads[pair.subject.id].sent.text.strip(), rule=made[1], score=score,
        )  # fmt: skip


def said_of(scene: Scene, pair: Pair, kind: RelationType, token: Token) -> Status:
    """Polarity, modality and source by the clause: that of the count, else where the two meet."""
    if kind == "part_of":
        return AFFIRMED
    return count_status(scene, pair.subject) if kind.startswith("count_") else status(scene, token)


def role_of(scene: Scene, pair: Pair, kind: RelationType) -> tuple[Role | None, ...]:
    return roles_of_link(scene, pair.subject, pair.object, "weighed") if kind == "count_by" else (None,)


def turn(scene: Scene, subject: Mention, other: Mention) -> Token:
    """The token that says a relation: the verb where the two meet in the parse or above it, else the subject's."""
    one, two = scene.heads[subject.id], scene.heads[other.id]
    if subject.label == "COUNT":
        return clause_trigger(scene, subject)
    top = way(one, two)[2] if one.sent.start == two.sent.start else one
    return next((t for t in (top, *top.ancestors) if t.pos_ in VERBAL), top)


def reasons(model: RelationModel, scene: Scene, kind: RelationType, ends: tuple[Mention, Mention]) -> Iterator[str]:
    """The features that weigh most in a pair's score, with their weights (log odds)."""
    pair = next((p for p in pairs(scene) if (p.subject, p.object) == ends), None)
    if pair is None or kind not in pair.types:
        return
    column = model.meta.types.index(kind)
    weighed = {name: float(model.weights[bucket(name), column]) for name in names(View.of(scene), pair)}
    strongest = sorted(weighed, key=lambda n: (-abs(weighed[n]), n))[:STRONGEST]
    yield f"the model's evidence: {', '.join(f'{n} {weighed[n]:+.2f}' for n in strongest)}"
