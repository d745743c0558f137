"""Finds the relations of a report: declared rules over the parse, then times, places and agents of counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sgreports.counting.agent.links import agents_of_counts
from sgreports.counting.agent.roles import one_link_per_entity, roles_of_link
from sgreports.counting.links import CountLink, mentions_by_sentence
from sgreports.counting.place.links import places_of_counts
from sgreports.counting.status import count_status
from sgreports.counting.time.joined_times import complete_time_lists
from sgreports.counting.time.links import times_of_counts
from sgreports.counting.total.arithmetic import adds_up
from sgreports.counting.total.count_sequence import Part
from sgreports.counting.total.parts import parts_of_totals
from sgreports.evidence.encoder.model import EncodedParagraphs
from sgreports.knowledge.statements.relations import relation_rules
from sgreports.knowledge.statements.rules import CountStep, Phrase
from sgreports.links.excluded import is_excluded
from sgreports.links.learned.arrays import ReportContext
from sgreports.links.learned.decision import AFFIRMED, Origin, merge_with_rules, one_total_each, score_paragraphs
from sgreports.links.learned.model import RelationModel
from sgreports.links.rules.between import matches_between
from sgreports.links.rules.match import RuleMatch
from sgreports.links.rules.patterns import matches
from sgreports.model.facts import Mention, Relation, RelationType, Role
from sgreports.parsing.unit import Unit
from sgreports.scene.scene import Scene, Scenes, by_paragraph, cue_of
from sgreports.scene.status import Status, status
from sgreports.sentence.clauses import clause_verb

INHERITED: tuple[RelationType, ...] = ("count_at", "count_in", "count_by")
MIN_SUM_SCORE = 0.97  # of parts that add up to their total
BATCH_SIZE = 32  # paragraphs whose pairs the model scores at once
INFERENCE_DISCOUNT = 0.8  # factor of a rule's score where an argument is a pronoun or stands in an earlier sentence


def find_relations(
    units: Sequence[Unit],
    mentions: Sequence[Mention],
    model: RelationModel | None = None,
    scenes: Scenes | None = None,
) -> list[Relation]:
    """All relations of a report, paragraph by paragraph, with ids unique in the report; one a pair, type and role.

    Without a model the declared rules decide alone. `scenes` are those of the mentions, if they are used again.
    """
    scenes = scenes or Scenes(by_paragraph(mentions))
    found = [
        r
        for begin in range(0, len(units), BATCH_SIZE)
        for r in _in_paragraphs(units[begin : begin + BATCH_SIZE], scenes, model)
    ]
    return [relation.model_copy(update={"id": f"r{i}"}) for i, relation in enumerate(found, 1)]


def in_paragraph(
    unit: Unit,
    mentions: Sequence[Mention],
    model: RelationModel | None = None,
    encoded: EncodedParagraphs | None = None,
) -> list[Relation]:
    """The relations of one paragraph in text order."""
    return _in_paragraphs([unit], Scenes({unit.paragraph.key: mentions}, encoded), model)


def _in_paragraphs(units: Sequence[Unit], scenes_of: Scenes, model: RelationModel | None) -> list[Relation]:
    """The relations of paragraphs of one report, in text order. Paragraphs with fewer than two mentions are skipped.

    The model scores the pairs of all paragraphs together.
    """
    units = [unit for unit in units if len(scenes_of.mentions_of(unit)) > 1]
    keys, scenes = [unit.paragraph.key for unit in units], [scenes_of.of(unit) for unit in units]
    found = [_without_duplicates(found_by_rules(key, scene), scene) for key, scene in zip(keys, scenes, strict=True)]
    if model and units:
        scored = score_paragraphs(scenes, context_of(units[0]), found, model)
        found = [
            one_total_each(merge_with_rules(scene, Origin(key, model.meta.name), relations, scored_pairs))
            for key, scene, relations, scored_pairs in zip(keys, scenes, found, scored, strict=True)
        ]
    return [r for relations, scene in zip(found, scenes, strict=True) for r in completed(relations, scene)]


def completed(found: Sequence[Relation], scene: Scene) -> list[Relation]:
    """Adds the times of lists; drops duplicates and contradictions."""
    by_id = {m.id: m for m in scene.mentions}
    kept = _without_duplicates(complete_time_lists(found, scene), scene)
    return [r for r in kept if not is_excluded(r, by_id[r.subject], by_id[r.object], scene)]


def found_by_rules(paragraph: str, scene: Scene) -> list[Relation]:
    """What the rules find in a paragraph, before duplicates are dropped and the model is applied."""
    parts = parts_of_totals(scene)
    return [
        *_rule_relations(paragraph, scene),
        *count_relations(paragraph, scene, parts),
        *_part_relations(paragraph, scene, parts),
    ]


def context_of(unit: Unit) -> ReportContext:
    """What the model knows of the report."""
    masthead = unit.report.masthead
    return ReportContext(frozenset(masthead.about_countries), masthead.mission)


def _without_duplicates(found: Iterable[Relation], scene: Scene) -> list[Relation]:
    """One relation a pair of entities, type and role: the one with the highest score, then the first. Each count is its
    own entity."""
    meaning = {
        m.id: m.id if m.label == "COUNT" or m.entity is None else f"{m.label} {m.entity}" for m in scene.mentions
    }
    best: dict[tuple[str, str, str, str], Relation] = {}
    for relation in found:
        key = relation.type, relation.role or "", meaning[relation.subject], meaning[relation.object]
        if key not in best or relation.score > best[key].score:
            best[key] = relation
    place = scene.order
    return sorted(best.values(), key=lambda r: (place[r.subject], place[r.object], r.type))


def _rule_relations(paragraph: str, scene: Scene) -> Iterator[Relation]:
    footnote = paragraph.startswith("fn")
    for match in (*matches(scene), *matches_between(scene, footnote)):
        stated = isinstance(match.rule, Phrase) and match.trigger.pos_ != "VERB"
        # Two names side by side are affirmed, whatever the sentence negates or plans.
        yield _from_match(paragraph, match, AFFIRMED if stated else status(scene, match.trigger))


def _from_match(paragraph: str, match: RuleMatch, found_status: Status) -> Relation:
    """The relation of a rule that matches."""
    others = {match.subject.id, match.object.id}
    return Relation(
        id="r0", paragraph=paragraph, type=match.rules.type,
        subject=match.subject.id, object=match.object.id,
        polarity=found_status.polarity, modality=found_status.modality,
        attributed_to=found_status.attributed_to if found_status.attributed_to not in others else None,
        source="coref" if match.inferred else "rule", trigger=cue_of(match.trigger),
        evidence=match.trigger.sent.text.strip(), rule=match.rule.id,
        score=round(match.rule.score * (INFERENCE_DISCOUNT if match.inferred else 1), 3),
    )  # fmt: skip


def count_relations(paragraph: str, scene: Scene, parts: Sequence[Part]) -> Iterator[Relation]:
    """The times, places and agents of the paragraph's counts. `parts` are the parts of its totals."""
    table = mentions_by_sentence(scene)
    if not any(row.of("COUNT") for row in table):
        return
    totals = {p.part.id: p.total for p in parts}
    links = [
        *times_of_counts(scene, table, totals),
        *places_of_counts(scene, table, totals),
        *agents_of_counts(scene, table),
    ]
    links += inherited(scene, links, parts)
    yield from (_from_link(paragraph, scene, link, None) for link in links if link.type != "count_by")
    for link in one_link_per_entity(scene, (link for link in links if link.type == "count_by")):
        for role in roles_of_link(scene, link.count, link.other, link.step, totals.get(link.count.id)):
            yield _from_link(paragraph, scene, link, role)


