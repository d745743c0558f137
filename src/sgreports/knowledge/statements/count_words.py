"""The words around a count: those that give its time or tell it from others (data/count_words.toml,
measure_words.toml), that break a total down (part_words.toml), and that give a name its role (count_roles.toml)."""

import re
from functools import cache, lru_cache
from typing import Literal

from pydantic import Field

from sgreports.knowledge.data_files import any_of, toml_model
from sgreports.knowledge.statements.relations import word_lists_of
from sgreports.model.base import Frozen
from sgreports.model.facts import Role

FILE = "count_words.toml"


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
    """Finds the words for the report's own period (group `this`) or for another period."""
    periods, this, other = (
        any_of(word_lists_of(FILE)[name]) for name in ("reporting_periods", "this_period", "other_period")
    )
    return re.compile(rf"(?i)\b(?:(?P<this>{this})|{other})\s++(?:{periods})\b")


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
