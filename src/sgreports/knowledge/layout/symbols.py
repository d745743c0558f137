"""Series of document symbols, organs and the numbering of their resolutions: data/symbols.toml."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sgreports.knowledge.data_files import any_of, toml_data, toml_model
from sgreports.model.base import Frozen

ROMAN_SESSION = r"\((?:S-|ES-)?[IVXLC]+\)"
_YEAR = re.compile(r"[A-Z].*?(?:/((?:19|20)\d\d)(?=/|$)|\(((?:19|20)\d\d)\))")
_SESSION_0 = 1945  # the General Assembly's session 79 began, as sessions do, in September, of 2024
_SESSION = re.compile(r"A/(?:C\.\d/|RES/|DEC/)?(\d{2})/")
_FORMS = (
    ("dated", re.compile(r"\d{1,4}\((?P<year>\d{4})\)")),
    ("roman", re.compile(rf"\d{{1,4}}{ROMAN_SESSION}")),
    ("yearly", re.compile(r"(?:19|20)\d\d/\d{1,3}[A-Z]?")),
    ("session", re.compile(r"(?:ES-|S-)?\d{1,3}/\d{1,3}[A-Z]?")),
    ("decimal", re.compile(r"\d{1,3}\.\d{1,2}|WHA\d+\.\d+")),
    ("bare", re.compile(r"\d{1,4}")),
    ("own", re.compile(r"(?:EC|C)-.+/DEC\.\d+")),
)
_MISREAD = re.compile(r"(\(\d{4})[1l]$")
_PART = re.compile(rf"(?<=\d)[A-Z](?P<before>{ROMAN_SESSION})$|(?P<session>{ROMAN_SESSION})[A-Z]$")
_ADOPTED = re.compile(r"/(?:RES|DEC|PRST)/")


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a resolution or decision without spaces; `form` is one of an organ's, own (says it), or other."""

    written: str
    form: str
    year: int | None = None

    @property
    def plain(self) -> str:
        """What stands before a bracket."""
        return self.written.partition("(")[0]


class Organ(Frozen):
    """An organ that numbers its texts. `{n}` in `resolution` and `decision` is the number without spaces.

    `forms` are the ways of numbering: session (`69/150`), yearly (`2016/27`), dated (`1701 (2006)`), bare (`1701`),
    roman (`57 (I)`), decimal (`69.5`). `numbers` is a pattern of all its numbers, where the forms allow for more.
    """

    key: str
    names: tuple[str, ...]
    prefix: str
    forms: tuple[str, ...]
    numbers: re.Pattern[str] | None = None
    resolution: str | None = None
    decision: str | None = None

    def numbers_so(self, number: Number) -> bool:
        """Whether the organ numbers its texts that way."""
        if number.form in ("decimal", "other"):
            return self.resolution is None
        return number.form in self.forms and (self.numbers is None or bool(self.numbers.fullmatch(number.written)))


class CouncilYears(Frozen):
    """The last resolution of the Security Council in each year from the first one on."""

    first_year: int
    last: tuple[int, ...]


class SymbolBook(Frozen):
    """The data of the citation grammar."""

    roots: tuple[str, ...]
    deep: frozenset[str]
    flat: frozenset[str]
    openers: tuple[str, ...]
    not_cited: tuple[str, ...]
    organs: tuple[Organ, ...]
    security_council: CouncilYears

    def council_year(self, number: int) -> int | None:
        """The year in which the Security Council adopted its resolution `number`; None for one after the table."""
        first, last = self.security_council.first_year, self.security_council.last
        at = bisect_left(last, number)
        return first + at if number > 0 and at < len(last) else None

    def organ(self, key: str) -> Organ:
        """The organ with that key; KeyError if there is none."""
        return {organ.key: organ for organ in self.organs}[key]

    def main_organ(self, number: Number) -> Organ | None:
        """The first of Assembly, Security Council and Economic and Social Council that numbers its texts so."""
        return next((o for o in self.organs if o.key in ("ga", "sc", "ecosoc") and o.numbers_so(number)), None)

    def resolution_symbol(self, organ: Organ, noun: str, number: Number) -> str | None:
        """The symbol of an organ's resolution or decision: `A/RES/671(XXV)`; None where it has no such texts, or for
        a number of the Security Council whose year is not known."""
        form = organ.decision if noun == "decision" else organ.resolution
        if form is None or organ.key != "sc" or number.form == "dated":
            return form and form.format(n=number.written)
        year = self.council_year(int(number.written)) if number.form == "bare" else None
        return form.format(n=f"{number.written}({year})") if year else None


def read_number(text: str) -> Number:
    """The number as docs.un.org writes it: `671(XXV)` of `671 A (XXV)`, `1701(2006)`, `52/211B`."""
    written = whole_resolution(_MISREAD.sub(r"\1)", re.sub(r"\s", "", text)))
    for form, pattern in _FORMS:
        if match := pattern.fullmatch(written):
            return Number(written, form, int(match["year"]) if form == "dated" else None)
    return Number(written, "other")


def whole_resolution(number: str) -> str:
    """A number or symbol without the part of a resolution that has its session in Roman numerals: docs.un.org has all
    parts under `671(XXV)`."""
    return _PART.sub(lambda found: found["before"] or found["session"], number)


def symbol_kind(symbol: str) -> str:
    """`resolution` for the symbol of a resolution, decision or presidential statement, else `document`."""
    return "resolution" if _ADOPTED.search(symbol) else "document"


def symbol_year(symbol: str) -> int | None:
    """The year that a symbol names, by itself or by the session of the General Assembly; None where it names none."""
    if found := _YEAR.match(symbol):
        return int(found[1] or found[2])
    session = _SESSION.match(symbol)
    return _SESSION_0 + int(session[1]) if session else None


def allowed_years(symbol: str) -> tuple[int, int] | None:
    """The first and last year that a text with this symbol can be of; None where the symbol names no year.

    A session ends a year later; a document, unlike what an organ adopts, may be dated a year before or after.
    """
    year = symbol_year(symbol)
    if year is None:
        return None
    slack = 0 if symbol_kind(symbol) == "resolution" else 1
    return year - slack, year + slack + (_SESSION.match(symbol) is not None)


@lru_cache(maxsize=1)
def symbol_book() -> SymbolBook:
    """The packaged book, loaded once a process."""
    return toml_model("symbols.toml", SymbolBook)


@lru_cache(maxsize=1)
def root_pattern() -> str:
    """A pattern for the root of a symbol, the longest first, for the grammars of covers and of citations."""
    return any_of(symbol_book().roots)


class MisreadSymbols(Frozen):
    """The pattern of a symbol of the Security Council with a misread root, and the letters read for digits."""

    root: re.Pattern[str]
    digits: dict[str, str]
    examples: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def misread_symbols() -> MisreadSymbols:
    """The packaged data, loaded once a process."""
    data: dict[str, Any] = toml_data("misread.toml")
    return MisreadSymbols(
        root=re.compile(
            rf"(?<![\w/$.])(?<![A-Za-z]-)(?:{any_of(data['council_root'])})/(?={data['council_rest']}(?![\w]))"
        ),
        digits=data["digits"],
        examples=tuple((row["read"], row["printed"]) for row in data["examples"]),
    )
