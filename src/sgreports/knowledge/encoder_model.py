"""What the encoder says of itself: its files with their hashes, and how its scores are weighed with those of the other
models. Needs no onnxruntime; evidence/encoder loads it.
"""

from importlib.util import find_spec
from pathlib import Path

from sgreports.knowledge.components import NONE, OWN, Calibrated, ModelKind, ModelMeta
from sgreports.model.facts import RelationType

NETWORK, HEADS, TOKENIZER = "encoder.onnx", "heads.npz", "tokenizer.json"
FILES = (NETWORK, HEADS, TOKENIZER)
NEEDED = ("onnxruntime", "tokenizers")


class Mix(Calibrated):
    """How two witnesses are weighed: the weights of the log odds (or logarithms) of the model of features and of the
    encoder's."""

    features: float
    encoder: float


class EncoderMeta(ModelMeta):
    """What `component.json` says.

    Of relations each type has an intercept; a pair is kept from the threshold on.
    """

    events: Mix
    measures: Mix
    relations: Mix
    roles: Mix
    intercepts: dict[RelationType, float]
    threshold: float


ENCODER = ModelKind(
    "encoder", 2, "train it again with `sgreports train encoder`, or set accuracy to fast (SGREPORTS_ACCURACY)",
    EncoderMeta, FILES,
)  # fmt: skip
"""Its features are evidence/encoder/tokens.py and the heads' input."""


def is_available() -> bool:
    """Whether the libraries that run the encoder are installed: some systems have no wheels of them."""
    return all(find_spec(name) is not None for name in NEEDED)


def encoder_folder(accuracy: str) -> Path | None:
    """The encoder's folder; None where the setting `accuracy` is `fast`, or what runs it is not installed."""
    return ENCODER.path(OWN) if accuracy == "best" and is_available() else None


def encoder_version(accuracy: str) -> str:
    """Name and hash of the encoder, for run.json and for cache keys; `none` where it is not used."""
    folder = encoder_folder(accuracy)
    return NONE if folder is None else ENCODER.version(str(folder))
