"""What the trained model of events says of itself: events, features, hash, calibration. Needs no numpy.

The folder holds `weights.npy` and `component.json`, as that of the component for open names (components.py);
relations/events loads the weights.
"""

from functools import lru_cache
from pathlib import Path

from sgreports.knowledge.components import ModelMeta, calibrated, read_meta, version_of
from sgreports.model.facts import Event

FEATURES = 1
"""The version of relations/events/features.py. It rises with every change of what that computes."""
FOLDER = "events"
REMEDY = "train it again with `sgreports train events`, or set event_model to none (SGREPORTS_EVENT_MODEL)"


class EventMeta(ModelMeta):
    """What `component.json` says. `events` are the columns of the weights, `bias` a number for each.

    `slope` and `shift` turn the log odds of the likeliest event into those of its being right.
    """

    events: tuple[Event, ...]
    bias: tuple[float, ...]
    slope: float
    shift: float
    seed: int
    examples: dict[str, int]

    def share(self, p: float) -> float:
        """The estimated share that is right of events with the raw probability `p`."""
        return calibrated(p, self.slope, self.shift)


def event_model_version(setting: str) -> str:
    """Name and hash of the model that the setting names, for run.json and for cache keys; `none` without one."""
    return version_of(setting, FOLDER, event_meta)


@lru_cache(maxsize=4)
def event_meta(folder: Path) -> EventMeta:
    """What a model's folder says of it. Raises UsageError where it was made for other features."""
    return read_meta(folder, EventMeta, FEATURES, REMEDY)
