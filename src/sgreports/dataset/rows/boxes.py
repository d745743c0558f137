"""Where a text stands on the page: boxes of a paragraph and of a range in it, from the paragraph's pieces."""

from collections.abc import Iterable, Iterator

from sgreports.model.base import Box
from sgreports.model.records import BoxCells, Boxes
from sgreports.model.report import Paragraph, Piece


def paragraph_boxes(pieces: Iterable[Piece]) -> Boxes | None:
    """One box a page or column that the paragraph stands in; None without pieces (text input)."""
    blocks: list[Box] = []
    for piece in pieces:
        if blocks and _continues(blocks[-1], piece.box):
            blocks[-1] = _union(blocks[-1], piece.box)
        else:
            blocks.append(piece.box)
    return tuple(cells(box) for box in blocks) or None


def range_boxes(pieces: Iterable[Piece], start: int, end: int) -> Boxes | None:
    """A box for each line that the range `start`, `end` of the text touches; None where no piece has it."""
    return tuple(cells(box) for box in _parts(pieces, start, end)) or None


def pages_of(paragraph: Paragraph) -> list[int]:
    """The pages that a paragraph stands on, one a line or page; none where its file has none."""
    return [piece.box.page for piece in paragraph.pieces] or [page for _, page in paragraph.pages]


def page_at(paragraph: Paragraph, start: int, boxes: Boxes | None) -> int | None:
    """The page on which a range begins: that of its first box; in text without boxes that of its offset."""
    if boxes:
        return boxes[0][0]
    return next((page for offset, page in reversed(paragraph.pages) if offset <= start), None)


def cells(box: Box) -> BoxCells:
    """A box as a row holds it, to a hundredth of a point."""
    return box.page, round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2)


def _parts(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Box]:
    for piece in pieces:
        first, last = max(start, piece.start), min(end, piece.end)
        if first < last:
            yield _slice(piece, first, last)


def _slice(piece: Piece, first: int, last: int) -> Box:
    """The part of a line's box that its characters `first` to `last` take, as if all were of one width."""
    width = (piece.box.x1 - piece.box.x0) / (piece.end - piece.start)
    x0, x1 = (piece.box.x0 + width * (at - piece.start) for at in (first, last))
    return piece.box.model_copy(update={"x0": x0, "x1": x1})


def _continues(block: Box, line: Box) -> bool:
    """Whether a line stands under (or beside) the block on its page, not at the head of another column."""
    return line.page == block.page and line.bottom > block.top and line.x0 < block.x1


def _union(a: Box, b: Box) -> Box:
    return Box(
        page=a.page, x0=min(a.x0, b.x0), top=min(a.top, b.top), x1=max(a.x1, b.x1), bottom=max(a.bottom, b.bottom)
    )
