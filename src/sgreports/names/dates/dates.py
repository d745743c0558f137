"""Calendar expressions of a paragraph: the grammar of dates, lists and ranges of them.

A chain is a run of dates joined by `to`, `and`, commas, dashes. Inside it the later item lends month and year to the
earlier (`3 and 6 April 2024`); then `to`, a dash and `between … and` make ranges, the rest is split (GUIDELINES,
YEAR and "Lists of dates"). What the chain lacks, the discourse supplies: completion.py.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sgreports.knowledge.data_files import any_of
from sgreports.knowledge.statements.quantities import calendar
from sgreports.model.dates import Point, format_edtf, in_calendar
from sgreports.names.candidate import Candidate
from sgreports.names.dates.not_dates import is_month_alone, is_number_here, is_within_name

if TYPE_CHECKING:
    from sgreports.parsing.unit import Unit  # loads spaCy, without which covers are read

_C = calendar()
_MONTHS = {name.lower()[:3]: i for i, name in enumerate(_C.months, 1)}
_FULL = "|".join(_C.months)
_SHORT = "|".join(rf"{name[:3]}\." for name in _C.months if name != "May") + r"|Sept\."
_MONTH = rf"(?:{_FULL})\b"
_ANY_MONTH = rf"(?:{_MONTH}|{_SHORT})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
_YEAR = r"(?:(?:1[89]|20)\d\d|2100)(?![\d%]|[.,]\d)"
_DASH = r"\s*+[-–—‑]\s*+"
_NUMBERED = r"(?:first|last)\s++[\w-]+\s++(?:months|weeks|days)\s++of"  # the first six months of 2011
_PART = rf"(?:(?i:{any_of(_C.parts)}|{_NUMBERED})(?:\s++the\s++|(?<=-)|\s++)(?:the\s++)?)"
_DAYS = rf"(?:\s*+(?:,\s*+and|,|\band\b|\bor\b|\bto\b|/|[-–—‑])\s*+{_DAY}){{0,31}}"
_ITEM = rf"""
    (?P<part>{_PART})?
    (?: (?P<d>{_DAY})\s++(?:of\s++)?(?P<dm>{_ANY_MONTH}) (?:,?\s++(?P<dy>{_YEAR}))?
      | (?P<am>{_ANY_MONTH})\s++(?P<ad>{_DAY}),?\s++(?P<ay>{_YEAR})
      | (?P<mm>{_ANY_MONTH})(?:\s++of)?\s++(?P<my>{_YEAR})
      | (?P<m>{_MONTH})
      | (?P<decade>(?:1[89]|20)\d0)['’]?s\b
      | (?P<y>{_YEAR})(?![\w/]|-\w)
      | (?P<long>{_YEAR})(?=\s*+[-–—‑/]\s*+(?:{_YEAR}|\d\d(?![\w,.]\d|\d))(?![/\w]))
      | (?P<bare>{_DAY})(?={_DAYS}\s*+(?:,\s*+and|,|\b(?:and|or|to)\b|/|[-–—‑])\s*+{_DAY}\s++(?:of\s++)?{_ANY_MONTH})
    )"""
_INITIALS = "".join(sorted({c for w in (*_C.months, *_C.parts) for c in (w[0], w[0].upper())}))
_OPENS = rf"(?=[\d{_INITIALS}])(?<!\w)"  # possible first characters, tested first for speed
_START = re.compile(rf"{_OPENS}(?<![\w/$€£#])(?<!\d[.,])(?<!\w[-–‑])(?:{_ITEM})", re.VERBOSE)
_NEXT = re.compile(_ITEM, re.VERBOSE)
_SHORT_YEAR = re.compile(r"\s*+[-–—‑/]\s*+(\d\d)(?![\d\w/]|[.,]\d)")
_LINK = re.compile(
    rf"(?P<range>\s++to\s++(?:the\s++)?|\s++(?:through|until|till)\s++(?:the\s++)?|{_DASH}|\s*+/\s*+)"
    r"|(?P<and>\s++and\s++(?:the\s++)?)|(?P<list>,\s*+(?:and|or)\s++|,\s++|\s++or\s++)"
)
_BETWEEN = re.compile(r"\bbetween\s++(?:the\s++)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A calendar expression in the text: `last` is set for ranges."""

    start: int
    end: int
    first: Point
    last: Point | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    point: Point
    kind: str
    link: str = ""  # how it is joined to the item before: range, and, list


def find_dates(unit: "Unit") -> Iterable[Candidate]:
    """A YEAR for each calendar expression; one without a year has `XXXX` in its entity."""
    return [date_candidate(d) for d in date_expressions(unit.text)]


def date_candidate(d: DateExpression, rule: str = "date", score: float = 0.97) -> Candidate:
    """The YEAR of a calendar expression."""
    last = (d.last or d.first).last_year
    return Candidate("YEAR", d.start, d.end, rule, format_edtf(d.first, d.last), score=score,
                     year_start=d.first.year, year_end=last if d.first.year is not None else None)  # fmt: skip


@lru_cache(maxsize=4096)
def date_expressions(text: str) -> tuple[DateExpression, ...]:
    """All calendar expressions of a text, in order."""
    return tuple(d for chain in _chains(text) for d in _groups(text, _with_shared_parts(chain)) if in_calendar(d.first))


def _chains(text: str) -> Iterator[list[_Item]]:
    at = 0
    while match := _START.search(text, at):
        item = _item(match)
        at = match.end()
        if item and _is_date(text, item, match):
            chain = list(_follow(text, item))
            at = chain[-1].end
            yield chain


def _follow(text: str, item: _Item) -> Iterator[_Item]:
    """The item and those that are joined to it."""
    while True:
        yield item
        if item.kind in ("long", "y") and (short := _SHORT_YEAR.match(text, item.end)):
            year = (item.point.year or 0) // 100 * 100 + int(short[1])
            if (item.point.year or 0) < year:
                yield _Item(short.start(1), short.end(), Point(year), "y", "range")
                return
        link = _LINK.match(text, item.end)
        match = link and _NEXT.match(text, link.end())
        following = match and _item(match, str(link.lastgroup)) if link else None
        if not (match and following and _joins(text, item, following, match)):
            return
        item = following


def _joins(text: str, item: _Item, following: _Item, match: re.Match[str]) -> bool:
    """Whether two items are one list or range: a comma joins items of one kind, a dash between years must rise."""
    if following.link == "list" and item.kind not in (following.kind, "bare"):
        return False
    return _is_date(text, following, match)


def _item(match: re.Match[str], link: str = "") -> _Item | None:
    g = match.groupdict()
    month = g["dm"] or g["am"] or g["mm"] or g["m"]
    day = g["d"] or g["ad"] or g["bare"]
    year = g["dy"] or g["ay"] or g["my"] or g["decade"] or g["y"] or g["long"]
    point = Point(
        int(year) if year else None,
        _MONTHS[month[:3].lower()] if month else None,
        int(re.sub(r"\D", "", day)) if day else None,
        bool(g["decade"]),
    )
    kinds = {"d": "day", "ad": "day", "mm": "month", "m": "month", "decade": "decade", "y": "y", "long": "long"}
    kind = next((v for k, v in kinds.items() if g[k]), "bare")
    return _Item(match.start(), match.end(), point, kind, link) if in_calendar(point) or kind == "bare" else None


def _is_date(text: str, item: _Item, match: re.Match[str]) -> bool:
    """Whether the item is a date, and no part of a name, a citation or a quantity."""
    if item.kind in ("y", "long"):
        at = match.start("y") if match["y"] else match.start("long")
        return not is_within_name(text, at, at + 4) and not is_number_here(text, at, at + 4)
    if item.kind == "month" and item.point.year is None and not match["part"] and not item.link:
        return is_month_alone(text, item.start, item.end)
    return True


def _with_shared_parts(chain: list[_Item]) -> list[_Item]:
    """Each item takes the month (a bare day) and the year that it lacks from the one after it."""
    out: list[_Item] = []
    after: _Item | None = None
    for item in reversed(chain):
        point = item.point
        if after and point.day and point.month is None:
            point = replace(point, month=after.point.month, year=after.point.year)
        elif after and point.year is None and point.month and after.point.year and after.point.month:
            wraps = point.month > after.point.month and after.link == "range"
            point = replace(point, year=after.point.year - wraps)
        after = replace(item, point=point)
        out.append(after)
    return out[::-1]


def _groups(text: str, chain: list[_Item]) -> Iterator[DateExpression]:
    """Ranges and single dates of a chain."""
    between = (
        len(chain) == 2
        and chain[1].link == "and"
        and _BETWEEN.search(text, max(0, chain[0].start - 20), chain[0].start)
    )
    i = 0
    while i < len(chain):
        item, following = chain[i], chain[i + 1] if i + 1 < len(chain) else None
        if following and (following.link == "range" or between) and _is_forward(item.point, following.point):
            yield DateExpression(item.start, following.end, item.point, _end(item.point, following.point))
            i += 2
            continue
        yield DateExpression(item.start, item.end, item.point)
        i += 1


def _is_forward(first: Point, last: Point) -> bool:
    return first.year is None or last.year is None or _key(first) <= _key(last)


def _key(point: Point) -> tuple[int, int, int]:
    return point.year or 0, point.month or 0, point.day or 0


def _end(first: Point, last: Point) -> Point:
    """The end of a range whose beginning alone says the year (`15 December 2024 to 15 January`)."""
    if last.year is not None or first.year is None:
        return last
    return replace(last, year=first.year + ((last.month or 0) < (first.month or 0)))
