"""The numbers of a run by paragraph and letters, as far as decisions are about them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sgreports.dataset.files.parquet import records
from sgreports.decisions.decision import Place
from sgreports.model.letters import digest, letter_span, letters

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Key = tuple[str, str]
"""A document and the key of one of its paragraphs."""
WANTED = (
    "JOIN (SELECT unnest($documents) AS document, unnest($paragraphs) AS paragraph) wanted USING (document, paragraph)"
)
TEXTS = "SELECT document, paragraph, text FROM paragraphs WHERE {} IN (SELECT unnest($names)) ORDER BY ALL"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a paragraph: the id of its count, its normal form, where its letters stand."""

    count: str
    value: str | None
    start: int
    end: int


@dataclass(frozen=True)
class ParagraphNumbers:
    """A paragraph of a run with its numbers."""

    document: str
    paragraph: str
    text: str
    page: int | None
    mentions: tuple[Mapping[str, Any], ...]

    @cached_property
    def hash(self) -> str:
        """Eight digits of the paragraph's letters."""
        return digest(self.text)

    def _before(self) -> Iterator[tuple[int, int]]:
        """Offsets where numbers begin and end, each with the letters before it: every letter is read once."""
        last = count = 0
        for offset in sorted({at for m in self.mentions for at in (m["start"], m["end"])}):
            count += len(letters(self.text[last:offset]))
            last = offset
            yield offset, count

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers in the order of the text."""
        before = dict(self._before())
        return tuple(Number(m["id"], m["entity"], before[m["start"]], before[m["end"]]) for m in self.mentions)

    def at(self, start: int, end: int) -> Number | None:
        """The number at these letters, else the one that shares most of them."""
        shared = {n: min(end, n.end) - max(start, n.start) for n in self.numbers}
        fitting = [n for n, letters in shared.items() if letters > 0]
        return max(fitting, key=lambda n: ((n.start, n.end) == (start, end), shared[n], -n.start), default=None)


class RunNumbers:
    """Paragraphs and numbers of a run, read from its DuckDB file as they are asked for."""

    def __init__(self, connection: "DuckDBPyConnection") -> None:
        self.connection = connection
        self._known: dict[Key, ParagraphNumbers | None] = {}

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents of the run."""
        return frozenset(row["document"] for row in records(self.connection, "SELECT document FROM documents"))

    def load(self, keys: Iterable[Key]) -> None:
        """Reads paragraphs with their numbers, all at once."""
        new = sorted(set(keys) - self._known.keys())
        asked = {"documents": [document for document, _ in new], "paragraphs": [paragraph for _, paragraph in new]}
        mentions: dict[Key, list[Mapping[str, Any]]] = defaultdict(list)
        numbers = f"""
            SELECT id, document, paragraph, entity, "start", "end" FROM mentions {WANTED}
            WHERE label = 'COUNT' AND source <> 'decision' ORDER BY "start"
        """
        for row in records(self.connection, numbers, asked):
            mentions[row["document"], row["paragraph"]].append(row)
        self._known |= dict.fromkeys(new)
        for row in records(
            self.connection, f"SELECT document, paragraph, text, page_first FROM paragraphs {WANTED}", asked
        ):
            key = row["document"], row["paragraph"]
            self._known[key] = ParagraphNumbers(*key, row["text"], row["page_first"], tuple(mentions[key]))

    def paragraph(self, document: str, paragraph: str) -> ParagraphNumbers | None:
        """A paragraph; None where the run has none of that key."""
        if (document, paragraph) not in self._known:
            self.load([(document, paragraph)])
        return self._known[document, paragraph]

    def at(self, place: Place) -> Number | None:
        """The number at a place, whatever the rest of its paragraph says."""
        paragraph = self.paragraph(place.document, place.paragraph)
        return paragraph.at(place.start, place.end) if paragraph else None

    def texts(self, documents: Collection[str]) -> Iterator[tuple[Key, str]]:
        """The paragraphs of documents with their texts, in the order of the text."""
        return self._texts("document", documents)

    def texts_of_keys(self, paragraphs: Collection[str]) -> Iterator[tuple[Key, str]]:
        """The paragraphs of any document that have one of these keys, with their texts."""
        return self._texts("paragraph", paragraphs)

    def _texts(self, column: str, names: Collection[str]) -> Iterator[tuple[Key, str]]:
        for row in records(self.connection, TEXTS.format(column), {"names": sorted(names)}):
            yield (row["document"], row["paragraph"]), row["text"]

    def places(self, counts: Collection[str]) -> dict[str, Place]:
        """Where numbers stand, by the ids of their counts."""
        query = """
            SELECT id, m.document, m.paragraph, "start", "end" FROM mentions m
            WHERE id IN (SELECT unnest($ids)) AND m.paragraph IS NOT NULL ORDER BY id
        """
        rows = records(self.connection, query, {"ids": sorted(counts)})
        self.load((row["document"], row["paragraph"]) for row in rows)
        return {row["id"]: self._place(row) for row in rows}

    def _place(self, row: Mapping[str, Any]) -> Place:
        paragraph = self.paragraph(row["document"], row["paragraph"])
        span = letter_span(paragraph.text if paragraph else "", row["start"], row["end"])
        return Place(row["document"], row["paragraph"], *span)
