"""Captions of tables and figures, source lines and notes: data/captions.toml."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Literal


@cache
def caption(kind: Literal["table", "figure", "source", "note", "paragraph"]) -> re.Pattern[str]:
    """The pattern of a heading (group `number`), a source line, a note, or a paragraph's beginning."""
    path = resources.files("sgreports.knowledge") / "data" / "captions.toml"
    return re.compile(tomllib.loads(path.read_text(encoding="utf-8"))[kind])
