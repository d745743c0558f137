"""The changes of one document that both runs have."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import get_args

from sgreports.dataset.changes.alignment import (
    Key,
    Left,
    Pair,
    Row,
    align,
    align_mentions,
    align_relations,
    columns,
    moved,
    place,
)
from sgreports.dataset.changes.change import Cause, Change, Differing, Table
from sgreports.dataset.changes.describe import ChangeContext, Tables, describe
from sgreports.dataset.changes.fields import Alignment, by_place, differing
from sgreports.dataset.changes.shift import Shift

KEYS: dict[Table, tuple[Key, ...]] = {
    "sections": (columns("section", "title"), columns("label", "title"), columns("section")),
    "tables": (columns("table", "title"), columns("title", "cells"), columns("table")),
    "figures": (columns("figure", "title"), columns("title", "page"), columns("figure")),
    "issues": (columns("code", "paragraph", "page", "detail"), columns("code", "paragraph", "page")),
    "paragraphs": (columns("paragraph", "text"), columns("text"), columns("paragraph")),
    "text_units": (columns("text_unit", "text"), columns("kind", "text"), columns("text_unit")),
}
"""From the strictest to the loosest: a paragraph whose number changed is found by its text."""


@dataclass(frozen=True)
class Aligned:
    """One table of a document: pairs, and the rows without one."""

    table: Table
    pairs: list[Pair]
    left: Left


def document_changes(before: Tables, after: Tables, causes: tuple[Cause, ...]) -> Iterator[Change]:
    """What came, went and differs in a document, table by table, each in the order of the text."""
    parts = {name: Aligned(name, *align(before[name], after[name], *KEYS[name])) for name in KEYS}
    parts["table_cells"] = _cells(before, after, {a["table"]: b["table"] for a, b in parts["tables"].pairs})
    pairs = [*parts["paragraphs"].pairs, *parts["text_units"].pairs]
    alignment = Alignment(
        {place(a): place(b) for a, b in pairs}, {}, {place(a): Shift(a["text"], b["text"]) for a, b in pairs}
    )
    parts["mentions"] = _within(before, after, "mentions", alignment, align_mentions)
    same = {a["id"]: b["id"] for a, b in parts["mentions"].pairs}
    alignment = Alignment(alignment.paragraphs, same, alignment.shifts)
    parts["relations"] = _within(before, after, "relations", alignment, lambda a, b, _: align_relations(a, b, same))
    by_count = lambda row: same.get(row["count"]), lambda row: row["count"]
    parts["counts"] = Aligned("counts", *align(before["counts"], after["counts"], by_count))
    parts["documents"] = Aligned("documents", [(before["documents"][0], after["documents"][0])], ([], []))
    context = ChangeContext(before, after, alignment, causes)
    order = [name for name in get_args(Table) if name in parts]
    yield from chain.from_iterable(_changes(parts[name], context) for name in order)


def _cells(before: Tables, after: Tables, tables: Mapping[str, str]) -> Aligned:
    """Cells of aligned tables by place or headings and text, else by headings, else by place alone."""

    def keys(*names: str) -> tuple[Key, Key]:
        rest = columns(*names)
        return lambda row: (tables.get(row["table_key"]), rest(row)), lambda row: (row["table_key"], rest(row))

    here, headings = ("row_index", "col_index"), ("row_header", "col_header")
    passes = keys(*here, "text"), keys(*headings, "text"), keys(*headings), keys(*here)
    return Aligned("table_cells", *align(before["table_cells"], after["table_cells"], *passes))


def _within(
    before: Tables, after: Tables, table: Table, alignment: Alignment,
    pair: Callable[[list[Row], list[Row], Shift], tuple[list[Pair], Left]],
) -> Aligned:  # fmt: skip
    """A table aligned paragraph by paragraph, and text unit by text unit."""
    a, b = by_place(before[table]), by_place(after[table])
    whole = Aligned(table, [], ([], []))
    for key, rows in a.items():
        other = b.pop(alignment.paragraphs[key], []) if key in alignment.paragraphs else []
        pairs, left = pair(rows, other, alignment.shift(key))
        whole.pairs.extend(pairs)
        whole.left[0].extend(left[0])
        whole.left[1].extend(left[1])
    whole.left[1].extend(chain.from_iterable(b.values()))
    return whole


def _changes(part: Aligned, context: ChangeContext) -> Iterator[Change]:
    other_place = moved(part.pairs) if part.table in {"sections", "paragraphs"} else set()
    found: list[Change] = []
    for i, (a, b) in enumerate(part.pairs):
        fields = differing(part.table, a, b, context.alignment, i in other_place)
        if fields:
            found.append(describe(part.table, a, b, fields, context))
    found += [describe(part.table, a, None, (), context) for a in part.left[0]]
    found += [describe(part.table, None, b, (), context) for b in part.left[1]]
    yield from sorted(found, key=context.place)


def one_sided(rows: Tables, added: bool, causes: tuple[Cause, ...], note: str | None) -> Iterator[Change]:
    """A document that one run has only: each of its rows came or went."""
    before, after = ({}, rows) if added else (rows, {})
    context = ChangeContext(before, after, Alignment(), causes)
    for name in (name for name in get_args(Table) if name in rows):
        for row in rows[name]:
            fields = (_outcome(note, added),) if note and name == "documents" else ()
            yield describe(name, None if added else row, row if added else None, fields, context)


def _outcome(note: str, added: bool) -> Differing:
    """What the other run made of the file."""
    before, after = (note, "read") if added else ("read", note)
    return Differing(name="outcome", before=before, after=after)
