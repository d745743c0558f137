"""Decides the event of each count: one choice among the words that may say it, weighed with the encoder where it runs.

What the rules find is evidence for the words around, and nothing corrects the choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sgreports.counting.event.cues import CueReader, EventCandidates
from sgreports.counting.event.features import CountView, event_features
from sgreports.counting.event.found import EventFound
from sgreports.evidence.choice import Floats, shares
from sgreports.evidence.encoder.mix import SURE, combine
from sgreports.evidence.linear import FeatureIds, LinearModel, feature_ids, model
from sgreports.knowledge.components import NONE, Calibrated
from sgreports.knowledge.linear_model import EVENT_CHOICE, EVENT_WORDS, within
from sgreports.model.facts import EVENTS, Mention
from sgreports.scene.lists import own_mention
from sgreports.scene.scene import Scene, cue_of

CHOSEN = "chosen"
"""The step of an event that the rules did not find."""


@dataclass(frozen=True, slots=True)
class EventModels:
    """The models of events: the probability of each by all words around, and the choice among candidates."""

    words: LinearModel
    choice: LinearModel

    def shares(self, around: FeatureIds, candidates: EventCandidates) -> Floats:
        """The probability of each candidate of a count, given the features of the words around it."""
        return shares(candidates.features, self.choice, candidates.priors(self.words.probabilities(around)))


def event_models(setting: str) -> EventModels | None:
    """The models that the setting names, None for `none`. Raises UsageError if one does not fit."""
    words, choice = (model(kind, within(setting, kind)) for kind in (EVENT_WORDS, EVENT_CHOICE))
    return None if setting == NONE or words is None or choice is None else EventModels(words, choice)


def decide_events(scene: Scene, rule_events: Mapping[str, EventFound], models: EventModels) -> dict[str, EventFound]:
    """The likeliest event of each count of a paragraph, given what the rules find."""
    view = CountView(scene, [m for m in scene.mentions if m.id in rule_events], rule_events)
    return {count.id: _decided(view, count, models) for count in view.counts}


def _decided(view: CountView, count: Mention, models: EventModels) -> EventFound:
    """The event of a count; of a part or a comparison by `respectively` that of the count before."""
    if (earlier := own_mention(view.scene, count)) and earlier.kind == count.kind:
        return _decided(view, earlier, models)
    candidates = CueReader(view, count).candidates()
    options = EventCandidates.of(candidates)
    by_candidate = models.shares(feature_ids(event_features(view, count)), options)
    probabilities = options.by_event(by_candidate)
    calibration: Calibrated = models.choice.meta
    encoder = view.scene.encoder_scores(count) if probabilities.max() < SURE else None
    if encoder is not None:
        mix, said = encoder.meta.events, encoder.scores.events[0]
        probabilities, calibration = combine(mix, probabilities, said), mix
    best = int(probabilities.argmax())
    own = np.where(options.events == best, by_candidate, -1.0)
    rule, token = view.rule_events[count.id], candidates[int(own.argmax())].token
    return EventFound(
        EVENTS[best], cue_of(token) if token is not None else None, rule.step if rule.event == EVENTS[best] else CHOSEN,
        round(calibration.share(float(probabilities[best])), 3),
    )  # fmt: skip
