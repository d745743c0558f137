"""What tells whether a count is contained in a larger one of its paragraph: features of the pair.

They stand beside those of any pair (`pair_evidence`). Words and sums that name a total outright are the grammar's
(`parts`); these are of what is left: `The trial of 10 men opened. Eight policemen …`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sgreports.counting.total.pair_evidence import SIZES, WORD, PlacedFact, fit, pair_evidence, reached

RATIOS = (0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 0.7, 0.9)
FAR_APART = 3  # sentences, or numbers: more are as many
LIST = 14  # numbers of a sentence that are added up
ROUNDED = 0.005  # what a sum may be off by, of its total
OPENING = 4  # words of a sentence
BESIDE = 25  # characters before and after a number
COLLECTING = re.compile(
    r"\b(?:total\w*|overall|in all|altogether|combined|all|document\w*|record\w*|since|over|cumulat\w*)\b"
)
REFERRING = re.compile(
    r"\b(?:of (?:th(?:em|ese|ose|is|at)|whom|which|the)|includ\w+|among|the (?:remaining|other|rest|latter)|compris\w+"
    r"|another|additional|further|others?|also|only|respectively|compared)\b"
)


def may_contain(other: PlacedFact, one: PlacedFact) -> bool:
    """Whether a count may contain another of its paragraph of which grammar says no total."""
    known = one.fact.part_of or one.fact.repeats or other.fact.repeats
    return one.value < other.value and not known and fit(one, other)


def contained_evidence(one: PlacedFact, other: PlacedFact, beside: Sequence[PlacedFact]) -> Iterator[str]:
    """The features of a count and a larger one; `beside` are those of the paragraph, in text order."""
    yield from (f"within {feature}" for feature in (*pair_evidence(one, other), *_containing(one, other, beside)))


def _containing(one: PlacedFact, other: PlacedFact, beside: Sequence[PlacedFact]) -> Iterator[str]:
    a, b, follows = one.fact, other.fact, one.place > other.place
    order = "after" if follows else "before"
    apart = min(abs(one.count.sentence - other.count.sentence), FAR_APART)
    noun = a.unit_lemma == b.unit_lemma
    yield from (f"{order} {apart}", f"measure={a.measure}<{b.measure} {apart}", f"event={one.count.event} {order}")
    yield from (f"noun={noun} {order}", f"noun={noun} {apart}")
    yield f"unit from={one.count.unit_from}<{other.count.unit_from}"
    yield f"country={a.country == b.country} {bool(a.country)} {bool(b.country)}"
    yield f"agents={a.agents == b.agents} {bool(a.agents)} {bool(b.agents)}"
    yield f"whose={a.whose == b.whose} {bool(a.whose)} {bool(b.whose)}"
    yield f"phrase={'narrower' if other.phrase < one.phrase else 'wider' if one.phrase < other.phrase else 'beside'}"
    yield from reached("other", other.value, SIZES)
    yield from (f"ratio under {step}" for step in RATIOS if one.value < step * other.value)
    yield from _words(one, other, follows)
    yield from _numbers(one, other, beside)


def _words(one: PlacedFact, other: PlacedFact, follows: bool) -> Iterator[str]:
    said, whole = one.fact.sentence_text.lower(), other.fact.sentence_text.lower()
    yield from (f"one collects {found}" for found in COLLECTING.findall(said))
    yield from (f"other collects {found}" for found in COLLECTING.findall(whole))
    yield from (f"one refers {found}" for found in REFERRING.findall(said))
    before = one.text[max(0, one.count.start - BESIDE) : one.count.start].lower()
    after = one.text[one.count.end : one.count.end + BESIDE].lower()
    yield from (f"before {found}" for found in REFERRING.findall(before))
    yield from (f"after {found}" for found in REFERRING.findall(after))
    opens, later = ("one opens", said) if follows else ("other opens", whole)
    first = WORD.findall(later)[:OPENING]
    yield from (f"{opens} {word}" for word in first)
    yield f"{opens} {' '.join(first[:2])}"


def _numbers(one: PlacedFact, other: PlacedFact, beside: Sequence[PlacedFact]) -> Iterator[str]:
    alike = [each for each in beside if each.count.kind == one.count.kind]
    listed = [each for each in alike if each.sentence == one.sentence]
    yield f"between={min(abs(_at(beside, one) - _at(beside, other)) - 1, FAR_APART)}"
    yield f"first={listed[0] is one} of {min(len(listed), FAR_APART)}"
    yield f"adds up={_adds_up(listed, _at(listed, one), other.value)}"
    yield f"sibling={any(each.fact.part_of == other.fact.count for each in listed)}"
    yield f"whole={any(each.fact.part_of == other.fact.count for each in beside)}"
    yield f"largest={all(each.value <= other.value for each in alike if each.count.event == other.count.event)}"


def _at(facts: Sequence[PlacedFact], one: PlacedFact) -> int:
    """Where a fact stands among others in text order, without comparing them field by field as `index` does."""
    return bisect_left(facts, one.place, key=lambda each: each.place)


def _adds_up(listed: Sequence[PlacedFact], at: int, total: float) -> bool:
    """Whether neighbours in a sentence, of which the one at a place is one, add up to a total."""
    for first in range(max(0, at - LIST), at + 1):
        found = 0.0
        for last in range(first, min(len(listed), first + LIST)):
            found += listed[last].value
            if last >= at and last > first and abs(found - total) <= ROUNDED * total:
                return True
    return False
