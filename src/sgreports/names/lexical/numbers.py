"""Numbers in words and figures: `one hundred and twenty-five`, `15.5 million`, `1,200`."""

import re
from collections.abc import Iterable
from decimal import Decimal

from sgreports.knowledge.data_files import any_of
from sgreports.knowledge.statements.quantities import quantities


def openings(words: Iterable[str]) -> str:
    """A regular expression for the first three letters of any of the words, in either case; less of shorter words.

    As a lookahead it spares a long expression most places of a text.
    """
    rests: dict[str, set[str]] = {}
    for word in words:
        start = word.lower().split()[0][:3]
        rest = "".join(map(_either_case, start[1:])) + r"\b" * (len(start) < 3)
        rests.setdefault(start[0], set()).add(rest)
    return "|".join(f"{_either_case(first)}(?:{'|'.join(sorted(more))})" for first, more in sorted(rests.items()))


def _either_case(letter: str) -> str:
    return f"[{letter}{letter.upper()}]"


_Q = quantities()
SCALE = any_of(_Q.scales)
SPACED = r"\d{1,3}+(?:[ ]\d{3})++"
"""A number whose thousands stand apart: `12 345 678`."""
_LISTED = r"(?<!\$)\d{2,3},[ ]\d{3}(?:,?[ ](?:and|or)|,)[ ]?\d"  # `12, 130 and 145`, but `$45, 314,000`
_TORN = rf"(?<!\d,[ ])(?!{_LISTED})\d{{1,3}},[ ]\d{{3}}(?:,[ ]?\d{{3}})*+(?!\d)"  # `1, 200` of a bad scan
FIGURES = rf"{SPACED}(?![\d,]|[ ]\d)(?:\.\d+)?|{_TORN}|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = any_of(w for w, v in _Q.words.items() if v)
_TENS = any_of(w for w, v in _Q.words.items() if v >= 20)
_SMALL = any_of(w for w, v in _Q.words.items() if 0 < v < 10)
_UNDER_100 = rf"(?>(?:{_TENS})\b(?:[\s-]++(?:{_SMALL})\b)?+|(?:{_WORD})\b)"
_UNDER_1000 = rf"(?>{_UNDER_100}(?:[\s-]++hundred\b(?:\s++and\s++{_UNDER_100}|[\s-]++{_UNDER_100})?+)?+)"
WORDS = rf"{_UNDER_1000}(?:[\s-]++(?:{SCALE})\b(?:(?:\s++and)?+[\s-]++{_UNDER_1000}(?!\s++(?:{SCALE})))?+)*+"
NUMBER = rf"(?:(?:{FIGURES})(?:[\s-]++(?:{SCALE})s?)?|{WORDS})"
_PARTS = re.compile(rf"{FIGURES}|[a-z]+")


def number_value(text: str) -> Decimal:
    """The number that the text says. Raises ValueError where it says none."""
    total, group, seen = Decimal(0), Decimal(0), False
    for part in _PARTS.findall(text.lower().replace(", ", ",")):  # a torn number is read without what stood before it
        if part[0].isdigit():
            group += Decimal(part.replace(",", "").replace(" ", ""))
        elif part in _Q.words:
            group += _Q.words[part]
        elif (scale := part.removesuffix("s")) in _Q.scales:  # `50 thousands`
            total, group = _scaled(total, group if seen else Decimal(1), _Q.scales[scale])
        elif part != "and":
            raise ValueError(f"{text!r} is not a number in words or figures")
        seen = seen or part != "and"
    if not seen:
        raise ValueError(f"{text!r} is not a number in words or figures")
    return total + group


def _scaled(total: Decimal, group: Decimal, scale: int) -> tuple[Decimal, Decimal]:
    """A hundred multiplies what is being read; the larger scales close it."""
    if scale == 100:
        return total, group * scale
    return total + group * scale, Decimal(0)


def plain_number(number: Decimal) -> str:
    """The number without exponent and trailing zeros: `2.0` is `2`."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
