"""A graph as one HTML page that needs nothing else: style, script and data are in it, and it may load nothing."""

import re
from dataclasses import asdict
from html import escape
from importlib.resources import files

from sgreports.dataset.graph_page.graph import Graph
from sgreports.dataset.script_json import script_json

SCRIPTS = ("data", "choice", "layout", "picture", "panel", "filters", "search", "hands", "address")
"""The parts of the script, in the order in which they run: one function around them all keeps their names in."""


def page(graph: Graph, title: str) -> str:
    """The page, with the title as heading."""
    parts = {
        "title": escape(title), "style": _part("graph.css"), "data": script_json(asdict(graph)),
        "script": "\n".join(_part(f"{name}.js") for name in SCRIPTS),
    }  # fmt: skip
    return re.sub(r"\{\{(\w+)\}\}", lambda hole: parts[hole[1]], _part("graph.html"))


def _part(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")
