"""Combines the relations of the rules with the scores of the model.

Each candidate pair and type gets one probability. Relations of rules below the threshold are dropped; pairs that no
rule found are added from the threshold on, with `source` `model`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sgreports.counting.agent.roles import roles_of_link
from sgreports.counting.status import count_status
from sgreports.links.learned.arrays import Floats, ParagraphArrays, ReportContext, arrays_of
from sgreports.links.learned.encoded import encoder_pair_scores
from sgreports.links.learned.features import feature_input, features
from sgreports.links.learned.model import COUNT_BY, RelationModel, Scores
from sgreports.links.learned.pairs import Pairs, candidate_pairs
from sgreports.links.learned.second_pass import second_pass_input
from sgreports.model.facts import RELATION_TYPES, ROLES, Mention, Relation, RelationType, Role
from sgreports.parsing.tokens import Token
from sgreports.scene.scene import Scene, cue_of
from sgreports.scene.status import Status, status_between
from sgreports.sentence.clauses import clause_verb, path_between
from sgreports.sentence.tags import VERBAL
from sgreports.sentence.verbs import verb_over

BATCH_SIZE = 600  # pairs whose features are computed at once; more leave the processor's cache
NEVER, SURE = 0.02, 0.9  # probabilities beyond which the encoder is not asked: it turns next to none
AFFIRMED = Status("affirmed", "actual", None)
RuleRelations = Mapping[tuple[str, str, RelationType], Sequence[Relation]]
"""Relations of the rules by subject, object and type."""


class Origin(NamedTuple):
    """Paragraph key and model name, for the relations' records."""

    paragraph: str
    model: str


class Pair(NamedTuple):
    """Two mentions, subject and object."""

    subject: Mention
    object: Mention


class ScoredPair(NamedTuple):
    """A pair and type with its probability and threshold; `roles` has the final role for each role by grammar."""

    pair: Pair
    kind: RelationType
    probability: float
    threshold: float
    roles: Mapping[Role, Role] | None = None

    @property
    def kept(self) -> bool:
        return self.probability >= self.threshold


def merge_with_rules(
    scene: Scene, origin: Origin, rule_relations: Sequence[Relation], scored_pairs: Sequence[ScoredPair]
) -> Iterator[Relation]:
    """Combines rule and model relations of a paragraph; drops those below the threshold."""
    by_pair = by_pair_and_type(rule_relations)
    for scored in scored_pairs:
        by_rule = by_pair.pop((scored.pair.subject.id, scored.pair.object.id, scored.kind), [])
        if scored.kept:
            score = round(scored.probability, 3)
            relations = by_rule or list(_model_relations(scene, scored.pair, scored.kind, score, origin))
            roles = _final_roles([r.role for r in relations], scored)
            yield from (
                r.model_copy(update={"score": score, "role": role}) for r, role in zip(relations, roles, strict=True)
            )
    for not_candidates in by_pair.values():
        yield from not_candidates


def _final_roles(by_grammar: Sequence[Role | None], scored: ScoredPair) -> Sequence[Role | None]:
    """The roles of a pair's relations: two by grammar stay, a single one is decided with the model."""
    if scored.roles is None or len(by_grammar) != 1 or by_grammar[0] is None:
        return by_grammar
    return (scored.roles[by_grammar[0]],)


def by_pair_and_type(found: Iterable[Relation]) -> dict[tuple[str, str, RelationType], list[Relation]]:
    """Relations of the rules by subject, object and type."""
    by_pair: dict[tuple[str, str, RelationType], list[Relation]] = {}
    for relation in found:
        by_pair.setdefault((relation.subject, relation.object, relation.type), []).append(relation)
    return by_pair


def score_paragraphs(
    scenes: Sequence[Scene], context: ReportContext, rule_relations: Sequence[Sequence[Relation]], model: RelationModel
) -> list[list[ScoredPair]]:
    """The scored pairs of each paragraph of a report. `rule_relations` are those of the rules in each."""
    arrays = arrays_of(scenes, context)
    candidates = candidate_pairs(arrays)
    paragraphs = np.repeat(np.arange(len(scenes)), [len(scene.heads) for scene in scenes])[candidates.subject].tolist()
    by_paragraph: list[list[ScoredPair]] = [[] for _ in scenes]
    if len(candidates):
        by_pair = by_pair_and_type(relation for relations in rule_relations for relation in relations)
        for row, scored in _score_pairs(scenes, arrays, candidates, by_pair, model):
            by_paragraph[paragraphs[row]].append(scored)
    return by_paragraph


def _first_scores(arrays: ParagraphArrays, candidates: Pairs, model: RelationModel) -> Scores:
    """First scores of candidate pairs, in batches of pairs with the same types."""
    inputs, order = feature_input(arrays), np.argsort(candidates.types, kind="stable")
    scores = Scores(np.zeros((len(candidates), len(RELATION_TYPES))), np.zeros((len(candidates), len(ROLES))))
    for begin in range(0, len(candidates), BATCH_SIZE):
        rows = order[begin : begin + BATCH_SIZE]
        batch = candidates.subset(rows)
        scores.types[rows], scores.roles[rows] = model.scores(features(inputs, batch), batch.types)
    return scores


