"""`sgreports train`: what it needs."""

import sys

import pytest

from called_command import outcome


def test_without_the_extra_the_error_names_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["sgreports_gold.cli.train"], "find_spec", lambda _: None)
    told = "sgreports: training needs scikit-learn: install sgreports with [train]\n"
    assert outcome(capsys, "train", "events") == (2, "", told)
