"""What is no running text though no layout says so: captions, runs of short pieces from tables, figures and maps."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sgreports.knowledge.layout.captions import caption
from sgreports.reading.lines import Line
from sgreports.reading.plain.spacing import full_length
from sgreports.reading.structure.headings import label
from sgreports.reading.structure.measures import ended, stopped

_PIECE = 0.55  # of a full line: a cell or an axis label is shorter
_FEWEST = 5  # pieces in a row; a list, a signature or two headings have fewer
_FEWEST_CAPTIONED = 2
_TITLE_LINES = 3
_WRAPPED = 0.6  # of a full line: the next one goes on with it
_MOSTLY = 0.5  # of all lines: a spoilt text, or a list
_NUMBERED = re.compile(r"\d{1,3}\.\s")


def without_fragments(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages with the role `table` on runs of short pieces and their captions; not where most lines are short."""
    full = full_length([line for lines in pages for line in lines])
    pieces = sum(_is_piece(line, full) for lines in pages for line in lines)
    if pieces > _MOSTLY * sum(map(len, pages)):
        return [list(lines) for lines in pages]
    return [_page(lines, full_length(lines, full)) for lines in pages]


def _page(lines: Sequence[Line], full: float) -> list[Line]:
    out = list(lines)
    index = 0
    while index < len(out):
        begin, end = _captioned(out, index, full) or _run(out, index, full)
        for at in range(begin, end):
            out[at] = replace(out[at], role="table")
        index = max(end, index + 1)
    return out


def _run(lines: Sequence[Line], index: int, full: float) -> tuple[int, int]:
    """The pieces from here on where they are enough; else nothing."""
    end = index
    while end < len(lines) and _is_piece(lines[end], full):
        end += 1
    begin, captioned = _with_caption(lines, index)
    enough = end - index >= (_FEWEST_CAPTIONED if captioned else _FEWEST)
    return (begin, end) if enough else (index, index)


def _captioned(lines: Sequence[Line], index: int, full: float) -> tuple[int, int] | None:
    """A figure's caption, its title, the pieces under it and its source lines; a source line alone, too."""
    end = index
    if _heads(lines[index], "figure"):
        end = _after_title(lines, index + 1, full)
        while end < len(lines) and _is_piece(lines[end], full):
            end += 1
    while end < len(lines) and (_is_source(lines[end]) or (end > index and _is_legend(lines[end]))):
        end = _after_source(lines, end, full)
    return (index, end) if end > index else None


def _after_title(lines: Sequence[Line], start: int, full: float) -> int:
    """The index after the title under a caption, which goes on after a long line."""
    end = start
    while end < min(start + _TITLE_LINES, len(lines)) and lines[end].role == "text":
        if _begins(lines[end]) or _is_source(lines[end]):
            break
        end += 1
        if len(lines[end - 1].text) < _WRAPPED * full or ended(lines[end - 1].text):
            break
    return end


def _is_source(line: Line) -> bool:
    return line.role == "text" and caption("source").match(line.text) is not None


def _is_legend(line: Line) -> bool:
    """Whether a line is a figure's note or list of abbreviations: `Note: …`."""
    found = caption("note").match(line.text)
    return line.role == "text" and found is not None and line.text[found.end() :][:1] == ":"


def _after_source(lines: Sequence[Line], start: int, full: float) -> int:
    """The index after a source line, which goes on up to a stop, after a long line."""
    end = start + 1
    while end < len(lines) and not stopped(lines[end - 1].text) and not _begins(lines[end]):
        if lines[end].role != "text" or (lines[end].gap or 0) > 1 or len(lines[end - 1].text) < _WRAPPED * full:
            break
        end += 1
    return end


def _begins(line: Line) -> bool:
    return label(line.text) is not None or _NUMBERED.match(line.text) is not None


def _is_piece(line: Line, full: float) -> bool:
    if line.role != "text" or len(line.text) > _PIECE * full or _begins(line):
        return False
    return not ended(line.text)


def _with_caption(lines: Sequence[Line], index: int) -> tuple[int, bool]:
    """Where the run begins with the caption over it."""
    for back in range(4):
        at = index - back
        if at >= 0 and _heads(lines[at], "table", "figure"):
            return at, True
    return index, False


def _heads(line: Line, *kinds: Literal["table", "figure"]) -> bool:
    found = next((m for kind in kinds if (m := caption(kind).match(line.text))), None)
    return line.role == "text" and found is not None and found["number"] is not None and found.end() == len(line.text)
