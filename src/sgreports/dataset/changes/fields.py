"""Which columns of two rows differ, once the first is expressed in the second run's ids, keys and offsets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sgreports.dataset.changes.alignment import Row
from sgreports.dataset.changes.change import Differing
from sgreports.dataset.changes.shift import Shift

FOLLOWS: dict[str, frozenset[str]] = {
    "documents": frozenset(), "entities": frozenset({"display_name"}), "issues": frozenset({"document"}),
    "sections": frozenset({"document", "order"}), "paragraphs": frozenset({"document", "order"}),
    "tables": frozenset({"document"}), "figures": frozenset({"document"}),
    "mentions": frozenset({"id", "document", "paragraph"}), "relations": frozenset({"id", "document", "paragraph"}),
}  # fmt: skip
"""Columns that differ because another row does, or that no run keeps: an id, a running number, a name as written."""


@dataclass(frozen=True)
class Alignment:
    """How the first run's rows of one document read in the second: keys of paragraphs, ids of mentions, texts."""

    paragraphs: Mapping[str, str] = field(default_factory=dict)
    mentions: Mapping[str, str] = field(default_factory=dict)
    shifts: Mapping[str, Shift] = field(default_factory=dict)

    def shift(self, paragraph: str) -> Shift:
        """Where the letters of a paragraph of the first run stand in the second."""
        return self.shifts.get(paragraph) or Shift("", "")


def differing(table: str, before: Row, after: Row, alignment: Alignment, moved: bool = False) -> tuple[Differing, ...]:
    """The columns that differ, with the values as the rows have them."""
    again = in_second(table, before, alignment)
    names = [n for n in dict.fromkeys((*before, *after)) if n not in FOLLOWS[table]]
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
            start, end = alignment.shift(row["paragraph"]).span(row["start"], row["end"])
            return {**row, "start": start, "end": end}
        case "relations":
            ends = {
                name: alignment.mentions.get(row[name], row[name]) for name in ("subject", "object", "attributed_to")
            }
            return {**row, **ends, "trigger": _cue(row["trigger"], alignment.shift(row["paragraph"]))}
    return row


def _call(call: Mapping[str, Any], shift: Shift, alignment: Alignment) -> dict[str, Any]:
    key = call["paragraph"]
    return {**call, "offset": shift.at(call["offset"]), "paragraph": alignment.paragraphs.get(key, key)}


def _cue(cue: Mapping[str, Any] | None, shift: Shift) -> dict[str, Any] | None:
    if cue is None:
        return None
    start, end = shift.span(cue["start"], cue["end"])
    return {**cue, "start": start, "end": end}


def by_paragraph(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by the key of their paragraph."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["paragraph"], []).append(row)
    return found
