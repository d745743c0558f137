"""Jinja2 templates that lie beside the module that fills them, and JSON for the scripts of pages."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

UNSAFE = {c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""Characters that could end a script element, start a comment in it or break a line: escaped, the JSON is the same."""


def render(package: str, name: str, /, **values: Any) -> str:
    """The template `name` of a package, filled in. Values are escaped in HTML; a name without a value is an error."""
    return _environment(package).get_template(name).render(values)


def part(package: str, name: str) -> Markup:
    """A file of a package, inserted into a page as it is: a style sheet or a script of our own."""
    return Markup((files(package) / name).read_text(encoding="utf-8"))


def script_json(content: Any) -> Markup:
    """The content as JSON that can stand in a script element: no character in it has a meaning in HTML."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in UNSAFE.items():
        text = text.replace(character, escaped)
    return Markup(text)


@cache
def _environment(package: str) -> Environment:
    return Environment(
        loader=PackageLoader(package, ""), autoescape=select_autoescape(("html", "svg")), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip


ELEMENTS = part("sgreports.dataset", "elements.js")
"""What the scripts of all pages make elements by."""
