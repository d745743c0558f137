"""A run's rows as a graph, and the graph as text that can stand in a page."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sgreports.dataset.graph_page import page
from sgreports.dataset.graph_page.graph import Document, Edge, Graph, Node, Sentence, Statement, graph_of
from sgreports.dataset.rows.document_rows import mention_rows, rows_of
from sgreports.dataset.rows.entities import entity_counts, entity_rows
from sgreports.dataset.templates import script_json
from sgreports.model.facts import Extraction

TEXT = "UNICEF, jointly with UNHCR, reached 40 children in Chad."
NASTY = "</script><script>alert(1)</script><!-- \"quoted\" & 'so' {{data}} \u2028 \\u003c 😀"


def tables(extraction: Extraction) -> dict[str, list[dict[str, Any]]]:
    """The rows of a run of one report, as they are read back."""
    rows = dict(rows_of(extraction))
    rows["entities"] = entity_rows(entity_counts(mention_rows(extraction)), lambda _: None)
    return {name: [row.model_dump() for row in its] for name, its in rows.items()}


def node(label: str, entity: str, kind: str | None, name: str) -> Node:
    return Node(f"{label}:{entity}", label, kind, name, name, (), None, 1)


def test_the_whole_graph(extraction: Extraction) -> None:
    with_ = Statement(0, (21, 26), (0, 6), "UNHCR", "UNICEF", "affirmed", "actual", None, "with", 0)
    in_ = Statement(0, (36, 38), (51, 55), "40", "Chad", "negated", "actual", "UNICEF", "in", 1)
    assert graph_of(tables(extraction)) == Graph(
        documents=(Document("A/99/7", "Invented"),),
        nodes=(
            node("AGENCY", "unhcr", "un", "UNHCR"),
            node("AGENCY", "unicef", "un", "UNICEF"),
            node("COUNT", "40 children", "cardinal", "40 children"),
            node("COUNTRY", "TCD", None, "Chad"),
        ),
        edges=(
            Edge("count_in", "COUNT:40 children", "COUNTRY:TCD", False, (in_,)),
            Edge("works_with", "AGENCY:unhcr", "AGENCY:unicef", True, (replace(with_,
                 subject=(21, 26), object=(0, 6)),)),
        ),
        sentences=(Sentence("A/99/7", "1", 2, TEXT),),
    )  # fmt: skip


def test_official_name_and_abbreviation_come_from_the_entities(extraction: Extraction) -> None:
    rows = tables(extraction)
    known = {"name": "United Nations Children's Fund", "abbreviation": "UNICEF", "aliases": ("Children's Fund",),
             "url": "https://example.org", "mentions": 7, "display_name": "United Nations Children's Fund"}  # fmt: skip
    rows["entities"] = [e | known if e["entity"] == "unicef" else e for e in rows["entities"]]
    (unicef,) = (n for n in graph_of(rows).nodes if n.key == "AGENCY:unicef")
    assert unicef == Node(
        "AGENCY:unicef", "AGENCY", "un", "United Nations Children's Fund", "UNICEF", ("Children's Fund",),
        "https://example.org", 7,
    )  # fmt: skip


def test_what_is_said_twice_is_one_edge_in_either_direction(extraction: Extraction) -> None:
    rows = tables(extraction)
    first = rows["relations"][0]
    again = first | {"id": "r9", "subject": first["object"], "object": first["subject"], "modality": "planned"}
    rows["relations"] = [first, again]
    (edge,) = graph_of(rows).edges
    assert [(s.subject_text, s.object_text, s.modality) for s in edge.statements] == [
        ("UNHCR", "UNICEF", "actual"), ("UNHCR", "UNICEF", "planned"),
    ]  # fmt: skip


def test_a_joined_entity_stands_for_its_parts(extraction: Extraction) -> None:
    rows = tables(extraction)
    rows["mentions"] = [m | {"entity": "unhcr+iom"} if m["entity"] == "unhcr" else m for m in rows["mentions"]]
    graph = graph_of(rows)
    assert [(e.subject, e.object) for e in graph.edges if e.type == "works_with"] == [
        ("AGENCY:iom", "AGENCY:unicef"), ("AGENCY:unhcr", "AGENCY:unicef"),
    ]  # fmt: skip
    assert [n.name for n in graph.nodes if n.key == "AGENCY:iom"] == ["iom"]


def test_an_argument_outside_the_sentence_has_no_span(extraction: Extraction) -> None:
    rows = tables(extraction)
    rows["relations"] = [r | {"evidence": "reached 40 children in Chad."} for r in rows["relations"]]
    graph = graph_of(rows)
    assert [s.text for s in graph.sentences] == ["reached 40 children in Chad."]
    assert [(s.subject, s.object) for e in graph.edges for s in e.statements] == [((8, 10), (23, 27)), (None, None)]


def test_an_unlinked_mention_is_a_node_by_its_text(extraction: Extraction) -> None:
    rows = tables(extraction)
    rows["mentions"] = [m | {"entity": None} if m["entity"] == "unhcr" else m for m in rows["mentions"]]
    assert ("AGENCY:unhcr", "UNHCR") in [(n.key, n.name) for n in graph_of(rows).nodes]


class Outline(HTMLParser):
    """The elements of a page, and what its scripts and title hold."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.inside: dict[str, list[str]] = {"script": [], "title": [], "h1": []}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {"src", "srcset", "href"} & {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] in self.inside and data.strip():
            self.inside[self.tags[-1]].append(data)


def nasty() -> Graph:
    """A graph whose every text could do harm."""
    said = Statement(0, (0, 2), (3, 5), NASTY, NASTY, "affirmed", "actual", NASTY, NASTY, 0)
    nodes = tuple(Node(f"AGENCY:{i}", "AGENCY", None, NASTY, NASTY, (NASTY,), "javascript:alert(1)", 1) for i in "ab")
    edge = Edge("supports", "AGENCY:a", "AGENCY:b", False, (said,))
    return Graph((Document(NASTY, NASTY),), nodes, (edge,), (Sentence(NASTY, NASTY, 1, NASTY),))


def test_no_text_leaves_its_script() -> None:
    outline = Outline(page(nasty(), NASTY))
    assert outline.tags.count("script") == 2
    assert json.loads(outline.inside["script"][0])["sentences"][0]["text"] == NASTY
    assert (outline.inside["title"], outline.inside["h1"]) == ([NASTY], [NASTY])


@pytest.mark.parametrize("harm", ["<", ">", "&", "\u2028", "\u2029"])
def test_what_ends_a_script_is_escaped(harm: str) -> None:
    said = script_json({"text": harm})
    assert harm not in said
    assert json.loads(said) == {"text": harm}


def test_the_page_may_load_nothing_and_asks_for_nothing() -> None:
    text = page(Graph((), (), (), ()), "Empty")
    assert "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'" in text
    assert not re.findall(r"\bfetch\(|XMLHttpRequest|@import|\bimport\b|url\(|innerHTML|\beval\b", text)
    assert re.findall(r"https?://[\w.]+", text) == ["http://www.w3.org"], "the name space of SVG alone"


def test_the_same_rows_give_the_same_page(extraction: Extraction) -> None:
    assert page(graph_of(tables(extraction)), "A") == page(graph_of(tables(extraction)), "A")


def test_every_part_of_the_script_is_in_the_page() -> None:
    folder = Path(page.__globals__["__file__"]).parent
    text = page(Graph((), (), (), ()), "Empty")
    assert [p.name for p in folder.glob("*.js") if p.read_text(encoding="utf-8") not in text] == []
