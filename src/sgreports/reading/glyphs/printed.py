"""Composed text → lines: with box, dominant size, ranges of style and raised marks."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from sgreports.model.base import Box
from sgreports.model.report import Recognized, Style
from sgreports.reading.glyphs.characters import Run
from sgreports.reading.glyphs.compose import Composed, Stretch
from sgreports.reading.lines import Line

_WORD = re.compile(r"[^ ]+")


def edges(composed: Composed) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the line in its reading frame."""
    segment, own = composed.segment, [run for run, _, _ in composed.stretches]
    return segment.left, min(run.top for run in own), segment.right, max(run.bottom for run in own)


def line_of(composed: Composed, box: Box, **more: Any) -> Line:
    """The line with its dominant size, styles and superscripts; `more` are other fields of it."""
    stretches, raised = composed.stretches, _raised(composed)
    own = [run for run, _, _ in stretches]
    level = [run for run in own if id(run) not in raised] or own  # a mark is set plain after a bold heading too
    return Line(
        text=composed.text,
        box=box,
        size=_size(composed),
        bold=all(run.face.bold for run in level),
        italic=all(run.face.italic for run in level),
        styles=_styles(stretches),
        superscripts=_ranges(stretches, lambda run: id(run) in raised) if raised else (),
        recognized=_recognized(composed),
        **more,
    )


def raised_ranges(composed: Composed) -> tuple[tuple[int, int], ...]:
    """The ranges of the text that are raised."""
    raised = _raised(composed)
    return _ranges(composed.stretches, lambda run: id(run) in raised) if raised else ()


def _raised(composed: Composed) -> set[int]:
    return {id(run) for run in composed.segment.strip.row.raised}


def _size(composed: Composed) -> float:
    """The size of most letters."""
    every = {run.face.size for run, _, _ in composed.stretches}
    if len(every) == 1:
        return every.pop()
    sizes: Counter[float] = Counter()
    for run, start, end in composed.stretches:
        sizes[run.face.size] += end - start - composed.text.count(" ", start, end)
    return max(sizes, key=sizes.__getitem__)


def _recognized(composed: Composed) -> tuple[Recognized, ...]:
    return tuple(
        Recognized(start=word.start(), end=word.end(), confidence=round(run.confidence, 3))
        for run, start, end in composed.stretches
        if run.confidence is not None
        for word in _WORD.finditer(composed.text, start, end)
    )


def _styles(stretches: Sequence[Stretch]) -> tuple[Style, ...]:
    if not any(run.face.bold or run.face.italic for run, _, _ in stretches):
        return ()
    both = _ranges(stretches, lambda run: run.face.bold and run.face.italic)
    bold = _ranges(stretches, lambda run: run.face.bold and not run.face.italic)
    italic = _ranges(stretches, lambda run: run.face.italic and not run.face.bold)
    found = [Style(start=a, end=b, bold=True, italic=True) for a, b in both]
    found += [Style(start=a, end=b, bold=True) for a, b in bold]
    found += [Style(start=a, end=b, italic=True) for a, b in italic]
    return tuple(sorted(found, key=lambda style: style.start))


def _ranges(stretches: Sequence[Stretch], wanted: Callable[[Run], bool]) -> tuple[tuple[int, int], ...]:
    """Maximal ranges whose runs are wanted; a blank inside a range belongs to it."""
    found: list[tuple[int, int]] = []
    last = -1  # the end of the stretch before
    for run, start, end in stretches:
        if wanted(run):
            if found and found[-1][1] == last and start - last <= 1:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        last = end
    return tuple(found)
