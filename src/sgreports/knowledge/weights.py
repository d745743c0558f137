"""The weights of a trained model on disk: one file beside its metadata, checked by hash and shape."""

import hashlib
import io
import json
from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from sgreports.errors import UsageError
from sgreports.knowledge.components import META, WEIGHTS, ModelMeta, bytes_of
from sgreports.knowledge.encoder_model import FILES
from sgreports.ownership import Proof, strange_in

Floats = npt.NDArray[np.float32]
Meta = TypeVar("Meta", bound=ModelMeta)


def read_weights(folder: Path, sha256: str, shape: tuple[int, int], remedy: str) -> Floats:
    """The weights of a folder. Raises UsageError naming the file that is missing, changed or of another shape."""
    data = bytes_of(folder / WEIGHTS, remedy)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UsageError(f"{folder / WEIGHTS} is not the file that {META} describes (another hash); {remedy}")
    weights = np.load(io.BytesIO(data), allow_pickle=False).astype(np.float32)
    if weights.shape != shape:
        raise UsageError(f"{folder / WEIGHTS} has the shape {weights.shape}, not {shape}; {remedy}")
    return np.asarray(weights, np.float32)


def write_model(folder: Path, weights: Floats, meta: Meta) -> tuple[Meta, Floats]:
    """Writes weights and metadata into a folder that is there. Returns both as saved, with the hash."""
    buffer = io.BytesIO()
    np.save(buffer, weights.astype(np.float16), allow_pickle=False)
    known = meta.model_copy(update={"sha256": hashlib.sha256(buffer.getvalue()).hexdigest()})
    (folder / WEIGHTS).write_bytes(buffer.getvalue())
    (folder / META).write_text(known.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return known, weights.astype(np.float16).astype(np.float32)


def proof_of(names: Collection[str]) -> Proof:
    """Proves that a folder holds a model of files with these names, which a new one may replace."""

    def stranger(folder: Path) -> str:
        if not folder.is_dir():
            return "is a file"
        if strange := strange_in(folder, lambda path, name: name in (*names, META) and path.is_file()):
            return f"holds {strange!r}, which is of no model of sgreports and would be lost"
        return "" if not any(folder.iterdir()) or _says_hash(folder / META) else f"has no {META} of sgreports"

    return Proof(stranger)


def _says_hash(meta: Path) -> bool:
    try:
        return "sha256" in json.loads(meta.read_bytes())
    except (OSError, ValueError, TypeError):
        return False


PROOF, ENCODER_PROOF = proof_of((WEIGHTS,)), proof_of(FILES)
