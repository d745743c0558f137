"""The encoder is weighed against features on documents that neither has learned from, without fitting its network."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from invented.paragraphs import scene_of
from sgreports.counting.event.cues import EventCandidates
from sgreports.evidence.encoder.model import load
from sgreports.evidence.linear import feature_ids
from sgreports.knowledge.components import OWN, folder_of
from sgreports.knowledge.data_files import word_lists
from sgreports.knowledge.encoder_model import ENCODER
from sgreports.links.learned.arrays import arrays_of
from sgreports.links.learned.features import feature_input, features
from sgreports.links.learned.pairs import candidate_pairs, rivals_between
from sgreports.model.facts import EVENTS, MEASURES, RELATION_TYPES
from sgreports_gold.training.encoder.dataset import CountCase, EncoderExample
from sgreports_gold.training.encoder.weigh import (
    encoder_output,
    fit_mix,
    held_out_documents,
    initial_meta,
    training_examples,
)
from sgreports_gold.training.events import EventExample, TrainedEvents, train_events
from sgreports_gold.training.relations.examples import Example
from sgreports_gold.training.relations.fit import TrainedRelations, train_relations

pytestmark = pytest.mark.model
COUNT_IN = RELATION_TYPES.index("count_in")
VERBS = {"killed": "flow", "authorized": "limit"}


def example(document: str, verb: str) -> EncoderExample:
    """Ships that are lost in one of two countries, or allowed; features say nothing of it."""
    scene = scene_of(f"In all [12](COUNT) sailors were {verb} in [Chad](COUNTRY), said the envoy of [Mali](COUNTRY).")
    arrays = arrays_of([scene])
    asked = candidate_pairs(arrays)
    answers = np.full((len(asked), len(RELATION_TYPES)), -1, np.int8)
    pair, kind = asked.with_types()
    answers[pair, kind] = 0
    near = (asked.types >> COUNT_IN & 1 == 1) & (np.maximum(asked.subject, asked.object) == 1)
    answers[near, COUNT_IN] = 1
    relation = Example(
        document, arrays, asked, features(feature_input(arrays), asked), answers, np.zeros(answers.shape), seen=False,
        text=scene.doc.text,
    )  # fmt: skip
    event = EVENTS.index("killed" if verb == "killed" else "other")
    same = feature_ids(["word=x"])
    candidates = EventCandidates(np.arange(len(EVENTS)), np.zeros(len(EVENTS), bool), (same,) * len(EVENTS))
    seen = EventExample(document, same, EVENTS[event], candidates)
    case = CountCase(0, event, MEASURES.index(VERBS[verb]), seen, same)
    return EncoderExample(relation, rivals_between(arrays, asked), (case,))


def test_what_features_do_not_tell_is_decided_by_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = [example(f"S/2041/{n}", verb) for n in range(20) for verb in VERBS]
    files = ENCODER.read(folder_of(OWN, ENCODER.folder))
    others = (
        train_events([c.of_event for e in examples for c in e.counts]),
        train_relations([e.relation for e in examples]),
    )  # fmt: skip
    of_events, of_relations = set[str](), set[str]()
    monkeypatch.setattr(TrainedEvents, "without", noting(TrainedEvents.without, of_events))
    monkeypatch.setattr(TrainedRelations, "without", noting(TrainedRelations.without, of_relations))
    meta = fit_mix(examples, files, *others)
    assert of_events == of_relations == held_out_documents(examples)
    assert (meta.lists, meta.examples["documents"], meta.examples["held"]) == (word_lists(), 17, 3)
    assert min(meta.measures.encoder, meta.relations.encoder) > 0.1


def noting(without: Callable[[Any, str], Any], seen: set[str]) -> Callable[[Any, str], Any]:
    """A model's `without`, which notes the documents that it is asked for."""

    def noted(trained: Any, document: str) -> Any:
        seen.add(document)
        return without(trained, document)

    return noted


def test_the_network_learns_from_no_document_that_weighs_it() -> None:
    examples = [example(f"S/2041/{n}", "killed") for n in range(7)]
    assert len(held_out_documents(examples)) == 1
    assert held_out_documents(examples) == held_out_documents(examples[::-1])
    assert initial_meta(training_examples(examples), 1).examples["documents"] == 6


def test_the_encoder_is_weighed_as_it_is_run() -> None:
    said = encoder_output(load(folder_of(OWN, ENCODER.folder)), example("S/2041/1", "killed"))
    assert said.counts.events[0].argmax() == EVENTS.index("killed")
    assert said.pairs.types[:, COUNT_IN].argmax() == 0
