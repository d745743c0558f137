"""Describes a change: what its row is, in a line, and the sentence that it is in."""

from collections.abc import Mapping, Sequence
from typing import Any

from sgreports.dataset.changes.alignment import Row, place, text_unit
from sgreports.dataset.changes.change import Cause, Change, Differing, Kind, Piece, Role, Table
from sgreports.dataset.changes.fields import Alignment
from sgreports.dataset.changes.quotes import Span, cut, marked, spans_of_both, text_changes

LINE = 100
Tables = Mapping[str, Sequence[Row]]
"""The rows of one document by the names of their tables."""


class ChangeContext:
    """What two runs have of a document, for its rows to point to; and why they differ."""

    def __init__(self, before: Tables, after: Tables, alignment: Alignment, causes: tuple[Cause, ...]) -> None:
        self.alignment, self.causes = alignment, causes
        self.texts = tuple(
            {place(p): p for p in (*t.get("paragraphs", ()), *t.get("text_units", ()))} for t in (before, after)
        )
        self.mentions = tuple({m["id"]: m for m in t.get("mentions", ())} for t in (before, after))
        keys = list(self.texts[1]) + [k for k in self.texts[0] if k not in alignment.paragraphs]
        self._places = {key: i for i, key in enumerate(dict.fromkeys(keys))}

    def place(self, change: Change) -> tuple[int, int, int]:
        """Where a change comes among those of its table."""
        row: Row = change.after or change.before or {}
        at = -1 if change.place is None else self._places.get(change.place, len(self._places))
        return at, row.get("start", row.get("order", row.get("row_index", 0))), change.kind != "removed"


def describe(
    table: Table, before: Row | None, after: Row | None, fields: tuple[Differing, ...], context: ChangeContext
) -> Change:
    """The change from one row to the other; one of them may be None."""
    row: Row = after or before or {}
    kind: Kind = "changed" if before and after else "added" if after else "removed"
    return Change(
        table=table, kind=kind, document=row.get("document"), paragraph=row.get("paragraph"),
        text_unit=text_unit(row), page=row.get("page", row.get("page_first")), what=line(table, row),
        fields=fields, causes=context.causes, before=before, after=after, quote=quote(table, before, after, context),
    )  # fmt: skip


def line(table: str, row: Row) -> str:
    """What a row is, in one line."""
    match table:
        case "documents":
            said = row["title"] or row["source"]
        case "sections" | "tables" | "figures":
            number = row["label"] if table == "sections" else row["number"]
            said = " ".join(str(part) for part in (number, row["title"]) if part) or row[table[:-1]]
        case "paragraphs" | "text_units" | "table_cells":
            said = row["text"]
        case "counts":
            said = " ".join(filter(None, (row["text"], row["unit"], row["event"], *row["times"], row["country"])))
        case "mentions":
            said = f"{row['label']} “{row['text']}”" + (f" {row['entity']}" if row["entity"] else "")
        case "relations":
            said = f"{row['subject_text']} —{row['type']}→ {row['object_text']}"
        case "entities":
            said = f"{row['label']} {row['entity']}" + (f" ({row['name']})" if row["name"] else "")
        case _:
            said = f"{row['code']}: {row['detail']}"
    return cut(said, LINE)


def quote(table: str, before: Row | None, after: Row | None, context: ChangeContext) -> tuple[Piece, ...]:
    """The sentence with what changed marked; nothing for what stands in no sentence."""
    match table:
        case "paragraphs" | "text_units" if before and after:
            return text_changes(context.alignment.shift(place(before))) if before["text"] != after["text"] else ()
        case "paragraphs" | "text_units":
            return (_whole(after, "added") if after else _whole(before or {}, "removed"),)
        case "mentions":
            return _mention(before, after, context)
        case "relations":
            return _relation(before, after, context)
        case "counts":
            side, count = (1, after) if after else (0, before or {})
            mention = context.mentions[side].get(count["count"])
            text = context.texts[side][count["paragraph"]]["text"]
            return marked(text, [((mention["start"], mention["end"]), "subject")] if mention else [])
    return ()


def _whole(paragraph: Row, role: Role) -> Piece:
    return Piece(text=paragraph["text"], role=role)


def _mention(before: Row | None, after: Row | None, context: ChangeContext) -> tuple[Piece, ...]:
    """In the second run's paragraph where it has it."""
    if after:
        old = context.alignment.shift(place(before)).span(before["start"], before["end"]) if before else None
        return marked(context.texts[1][place(after)]["text"], spans_of_both(old, (after["start"], after["end"])))
    row = before or {}
    key, span = place(row), (row["start"], row["end"])
    if key in context.alignment.paragraphs:
        text = context.texts[1][context.alignment.paragraphs[key]]["text"]
        span = context.alignment.shift(key).span(*span)
        if text[slice(*span)].strip():
            return marked(text, [(span, "removed")])
        span = (row["start"], row["end"])
    return marked(context.texts[0][key]["text"], [(span, "removed")])


def _relation(before: Row | None, after: Row | None, context: ChangeContext) -> tuple[Piece, ...]:
    side, row = (1, after) if after else (0, before or {})
    text = context.texts[side][row["paragraph"]]["text"]
    ends = {name: context.mentions[side].get(row[name]) for name in ("subject", "object")}
    spans: list[tuple[Span, Role]] = [((m["start"], m["end"]), role) for role, m in _ends(ends) if m]
    return marked(text, spans)


def _ends(ends: Mapping[str, Any]) -> list[tuple[Role, Any]]:
    return [("subject", ends["subject"]), ("object", ends["object"])]
