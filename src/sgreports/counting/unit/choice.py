"""The unit of a share, and of a number that no noun stands with: of the nouns around it, and what was counted before,
the likeliest, or none.

What the rules find is one of the candidates; what was chosen for the numbers before bears on the next.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice

from sgreports.counting.unit.spans import CountedUnit, QuantitySpan, with_units
from sgreports.evidence.choice import choose
from sgreports.evidence.linear import model
from sgreports.knowledge.linear_model import UNITS, within
from sgreports.knowledge.statements.quantities import quantities
from sgreports.knowledge.statements.unit_classes import unit_class
from sgreports.model.letters import last_word
from sgreports.parsing.tokens import Parse, Span, Token
from sgreports.sentence.clauses import clause_verb, path_between
from sgreports.sentence.counted import counts_people, phrase_head
from sgreports.sentence.tags import NOMINAL, SUBJECTS

SURE = 0.97
"""The score from which on the rules' unit of a number stands."""
BEFORE, AFTER, EARLIER, LAST, SENTENCE = 60, 15, 6, 12, 200  # how far is looked, so that lists cost no more
_F = quantities().frames
_OF_WHOLE = {*_F.shares, *_F.totals, *_F.wholes}
_SAID = (*_F.shares, *_F.totals, *_F.changes, *_F.said)
_MARKS = (",", ";", "(", ")", "and", "to", "from", "while", "with", "of")
_DISTANCES = (1, 2, 3, 4, 6, 10, 16, 30)


@dataclass(frozen=True, slots=True)
class UnitCandidate:
    """A unit that a number may have, perhaps none, and what speaks for it. Units of one last word are one."""

    counted: CountedUnit
    evidence: tuple[str, ...]

    @property
    def value(self) -> str:
        return last_word(self.counted.unit)


UnitChoice = Callable[[Sequence[UnitCandidate]], tuple[UnitCandidate, float | None]]
"""Takes one of the candidates, with the probability that it is right."""


def unit_choice(setting: str) -> UnitChoice | None:
    """The choice by the model that the setting names: `default`, `none` or a folder. Raises UsageError if it does not
    fit."""
    units = model(UNITS, within(setting, UNITS))
    return None if units is None else partial(choose, model=units)


def chosen_unit(
    doc: Parse, place: QuantitySpan, found: CountedUnit, before: Sequence[QuantitySpan], choice: UnitChoice | None
) -> CountedUnit:
    """The unit of a share, and of a number of whose unit the rules are not sure, by a choice; else what they found."""
    is_open = place.kind == "percent" or (place.kind == "cardinal" and (found.score or 0) < SURE)
    if choice is None or not is_open or not (candidates := unit_candidates(doc, place, found, before)):
        return found
    people = not found.unit and found.step == "noun"  # of `an 85-strong unit`, else none
    fitting = [c for c in candidates if not (people and c.counted.unit) or counts_people(c.counted.unit)]
    best, probability = choice(fitting)
    return best.counted.chosen(probability)


def unit_candidates(
    doc: Parse, place: QuantitySpan, found: CountedUnit, before: Sequence[QuantitySpan]
) -> list[UnitCandidate]:
    """The unit of the rules, none, those of numbers before, and the nouns of the sentence and of the one before it."""
    span = doc.char_span(place.start, place.end)
    if span is None:
        return []
    number = _Number(span, place, found, before[-LAST:])
    earlier = (p.again("earlier") for p in islice(with_units(before), EARLIER) if p.kind not in ("money", "measure"))
    counted = [found, CountedUnit("", found.step), *earlier, *number.nouns()]
    distinct: dict[object, CountedUnit] = {}
    for each in counted:
        distinct.setdefault(each.unit if each.noun is None else each.noun.i, each)
    return [UnitCandidate(each, number.speaks_for(each)) for each in distinct.values()]


