"""A linear model on disk: what is saved is read back, what does not fit is refused."""

from pathlib import Path

import pytest

from invented.models import toy_model
from sgreports.errors import UsageError
from sgreports.evidence.linear import LinearModel, feature_ids, load, save
from sgreports.knowledge.components import ModelKind
from sgreports.knowledge.linear_model import LinearMeta

KIND = ModelKind("toys", 3, "train toys again", LinearMeta)


def toy(features: int = KIND.features) -> LinearModel:
    """A model that one feature makes sure of `red`."""
    return toy_model(("red", "blue"), features, {"apple": (0, 1.0)})


def test_features_weigh_less_the_more_there_are() -> None:
    alone, beside = ["apple"], ["apple", "pear", "plum", "fig"]
    assert [round(float(toy().probabilities(feature_ids(f))[0]), 3) for f in (alone, beside)] == [1.0, 0.993]


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
