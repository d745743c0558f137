"""Accents that are printed over a letter as characters of their own: `c` and a caron in one place are `č`."""

import unicodedata
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
    for index, char in enumerate(chars):
        if char not in ACCENTS:
            continue
        under = _under(index, chars, lefts, rights)
        if under is None:
            continue
        whole = unicodedata.normalize("NFC", chars[under] + _COMBINING[char])
        if len(whole) == 1:
            letters[under] = whole
            gone.add(index)
    return letters, frozenset(gone)


def _under(index: int, chars: Sequence[str], lefts: Sequence[float], rights: Sequence[float]) -> int | None:
    middle, width = (lefts[index] + rights[index]) / 2, rights[index] - lefts[index]
    letters = [i for i, char in enumerate(chars) if char.isalpha() and char not in ACCENTS]
    apart = {i: abs((lefts[i] + rights[i]) / 2 - middle) for i in letters}
    nearest = min(apart, key=apart.__getitem__, default=None)
    return nearest if nearest is not None and apart[nearest] <= _APART * width else None
