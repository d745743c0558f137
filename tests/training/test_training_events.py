"""Training of the model of events: what a feature says in some reports is known in others, with a calibrated score."""

import numpy as np

from sgreports.model.facts import EVENTS, Event
from sgreports.relations.events.features import bucket
from sgreports.training.events import EventExample, share_right, train_events


def example(document: int, feature: str, event: Event) -> EventExample:
    features = np.array([bucket(feature), bucket("all")], np.int32)
    return EventExample(f"D{document}", "1", features, event, "other")


def test_what_reports_have_in_common_is_learned() -> None:
    ways: tuple[tuple[str, Event], ...] = (("above=train", "trained"), ("above=kill", "killed"))
    seen = [example(d, feature, event) for d in range(40) for feature, event in ways]
    model = train_events(seen)
    assert share_right([example(99, *way) for way in ways], model) == 1.0
    assert (model.meta.examples, model.meta.events) == ({"documents": 40, "counts": 80}, EVENTS)
