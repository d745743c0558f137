"""The organ of a resolution's number: from its phrase, its sentence or its form; it may stay unknown."""

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import chain
from operator import itemgetter

from sgreports.knowledge.layout.symbols import Number, Organ, symbol_book
from sgreports.knowledge.names.keys import name_key, slug

_BOOK = symbol_book()
_NAMES = sorted({name for organ in _BOOK.organs for name in organ.names}, key=len, reverse=True)
_KNOWN = "|".join(map(re.escape, _NAMES))
_CAPITAL = rf"(?!(?:{'|'.join(_BOOK.openers)})\b)[A-Z][a-z][\w’'-]*+"
_ACRONYM = r"(?<![A-Z]\s)[A-Z]{3,8}"
_BODY = r"(?:Assembly|Commission|Committee|Council|Board|Conference|Congress|Organization|Union)"
_OTHER = (
    rf"(?:{_ACRONYM}\s)?(?:{_CAPITAL}\s(?:(?:of|for|on|and)\s)?(?:the\s)?){{0,15}}{_BODY}|{_ACRONYM}(?=\s[RDrd][a-z])"
)
# The words right before the noun that name the organ.
PHRASE = rf"(?<![\w-])(?<!\w[’'])(?:{_KNOWN}|{_KNOWN.upper()}|{_OTHER})"
_SUFFIX = re.compile(rf"(?:{'|'.join(re.escape(n) for n in _NAMES if ' ' in n)})$", re.IGNORECASE)
_ANY = re.compile(rf"(?<![\w-])(?P<name>{_KNOWN})(?![\w-])")
_OF_AFTER = re.compile(rf"\s(?:(?:of|dated)\s[^,.;()]{{0,20}}\d\s)?(?:of|by)\sthe\s(?:(?P<name>{_KNOWN})|{_OTHER})")
# Before quotes and brackets too, as organs are named in them, but not within a citation.
_SENTENCE_END = re.compile(r"[.!?]”?\s++(?=[A-Z“(])(?<!No\. )(?<!para\. )")


@lru_cache(maxsize=512)
def organs_named(name: str) -> tuple[Organ, ...]:
    """The organs that go by a name: several for `Council`."""
    return tuple(organ for organ in _BOOK.organs if name in organ.names)


def named_organ(name: str, number: Number) -> str | None:
    """The key of the organ that the phrase names, `name/…` for a body without symbols; None for an ambiguous one."""
    name = organ_words(name)
    name = name.title().replace(" And ", " and ") if name.isupper() and " " in name else name
    if not organs_named(name):
        return name_key(name)
    fitting = [organ for organ in organs_named(name) if organ.numbers_so(number)]
    if len(fitting) != 1:
        return None
    return fitting[0].key if fitting[0].resolution else name_key(name)


def organ_words(phrase: str) -> str:
    """The organ at the end of a phrase: `National Council Security Council` holds another name before it."""
    match = _SUFFIX.search(phrase)
    return match.group() if match else phrase


def organ_of(text: str, start: int, end: int, number: Number) -> str:
    """The organ of a number without one in its phrase: from its form, then from its sentence; empty where unknown."""
    if number.form == "dated":
        return "sc"
    if after := _OF_AFTER.match(text, end):
        if after["name"] is None:
            return ""  # of a body that is not known
        if key := named_organ(after["name"], number):
            return key
    left, right = sentence(text, start)
    spans = _organ_names(text)
    first, here, behind, last = (bisect_left(spans, (place, place)) for place in (left, start, end, right))
    places = chain(reversed(range(first, here)), range(behind, last))
    names = (text[slice(*spans[place])] for place in places if not spans[place][0] < start < spans[place][1])
    return next((key for name in names if (key := named_organ(name, number))), "")


@lru_cache(maxsize=8)
def _organ_names(text: str) -> tuple[tuple[int, int], ...]:
    """Where the organs' names stand in a text."""
    return tuple(m.span() for m in _ANY.finditer(text))


def sentence(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around `at` begins and ends, by its stops."""
    stops = _stops(text)
    before = bisect_left(stops, at, key=itemgetter(1))  # a stop right before `at` ends nothing
    after = bisect_left(stops, at, key=itemgetter(0))
    return stops[before - 1][1] if before else 0, stops[after][0] + 1 if after < len(stops) else len(text)


@lru_cache(maxsize=8)
def _stops(text: str) -> tuple[tuple[int, int], ...]:
    """Where each stop at the end of a sentence begins and the blank after it ends."""
    return tuple(m.span() for m in _SENTENCE_END.finditer(text))


def symbol_of(key: str, noun: str, number: Number) -> str | None:
    """The normal form of a text of the organ `key`; None where the organ has no such texts or the year is missing."""
    if number.form == "own":
        return f"name/{slug(number.written)}"
    if key == "":
        return f"name/{noun}-{slug(number.written)}" if number.form == "other" else None
    if key.startswith("name/"):
        return f"{key}-{noun}-{slug(number.written)}"
    return _BOOK.resolution_symbol(_BOOK.organ(key), noun, number)
