"""The trained models that settings name: their folders, what they say of themselves, and whether they fit the program.

A folder holds `component.json` and the files that its hash is of: `weights.npy`, or those of the encoder. They are read
and written here alone, without numpy, so that `--version`, run.json and cache keys can name a model without loading it.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import Field, ValidationError

from sgreports.errors import UsageError
from sgreports.model.base import Frozen
from sgreports.ownership import Proof, strange_in

NONE, OWN = "none", "default"
WEIGHTS, META = "weights.npy", "component.json"
MAX_BYTES = 30_000_000  # bytes of a file of a model


class Calibrated(Frozen):
    """`slope` and `shift` turn the log odds of the likeliest answer into those of its being right (Platt scaling)."""

    slope: float = 1.0
    shift: float = 0.0

    def share(self, p: float) -> float:
        """The estimated share that is right of answers with the raw probability `p`."""
        p = min(max(p, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-(self.slope * math.log(p / (1 - p)) + self.shift)))


class ModelMeta(Frozen):
    """What `component.json` says of every trained model: its name, the version of its features, the hash of its other
    files, one after the other, the word lists that it was fitted with, by their hashes (data_files.py; none where its
    features read none), and how much it learned from."""

    name: str
    features: int
    sha256: str
    lists: Mapping[str, str] = Field(default_factory=dict)
    seed: int
    examples: dict[str, int]


Meta = TypeVar("Meta", bound=ModelMeta)


@dataclass(frozen=True, slots=True)
class ModelKind(Generic[Meta]):
    """A model of the project: its folder in models/, the version of what computes its features, what to do where it is
    missing or does not fit, what its metadata are, and its files. The version rises with every change of the features:
    weights under others would give wrong answers in silence."""

    folder: str
    features: int
    remedy: str
    said: type[Meta]
    files: tuple[str, ...] = (WEIGHTS,)

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

    def read(self, folder: Path) -> dict[str, bytes]:
        """The files of a model. Raises UsageError where one is missing, or they are not those that the hash is of."""
        found = {name: bytes_of(folder / name, self.remedy) for name in self.files}
        if _hash_of(found) != self.meta(folder).sha256:
            names = " and ".join(self.files)
            raise UsageError(f"{folder}: {names} are not what {META} describes (another hash); {self.remedy}")
        return found

    @property
    def proof(self) -> Proof:
        """Proves that a folder holds a model with these files, which a new one may replace."""
        return Proof(self._strange)

    def _strange(self, folder: Path) -> str:
        if not folder.is_dir():
            return "is a file"
        if strange := strange_in(folder, lambda path, name: name in (*self.files, META) and path.is_file()):
            return f"holds {strange!r}, which is of no model of sgreports and would be lost"
        return "" if not any(folder.iterdir()) or _says_hash(folder / META) else f"has no {META} of sgreports"

    def version(self, setting: str) -> str:
        """Name and hash of the model that the setting names, for run.json and for cache keys; `none` without one.

        The hash is that of `component.json`, which has the weights' own.
        """
        if (folder := self.path(setting)) is None:
            return NONE
        return f"{self.meta(folder).name} {hashlib.sha256(bytes_of(folder / META, self.remedy)).hexdigest()[:16]}"


def write_model(folder: Path, files: Mapping[str, bytes], meta: Meta) -> Meta:
    """Writes files, in the order of their kind, into a folder that is there. Returns the metadata, with their hash."""
    known = meta.model_copy(update={"sha256": _hash_of(files)})
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / META).write_text(known.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return known


def _hash_of(files: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for content in files.values():
        total.update(content)
    return total.hexdigest()


def _says_hash(meta: Path) -> bool:
    try:
        return "sha256" in json.loads(meta.read_bytes())
    except (OSError, ValueError, TypeError):
        return False


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
