"""The examples of the model of events: counts of gold with their features and events."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sgreports.annotation.gold.letters import letter_span
from sgreports.annotation.gold.records import GoldParagraph
from sgreports.evidence.linear import LinearModel
from sgreports.inputs import gold_source
from sgreports.knowledge.linear_model import EVENTS as KIND
from sgreports.mentions.finders import find_mentions
from sgreports.model.facts import EVENTS, Event
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

    ruled: Event


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
    ruled = events_of(scene)
    view = CountView(scene, [m for m in scene.mentions if m.id in ruled], ruled)
    for count in view.counts:
        event = events.get(letter_span(text, count.start, count.end))
        if event is not None:
            yield EventExample(gold.document, event_feature_ids(view, count), event, ruled[count.id].event)


def train_events(examples: Sequence[EventExample]) -> LinearModel:
    """The model fitted on all examples, with the share right of the events that the rules decide."""
    model = train(RECIPE, examples)
    return LinearModel(model.meta.model_copy(update={"ruled": ruled_shares(examples)}), model.weights)


def ruled_shares(examples: Iterable[EventExample]) -> dict[str, float]:
    """Of each event that the rules decide, the share of their finds that gold has. PRIOR finds with the share of all
    such events are added: where there are few, little is known."""
    found = Counter((e.ruled, e.ruled == e.answer) for e in examples if e.ruled in RULE_EVENTS)
    right, every = sum(n for (_, is_right), n in found.items() if is_right), found.total()
    mean = right / every if every else 0.5
    return {
        event: round((found[event, True] + PRIOR * mean) / (found[event, True] + found[event, False] + PRIOR), 3)
        for event in EVENTS if event in RULE_EVENTS
    }  # fmt: skip
