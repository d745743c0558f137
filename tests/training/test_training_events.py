"""Training of events: one fit gives the models of all documents, and for each document those that have not seen it."""

import numpy as np

from sgreports.counting.event.cues import EventCandidates
from sgreports.evidence.linear import feature_ids
from sgreports.model.facts import EVENTS, Event
from sgreports_gold.training.events import EventExample, train_events


def example(document: str, event: Event, said: Event | None = None) -> EventExample:
    """A count of which the words around say the event, and the document its name, as each candidate does."""
    features = feature_ids([f"word={said or event}", f"word={document}"])
    each = tuple(feature_ids([f"unsaid {name}", f"unsaid {name} {document}"]) for name in EVENTS)
    candidates = EventCandidates(np.arange(len(EVENTS)), np.zeros(len(EVENTS), bool), each)
    return EventExample(document, features, event, candidates)


def test_no_model_has_seen_the_document_that_it_is_for() -> None:
    documents = {f"S/2041/{n}": EVENTS[n % 2] for n in range(10)}
    trained = train_events([example(*each) for each in documents.items() for _ in range(5)])
    for document, event in documents.items():
        own, shared = feature_ids([f"word={document}"]), feature_ids([f"word={event}"])
        assert trained.models.words.weights[own].any()
        assert not trained.without(document).words.weights[own].any()
        assert trained.without(document).words.weights[shared].any()
        candidate = feature_ids([f"unsaid {event} {document}"])
        assert trained.models.choice.weights[candidate].any()
        assert not trained.without(document).choice.weights[candidate].any()
        assert trained.without(document).choice.meta.slope == trained.models.choice.meta.slope
    assert trained.right == 1.0


def test_without_a_document_the_choice_is_calibrated_as_that_of_all() -> None:
    documents = {f"S/2041/{n}": EVENTS[n % 2] for n in range(10)}
    misleading = [example(document, EVENTS[2], said=event) for document, event in documents.items()]
    trained = train_events([*(example(*each) for each in documents.items() for _ in range(5)), *misleading])
    of_all = trained.models.choice.meta
    assert (of_all.slope, of_all.shift) != (1.0, 0.0)
    for document in documents:
        own = trained.without(document).choice.meta
        assert (own.slope, own.shift) == (of_all.slope, of_all.shift)
