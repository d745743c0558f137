"""Linked data: JSON-LD and Turtle are one graph, which fits the shapes; its places are those of the tables."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from called_command import called
from invented.killed_in_chad import TEXT, killed_in_chad
from sgreports.dataset.linked.write import BASE, PREFIXES, Addresses, write_jsonld, write_turtle

pyshacl = pytest.importorskip("pyshacl")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return killed_in_chad(tmp_path_factory.mktemp("linked") / "run")


@pytest.fixture(scope="module")
def graph(run: Path) -> Graph:
    write_turtle(run, run.parent / "run.ttl")
    return Graph().parse(run.parent / "run.ttl")


def test_json_and_turtle_are_the_same_graph(run: Path, graph: Graph) -> None:
    write_jsonld(run, run.parent / "run.jsonld")
    assert isomorphic(Graph().parse(run.parent / "run.jsonld", format="json-ld"), graph)


def test_the_run_says_when_it_began_and_ended(graph: Graph) -> None:
    run = URIRef(f"{BASE}run")
    times = [graph.value(run, URIRef(f"{PREFIXES['prov']}{term}AtTime")) for term in ("started", "ended")]
    assert times == [Literal(f"2044-05-06T0{hour}:00:00Z", datatype=XSD.dateTime) for hour in (0, 1)]


def test_the_graph_fits_its_shapes(graph: Graph) -> None:
    shapes = Graph().parse(data=(files("sgreports.dataset.linked") / "shapes.ttl").read_text(encoding="utf-8"))
    fits, _, said = pyshacl.validate(graph, shacl_graph=shapes)
    assert fits, said


@pytest.mark.parametrize("term", ["oa:hasSource", "oa:start", "sg:label", "prov:wasGeneratedBy"])
def test_shapes_notice_what_is_missing(graph: Graph, term: str) -> None:
    prefix, name = term.split(":")
    poorer = Graph() + graph
    poorer.remove((None, URIRef(PREFIXES[prefix] + name), None))
    shapes = Graph().parse(data=(files("sgreports.dataset.linked") / "shapes.ttl").read_text(encoding="utf-8"))
    assert not pyshacl.validate(poorer, shacl_graph=shapes)[0]


def test_a_query_finds_the_place_of_who_was_killed_where(graph: Graph) -> None:
    query = """
        PREFIX sg: <urn:x-sgreports:terms:>
        PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?number ?text ?start ?end WHERE {
            ?count a sg:Count ; sg:event "killed" ; sg:unitClass "women" ; sg:minimum ?number ;
                   prov:wasDerivedFrom/oa:hasTarget ?target .
            ?target oa:hasSource/sg:text ?text ; oa:hasSelector [ oa:start ?start ; oa:end ?end ] .
        }
    """
    ((number, text, start, end),) = graph.query(query, initNs={})  # type: ignore[misc]
    assert (float(number), str(text)[int(start) : int(end)], str(text)) == (30.0, "30", TEXT)


def test_addresses_are_official_where_they_are_known() -> None:
    at = Addresses(BASE, {"SDG/16": "https://metadata.un.org/sdg/16"})
    assert [at.document("S/2044/7"), at.document("notes 1"), at.entity("SDG/16"), at.entity("name/x y")] == [
        "https://docs.un.org/en/S/2044/7", "urn:x-sgreports:notes%201", "https://metadata.un.org/sdg/16",
        "urn:x-sgreports:entity/name/x%20y",
    ]  # fmt: skip
    assert at.row("S/2044/7#m12") == "urn:x-sgreports:S/2044/7/row/m12"


def test_the_command_writes_both_under_a_base_of_ones_own(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = called(
        capsys, "export", run, "--jsonld", tmp_path / "a.jsonld", "--turtle", tmp_path / "a.ttl", "--base",
        "https://x.org/",
    )  # fmt: skip
    assert [line.split(":")[0] for line in out.splitlines()] == [str(tmp_path / "a.jsonld"), str(tmp_path / "a.ttl")]
    told = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    assert told["@graph"][0]["@id"] == "https://x.org/program"
    guards = URIRef("https://x.org/entity/guards")
    names = Graph().parse(tmp_path / "a.ttl").objects(guards, URIRef(PREFIXES["skos"] + "prefLabel"))
    assert list(names) == [Literal("the Guards", lang="en")]
