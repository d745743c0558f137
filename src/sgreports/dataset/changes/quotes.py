"""The sentence that a change stands in, as pieces with their roles."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from sgreports.dataset.changes.change import Piece, Role
from sgreports.dataset.changes.shift import Shift

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
    ends = sorted({*(before or ()), *(after or ())})
    found: list[tuple[Span, Role]] = []
    for a, b in pairwise(ends):
        role = _role(before, after, a)
        if role:
            found.append(((a, b), role))
    return found


def _role(before: Span | None, after: Span | None, at: int) -> Literal["removed", "added", "kept"] | None:
    first, second = (span is not None and span[0] <= at < span[1] for span in (before, after))
    if first and second:
        return "kept"
    return "removed" if first else "added" if second else None


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
