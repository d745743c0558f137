"""The unit of a number that no noun stands with, as a choice among nouns around it and what was counted before."""

from collections.abc import Sequence

import pytest

from invented.paragraphs import unit_of
from sgreports.counting.quantity.quantities import find_counts
from sgreports.counting.unit.choice import UnitCandidate, UnitChoice, unit_choice

pytestmark = pytest.mark.model


def taking(*words: str, offered: list[list[str]] | None = None) -> UnitChoice:
    """A choice that takes the first candidate that is one of some words, else that of the rules, and is sure by .6."""

    def choice(candidates: Sequence[UnitCandidate]) -> tuple[UnitCandidate, float]:
        if offered is not None:
            offered.append([c.counted.unit for c in candidates])
        return next((c for c in candidates if c.counted.unit in words), candidates[0]), 0.6

    return choice


def counted(text: str, choice: UnitChoice | None) -> list[tuple[str | None, str | None, float | None]]:
    """Unit, where it is from, and its score, of each count."""
    return [(c.unit, c.unit_from, c.unit_score) for c in find_counts(unit_of(text)[0], choice)]


def test_candidates_are_what_the_rules_find_none_what_was_counted_and_nouns_that_end_their_phrase() -> None:
    text = "The town has two schools. Most school teachers of the district were absent; 40 per cent gave reasons."
    offered: list[list[str]] = []
    counted(text, taking(offered=offered))
    assert offered == [["", "schools", "district", "teachers", "reasons", "town"]]


def test_a_number_with_its_noun_offers_no_choice() -> None:
    offered: list[list[str]] = []
    assert counted("Twelve nurses left, and $5 million was paid.", taking("", offered=offered)) == [
        ("nurses", "own", 0.98), ("USD", "own", 0.98),
    ]  # fmt: skip
    assert offered == []


def test_a_strength_offers_people_only() -> None:
    text, offered = "The officers left. The army has a 500-strong brigade.", list[list[str]]()
    assert counted(text, taking("brigade", "officers", offered=offered)) == [("officers", "ellipsis", 0.6)]
    assert offered == [["", "officers"]]


def test_what_respectively_gives_offers_no_choice() -> None:
    text = "Cooks were 40% of men and 6% of women. Clerks were 9% and 4%, respectively."
    offered: list[list[str]] = []
    assert [unit for unit, _, _ in counted(text, taking(offered=offered))] == ["men", "women", "men", "women"]
    assert len(offered) == 2


def test_numbers_after_names_count_what_the_sentence_is_about() -> None:
    found = counted("Thefts occurred in Lakeside (24) and Hilltown (11).", unit_choice("default"))
    assert [unit for unit, _, _ in found] == ["Thefts", "Thefts"]


def test_what_was_chosen_is_a_candidate_for_the_next_number() -> None:
    text = "Most farmers, some 88 per cent, stayed. Nobody asked why. Another 6 per cent left."
    found = [("farmers", "own", 0.6), ("farmers", "ellipsis", 0.6)]
    assert counted(text, taking("farmers")) == found
    assert counted(text, None) == [(None, None, None), (None, None, None)]


def test_a_noun_of_the_sentence_before_is_from_elsewhere() -> None:
    text = "The ferries were old. Only 8 per cent sank."
    assert counted(text, taking("ferries")) == [("ferries", "ellipsis", 0.6)]


def test_none_may_be_chosen_and_has_no_score() -> None:
    text = "Costs fell, up to 5 per cent of revenue."
    assert counted(text, None) == [("revenue", "own", 0.97)]
    assert counted(text, taking("")) == [(None, None, None)]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Most farmers, some 88 per cent, chose the grant.", ["farmers"]),
        ("It has a staff of 1,352, of which 86 per cent are local.", ["staff", "staff"]),
        ("Some 300 firms were listed, with 70 per cent coming from abroad.", ["firms", "firms"]),
        ("The party won 152,764 votes, or 3.81 per cent.", ["votes", "votes"]),
        ("The share of women rose to 24 per cent.", ["women"]),
        ("Prices rose by 4 per cent.", [None]),
    ],
)
def test_the_installed_choice_knows_the_whole_of_a_share(text: str, units: list[str | None]) -> None:
    assert [unit for unit, *_ in counted(text, unit_choice("default"))] == units
