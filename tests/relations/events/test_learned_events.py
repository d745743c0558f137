"""The learned events: the model decides with the rules' answer among what it sees; a folder is checked when read."""

from pathlib import Path

import numpy as np
import pytest

from invented.paragraphs import scene_of, unit_of
from sgreports.errors import UsageError
from sgreports.knowledge.event_model import FEATURES, EventMeta
from sgreports.model.facts import EVENTS, Event
from sgreports.relations.events.events import events_of, with_events
from sgreports.relations.events.features import BUCKETS, CountView, bucket, indices, names
from sgreports.relations.events.learned import EventModel, load, save

pytestmark = pytest.mark.model
SAID = "The team yodelled for [12](COUNT unit=goats)."


def model_of(feature: str, event: Event, weight: float = 9.0) -> EventModel:
    """A model that one feature makes sure of one event; without it, of `other`."""
    weights, bias = np.zeros((BUCKETS, len(EVENTS)), np.float32), np.zeros(len(EVENTS))
    weights[bucket(feature), EVENTS.index(event)] = weight
    bias[EVENTS.index("other")] = 5.0
    meta = EventMeta(
        name="toy", features=FEATURES, sha256="", events=EVENTS, bias=tuple(bias.tolist()), slope=1.0, shift=0.0,
        seed=1, examples={},
    )  # fmt: skip
    return EventModel(meta, weights)


def events(source: str, model: EventModel | None) -> list[tuple[str | None, str | None]]:
    """Event and cue of each count."""
    unit, mentions = unit_of(source)
    found = with_events([unit], mentions, model)
    return [(m.event, m.event_cue.text if m.event_cue else None) for m in found if m.label == "COUNT"]


def test_the_model_finds_what_no_rule_finds_and_names_the_word_above() -> None:
    assert events(SAID, None) == [("other", None)]
    assert events(SAID, model_of("above=yodel", "assisted")) == [("assisted", "yodelled")]


def test_the_rules_answer_is_seen_and_its_cue_kept() -> None:
    source = "Police arrested [six](COUNT unit=drivers)."
    assert events(source, None) == [("detained", "arrested")]
    assert events(source, model_of("rule=detained", "detained")) == [("detained", "arrested")]
    assert events(source, model_of("rule=killed", "killed")) == [("other", None)]


def test_harm_that_the_rules_read_off_its_own_word_stands() -> None:
    source = "Bandits abducted [six](COUNT unit=drivers)."
    assert events(source, model_of("rule=abducted", "deployed")) == [("abducted", "abducted")]


def test_features_are_those_of_the_count() -> None:
    scene = scene_of("Bandits abducted [six](COUNT unit=drivers).")
    view, count = CountView(scene, scene.mentions, events_of(scene)), scene.mentions[0]
    seen = set(names(view, count))
    assert {"unit=driver", "rule=abducted", "above=abduct", "above0 verbs abducted patient", "left0=abduct"} <= seen
    assert {bucket(name) for name in seen} == set(indices(view, count).tolist())


def test_a_score_is_the_calibrated_probability() -> None:
    unit, mentions = unit_of(SAID)
    model = model_of("above=yodel", "assisted")
    halved = EventModel(model.meta.model_copy(update={"slope": 0.0}), model.weights)
    assert [m.event_score for m in with_events([unit], mentions, halved)] == [0.5]


def test_a_saved_model_is_read_back_and_another_is_refused(tmp_path: Path) -> None:
    made = model_of("above=yodel", "assisted")
    saved = save(tmp_path, made.weights, made.meta)
    again = load(tmp_path)
    assert (again.meta, again.weights.tolist()) == (saved.meta, saved.weights.tolist())
    (tmp_path / "weights.npy").write_bytes(b"other")
    load.cache_clear()
    with pytest.raises(UsageError, match="another hash"):
        load(tmp_path)


def test_a_model_of_other_features_is_refused(tmp_path: Path) -> None:
    made = model_of("above=yodel", "assisted")
    save(tmp_path, made.weights, made.meta.model_copy(update={"features": FEATURES + 1}))
    with pytest.raises(UsageError, match="made for features"):
        load(tmp_path)
