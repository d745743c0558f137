"""The trained models that settings name: their folders, their metadata, and whether they fit the program.

A folder holds `weights.npy` and `component.json`. What is read here needs no numpy, so that `--version`, run.json and
cache keys can name a model without loading it; weights.py reads the weights.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import Field, ValidationError

from sgreports.errors import UsageError
from sgreports.model.base import Frozen

NONE, OWN = "none", "default"
WEIGHTS, META = "weights.npy", "component.json"
MAX_BYTES = 15_000_000  # bytes of a file of a model


def calibrated(p: float, slope: float, shift: float) -> float:
    """The raw probability `p` as the share that is right, its log odds put on a line (Platt scaling)."""
    p = min(max(p, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-(slope * math.log(p / (1 - p)) + shift)))


class ModelMeta(Frozen):
    """What `component.json` says of every trained model: its name, the version of its features, its weights' hash, and
    the word lists that it was fitted with, by their hashes (data_files.py); none where its features read none."""

    name: str
    features: int
    sha256: str
    lists: Mapping[str, str] = Field(default_factory=dict)


Meta = TypeVar("Meta", bound=ModelMeta)


@dataclass(frozen=True, slots=True)
class ModelKind(Generic[Meta]):
    """A model of the project: its folder in models/, the version of what computes its features, what to do where it is
    missing or does not fit, and what its metadata are. The version rises with every change of the features: weights
    under others would give wrong answers in silence."""

    folder: str
    features: int
    remedy: str
    said: type[Meta]

    @property
    def name(self) -> str:
        """The last part of its folder: `measures` of `counts/measures`."""
        return self.folder.rpartition("/")[2]

    def path(self, setting: str) -> Path | None:
        """The folder that a setting names: `default`, `none` (None) or a folder."""
        return None if setting == NONE else folder_of(setting, self.folder)

    def meta(self, folder: Path) -> Meta:
        """What a model's folder says of it. Raises UsageError where it is not valid, or was made for other features."""
        return metadata(folder, self)  # type: ignore[return-value]

    def version(self, setting: str) -> str:
        """Name and hash of the model that the setting names, for run.json and for cache keys; `none` without one.

        The hash is that of `component.json`, which has the weights' own.
        """
        if (folder := self.path(setting)) is None:
            return NONE
        return f"{self.meta(folder).name} {hashlib.sha256(bytes_of(folder / META, self.remedy)).hexdigest()[:16]}"


def folder_of(setting: str, name: str) -> Path:
    """The folder of a model: the project's own lies in the wheel, or in models/ of a checkout."""
    if setting != OWN:
        return Path(setting)
    package = Path(__file__).parents[1]
    packed = package / "models" / name
    return packed if packed.is_dir() else package.parents[1] / "models" / name


@lru_cache(maxsize=16)
def metadata(folder: Path, kind: ModelKind[Any]) -> ModelMeta:
    """What a folder says of its model. Raises UsageError as `ModelKind.meta` says."""
    text = bytes_of(folder / META, kind.remedy)
    try:
        meta: ModelMeta = kind.said.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(f"{folder / META}: {place}: {first['msg']}; {kind.remedy}") from error
    if meta.features != kind.features:
        ours = f"this program has {kind.features}"
        raise UsageError(f"{folder} was made for features {meta.features}; {ours}: {kind.remedy}")
    return meta


def bytes_of(path: Path, remedy: str) -> bytes:
    """A file of a model. Raises UsageError where it is missing or too large to be one."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UsageError(f"{path} has {size} bytes, more than the {MAX_BYTES} of a model; {remedy}")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}: no trained model here; {remedy}") from error
