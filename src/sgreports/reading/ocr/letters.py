"""Recognized words → characters in rows, as a page's own text layer gives them: levelled, on common baselines, sized.

Tesseract gives a box for each word. Where its baseline lies and how large its type is follow from which of its letters
rise above the line's middle or hang below the baseline. Letters are spaced evenly over the word's box.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from sgreports.reading.engines.content import Face
from sgreports.reading.glyphs.characters import Run
from sgreports.reading.ocr.words import Word

_HANGING = frozenset("gjpqyQ,;()[]{}$@/|_ç")
_RISING = frozenset("bdfhkltABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789()[]{}/$&?!|")
_RAISED = frozenset("'\"’‘“”*°-–—~^=+•·:.")  # neither on the baseline nor of a known height
_CAPITAL, _SMALL, _DEPTH = 0.66, 0.45, 0.21  # em: height of capitals and of `x`, depth of `p` (Times, Courier, Arial)
# Of the page's usual size: nearer sizes are the same. The box that Tesseract gives a single word may be a row's height.
_EVEN, _EVEN_SHORT = 0.16, 0.42
_SHORT = 12  # letters of a line
_ABOVE, _BELOW = 0.78, 0.22  # em of a line's box above and below its baseline
_LONG = 250  # pixels of a line that shows how the page slants
_STEEPEST = 0.1  # slope; steeper lines are no text


@dataclass(frozen=True, slots=True)
class _Level:
    """A line with levelled words; `size` and `baseline` in pixels, `size` 0 where no letter shows it."""

    words: tuple[Word, ...]
    size: float
    baseline: float


def runs_of(lines: Sequence[Sequence[Word]], point: float, *, one_size: bool = False) -> tuple[Run, ...]:
    """A run for each word, in points from the top left of the page as Tesseract saw it. `point` is points a pixel;
    with `one_size` all lines have the page's usual size, as those of a typed table do, whose rules make boxes high."""
    slope = slant(lines)
    level = [_levelled([_turned(word, slope) for word in line]) for line in lines if line]
    usual = _usual_size(level)
    level = [replace(line, size=usual) for line in level] if one_size else level
    return tuple(run for line in level for run in _runs(line, usual, point))


def slant(lines: Sequence[Sequence[Word]]) -> float:
    """How much the page's lines fall to the right, as a slope; 0 where no line is long enough to say."""
    slopes = []
    for line in lines:
        level = [word for word in line if _sits(word)]
        if len(level) > 2 and level[-1].left - level[0].left > _LONG:
            slopes.append((level[-1].bottom - level[0].bottom) / (_middle(level[-1]) - _middle(level[0])))
    found = median(slopes) if slopes else 0.0
    return found if abs(found) < _STEEPEST else 0.0


def _sits(word: Word) -> bool:
    """Whether the bottom of the word's box is the baseline."""
    return not any(char in _HANGING or char in _RAISED for char in word.text)


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def _turned(word: Word, slope: float) -> Word:
    """The word where it stands when the page's lines are level. The page turns about its top left corner."""
    down, right = slope * _middle(word), slope * (word.top + word.bottom) / 2
    return replace(
        word, left=word.left + right, right=word.right + right, top=word.top - down, bottom=word.bottom - down
    )


def _levelled(line: Sequence[Word]) -> _Level:
    sizes = [size for word in line if (size := _size(word))]
    size = median(sizes) if sizes else 0.0
    bottoms = [word.bottom for word in line if _sits(word)]
    bottoms = bottoms or [word.bottom - _DEPTH * (size or word.bottom - word.top) for word in line]
    return _Level(tuple(line), size, median(bottoms))


def _size(word: Word) -> float | None:
    """The size of the type in pixels, where the letters show it."""
    letters = [char for char in word.text if char not in _RAISED]
    if not letters:
        return None
    hanging = any(char in _HANGING for char in letters)
    rising = any(char in _RISING for char in letters)
    return (word.bottom - word.top) / ((_CAPITAL if rising else _SMALL) + (_DEPTH if hanging else 0.0))


def _usual_size(lines: Sequence[_Level]) -> float:
    """The size of most letters, in pixels."""
    sizes = sorted((line.size, sum(len(word.text) for word in line.words)) for line in lines if line.size)
    half = sum(letters for _, letters in sizes) / 2
    for size, letters in sizes:
        half -= letters
        if half <= 0:
            return size
    return 0.0


def _runs(line: _Level, usual: float, point: float) -> list[Run]:
    short = sum(len(word.text) for word in line.words) < _SHORT
    even = (_EVEN_SHORT if short else _EVEN) * usual
    size = usual if not line.size or abs(line.size - usual) <= even else line.size
    face = Face(font="", size=round(size * point, 1), bold=False, italic=False, angle=0, invisible=True)
    heights = line.baseline, line.baseline - _ABOVE * size, line.baseline + _BELOW * size
    return [_run(word, face, heights, point) for word in line.words]


def _run(word: Word, face: Face, heights: tuple[float, float, float], point: float) -> Run:
    """The word's letters and a blank after them."""
    left, right = word.left * point, word.right * point
    step = (right - left) / len(word.text)
    edges = [left + index * step for index in range(len(word.text))] + [right]
    baseline, top, bottom = (height * point for height in heights)
    return Run(face, baseline, top, bottom, [*word.text, " "], edges, [*edges[1:], right], word.confidence)
