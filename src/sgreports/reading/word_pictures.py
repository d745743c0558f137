"""Words that are pictures among the printed words of a page, as a program leaves them that could not read them.

What such a word says stands invisibly under its picture, and is often wrong: character recognition says it better.
"""

from collections.abc import Sequence
from dataclasses import replace

from sgreports.model.base import Box
from sgreports.reading.glyphs.characters import PageCharacters, Run

_HIGHEST, _WIDEST = 260.0, 320.0  # points: a column of figures may be one picture
_AROUND = 1.0  # points around a picture within which a word stands in it
_SURE = 0.5  # confidence of a word that is taken
_SAME_LINE = 0.45  # em between the baselines of a word and of its line
_DASHES = "-–—"


def word_pictures(letters: PageCharacters, images: Sequence[Box]) -> list[Box]:
    """The boxes of the words that are pictures; none on a page without invisible words."""
    printed = [run for run in letters.runs if not run.face.invisible]
    if len(printed) == len(letters.runs):
        return []
    small = [box for box in images if box.bottom - box.top <= _HIGHEST and box.x1 - box.x0 <= _WIDEST]
    return [box for box in small if not any(_stands_in(run, box) for run in printed)]


def with_words_read(letters: PageCharacters, boxes: Sequence[Box], recognized: PageCharacters) -> PageCharacters:
    """The letters with the words that are pictures as recognized; where nothing sure is, with what stands there."""
    sure = [run for run in recognized.runs if (run.confidence or 0.0) >= _SURE and _is_word(run)]
    words = [run for run in sure if any(_stands_in(run, box) for box in boxes)]
    read = [box for box in boxes if any(_stands_in(run, box) for run in words)]
    kept = [run for run in letters.runs if not (run.face.invisible and any(_stands_in(run, box) for box in read))]
    printed = [run for run in kept if not run.face.invisible]
    return replace(letters, runs=(*kept, *(_on_line(word, printed) for word in words)))


def _is_word(run: Run) -> bool:
    return any(char.isalnum() or char in _DASHES for char in run.chars)


def _stands_in(run: Run, box: Box) -> bool:
    """Whether the middle of a word is in a box; its letters rise about two thirds of their size above the baseline."""
    x, y = (run.lefts[0] + run.rights[-1]) / 2, run.baseline - run.face.size / 3
    return box.x0 - _AROUND <= x <= box.x1 + _AROUND and box.top - _AROUND <= y <= box.bottom + _AROUND


def _on_line(word: Run, printed: Sequence[Run]) -> Run:
    """The word on the baseline, and in the size, of the printed line that it stands in."""
    near = [run for run in printed if abs(run.baseline - word.baseline) <= _SAME_LINE * run.face.size]
    if not near:
        return word
    line = min(near, key=lambda run: (abs(run.baseline - word.baseline), abs(run.lefts[0] - word.lefts[0])))
    face = replace(word.face, size=line.face.size)
    return replace(word, face=face, baseline=line.baseline, top=line.top, bottom=line.bottom)
