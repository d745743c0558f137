"""The words around a count that give its time, or tell it from others: data/count_words.toml, measure_words.toml."""

import re
from collections.abc import Iterable
from functools import cache

from sgreports.knowledge.statements.relations import WordLists, word_lists_of


@cache
def _words(name: str = "count_words.toml") -> WordLists:
    return word_lists_of(name)


@cache
def measures_of(lemma: str) -> tuple[str, ...]:
    """The measures that a word speaks for."""
    return tuple(measure for measure, words in _words("measure_words.toml").lists.items() if lemma in words)


@cache
def reporting_period() -> re.Pattern[str]:
    """Finds the words for the report's own period (group `this`) or for another period."""
    periods, this, other = (_any_of(name) for name in ("reporting_periods", "this_period", "other_period"))
    return re.compile(rf"(?i)\b(?:(?P<this>{this})|{other})\s++(?:{periods})\b")


@cache
def to_date() -> re.Pattern[str]:
    """Finds the words of a running total."""
    return re.compile(rf"(?i)\b(?:{_any_of('to_date')})\b")


@cache
def as_of_day() -> re.Pattern[str]:
    """Matches a text that ends in words of a state on a day, such as `as at`."""
    return re.compile(rf"(?i)\b(?:{_any_of('standing')})\s++(?:the\s++end\s++of\s++)?$")


@cache
def defining_words() -> frozenset[str]:
    """Words by which two figures of one noun are not the same (`pending`, `received`)."""
    return frozenset(_words()["defining"])


def _any_of(name: str) -> str:
    """The longest first, so that no word hides a longer one."""
    return "|".join(map(_spaced, sorted(_words()[name], key=lambda word: (-len(word), word))))


def _spaced(words: str) -> str:
    parts: Iterable[str] = map(re.escape, words.split())
    return r"\s++".join(parts)
