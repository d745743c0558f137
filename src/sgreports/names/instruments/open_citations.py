"""The organs of citations that their sentence does not name: from the rest of the report, then its own organ."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sgreports.knowledge.citations.organs import named_organ, sentence, symbol_of
from sgreports.knowledge.citations.resolutions import NUMBER
from sgreports.knowledge.layout.symbols import Number, Organ, read_number, symbol_book
from sgreports.names.candidate import Candidate
from sgreports.names.instruments.citations import OPEN
from sgreports.parsing.unit import Unit

Found = list[list[Candidate]]
_CITED = re.compile(rf"(?P<number>{NUMBER})$")
_COMMISSION = re.compile("|".join(re.escape(n) for o in symbol_book().organs for n in o.names if "Commission" in n))
_NOUN = re.compile("resolution|decision", re.IGNORECASE)
_ITS_COMMISSION = re.compile(r"\bCommission\b")
_LEAST_BARE = 100  # smaller bare numbers are those of a conference or a commission


def resolve_citations(units: Sequence[Unit], found: Found) -> Found:
    """Gives the open citations a normal form, source `coref`; those that stay open keep None and their issue."""
    known = dict(_resolved_citations(units, found))
    commissions = list(_commissions(units))
    return [
        [r for c in candidates if (r := _resolved(unit, c, known, commission) if c.rule == OPEN else c)]
        for unit, candidates, commission in zip(units, found, commissions, strict=True)
    ]


def _commissions(units: Sequence[Unit]) -> Iterator[str | None]:
    """For each paragraph the commission that was last named in full, its own included: what `the Commission` is."""
    last = None
    for unit in units:
        for match in _COMMISSION.finditer(unit.text):
            last = match.group()
        yield last


def _resolved_citations(units: Sequence[Unit], found: Found) -> Iterator[tuple[tuple[str, str], str]]:
    """(noun, number) → normal form of the resolved citations, the last mention in the report first."""
    for unit, candidates in reversed(list(zip(units, found, strict=True))):
        for c in reversed(candidates):
            if c.rule.startswith("citation") and c.entity and (number := _number(unit, c)):
                yield (_noun(unit, c), number.written), c.entity
                yield (_noun(unit, c), number.plain), c.entity


def _number(unit: Unit, c: Candidate) -> Number | None:
    match = _CITED.search(unit.text[c.start : c.end])
    return read_number(match["number"]) if match else None


def _noun(unit: Unit, c: Candidate) -> str:
    """The noun that was said last, up to the citation's end; `resolution` where none was."""
    said = _nouns(unit.text)
    last = bisect_right(said, c.end, key=re.Match.end)
    return said[last - 1].group().lower() if last else "resolution"


@lru_cache(maxsize=8)
def _nouns(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_NOUN.finditer(text))


@lru_cache(maxsize=8)
def _names_commission(text: str, start: int, end: int) -> bool:
    """Whether a sentence of a text, from `start` to `end`, names a commission; one of a long list is read once."""
    return _ITS_COMMISSION.search(text, start, end) is not None


def _resolved(unit: Unit, c: Candidate, known: dict[tuple[str, str], str], commission: str | None) -> Candidate | None:
    """The candidate with its normal form; None for a bare number that is no citation."""
    number, noun = _number(unit, c), _noun(unit, c)
    if number is None:
        return c
    entity = known.get((noun, number.written))
    if entity:
        return replace(c, entity=entity, source="coref", score=0.9, issue=None)
    if number.form == "bare" and (noun == "decision" or int(number.written) < _LEAST_BARE):
        return None
    if _names_commission(unit.text, *sentence(unit.text, c.start)):
        key = named_organ(commission, number) if commission else None
    else:
        organ = own_organ(unit, number, noun)
        key = organ.key if organ else None
    entity = symbol_of(key, noun, number) if key else None
    return replace(c, entity=entity, source="coref", score=0.8, issue=None) if entity else c


def own_organ(unit: Unit, number: Number, noun: str) -> Organ | None:
    """The organ that the report is written for where it numbers its texts so, else the main organ that does."""
    symbols = unit.report.masthead.symbols or (unit.report.document,)
    book = symbol_book()
    own = max(
        (o for o in book.organs if any(s.startswith(f"{o.prefix}/") for s in symbols)),
        key=lambda o: len(o.prefix), default=None,
    )  # fmt: skip
    if own and own.numbers_so(number) and (own.resolution or noun == "decision"):
        return own
    return book.main_organ(number)
