"""A graph as one HTML page that needs nothing else: style, script and data are in it, and it may load nothing."""

from dataclasses import asdict

from markupsafe import Markup

from sgreports.dataset.graph_page.graph import Graph
from sgreports.dataset.templates import ELEMENTS, part, render, script_json

SCRIPTS = ("data", "choice", "communities", "layout", "picture", "panel", "filters", "search", "hands", "address")
"""The parts of the script, in the order in which they run: one function around them all keeps their names in."""


def page(graph: Graph, title: str) -> str:
    """The page, with the title as heading."""
    return render(
        __name__, "graph.html", title=title, style=part(__name__, "graph.css"), data=script_json(asdict(graph)),
        script=Markup("\n").join([ELEMENTS, *(part(__name__, f"{name}.js") for name in SCRIPTS)]),
    )  # fmt: skip
