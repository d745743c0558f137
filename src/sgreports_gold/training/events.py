"""Trains the models of events: counts of gold with the words around them, their candidates and events."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy.typing as npt

from sgreports.counting.event.cues import CueReader, EventCandidates
from sgreports.counting.event.decision import EventModels
from sgreports.counting.event.events import events_of
from sgreports.counting.event.features import CountView, event_features
from sgreports.evidence.choice import RIGHT, Floats, shares
from sgreports.evidence.linear import LinearModel, feature_ids
from sgreports.knowledge.linear_model import EVENT_CHOICE, EVENT_WORDS
from sgreports.model.facts import EVENTS, Event, Mention
from sgreports.model.letters import letter_span
from sgreports.scene.scene import Scene
from sgreports_gold.annotation.gold.records import GoldParagraph
from sgreports_gold.training.choices import Choice, fit_choices
from sgreports_gold.training.linear import Example, Folds, Recipe, calibrated, fit
from sgreports_gold.training.reports import ReadReport

WORDS, CHOICE = Recipe(EVENT_WORDS, EVENTS, strength=3.0), Recipe(EVENT_CHOICE, (RIGHT,), strength=0.02)
FEW, MANY_TIMES = 250, 3.0  # events with fewer counts than FEW weigh so many times


@dataclass(frozen=True, slots=True)
class EventExample(Example):
    """A count that gold has with the same span: the words around it, its candidates, and gold's event."""

    candidates: EventCandidates


def event_examples(read: ReadReport) -> Iterator[EventExample]:
    """The examples of a report's gold paragraphs, with the program's own mentions."""
    for gold, _, scene in read.paragraphs():
        yield from examples_of(gold, scene)


def examples_of(gold: GoldParagraph, scene: Scene) -> Iterator[EventExample]:
    """The examples of one paragraph."""
    events = {(m.start, m.end): m.event for m in gold.mentions if m.label == "COUNT"}
    rule_events = events_of(scene)
    view = CountView(scene, [m for m in scene.mentions if m.id in rule_events], rule_events)
    for count in view.counts:
        event = events.get(letter_span(scene.doc.text, count.start, count.end))
        if event is not None:
            yield event_example(gold.document, view, count, event)


def event_example(document: str, view: CountView, count: Mention, event: Event) -> EventExample:
    """The example of one count with gold's event."""
    candidates = EventCandidates.of(CueReader(view, count).candidates())
    return EventExample(document, feature_ids(event_features(view, count)), event, candidates)


@dataclass(frozen=True, slots=True)
class TrainedEvents:
    """The models fitted on all examples, those of a document, fitted without its fold, and the share that these have
    right."""

    models: EventModels
    right: float
    words: Folds[EventExample]
    choices: Folds[Choice]

    def without(self, document: str) -> EventModels:
        """The models that have not learned from a document, with the calibration of all."""
        choice, of_all = self.choices.without(document), self.models.choice.meta
        meta = choice.meta.model_copy(update={"slope": of_all.slope, "shift": of_all.shift})
        return EventModels(self.words.without(document), LinearModel(meta, choice.weights))


def train_events(examples: Sequence[EventExample]) -> TrainedEvents:
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
    return TrainedEvents(EventModels(fit(WORDS, examples), choice), sum(right) / len(right), words, choosing)


def event_probabilities(models: EventModels, example: EventExample) -> Floats:
    """The probability of each event of an example."""
    return example.candidates.by_event(models.shares(example.features, example.candidates))


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
