"""What character recognition means for mentions: unsure letters lower scores, a misread number is no other text."""

import re
from dataclasses import replace

from sgreports.knowledge.layout.symbols import symbol_book
from sgreports.mentions.candidate import Candidate
from sgreports.model.report import Paragraph

_SURE = 0.9  # confidence from which a word is as good as one that was typed
_WEIGHT = 0.5  # of the score that is lost where recognition is not sure at all
_COUNCIL = re.compile(r"S/RES/(?P<number>\d+)\((?P<year>\d{4})\)")


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
    adopted = book.council_year(number)
    return adopted == year if adopted else year >= book.first_year + len(book.last)
