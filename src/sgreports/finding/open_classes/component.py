"""A trained component: one table of weights and what was measured of it, read from a folder and checked.

The folder holds `weights.npy` (float16, one row a bucket of `features`, one column a label, none first) and
`component.json`, which names the version of the features and of the schema that the weights were made for, and their
hash. A folder that does not fit is refused: weights under other features would give wrong names in silence.
"""

import hashlib
import io
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import ValidationError

from sgreports.errors import UsageError
from sgreports.finding.open_classes.features import BUCKETS, FEATURES, Indices
from sgreports.model.base import Frozen
from sgreports.model.facts import Label
from sgreports.model.records import SCHEMA_VERSION

LABELS: tuple[Label, ...] = ("AGENCY", "PROGRAMME", "INSTRUMENT")
NONE, OWN = "none", "default"
WEIGHTS, META = "weights.npy", "component.json"
MOST = 15_000_000  # bytes of a weights file

Floats = npt.NDArray[np.float32]


class Calibration(Frozen):
    """How a raw probability p of a label becomes the share that is right, `1 / (1 + exp(-(slope * logit(p) + shift)))`,
    and from which share on a span is marked; None: the label does without the component."""

    slope: float
    shift: float
    cutoff: float | None

    def share(self, p: float) -> float:
        """The estimated share that is right of spans with the raw probability `p`."""
        p = min(max(p, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-(self.slope * math.log(p / (1 - p)) + self.shift)))


class Meta(Frozen):
    """What `component.json` says."""

    name: str
    features: int
    schema_version: str
    sha256: str
    calibration: dict[Label, Calibration]
    seed: int
    examples: dict[str, int]


@dataclass(frozen=True, slots=True)
class Component:
    """The weights, (BUCKETS, 1 + labels), with what is known of them."""

    meta: Meta
    weights: Floats

    def probabilities(self, indices: Indices) -> Floats:
        """The probability of none and of each of LABELS, in this order."""
        z = self.weights[indices].sum(axis=0)
        powers = np.exp(z - z.max())
        return np.asarray(powers / powers.sum(), np.float32)

    def reading(self, indices: Indices) -> tuple[Label, float, bool]:
        """The likeliest label of a span, the share that is right of such spans, and whether it is to be marked."""
        p = self.probabilities(indices)[1:]
        best = int(p.argmax())
        calibration = self.meta.calibration[LABELS[best]]
        share = calibration.share(float(p[best]))
        return LABELS[best], share, calibration.cutoff is not None and share >= calibration.cutoff


def component_of(setting: str) -> Component | None:
    """The component that the setting names: `default`, `none` or a folder. Raises UsageError if it does not fit."""
    return None if setting == NONE else load(folder_of(setting))


def component_version(setting: str) -> str:
    """Name and hash of the component that the setting names, for run.json and for cache keys; `none` without one."""
    if setting == NONE:
        return NONE
    meta = meta_of(folder_of(setting))
    return f"{meta.name} {meta.sha256[:16]}"


def folder_of(setting: str) -> Path:
    """The folder of a component: the project's own lies in the wheel, or in models/ of a checkout."""
    if setting != OWN:
        return Path(setting)
    package = Path(__file__).parents[2]
    packed = package / "models" / "open_classes"
    return packed if packed.is_dir() else package.parents[1] / "models" / "open_classes"


@lru_cache(maxsize=4)
def load(folder: Path) -> Component:
    """The component of a folder. Raises UsageError naming the file that is missing, changed or of another version."""
    meta = meta_of(folder)
    data = _bytes(folder / WEIGHTS)
    if hashlib.sha256(data).hexdigest() != meta.sha256:
        raise UsageError(f"{folder / WEIGHTS} is not the file that {META} describes (another hash); {_AGAIN}")
    weights = np.load(io.BytesIO(data), allow_pickle=False).astype(np.float32)
    if weights.shape != (BUCKETS, 1 + len(LABELS)):
        raise UsageError(
            f"{folder / WEIGHTS} has the shape {weights.shape}, not {(BUCKETS, 1 + len(LABELS))}; {_AGAIN}"
        )
    return Component(meta=meta, weights=weights)


_AGAIN = "train it again with `sgreports train`, or run with --component none"


def meta_of(folder: Path) -> Meta:
    """What a component's folder says of it. Raises UsageError where it was made for another version of the program."""
    text = _bytes(folder / META)
    try:
        meta = Meta.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(f"{folder / META}: {place}: {first['msg']}; {_AGAIN}") from error
    if meta.features != FEATURES or meta.schema_version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise UsageError(
            f"{folder} was made for features {meta.features} and schema {meta.schema_version}; this program has "
            f"features {FEATURES} and schema {SCHEMA_VERSION}: {_AGAIN}"
        )
    return meta


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST:
            raise UsageError(f"{path} has {size} bytes, more than the {MOST} of a component; {_AGAIN}")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}: no trained component here; {_AGAIN}") from error


def save(folder: Path, weights: Floats, meta: Meta) -> Component:
    """Writes a component into a folder that is there; the hash is put into the meta. What was saved is given back."""
    buffer = io.BytesIO()
    np.save(buffer, weights.astype(np.float16), allow_pickle=False)
    data = buffer.getvalue()
    known = meta.model_copy(update={"sha256": hashlib.sha256(data).hexdigest()})
    (folder / WEIGHTS).write_bytes(data)
    (folder / META).write_text(known.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return Component(meta=known, weights=weights.astype(np.float16).astype(np.float32))
