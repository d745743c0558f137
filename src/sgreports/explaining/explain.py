"""Which finder made each mention of a paragraph, and which candidates the overlap policy rejected; why a relation was
found, and why there is none between two mentions: what `sgreports explain` prints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sgreports.counting.event.decision import event_models
from sgreports.counting.event.events import with_events
from sgreports.errors import UsageError
from sgreports.evidence.encoder.model import EncodedParagraphs, encoded_paragraphs
from sgreports.evidence.scores import logistic
from sgreports.knowledge.names.added import adding
from sgreports.knowledge.statements.relations import RelationRules, relation_rules
from sgreports.knowledge.statements.rules import CountStep, Pattern, Phrase, Rule
from sgreports.links.find import context_of, find_relations, in_paragraph
from sgreports.links.learned.arrays import Floats, ReportContext, arrays_of
from sgreports.links.learned.decision import ScoredPair, score_paragraphs
from sgreports.links.learned.encoded import encoder_pair_scores
from sgreports.links.learned.model import RelationModel, relation_model
from sgreports.links.learned.pairs import candidate_pairs
from sgreports.links.learned.reasons import reasons
from sgreports.links.rules.paths import walk
from sgreports.links.rules.patterns import applies, trigger_tokens, triggers
from sgreports.mentions import finders_and_steps
from sgreports.model.facts import RELATION_TYPES, Label, Mention, Relation, RelationType
from sgreports.model.report import Report
from sgreports.names.assembly import find_candidates, resolved_mentions
from sgreports.names.candidate import Candidate
from sgreports.names.document.context import with_context
from sgreports.names.overlap import resolve
from sgreports.parsing.language import parse_report
from sgreports.parsing.tokens import Token
from sgreports.parsing.unit import Unit
from sgreports.reading import read_report
from sgreports.scene.arguments import arguments_of
from sgreports.scene.scene import Scene, Scenes, by_paragraph, once
from sgreports.settings import Settings

NOWHERE = "leads nowhere"


def explain_pair(
    unit: Unit,
    mentions: Sequence[Mention],
    named: tuple[str, str],
    model: RelationModel | None = None,
    encoded: EncodedParagraphs | None = None,
) -> list[str]:
    """The answer in a sentence, then why there are relations between the mentions with these ids, either way round, or
    none: what the model holds, then the rules that were tried.

    `mentions` are those of the unit's paragraph. KeyError if an id is not among them.
    """
    ends = {m.id: m for m in mentions}
    pair = ends[named[0]], ends[named[1]]
    found = [r for r in in_paragraph(unit, mentions, model, encoded) if {r.subject, r.object} == set(named)]
    scene = Scene(unit.parse, sorted(mentions, key=lambda m: m.start), encoded, unit.context)
    if found:
        answer = f"Related: {', '.join(sorted({r.type for r in found}))}."
        return [answer, *(line for r in found for line in explain_relation(r, scene, model, context_of(unit)))]
    scored = scored_pairs(unit, scene, pair, model) if model else []
    unsure = [line for each in scored if model for line in explain_unsure(unit, scene, each, model)]
    tried = list(explain_missing(scene, pair)) or [
        f"no rule has a trigger word in the sentence of {pair[0].text!r} or {pair[1].text!r}"
    ]
    return [" ".join(["Not related.", *map(_likeliest, scored[:1])]), *unsure, *tried]


def explain_relation(
    relation: Relation, scene: Scene, model: RelationModel | None, context: ReportContext
) -> Iterator[str]:
    """The rule, trigger and paths of a relation found, or the evidence weighed."""
    ends = {m.id: m for m in scene.mentions}
    subject, object_ = ends[relation.subject], ends[relation.object]
    words = f"{subject.text} -> {object_.text}"
    trigger = relation.trigger.text if relation.trigger else ""
    by = "model" if relation.source == "model" else "rule"
    yield f"{relation.type}: {words}, by {by} {relation.rule!r} ({relation.source}) at {trigger!r}"
    used = model if relation.source == "model" else None
    yield from _evidence(scene, relation.type, (subject, object_), used, context)
    for rule in rules_of(relation):
        match rule:
            case CountStep():
                yield f"  found by the step {rule.step!r} of the rules that link counts"
            case Phrase():
                yield f"  words between: {rule.between}"
            case Pattern():
                objects = " or ".join(rule.object) or "the same list"
                yield f"  subject by {' or '.join(rule.subject)}; object by {objects}"


def rules_of(relation: Relation) -> Iterator[Rule]:
    """The rules of the relation's type with the name of its rule."""
    for rules in relation_rules():
        if rules.type == relation.type:
            yield from (rule for rule in rules.rules if rule.id == relation.rule)


