"""Captions of tables and figures, source lines and notes: data/captions.toml."""

import re
from functools import cache
from typing import Literal

from sgreports.knowledge.data_files import toml_data


@cache
def caption(kind: Literal["table", "figure", "source", "note", "paragraph", "box"]) -> re.Pattern[str]:
    """The pattern of a heading (group `number`), a source line, a note, a paragraph's beginning, a name of a box."""
    return re.compile(toml_data("captions.toml")[kind])
