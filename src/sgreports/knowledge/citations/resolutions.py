"""Resolutions and decisions as they are cited: one for each member of a list.

The span runs over organ, noun and number as far as they are contiguous; in a list the members after the first are the
number alone (GUIDELINES, INSTRUMENT). A number whose organ neither its form, phrase nor sentence shows has no symbol.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sgreports.knowledge.citations.organs import PHRASE, named_organ, organ_of, organ_words, sentence, symbol_of
from sgreports.knowledge.layout.symbols import ROMAN_SESSION, Number, read_number, symbol_book
from sgreports.knowledge.statements.quantities import calendar

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
    r"|(?:EC|C)-(?:[MS]{1,2}-)?\d{1,3}/DEC\.\d{1,2}"  # of the OPCW
    r"|[IVX]+/\d{1,2}(?!\d)|[A-Z]{2,5}/\d{4}/\d{1,3}"
    r"|\d{1,3}\.\d{1,2}(?!\d|\.\d)(?!\s(?:per|million|billion))"
    r"|(?<!\d)\d{1,4}(?![\d/,.]\d|\w|\sof\sthe\s\d|\s(?:per|years|days|million)\b)"
    r")"
)
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


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution or decision as cited: its span, where its number begins, its noun, number and symbol, None where no
    organ is named; `alone` without a noun before it."""

    start: int
    end: int
    at: int
    noun: str
    number: Number
    symbol: str | None
    alone: bool = False


def resolutions(text: str) -> Iterator[Resolution]:
    """The resolutions and decisions that a text cites: those after a noun, then those without one."""
    listed = list(_listed(text))
    yield from listed
    yield from _alone(text, {found.at for found in listed})


def _listed(text: str) -> Iterator[Resolution]:
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
            yield _resolution(text, head, start if at == numbers[0][0] else at, at, stop)


def _next(text: str, end: int, last: tuple[int, int], head: re.Match[str]) -> re.Match[str] | None:
    """The next member of the list: contiguous, or after a plural noun later in the sentence (`46/91 on X and 47/5`)."""
    form = read_number(text[slice(*last)]).form
    more = _NEXT.match(text, end)
    if more is None and head["noun"].endswith("s") and form in ("session", "yearly"):
        more = _LATER.match(text, end, sentence(text, end)[1])
    return more if more and _same_series(form, read_number(more["number"]).form) else None


def _resolution(text: str, head: re.Match[str], start: int, at: int, stop: int) -> Resolution:
    number = read_number(text[at:stop])
    noun = "decision" if head["noun"][0] in "dD" else "resolution"
    named = named_organ(head["organ"], number) if head["organ"] else None
    symbol = symbol_of(named or organ_of(text, start, stop, number), noun, number)
    return Resolution(start, stop, at, noun, number, symbol)


def _alone(text: str, taken: set[int]) -> Iterator[Resolution]:
    """Numbers with a year that are the Security Council's by its yearly lists, or say their organ (`EC-94/DEC.2`)."""
    for match in _LONE.finditer(text):
        number = read_number(match["number"])
        own = number.form == "own"
        dated = number.year and symbol_book().council_year(int(number.plain)) == number.year
        if match.start() not in taken and (own or dated):
            symbol = symbol_of("" if own else "sc", "resolution", number)
            yield Resolution(match.start(), match.end(), match.start(), "resolution", number, symbol, alone=True)


def _same_series(a: str, b: str) -> bool:
    """Whether numbers of these two forms can stand in one list."""
    return a == b or {a, b} <= {"session", "roman", "yearly"}