def explain_missing(scene: Scene, pair: tuple[Mention, Mention]) -> Iterator[str]:
    """For each trigger near the two mentions that could have linked them: where its paths lead instead.

    Rules with a path that leads nowhere are reported only if no other rule of the type has that trigger.
    """
    starts = {scene.heads[m.id].sent.start for m in pair if m.id in scene.heads}
    for token in trigger_tokens(scene):
        if token.sent.start in starts:
            lines_by_type: dict[str, list[str]] = {}
            for rules, pattern in triggers()[token.lemma_.lower()]:
                if can_be_arguments(rules, pair) and applies(pattern, token):
                    lines_by_type.setdefault(rules.type, []).extend(path_ends(scene, rules, pattern, token))
            for lines in lines_by_type.values():
                yield from [line for line in lines if NOWHERE not in line] or lines


def scored_pairs(unit: Unit, scene: Scene, pair: tuple[Mention, Mention], model: RelationModel) -> list[ScoredPair]:
    """What the learned model holds possible between the two, either way round, the likeliest first."""
    scored = score_paragraphs([scene], context_of(unit), [in_paragraph(unit, scene.mentions)], model)[0]
    here = [each for each in scored if {each.pair.subject.id, each.pair.object.id} == {m.id for m in pair}]
    return sorted(here, key=lambda each: -each.probability)


def _likeliest(each: ScoredPair) -> str:
    """How likely the likeliest relation of two that are not related is; one that is likely enough was dropped later."""
    said = f"The likeliest is {each.kind}, {each.probability:.0%}"
    if not each.kept:
        return f"{said}; {each.threshold:.0%} are needed."
    return (
        f"{said}, which is enough, but a later step dropped it: another mention or total is taken instead, or what the"
        " two are excludes it."
    )


def explain_unsure(unit: Unit, scene: Scene, each: ScoredPair, model: RelationModel) -> Iterator[str]:
    """How likely the learned model holds a relation, and by what evidence."""
    ends = each.pair.subject, each.pair.object
    yield f"{each.kind}: {ends[0].text} -> {ends[1].text}, {each.probability:.2f} likely; needed {each.threshold}"
    yield from _evidence(scene, each.kind, ends, model, context_of(unit))


def _evidence(
    scene: Scene, kind: RelationType, ends: tuple[Mention, Mention], model: RelationModel | None, context: ReportContext
) -> Iterator[str]:
    """What the learned model weighed, and how likely the encoder alone holds a pair that is within its reach."""
    yield from (f"  {line}" for line in (reasons(model, scene, context, kind, ends) if model else ()))
    odds = _encoder_odds(scene).get((ends[0].id, ends[1].id))
    if odds is not None:
        yield f"  the encoder: {float(logistic(odds[RELATION_TYPES.index(kind)])):.2f}"


@once
def _encoder_odds(scene: Scene) -> dict[tuple[str, str], Floats]:
    """What the encoder alone holds of the types of each pair of a paragraph; empty without an encoder."""
    arrays = arrays_of([scene])
    near, ids = candidate_pairs(arrays), [m.id for m in arrays.mentions]
    said = encoder_pair_scores([scene], arrays, near)
    rows = said.scores.types if said is not None else ()
    return {(ids[one], ids[other]): row for one, other, row in zip(near.subject, near.object, rows, strict=False)}


def can_be_arguments(rules: RelationRules, pair: tuple[Mention, Mention]) -> bool:
    """Whether the labels of two mentions could be arguments of a type, either way round."""
    first, second = pair[0].label, pair[1].label
    subjects, objects = rules.arguments.subject, rules.arguments.object
    return (first in subjects and second in objects) or (second in subjects and first in objects)


def path_ends(scene: Scene, rules: RelationRules, pattern: Pattern, token: Token) -> Iterator[str]:
    """The ends of a pattern's paths from a trigger."""
    subjects = path_end(scene, token, pattern.subject, rules.arguments.subject)
    objects = path_end(scene, token, pattern.object, rules.arguments.object)
    yield f"{rules.type}, rule {pattern.id!r} at {token.text!r}: subject {subjects}; object {objects}"


