"""Texts with holes: `{{name}}` is filled."""

import re
from collections.abc import Mapping
from importlib.resources import files


def filled(name: str, holes: Mapping[str, str]) -> str:
    """The text of a file beside this one, with its holes filled. What is filled in is not looked through for holes."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda hole: holes[hole[1]], text)
