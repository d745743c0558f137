"""Cells of several lines: whether a text goes on in the next line, by its words alone, and the two joined."""

import re
from collections import Counter

from sgreports.knowledge.english import function_words
from sgreports.knowledge.names.countries import countries, country_names
from sgreports.knowledge.names.entities import by_names
from sgreports.reading.structure.joining import Vocabulary, line_break

_OPEN_END = re.compile(r"[,(/–—-]$|\([^()]*$")
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]++)$")
_MARK = re.compile(r" [a-z]/$")  # of a note, as typists set it
_NUMBERED = re.compile(r"\d{1,3}\. ")

_UNKNOWN = Vocabulary(Counter())


def joined(above: str, below: str) -> str:
    """Two lines of a cell as one text: `Port-` and `au-Prince` close up, and keep the hyphen."""
    if not above or not below:
        return above or below
    _, between = line_break(above, below, _UNKNOWN)
    return f"{above}{between}{below}"


def goes_on(above: str, below: str) -> bool:
    """Whether a text goes on: it begins in lower case, the one above ends in the middle of a phrase, or both together
    are the name of a country that the one above is not."""
    if not above or not below:
        return False
    text = _MARK.sub("", above)
    last = _LAST_WORD.search(text)
    inside = bool(_OPEN_END.search(text)) or (last is not None and last[1] in function_words())
    return inside or below[:1].islower() or is_broken_name(above, below)


def is_broken_name(above: str, below: str) -> bool:
    """Whether two texts are the halves of a country's name: `United Kingdom of Great` over `Britain and Northern
    Ireland`."""
    return names_country(f"{above} {below}") and not are_two_names(above, below)


def are_two_names(above: str, below: str) -> bool:
    """Whether two texts name a country each, so that each begins a row."""
    return names_country(above) and names_country(below)


def names_country(text: str) -> bool:
    """Whether a text is a country's name, with or without a number before it and the mark of a note behind it."""
    return _NUMBERED.sub("", _MARK.sub("", text), count=1).casefold() in _names()


@by_names()
def _names() -> frozenset[str]:
    named = (name.name for name in country_names() if name.form == "name")
    return frozenset(name.casefold() for name in (*named, *(country.name for country in countries().values())))
