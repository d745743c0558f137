"""Scores of counts: the share of like cells that are right on gold."""

import pytest

from sgreports.knowledge.statements import count_scores
from sgreports.knowledge.statements.count_scores import CELLS, calibrated, step_of


@pytest.fixture
def gold(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"time": {0.1: (0, 50), 0.5: (10, 12), 0.9: (72, 72)}}
    monkeypatch.setattr(count_scores, "_counts", lambda: known)


@pytest.mark.usefixtures("gold")
def test_a_score_is_the_share_right_of_its_tenth_drawn_to_that_of_its_cell_with_more_errors_elsewhere() -> None:
    share = 82 / 134
    assert calibrated("time", 0.55) == round(1 - 1.5 * (1 - (10 + 8 * share) / 20), 3)
    assert calibrated("time", 0.97) == round(1 - 1.5 * (1 - (72 + 8 * share) / 80), 3)
    assert calibrated("time", 0.2) == round(1 - 1.5 * (1 - share), 3)
    assert calibrated("time", 0.15) == 0.05


@pytest.mark.usefixtures("gold")
def test_a_cell_that_gold_says_nothing_of_keeps_its_score() -> None:
    assert calibrated("agent", 0.55) == 0.55


@pytest.mark.parametrize(("raw", "step"), [(0.0, 0.0), (0.3, 0.3), (0.599, 0.5), (1.0, 0.9)])
def test_steps_are_tenths(raw: float, step: float) -> None:
    assert step_of(raw) == step


def test_every_cell_has_been_counted_on_gold() -> None:
    assert set(count_scores._counts()) == set(CELLS)
    assert all(0 <= right <= of for steps in count_scores._counts().values() for right, of in steps.values())
