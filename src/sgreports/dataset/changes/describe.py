"""Describes a change: what its row is, in a line, and the sentence that it is in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from sgreports.dataset.changes.alignment import Row, place, text_unit
from sgreports.dataset.changes.change import Cause, Change, Differing, Kind, Piece, Role, Table
from sgreports.dataset.changes.fields import Alignment
from sgreports.dataset.changes.shift import Shift

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
        text_unit=text_unit(row), page=row.get("page", row.get("page_first")), what=line(table, row), fields=fields,
        causes=causes_of(table, before, after) or context.causes, before=before, after=after,
        quote=quote(table, before, after, context),
    )  # fmt: skip


def causes_of(table: str, before: Row | None, after: Row | None) -> tuple[Cause, ...]:
    """`decided`, where readers decided of the row, or of one that they added, otherwise in the two runs."""
    rows = [row for row in (before, after) if row]
    if table == "counts":
        marks = [tuple(row.get(name) for name in ("verdict", "decided_by", "proposed")) for row in rows]
        changed = len(rows) > 1 and marks[0] != marks[1]
        return ("decided",) if changed or "added" in [row.get("verdict") for row in rows] else ()
    return ("decided",) if table == "mentions" and "decision" in [row["source"] for row in rows] else ()


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
            return (Piece(text=(after or before or {})["text"], role="added" if after else "removed"),)
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
    roles: tuple[Role, ...] = ("subject", "object")
    ends = ((context.mentions[side].get(row[role]), role) for role in roles)
    return marked(text, [((m["start"], m["end"]), role) for m, role in ends if m])


Span = tuple[int, int]
STOP = re.compile(r"[.!?;:]\s++(?=[^a-z])")
MOST, AROUND, PLAIN = 320, 110, 60
"""In characters: the longest sentence, what is kept of a longer one around its marks, and of text between changes."""


def marked(text: str, marks: Iterable[tuple[Span, Role]]) -> tuple[Piece, ...]:
    """The sentence around the marks, which do not overlap."""
    spans = sorted((span, role) for span, role in marks if span[0] < span[1] <= len(text))
    if not spans:
        return (Piece(text=cut(text, MOST)),) if text else ()
    start, end = _sentence(text, spans[0][0][0], spans[-1][0][1])
    return tuple(_pieces(text, start, end, spans))


def cut(text: str, most: int) -> str:
    """The text, shortened with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def spans_of_both(before: Span | None, after: Span | None) -> list[tuple[Span, Role]]:
    """Two spans of one text as stretches: in the first only, in both, in the second only."""
    found: list[tuple[Span, Role]] = []
    for a, b in pairwise(sorted({*(before or ()), *(after or ())})):
        first, second = (span is not None and span[0] <= a < span[1] for span in (before, after))
        role: Role = "kept" if first and second else "removed" if first else "added"
        if first or second:
            found.append(((a, b), role))
    return found


def text_changes(shift: Shift) -> tuple[Piece, ...]:
    """What was taken out of a text and put into it; long stretches between are shortened."""
    pieces: list[Piece] = []
    for i, s in enumerate(shift.stretches):
        if s.equal:
            text = _middle_cut(shift.before[s.start : s.end], first=i == 0, last=i == len(shift.stretches) - 1)
            pieces.append(Piece(text=text))
        else:
            both: Sequence[tuple[str, Role]] = (
                (shift.before[s.start : s.end], "removed"),
                (shift.after[s.to : s.to_end], "added"),
            )
            pieces += [Piece(text=text, role=role) for text, role in both if text]
    return tuple(pieces)


def _middle_cut(text: str, first: bool, last: bool) -> str:
    head, tail = ("" if first else text[:PLAIN]), ("" if last else text[-PLAIN:])
    return text if len(text) <= len(head) + len(tail) + 5 else f"{head} … {tail}"


def _sentence(text: str, start: int, end: int) -> Span:
    first = max((m.end() for m in STOP.finditer(text, 0, start + 1) if m.end() <= start), default=0)
    stop = STOP.search(text, max(end - 1, 0))
    last = stop.start() + 1 if stop else len(text)
    if last - first > MOST:
        first, last = max(first, start - AROUND), min(last, max(end, start + MOST) + AROUND)
    return first, last


def _pieces(text: str, start: int, end: int, spans: list[tuple[Span, Role]]) -> Iterator[Piece]:
    at = start
    for n, ((a, b), role) in enumerate(spans):
        plain = text[at:a] if n == 0 else _middle_cut(text[at:a], first=False, last=False)
        if plain:
            yield Piece(text=f"…{plain}" if n == 0 and start and not STOP.search(text, 0, start + 1) else plain)
        yield Piece(text=text[a:b], role=role)
        at = b
    if text[at:end]:
        yield Piece(text=text[at:end])
