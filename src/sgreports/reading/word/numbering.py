"""Word's automatic numbers, computed from numbering.xml: a paragraph has a list and a level, its number is counted."""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from docx.oxml.ns import qn

from sgreports.reading.word.number_formats import formatted
from sgreports.reading.word.styles import Styles, is_on, value

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_BULLET = "•"


@dataclass(frozen=True)
class Level:
    """A level of a list: `text` is `%1.` or `%1.%2`; `restart` the level after which it begins again, None for any."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True)
class ListOf:
    """A list (w:num): the definition that it counts with, its levels, and those on which it begins anew."""

    definition: str
    levels: dict[int, Level]
    begins: set[int]


@dataclass
class Numbering:
    """The lists of a file and their counts so far. `label` must see every paragraph once, in order."""

    element: Any
    styles: Styles
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def label(self, paragraph: Any) -> str:
        """The paragraph's number as Word shows it, `12.`, `(a)`, `•`; empty where it has none. Counts it."""
        number, depth = self._list_of(paragraph)
        listed = self.lists.get(number or "")
        level = listed.levels.get(depth) if listed else None
        if number is None or listed is None or level is None:
            return ""
        counts = self._counts.setdefault(listed.definition, {})
        self._count(number, listed, depth, counts)
        if level.form == "bullet":
            return _BULLET
        return _PLACE.sub(lambda found: _shown(listed, counts, int(found[1]) - 1, level.legal), level.text).strip()

    def _count(self, number: str, listed: ListOf, depth: int, counts: dict[int, int]) -> None:
        if number not in self._seen:
            self._seen.add(number)
            for at in listed.begins:
                counts.pop(at, None)
        counts[depth] = counts.get(depth, listed.levels[depth].start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            restart = listed.levels[deeper].restart if deeper in listed.levels else None
            if restart is None or depth < restart:
                del counts[deeper]

    def _list_of(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and level that the paragraph names itself, else those of its style."""
        own = paragraph.find(qn("w:pPr"))
        style = value(own, "w:pStyle") or self.styles.default
        number, depth = value(own, "w:numPr/w:numId"), value(own, "w:numPr/w:ilvl")
        if number is None:
            number, styled = self._of_style(style)
            depth = depth or styled
        return number, int(depth) if depth and depth.isdigit() else 0

    def _of_style(self, style: str | None) -> tuple[str | None, str | None]:
        chain = list(self.styles.chain(style))
        number = next((n for one in chain if (n := value(one, "w:pPr/w:numPr/w:numId")) is not None), None)
        listed = self.lists.get(number or "")
        linked = {level.style: depth for depth, level in listed.levels.items() if level.style} if listed else {}
        own = next((linked[i] for one in chain if (i := one.get(qn("w:styleId"))) in linked), None)
        stated = next((d for one in chain if (d := value(one, "w:pPr/w:numPr/w:ilvl")) is not None), None)
        return number, stated if own is None else str(own)

    @cached_property
    def lists(self) -> dict[str, ListOf]:
        """The lists by their ids."""
        if self.element is None:
            return {}
        nums = {num.get(qn("w:numId"), ""): num for num in self.element.iterfind(qn("w:num"))}
        return {id_: found for id_, num in nums.items() if (found := self._read(num)) is not None}

    def _read(self, num: Any) -> ListOf | None:
        definition = self._definition(value(num, "w:abstractNumId"))
        if definition is None:
            return None
        levels = _levels(definition)
        begins = set[int]()
        for override in num.iterfind(qn("w:lvlOverride")):
            depth = _number(override.get(qn("w:ilvl")), 0)
            levels |= _levels(override)
            if (start := value(override, "w:startOverride")) is not None:
                begins.add(depth)
                levels[depth] = replace(levels.get(depth, Level()), start=_number(start, 1))
        return ListOf(definition.get(qn("w:abstractNumId"), ""), levels, begins)

    def _definition(self, id_: str | None) -> Any:
        """The definition of a list; where it only names a style of lists (w:numStyleLink), that style's."""
        defined = {one.get(qn("w:abstractNumId")): one for one in self.element.iterfind(qn("w:abstractNum"))}
        found = defined.get(id_)
        link = value(found, "w:numStyleLink")
        if link is None:
            return found
        linked = value(self.styles.by_id.get(link), "w:pPr/w:numPr/w:numId")
        num = next((n for n in self.element.iterfind(qn("w:num")) if n.get(qn("w:numId")) == linked), None)
        return defined.get(value(num, "w:abstractNumId"), found)


def _levels(element: Any) -> dict[int, Level]:
    return {_number(one.get(qn("w:ilvl")), 0): _level(one) for one in element.iterfind(qn("w:lvl"))}


def _level(element: Any) -> Level:
    restart = value(element, "w:lvlRestart")
    return Level(
        start=_number(value(element, "w:start"), 1),
        form=value(element, "w:numFmt") or "decimal",
        text=value(element, "w:lvlText") or "",
        restart=None if restart is None else _number(restart, _LEVELS),
        legal=bool(is_on(element, "w:isLgl")),
        style=value(element, "w:pStyle"),
    )


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default


def _shown(listed: ListOf, counts: dict[int, int], depth: int, legal: bool) -> str:
    """The count of a level in its format; one that has not begun shows where it begins, a bullet shows nothing."""
    level = listed.levels.get(depth, Level())
    if level.form == "bullet":
        return ""
    return formatted(counts.get(depth, level.start), "decimal" if legal else level.form)
