"""The trained model of events: one weight a feature and event, read from a folder and checked by hash and shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from sgreports.knowledge.components import NONE, folder_of
from sgreports.knowledge.event_model import FOLDER, REMEDY, EventMeta, event_meta
from sgreports.knowledge.weights import Floats, read_weights, write_model
from sgreports.model.facts import Cue, Event, Mention
from sgreports.relations.events.features import BUCKETS, CountView, Indices, indices
from sgreports.relations.events.found import EventFound
from sgreports.relations.events.governors import governors_of, phrase_head
from sgreports.relations.scene import Scene, cue_of

SCALE = 10.0  # features weigh SCALE over the root of their number, so that long sentences are no surer than short ones
# Events that the rules read off their own words (`killed`, `destroyed`): where they say so, the model was less often
# right on train documents left out of its fit (`destroyed` 18 against 37 of 41), so the rules decide.
RULED: frozenset[Event] = frozenset(
    {"killed", "injured", "casualties", "sexual_violence", "recruited", "abducted", "returned", "violence", "destroyed",
     "in_need", "trained", "changed"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventModel:
    """The weights, (BUCKETS, events), with what is known of them."""

    meta: EventMeta
    weights: Floats

    def chances(self, features: Indices) -> Floats:
        """The raw probability of each event."""
        scores = self.weights[features].sum(axis=0) * weight_of(features) + np.asarray(self.meta.bias, np.float32)
        raised = np.exp(scores - scores.max())
        return np.asarray(raised / raised.sum(), np.float32)


def weight_of(features: Indices) -> float:
    """The weight of each feature of one count."""
    return float(SCALE / np.sqrt(max(1, len(features))))


def decided(scene: Scene, ruled: Mapping[str, EventFound], model: EventModel) -> dict[str, EventFound]:
    """The event of each count: that of the rules where they are surer (RULED), else the likeliest.

    The rules' answers are among the model's features.
    """
    view = CountView(scene, [m for m in scene.mentions if m.id in ruled], ruled)
    found: dict[str, EventFound] = {}
    for count in view.counts:
        if ruled[count.id].event in RULED:
            found[count.id] = ruled[count.id]
            continue
        chances = model.chances(indices(view, count))
        best = int(chances.argmax())
        event, rule = model.meta.events[best], ruled[count.id]
        own_cue = rule.cue if rule.event == event else None if event == "other" else cue_above(scene, count)
        found[count.id] = EventFound(event, own_cue, rule.step, round(model.meta.share(float(chances[best])), 3))
    return found


def cue_above(scene: Scene, count: Mention) -> Cue | None:
    """The word that governs a count: what a reader would look at first."""
    token = next((g.token for g in governors_of(phrase_head(scene, count))), None)
    return cue_of(token) if token is not None else None


def event_model(setting: str) -> EventModel | None:
    """The model that the setting names: `default`, `none` or a folder. Raises UsageError if it does not fit."""
    return None if setting == NONE else load(folder_of(setting, FOLDER))


@lru_cache(maxsize=4)
def load(folder: Path) -> EventModel:
    """The model of a folder. Raises UsageError naming the file that is missing, changed or of another version."""
    meta = event_meta(folder)
    return EventModel(meta, read_weights(folder, meta.sha256, (BUCKETS, len(meta.events)), REMEDY))


def save(folder: Path, weights: Floats, meta: EventMeta) -> EventModel:
    """Writes a model into a folder that is there; the hash is put into the meta. Gives back what was saved."""
    return EventModel(*write_model(folder, weights, meta))
