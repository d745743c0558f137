"""What a trained linear model says of itself: answers, features, hash, calibration. Needs no numpy.

The folder holds `weights.npy` and `component.json`, as that of every model (components.py);
evidence/linear.py loads the weights.
"""

from collections.abc import Mapping

from pydantic import Field

from sgreports.knowledge.components import NONE, OWN, ModelKind, ModelMeta, calibrated


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


LinearKind = ModelKind[LinearMeta]
EVENTS = ModelKind(
    "events", 3, "train it again with `sgreports train events`, or set event_model to none (SGREPORTS_EVENT_MODEL)",
    LinearMeta,
)  # fmt: skip
MEASURES, TIMES, COUNTRIES, ROWS = (
    ModelKind(
        f"counts/{name}", version, "train it again with `sgreports train counts`, or set count_model to none"
        " (SGREPORTS_COUNT_MODEL)", LinearMeta,
    )
    for name, version in (("measures", 3), ("times", 3), ("countries", 3), ("rows", 2))
)  # fmt: skip
"""What decides and scores the cells of a count; the setting names the folder that holds all four."""
COUNT_MODELS = (MEASURES, TIMES, COUNTRIES, ROWS)


def of_counts(setting: str, kind: LinearKind) -> str:
    """The setting of one of the models of counts: the folder within the one that `count_model` names."""
    return setting if setting in (NONE, OWN) else f"{setting}/{kind.name}"


def count_model_version(setting: str) -> str:
    """Names and hashes of the four models of counts, for run.json and for cache keys; `none` without them."""
    return "; ".join(dict.fromkeys(kind.version(of_counts(setting, kind)) for kind in COUNT_MODELS))
