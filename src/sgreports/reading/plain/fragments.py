"""What is no running text though no layout says so: captions, runs of short pieces from tables, figures and maps."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sgreports.knowledge.layout.captions import caption
from sgreports.reading.lines import Line
from sgreports.reading.plain.spacing import full_length
from sgreports.reading.structure.headings import label
from sgreports.reading.structure.measures import ended

_PIECE = 0.55  # of a full line: a cell or an axis label is shorter
_FEWEST = 5  # pieces in a row; a list, a signature or two headings have fewer
_FEWEST_CAPTIONED = 2
_TITLE_LINES = 3  # between a caption and the pieces
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
        end = index
        while end < len(out) and _is_piece(out[end], full):
            end += 1
        begin = next((at for at in range(index, max(index - _TITLE_LINES - 1, -1), -1) if _heads(out[at])), None)
        if end - index >= (_FEWEST if begin is None else _FEWEST_CAPTIONED):
            begin = index if begin is None else begin
            out[begin:end] = [replace(line, role="table") for line in out[begin:end]]
        index = max(end, index + 1)
    return out


def _is_piece(line: Line, full: float) -> bool:
    begins = label(line.text) is not None or _NUMBERED.match(line.text)
    return line.role == "text" and len(line.text) <= _PIECE * full and not begins and not ended(line.text)


def _heads(line: Line) -> bool:
    """Whether a line is the caption of a table or figure, alone."""
    found = caption("table").match(line.text) or caption("figure").match(line.text)
    return line.role == "text" and found is not None and found["number"] is not None and found.end() == len(line.text)
