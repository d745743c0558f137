"""The trained component that a setting names: its folder, its metadata, and whether it fits the program.

The folder holds `weights.npy` and `component.json`. What is read here needs no numpy, so that `--version`, run.json and
cache keys can name the component without loading it; mentions/open_classes loads the weights.
"""

import hashlib
import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError

from sgreports.errors import UsageError
from sgreports.model.base import Frozen
from sgreports.model.facts import Label

FEATURES = 2
"""The version of mentions/open_classes/features.py and spans.py: it rises with every change of what they compute, since
weights under other features would give wrong names in silence."""
LABELS: tuple[Label, ...] = ("AGENCY", "PROGRAMME", "INSTRUMENT")
FOLDER = "open_classes"
NONE, OWN = "none", "default"
WEIGHTS, META = "weights.npy", "component.json"
MAX_BYTES = 15_000_000  # bytes of a file of a component
REMEDY = "train it again with `sgreports train`, or set component to none (SGREPORTS_COMPONENT)"


class Calibration(Frozen):
    """How a raw probability of a label becomes the share that is right (`calibrated`), and the share from which on a
    span is marked; None: the label does without the component."""

    slope: float
    shift: float
    cutoff: float | None

    def share(self, p: float) -> float:
        """The estimated share that is right of spans with the raw probability `p`."""
        return calibrated(p, self.slope, self.shift)


def calibrated(p: float, slope: float, shift: float) -> float:
    """The raw probability `p` as the share that is right, its log odds put on a line (Platt scaling)."""
    p = min(max(p, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-(slope * math.log(p / (1 - p)) + shift)))


class ModelMeta(Frozen):
    """What `component.json` says of every trained model: its name, the version of its features, its weights' hash, and
    the word lists that it was fitted with, by their hashes (word_lists.py); none where its features read none."""

    name: str
    features: int
    sha256: str
    lists: Mapping[str, str] = Field(default_factory=dict)


Meta = TypeVar("Meta", bound=ModelMeta)


class ComponentMeta(ModelMeta):
    """What `component.json` says."""

    calibration: dict[Label, Calibration]
    examples: dict[str, int]


def component_version(setting: str) -> str:
    """Name and hash of the component that the setting names, for run.json and for cache keys; `none` without one.

    The hash is that of `component.json`, which holds the weights' own and the cutoffs.
    """
    return version_of(setting, FOLDER, meta_of)


def version_of(setting: str, name: str, meta: Callable[[Path], ModelMeta]) -> str:
    """The name of a model and the beginning of the hash of its metadata; `none` where the setting names no model."""
    if setting == NONE:
        return NONE
    folder = folder_of(setting, name)
    return f"{meta(folder).name} {hashlib.sha256(bytes_of(folder / META)).hexdigest()[:16]}"


def folder_of(setting: str, name: str = FOLDER) -> Path:
    """The folder of a component: the project's own lies in the wheel, or in models/ of a checkout."""
    if setting != OWN:
        return Path(setting)
    package = Path(__file__).parents[1]
    packed = package / "models" / name
    return packed if packed.is_dir() else package.parents[1] / "models" / name


@lru_cache(maxsize=4)
def meta_of(folder: Path) -> ComponentMeta:
    """The metadata of a component. Raises UsageError where it was made for another version of the program."""
    meta = read_meta(folder, ComponentMeta, FEATURES, REMEDY)
    if missing := set(LABELS) - set(meta.calibration):
        raise UsageError(f"{folder / META}: no calibration of {min(missing)}; {REMEDY}")
    return meta


def read_meta(folder: Path, kind: type[Meta], features: int, remedy: str) -> Meta:
    """The metadata in a folder. Raises UsageError where it is not valid, or the model was made for other features."""
    text = bytes_of(folder / META, remedy)
    try:
        meta = kind.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(f"{folder / META}: {place}: {first['msg']}; {remedy}") from error
    if meta.features != features:
        raise UsageError(f"{folder} was made for features {meta.features}; this program has {features}: {remedy}")
    return meta


def bytes_of(path: Path, remedy: str = REMEDY) -> bytes:
    """A file of a component. Raises UsageError where it is missing or too large to be one."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UsageError(f"{path} has {size} bytes, more than the {MAX_BYTES} of a component; {remedy}")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}: no trained component here; {remedy}") from error
