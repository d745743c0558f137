"""What a trained linear model says of itself: answers, features, hash, calibration.

evidence/linear.py loads the weights.
"""

from collections.abc import Iterable

from sgreports.knowledge.components import NONE, OWN, Calibrated, ModelKind, ModelMeta


class LinearMeta(Calibrated, ModelMeta):
    """What `component.json` says. `answers` are the columns of the weights, `bias` a number for each; `priors` are the
    weights of the log probabilities that other models give the candidates of a choice."""

    answers: tuple[str, ...]
    bias: tuple[float, ...]
    priors: tuple[float, ...] = ()


LinearKind = ModelKind[LinearMeta]
EVENT_WORDS, EVENT_CHOICE = (
    ModelKind(
        f"events/{name}", version, "train it again with `sgreports train events`, or set event_model to none"
        " (SGREPORTS_EVENT_MODEL)", LinearMeta,
    )
    for name, version in (("words", 4), ("choice", 2))
)  # fmt: skip
"""What decides the event of a count: a probability by all words around, and the choice among those that may say it."""
EVENT_MODELS = (EVENT_WORDS, EVENT_CHOICE)
UNITS, MEASURES, TIMES, COUNTRIES, ROWS, PAIRS = (
    ModelKind(
        f"counts/{name}", version, "train it again with `sgreports train counts`, or set count_model to none"
        " (SGREPORTS_COUNT_MODEL)", LinearMeta,
    )
    for name, version in (("units", 1), ("measures", 4), ("times", 5), ("countries", 5), ("rows", 2), ("pairs", 3))
)  # fmt: skip
"""What decides the unit of a count, decides and scores the cells of its row, and says what rows are to one another."""
CELL_MODELS = (MEASURES, TIMES, COUNTRIES, ROWS)
COUNT_MODELS = (UNITS, *CELL_MODELS, PAIRS)


def within(setting: str, kind: LinearKind) -> str:
    """The setting of one of several models: the folder within the one that `event_model` or `count_model` names."""
    return setting if setting in (NONE, OWN) else f"{setting}/{kind.name}"


def joint_version(setting: str, kinds: Iterable[LinearKind]) -> str:
    """Names and hashes of several models, for run.json and for cache keys; `none` without them."""
    return "; ".join(dict.fromkeys(kind.version(within(setting, kind)) for kind in kinds))
