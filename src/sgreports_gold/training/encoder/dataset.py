"""The encoder's training examples: gold paragraphs with the program's own mentions, pairs and counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sgreports.counting.clause_evidence import clause_evidence
from sgreports.counting.context import CountContext
from sgreports.counting.event.events import events_of
from sgreports.counting.event.features import CountView
from sgreports.counting.measures import measure_evidence
from sgreports.evidence.linear import FeatureIds, feature_ids
from sgreports.links.learned.arrays import Ints
from sgreports.links.learned.pairs import rivals_between
from sgreports.model.facts import EVENTS, MEASURES, ROLES, Mention
from sgreports.model.letters import letter_span
from sgreports.model.report import NO_CONTEXT, Context
from sgreports.scene.scene import Scene
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.training.events import EventExample, event_example
from sgreports_gold.training.relations.examples import Example
from sgreports_gold.training.reports import ReadReport

UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class CountCase:
    """A count that gold has with the same span: the index of its mention, gold's event and measure (UNKNOWN if its row
    was not annotated), and what the other models see of both."""

    row: int
    event: int
    measure: int
    of_event: EventExample
    of_measure: FeatureIds


@dataclass(frozen=True, slots=True)
class EncoderExample:
    """A gold paragraph. `relation` is its example for the relation model, which has the mentions and pairs."""

    relation: Example
    rivals: Ints
    counts: tuple[CountCase, ...]
    context: Context = NO_CONTEXT

    @property
    def document(self) -> str:
        return self.relation.document

    @property
    def text(self) -> str:
        return self.relation.text

    @property
    def mentions(self) -> list[Mention]:
        return self.relation.arrays.mentions

    @property
    def is_read(self) -> bool:
        return self.relation.is_read

    @property
    def roles(self) -> Ints:
        """The role of each pair that gold has as `count_by`; UNKNOWN elsewhere."""
        return _answers(len(self.relation.pairs), ((r.row, ROLES.index(r.gold)) for r in self.relation.roles))

    @property
    def events(self) -> Ints:
        """The event of each mention that is a count of gold; UNKNOWN elsewhere."""
        return _answers(len(self.mentions), ((c.row, c.event) for c in self.counts))

    @property
    def measures(self) -> Ints:
        """The measure of each mention that is a count of gold with a row; UNKNOWN elsewhere."""
        return _answers(len(self.mentions), ((c.row, c.measure) for c in self.counts))


def _answers(size: int, known: Iterable[tuple[int, int]]) -> Ints:
    found = np.full(size, UNKNOWN, np.int64)
    for row, answer in known:
        found[row] = answer
    return found


def encoder_examples(
    read: ReadReport, pairs: Iterable[Example], places: Iterable[CountContext]
) -> Iterator[EncoderExample]:
    """The examples of a report's gold paragraphs that have candidate pairs, given these and the counts."""
    places_of: dict[str, list[CountContext]] = {}
    for place in places:
        places_of.setdefault(place.count.paragraph, []).append(place)
    by_paragraph = {example.arrays.mentions[0].paragraph: example for example in pairs}
    for gold, unit, scene in read.paragraphs():
        example = by_paragraph.get(unit.paragraph.key)
        if example is not None:
            counts = _counts(gold, scene, places_of.get(unit.paragraph.key, []), example.arrays.mentions)
            yield EncoderExample(example, rivals_between(example.arrays, example.pairs), tuple(counts), unit.context)


def _counts(
    gold: GoldParagraph, scene: Scene, contexts: Iterable[CountContext], mentions: Iterable[Mention]
) -> Iterator[CountCase]:
    marked = {(m.start, m.end): m for m in gold.mentions if m.label == "COUNT" and m.event}
    rows, rule_events = {m.id: row for row, m in enumerate(mentions)}, events_of(scene)
    view = CountView(scene, [m for m in scene.mentions if m.id in rule_events], rule_events)
    for place in contexts:
        count = place.count
        found = marked.get(letter_span(scene.doc.text, count.start, count.end))
        if found is not None and found.event and count.id in rows:
            yield CountCase(
                rows[count.id], EVENTS.index(found.event), MEASURES.index(found.row.measure) if found.row else UNKNOWN,
                event_example(gold.document, view, count, found.event),
                feature_ids(measure_evidence(place, clause_evidence(place))),
            )  # fmt: skip
