"""What a trained linear model says of itself: answers, features, hash, calibration. Needs no numpy.

The folder holds `weights.npy` and `component.json`, as that of the component for open names (components.py);
evidence/linear.py loads the weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from sgreports.knowledge.components import NONE, OWN, ModelMeta, calibrated, folder_of, read_meta, version_of


class LinearMeta(ModelMeta):
    """What `component.json` says. `answers` are the columns of the weights, `bias` a number for each.

    `slope` and `shift` turn the log odds of the likeliest answer into those of its being right. `ruled` has the share
    right of an answer that the rules give, for those answers that they decide.
    """

    answers: tuple[str, ...]
    bias: tuple[float, ...]
    slope: float
    shift: float
    ruled: Mapping[str, float] = Field(default_factory=dict)
    seed: int
    examples: dict[str, int]

    def share(self, p: float) -> float:
        """The estimated share that is right of answers with the raw probability `p`."""
        return calibrated(p, self.slope, self.shift)


@dataclass(frozen=True, slots=True)
class ModelKind:
    """A model of the project: its folder in models/, the version of what computes its features, and what to do where
    it is missing or does not fit. The version rises with every change of the features."""

    folder: str
    features: int
    remedy: str

    @property
    def name(self) -> str:
        """The last part of its folder: `measures` of `counts/measures`."""
        return self.folder.rpartition("/")[2]

    def path(self, setting: str) -> Path | None:
        """The folder that a setting names: `default`, `none` (None) or a folder."""
        return None if setting == NONE else folder_of(setting, self.folder)

    def meta(self, folder: Path) -> LinearMeta:
        """What a model's folder says of it. Raises UsageError where it was made for other features."""
        return _meta(folder, self)

    def version(self, setting: str) -> str:
        """Name and hash of the model that the setting names, for run.json and for cache keys; `none` without one."""
        return version_of(setting, self.folder, self.meta)


@lru_cache(maxsize=16)
def _meta(folder: Path, kind: ModelKind) -> LinearMeta:
    return read_meta(folder, LinearMeta, kind.features, kind.remedy)


EVENTS = ModelKind(
    "events", 3, "train it again with `sgreports train events`, or set event_model to none (SGREPORTS_EVENT_MODEL)"
)
MEASURES, TIMES, COUNTRIES, ROWS = (
    ModelKind(
        f"counts/{name}", version, "train it again with `sgreports train counts`, or set count_model to none"
        " (SGREPORTS_COUNT_MODEL)",
    )
    for name, version in (("measures", 3), ("times", 3), ("countries", 3), ("rows", 2))
)  # fmt: skip
"""What decides and scores the cells of a count; the setting names the folder that holds all four."""
COUNT_MODELS = (MEASURES, TIMES, COUNTRIES, ROWS)


def of_counts(setting: str, kind: ModelKind) -> str:
    """The setting of one of the models of counts: the folder within the one that `count_model` names."""
    return setting if setting in (NONE, OWN) else f"{setting}/{kind.name}"


def count_model_version(setting: str) -> str:
    """Names and hashes of the four models of counts, for run.json and for cache keys; `none` without them."""
    return "; ".join(dict.fromkeys(kind.version(of_counts(setting, kind)) for kind in COUNT_MODELS))
