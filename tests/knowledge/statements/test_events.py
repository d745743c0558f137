"""The lexicon of events is whole: every word is bound to classes that there are, and says one thing of each class."""

from itertools import pairwise

import pytest

from sgreports.knowledge.statements.events import PARTS, WordClass, bounds, event_by, event_lexicon, is_bound_to, senses
from sgreports.model.facts import EVENTS


def test_every_event_has_its_words() -> None:
    assert tuple(each.event for each in event_lexicon().events) == EVENTS


@pytest.mark.parametrize("part", PARTS)
def test_words_are_bound_to_classes_that_there_are(part: WordClass) -> None:
    bound = {name for pairs in senses(part).values() for _, name in pairs}
    assert bound - {""} <= bounds()


@pytest.mark.parametrize("part", PARTS)
def test_no_word_has_two_events_for_the_same_classes(part: WordClass) -> None:
    twice = [word for word, pairs in senses(part).items() for one, two in pairwise(sorted(pairs, key=lambda p: p[1]))
             if one[1] == two[1]]  # fmt: skip
    assert twice == []


def test_the_closest_class_decides() -> None:
    found = [event_by("verbs", "release", name) for name in ("personnel", "children", "money")]
    assert found == ["deployed", "released", None]


def test_patients_of_an_event_are_bound_where_the_word_is_not() -> None:
    assert event_by("verbs", "conduct", "people", patient=True) is None
    assert event_by("verbs", "conduct", "people") == "conducted"


def test_minus_persons_are_all_others() -> None:
    assert [is_bound_to("-persons", name) for name in ("women", "goods")] == [False, True]


def test_light_verbs_and_transparent_nouns_are_given() -> None:
    assert event_lexicon().light
    assert event_lexicon().transparent