@dataclass(frozen=True)
class _Number:
    """A number whose unit is open, what the rules found, and the last quantities before it."""

    span: Span
    place: QuantitySpan
    found: CountedUnit
    before: Sequence[QuantitySpan]

    @cached_property
    def sign(self) -> str:
        return "%" if self.place.kind == "percent" else "n"

    @cached_property
    def verb(self) -> Token:
        return clause_verb(self.head)

    @cached_property
    def head(self) -> Token:
        return phrase_head(self.span.root)

    @cached_property
    def sentence(self) -> Span:
        return self.span.doc.sentence_at(self.span.start_char)

    @cached_property
    def share(self) -> QuantitySpan | None:
        """The last share before."""
        return next((p for p in reversed(self.before) if p.kind == "percent"), None)

    def nouns(self) -> Iterator[CountedUnit]:
        """The nouns of the sentence, the nearest before the number first, then those of the sentence before it."""
        doc, span, sentence = self.span.doc, self.span, self.sentence
        yield from self._units(reversed(doc[max(sentence.start, span.start - BEFORE) : span.start]), "antecedent")
        yield from self._units(doc[span.end : min(sentence.end, span.end + AFTER)], "antecedent")
        if sentence.start:
            last = doc[max(doc[sentence.start - 1].sent.start, sentence.start - SENTENCE) : sentence.start]
            many = [t for t in last if t.tag_ in ("NNS", "NNPS") or t.dep_ in SUBJECTS]
            yield from self._units(many[-LAST:], "earlier")

    def _units(self, tokens: Iterable[Token], step: str) -> Iterator[CountedUnit]:
        yield from (CountedUnit.of(t, step) for t in tokens if _ends_phrase(t) and not self._is_of_number(t))

    def _is_of_number(self, token: Token) -> bool:
        """Whether a word is part of a number, such as `dozens`."""
        return any(p.start <= token.idx < p.end for p in self.before)

    @cached_property
    def evidence(self) -> tuple[str, ...]:
        """What is said of the number, whatever it counts."""
        doc, first, end = self.span.doc, self.span.start, self.span.end
        before = ["^", "^", *(t.lower_ for t in doc[max(self.sentence.start, first - BEFORE) : first])]
        after = [*(t.lower_ for t in doc[end : end + 2]), "$", "$"]
        last, share = self.before[-1] if self.before else None, self.share
        return (
            f"before={before[-1]}", f"words before={before[-2]} {before[-1]}", f"after={after[0]}",
            f"words after={after[0]} {after[1]}", f"tag after={doc[end].tag_ if end < len(doc) else ''}",
            f"verb={self.verb.lemma_}", f"role={self.span.root.dep_} {self.head.dep_}",
            f"under={self.head.head.lemma_}", f"rule={self.found.step} {bool(self.found.unit)}",
            f"last={last and (last.kind, last.start >= self.sentence.start_char, bool(last.unit))}",
            f"share={share and (bool(share.unit), share.start >= self.sentence.start_char)}",
            *(f"said={word}" for word in _SAID if word in before),
        )  # fmt: skip

    def speaks_for(self, counted: CountedUnit) -> tuple[str, ...]:
        """Features of a candidate: as a word, by what was counted before, by its place, and with the number's own."""
        if not counted.unit:
            return tuple(f"none {self.sign} {each}" for each in ("", *self.evidence))
        word = last_word(counted.unit)
        known = [name for name, unit in self._known() if last_word(unit) == word]
        times = min(3, sum(last_word(p.unit) == word for p in self.before))
        where = self._where(counted.noun) if counted.noun is not None else "nowhere"
        role = counted.noun.dep_ if counted.noun is not None else ""
        sort = f"{where} {role} {' '.join(known)}"
        its = [sort, f"word={word}", f"class={unit_class(counted.unit, 'cardinal')}", f"times={times}"]
        its += [f"known={known}", f"rule={'rule' in known} {self.found.step}"]
        its += [f"{each} {where}" for each in self._by_place(counted.noun, where)] if counted.noun is not None else []
        for group in (sort, *known):
            its += [f"{group} | {each}" for each in self.evidence]
        return tuple(f"{self.sign} {each}" for each in its)

    def _known(self) -> Iterator[tuple[str, str]]:
        """The units that a candidate may repeat."""
        yield "rule", self.found.unit
        yield "last", self.before[-1].unit if self.before else ""
        yield "share", self.share.unit if self.share else ""

    def _where(self, noun: Token) -> str:
        if noun.i >= self.span.end:
            return "after"
        if noun.i >= self.sentence.start:
            return "before"
        return "sentence before" if noun.sent.end == self.sentence.start else "far"

    def _by_place(self, noun: Token, where: str) -> Iterator[str]:
        """How a noun stands to the number, and in its own phrase."""
        governor = noun.head if noun.dep_ == "pobj" else None
        above = governor.head.lemma_ if governor else ""
        yield from (f"tag={noun.tag_}", f"dep={noun.dep_}", f"number={any(t.dep_ == 'nummod' for t in noun.lefts)}")
        yield f"preposition={governor.lower_ if governor else ''} {above}"
        yield f"of whole={above in _OF_WHOLE} {governor.lower_ if governor else ''}"
        yield f"determiner={next((t.lower_ for t in noun.lefts if t.dep_ in ('det', 'poss')), '')}"
        yield f"distance={max(d for d in _DISTANCES if d <= max(1, abs(noun.i - self.span.start)))}"
        if noun.dep_ in SUBJECTS:
            yield f"subject of={noun.head.lemma_}"
        if where in ("before", "after"):
            yield from self._by_path(noun)

    def _by_path(self, noun: Token) -> Iterator[str]:
        """The parse and the words between a noun of the sentence and the number."""
        gap = self.span.doc[noun.i + 1 : self.span.start] or self.span.doc[self.span.end : noun.i]
        words = [t.lower_ for t in gap]
        between = path_between(self.span.root, noun)
        yield f"path={' ^ '.join(' '.join(t.dep_ for t in side) for side in between[:2]) if between else ''}"
        yield f"nouns between={min(6, sum(_ends_phrase(t) for t in gap))}"
        yield f"same verb={clause_verb(noun) is self.verb} {noun.dep_}"
        yield f"verb={self.verb.lemma_ if clause_verb(noun) is self.verb else ''} {noun.dep_}"
        yield from (f"between={mark}" for mark in _MARKS if mark in words)
        if len(words) < 4:
            yield f"gap={' '.join(words)}"


def _ends_phrase(token: Token) -> bool:
    """Whether a word is a noun that modifies no noun after it."""
    modifier = token.dep_ in ("compound", "nmod", "amod", "npadvmod", "nummod") and token.head.i > token.i
    return (
        token.pos_ in NOMINAL and token.text[:1].isalpha() and token.lower_ not in ("cent", "percent") and not modifier
    )
