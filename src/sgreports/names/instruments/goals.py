"""Goals and targets: `Sustainable Development Goals`, `Goals 1, 2 and 5`, `target 5.3`, `SDG 16`."""

import re
from collections.abc import Iterable, Iterator

from sgreports.knowledge.names.goals import goal_records
from sgreports.names.candidate import Candidate
from sgreports.parsing.unit import Unit

_NUMBER = r"\d{1,2}(?:\.(?:\d{1,2}|[a-d]))?(?![\w]|\.\d|,\d)"
_HEAD = re.compile(
    r"(?<![\w-])(?P<name>(?P<m>Millennium Development Goals?|MDGs?)"
    r"|Sustainable Development Goals?|SDGs?|Goals?(?=\s\d))"
    rf"(?:\s(?P<number>{_NUMBER}))?"
    rf"|(?<![\w-])"
    rf"(?P<target>[Tt]argets?)\s(?P<of>\d{{1,2}}\.(?:\d{{1,2}}|[a-d])(?![\w]|\.\d))"
)
_NEXT = re.compile(
    rf"(?:,?\s(?:and|or|to)\s|,\s|\s?[–-]\s?)(?:(?:Goal|SDG)\s)?(?P<number>{_NUMBER})(?!\s(?:per|million|countr))"
)
_MILLENNIUM_END = 2015


def find_goals(unit: Unit) -> Iterable[Candidate]:
    """The Goals and targets of the paragraph; later members of a list are the number alone."""
    text = unit.text
    for match in _HEAD.finditer(text):
        number = match["number"] or match["of"]
        if not number:
            yield _goal(match.start(), match.end(), "MDG" if match["m"] else "SDG")
            continue
        family = "MDG" if match["m"] or ((match["name"] or "").startswith("Goal") and before_2015(unit)) else "SDG"
        first = _entity(family, number)
        if first is None:
            continue
        yield _goal(match.start(), match.end(), first)
        yield from _members(text, match.end(), family, "." in number)


def _members(text: str, end: int, family: str, targets: bool) -> Iterator[Candidate]:
    while more := _NEXT.match(text, end):
        entity = _entity(family, more["number"])
        if entity is None or ("." in more["number"]) != targets:
            return
        yield _goal(more.start("number"), more.end(), entity)
        end = more.end()


def _entity(family: str, number: str) -> str | None:
    """The normal form, None for a goal or target that does not exist."""
    if family == "MDG":
        return f"MDG/{number}" if number.isdigit() and 1 <= int(number) <= 8 else None
    return f"SDG/{number}" if f"SDG/{number}" in goal_records() else None


def before_2015(unit: Unit) -> bool:
    """Whether the report is older than the Sustainable Development Goals: its Goals are the Millennium ones."""
    date = unit.report.masthead.date
    return date is not None and date.year < _MILLENNIUM_END


def _goal(start: int, end: int, entity: str) -> Candidate:
    return Candidate("INSTRUMENT", start, end, "goal", entity, "goal", score=0.96)
