"""What the encoder says of itself: its files with their hashes, and how its scores are weighed with those of the other
models. Needs neither numpy nor onnxruntime.

The folder holds `encoder.onnx`, `heads.npz`, `tokenizer.json` and `component.json`; evidence/encoder loads them.
"""

import hashlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from sgreports.errors import UsageError
from sgreports.knowledge.components import META, NONE, OWN, ModelKind, ModelMeta
from sgreports.model.base import Frozen
from sgreports.model.facts import EVENTS, Event, RelationType

NETWORK, HEADS, TOKENIZER = "encoder.onnx", "heads.npz", "tokenizer.json"
FILES = (NETWORK, HEADS, TOKENIZER)
NEEDED = ("onnxruntime", "tokenizers")


class Mix(Frozen):
    """How two witnesses are weighed: the weights of the log odds (or logarithms) of the model of features and of the
    encoder's. `slope` and `shift` turn the log odds of the likeliest answer into those of its being right."""

    features: float
    encoder: float
    slope: float = 1.0
    shift: float = 0.0


class EncoderMeta(ModelMeta):
    """What `component.json` says. `sha256` is that of the other files, one after the other, in the order of FILES.

    Of relations each type has an intercept; a pair is kept from the threshold on. Of `rare` events there was too little
    gold to learn them: the encoder says nothing of them.
    """

    events: Mix
    measures: Mix
    relations: Mix
    roles: Mix
    intercepts: dict[RelationType, float]
    threshold: float
    rare: tuple[Event, ...] = ()
    seed: int
    examples: dict[str, int]

    @property
    def rare_places(self) -> list[int]:
        """The places of the rare events in EVENTS."""
        return [EVENTS.index(event) for event in self.rare]


ENCODER = ModelKind(
    "encoder", 2, "train it again with `sgreports train encoder`, or set accuracy to fast (SGREPORTS_ACCURACY)",
    EncoderMeta,
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


def checked_files(folder: Path) -> dict[str, bytes]:
    """The files of an encoder. Raises UsageError where one is missing, or they are not those that the hash is of."""
    try:
        found = {name: (folder / name).read_bytes() for name in FILES}
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}: no encoder here; {ENCODER.remedy}") from error
    if hash_of(found) != ENCODER.meta(folder).sha256:
        raise UsageError(f"{folder}: its files are not those that {META} describes (another hash); {ENCODER.remedy}")
    return found


def write_encoder(folder: Path, files: Mapping[str, bytes], meta: EncoderMeta) -> None:
    """Writes an encoder into a folder that is there, with the hash of its files."""
    known = meta.model_copy(update={"sha256": hash_of(files)})
    for name in FILES:
        (folder / name).write_bytes(files[name])
    (folder / META).write_text(known.model_dump_json(indent=2) + "\n", encoding="utf-8")


def hash_of(files: Mapping[str, bytes]) -> str:
    """The sha256 of the files, one after the other."""
    total = hashlib.sha256()
    for name in FILES:
        total.update(files[name])
    return total.hexdigest()
