"""Which finder made each mention of a paragraph, and which candidates the overlap policy rejected."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sgreports.errors import UsageError
from sgreports.evidence.encoder.model import EncodedParagraphs, encoded_paragraphs
from sgreports.evidence.linear import model as linear_model
from sgreports.explaining.relations import explain_pair, explain_relation
from sgreports.knowledge.linear_model import EVENTS
from sgreports.knowledge.names.added import adding
from sgreports.mentions.assembly import find_candidates, resolved_mentions
from sgreports.mentions.candidate import Candidate
from sgreports.mentions.document.context import with_context
from sgreports.mentions.finders import finders_and_steps
from sgreports.mentions.overlap import resolve
from sgreports.model.facts import Mention
from sgreports.model.report import Report
from sgreports.parsing.language import parse_report
from sgreports.parsing.unit import Unit
from sgreports.reading import read_report
from sgreports.relations.events.events import with_events
from sgreports.relations.find import find_relations
from sgreports.relations.learned.model import RelationModel, relation_model
from sgreports.relations.scene import Scenes, by_paragraph
from sgreports.settings import Settings


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
    with adding(settings.names):
        report = read_report(path, settings)
        try:
            return explain_paragraph(report, paragraph, settings)
        except KeyError as error:
            raise UsageError(f"{report.document} has no paragraph {paragraph}") from error


def explain_paragraph(report: Report, key: str, settings: Settings) -> ParagraphExplanation:
    """The explanation of the paragraph `key`. Raises KeyError if the report has none of that key."""
    units = parse_report(with_context(report), settings.model)
    at = next((i for i, u in enumerate(units) if u.paragraph.key == key), None)
    if at is None:
        raise KeyError(key)
    found = find_candidates(units, *finders_and_steps(settings))
    proposed, issues = resolved_mentions(units, found)
    seen = encoded_paragraphs(settings.accuracy)
    everything = with_events(units, proposed, linear_model(EVENTS, settings.event_model), seen)
    model = relation_model(settings.relation_model)
    mentions = tuple(m for m in everything if m.paragraph == key)
    scenes = Scenes(by_paragraph(everything), seen)
    here = [r for r in find_relations(units, everything, model, scenes) if r.paragraph == key]
    relations = [line for r in here for line in explain_relation(r, scenes.of(units[at]), model)]
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
