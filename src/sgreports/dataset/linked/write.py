"""Linked data: nodes of JSON-LD, written as one file, whole or not at all; one document's nodes are held at a time."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from sgreports.dataset.files.written import writing
from sgreports.dataset.stored.by_document import RunTables, opened
from sgreports.errors import UsageError

BASE = "urn:x-sgreports:"
"""Begins the addresses of what has no official one; a publisher gives one of their own."""
TERMS = "urn:x-sgreports:terms:"
PREFIXES = {
    "sg": TERMS,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CONTEXT = dict(PREFIXES)
ENTITY_CLASSES = {
    "AGENCY": "schema:Organization", "COUNTRY": "schema:Country", "INSTRUMENT": "sg:Instrument",
    "PROGRAMME": "sg:Programme",
}  # fmt: skip
"""The classes of what has a normal form that stands for a thing; dates and counts are values."""


class Addresses:
    """The addresses of a run's things: official ones where they are known, else below `base`."""

    def __init__(self, base: str, official: dict[str, str]) -> None:
        self.base, self._official = base, official

    def document(self, symbol: str) -> str:
        return f"https://docs.un.org/en/{_escaped(symbol)}" if "/" in symbol else f"{self.base}{_escaped(symbol)}"

    def paragraph(self, document: str, key: str) -> str:
        return f"{self.base}{_escaped(document)}/paragraph/{_escaped(key)}"

    def text_unit(self, document: str, key: str) -> str:
        return f"{self.base}{_escaped(document)}/text-unit/{_escaped(key)}"

    def row(self, id_: str) -> str:
        """The address of a mention, relation or count: `S/2044/7#m12`."""
        document, _, number = id_.rpartition("#")
        return f"{self.base}{_escaped(document)}/row/{_escaped(number)}"

    def entity(self, key: str) -> str:
        return self._official.get(key) or f"{self.base}entity/{_escaped(key)}"


def _escaped(text: str) -> str:
    return quote(text, safe="/()-._~,+'")


Node = dict[str, Any]
Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]


def run_nodes(run: Row, documents: Sequence[str], at: Addresses) -> Iterator[Node]:
    """The run as PROV says it: what was used, by which program, when."""
    version = str(run.get("versions", {}).get("program", "unknown"))
    program = {"@id": f"{at.base}program", "@type": "prov:SoftwareAgent", "schema:softwareVersion": version}
    yield program | {"foaf:name": "sgreports"}
    yield _stated({
        "@id": f"{at.base}run", "@type": "prov:Activity", "prov:startedAtTime": _time(run.get("start")),
        "prov:endedAtTime": _time(run.get("end")), "prov:wasAssociatedWith": {"@id": f"{at.base}program"},
        "prov:used": [{"@id": at.document(document)} for document in documents],
    })  # fmt: skip


def _time(value: str | None) -> Node | None:
    return {"@value": value, "@type": "xsd:dateTime"} if value else None


def entity_node(row: Row, at: Addresses) -> Node | None:
    """A thing that mentions name; none for dates and counts."""
    if row["label"] not in ENTITY_CLASSES:
        return None
    others = dict.fromkeys(name for name in (row["abbreviation"], *row["aliases"]) if name)
    return _stated({
        "@id": at.entity(row["entity"]), "@type": [ENTITY_CLASSES[row["label"]], "skos:Concept"],
        "skos:prefLabel": {"@value": row["display_name"], "@language": "en"},
        "skos:altLabel": [{"@value": name, "@language": "en"} for name in others],
        "dcterms:identifier": row["entity"], "sg:kind": row["kind"], "sg:iso3166": row["iso3"], "sg:m49": row["m49"],
    })  # fmt: skip


def document_nodes(tables: Tables, at: Addresses) -> Iterator[Node]:
    """A document, its paragraphs and text units, and what is found in them."""
    document = tables["documents"][0]
    yield _document(document, at)
    for row in tables["paragraphs"]:
        yield _text(at.paragraph(row["document"], row["paragraph"]), "sg:Paragraph", row["paragraph"], row, at)
    for row in tables["text_units"]:
        yield _text(at.text_unit(row["document"], row["text_unit"]), "sg:TextUnit", row["text_unit"], row, at)
    yield from (_annotation(row, at) for row in tables["mentions"])
    yield from (_relation(row, at) for row in tables["relations"])
    yield from (_count(row, at) for row in tables["counts"])


def _document(row: Row, at: Addresses) -> Node:
    return _stated({
        "@id": at.document(row["document"]), "@type": ["schema:Report", "prov:Entity"],
        "dcterms:identifier": row["symbols"] or [row["document"]], "dcterms:language": row["language"],
        "dcterms:title": {"@value": row["title"], "@language": "en"} if row["title"] else None,
        "dcterms:issued": _date(row["date"]), "sg:documentKind": row["kind"], "sg:series": row["series"],
        "schema:numberOfPages": row["pages"], "sg:periodStart": _date(row["period_start"]),
        "sg:periodEnd": _date(row["period_end"]),
        "dcterms:replaces": {"@id": at.entity(row["corrects"])} if row["corrects"] else None,
    })  # fmt: skip


def _text(address: str, class_: str, key: str, row: Row, at: Addresses) -> Node:
    return _stated({
        "@id": address, "@type": [class_, "prov:Entity"], "dcterms:identifier": key,
        "dcterms:isPartOf": {"@id": at.document(row["document"])}, "sg:text": row["text"],
        "schema:pageStart": row.get("page_first", row.get("page")),
        "prov:wasGeneratedBy": {"@id": f"{at.base}run"},
    })  # fmt: skip


