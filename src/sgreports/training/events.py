"""Trains the model of events: counts of gold with their features and events."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sgreports.annotation.gold.records import GoldParagraph
from sgreports.evidence.linear import LinearModel
from sgreports.inputs import gold_source
from sgreports.knowledge.linear_model import EVENTS as KIND
from sgreports.mentions.finders import find_mentions
from sgreports.model.facts import EVENTS, Event
from sgreports.model.letters import letter_span
from sgreports.parsing.language import parse_report
from sgreports.reading import read_report
from sgreports.relations.events.events import events_of
from sgreports.relations.events.features import CountView, event_feature_ids
from sgreports.relations.events.learned import RULE_EVENTS
from sgreports.relations.scene import Scene, Scenes, by_paragraph
from sgreports.settings import Settings
from sgreports.training.linear import Example, Recipe, train
from sgreports.training.reports import by_document

RECIPE = Recipe(KIND, EVENTS, strength=3.0)
PRIOR = 2  # finds


@dataclass(frozen=True, slots=True)
class EventExample(Example):
    """A count that gold has with the same span, and what the rules found."""

    rule_event: Event


def event_examples(gold: Iterable[GoldParagraph], settings: Settings) -> Iterator[EventExample]:
    """The examples of gold paragraphs, document by document, with the program's own mentions."""
    for document, wanted in by_document(gold):
        units = parse_report(read_report(gold_source(document, settings.reports), settings), settings.model)
        scenes = Scenes(by_paragraph(find_mentions(units, settings)[0]))
        for unit in units:
            if unit.paragraph.key in wanted:
                yield from examples_of(wanted[unit.paragraph.key], unit.text, scenes.of(unit))


def examples_of(gold: GoldParagraph, text: str, scene: Scene) -> Iterator[EventExample]:
    """The examples of one paragraph."""
    events = {(m.start, m.end): m.event for m in gold.mentions if m.label == "COUNT"}
    rule_events = events_of(scene)
    view = CountView(scene, [m for m in scene.mentions if m.id in rule_events], rule_events)
    for count in view.counts:
        event = events.get(letter_span(text, count.start, count.end))
        if event is not None:
            yield EventExample(gold.document, event_feature_ids(view, count), event, rule_events[count.id].event)


def train_events(examples: Sequence[EventExample]) -> LinearModel:
    """The model fitted on all examples, with the precision of the events that the rules decide."""
    model = train(RECIPE, examples)
    return LinearModel(model.meta.model_copy(update={"ruled": rule_precisions(examples)}), model.weights)


def rule_precisions(examples: Iterable[EventExample]) -> dict[str, float]:
    """The precision of the rules for each event that they decide, smoothed by PRIOR finds with the mean precision."""
    found = Counter((e.rule_event, e.rule_event == e.answer) for e in examples if e.rule_event in RULE_EVENTS)
    right, total = sum(n for (_, is_right), n in found.items() if is_right), found.total()
    mean = right / total if total else 0.5
    return {
        event: round((found[event, True] + PRIOR * mean) / (found[event, True] + found[event, False] + PRIOR), 3)
        for event in EVENTS if event in RULE_EVENTS
    }  # fmt: skip
