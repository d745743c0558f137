"""What a tool tore apart is put together: words with blanks inside, `Secretary -General`, and numbers and marks that
stand alone on a line, `3.` over its paragraph, with the line that they number."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from sgreports.reading.lines import Line

_BEFORE_HYPHEN = re.compile(r"(?<=[^\W\d_]) (?=-[^\W\d_])|(?<=\d) (?=–\d)")
_ALONE = re.compile(r"\d{1,3} ?\.|(?=[IVXL])[IVXL]{1,6}\.|[A-Z]\.|\([a-z]{1,4}\)|\(\d{1,2}\)|[•●▪■]")


def without_blanks(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines without blanks before the hyphens of words."""
    return [[replace(line, text=_BEFORE_HYPHEN.sub("", line.text)) for line in lines] for lines in pages]


def with_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines of running text with each number joined to what it numbers; numbers in a row number the blocks that
    follow."""
    out: list[Line] = []
    waiting: deque[Line] = deque()
    joined = False
    for line in lines:
        if line.role == "text" and _ALONE.fullmatch(line.text):
            if joined:
                out += waiting
                waiting.clear()
            waiting.append(line)
            joined = False
        elif line.role == "text" and waiting and (not joined or (line.gap or 0) > 0):
            out.append(_joined(waiting.popleft(), line))
            joined = bool(waiting)
        else:
            out.append(line)
    return [*out, *waiting]


def _joined(first: Line, line: Line) -> Line:
    shift = len(first.text) + 1
    superscripts = tuple((a + shift, b + shift) for a, b in line.superscripts)
    return replace(line, text=f"{first.text} {line.text}", gap=max(first.gap or 0.0, 1.0), superscripts=superscripts)
