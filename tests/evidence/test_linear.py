"""A linear model on disk: what is saved is read back, what does not fit is refused."""

from pathlib import Path

import numpy as np
import pytest

from sgreports.errors import UsageError
from sgreports.evidence.linear import BUCKETS, LinearModel, feature_ids, load, save
from sgreports.knowledge.components import ModelKind
from sgreports.knowledge.linear_model import LinearMeta

KIND = ModelKind("toys", 3, "train toys again", LinearMeta)


def toy(features: int = KIND.features) -> LinearModel:
    """A model that one feature makes sure of `red`."""
    weights = np.zeros((BUCKETS, 2), np.float32)
    weights[feature_ids(["apple"])[0], 0] = 1.0
    meta = LinearMeta(
        name="toy", features=features, sha256="", answers=("red", "blue"), bias=(0.0, 0.0), slope=1.0, shift=0.0,
        seed=1, examples={},
    )  # fmt: skip
    return LinearModel(meta, weights)


def test_features_weigh_less_the_more_there_are() -> None:
    alone, beside = (
        toy().probabilities(feature_ids(["apple"])),
        toy().probabilities(feature_ids(["apple", "pear", "plum", "fig"])),
    )
    assert [round(float(chances[0]), 3) for chances in (alone, beside)] == [1.0, 0.993]


def test_a_saved_model_is_read_back_and_another_is_refused(tmp_path: Path) -> None:
    saved = save(tmp_path, toy().weights, toy().meta)
    again = load(KIND, tmp_path)
    assert (again.meta, again.weights.tolist()) == (saved.meta, saved.weights.tolist())
    (tmp_path / "weights.npy").write_bytes(b"other")
    load.cache_clear()
    with pytest.raises(UsageError, match="another hash"):
        load(KIND, tmp_path)


def test_a_model_of_other_features_is_refused(tmp_path: Path) -> None:
    save(tmp_path, toy().weights, toy(features=4).meta)
    with pytest.raises(UsageError, match="made for features 4; this program has 3: train toys again"):
        load(KIND, tmp_path)
