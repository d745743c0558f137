"""The imprint in a cover's corner: distribution, date of issue, original language."""

import datetime
import difflib
import re
from collections.abc import Sequence

from sgreports.knowledge.layout.covers import cover_organs, string_table
from sgreports.knowledge.statements.quantities import month_numbers
from sgreports.reading.cover.symbols import SYMBOLS

# A PDF may have no blank between the words of a date: `10April 2025`.
_DATE = re.compile(
    rf"(?i)(?<![\d/])(?P<day>\d{{1,2}})\s*+(?P<month>{'|'.join(month_numbers())})\s*+(?P<year>\d{{4}})(?!\w)"
)
_MISREAD_DATE = re.compile(
    r"(?<![\d/])(?P<day>[\dlIO]{1,2})[\s.]+(?P<month>[\w.]{3,10})\s++(?P<year>[.:;,]{0,2}[\dlIO][\dlIO.:;,]{3,6})(?!\w)"
)
_DIGITS = str.maketrans("lIO", "110", ".:;,")  # of a misread day or year
_YEAR = re.compile(r"(?:19|20)\d\d")
_DISTRIBUTION = re.compile(r"(?i)\bdistr(?:ibution)?\s?[.:]{1,2}\s*+(\w+)?")
_ORIGINAL = re.compile(r"(?i)\borig[il]nal\s?:\s*+([A-Za-z]+)")
_BESIDE = frozenset(("united", "nations", "english", "general", "limited", "restricted"))  # words beside the date
_HEAD = 30  # lines
_PHRASE = re.compile(r"(?<![\w.])[a-z]{2,}(?![\w.])")
_LIKE_MONTH, _LIKE_LANGUAGE = 0.5, 0.75  # least similarity of a misread name


def issued(lines: Sequence[str], *, recognized: bool) -> datetime.date | None:
    """The date of issue: the first in the cover's head that has no words beside it but those of a masthead. A report
    that the text cites has its date in a sentence."""
    for line in lines[:_HEAD]:
        found = _dated(line, recognized=recognized)
        if found and (day := _day(found)) and not _says_more(line[: found.start()] + line[found.end() :]):
            return day
    return None


def is_dated(text: str, *, recognized: bool) -> bool:
    """Whether a short block of a cover is a date or the place and days of a session; a title that has a date is a
    phrase around it, a subtitle in brackets a period."""
    found = None if text.startswith("(") else _dated(text, recognized=recognized)
    return found is not None and (not text[: found.start()].strip() or not _PHRASE.search(_DATE.sub("", text)))


def is_imprint(text: str) -> bool:
    """Whether a block states the distribution or the original language."""
    return bool(_DISTRIBUTION.search(text) or _ORIGINAL.search(text))


def distribution(lines: Sequence[str]) -> str | None:
    """`General` or `Limited`, on the line of `Distr.` or below it."""
    for index, line in enumerate(lines[:_HEAD]):
        if found := _DISTRIBUTION.search(line):
            word = found[1] or (lines[index + 1] if index + 1 < len(lines) else "")
            return string_table("distribution").get(word.strip().lower())
    return None


def original_language(lines: Sequence[str], *, recognized: bool) -> str | None:
    """The language of `Original: English`."""
    for line in lines[:_HEAD]:
        if found := _ORIGINAL.search(line):
            name = _nearest(found[1].lower(), tuple(string_table("languages")), _LIKE_LANGUAGE if recognized else 1.0)
            return name.title() if name else None
    return None


def _dated(line: str, *, recognized: bool) -> re.Match[str] | None:
    return _DATE.search(line) or (_MISREAD_DATE.search(line) if recognized else None)


def _nearest(name: str, known: Sequence[str], similarity: float) -> str | None:
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=similarity)), None)


def _day(found: re.Match[str]) -> datetime.date | None:
    month = _nearest(found["month"].lower(), tuple(month_numbers()), _LIKE_MONTH)
    day, year = found["day"].translate(_DIGITS), found["year"].translate(_DIGITS)
    if not month or not _YEAR.fullmatch(year):
        return None
    try:
        return datetime.date(int(year), month_numbers()[month], int(day))
    except ValueError:
        return None


def _says_more(beside: str) -> bool:
    """Whether there are other words beside a date than the symbol, the organs, the distribution and the language."""
    for name in (organ.name for organ in cover_organs()):
        beside = re.sub(re.escape(name), "", beside, flags=re.IGNORECASE)
    bare = _ORIGINAL.sub("", _DISTRIBUTION.sub("", SYMBOLS.sub("", beside)))
    return any(sum(map(str.isalpha, word)) > 1 for word in bare.split() if word.lower() not in _BESIDE)
