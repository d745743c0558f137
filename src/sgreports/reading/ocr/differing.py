"""Numbers of a page's own text layer that differ from what was recognized at the same places.

Recognition misreads a digit here and there. So a page is doubted only where its numbers differ persistently: most of
them, or most of those with one digit, always by the same other one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sgreports.reading.glyphs.characters import PageCharacters, Run

_NUMBER = re.compile(r"[(“\"]?\d[\d.,]*\d[\d.,;:)”\"%]*")
_SURE = 0.85  # confidence from which on a recognized number is compared
_FEWEST = 3  # numbers that differ


@dataclass(frozen=True, slots=True)
class Compared:
    """Numbers of a page as printed, by recognition, and as its text layer tells them, both digit by digit."""

    numbers: tuple[tuple[str, str], ...]

    @property
    def differing(self) -> tuple[tuple[str, str], ...]:
        return tuple((printed, told) for printed, told in self.numbers if printed != told)

    @property
    def are_doubted(self) -> bool:
        """Whether so many differ that recognition cannot be the reason."""
        seen, false = Counter[str](), Counter[tuple[str, str]]()
        for printed, told in self.numbers:
            seen.update(set(printed))
            false.update({(one, other) for one, other in zip(printed, told, strict=True) if one != other})
        most = 2 * len(self.differing) > len(self.numbers)
        one_digit = any(times >= _FEWEST and 2 * times > seen[digit] for (digit, _), times in false.items())
        return len(self.differing) >= _FEWEST and (most or one_digit)


def compared(own: PageCharacters, read: PageCharacters) -> Compared:
    """The numbers of two readings of a page that stand at the same places and have as many digits; none where the page
    was turned to be read."""
    return Compared(tuple(_pairs(own, read)) if own.frame == read.frame else ())


def _pairs(own: PageCharacters, read: PageCharacters) -> Iterator[tuple[str, str]]:
    for word in read.runs:
        text = "".join(word.chars).strip()
        if (word.confidence or 0.0) >= _SURE and _NUMBER.fullmatch(text):
            printed, told = _digits(text), _digits(_at(own.runs, word))
            if len(printed) == len(told):
                yield printed, told


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal() and char.isascii())


def _at(runs: Sequence[Run], word: Run) -> str:
    """The characters of a text layer at the place of a recognized word, from left to right."""
    left, right = word.lefts[0], word.rights[-1]
    found = [
        (x, char)
        for run in runs
        if word.top <= (run.top + run.bottom) / 2 <= word.bottom
        for char, a, b in zip(run.chars, run.lefts, run.rights, strict=True)
        if left <= (x := (a + b) / 2) <= right
    ]
    return "".join(char for _, char in sorted(found))
