"""Finds the relations of a report: declared rules over the parse, then times, places and agents of counts."""

from collections.abc import Iterable, Iterator, Sequence

from sgreports.counting.relations import count_relations, part_relations
from sgreports.counting.time.links import complete_time_lists
from sgreports.counting.total.parts import parts_of_totals
from sgreports.evidence.encoder.model import EncodedParagraphs
from sgreports.knowledge.statements.rules import Phrase
from sgreports.links.excluded import is_excluded
from sgreports.links.learned.arrays import ReportContext, entity_key
from sgreports.links.learned.decision import AFFIRMED, Origin, merge_with_rules, one_total_each, score_paragraphs
from sgreports.links.learned.model import RelationModel
from sgreports.links.rules.between import matches_between
from sgreports.links.rules.match import RuleMatch
from sgreports.links.rules.patterns import matches
from sgreports.model.facts import Mention, Relation
from sgreports.parsing.unit import Unit
from sgreports.scene.scene import Scene, Scenes, by_paragraph, cue_of
from sgreports.scene.status import Status, status_of

BATCH_SIZE = 32  # paragraphs whose pairs the model scores at once
INFERENCE_DISCOUNT = 0.8  # factor of a rule's score where an argument is a pronoun or stands in an earlier sentence


def find_relations(
    units: Sequence[Unit], mentions: Sequence[Mention], model: RelationModel | None = None, scenes: Scenes | None = None
) -> list[Relation]:
    """All relations of a report, paragraph by paragraph, with ids unique in the report; one a pair, type and role.

    Without a model the declared rules decide alone. `scenes` are those of the mentions, if they are used again.
    """
    scenes = scenes or Scenes(by_paragraph(mentions))
    batches = (units[begin : begin + BATCH_SIZE] for begin in range(0, len(units), BATCH_SIZE))
    found = [relation for batch in batches for relation in _in_paragraphs(batch, scenes, model)]
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
    of_counts = (*count_relations(paragraph, scene, parts), *part_relations(paragraph, scene, parts))
    return [*_rule_relations(paragraph, scene), *of_counts]


def context_of(unit: Unit) -> ReportContext:
    """What the model knows of the report."""
    masthead = unit.report.masthead
    return ReportContext(frozenset(masthead.about_countries), masthead.mission)


def _without_duplicates(found: Iterable[Relation], scene: Scene) -> list[Relation]:
    """One relation a pair of entities, type and role: the one with the highest score, then the first. Each count is its
    own entity."""
    meaning = {m.id: entity_key(m) for m in scene.mentions}
    best: dict[tuple[object, ...], Relation] = {}
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
        yield _from_match(paragraph, match, AFFIRMED if stated else status_of(scene, match.rules.type, match.trigger))


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
