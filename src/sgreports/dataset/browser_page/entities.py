"""The index of entities: what each is called, and where it is mentioned: numbers of document, paragraph, mention."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sgreports.dataset.browser_page.document import WIDE, Content, entities
from sgreports.dataset.browser_page.scripts import shards, write_script


class EntityIndex:
    """The entities of a run, filled document by document."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self.rows = list(rows)
        self.numbers = {row["entity"]: i for i, row in enumerate(self.rows)}
        self.urls: dict[str, str] = {row["entity"]: row["url"] for row in self.rows if row["url"]}
        self._places: dict[int, array[int]] = defaultdict(lambda: array("I"))
        self._called: dict[int, Counter[str]] = defaultdict(Counter)

    def add(self, number: int, content: Content) -> None:
        """Takes the mentions of a document."""
        for i, paragraph in enumerate(content["paragraphs"]):
            for j, (start, end, label, entity, _) in enumerate(paragraph["mentions"]):
                for n in self.of(label, entity):
                    self._places[n].extend((number, i, j))
                    if "+" not in entity and not self.rows[n]["name"]:
                        self._called[n][cut_utf16(paragraph["text"], start, end)] += 1

    def of(self, label: str, entity: str | None) -> list[int]:
        """The numbers of the entities that a mention names."""
        return [self.numbers[key] for key in entities(label, entity) if key in self.numbers]

    def write(self, folder: Path) -> None:
        """Writes the list, and the places in shards."""
        (folder / "entities").mkdir()
        shard_of: dict[str, int] = {}
        for n, shard in enumerate(shards((row["entity"], list(self._places[i])) for i, row in enumerate(self.rows))):
            shard_of |= dict.fromkeys((key for key, _ in shard), n)
            write_script(folder / "entities" / f"{n}.js", f"entities/{n}", shard)
        write_script(folder / "entities.js", "entities", list(self._entries(shard_of)))

    def _entries(self, shard_of: Mapping[str, int]) -> Iterator[dict[str, Any]]:
        """The rows, without what is null or empty, with what texts call an entity that no list names."""
        for i, row in enumerate(self.rows):
            stated = {name: value for name, value in row.items() if value not in (None, [])}
            called = self._called[i].most_common(1)
            yield stated | {
                "called": called[0][0] if called else row["name"] or row["entity"],
                "shard": shard_of[row["entity"]],
            }


def cut_utf16(text: str, start: int, end: int) -> str:
    """A range of a text whose offsets count UTF-16 units."""
    if WIDE.search(text) is None:
        return text[start:end]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
