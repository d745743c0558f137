"""Captions of tables and figures, source lines and notes: data/captions.toml."""

import re
from functools import cache
from typing import Literal

from sgreports.knowledge.data_files import toml_data


@cache
def caption(kind: Literal["table", "figure", "source", "note", "paragraph"]) -> re.Pattern[str]:
    """The pattern of a heading (group `number`), a source line, a note or a paragraph's beginning."""
    return re.compile(toml_data("captions.toml")[kind])
