"""What the trained model of events says of itself: events, features, hash, calibration. Needs no numpy.

The folder holds `weights.npy` and `component.json`, as that of the component for open names (components.py);
relations/events loads the weights.
"""

import hashlib
import math
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from sgreports.errors import UsageError
from sgreports.knowledge.components import META, NONE, bytes_of, folder_of
from sgreports.model.base import Frozen
from sgreports.model.facts import Event

FEATURES = 1
"""The version of relations/events/features.py. It rises with every change of what that computes."""
FOLDER = "events"
REMEDY = "train it again with `sgreports train events`, or set event_model to none (SGREPORTS_EVENT_MODEL)"


class EventMeta(Frozen):
    """What `component.json` says. `events` are the columns of the weights, `bias` a number for each.

    `slope` and `shift` turn the log odds of the likeliest event into those of its being right.
    """

    name: str
    features: int
    sha256: str
    events: tuple[Event, ...]
    bias: tuple[float, ...]
    slope: float
    shift: float
    seed: int
    examples: dict[str, int]

    def share(self, p: float) -> float:
        """The estimated share that is right of events with the raw probability `p`."""
        p = min(max(p, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-(self.slope * math.log(p / (1 - p)) + self.shift)))


def event_model_version(setting: str) -> str:
    """Name and hash of the model that the setting names, for run.json and for cache keys; `none` without one."""
    if setting == NONE:
        return NONE
    folder = folder_of(setting, FOLDER)
    return f"{event_meta(folder).name} {hashlib.sha256(bytes_of(folder / META)).hexdigest()[:16]}"


@lru_cache(maxsize=4)
def event_meta(folder: Path) -> EventMeta:
    """What a model's folder says of it. Raises UsageError where it was made for other features."""
    try:
        meta = EventMeta.model_validate_json(bytes_of(folder / META))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(f"{folder / META}: {place}: {first['msg']}; {REMEDY}") from error
    if meta.features != FEATURES:
        raise UsageError(f"{folder} was made for features {meta.features}; this program has {FEATURES}: {REMEDY}")
    return meta
