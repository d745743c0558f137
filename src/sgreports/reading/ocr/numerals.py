"""Roman numerals of recognized headings: `Il.` and `lV.` are II and IV; so are `IT.`, `V,` where II, V come next."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sgreports.reading.lines import Line, Page

_ROMAN = tuple(
    f"{ten}{one}" for ten in ("", "X", "XX") for one in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
)
_NUMBERED = re.compile(r"(?P<numeral>[IVXTJl1|!iv]{1,6})(?P<stop>[.,])(?P<title>\s+\S.*)?")
_STROKES = str.maketrans("TJl1|!iv", "IIIIIIIV")
_SURE = re.compile(r"(?=[\dl|!]*[IVX]|l)[IVXl1|!]{2,6}\.")  # `Il.`, `1V.`, `Vlll.`: strokes of a capital I
_CAPITALS = 0.9  # of a title's letters
_MOST = 12  # words of a heading


def with_numerals(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, on recognized ones with the numbers of headings as they must have been printed."""
    if not any(page.recognized for page in pages):
        return tuple(pages)
    found, last = [], 0
    for page in pages:
        lines = list(page.lines)
        for index, line in enumerate(lines):
            if (number := _number(line, last, recognized=page.recognized)) is not None:
                last = number
                if page.recognized:
                    lines[index] = _mended(line, number)
        found.append(replace(page, lines=tuple(lines)) if page.recognized else page)
    return tuple(found)


def _number(line: Line, last: int, *, recognized: bool) -> int | None:
    """The number of a heading that comes after the one with number `last`, or is printed as one."""
    match = _NUMBERED.fullmatch(line.text)
    if match is None or line.role != "text" or not _is_title(match["title"]):
        return None
    if match["numeral"] in _ROMAN and match["stop"] == ".":
        return _ROMAN.index(match["numeral"])
    plain = match["numeral"].translate(_STROKES)
    if not recognized or plain not in _ROMAN or (match["numeral"].isdigit() and not _is_in_capitals(match["title"])):
        return None
    number = _ROMAN.index(plain)
    sure = _SURE.fullmatch(match["numeral"] + match["stop"]) and match["title"]
    return number if sure or number == last + 1 else None


def _is_title(text: str | None) -> bool:
    """Whether what follows a number is a heading, or nothing: the rest may stand apart."""
    title = (text or "").strip()
    return not title or (title[0].isupper() and len(title.split()) <= _MOST and not title.endswith((".", ";", ",")))


def _is_in_capitals(text: str | None) -> bool:
    """Whether a title is in capitals, as far as these were recognized; numbered paragraphs are not."""
    letters = [letter for letter in text or "" if letter.isalpha()]
    return sum(map(str.isupper, letters)) > _CAPITALS * len(letters) > 0


def _mended(line: Line, number: int) -> Line:
    numeral = _ROMAN[number]
    return replace(line, text=f"{numeral}.{line.text[len(numeral) + 1 :]}")
