"""A graph as one HTML page that needs nothing else: style, script and data are in it, and it may load nothing."""

import json
import re
from dataclasses import asdict
from html import escape
from importlib.resources import files

from sgreports.dataset.graph import Graph

SCRIPTS = ("data", "choice", "layout", "picture", "panel", "filters", "search", "hands", "address")
"""The parts of the script, in the order in which they run: one function around them all keeps their names in."""
UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""What could end a script element, begin a comment in it, or break a line of it: escaped, it is the same JSON."""


def page(graph: Graph, title: str) -> str:
    """The page, with the title as heading."""
    parts = {
        "title": escape(title), "style": _part("graph.css"), "data": script_json(graph),
        "script": "\n".join(_part(f"{name}.js") for name in SCRIPTS),
    }  # fmt: skip
    return re.sub(r"\{\{(\w+)\}\}", lambda hole: parts[hole[1]], _part("graph.html"))


def script_json(graph: Graph) -> str:
    """The graph as JSON that can stand in a script element whatever its texts hold."""
    return json.dumps(asdict(graph), ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)


def _part(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
