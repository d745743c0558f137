"""Resolutions, decisions and document symbols as candidates, each with its pinpoint (`paragraph 4 of`), which stays
outside the span. A citation whose organ is not named is left open: entity None, for open_citations.py to resolve.
"""

import re
from collections.abc import Iterable

from sgreports.knowledge.citations.document_symbols import symbols
from sgreports.knowledge.citations.resolutions import Resolution, resolutions
from sgreports.knowledge.layout.symbols import symbol_kind
from sgreports.names.candidate import Candidate
from sgreports.parsing.unit import Unit

OPEN = "citation-open"
_UNIT = (
    r"(?:paras?\.|paragraphs?|sections?|sects?\.|annex(?:es)?|articles?|arts?\.|parts?|chapters?|chap\.|pp?\.|pages?"
    r"|enclosures?|appendix|rules?|subparagraphs?|tables?|figures?|recommendations?)"
)
_PLACE = r"(?>(?:[IVXLC]+(?:\.[A-Z])?+(?!\w)|\d++(?:\.\d+)*+|[A-Z](?!\w))(?:\s?\([a-z0-9]+\))*+)"
_LIST = rf"{_PLACE}(?:(?:,\s|\sand\s|\sto\s|\sor\s|\s?[-–]\s?){_PLACE})*+"
_ONE = rf"(?:operative\s|preambular\s)?{_UNIT}(?:\s{_LIST})?"
_BEFORE = re.compile(
    rf"(?<![\w])(?P<place>{_ONE}(?:,?\s(?:and\s)?(?:of\s(?:the\s)?)?{_ONE})*)"
    r"\s(?:of|to|in)\s(?:(?:the|its|his|my|that|document|annex\sto|report)\s)*$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\)?,?\s\(?(?P<place>{_ONE}(?:(?:,\s|\sand\s|,\sand\s){_ONE})*)(?![\w])")
_REACH = 90


def find_citations(unit: Unit) -> Iterable[Candidate]:
    """Every resolution, decision and document symbol of the paragraph."""
    text = unit.text
    yield from (
        Candidate(
            "INSTRUMENT", s.start, s.end, "document-symbol", s.entity, symbol_kind(s.entity), score=0.98,
            pinpoint=pinpoint(text, s.start, s.end),
        )
        for s in symbols(text)
    )  # fmt: skip
    yield from (_candidate(text, found) for found in resolutions(text))


def _candidate(text: str, found: Resolution) -> Candidate:
    rule = "citation-number" if found.alone else "citation" if found.symbol else OPEN
    return Candidate(
        "INSTRUMENT", found.start, found.end, rule, found.symbol, "resolution",
        score=0.85 if found.alone else 0.97 if found.symbol else 0.8, pinpoint=pinpoint(text, found.start, found.end),
        issue=None if found.symbol else "no organ is named with this number",
    )  # fmt: skip


def pinpoint(text: str, start: int, end: int) -> str | None:
    """What stands right before (`paragraph 4 of`) or after (`, annex I`) the span, as printed; None if nothing does."""
    after = _AFTER.match(text, end)
    if after:
        return after["place"]
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    return before["place"] if before else None
