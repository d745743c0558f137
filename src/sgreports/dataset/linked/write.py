"""Linked data written as one file, whole or not at all; one document's nodes are held at a time."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from sgreports.dataset.files.atomic import replacing_file
from sgreports.dataset.linked.nodes import (
    BASE,
    CONTEXT,
    PREFIXES,
    TERMS,
    Addresses,
    Node,
    document_nodes,
    entity_node,
    run_nodes,
)
from sgreports.dataset.stored.by_document import RunTables, opened
from sgreports.errors import UsageError
from sgreports.ownership import marked

Batches = Iterator[list[Node]]
Writer = Callable[[TextIO, Batches], None]
PROOF = marked("graph", rf'\A(\{{"@context": \{{"sg": "|@prefix sg: <){re.escape(TERMS)}'.encode())


def write_jsonld(folder: Path, out: Path, base: str = BASE) -> None:
    """Writes a run as JSON-LD 1.1. Raises UsageError for no run, or a place that cannot be written."""
    _write(folder, out, base, _jsonld)


def write_turtle(folder: Path, out: Path, base: str = BASE) -> None:
    """Writes a run as Turtle (RDF 1.1). Raises UsageError likewise, and where rdflib, the extra `rdf`, is missing."""
    try:
        import rdflib  # noqa: F401 - only whether it is there
    except ModuleNotFoundError as error:
        raise UsageError("Turtle needs rdflib: install sgreports[rdf]") from error
    _write(folder, out, base, _turtle)


def _write(folder: Path, out: Path, base: str, write: Writer) -> None:
    with opened(folder) as run:
        try:
            with replacing_file(out, PROOF) as new, new.open("w", encoding="utf-8", newline="\n") as file:
                write(file, _batches(run, base))
        except OSError as error:
            raise UsageError(f"cannot write {out}: {error.strerror}; nothing there was changed") from error


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
