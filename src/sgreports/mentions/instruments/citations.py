"""Resolutions, decisions and document symbols as they are cited: one candidate for each member of a list.

The span runs over organ, noun and number as far as they are contiguous; in a list the members after the first are the
number alone (GUIDELINES, INSTRUMENT). A number whose organ neither its form, phrase nor sentence shows is left
open: entity None, for open_citations.py to resolve. A pinpoint (`paragraph 4 of`) stays outside the span.
"""

import re
from collections.abc import Iterable, Iterator

from sgreports.knowledge.layout.symbols import ROMAN_SESSION, read_number, symbol_book, symbol_kind
from sgreports.knowledge.statements.quantities import calendar
from sgreports.mentions.candidate import Candidate
from sgreports.mentions.instruments.citation_organs import (
    PHRASE,
    named_organ,
    organ_of,
    organ_words,
    sentence,
    symbol_of,
)
from sgreports.mentions.instruments.document_symbols import symbols
from sgreports.parsing.unit import Unit

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
_PART = r"(?:\s?[A-HJ-Z](?:(?=\.$)|(?![\w’'/.-])(?:(?=[,;.)\]:”]|$)|(?=\s(?![A-Z][a-z])))))?"
NUMBER = (
    r"(?:"
    r"\d{1,4}\s?\(\s?(?:1[89]|20)\d{2}(?:\s?\)|[1l](?=[\s,;.]))"  # a scan may have 1 for the bracket
    rf"|\d{{1,4}}(?:\s?[A-Z])?\s?{ROMAN_SESSION}{_PART}"
    rf"|(?:ES-|S-)\d{{1,2}}/\s?\d{{1,3}}{_PART}"
    r"|(?:19|20)\d{2}/\s?\d{1,3}(?![\d/])(?:\s[A-H](?=[,;.)]|\s[a-z]))?"
    rf"|\d{{1,3}}/\s?\d{{1,3}}(?![\d/]){_PART}"
    r"|[A-Z]{2,5}/?\d{1,4}[./]\d{1,3}(?:\.\d+)?(?![\d/])"
    r"|\d{1,2}/[A-Z]{2,4}\.\d{1,2}"
    r"|[IVX]+/\d{1,2}(?!\d)|[A-Z]{2,5}/\d{4}/\d{1,3}"
    r"|\d{1,3}\.\d{1,2}(?!\d|\.\d)(?!\s(?:per|million|billion))"
    r"|(?<!\d)\d{1,4}(?![\d/,.]\d|\w|\sof\sthe\s\d|\s(?:per|years|days|million)\b)"
    r")"
)
_REACH = 90
OPEN = "citation-open"
_NOUN = r"(?:[Rr]e\wolutions?|[Dd]ecisions?|RESOLUTIONS?)"
_HEAD = re.compile(rf"(?:(?P<organ>{PHRASE})\s)?(?<![\w-])(?P<noun>{_NOUN})\s(?:No\.\s?)?(?P<number>{NUMBER})")
_HAS_NOUN = re.compile(_NOUN)
_MONTH = rf"(?:{'|'.join(calendar().months)})"
_BETWEEN = (
    rf"(?:\s(?:of|dated)\s(?:\d{{1,2}}(?:\sand\s\d{{1,2}})?\s)?{_MONTH}(?:\s\d{{4}})?)?"
    r"(?:\s\([^()]{0,60}\))?(?:,?\s(?:paras?\.|paragraphs?|sect(?:ion|\.))\s[\dIVX]+(?:\s?[-–]\s?\d+)?)?"
)
_NEXT = re.compile(
    rf"{_BETWEEN}(?:\*+)?(?:,?\s(?:and|or|to|through|as well as)\s|,\s|;\s|\s?[–-]\s?)(?P<number>{NUMBER})"
)
_LATER = re.compile(rf"(?:(?!resolution|decision)[^;.])*?(?:\sand\s|,\s)(?P<number>{NUMBER})(?=[\s,;.)])")
_LONE = re.compile(rf"(?<![\w/.,$-])(?P<number>{NUMBER})")
_JUST = max(map(len, symbol_book().not_cited)) + 1  # characters that hold the word right before a noun
_NOT_CITED = re.compile(rf"\b(?:{'|'.join(symbol_book().not_cited)})\s$", re.IGNORECASE)


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
    taken: set[int] = set()
    for candidate, at in _listed(unit):
        taken.add(at)
        yield candidate
    yield from _lone(text, taken)


def _listed(unit: Unit) -> Iterator[tuple[Candidate, int]]:
    """The citations after a noun, with where each number begins."""
    text = unit.text
    if not _HAS_NOUN.search(text):  # a fiftieth of the time that the expression takes to find nothing
        return
    for head in _HEAD.finditer(text):
        if _NOT_CITED.search(text, max(0, head.start("noun") - _JUST), head.start("noun")):
            continue
        end = head.end()
        start = head.end("organ") - len(organ_words(head["organ"])) if head["organ"] else head.start()
        numbers = [head.span("number")]
        while more := _next(text, end, numbers[-1], head):
            end = more.end()
            numbers.append(more.span("number"))
        for at, stop in numbers:
            yield _citation(unit, head, start if at == numbers[0][0] else at, at, stop), at


def _next(text: str, end: int, last: tuple[int, int], head: re.Match[str]) -> re.Match[str] | None:
    """The next member of the list: contiguous, or after a plural noun later in the sentence (`46/91 on X and 47/5`)."""
    form = read_number(text[slice(*last)]).form
    more = _NEXT.match(text, end)
    if more is None and head["noun"].endswith("s") and form in ("session", "yearly"):
        more = _LATER.match(text, end, sentence(text, end)[1])
    return more if more and _same_series(form, read_number(more["number"]).form) else None


def _citation(unit: Unit, head: re.Match[str], start: int, at: int, stop: int) -> Candidate:
    number = read_number(unit.text[at:stop])
    noun = "decision" if head["noun"][0] in "dD" else "resolution"
    named = named_organ(head["organ"], number) if head["organ"] else None
    entity = symbol_of(named or organ_of(unit.text, start, stop, number), noun, number)
    return Candidate(
        "INSTRUMENT", start, stop, "citation" if entity else OPEN, entity, "resolution",
        pinpoint=pinpoint(unit.text, start, stop), score=0.97 if entity else 0.8,
        issue=None if entity else "no organ is named with this number",
    )  # fmt: skip


def _lone(text: str, taken: set[int]) -> Iterator[Candidate]:
    """Numbers with a year that are the Security Council's by its yearly lists (`795 (1992)` after other words)."""
    for match in _LONE.finditer(text):
        number = read_number(match["number"])
        if match.start() in taken or number.form != "dated" or not number.year:
            continue
        if symbol_book().council_year(int(number.plain)) == number.year:
            yield Candidate(
                "INSTRUMENT", match.start(), match.end(), "citation-number",
                symbol_of("sc", "resolution", number), "resolution", score=0.85,
                pinpoint=pinpoint(text, match.start(), match.end()),
            )  # fmt: skip


def _same_series(a: str, b: str) -> bool:
    """Whether numbers of these two forms can stand in one list."""
    return a == b or {a, b} <= {"session", "roman", "yearly"}


def pinpoint(text: str, start: int, end: int) -> str | None:
    """What stands right before (`paragraph 4 of`) or after (`, annex I`) the span, as printed; None if nothing does."""
    after = _AFTER.match(text, end)
    if after:
        return after["place"]
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    return before["place"] if before else None
