"""Tables between drawn rules: cells by the white space between the columns, title, notes, source line."""

from dataclasses import replace

from sgreports.knowledge.captions import caption
from sgreports.model.base import Box
from sgreports.model.report import Table
from sgreports.reading.areas import is_body, joined, notes_below, overlaps, split_notes
from sgreports.reading.cells import cells_between
from sgreports.reading.drawn import Drawn
from sgreports.reading.lines import Line, Page
from sgreports.reading.segments import Strip

_LEVEL = 3.0  # points: rules so near each other are one
_SPAN = 0.25  # of the page's width that a level's rules cover together
_TITLE_ABOVE = 90.0  # points between caption and first rule
_FEWEST_COLUMNS = 2
_FEWEST_ROWS = 2


def with_tables(page: Page, drawn: Drawn, strips: tuple[Strip, ...], size: float) -> Page:
    """The page with its headed tables and the role `table` on their lines. Unheaded rules stay what they are.

    Conservative: without a `Table` caption above, or with running text between the rules, nothing is taken.
    """
    levels = _levels(drawn.rules, page.width)
    if len(levels) < 2:
        return page
    lines = list(page.lines)
    tables: list[Table] = []
    for index, line in enumerate(lines):
        if line.role == "text" and line.box and _heads(line):
            table = _table(page, lines, index, levels, strips, size)
            if table:
                tables.append(table)
    return replace(page, lines=tuple(lines), tables=tuple(tables)) if tables else page


def _heads(line: Line) -> bool:
    found = caption("table").match(line.text)
    return found is not None and (found.end() == len(line.text) or (line.bold and found["number"] is not None))


def _levels(rules: tuple[Box, ...], width: float) -> list[float]:
    """The heights at which rules cover a good part of the page's width, from the top."""
    groups: list[list[Box]] = []
    for rule in sorted(rules, key=lambda rule: rule.top):
        if groups and rule.top - groups[-1][-1].top <= _LEVEL:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [group[0].top for group in groups if sum(rule.x1 - rule.x0 for rule in group) >= _SPAN * width]


def _table(  # noqa: PLR0917
    page: Page, lines: list[Line], index: int, levels: list[float], strips: tuple[Strip, ...], size: float
) -> Table | None:
    head = lines[index].box
    top = next((y for y in levels if head and 0 < y - head.top <= _TITLE_ABOVE), None)
    if head is None or top is None:
        return None
    bottom = _bottom(page, lines, top, levels, size)
    inside = [i for i, line in enumerate(lines) if line.role == "text" and line.box and overlaps(line.box, top, bottom)]
    cells = cells_between(strips, top, bottom) if bottom > top else ()
    if len(cells) < _FEWEST_ROWS or max(map(len, cells)) < _FEWEST_COLUMNS:
        return None
    above = [i for i, line in enumerate(lines) if line.box and i != index and overlaps(line.box, head.bottom, top)]
    after = max(inside) + 1 if inside else index + 1
    below = notes_below(lines[after:], size)
    for place in (index, *above, *inside, *range(after, after + len(below))):
        if lines[place].role == "text":
            lines[place] = replace(lines[place], role="table")
    notes, source = split_notes(below)
    found = caption("table").match(lines[index].text)
    rest = lines[index].text[found.end() :].strip() if found else ""
    return Table(
        key="table",
        number=found["number"] if found else None,
        title=" ".join(filter(None, (rest, joined(lines[i] for i in above)))) or None,
        page=page.number,
        section=None,
        cells=cells,
        notes=notes,
        source_line=source,
    )


def _bottom(page: Page, lines: list[Line], top: float, levels: list[float], size: float) -> float:
    """The last rule that is reached from the first without running text or another caption between."""
    bottom = top
    for level in (y for y in levels if y > top):
        between = [line for line in lines if line.box and overlaps(line.box, bottom, level)]
        if any(is_body(line, page, size) or _heads(line) or line.role == "furniture" for line in between):
            break
        bottom = level
    return bottom
