"""Reports with tables that tests draw: rules, headings and figures in columns, and what is read of them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Self

from drawn.paper import SENTENCE, Paper, width
from drawn.reading import report as read


class Report(Paper):
    """A report whose first page is text."""

    def __init__(self) -> None:
        super().__init__()
        self.page()
        self.prose(100)

    def sheet(self) -> Self:
        self.page().put(60, 60, "A/1/2", "B", 8)
        return self

    def prose(self, y: float) -> None:
        for row in range(5):
            self.put(123, y + 12 * row, SENTENCE)

    def rules(self, *heights: float, edges: tuple[float, ...] = (123, 552)) -> None:
        for y in heights:
            for left, right in pairwise(edges):
                self.line(left, y, right - (2 if right != edges[-1] else 0), y)

    def right(self, x: float, y: float, text: str, style: str = "", size: float = 8) -> None:
        self.put(x - width(text, style, size), y, text, style, size)

    def underlined(self, x: float, y: float, text: str) -> None:
        self.line(x, y + 2, self.put(x, y, text), y + 2)


def cells(paper: Report) -> list[tuple[tuple[str, ...], ...]]:
    return [table.cells for table in read(paper).tables]


def strength(paper: Report, top: float, rows: list[tuple[str, str]], head: str = "Number") -> float:
    """Draws a ruled table of countries; the height at which it ends."""
    paper.rules(top, top + 16, top + 16 + 15 * len(rows), top + 34 + 15 * len(rows))
    paper.put(123, top + 11, "Country", "I", 7)
    paper.right(550, top + 11, head, "I", 7)
    for row, (name, number) in enumerate([*rows, ("Total", str(sum(int(number) for _, number in rows)))]):
        paper.put(123, top + 28 + 15 * row, name, size=8)
        paper.right(550, top + 28 + 15 * row, number)
    return top + 34 + 15 * len(rows)


def listed(
    paper: Report,
    top: float,
    rows: Sequence[tuple[str, ...]],
    *columns: float,
    left: float = 123,
    pitch: float = 12,
    size: float = 10,
) -> None:
    """Draws rows without rules, figures to the right of their column; `pitch` is from one row to the next."""
    for row, texts in enumerate(rows):
        paper.put(left, top + pitch * row, texts[0], size=size)
        for x, text in zip(columns, texts[1:], strict=True):
            paper.right(x, top + pitch * row, text, size=size)


POLICE = [("Norway", "12"), ("Peru", "7"), ("Chad", "3")]
