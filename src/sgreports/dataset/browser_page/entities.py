"""The index of entities: what each is called, and where it is mentioned: numbers of document, paragraph, mention.

Text units go on in the numbers of the document's paragraphs. `facets.js` has for each paragraph of the run the agencies
and countries that it mentions, by their numbers.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sgreports.dataset.browser_page.document import WIDE, Content, entities
from sgreports.dataset.browser_page.scripts import shards, write_script
from sgreports.dataset.names import distinct_names
from sgreports.knowledge.names.keys import state_in

FACETS = {"AGENCY", "COUNTRY"}


class EntityIndex:
    """The entities of a run, filled document by document."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self.rows = list(rows)
        self.numbers = {row["entity"]: i for i, row in enumerate(self.rows)}
        self.urls: dict[str, str] = {row["entity"]: row["url"] for row in self.rows if row["url"]}
        self._places: dict[int, array[int]] = defaultdict(lambda: array("I"))
        self._facets: list[list[int]] = []
        self.names = distinct_names(self.rows)

    def add(self, number: int, content: Content) -> None:
        """Takes the mentions of a document."""
        for i, paragraph in enumerate([*content["paragraphs"], *content["units"]]):
            named = [self.of(label, entity) for _, _, label, entity, _ in paragraph["mentions"]]
            for j, its in enumerate(named):
                for n in its:
                    self._places[n].extend((number, i, j))
            if i < len(content["paragraphs"]):
                facets = sorted({n for its in named for n in its if self.rows[n]["label"] in FACETS})
                self._facets.append(facets)

    def of(self, label: str, entity: str | None) -> list[int]:
        """The numbers of the entities that a mention names."""
        return [self.numbers[key] for key in entities(label, entity) if key in self.numbers]

    def write(self, folder: Path, small: Mapping[str, int]) -> None:
        """Writes the list, the places in shards, and the facets of paragraphs.

        `small` says how often a word is written in small letters.
        """
        (folder / "entities").mkdir()
        shard_of: dict[str, int] = {}
        for n, shard in enumerate(shards((row["entity"], list(self._places[i])) for i, row in enumerate(self.rows))):
            shard_of |= dict.fromkeys((key for key, _ in shard), n)
            write_script(folder / "entities" / f"{n}.js", f"entities/{n}", shard)
        write_script(folder / "entities.js", "entities", list(self._entries(shard_of, small)))
        write_script(folder / "facets.js", "facets", self._facets)

    def _entries(self, shard_of: Mapping[str, int], small: Mapping[str, int]) -> Iterator[dict[str, Any]]:
        """The rows, without what is null or empty, with a name of its own and the State of a national body.

        `common` are the names that are common words: the texts write them small more often than they name the entity.
        """
        for row in self.rows:
            key, state = row["entity"], state_in(row["entity"])
            stated = {name: value for name, value in row.items() if value not in (None, []) and name != "display_name"}
            own: dict[str, Any] = {"state": state} if state else {}
            names = {name for name in (row["name"], row["abbreviation"], *(row["aliases"] or ())) if name}
            if common := sorted(name for name in names if small.get(name.lower(), 0) > row["mentions"]):
                own["common"] = common
            yield stated | own | {"called": self.names[key], "shard": shard_of[key]}


def cut_utf16(text: str, start: int, end: int) -> str:
    """A range of a text whose offsets count UTF-16 units."""
    if WIDE.search(text) is None:
        return text[start:end]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
