"""Training of events: one fit gives the models of all documents, and for each document those that have not seen it."""

import numpy as np

from sgreports.counting.event.cues import EventCandidates
from sgreports.evidence.linear import feature_ids
from sgreports.model.facts import EVENTS, Event
from sgreports_gold.training.events import EventExample, train_events


def example(document: str, event: Event) -> EventExample:
    """A count of which the words around say the event, and the document its name."""
    features = feature_ids([f"word={event}", f"word={document}"])
    each = tuple(feature_ids([f"unsaid {name}"]) for name in EVENTS)
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
        assert trained.without(document).choice.meta.slope == trained.models.choice.meta.slope
    assert trained.right == 1.0
