"""The index of relations: `[type, subject, object, document, paragraph, relation, said, score, role]`, all numbers.

`subject` and `object` are numbers of ends, `[label, words, entities]`, since most come often. `said` is 1 for negated
plus 2 for planned, `score` is in thousandths, `role` a place in the list of roles; null but for a `count_by`.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from sgreports.dataset.browser_page.document import Content
from sgreports.dataset.browser_page.entities import EntityIndex, cut_utf16
from sgreports.dataset.browser_page.scripts import write_script
from sgreports.model.facts import LIKELY

End = tuple[str, str, tuple[int, ...]]
EITHER_WAY = {"works_with"}
"""Relations that say the same of both of their ends."""


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

    def ties(self, kind: str, entity: int, letters: Collection[int]) -> tuple[int, int]:
        """The names that an entity is said to be so related to as a fact, and in how many relations.

        As pages/ties.js groups them for a question of the start page: without what is unsure, or in letters of States.
        """
        ends, names, relations = list(self._ends), set[int | str](), 0
        for type_, one, other, document, _, _, said, score, _ in self._rows:
            surely = not said and (score or 0) >= 1000 * LIKELY and document not in letters
            fits = surely and type_ == self._types.get(kind)
            if fits and (tied := _tied(entity, ends[one], ends[other], kind in EITHER_WAY)):  # type: ignore[index]
                names |= tied
                relations += 1
        return len(names), relations

    def write(self, folder: Path) -> None:
        """Writes the index as one file: some 35 bytes a relation."""
        write_script(
            folder / "relations.js", "relations",
            {
                "types": list(self._types), "roles": list(self._roles), "ends": list(self._ends), "rows": self._rows,
            },
        )  # fmt: skip


def _tied(entity: int, subject: End, object_: End, either_way: bool) -> set[int | str]:
    """What stands at the other end, each entity for itself; the words where no list has it."""
    if entity in subject[2]:
        other = object_
    elif either_way and entity in object_[2]:
        other = subject
    else:
        return set()
    others: set[int | str] = {n for n in other[2] if n != entity}
    return others or {other[1]}


def _end(text: str, mention: list[Any], index: EntityIndex) -> End:
    start, end, label, entity, detail = mention
    words = cut_utf16(text, start, end)
    return (
        label,
        f"{words} {detail}" if label == "COUNT" and detail and detail not in words else words,
        tuple(index.of(label, entity)),
    )
