"""A run's relations as a graph: entities are its nodes; relations of one type between the same two are one edge.

A joined entity (`unicef+unfpa`) stands for each of its parts. Counts are kept apart by what they count, too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sgreports.dataset.names import distinct_names
from sgreports.dataset.stored.stored import stored
from sgreports.knowledge.statements.relations import symmetric_types

Rows = Sequence[Mapping[str, Any]]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """An entity. `key` is `LABEL:entity`; `short` the abbreviation, or else the name."""

    key: str
    label: str
    kind: str | None
    name: str
    short: str
    aliases: tuple[str, ...]
    url: str | None
    mentions: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place; the page is null for text input."""

    document: str
    paragraph: str
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that says a relation. `sentence` is an index into the graph's; the spans are offsets into its text
    in characters, null where the argument stands elsewhere in the paragraph. `relation` is the number of the row: of a
    joined entity several edges have it, and it is one relation."""

    sentence: int
    subject: Span | None
    object: Span | None
    subject_text: str
    object_text: str
    polarity: str
    modality: str
    attributed_to: str | None
    rule: str
    relation: int


@dataclass(frozen=True, slots=True)
class Edge:
    """All that is said of one type from one entity to another; `subject` and `object` are keys of nodes."""

    type: str
    subject: str
    object: str
    symmetric: bool
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that says a relation."""

    document: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by key, edges by type, subject and object, sentences as they come."""

    documents: tuple[Document, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sentences: tuple[Sentence, ...]


def read_graph(folder: Path) -> Graph:
    """The graph of a run. Raises UsageError if `folder` holds no run."""
    tables = ("documents", "paragraphs", "mentions", "entities", "relations")
    return graph_of({table: stored(folder, table) for table in tables})


def graph_of(tables: Mapping[str, Rows]) -> Graph:
    """The graph of a run's rows, by the names of their tables."""
    mentions = {m["id"]: m for m in tables["mentions"]}
    places = {(p["document"], p["paragraph"]): p for p in tables["paragraphs"]}
    sentences: dict[Sentence, int] = {}
    edges: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    names: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for number, relation in enumerate(tables["relations"]):
        paragraph = places[relation["document"], relation["paragraph"]]
        said = _statement(number, relation, mentions, paragraph, sentences)
        for subject in _keys(mentions[relation["subject"]], names):
            for object_ in _keys(mentions[relation["object"]], names):
                key, statement = _directed(relation["type"], subject, object_, said)
                edges[key].append(statement)
    called = distinct_names(tables["entities"])
    entities = {e["entity"]: {**e, "called": called[e["entity"]]} for e in tables["entities"]}
    abbreviations = Counter(e["abbreviation"] for e in tables["entities"])
    shared = {abbreviation for abbreviation, times in abbreviations.items() if times > 1}
    return Graph(
        documents=_documents(tables["documents"], sentences),
        nodes=tuple(_node(key, names[key], entities, shared) for key in sorted(names)),
        edges=tuple(Edge(*key, key[0] in symmetric_types(), tuple(its)) for key, its in sorted(edges.items())),
        sentences=tuple(sentences),
    )


def _documents(rows: Rows, sentences: Iterable[Sentence]) -> tuple[Document, ...]:
    said = {s.document for s in sentences}
    return tuple(Document(d["document"], d["title"]) for d in rows if d["document"] in said)


def _keys(mention: Mapping[str, Any], names: dict[str, list[Mapping[str, Any]]]) -> Iterator[str]:
    """The keys of the nodes that a mention stands for; the mention is kept for what they are called."""
    entity = mention["entity"] or mention["text"].casefold()
    if mention["label"] == "COUNT":
        parts = [f"{entity} {mention['unit'] or ''}".strip()]
    else:
        parts = list(dict.fromkeys(entity.split("+")))
    for part in parts:
        key = f"{mention['label']}:{part}"
        names[key].append(mention)
        yield key


def _directed(type_: str, subject: str, object_: str, said: Statement) -> tuple[tuple[str, str, str], Statement]:
    """A symmetric relation goes from the key that is first by the alphabet."""
    if type_ not in symmetric_types() or subject <= object_:
        return (type_, subject, object_), said
    turned = Statement(said.sentence, said.object, said.subject, said.object_text, said.subject_text, said.polarity,
                       said.modality, said.attributed_to, said.rule, said.relation)  # fmt: skip
    return (type_, object_, subject), turned


def _statement(
    number: int, r: Mapping[str, Any], mentions: Mapping[str, Any], paragraph: Mapping[str, Any],
    sentences: dict[Sentence, int],
) -> Statement:  # fmt: skip
    """What a relation's row says; its sentence is put among the others if it is new."""
    subject, object_ = mentions[r["subject"]], mentions[r["object"]]
    text = r["evidence"] or paragraph["text"]
    at = _start(paragraph["text"], text, (subject, object_))
    inside = [m for m in (object_, subject) if _within(m, at, text)]
    page = inside[0]["page"] if inside else paragraph["page_first"]
    sentence = Sentence(r["document"], r["paragraph"], page, text)
    source = mentions.get(r["attributed_to"])
    return Statement(
        sentences.setdefault(sentence, len(sentences)), _within(subject, at, text), _within(object_, at, text),
        subject["text"], object_["text"], r["polarity"], r["modality"], source and source["text"], r["rule"],
        number,
    )  # fmt: skip


def _start(paragraph: str, sentence: str, arguments: Sequence[Mapping[str, Any]]) -> int:
    """Where the sentence stands in the paragraph; if it stands there twice, where it holds most of the arguments."""
    starts, at = [], paragraph.find(sentence)
    while at >= 0:
        starts.append(at)
        at = paragraph.find(sentence, at + 1)
    return max(starts, key=lambda s: sum(_within(m, s, sentence) is not None for m in arguments), default=0)


def _within(mention: Mapping[str, Any], at: int, sentence: str) -> Span | None:
    """The mention's span in a sentence that begins at `at`; None if it stands elsewhere."""
    span = mention["start"] - at, mention["end"] - at
    return span if span[0] >= 0 and sentence[slice(*span)] == mention["text"] else None


def _node(key: str, its: Rows, entities: Mapping[str, Mapping[str, Any]], shared: Set[str | None]) -> Node:
    """A node by its official or distinct name; an abbreviation that several share is none."""
    label, _, entity = key.partition(":")
    row = entities.get(entity, {}) if label not in {"YEAR", "COUNT"} else {}
    name = row.get("called") or _called(label, entity, its)
    abbreviation = row.get("abbreviation")
    return Node(
        key=key, label=label, kind=row.get("kind") or its[0]["kind"], name=name,
        short=name if abbreviation is None or abbreviation in shared else abbreviation,
        aliases=tuple(row.get("aliases", ())), url=row.get("url"), mentions=row.get("mentions") or len(its),
    )  # fmt: skip


def _called(label: str, entity: str, its: Rows) -> str:
    """What an entity goes by that no list has: its symbol or date, or else what the texts call it most often."""
    said = Counter(m["text"] for m in its if "+" not in (m["entity"] or "")).most_common(1)
    if label == "COUNT" and said:
        return f"{said[0][0]} {its[0]['unit'] or ''}".strip()
    symbol = label == "YEAR" or (label == "INSTRUMENT" and "/" in entity and entity[:1].isupper())
    return entity if symbol or not said else said[0][0]
