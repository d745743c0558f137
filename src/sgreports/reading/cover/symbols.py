"""The symbols of a document, as they stand in the corner of its cover and in its running heads."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from sgreports.knowledge.citations.document_symbols import SYMBOL
from sgreports.knowledge.layout.covers import cover_organs
from sgreports.reading.cover import kind as kinds
from sgreports.reading.ocr.misread import repaired

_PART = (
    r" ?\((?:Vol|Sect|Part|Income sect|Plan outline)[^()]{0,12}\)(?:/[A-Z][A-Za-z0-9.]*+)*+"  # `A/79/6 (Sect. 3)/Add.5`
)
SYMBOLS = re.compile(rf"(?>{SYMBOL})(?:\s?[-–]\s?(?>{SYMBOL}))*(?:{_PART})?")
_JOINT = re.compile(rf"(?<![-–\s])(?<![A-Z]{{2}})[-–\s]++(?={SYMBOL})")
_SPACED_SLASH = re.compile(r"(?<=[A-Z\d])\s?/\s?(?=[A-Z\d])")
_SPACED_YEAR = re.compile(r"(?<=\d)\s(?=\((?:19|20)\d\d\)$)")  # `S/RES/2786 (2025)`


def cover_symbols(lines: Sequence[str], heads: Sequence[str], *, recognized: bool) -> tuple[str, ...]:
    """The symbols in the cover's corner; running heads outvote a garbled one. A joint symbol is two."""
    read = partial(symbols_alone, recognized=recognized)
    own = _stacked(map(read, lines[:25])) or kinds.announced(lines)
    votes = Counter(found for head in heads if (found := read(head)))
    if not votes or (own and any(own[0] in vote for vote in votes)):
        return own
    most, times = votes.most_common(1)[0]
    return most if times > 1 else own


def _stacked(alone: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The first symbols that have a line of their own, and those of other organs right below."""
    found: tuple[str, ...] = ()
    for symbols in alone:
        if found and not (symbols and _organs_of(symbols).isdisjoint(_organs_of(found))):
            break
        found += symbols
    return found


def _organs_of(symbols: Iterable[str]) -> frozenset[str]:
    return frozenset(symbol.partition("/")[0] for symbol in symbols)


def symbols_alone(line: str, *, recognized: bool) -> tuple[str, ...]:
    """The symbols of a line that has nothing else but an organ's name or `United Nations`; repaired if `recognized`."""
    bare = _SPACED_SLASH.sub("/", line.strip().rstrip("* "))
    bare = _SPACED_YEAR.sub("", bare)
    bare = bare[:1].upper() + bare[1:] if bare[1:2] == "/" else bare
    for name in ("United Nations", *(organ.name for organ in cover_organs())):
        bare = bare.removeprefix(name).strip()
    if not (found := SYMBOLS.fullmatch(bare)):
        return ()
    symbols = [symbol.replace(" ", "") for symbol in _JOINT.split(found[0])]
    return tuple(map(repaired, symbols) if recognized else symbols)
