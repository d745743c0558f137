"""What tells whether two counts of a report say one fact: which pairs may, and the features of a pair.

The first of a pair of equal numbers is the one that is told later, or in the summary; of others the smaller.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sgreports.knowledge.statements.unit_classes import is_person_class
from sgreports.model.dates import share_a_day
from sgreports.model.facts import HARM, CountFact, Mention

WORD = re.compile(r"[A-Za-z]+|[():;,]")
AROUND = 60  # characters that hold the words on either side of a count
WORDS = 3
SIZES = (2, 3, 5, 10, 30, 100, 1000, 10_000)
SHARES = (0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
NEAR = 4  # paragraphs
UNITED = ("money", "measure")  # kinds whose unit belongs to the number
TAKEN_UP = re.compile(r"\b(?:of|among|all) (?:the|these|those) $", re.IGNORECASE)
DEFINITE = re.compile(r"\b(?:the|these|those|all|both) (?:same |said |some )?$", re.IGNORECASE)
HALF = 0.5  # of the words of what is counted
LONG = 5  # letters of a word that tells what a sentence is about


@dataclass(frozen=True)
class PlacedFact:
    """A fact with its count and its place in the report: the number of its paragraph, the text and part there."""

    fact: CountFact
    count: Mention
    paragraph: int
    text: str
    part: str

    @cached_property
    def value(self) -> float:
        """Its number; the least of a range, the bound of `over` and `nearly`."""
        return self.count.value_min if self.count.value_min is not None else self.count.value_max or 0.0

    @cached_property
    def counts_people(self) -> bool:
        return is_person_class(self.fact.unit_class)

    @property
    def place(self) -> tuple[int, int]:
        return self.paragraph, self.count.start

    @cached_property
    def sentence(self) -> tuple[int, int]:
        return self.paragraph, self.count.sentence

    @property
    def refers_back(self) -> bool:
        """Whether the words before it take up a number: `Of the 215 events cited above`."""
        return TAKEN_UP.search(self.text[max(0, self.count.start - AROUND) : self.count.start]) is not None

    @cached_property
    def is_definite(self) -> bool:
        """Whether it is told as known: `the 12 camps`, `all three`."""
        return DEFINITE.search(self.text[max(0, self.count.start - AROUND) : self.count.start]) is not None

    @cached_property
    def words(self) -> frozenset[str]:
        """The longer words of its sentence."""
        return frozenset(w for w in WORD.findall(self.fact.sentence_text.lower()) if len(w) >= LONG)

    @cached_property
    def phrase(self) -> frozenset[str]:
        """The words of what it counts."""
        return frozenset(w for w in WORD.findall((self.fact.unit_phrase or "").lower()) if len(w) >= WORDS)

    @cached_property
    def around(self) -> tuple[str, ...]:
        """The words before it and after it."""
        before = WORD.findall(self.text[max(0, self.count.start - AROUND) : self.count.start].lower())[-WORDS:]
        after = WORD.findall(self.text[self.count.end : self.count.end + AROUND].lower())[:WORDS]
        return *(f"before {word}" for word in before), *(f"after {word}" for word in after)


def fit(one: PlacedFact, other: PlacedFact) -> bool:
    """Whether the two may count the same: by sentence, kind, event, said times, noun and country; of shares nothing is
    said. Of 77 pairs of train whose rows say times without a common day, 6 are one fact. Of the same number of the same
    things, none of harm, the event may be another where it is told as known, the country where not both are said."""
    a, b, kind = one.fact, other.fact, one.count.kind
    if a.time_from == b.time_from == "said" and _time(a, b) == "apart":
        return False
    taken_up = one.refers_back and one.paragraph == other.paragraph
    events = {one.count.event, other.count.event}
    again = one.value == other.value and a.unit_lemma == b.unit_lemma is not None and not events & {*HARM}
    known = taken_up or (again and one.is_definite and _shared(one.phrase, other.phrase) >= HALF)
    if one.sentence == other.sentence or (len(events) > 1 and not known):
        return False
    if kind != other.count.kind or kind == "percent" or (kind in UNITED and one.count.unit != other.count.unit):
        return False
    noun = not a.unit_lemma or not b.unit_lemma or a.unit_lemma == b.unit_lemma or a.unit_class == b.unit_class
    there = not a.country or not b.country or a.country == b.country
    there = there or (again and not a.country_from == b.country_from == "said")
    return there and (noun or (one.counts_people and other.counts_people))


def pair_evidence(one: PlacedFact, other: PlacedFact) -> Iterator[str]:
    """The features of a pair: the words around each, how their cells stand to each other and how far apart they stand,
    the number, whether it is told as known, and what their sentences share."""
    a, b, apart = one.fact, other.fact, _distance(one, other)
    yield from (f"one {words}" for words in one.around)
    yield from (f"other {words}" for words in other.around)
    sources = f"{a.time_from}<{b.time_from}"
    for said in (f"measure={a.measure}<{b.measure}", f"time={_time(a, b)}", f"time from={sources}"):
        yield said
        yield f"{said} {apart}"
    yield f"time={_time(a, b)} {sources}"
    yield f"class={a.unit_class}<{b.unit_class}"
    yield f"event={one.count.event}"
    yield f"said={a.polarity} {a.modality}<{b.polarity} {b.modality}"
    yield f"where={one.part}<{other.part}"
    yield f"known={one.is_definite}<{other.is_definite}"
    yield f"known={one.is_definite} {apart}"
    yield f"digits={len(f'{one.value:.0f}'.rstrip('0'))}"
    yield from reached("value", one.value, SIZES)
    yield from reached("phrase", _shared(one.phrase, other.phrase), SHARES)
    yield from reached("words", _shared(one.words, other.words), SHARES)


def _distance(one: PlacedFact, other: PlacedFact) -> str:
    far = abs(one.paragraph - other.paragraph)
    return "paragraph" if not far else "next" if far == 1 else "near" if far <= NEAR else "far"


def _time(a: CountFact, b: CountFact) -> str:
    if not (a.time_start and a.time_end and b.time_start and b.time_end):
        return "unknown"
    if (a.time_start, a.time_end) == (b.time_start, b.time_end):
        return "a day" if a.time_start == a.time_end else "equal"
    if not share_a_day((a.time_start, a.time_end), (b.time_start, b.time_end)):
        return "apart"
    within = b.time_start <= a.time_start and a.time_end <= b.time_end
    return "within" if within else "overlapping"


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def reached(name: str, value: float, steps: Iterable[float]) -> Iterator[str]:
    """One feature for each step that a value reaches."""
    yield from (f"{name} from {step}" for step in steps if value >= step)
