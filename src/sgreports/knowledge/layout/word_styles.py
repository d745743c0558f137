"""The styles of Word files that mark headings and notes: data/word_styles.toml."""

import re
from functools import cache

from pydantic import Field

from sgreports.knowledge.data_files import toml_data
from sgreports.model.base import Frozen


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
