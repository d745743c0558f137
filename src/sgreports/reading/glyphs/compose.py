"""Segments → lines of text: spaces by geometry, unusual characters normalized, ranges of style and raised marks."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import sub

from sgreports.model.base import Box
from sgreports.model.report import Recognized, Style
from sgreports.reading.glyphs.characters import Run
from sgreports.reading.glyphs.segments import Segment
from sgreports.reading.lines import Line

# Measured on ten reports of 1992–2025: inside words gaps are under 0.13 em, between words over 0.14; most are 0.25.
_SPACE = 0.17  # em without a blank in the layer
_NO_SPACE = 0.06  # em: a blank in the layer that takes no room is none; an italic `f` hangs over into the blank
_EITHER, _STEP = (0.06, 0.24), 0.035  # em: gaps inside words or between them; a step that parts the two
_LONGEST_WORD = 12  # letters of the words of a line, on average
_SPACED_LETTERS = 0.1  # em: the median gap of letter-spaced lines
_PLAIN = {
    "\u00a0": " ",
    "\u2007": " ",
    "\u202f": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u00ad": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "ft",
    "\ufb06": "st",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\ufeff": "",
    "\x7f": "",
}

Place = Callable[[float, float, float, float], Box]


@dataclass(frozen=True, slots=True)
class Composed:
    """A segment's text, the run of each character (None for a blank put in), and the segment itself."""

    text: str
    runs: tuple[Run | None, ...]
    lefts: tuple[float, ...]
    segment: Segment


def compose(segment: Segment) -> Composed:
    """The letters with one blank between words. Leading and trailing blanks are removed."""
    line = _Composing(segment)
    strip, own, space = segment.strip, slice(segment.start, segment.end), line.space
    chars, lefts, rights = strip.chars[own], strip.lefts[own], strip.rights[own]
    gaps = (0.0, *map(sub, lefts[1:], rights))
    start = 0
    for index, (char, gap) in enumerate(zip(chars, gaps, strict=True)):
        if gap <= space and "!" <= char <= "~":
            continue
        line.take(start, index)
        plain = _PLAIN.get(char, char)
        if plain.isspace():
            line.blank = True
        elif plain:
            line.take(index, index + 1, plain)
        start = index + 1
    line.take(start, len(chars))
    return Composed("".join(line.chars), tuple(line.runs), tuple(line.lefts), segment)


class _Composing:
    """A line under construction: `take` appends letters that are close to one another."""

    def __init__(self, segment: Segment) -> None:
        self._strip, self._first = segment.strip, segment.start
        self._size = segment.strip.row.size
        self.space = _word_gap(segment) * self._size
        self.chars: list[str] = []
        self.runs: list[Run | None] = []
        self.lefts: list[float] = []
        self.blank = False
        self._edge: float | None = None

    def take(self, start: int, end: int, letters: str = "") -> None:
        """The segment's letters from `start` to `end`; `letters` instead of a single one: a ligature gives several."""
        if start == end:
            return
        own = slice(self._first + start, self._first + end)
        strip, times = self._strip, len(letters) or 1
        left, run = strip.lefts[own.start], strip.runs[own.start]
        if self._edge is not None and _apart(left - self._edge, self.blank, self.space, self._size, run):
            self.chars.append(" ")
            self.runs.append(None)
            self.lefts.append(self._edge)
        self.chars += letters or strip.chars[own]
        self.runs += strip.runs[own] * times
        self.lefts += strip.lefts[own] * times
        self._edge, self.blank = strip.rights[own.stop - 1], False


def _apart(gap: float, blank: bool, space: float, size: float, run: Run) -> bool:
    if blank:
        return gap > (0 if run.face.italic else _NO_SPACE * size) or run.face.invisible
    return gap > space


def _word_gap(segment: Segment) -> float:
    """Em between words where the layer has no blanks: more where the line's letters are spaced out."""
    strip, size = segment.strip, segment.strip.row.size
    if size <= 0 or segment.end - segment.start < 6:
        return _SPACE
    lefts, rights = strip.lefts[segment.start + 1 : segment.end], strip.rights[segment.start : segment.end - 1]
    gaps = sorted(map(sub, lefts, rights))
    middle = gaps[len(gaps) // 2] / size
    if middle > _SPACED_LETTERS:
        return float(_SPACE + middle)
    return _SPACE if " " in strip.chars[segment.start : segment.end] else _step_up([gap / size for gap in gaps])


def _step_up(gaps: Sequence[float]) -> float:
    """Em between words of a tight line without blanks: in the middle of the first wide step from one gap to the next
    larger one, among those that may be of either kind. `gaps` are sorted."""
    low, high = _EITHER
    steps = [low, *(gap for gap in gaps if low < gap < high), high]
    space = next((a + (b - a) / 2 for a, b in pairwise(steps) if b - a >= _STEP), _SPACE)
    words = sum(gap > space for gap in gaps)
    return float(min(space, _SPACE)) if words * _LONGEST_WORD > len(gaps) else _SPACE


def line_of(composed: Composed, column: int, place: Place, gap: float | None) -> Line:
    """The line with its box, dominant size, styles and superscripts."""
    stretches = _stretches(composed.runs)
    own = [run for run, _, _ in stretches]
    segment = composed.segment
    top, bottom = min(run.top for run in own), max(run.bottom for run in own)
    sizes: Counter[float] = Counter()
    for run, start, end in stretches:
        sizes[run.face.size] += end - start
    size = sizes.most_common(1)[0][0]
    raised = {id(run) for run in segment.strip.row.raised}
    level = [run for run in own if id(run) not in raised] or own  # a mark is set plain after a bold heading too
    return Line(
        text=composed.text,
        box=place(segment.left, top, segment.right, bottom),
        size=size,
        bold=all(run.face.bold for run in level),
        italic=all(run.face.italic for run in level),
        styles=_styles(stretches),
        superscripts=raised_ranges(composed),
        recognized=_recognized(stretches),
        gap=gap,
        column=column,
    )


def raised_ranges(composed: Composed) -> tuple[tuple[int, int], ...]:
    """The ranges of the text that are raised."""
    raised = {id(run) for run in composed.segment.strip.row.raised}
    return _ranges(_stretches(composed.runs), lambda run: id(run) in raised) if raised else ()


def _recognized(stretches: "Sequence[Stretch]") -> tuple[Recognized, ...]:
    return tuple(
        Recognized(start=start, end=end, confidence=round(run.confidence, 3))
        for run, start, end in stretches
        if run.confidence is not None
    )


Stretch = tuple[Run, int, int]  # a run and the range of characters that it gives, without inserted blanks


def _stretches(runs: tuple[Run | None, ...]) -> list[Stretch]:
    found: list[Stretch] = []
    start = 0
    for _, group in groupby(runs, key=id):
        same = list(group)
        if same[0] is not None:
            found.append((same[0], start, start + len(same)))
        start += len(same)
    return found


def _styles(stretches: Sequence[Stretch]) -> tuple[Style, ...]:
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
