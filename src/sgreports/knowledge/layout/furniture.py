"""The patterns of furniture: data/furniture.toml."""

import re
from functools import cache
from typing import Literal

from pydantic import Field

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
def furniture_lines() -> tuple[FurnitureLine, ...]:
    """The patterns, in the order of the file."""
    return tuple(map(FurnitureLine.model_validate, toml_data("furniture.toml")["lines"]))


@cache
def furniture_pattern(zone: Zone) -> re.Pattern[str]:
    """One pattern for the lines of a zone."""
    return re.compile("|".join(f"(?:{line.pattern})" for line in furniture_lines() if line.zone == zone))
