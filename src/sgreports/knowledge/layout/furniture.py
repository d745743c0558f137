"""The patterns of furniture: data/furniture.toml."""

import re
from functools import cache
from typing import Literal

from pydantic import Field

from sgreports.errors import KnowledgeError
from sgreports.knowledge.data_files import toml_data
from sgreports.model.base import Frozen

Zone = Literal["top", "bottom", "edge", "any"]


class FurnitureLine(Frozen):
    """A pattern that matches a whole line; `zone` is where on the page such a line stands, `edge` top or bottom."""

    name: str
    zone: Zone
    pattern: str
    examples: tuple[str, ...] = Field(min_length=1)


@cache
def _data() -> dict[str, object]:
    return toml_data("furniture.toml")


@cache
def furniture_lines() -> tuple[FurnitureLine, ...]:
    """The patterns. KnowledgeError where one does not match its own example."""
    rows = _data()["lines"]
    found = tuple(map(FurnitureLine.model_validate, rows if isinstance(rows, list) else []))
    for line in found:
        for example in line.examples:
            if not re.fullmatch(line.pattern, example):
                raise KnowledgeError(f"furniture.toml: {line.name} does not match its example {example!r}")
    return found


@cache
def furniture_pattern(zone: Zone) -> re.Pattern[str]:
    """One pattern for the lines of a zone."""
    return re.compile("|".join(f"(?:{line.pattern})" for line in furniture_lines() if line.zone == zone))
