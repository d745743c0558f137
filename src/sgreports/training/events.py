"""Trains the model of events: one multinomial logistic regression over hashed features of counts.

Its probability is calibrated on paragraphs whose document the weights were not fitted on. Uses scikit-learn, which only
training needs (the extra `train`).
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from sgreports.annotation.gold.letters import letter_span
from sgreports.annotation.gold.records import GoldParagraph
from sgreports.inputs import gold_source
from sgreports.knowledge.event_model import FEATURES, EventMeta
from sgreports.knowledge.weights import Floats
from sgreports.mentions.finders import find_mentions
from sgreports.model.facts import EVENTS, Event
from sgreports.parsing.language import parse_report
from sgreports.reading import read_report
from sgreports.relations.events.events import events_of
from sgreports.relations.events.features import BUCKETS, CountView, Indices, indices
from sgreports.relations.events.learned import EventModel, weight_of
from sgreports.relations.scene import Scene, Scenes, by_paragraph
from sgreports.settings import Settings

NAME, SEED, FOLDS = "events-1", 20261125, 5
STRENGTH = 3.0  # inverse of the penalty on weights (C of scikit-learn)


@dataclass(frozen=True, slots=True)
class EventExample:
    """A count that gold has with the same span: its features, gold's event, and what the rules found."""

    document: str
    paragraph: str
    features: Indices
    event: Event
    ruled: Event


def event_examples(gold: Iterable[GoldParagraph], settings: Settings) -> Iterator[EventExample]:
    """The examples of gold paragraphs, document by document, with the program's own mentions."""
    by_document: dict[str, dict[str, GoldParagraph]] = {}
    for paragraph in gold:
        by_document.setdefault(paragraph.document, {})[paragraph.paragraph] = paragraph
    for document, wanted in sorted(by_document.items()):
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
            yield EventExample(gold.document, gold.paragraph, indices(view, count), event, ruled[count.id].event)


def train_events(examples: Sequence[EventExample]) -> EventModel:
    """The model fitted on all examples; its calibration on what each fold says of the documents left out of it."""
    fitted, (slope, shift) = fit(examples), calibrated(examples, left_out(examples))
    meta = fitted.meta.model_copy(update={"slope": slope, "shift": shift})
    return EventModel(meta, fitted.weights)


def fit(examples: Sequence[EventExample]) -> EventModel:
    """Weights and biases, without a calibration. An empty example of each event gives every event a column."""
    rows = [*(e.features for e in examples), *[np.array([], np.int32)] * len(EVENTS)]
    answers = [*(EVENTS.index(e.event) for e in examples), *range(len(EVENTS))]
    used, columns = np.unique(np.concatenate(rows), return_inverse=True)
    values = np.concatenate([np.full(len(row), weight_of(row)) for row in rows])
    table = csr_array((values, columns, np.cumsum([0, *map(len, rows)])), shape=(len(rows), len(used)))
    model = LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-3).fit(table, answers)
    weights = np.zeros((BUCKETS, len(EVENTS)), np.float32)
    weights[used] = model.coef_.T
    meta = EventMeta(
        name=NAME, features=FEATURES, sha256="", events=EVENTS, bias=tuple(model.intercept_.round(5).tolist()),
        slope=1.0, shift=0.0, seed=SEED,
        examples={"documents": len({e.document for e in examples}), "counts": len(examples)},
    )  # fmt: skip
    return EventModel(meta, weights.astype(np.float16).astype(np.float32))


def left_out(examples: Sequence[EventExample]) -> list[Floats]:
    """The raw probabilities of each example by weights that its document's fold was left out of."""
    documents = sorted({e.document for e in examples})
    random.Random(SEED).shuffle(documents)
    fold = {document: n % FOLDS for n, document in enumerate(documents)}
    fitted = [fit([e for e in examples if fold[e.document] != n]) for n in range(FOLDS)]
    return [fitted[fold[e.document]].chances(e.features) for e in examples]


def share_right(examples: Sequence[EventExample], model: EventModel) -> float:
    """The share of examples whose likeliest event is gold's."""
    return sum(EVENTS[int(model.chances(e.features).argmax())] == e.event for e in examples) / len(examples)


def calibrated(examples: Sequence[EventExample], chances: Sequence[Floats]) -> tuple[float, float]:
    """Slope and shift from the likeliest event's log odds to those of its being right."""
    p: npt.NDArray[np.float64] = np.clip([c.max() for c in chances], 1e-6, 1 - 1e-6)
    right = [EVENTS[int(c.argmax())] == e.event for e, c in zip(examples, chances, strict=True)]
    if len(set(right)) < 2:
        return 1.0, 0.0
    fitted = LogisticRegression(C=10.0).fit(np.log(p / (1 - p)).reshape(-1, 1), right)
    return round(float(fitted.coef_[0][0]), 4), round(float(fitted.intercept_[0]), 4)
