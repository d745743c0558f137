"""Accents that are printed over a letter as characters of their own: `c` and a caron in one place are `č`."""

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

_COMBINING = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306",
    "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
ACCENTS = frozenset(_COMBINING)
_APART = 0.4  # of the accent's width: further apart, it stands between two letters


def accented(
    chars: Sequence[str], lefts: Sequence[float], rights: Sequence[float]
) -> tuple[dict[int, str], frozenset[int]]:
    """The letters that an accent is printed over, by index, as one character; and the indexes of those accents."""
    letters: dict[int, str] = {}
    gone: set[int] = set()
    middles = sorted(
        ((lefts[i] + rights[i]) / 2, i) for i, char in enumerate(chars) if char.isalpha() and char not in ACCENTS
    )
    for index, char in enumerate(chars):
        if char not in ACCENTS:
            continue
        under = _under(middles, (lefts[index] + rights[index]) / 2, _APART * (rights[index] - lefts[index]))
        if under is None:
            continue
        whole = unicodedata.normalize("NFC", chars[under] + _COMBINING[char])
        if len(whole) == 1:
            letters[under] = whole
            gone.add(index)
    return letters, frozenset(gone)


def _under(middles: Sequence[tuple[float, int]], middle: float, most: float) -> int | None:
    """The letter nearest to an accent, the first of those as near; None where it is more than `most` apart."""
    at = bisect_left(middles, (middle, -1))
    before = bisect_left(middles, (middles[at - 1][0], -1)) if at else at
    near = [(abs(place - middle), index) for place, index in (*middles[before : before + 1], *middles[at : at + 1])]
    apart, nearest = min(near, default=(most + 1, None))
    return nearest if apart <= most else None