def inherited(scene: Scene, links: Sequence[CountLink], parts: Sequence[Part]) -> Iterator[CountLink]:
    """The times, places and agents of totals, for their parts that have none of a type themselves.

    Who did or said what the total counts does so for a part only in its own sentence (GUIDELINES, Parts).
    """
    own: dict[tuple[str, RelationType], list[CountLink]] = {}
    for link in links:
        own.setdefault((link.count.id, link.type), []).append(link)
    for part, kind in ((p, k) for p in parts for k in INHERITED if (p.part.id, k) not in own):
        apart = scene.heads[part.part.id].sent.start != scene.heads[part.total.id].sent.start
        for link in own.get((part.total.id, kind), ()):
            if not (
                apart and kind == "count_by" and roles_of_link(scene, part.total, link.other, link.step) != ("whose",)
            ):
                own.setdefault((part.part.id, kind), []).append(replace(link, count=part.part))
        yield from own.get((part.part.id, kind), ())


def _from_link(paragraph: str, scene: Scene, link: CountLink, role: Role | None) -> Relation:
    """The relation of a count with its time, place or agent. Its status is that of the count's clause."""
    found_status, step = count_status(scene, link.count), count_step(link.type, link.step)
    return Relation(
        id="r0", paragraph=paragraph, type=link.type, subject=link.count.id, object=link.other.id,
        role=role, polarity=found_status.polarity, modality=found_status.modality,
        attributed_to=found_status.attributed_to, source="frame" if link.step == "carried" else "rule",
        trigger=cue_of(clause_verb(scene.heads[link.count.id])), evidence=scene.heads[link.count.id].sent.text.strip(),
        rule=step.id, score=step.score,
    )  # fmt: skip


def _part_relations(paragraph: str, scene: Scene, parts: Sequence[Part]) -> Iterator[Relation]:
    """The parts of the paragraph's totals; always affirmed and actual. Parts that add up to their total have a higher
    score."""
    for part in parts:
        step = count_step("part_of", part.step)
        siblings = [p.part for p in parts if p.total is part.total and p.step == part.step]
        score = max(MIN_SUM_SCORE, step.score) if adds_up(siblings, part.total) else step.score
        head = scene.heads[part.part.id]
        yield Relation(
            id="r0", paragraph=paragraph, type="part_of", subject=part.part.id, object=part.total.id,
            source="rule", trigger=cue_of(head), evidence=head.sent.text.strip(), rule=step.id, score=score,
        )  # fmt: skip


@lru_cache(maxsize=64)
def count_step(kind: str, name: str) -> CountStep:
    """The entry of a count step; the type's first where the step has none of its own."""
    steps = next(rules.count_steps for rules in relation_rules() if rules.type == kind)
    return next((each for each in steps if each.step == name), steps[0])
