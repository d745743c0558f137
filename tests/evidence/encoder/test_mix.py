"""Two witnesses → one probability."""

import numpy as np
import pytest

from sgreports.evidence.encoder.mix import combine
from sgreports.evidence.scores import log_odds
from sgreports.knowledge.encoder_model import Mix


def test_without_the_encoder_the_features_decide() -> None:
    found = combine(Mix(features=1, encoder=0), [0.2, 0.8], np.log([0.9, 0.1]))
    assert found.tolist() == pytest.approx([0.2, 0.8])


def test_equal_weights_multiply() -> None:
    found = combine(Mix(features=1, encoder=1), [0.2, 0.8], np.log([0.9, 0.1]))
    assert found.tolist() == pytest.approx([0.18 / 0.26, 0.08 / 0.26])


def test_log_odds_of_the_certain_are_finite() -> None:
    assert np.isfinite(log_odds([0.0, 1.0])).all()
    assert log_odds([0.5]).tolist() == [0]
