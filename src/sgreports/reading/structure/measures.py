"""What is usual on the pages of one report: type size, left edge, white between lines. In doubt the text decides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sgreports.reading.grouping import grouped, usual
from sgreports.reading.lines import Line

_TERMINAL = re.compile(r"[.!?:;…][”\"’')\]\d*]*$")
_FULL_STOP = re.compile(r"[.!?…][”\"’')\]\d*]*$")


@dataclass(frozen=True)
class Measures:
    """`size`, `leading` (white between the lines of a paragraph) and `lefts` (by column) in points; 0 for text."""

    size: float = 0.0
    leading: float = 0.0
    lefts: tuple[float, ...] = (0.0,)
    width: float = 0.0
    paged: bool = False
    marked: bool = False  # headings are set in bold: a centred line is none for being centred

    def apart(self, line: Line) -> bool:
        """Whether there is more white space above the line than between the lines of a paragraph."""
        if not self.paged:
            return line.gap is None or line.gap > 0
        return line.gap is not None and line.gap > self.leading + 0.28 * (self.size or 10)

    def alike(self, before: Line, line: Line) -> bool:
        """Whether two lines of a cover are set alike; a title's last line may lack the bold of the others."""
        large = self.paged and line.size > self.size + 2
        return abs(before.size - line.size) < 0.6 and (before.bold == line.bold or large)

    def indent(self, line: Line) -> float:
        """How far from the usual left edge of its column the line begins, in points."""
        if line.box is None:
            return 0.0
        return line.box.x0 - self.lefts[min(line.column, len(self.lefts) - 1)]

    def centred(self, line: Line) -> bool:
        """Whether the line is centred on the page, away from both edges (one column only)."""
        if line.box is None or self.marked or not self.width or len(self.lefts) > 1:
            return False
        left, right = line.box.x0, self.width - line.box.x1
        return abs(left - right) < 0.06 * self.width and self.indent(line) > 24


def measures(lines: Sequence[Line], width: float, paged: bool) -> Measures:
    """The usual values, weighted by the number of characters; page lines of one report in reading order."""
    if not paged:
        return Measures()
    size = usual((round(line.size * 2) / 2, len(line.text)) for line in lines)
    own = [line for line in lines if abs(line.size - size) < 0.8]
    leading = usual((round(x.gap * 2) / 2, 1) for x in own if x.gap is not None and len(x.text) > 40)
    edges = [(line.column, float(round(line.box.x0))) for line in own if line.box and len(line.text) > 30]
    columns = range(max((line.column for line in own), default=0) + 1)
    lefts = tuple(usual((left, 1) for column, left in edges if column == number) for number in columns)
    bold = sum(line.bold for line in lines if line.page != 1 and len(line.text) > 8)
    return Measures(size, leading, lefts, width, paged=True, marked=3 <= bold < len(lines) / 3)


def stacked(lines: Sequence[Line], usual: Measures) -> list[list[Line]]:
    """The lines of a cover cut where white, size or weight changes."""
    return grouped(
        lines, lambda before, line: usual.alike(before, line) and not usual.apart(line) and line.gap is not None
    )


def ended(text: str) -> bool:
    """Whether a sentence, or an item of a list, may have ended with this text."""
    return bool(_TERMINAL.search(text.rstrip()))


def stopped(text: str) -> bool:
    """Whether the text ends with a full stop, question or exclamation mark, ignoring quotes and note marks."""
    return bool(_FULL_STOP.search(text.rstrip()))
