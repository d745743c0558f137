"""Mentions never overlap: the longest stands, then the surer one, then the one named first."""

from sgreports.names.candidate import Candidate
from sgreports.names.overlap import resolve, without_overlaps


def candidate(start: int, end: int, score: float = 0.9, rule: str = "a") -> Candidate:
    return Candidate("AGENCY", start, end, rule, score=score)


def test_the_longest_stands_and_what_touches_it_too() -> None:
    inner, outer, before, after = candidate(5, 8), candidate(3, 9), candidate(0, 3), candidate(9, 12)
    assert resolve([inner, after, outer, before]) == [before, outer, after]


def test_of_equal_spans_the_surer_then_the_first_stands() -> None:
    first, second, sure = candidate(0, 4), candidate(0, 4, rule="b"), candidate(0, 4, 0.95)
    assert without_overlaps([first, second]) == [first]
    assert without_overlaps([first, sure]) == [sure]


def test_what_crosses_an_end_falls() -> None:
    middle, left, right = candidate(4, 10), candidate(1, 5), candidate(9, 13)
    assert resolve([left, right, middle]) == [middle]
    assert resolve([candidate(0, 3), candidate(2, 6), candidate(5, 7)]) == [candidate(2, 6)]


def test_a_block_stands_and_makes_no_mention() -> None:
    block, name = Candidate(None, 0, 9, "event"), candidate(3, 6)
    assert (without_overlaps([name, block]), resolve([name, block])) == ([block], [])
