"""The index of relations: `[type, subject, object, document, paragraph, relation, said, score, role]`, all numbers.

`subject` and `object` are numbers of ends, `[label, words, entities]`, since most come often. `said` is 1 for negated
plus 2 for planned, `score` is in thousandths, `role` a place in the list of roles; null but for a `count_by`.
"""

from pathlib import Path
from typing import Any

from sgreports.dataset.browser_page.document import Content
from sgreports.dataset.browser_page.entities import EntityIndex, cut_utf16
from sgreports.dataset.browser_page.scripts import write_script

End = tuple[str, str, tuple[int, ...]]


class RelationIndex:
    """The relations of a run, filled document by document."""

    def __init__(self) -> None:
        self._types: dict[str, int] = {}
        self._roles: dict[str, int] = {}
        self._ends: dict[End, int] = {}
        self._rows: list[list[int | None]] = []

    def add(self, number: int, content: Content, index: EntityIndex) -> None:
        """Takes the relations of a document."""
        for i, paragraph in enumerate(content["paragraphs"]):
            ends = [_end(paragraph["text"], m, index) for m in paragraph["mentions"]]
            for j, relation in enumerate(paragraph["relations"]):
                type_, subject, object_, polarity, modality, _, _, score, role = relation
                if subject is not None and object_ is not None:
                    kind = self._types.setdefault(type_, len(self._types))
                    one, other = (self._ends.setdefault(ends[n], len(self._ends)) for n in (subject, object_))
                    said = (polarity == "negated") + 2 * (modality == "planned")
                    own = None if role is None else self._roles.setdefault(role, len(self._roles))
                    self._rows.append([kind, one, other, number, i, j, said, round(1000 * score), own])

    def write(self, folder: Path) -> None:
        """Writes the index as one file: some 35 bytes a relation."""
        write_script(
            folder / "relations.js", "relations",
            {
                "types": list(self._types), "roles": list(self._roles), "ends": list(self._ends), "rows": self._rows,
            },
        )  # fmt: skip


def _end(text: str, mention: list[Any], index: EntityIndex) -> End:
    start, end, label, entity, detail = mention
    words = cut_utf16(text, start, end)
    return label, f"{words} {detail}" if label == "COUNT" and detail else words, tuple(index.of(label, entity))
