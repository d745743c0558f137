"""Resolutions, decisions and document symbols as they are cited: one candidate for each member of a list.

The span runs over organ, noun and number as far as they are contiguous; in a list the members after the first are the
number alone (GUIDELINES, INSTRUMENT). A number whose organ neither it nor its phrase nor its sentence tells is left
open: entity None, for `instrument_discourse` to resolve.
"""

import re
from collections.abc import Iterable, Iterator

from sgreports.finding.candidate import Candidate
from sgreports.finding.citations_numbers import NUMBER, Number, read_number
from sgreports.finding.citations_organs import PHRASE, named_organ, organ_of, symbol_of
from sgreports.finding.citations_pinpoint import pinpoint
from sgreports.finding.citations_symbols import symbols
from sgreports.finding.context import Unit
from sgreports.knowledge.symbols import symbol_book

OPEN = "citation-open"
_NOUN = r"(?:[Rr]esolutions?|[Dd]ecisions?|RESOLUTIONS?)"
_HEAD = re.compile(rf"(?:(?P<organ>{PHRASE})\s)?(?<![\w-])(?P<noun>{_NOUN})\s(?:No\.\s?)?(?P<number>{NUMBER})")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_BETWEEN = (
    rf"(?:\s(?:of|dated)\s(?:\d{{1,2}}(?:\sand\s\d{{1,2}})?\s)?{_MONTH}(?:\s\d{{4}})?)?"
    r"(?:\s\([^()]{0,60}\))?(?:,?\s(?:paras?\.|paragraphs?|sect(?:ion|\.))\s[\dIVX]+(?:\s?[-–]\s?\d+)?)?"
)
_NEXT = re.compile(
    rf"{_BETWEEN}(?:\*+)?(?:,?\s(?:and|or|to|through|as well as)\s|,\s|;\s|\s?[–-]\s?)(?P<number>{NUMBER})"
)
_LONE = re.compile(rf"(?<![\w/.,$-])(?P<number>{NUMBER})")
_DRAFT = re.compile(r"\b(?:[Dd]raft|joint|[Cc]ourt)\s$")


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


def symbol_kind(entity: str) -> str:
    """`resolution` for the symbol of a resolution, decision or presidential statement, else `document`."""
    return "resolution" if re.search(r"/(?:RES|DEC|PRST)/", entity) else "document"


def _listed(unit: Unit) -> Iterator[tuple[Candidate, int]]:
    """The citations after a noun, with where each number begins."""
    text = unit.text
    for head in _HEAD.finditer(text):
        if _DRAFT.search(text, 0, head.start("noun")):
            continue
        end, start = head.end(), head.start()
        numbers = [(head.start("number"), end)]
        while more := _NEXT.match(text, end):
            if not _same_series(text[slice(*numbers[-1])], more.group("number")):
                break
            end = more.end()
            numbers.append(more.span("number"))
        for at, stop in numbers:
            yield _citation(unit, head, start if at == numbers[0][0] else at, at, stop), at


def _citation(unit: Unit, head: re.Match[str], start: int, at: int, stop: int) -> Candidate:
    number = read_number(unit.text[at:stop])
    noun = "decision" if head["noun"][0] in "dD" else "resolution"
    organ = named_organ(head["organ"], number) if head["organ"] else organ_of(unit.text, start, stop, number)
    entity = symbol_of(organ, noun, number) if organ else None
    return Candidate(
        "INSTRUMENT", start, stop, "citation" if entity else OPEN, entity, "resolution",
        pinpoint=pinpoint(unit.text, start, stop), score=0.97 if entity else 0.8,
        issue=None if entity else "the organ is not said",
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


def _same_series(first: str, second: str) -> bool:
    """Whether two numbers can be of one list: same way of numbering."""
    a: Number = read_number(first)
    b: Number = read_number(second)
    return a.form == b.form or {a.form, b.form} <= {"session", "roman", "yearly"}
