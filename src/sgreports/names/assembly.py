"""Finds the mentions of a report: local finders, one overlap policy, then steps that need the whole report.

A local finder reads one paragraph: `(Unit) -> Iterable[Candidate]`. A discourse step reads all of them in order and
returns a whole new list: `(units, found) -> found`, where `found[i]` are the candidates of `units[i]`. Of a recognized
text unsure letters lower scores, and a misread number is no other text.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sgreports.knowledge.calibration import share_right
from sgreports.knowledge.layout.symbols import symbol_book
from sgreports.model.base import Issue
from sgreports.model.facts import Mention
from sgreports.model.report import Paragraph
from sgreports.names.bodies.kinds import with_kinds
from sgreports.names.bodies.states import with_states
from sgreports.names.candidate import Candidate
from sgreports.names.overlap import resolve
from sgreports.parsing.unit import Unit

_SURE = 0.9  # confidence from which a word is as good as one that was typed
_WEIGHT = 0.5  # of the score that is lost where recognition is not sure at all
_COUNCIL = re.compile(r"S/RES/(?P<number>\d+)\((?P<year>\d{4})\)")
Finder = Callable[[Unit], Iterable[Candidate]]
CandidateLists = list[list[Candidate]]
Step = Callable[[Sequence[Unit], CandidateLists], CandidateLists]


def find_candidates(units: Sequence[Unit], finders: Sequence[Finder], steps: Sequence[Step]) -> CandidateLists:
    """Everything that the finders propose and the discourse steps make of it, overlaps and all."""
    found: CandidateLists = [[c for finder in finders for c in finder(unit)] for unit in units]
    for step in steps:
        found = step(units, found)
    return found


def resolved_mentions(units: Sequence[Unit], found: CandidateLists) -> tuple[list[Mention], list[Issue]]:
    """The records of the candidates that the overlap policy keeps, and an issue for each unresolved normal form."""
    kept = [
        [without_misread_number(unit.paragraph, c) for c in resolve(candidates)]
        for unit, candidates in zip(units, found, strict=True)
    ]
    numbered = [(unit, c) for unit, candidates in zip(units, kept, strict=True) for c in candidates]
    mentions = described(units, [mention_of(unit, c, f"m{i}") for i, (unit, c) in enumerate(numbered, 1)])
    issues = [Issue(code="entity-unknown", detail=f"{m.text!r}: {c.issue or 'no normal form'}", paragraph=m.paragraph)
              for m, (_, c) in zip(mentions, numbered, strict=True) if m.entity is None]  # fmt: skip
    return mentions, issues


def described(units: Sequence[Unit], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with the kind and the State of each body, which need all mentions to resolve."""
    texts = {unit.paragraph.key: unit.text for unit in units}
    about = units[0].report.masthead.about_countries if units else ()
    return with_states(texts, with_kinds(texts, mentions, about), about)


def mention_of(unit: Unit, c: Candidate, name: str) -> Mention:
    """The record of a candidate that stands."""
    assert c.label is not None
    score = share_right(c.label, c.rule, c.score)
    return Mention(
        id=name, paragraph=unit.paragraph.key, label=c.label, start=c.start, end=c.end,
        text=unit.text[c.start : c.end], entity=c.entity, kind=c.kind, form=c.form,
        unit=c.unit, unit_from=c.unit_from, unit_score=c.unit_score, noun=c.noun,
        pinpoint=c.pinpoint, sentence=sentence_index(unit, c.start), source=c.source or f"rule:{c.rule}",
        score=round(score * score_share(unit.paragraph, c.start, c.end), 3) if unit.paragraph.recognized else score,
        value_min=c.value_min, value_max=c.value_max, comparator=c.comparator,
        year_start=c.year_start, year_end=c.year_end,
    )  # fmt: skip


def sentence_index(unit: Unit, offset: int) -> int:
    """Which sentence of the paragraph, from 0, holds the character at `offset`."""
    return bisect_right(unit.parse.sentences, offset, key=lambda s: s.end_char)


def score_share(paragraph: Paragraph, start: int, end: int) -> float:
    """The share of a mention's score that stands, by the least sure of its words: 1 from 0.9 on, 0.5 for 0."""
    words = [word.confidence for word in paragraph.recognized if word.start < end and word.end > start]
    return 1 - _WEIGHT * max(0.0, _SURE - min(words, default=1.0)) / _SURE


def without_misread_number(paragraph: Paragraph, candidate: Candidate) -> Candidate:
    """The candidate; where a resolution's number and year do not fit in a recognized text, without its normal form."""
    found = _COUNCIL.fullmatch(candidate.entity or "") if paragraph.recognized else None
    if found is None or _fit(int(found["number"]), int(found["year"])):
        return candidate
    issue = f"the Security Council adopted no resolution {found['number']} in {found['year']}; a digit is misread"
    return replace(candidate, entity=None, issue=issue)


def _fit(number: int, year: int) -> bool:
    """Whether the Security Council adopted the resolution that year; after the last year that is known, always."""
    book = symbol_book()
    adopted, council = book.council_year(number), book.security_council
    return adopted == year if adopted else year >= council.first_year + len(council.last)
