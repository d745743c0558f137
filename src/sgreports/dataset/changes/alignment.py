"""Matches the rows of one run with those of another: by the strictest key first, then by looser ones, in order."""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from sgreports.dataset.changes.shift import Shift
from sgreports.knowledge.statements.relations import symmetric_types

Row = Mapping[str, Any]
Key = Callable[[Row], Hashable]
Pair = tuple[Row, Row]
Left = tuple[list[Row], list[Row]]


def columns(*names: str) -> Key:
    """A key of some columns."""
    return lambda row: tuple(repr(v) if isinstance(v := row[name], list | dict) else v for name in names)


def align(before: Iterable[Row], after: Iterable[Row], *keys: Key | tuple[Key, Key]) -> tuple[list[Pair], Left]:
    """The pairs, and the rows of each side without one. A key may differ between the sides; None pairs nothing."""
    a, b = list(before), list(after)
    pairs: list[Pair] = []
    for key in keys:
        of_a, of_b = key if isinstance(key, tuple) else (key, key)
        found, a, b = _one_pass(a, b, of_a, of_b)
        pairs += found
    return pairs, (a, b)


def _one_pass(a: list[Row], b: list[Row], of_a: Key, of_b: Key) -> tuple[list[Pair], list[Row], list[Row]]:
    waiting: dict[Hashable, deque[Row]] = defaultdict(deque)
    for row in b:
        waiting[of_b(row)].append(row)
    pairs, left = [], []
    for row in a:
        key = of_a(row)
        if key is not None and waiting.get(key):
            pairs.append((row, waiting[key].popleft()))
        else:
            left.append(row)
    taken = {id(other) for _, other in pairs}
    return pairs, left, [row for row in b if id(row) not in taken]


def align_mentions(before: Sequence[Row], after: Sequence[Row], shift: Shift) -> tuple[list[Pair], Left]:
    """Mentions of one paragraph: the same span and label, the same span, then those that overlap most."""

    def span(row: Row) -> tuple[int, int]:
        return shift.span(row["start"], row["end"])

    exact = (lambda r: (r["label"], *span(r)), lambda r: (r["label"], r["start"], r["end"]))
    pairs, (a, b) = align(before, after, exact, (span, lambda r: (r["start"], r["end"])))
    spans = [span(r) for r in a]
    near = [
        (r["label"] != s["label"], max(start, s["start"]) - min(end, s["end"]), i, j)
        for i, (r, (start, end)) in enumerate(zip(a, spans, strict=True)) for j, s in enumerate(b)
    ]  # fmt: skip
    one, other = set[int](), set[int]()
    for _, size, i, j in sorted(near):
        if size < 0 and i not in one and j not in other:
            pairs.append((a[i], b[j]))
            one.add(i)
            other.add(j)
    return pairs, ([r for i, r in enumerate(a) if i not in one], [s for j, s in enumerate(b) if j not in other])


def align_relations(before: Sequence[Row], after: Sequence[Row], same: Mapping[str, str]) -> tuple[list[Pair], Left]:
    """Relations of one paragraph by type and ends; `same` has the second run's id of each aligned mention."""

    def ends(row: Row) -> Hashable:
        return row["type"], same.get(row["subject"]), same.get(row["object"])

    def turned(row: Row) -> Hashable:
        return (row["type"], row["object"], row["subject"]) if row["type"] in symmetric_types() else None

    return align(before, after, (ends, columns("type", "subject", "object")), (ends, turned))


def moved(pairs: Sequence[Pair]) -> set[int]:
    """The indices of the pairs that stand elsewhere among the others: all but a longest run that kept its order."""
    order = sorted(range(len(pairs)), key=lambda i: (pairs[i][0]["order"], pairs[i][1]["order"]))
    tails: list[int] = []
    ends: list[int] = []
    came_from: dict[int, int | None] = {}
    for i in order:
        at = bisect_right(tails, pairs[i][1]["order"])
        tails[at : at + 1] = [pairs[i][1]["order"]]
        ends[at : at + 1] = [i]
        came_from[i] = ends[at - 1] if at else None
    kept, last = set[int](), ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = came_from[last]
    return set(range(len(pairs))) - kept


def place(row: Row) -> str | None:
    """The key of the paragraph or text unit that a row is of or stands in; the two have no key in common."""
    return row.get("paragraph") or row.get("text_unit")


def text_unit(row: Row) -> str | None:
    """The key of the text unit that a row is of or stands in; that of a cell is made of table, row and column."""
    if "table_key" in row:
        return f"cell/{row['table_key']}/{row['row_index']}/{row['col_index']}"
    return row.get("text_unit")


def with_cell_texts(tables: Mapping[str, Sequence[Row]]) -> dict[str, Sequence[Row]]:
    """The tables of a document, a cell's text unit with the text that `table_cells` has."""
    texts = {text_unit(c): c["text"] for c in tables.get("table_cells", ())}
    units = [u if u["text"] is not None else {**u, "text": texts.get(u["text_unit"], "")} for u in tables["text_units"]]
    return {**tables, "text_units": units}
