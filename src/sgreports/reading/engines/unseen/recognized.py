"""Words under the picture of a page, as recognition lays them there, told from words that no print stands for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sgreports.reading.engines.content import Rectangle, TextObject
from sgreports.reading.engines.unseen.picture import Pictures
from sgreports.reading.grouping import grouped

_AROUND = 0.5  # em by which a recognized word may stand beside its print
_LINE = 3.0  # points between the baselines of one line
_FEWEST = 8  # letters and digits of a line that recognition does not make of specks


@dataclass(frozen=True, slots=True)
class Word:
    """A range of a text that the page does not show as letters. `printed` says whether a picture has print at its
    place, None where it has no picture there."""

    text: int
    start: int
    end: int
    letters: int
    baseline: float
    printed: bool | None

    @classmethod
    def of(  # noqa: PLR0917
        cls, index: int, text: TextObject, start: int, end: int, look: Pictures, pictures: Sequence[Rectangle]
    ) -> "Word":
        """A word of the text with this index; `pictures` are the places of the page's images."""
        around, part = _AROUND * text.face.size, slice(start, end)
        place = Rectangle(
            min(text.lefts[part]) - around, max(text.rights[part]) + around,
            max(text.tops[part]) + around, min(text.bottoms[part]) - around,
        )  # fmt: skip
        x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2
        pictured = any(
            p.left - around <= x <= p.right + around and p.bottom - around <= y <= p.top + around for p in pictures
        )
        letters = sum(map(str.isalnum, text.chars[part]))
        baseline = text.origin[0] if text.face.angle in (90, 270) else text.origin[1]
        return cls(index, start, end, letters, baseline, look.has_print(place) if pictured else None)


def without_print(words: Iterable[Word]) -> Iterator[Word]:
    """The words that are no recognized ones: without a picture at their place, or in lines under a picture none of
    which has print. Recognition makes a word of a speck here and there, but no line of nothing."""
    found = list(words)
    yield from (word for word in found if word.printed is None)
    pictured = sorted((word for word in found if word.printed is not None), key=lambda word: word.baseline)
    blank = not any(word.printed for word in pictured)
    for line in grouped(pictured, lambda last, word: word.baseline - last.baseline <= _LINE):
        if blank or (not any(word.printed for word in line) and sum(word.letters for word in line) >= _FEWEST):
            yield from line
