"""Pieces of text → lines: ranges of type, links and calls, and the number at a line's beginning."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sgreports.model.report import Link, Style
from sgreports.reading.lines import Line
from sgreports.reading.word.runs import BREAK, Piece

# A number typed before a tab: `12.`, `6.1`, `IS1.2`. One without a stop is a note's mark or a table's cell.
_TYPED = re.compile(r"\s*(?P<number>\d{1,4}(?=\.)|[A-Z]{0,3}\d{1,3}\.\d{1,3})\.?[ \xa0]*\t")
_SHOWN = re.compile(r"(?P<number>\d{1,4}|[A-Z]{0,3}\d{1,3}\.\d{1,3})\.?")


@dataclass(frozen=True, slots=True)
class Set:
    """How a paragraph is set: its index in the body of the file, the level of a heading, its size in points, and
    whether it is `prose`, though its style is that of headings."""

    index: int | None
    level: int | None = None
    size: float = 0.0
    prose: bool = False


def lines_of(pieces: Sequence[Piece], label: str, how: Set) -> list[Line]:
    """The lines of a paragraph, cut where it has line breaks. `label` is its automatic number."""
    found = [line for part in _parts(pieces) if (line := _line(part)) is not None]
    if not found:
        return []
    typed = _TYPED.match("".join(piece.text for piece in pieces[:8]))
    number = label or (typed["number"] if typed else "")
    if label:
        found[0] = _headed(label, found[0])
    return [_placed(line, at, number, how) for at, line in enumerate(found)]


def _placed(line: Line, at: int, number: str, how: Set) -> Line:
    found = _SHOWN.fullmatch(number) if at == 0 and how.level is None else None
    bold = how.level is not None or (line.bold and not how.prose)
    return replace(
        line, gap=0.0 if at else 1.0, bold=bold, level=how.level, size=how.size,
        number=found["number"] if found else "", index=how.index,
    )  # fmt: skip


def _parts(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    for piece in pieces:
        head, *rest = piece.text.split(BREAK)
        part.append(replace(piece, text=head))
        for text in rest:
            yield part
            part = [replace(piece, text=text)]
    yield part


def _line(part: Sequence[Piece]) -> Line | None:
    """The line of the pieces without white space at its ends; None where nothing is left."""
    text = "".join(piece.text for piece in part).replace("\t", " ")
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    if first >= last:
        return None
    spans = _spans(part, first, last)
    worded = [piece for a, b, piece in spans if text[a + first : b + first].strip()]
    bold, italic = all(p.bold for p in worded), all(p.italic for p in worded)
    return Line(
        text[first:last],
        bold=bold,
        italic=italic,
        styles=tuple(
            Style(start=a, end=b, italic=p.italic, bold=p.bold)
            for a, b, p in _joined(spans, lambda p: (p.bold, p.italic))
            if p.bold or p.italic
        ),
        superscripts=tuple(
            (a, b) for a, b, p in _joined(spans, lambda p: (p.raised, id(p) if p.call else 0)) if p.raised
        ),
        links=tuple(Link(start=a, end=b, uri=p.uri) for a, b, p in _joined(spans, lambda p: p.uri) if p.uri),
    )


def _spans(part: Sequence[Piece], first: int, last: int) -> list[tuple[int, int, Piece]]:
    """Where the pieces stand in the text from `first` to `last`."""
    found, at = [], 0
    for piece in part:
        a, b = max(at, first), min(at + len(piece.text), last)
        if a < b:
            found.append((a - first, b - first, piece))
        at += len(piece.text)
    return found


def _joined(
    spans: Sequence[tuple[int, int, Piece]], key: Callable[[Piece], object]
) -> Iterator[tuple[int, int, Piece]]:
    for _, group in groupby(spans, lambda span: key(span[2])):
        members = list(group)
        yield members[0][0], members[-1][1], members[0][2]


def _headed(label: str, line: Line) -> Line:
    """The line with its automatic number before it."""
    by = len(label) + 1
    return replace(
        line,
        text=f"{label} {line.text}",
        styles=tuple(s.model_copy(update={"start": s.start + by, "end": s.end + by}) for s in line.styles),
        superscripts=tuple((a + by, b + by) for a, b in line.superscripts),
        links=tuple(s.model_copy(update={"start": s.start + by, "end": s.end + by}) for s in line.links),
    )
