"""Trains the models of events: counts of gold with the words around them, their candidates and events."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy.typing as npt

from sgreports.counting.event.cues import CueReader, EventCandidates
from sgreports.counting.event.decision import EventModels
from sgreports.counting.event.events import events_of
from sgreports.counting.event.features import CountView, event_feature_ids
from sgreports.evidence.choice import RIGHT, Floats, shares
from sgreports.evidence.linear import save
from sgreports.inputs import gold_source
from sgreports.knowledge.linear_model import EVENT_CHOICE, EVENT_WORDS
from sgreports.mentions import find_mentions
from sgreports.model.facts import EVENTS, Event, Mention
from sgreports.model.letters import letter_span
from sgreports.parsing.language import parse_report
from sgreports.reading import read_report
from sgreports.scene.scene import Scene, Scenes, by_paragraph
from sgreports.settings import Settings
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.training.choices import Choice, fit_choices
from sgreports_gold.training.linear import Example, Folds, Recipe, calibrated, fit
from sgreports_gold.training.reports import by_document

WORDS, CHOICE = Recipe(EVENT_WORDS, EVENTS, strength=3.0), Recipe(EVENT_CHOICE, (RIGHT,), strength=0.03)
FEW, MANY_TIMES = 250, 3.0  # events with fewer counts than FEW weigh so many times


@dataclass(frozen=True, slots=True)
class EventExample(Example):
    """A count that gold has with the same span: the words around it, its candidates, gold's event, and the rules'."""

    candidates: EventCandidates
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
            yield event_example(gold.document, view, count, event)


def event_example(document: str, view: CountView, count: Mention, event: Event) -> EventExample:
    """The example of one count with gold's event."""
    candidates = EventCandidates.of(CueReader(view, count).candidates())
    return EventExample(
        document, event_feature_ids(view, count), event, candidates, view.rule_events[count.id].event
    )  # fmt: skip


def train_events(examples: Sequence[EventExample]) -> EventModels:
    """The models fitted on all examples: the choice by words that were fitted without its document, calibrated on
    documents left out of its own fit."""
    words = Folds(lambda its: fit(WORDS, its), examples)
    choices = choices_of(examples, [words.without(e.document).probabilities(e.features) for e in examples])
    choosing = Folds(lambda its: fit_choices(CHOICE, its), choices)
    found = [
        e.candidates.by_event(shares(c.options, choosing.without(c.document), c.priors))
        for e, c in zip(examples, choices, strict=True)
    ]
    right = [EVENTS[int(each.argmax())] == e.answer for e, each in zip(examples, found, strict=True)]
    choice = calibrated(fit_choices(CHOICE, choices), [float(each.max()) for each in found], right)
    return EventModels(fit(WORDS, examples), choice)


def save_events(folder: Path, models: EventModels) -> None:
    """Writes the models into folders of a folder that is there."""
    for kind, model in ((EVENT_WORDS, models.words), (EVENT_CHOICE, models.choice)):
        (folder / kind.name).mkdir()
        save(folder / kind.name, model.weights, model.meta)


def event_probabilities(models: EventModels, example: EventExample) -> Floats:
    """The probability of each event of an example."""
    return example.candidates.by_event(models.shares(example.features, example.candidates))


def share_right(examples: Sequence[EventExample], models: EventModels) -> float:
    """The share of examples whose likeliest event is gold's."""
    return sum(EVENTS[int(event_probabilities(models, e).argmax())] == e.answer for e in examples) / len(examples)


def choices_of(examples: Sequence[EventExample], by_words: Sequence[npt.ArrayLike]) -> list[Choice]:
    """The examples as choices, those of rare events with more weight."""
    number = Counter(e.answer for e in examples)
    return [
        Choice(
            e.document, e.candidates.features, tuple(EVENTS[n] == e.answer for n in e.candidates.events),
            e.candidates.priors(probabilities), MANY_TIMES if number[e.answer] < FEW else 1.0, exhaustive=True,
        )
        for e, probabilities in zip(examples, by_words, strict=True)
    ]  # fmt: skip
