"""Word lists that trained models read: a release is fitted with those that are there."""

import pytest

from sgreports import provenance
from sgreports.knowledge import data_files as room
from sgreports.knowledge.data_files import LISTS, changed_lists, word_lists
from sgreports.knowledge.linear_model import COUNT_MODELS, EVENT_MODELS
from sgreports.settings import Settings


def test_the_models_were_fitted_with_the_lists_that_are_there() -> None:
    assert provenance.refits(Settings(accuracy="best")) == []
    for kind in (*EVENT_MODELS, *COUNT_MODELS):
        folder = kind.path("default")
        assert folder is not None
        assert kind.meta(folder).lists == word_lists()


def test_a_changed_list_says_what_to_fit_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = dict(word_lists())
    monkeypatch.setattr(room, "word_lists", lambda: {**now, "events.toml": "another"})
    assert provenance.refits(Settings(accuracy="fast")) == [
        "sgreports train events", "sgreports train relations", "sgreports train counts",
    ]  # fmt: skip
    assert (
        provenance.refits(Settings(event_model="none", relation_model="none", count_model="none", accuracy="fast"))
        == []
    )


def test_lists_that_came_or_went_are_changed_too() -> None:
    old = {name: digits for name, digits in word_lists().items() if name != "events.toml"} | {"gone.toml": "1"}
    assert changed_lists(old) == ["events.toml", "gone.toml"]
    assert set(word_lists()) == set(LISTS)
