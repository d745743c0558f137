"""The grammar of document symbols: `A/79/616-S/2024/839`, `S/25812 and Add.1`, `A/78/5 (Vol. I)`.

A symbol is a series root and elements after strokes; a bracketed part (`(Vol. I)`, `(Sect. 9)`) belongs to it. A space
after a stroke is what a line break left. Old scans print `l` for `1` (`Add.l`): the normal form says `1`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sgreports.knowledge.layout.symbols import root_pattern, symbol_book, whole_resolution

_BOOK = symbol_book()
_ROOT = root_pattern()
_TAIL = r"(?:Add|Rev|Corr|Amend|Summary)\.\s?[\dlI]{1,3}(?:\s?[-–]\s?\d{1,2}(?![\w/]))?"
_PART = (
    r"\s?\((?:Vol|Sect|Part|Supp|Annex|supp)\.?(?:\s?[IVXL\d]+)?\)"
    r"|\s?\((?:19|20)\d\d\)|(?:\s?[A-Z])?\s?\((?:S-|ES-)?[IVXLC]+\)|(?<=\d)\s[A-H](?![\w’'])(?=[,;.)]|\s[a-z]|$)"
)
_WORD = (  # a special session; organs that meet together; any other element
    r"(?:(?:ES|S)-\d{1,2}(?=/)|[A-Z]{2,}(?:-[A-Z]{2,})+"
    r"|[A-Z0-9][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*(?:-\d+(?!\d|/(?!Add|Corr|Rev)))?(?:\([A-Za-z0-9.]+\))?)"
)
_ELEMENT = rf"/\s?(?:{_TAIL}|(?<=/){_WORD}|(?<=/ )(?:\d[\d.]*|RES|PRST|Add|Rev|Corr)\b)"
SYMBOL = rf"(?>(?:{_ROOT})(?:{_ELEMENT})++(?:(?:{_PART})(?:{_ELEMENT})*+)?)"
_JOINT = re.compile(rf"(?<![\w/.-]){SYMBOL}(?:\s?[-–—]\s?{SYMBOL})*")
_SPLIT = re.compile(rf"(?<![A-Z]{{2}})\s?[-–—]\s?(?={SYMBOL})")
_MORE = re.compile(
    rf"(?:\s?\*+)?(?:, and|, | and | & |-|–|, as well as )({_TAIL}|\d{{1,2}}(?![\w/]|\s*+(?:per|[A-Z]|\()))"
)
_YEARLY = re.compile(r"([A-Z]+(?:/PRST)?/(?:(?:19|20)\d\d|\d\d)/)\d{2,4}")
_NEXT_NUMBER = re.compile(r"(?:, and|,| and) (\d{2,4})(?=[),.;]| and \d{2,4}[),.;])(?!,\d)")
_ADDENDA = re.compile(r"(.*(?:Add|Corr|Rev)\.)(\d+)[-–](\d+)$")
_LETTER_ONE = re.compile(r"((?:Add|Rev|Corr|Amend)\.)([lI])")


@dataclass(frozen=True, slots=True)
class FoundSymbol:
    """A symbol in a text: where it stands and its normal form."""

    start: int
    end: int
    entity: str


def symbols(text: str) -> Iterator[FoundSymbol]:
    """The symbols of a text in order, each `and Add.1` after one as a symbol of its own."""
    for match in _JOINT.finditer(text):
        span = match.group().rstrip(".-")
        parts = [normal_symbol(part) for part in _SPLIT.split(span)]
        if not all(map(is_plausible_symbol, parts)):
            continue
        end = match.start() + len(span)
        yield FoundSymbol(match.start(), end, "+".join(addenda(parts)))
        yield from _additions(text, end, parts[0])
        yield from _numbers(text, end, parts)


def _additions(text: str, end: int, base: str) -> Iterator[FoundSymbol]:
    """`Add.1`, `Corr. 1 and 2` that follow a symbol and share its stem; a bare number needs a named one before it."""
    stem, name = base, _tail_name(base)
    while more := _MORE.match(text, end):
        tail = normal_symbol(more.group(1))
        if tail.isdigit():
            if name is None:
                return
            tail = f"{name}.{tail}"
        elif name is not None and stem == base:
            stem = base.rpartition("/")[0]
        name, end = tail.partition(".")[0], more.end()
        yield FoundSymbol(more.start(1), end, "+".join(addenda([f"{stem}/{tail}"])))


def _numbers(text: str, end: int, parts: list[str]) -> Iterator[FoundSymbol]:
    """Bare numbers of the same series and year: `S/1996/155 and 156`."""
    series = _YEARLY.fullmatch(parts[0]) if len(parts) == 1 else None
    while series and (more := _NEXT_NUMBER.match(text, end)):
        end = more.end()
        yield FoundSymbol(more.start(1), end, f"{series[1]}{more.group(1)}")


def _tail_name(symbol: str) -> str | None:
    name = symbol.rpartition("/")[2].partition(".")[0]
    return name if name in ("Add", "Corr", "Rev") else None


def normal_symbol(symbol: str) -> str:
    """Without spaces, line breaks and the misread figure one; parts with a Roman session as their whole."""
    return whole_resolution(_LETTER_ONE.sub(r"\g<1>1", re.sub(r"\s", "", symbol)))


def addenda(parts: list[str]) -> list[str]:
    """The parts with a range of addenda written out: `S/1/Add.1-3` is three documents."""
    return [one for part in parts for one in _range(part)]


def _range(symbol: str) -> list[str]:
    match = _ADDENDA.match(symbol)
    if match is None:
        return [symbol]
    return [f"{match[1]}{n}" for n in range(int(match[2]), int(match[3]) + 1)] or [symbol]


def is_plausible_symbol(symbol: str) -> bool:
    """Whether it can be a symbol: a figure in it, and as many elements as its series has at least."""
    root, *elements = symbol.split("/")
    if not any(c.isdigit() for c in symbol) or not elements:
        return False
    if root in _BOOK.flat and len(elements) == 1:
        return re.fullmatch(r"(?!19\d\d$|20\d\d$)(?:PV\.|INF\.?)?\d{3,5}(?:\([\w.]+\))?", elements[0]) is not None
    return len(elements) > 1 or root not in _BOOK.deep
