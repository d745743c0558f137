"""A count in the number format of a Word list: `4` is `iv` in lowerRoman, `d` in lowerLetter."""

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 10_000  # a number beyond it is written in figures


def formatted(number: int, form: str) -> str:
    """The number as the format of that name (ECMA-376, ST_NumberFormat) shows it; in figures for all others."""
    if form == "none":
        return ""
    write = _WRITTEN.get(form, str) if 0 < number < _MOST else str
    return write(number)


def _roman(number: int) -> str:
    out = []
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out.append(sign * count)
    return "".join(out)


def _letters(number: int) -> str:
    """After `z` Word doubles the letter: `aa`, `bb`."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


_WRITTEN: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