def _annotation(row: Row, at: Addresses) -> Node:
    """A mention as a Web Annotation (W3C 2017): what it names, and where its words stand."""
    source = (
        at.paragraph(row["document"], row["paragraph"])
        if row["paragraph"] is not None
        else at.text_unit(row["document"], row["text_unit"])
    )
    value = row["label"] not in ENTITY_CLASSES
    return _stated({
        "@id": at.row(row["id"]), "@type": "oa:Annotation", "oa:motivatedBy": {"@id": "oa:identifying"},
        "oa:hasBody": [] if value else [{"@id": at.entity(key)} for key in (row["entity"] or "").split("+") if key],
        "sg:value": row["entity"] if value else None, "sg:label": row["label"], "sg:unit": row["unit"],
        "oa:hasTarget": {
            "@type": "oa:SpecificResource", "oa:hasSource": {"@id": source},
            "oa:hasSelector": [
                {"@type": "oa:TextPositionSelector", "oa:start": row["start"], "oa:end": row["end"]},
                {"@type": "oa:TextQuoteSelector", "oa:exact": row["text"]},
            ],
        },
        "sg:score": row["score"],
    })  # fmt: skip


def _relation(row: Row, at: Addresses) -> Node:
    return _stated({
        "@id": at.row(row["id"]), "@type": "sg:Relation", "sg:type": {"@id": f"sg:{row['type']}"},
        "sg:subject": {"@id": at.row(row["subject"])}, "sg:object": {"@id": at.row(row["object"])},
        "sg:polarity": row["polarity"], "sg:modality": row["modality"], "sg:role": row["role"],
        "prov:wasDerivedFrom": {"@id": at.paragraph(row["document"], row["paragraph"])}, "sg:score": row["score"],
    })  # fmt: skip


def _count(row: Row, at: Addresses) -> Node:
    """A count as a fact: its mention is the annotation that it derives from."""
    return _stated({
        "@id": f"{at.row(row['count'])}/fact", "@type": "sg:Count",
        "prov:wasDerivedFrom": {"@id": at.row(row["count"])},
        "sg:minimum": row["value_min"], "sg:maximum": row["value_max"], "sg:comparator": row["comparator"],
        "sg:unit": row["unit"], "sg:unitClass": row["unit_class"], "sg:event": row["event"],
        "sg:agent": [{"@id": at.entity(key)} for key in row["agents"]],
        "sg:country": {"@id": at.entity(row["country"])} if row["country"] else None,
        "sg:countryFrom": row["country_from"], "sg:timeStart": _date(row["time_start"]),
        "sg:timeEnd": _date(row["time_end"]), "sg:timeFrom": row["time_from"], "sg:polarity": row["polarity"],
        "sg:modality": row["modality"], "sg:additive": row["additive"], "sg:score": row["score"],
    })  # fmt: skip


def _date(value: str | None) -> Node | None:
    return {"@value": value, "@type": "xsd:date"} if value else None


def _stated(node: Node) -> Node:
    """The node without what is unknown."""
    return {name: value for name, value in node.items() if value is not None and value != []}


Batches = Iterator[list[Node]]
Writer = Callable[[TextIO, Batches], None]


def write_jsonld(folder: Path, out: Path, base: str = BASE) -> None:
    """Writes a run as JSON-LD 1.1. Raises UsageError for no run, or a place that cannot be written."""
    _write(folder, out, base, _jsonld)


def write_turtle(folder: Path, out: Path, base: str = BASE) -> None:
    """Writes a run as Turtle (RDF 1.1). Raises UsageError likewise, and where rdflib, the extra `rdf`, is missing."""
    try:
        import rdflib  # noqa: F401 - only whether it is there
    except ModuleNotFoundError as error:
        raise UsageError("Turtle needs rdflib: install sgreports with [rdf]") from error
    _write(folder, out, base, _turtle)


def _write(folder: Path, out: Path, base: str, write: Writer) -> None:
    with opened(folder) as run, writing(out) as new, new.open("w", encoding="utf-8", newline="\n") as file:
        write(file, _batches(run, base))


def _batches(run: RunTables, base: str) -> Batches:
    """The nodes of the run and its entities, then those of each document."""
    rows = list(run.each("entities"))
    at = Addresses(base, {row["entity"]: row["url"] for row in rows if row["url"]})
    things = (entity_node(row, at) for row in rows)
    yield [*run_nodes(run.run, run.documents, at), *(node for node in things if node)]
    for document in run.documents:
        yield list(document_nodes(run.of(document), at))


def _jsonld(file: TextIO, batches: Batches) -> None:
    file.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [')
    nodes = (node for batch in batches for node in batch)
    for number, node in enumerate(nodes):
        file.write(f"{',' if number else ''}\n{json.dumps(node, ensure_ascii=False)}")
    file.write("\n]}\n")


def _turtle(file: TextIO, batches: Batches) -> None:
    """Each batch as rdflib writes it, its prefixes once: they are the same for all."""
    from rdflib import Graph

    for number, batch in enumerate(batches):
        graph = Graph(bind_namespaces="none")
        for prefix, address in PREFIXES.items():
            graph.bind(prefix, address)
        graph.parse(data=json.dumps({"@context": CONTEXT, "@graph": batch}), format="json-ld")
        head, _, body = graph.serialize(format="turtle").partition("\n\n")
        if number == 0:
            file.write("".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items()))
        file.write(f"\n{body if head.startswith('@prefix') else head}")