def _score_pairs(
    scenes: Sequence[Scene], arrays: ParagraphArrays, candidates: Pairs, by_pair: RuleRelations, model: RelationModel
) -> Iterator[tuple[int, ScoredPair]]:
    """Pairs and types that pass the first scores, with the row of the pair."""
    scores = _first_scores(arrays, candidates, model)
    second_pass = second_pass_input(arrays, candidates, scores.types, rule_scores(arrays, candidates, by_pair))
    probabilities, threshold = model.probabilities(second_pass), model.meta.threshold
    is_open = (probabilities > NEVER) & ((probabilities < SURE) | (second_pass.kind == COUNT_BY))
    pair, kind = second_pass.pair[is_open], second_pass.kind[is_open]
    asked = np.unique(pair)
    said = encoder_pair_scores(scenes, arrays, candidates.subset(asked))
    if said is not None:
        probabilities[is_open] = said.combined(probabilities[is_open], np.searchsorted(asked, pair), kind)
        scores.roles[asked] += said.meta.roles.encoder * said.scores.roles
        threshold = said.meta.threshold
    subjects, others = candidates.subject.tolist(), candidates.object.tolist()
    kinds = second_pass.kind.tolist()
    for row, of_type, probability in zip(second_pass.pair.tolist(), kinds, probabilities.tolist(), strict=True):
        ends = Pair(arrays.mentions[subjects[row]], arrays.mentions[others[row]])
        roles = model.roles(scores.roles[row]) if probability >= threshold and of_type == COUNT_BY else None
        yield row, ScoredPair(ends, RELATION_TYPES[of_type], probability, threshold, roles)


def rule_scores(arrays: ParagraphArrays, candidates: Pairs, by_pair: RuleRelations) -> Floats:
    """The scores of the rules, (pairs, types); 0 where no rule found the pair."""
    scores = np.zeros((len(candidates), len(RELATION_TYPES)))
    places = {m.id: place for place, m in enumerate(arrays.mentions)}
    pairs = zip(candidates.subject.tolist(), candidates.object.tolist(), strict=True)
    rows = {ends: row for row, ends in enumerate(pairs)}
    for (subject, other, kind), relations in by_pair.items():
        row = rows.get((places.get(subject, -1), places.get(other, -1)))
        if row is not None:
            scores[row, RELATION_TYPES.index(kind)] = max(r.score for r in relations)
    return scores


def one_total_each(relations: Iterable[Relation]) -> list[Relation]:
    """Keeps one `part_of` a part, the likeliest; of two counts that are part of each other, one relation."""
    kept = list(relations)
    best: dict[str, Relation] = {}
    for r in kept:
        if r.type == "part_of" and (r.subject not in best or r.score > best[r.subject].score):
            best[r.subject] = r
    return [r for r in kept if r.type != "part_of" or (best[r.subject] is r and not _is_reversed(r, best))]


def _is_reversed(part: Relation, best: Mapping[str, Relation]) -> bool:
    """Whether the total is also a part of the part, with a higher score."""
    other = best.get(part.object)
    return (
        other is not None and other.object == part.subject and (other.score, other.subject) > (part.score, part.subject)
    )


def _model_relations(scene: Scene, pair: Pair, kind: RelationType, score: float, origin: Origin) -> Iterator[Relation]:
    """Relations that only the model found: one, or one for each role."""
    trigger = _trigger_token(scene, pair.subject, pair.object)
    found_status = _status(scene, pair, kind, trigger)
    source = found_status.attributed_to if found_status.attributed_to not in (pair.subject.id, pair.object.id) else None
    for role in relation_roles(scene, pair, kind):
        yield Relation(
            id="r0", paragraph=origin.paragraph, type=kind, subject=pair.subject.id, object=pair.object.id, role=role,
            polarity=found_status.polarity, modality=found_status.modality,
            attributed_to=source, source="model", trigger=cue_of(trigger),
            evidence=scene.heads[pair.subject.id].sent.text.strip(), rule=origin.model, score=score,
        )  # fmt: skip


def _status(scene: Scene, pair: Pair, kind: RelationType, trigger: Token) -> Status:
    """The status of a pair: of a count that of its clause, else that of what is said of the two."""
    if kind == "part_of":
        return AFFIRMED
    if kind.startswith("count_"):
        return count_status(scene, pair.subject)
    return status_between(scene, kind, trigger, scene.heads[pair.subject.id], scene.heads[pair.object.id])


def relation_roles(scene: Scene, pair: Pair, kind: RelationType) -> tuple[Role | None, ...]:
    """The roles of a `count_by` by grammar; other types have none."""
    return roles_of_link(scene, pair.subject, pair.object, "learned") if kind == "count_by" else (None,)


def _trigger_token(scene: Scene, subject: Mention, other: Mention) -> Token:
    """The trigger of a relation: the verb at or above the lowest common ancestor, else that of the later mention."""
    one, two = scene.heads[subject.id], scene.heads[other.id]
    if subject.label == "COUNT":
        return clause_verb(one)
    between = path_between(one, two)
    top = between[2] if between else max(one, two, key=lambda t: t.i)
    return top if top.pos_ in VERBAL else verb_over(top) or top
