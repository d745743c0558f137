"""The words that identify a report's cover, parts and headings: data/reading.toml, organs.csv, authors.csv."""

import re
from functools import cache
from typing import Any

from pydantic import Field

from sgreports.knowledge.data_files import csv_models, data_folder, toml_data
from sgreports.model.base import Frozen


class CoverOrgan(Frozen):
    """An organ as covers print it, and the prefix of its symbols."""

    name: str
    prefix: str


class Author(Frozen):
    """An author of reports: its name and the pattern that finds it on a cover."""

    name: str
    pattern: str


@cache
def _toml() -> dict[str, Any]:
    return toml_data("reading.toml")


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of reading.toml."""
    return frozenset(map(str, _toml()[name]))


@cache
def string_table(name: str) -> dict[str, str]:
    """A table of reading.toml whose values are strings."""
    return {key: str(value) for key, value in _toml()[name].items()}


@cache
def cover_organs() -> tuple[CoverOrgan, ...]:
    """The organs, in the order of organs.csv."""
    return csv_models(data_folder() / "organs.csv", CoverOrgan)


@cache
def authors() -> tuple[Author, ...]:
    """The authors, in the order of authors.csv: the first that matches is taken."""
    return csv_models(data_folder() / "authors.csv", Author)


class HeadingStyle(Frozen):
    """The names of a heading style as a pattern, and the level of its headings; 0 where the name has the number."""

    pattern: str
    level: int
    examples: tuple[str, ...] = Field(min_length=1)


@cache
def heading_styles() -> tuple[HeadingStyle, ...]:
    """The heading styles, in the order of the file."""
    return tuple(HeadingStyle.model_validate(entry) for entry in toml_data("word_styles.toml")["headings"])


@cache
def heading_level(name: str) -> int | None:
    """The level of the headings in a style, 1 the highest; None for a style of other text."""
    for style in heading_styles():
        if found := re.fullmatch(style.pattern, name, re.IGNORECASE):
            return style.level or int(found["level"])
    return None


@cache
def is_note_style(name: str) -> bool:
    """Whether a style is that of notes."""
    return name.lower() in toml_data("word_styles.toml")["notes"]
