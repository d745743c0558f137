"""Text that a page holds and does not show: without visible print, too small to read, outside the page.

The text that recognition laid under the picture of a page is none of it, where the picture has print at its place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium

from sgreports.model.base import Issue
from sgreports.reading.engines.content import Rectangle, TextObject
from sgreports.reading.engines.unseen.borrowed import borrowed, is_covered, unpaint
from sgreports.reading.engines.unseen.objects import PageObject, Painted, painted
from sgreports.reading.engines.unseen.picture import COARSE, FINE, Pictures
from sgreports.reading.engines.unseen.recognized import Word, without_print
from sgreports.reading.engines.unseen.suspects import Suspicion, holds, place_of

HIDDEN = "hidden-text"
_SMALL, _NARROW = 2.0, 0.3  # points: the size of letters, their width on average
_WORD = 3  # letters: one alone may have no width, as an accent has
_OUTSIDE, _TOO_SMALL, _UNPRINTED = "outside the page", "too small to read", "without visible print"

Reasons = dict[int, list[str]]
"""Of the texts with hidden characters why each one is hidden, empty where it is not."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A page's texts, those of its hidden characters apart, and why so many of these are hidden."""

    seen: list[TextObject]
    hidden: list[TextObject]
    reasons: Counter[str]

    def issues(self, number: int) -> Iterator[Issue]:
        """What is said of the hidden text of a page, if there is any."""
        if self.reasons:
            why = ", ".join(f"{count} {reason}" for reason, count in sorted(self.reasons.items()))
            detail = f"Page {number}: characters that the page does not show are not read: {why}."
            yield Issue(code=HIDDEN, detail=detail, page=number)


class Hidden:
    """Finds hidden text on one page after the other. A page is not to be drawn again: texts were taken out of it."""

    def __init__(self) -> None:
        self._suspicion = Suspicion()

    def parted(
        self, page: pdfium.PdfPage, texts: list[TextObject], owners: Sequence[int], objects: Sequence[PageObject]
    ) -> Parted:
        """The texts of a page by whether they are seen; `owners` has the address of each in pdfium."""
        places = list(map(place_of, texts))
        reasons = dict(_outside(page, texts, places))
        scene = painted(page, objects)
        doubted = self._suspicion.suspects(texts, places, owners, scene)
        doubted |= {index for index, text in enumerate(texts) if _is_small(text)}
        if doubted:
            names = borrowed(scene.order)
            unpaint(names)
            told = {index for index in doubted if owners[index] in names and not texts[index].face.invisible}
            for index in self._covered(sorted(told), places, owners, scene):
                reasons.setdefault(index, [_UNPRINTED] * len(texts[index].chars))
            doubted -= told
        if doubted:
            words = _unseen(page, texts, owners, sorted(doubted), scene)
            for word in without_print(words):
                why = reasons.setdefault(word.text, [""] * len(texts[word.text].chars))
                what = _TOO_SMALL if _is_small(texts[word.text]) else _UNPRINTED
                why[word.start : word.end] = [old or what for old in why[word.start : word.end]]
        return _parted(texts, reasons)

    def _covered(
        self, told: Sequence[int], places: Sequence[Rectangle], owners: Sequence[int], scene: Painted
    ) -> Iterator[int]:
        """Of texts in borrowed fonts those that are hidden."""
        for index, colour in zip(told, self._suspicion.fills([owners[index] for index in told]), strict=True):
            if is_covered(places[index], scene.order.get(owners[index], -1), colour, scene.covers):
                yield index


def _outside(
    page: pdfium.PdfPage, texts: Sequence[TextObject], places: Sequence[Rectangle]
) -> Iterator[tuple[int, list[str]]]:
    """The texts with characters whose middle is outside the page's visible box."""
    left, bottom, right, top = page.get_bbox()
    shown = Rectangle(left, right, top, bottom)
    for index, (text, place) in enumerate(zip(texts, places, strict=True)):
        if not holds(shown, place):
            middles = (((box.left + box.right) / 2, (box.bottom + box.top) / 2) for box in _boxes(text))
            yield index, ["" if left <= x <= right and bottom <= y <= top else _OUTSIDE for x, y in middles]


def _boxes(text: TextObject) -> list[Rectangle]:
    return list(map(Rectangle, text.lefts, text.rights, text.tops, text.bottoms))


def _is_small(text: TextObject) -> bool:
    """Whether letters are too small or too narrow to be read."""
    place, letters = place_of(text), sum(map(str.isalnum, text.chars))
    width = max(place.right - place.left, place.top - place.bottom if text.face.angle else 0.0)
    return text.face.size < _SMALL or (letters >= _WORD and width < _NARROW * letters)


def _unseen(
    page: pdfium.PdfPage, texts: Sequence[TextObject], owners: Sequence[int], doubted: Sequence[int], scene: Painted
) -> Iterator[Word]:
    """The doubted words that the page does not show as letters.

    Of two copies of a text in one place pdfium gives one as text, so the other is taken out of the picture with it.
    """
    printed = {index for index in doubted if not texts[index].face.invisible and not _is_small(texts[index])}
    unpaint(owners[index] for index in doubted if _is_small(texts[index]))  # else it is print of its own
    look = Pictures(page, _around([place_of(texts[index]) for index in doubted]), FINE if printed else COARSE)
    if printed:
        look.leave_out({owners[index] for index in printed} | (scene.order.keys() - set(owners)))
    pictures = [cover.bounds for cover in scene.covers if cover.kind == "image"]
    for index in doubted:
        text, boxes = texts[index], _boxes(texts[index])
        for start, end in _words(text):
            if index not in printed or 2 * sum(map(look.shows, boxes[start:end])) < end - start:
                yield Word.of(index, text, start, end, look, pictures)


def _around(places: Sequence[Rectangle]) -> Rectangle:
    lefts, rights, tops, bottoms = zip(*places, strict=True)
    return Rectangle(min(lefts), max(rights), max(tops), min(bottoms))


def _words(text: TextObject) -> Iterator[tuple[int, int]]:
    """The ranges of a text between blanks."""
    at = 0
    for blank, letters in groupby(text.chars, str.isspace):
        end = at + len(list(letters))
        if not blank:
            yield at, end
        at = end


def _parted(texts: list[TextObject], reasons: Reasons) -> Parted:
    found = Parted([], [], Counter())
    for index, text in enumerate(texts):
        why = reasons.get(index)
        if why is None or not any(why):
            found.seen.append(text)
            continue
        found.reasons.update(w for w, char in zip(why, text.chars, strict=True) if w and not char.isspace())
        found.seen.extend(_ranges(text, why, wanted=False))
        found.hidden.extend(_ranges(text, why, wanted=True))
    return found


def _ranges(text: TextObject, why: Iterable[str], *, wanted: bool) -> Iterator[TextObject]:
    """The parts of a text that are hidden, or that are not."""
    at = 0
    for is_hidden, letters in groupby(map(bool, why)):
        end = at + len(list(letters))
        if is_hidden == wanted and not all(map(str.isspace, text.chars[at:end])):
            part = slice(at, end)
            yield TextObject(
                text.face, text.origin, text.chars[part], text.lefts[part], text.rights[part], text.tops[part],
                text.bottoms[part],
            )  # fmt: skip
        at = end