def path_end(scene: Scene, token: Token, paths: Sequence[str], labels: Sequence[Label]) -> str:
    """The words at the end of the paths, and whether they are a mention that fits."""
    for path in paths:
        for end in walk(scene, token, path):
            names = [n.mention.text for n in arguments_of(scene, end, labels)]
            return (
                f"{path} leads to {', '.join(names)}" if names else f"{path} leads to {end.text!r}, no fitting mention"
            )
    return NOWHERE


@dataclass(frozen=True, slots=True)
class ParagraphExplanation:
    """A paragraph's mentions, the rejected candidates and the unresolved normal forms with the reason, and its
    relations with their rules."""

    unit: Unit
    mentions: tuple[Mention, ...]
    rejected: tuple[str, ...]
    unresolved: tuple[str, ...]
    relations: tuple[str, ...]
    model: RelationModel | None
    encoded: EncodedParagraphs | None = None

    def between(self, one: str, other: str) -> list[str]:
        """Why there is a relation between two mentions (their ids), or why there is none."""
        return explain_pair(self.unit, self.mentions, (one, other), self.model, self.encoded)


def explain_file(path: Path, paragraph: str, settings: Settings) -> ParagraphExplanation:
    """Why the mentions and relations of a paragraph of a report are there. Raises UsageError if it has none such."""
    from sgreports.dataset.stored.stored import some

    with adding(settings.names):
        report = read_report(path, settings)
        try:
            return explain_paragraph(report, paragraph, settings)
        except KeyError as error:
            have = some(each.key for each in report.paragraphs)
            raise UsageError(f"{report.document} has no paragraph {paragraph}; it has {have}") from error


def explain_paragraph(report: Report, key: str, settings: Settings) -> ParagraphExplanation:
    """The explanation of the paragraph `key`. Raises KeyError if the report has none of that key."""
    units = parse_report(with_context(report), settings.model)
    at = next((i for i, u in enumerate(units) if u.paragraph.key == key), None)
    if at is None:
        raise KeyError(key)
    found = find_candidates(units, *finders_and_steps(settings))
    proposed, issues = resolved_mentions(units, found)
    seen = encoded_paragraphs(settings.accuracy)
    scenes = Scenes(by_paragraph(proposed), seen)
    everything = with_events(units, proposed, event_models(settings.event_model), scenes)
    model = relation_model(settings.relation_model)
    mentions = tuple(m for m in everything if m.paragraph == key)
    here = [r for r in find_relations(units, everything, model, scenes) if r.paragraph == key]
    relations = [line for r in here for line in explain_relation(r, scenes.of(units[at]), model, context_of(units[at]))]
    rejected = tuple(rejected_candidates(units[at].text, found[at]))
    unresolved = tuple(issue.detail for issue in issues if issue.paragraph == key)
    return ParagraphExplanation(units[at], mentions, rejected, unresolved, tuple(relations), model, seen)


def rejected_candidates(text: str, candidates: Sequence[Candidate]) -> list[str]:
    """One line for each rejected candidate: what it was, and what was kept in its place."""
    kept = resolve(candidates)
    blocks = [c for c in candidates if c.label is None]
    places = {(k.label, k.start, k.end) for k in kept}
    lost = {(c.label, c.start, c.end): c for c in candidates if c.label and (c.label, c.start, c.end) not in places}
    return [_reason(text, c, kept, blocks) for c in sorted(lost.values(), key=lambda c: c.start)]


def _reason(text: str, c: Candidate, kept: Sequence[Candidate], blocks: Sequence[Candidate]) -> str:
    what = f"{c.label} {text[c.start : c.end]!r} (rule:{c.rule})"
    for other in kept:
        if c.start < other.end and other.start < c.end:
            return f"{what}: {other.label} {text[other.start : other.end]!r} is {_why(c, other)}"
    for block in blocks:
        if c.start < block.end and block.start < c.end:
            return f"{what}: inside {text[block.start : block.end]!r}, which is not marked (rule:{block.rule})"
    return f"{what}: rejected"


def _why(c: Candidate, other: Candidate) -> str:
    """The reason of the overlap policy for keeping the other."""
    if other.end - other.start > c.end - c.start:
        return "longer"
    return "as long, with a higher score" if other.score > c.score else "as long, with the same score, and found first"
