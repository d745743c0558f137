"""The words around a count: those that give its time or tell it from others (data/count_words.toml,
measure_words.toml), that break a total down (part_words.toml), and that give a name its role (count_roles.toml)."""

import re
from functools import cache, lru_cache
from typing import Literal

from pydantic import Field

from sgreports.knowledge.data_files import any_of, toml_model
from sgreports.knowledge.statements.quantities import quantities
from sgreports.knowledge.statements.relations import word_lists_of
from sgreports.model.base import Frozen
from sgreports.model.facts import Role

FILE = "count_words.toml"
PARTS = ("first", "second", "third", "fourth")  # of a year


@cache
def part_phrase(*lists: str) -> re.Pattern[str]:
    """Finds any of the phrases in some lists of part_words.toml."""
    words = word_lists_of("part_words.toml")
    return re.compile(rf"\b(?:{any_of(phrase for name in lists for phrase in words[name])})\b", re.IGNORECASE)


@cache
def measures_of(lemma: str) -> tuple[str, ...]:
    """The measures that a word speaks for."""
    return tuple(measure for measure, words in word_lists_of("measure_words.toml").items() if lemma in words)


@cache
def reporting_period() -> re.Pattern[str]:
    """Finds the words for the report's own period (group `this`), the one before (`earlier`) or others (`other`)."""
    lists = word_lists_of(FILE)
    kinds = "|".join(f"(?P<{name}>{any_of(lists[f'{name}_period'])})" for name in ("this", "earlier", "other"))
    return re.compile(rf"(?i)\b(?:{kinds})\s++(?:{any_of(lists['reporting_periods'])})\b")


def _number(digits: str) -> str:
    """The pattern of a number before a unit of time (group `number`), in words or digits, if there is one."""
    return rf"(?:(?P<number>{'|'.join(quantities().words)}|{digits})[ -])?"


@cache
def past_span() -> re.Pattern[str]:
    """Finds a time that goes back from now: `the past six months`, `the six months of its deployment`."""
    past = r"(?i)\bthe (?:(?P<past>past|last|previous|preceding) )?" + _number(r"\d{1,2}")
    return re.compile(past + r"(?P<unit>month|year|decade)s?\b(?(past)|(?(number)(?= of (?:its|their) )|(?!)))")


def months_of(span: re.Match[str]) -> int:
    """The months of such a time."""
    number = (span["number"] or "1").lower()
    times = int(number) if number.isdecimal() else quantities().words[number]
    return {"month": 1, "quarter": 3, "half": 6, "halve": 6, "year": 12, "decade": 120}[span["unit"].lower()] * times


@cache
def part_of_year() -> re.Pattern[str]:
    """Matches a text that ends in a part of a year: `in the first five months of 2041`."""
    which = rf"(?i)\b(?<!and )(?P<which>{'|'.join(PARTS)}|last|final)[ -]"
    unit = r"(?P<unit>month|quarter|hal(?:f|ve))s?(?: of| in|,)(?: the year)? \d{4}$"
    return re.compile(which + _number(r"\d") + unit)


@cache
def to_date() -> re.Pattern[str]:
    """Finds the words of a running total."""
    return re.compile(rf"(?i)\b(?:{any_of(word_lists_of(FILE)['to_date'])})\b")


@cache
def as_of_day() -> re.Pattern[str]:
    """Matches a text that ends in words of a state on a day, such as `as at`."""
    return re.compile(rf"(?i)\b(?:{any_of(word_lists_of(FILE)['standing'])})\s++(?:the\s++end\s++of\s++)?$")


@cache
def defining_words() -> frozenset[str]:
    """Words by which two figures of one noun are not the same (`pending`, `received`)."""
    return word_lists_of(FILE)["defining"]


@cache
def disaster() -> re.Pattern[str]:
    """What kills without violence, in both numbers."""
    return re.compile(rf"(?i)\b(?:{any_of(word_lists_of('wording_words.toml')['disasters'])})(?:e?s)?\b")


Word = Literal["verb", "noun"]


class RoleClass(Frozen):
    """Lemmas of one part of speech that give one role, with marked examples."""

    role: Role
    of: Word
    lemmas: tuple[str, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)


class RoleClasses(Frozen):
    classes: tuple[RoleClass, ...] = Field(min_length=1)


@lru_cache(maxsize=1)
def role_classes() -> tuple[RoleClass, ...]:
    """The classes. KnowledgeError where the file is wrong."""
    return toml_model("count_roles.toml", RoleClasses).classes


@lru_cache(maxsize=2)
def roles_of(word: Word) -> dict[str, Role]:
    """The role of each lemma of a part of speech."""
    return {lemma: c.role for c in role_classes() if c.of == word for lemma in c.lemmas}
