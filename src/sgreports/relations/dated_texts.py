"""The years that a text's symbol allows for its date; what contradicts them is no `dated`."""

import re
from collections.abc import Mapping

from sgreports.knowledge.layout.symbols import session_year
from sgreports.model.facts import Mention, RelationType

OF_A_YEAR = re.compile(r"S/RES/\d+\((\d{4})\)|(?:S/PRST|E/RES|E/DEC)/(\d{4})/\d+.*")
"""Resolutions, decisions and statements that have their year in the symbol."""
ISSUED = re.compile(r"[SE]/(\d{4})/\d+.*")
SESSION = re.compile(r"A/(RES/)?([3-9]\d)/\d+.*")
YEAR = re.compile(r"\d{4}")


def contradicts(kind: RelationType, subject: str, object_: str, mentions: Mapping[str, Mention]) -> bool:
    """Whether a `dated` gives a text a year that its symbol excludes: a Council resolution (1999) another than 1999.

    A document may be dated in the year before or after that of its symbol.
    """
    text, date = mentions[subject], mentions[object_]
    if kind != "dated" or text.label != "INSTRUMENT":
        return False
    years, year = allowed_years(text.entity or ""), YEAR.match(date.entity or "")
    return years is not None and year is not None and not years[0] <= int(year[0]) <= years[1]


def allowed_years(symbol: str) -> tuple[int, int] | None:
    """The first and the last year that a text with this symbol can be of; None where the symbol does not tell."""
    if found := OF_A_YEAR.fullmatch(symbol):
        year = int(found[1] or found[2])
        return year, year
    if found := ISSUED.fullmatch(symbol):
        return int(found[1]) - 1, int(found[1]) + 1
    if found := SESSION.fullmatch(symbol):
        first, slack = session_year(int(found[2])), 0 if found[1] else 1  # it ends a year later
        return first - slack, first + 1 + slack
    return None
