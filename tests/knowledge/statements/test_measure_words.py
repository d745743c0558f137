"""The words that speak for a measure."""

import pytest

from sgreports.knowledge.statements.count_words import measures_of
from sgreports.knowledge.statements.relations import word_lists_of
from sgreports.model.facts import MEASURES


def test_lists_are_named_after_measures_and_hold_words_in_lower_case() -> None:
    lists = word_lists_of("measure_words.toml")
    assert set(lists) < set(MEASURES)
    assert [word for its in lists.values() for word in its if word != word.lower() or " " in word] == []


@pytest.mark.parametrize(
    ("word", "measures"),
    [("authorized", ("limit",)), ("monthly", ("rate",)), ("since", ("running_total",)), ("goat", ())],
)
def test_a_word_speaks_for_its_measures(word: str, measures: tuple[str, ...]) -> None:
    assert measures_of(word) == measures
