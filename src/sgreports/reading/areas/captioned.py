"""Shared by tables and figures: captioned areas of a page, and the lines above, in and below them."""

import re
from collections.abc import Iterable, Sequence

from sgreports.knowledge.layout.captions import caption
from sgreports.knowledge.layout.covers import word_list
from sgreports.model.base import Box
from sgreports.reading.grouping import usual
from sgreports.reading.lines import Line, Page

_WIDE = 0.42  # of the page's width: a line of running text is at least so long
_MOST_NOTES = 18  # lines
_MARKS = re.compile(r"(?:[a-z]|\d{1,3}|[*†‡§]{1,4})(?: ?, ?(?:[a-z]|\d{1,3}|[*†‡§]{1,4}))*")
_UNIT = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(word_list('unit_words')))})$")
NOTE_RULE = "____"  # the rule over footnotes where it is typed


def body_size(pages: Iterable[Page]) -> float:
    """The font size of most letters, in points; 0 where there are none."""
    text = (line for page in pages for line in page.lines if line.role == "text")
    return usual((round(line.size * 2) / 2, len(line.text)) for line in text)


def is_body(line: Line, page: Page, size: float) -> bool:
    """Whether a line is running text: set like the body and long, or the beginning of a numbered paragraph."""
    if line.box is None or line.size < size - 0.7 or line.bold:
        return False
    wide = line.box.x1 - line.box.x0 >= _WIDE * page.width
    return wide or bool(caption("paragraph").match(line.text))


def overlaps(box: Box, top: float, bottom: float) -> bool:
    """Whether a box's middle lies between two heights."""
    return top <= (box.top + box.bottom) / 2 <= bottom


def united(boxes: Iterable[Box | None]) -> Box | None:
    """The box around boxes of one page; None where there are none."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    return Box(
        page=known[0].page,
        x0=min(box.x0 for box in known),
        top=min(box.top for box in known),
        x1=max(box.x1 for box in known),
        bottom=max(box.bottom for box in known),
    )


def notes_below(lines: Sequence[Line], size: float) -> list[Line]:
    """The source line and notes directly below, in small type."""
    found: list[Line] = []
    for line in lines[:_MOST_NOTES]:
        if line.role != "text" or line.size >= size - 0.7 or line.text.startswith(NOTE_RULE):
            break
        if not found and not (caption("source").match(line.text) or caption("note").match(line.text)):
            break  # a number is a footnote's
        if line.gap is not None and line.gap > 2.0 * line.size:
            break
        found.append(line)
    return found


def joined_text(lines: Iterable[Line]) -> str | None:
    """The lines' texts in one, without the marks of notes that they call; None where there is none."""
    return " ".join(without_marks(line.text, line.superscripts) for line in lines) or None


def without_marks(text: str, raised: Sequence[tuple[int, int]]) -> str:
    """A cell's or title's text without the raised ranges that are marks of notes: `Officer (P-4)e`. What begins with a
    mark keeps it, and so do units (`km2`)."""
    for start, end in reversed(raised):
        if _MARKS.fullmatch(text[start:end].strip()) and not _UNIT.search(text[:start]) and text[:start].strip():
            text = f"{text[:start].rstrip()}{text[end:]}"
    return text.strip()


def split_notes(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """Notes and source line below a table or figure."""
    start = next((i for i, line in enumerate(lines) if caption("source").match(line.text)), None)
    if start is None:
        return joined_text(lines), None
    end = next((i for i in range(start + 1, len(lines)) if caption("note").match(lines[i].text)), len(lines))
    return joined_text([*lines[:start], *lines[end:]]), joined_text(lines[start:end])
