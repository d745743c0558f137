"""Which columns of two rows differ, once the first is expressed in the second run's ids, keys and offsets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sgreports.dataset.changes.alignment import Row, place
from sgreports.dataset.changes.change import Differing
from sgreports.dataset.changes.shift import Shift

FOLLOWS: dict[str, frozenset[str]] = {
    "documents": frozenset(), "entities": frozenset({"display_name"}), "issues": frozenset({"document"}),
    "sections": frozenset({"document", "order"}), "paragraphs": frozenset({"document", "order"}),
    "tables": frozenset({"document"}), "table_cells": frozenset({"document", "table_key", "row_index", "col_index"}),
    "figures": frozenset({"document"}),
    "text_units": frozenset({"document", "text_unit"}),
    "mentions": frozenset({"id", "document", "paragraph", "text_unit"}),
    "relations": frozenset({"id", "document", "paragraph"}),
    "counts": frozenset({
        "count", "document", "paragraph", "page", "sentence_text", "text", "thing", "said", "telling", "brought",
    }),
}  # fmt: skip
"""Columns that differ because another row does (a count's sentence, say), or that no run keeps: an id, a running
number, a name as written. What a count says is its own, though its mention says some of it too."""


@dataclass(frozen=True)
class Alignment:
    """How the first run's rows of one document read in the second: keys of paragraphs and text units, ids of mentions,
    texts."""

    paragraphs: Mapping[str | None, str | None] = field(default_factory=dict)
    mentions: Mapping[str, str] = field(default_factory=dict)
    shifts: Mapping[str | None, Shift] = field(default_factory=dict)

    def shift(self, key: str | None) -> Shift:
        """Where the letters of a paragraph or text unit of the first run stand in the second."""
        return self.shifts.get(key) or Shift("", "")


def differing(table: str, before: Row, after: Row, alignment: Alignment, moved: bool = False) -> tuple[Differing, ...]:
    """The columns that differ, with the values as the rows have them."""
    again = in_second(table, before, alignment)
    is_cell = table == "text_units" and after["kind"] == "cell"
    follows = FOLLOWS[table] | {"text"} if is_cell else FOLLOWS[table]  # the text is that of `table_cells`
    names = [n for n in dict.fromkeys((*before, *after)) if n not in follows]
    found = [n for n in names if again.get(n) != after.get(n)] + ["order"] * moved
    return tuple(Differing(name=n, before=before.get(n), after=after.get(n)) for n in found)


def in_second(table: str, row: Row, alignment: Alignment) -> Row:
    """A row of the first run as the second would have written it."""
    match table:
        case "paragraphs":
            shift = alignment.shift(row["paragraph"])
            calls = [_call(c, shift, alignment) for c in row["footnotes"]]
            styles = [_cue(style, shift) for style in row.get("styles", ())]
            return {**row, "footnotes": calls, "styles": styles}
        case "mentions":
            start, end = alignment.shift(place(row)).span(row["start"], row["end"])
            return {**row, "start": start, "end": end}
        case "relations":
            ends = _ids(row, alignment, "subject", "object", "attributed_to")
            return {**row, **ends, "trigger": _cue(row["trigger"], alignment.shift(row["paragraph"]))}
        case "counts":
            return {**row, **_ids(row, alignment, "part_of", "attributed_to", "covered_by", "revised_by")}
    return row


def _ids(row: Row, alignment: Alignment, *names: str) -> dict[str, Any]:
    return {name: alignment.mentions.get(row[name], row[name]) for name in names if name in row}


def _call(call: Mapping[str, Any], shift: Shift, alignment: Alignment) -> dict[str, Any]:
    key = call["paragraph"]
    return {**call, "offset": shift.at(call["offset"]), "paragraph": alignment.paragraphs.get(key, key)}


def _cue(cue: Mapping[str, Any] | None, shift: Shift) -> dict[str, Any] | None:
    if cue is None:
        return None
    start, end = shift.span(cue["start"], cue["end"])
    return {**cue, "start": start, "end": end}


def by_place(rows: Iterable[Row]) -> dict[str | None, list[Row]]:
    """Rows by the key of their paragraph or text unit."""
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        found.setdefault(place(row), []).append(row)
    return found
