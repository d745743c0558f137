"""The rows of boxes: parts of their own, placed in or below the paragraph that they interrupt."""

from collections.abc import Mapping, Sequence

from sgreports.model.report import Paragraph, Section
from sgreports.reading.grouping import grouped
from sgreports.reading.lines import Line, Page
from sgreports.reading.structure.located import Owners
from sgreports.reading.structure.parts import Region


def box_regions(pages: Sequence[Page], after: int) -> list[Region]:
    """The boxes as parts of their own, `box-1`, `box-2` …; `after` is the number of lines of the running text."""
    boxed = (line for page in pages for line in page.lines if line.role == "box")
    groups = grouped(boxed, lambda _, line: not _begins(line))
    return [Region("box", f"box-{n}", after, tuple(group)) for n, group in enumerate(groups, start=1)]


def _begins(line: Line) -> bool:
    return line.gap is None


def in_place(
    pages: Sequence[Page], paragraphs: Sequence[Paragraph], sections: Sequence[Section]
) -> tuple[tuple[Paragraph, ...], tuple[Section, ...]]:
    """The rows with those of a box after the paragraph that it stands in or below, and its notes; renumbered."""
    if not any(row.part == "box" for row in paragraphs):
        return tuple(paragraphs), tuple(sections)
    kept, boxes = _parted(paragraphs, _homes(pages, paragraphs))
    rows = boxes.pop(None, [])
    waiting: list[Paragraph] = []
    for row in kept:
        if row.part != "footnote":
            rows += waiting
            waiting = []
        rows.append(row)
        waiting += boxes.get(row.key, [])
    rows += waiting
    place = {row.key: index for index, row in enumerate(rows)}
    moved = (s.model_copy(update={"order": _place(s, paragraphs, place)}) for s in sections)
    return (
        tuple(row.model_copy(update={"order": index}) for index, row in enumerate(rows)),
        tuple(sorted(moved, key=lambda section: section.order)),
    )


def _place(section: Section, paragraphs: Sequence[Paragraph], place: Mapping[str, int]) -> int:
    return place[paragraphs[section.order].key] if section.order < len(paragraphs) else section.order


def _parted(
    paragraphs: Sequence[Paragraph], homes: Sequence[str | None]
) -> tuple[list[Paragraph], dict[str | None, list[Paragraph]]]:
    """The rows without boxes and their notes, and the rows of boxes by the row that they follow."""
    kept: list[Paragraph] = []
    boxes: dict[str | None, list[Paragraph]] = {}
    called: dict[str | None, str | None] = {}  # a note's key → the row that it follows
    for row in paragraphs:
        home = homes[int(row.key.partition("/")[0].removeprefix("box-")) - 1] if row.part == "box" else None
        if row.part == "box" or row.key in called:
            home = called.get(row.key, home)
            boxes.setdefault(home, []).append(row)
            called.update((call.paragraph, home) for call in row.calls)
        else:
            kept.append(row)
    return kept, boxes


def _homes(pages: Sequence[Page], paragraphs: Sequence[Paragraph]) -> list[str | None]:
    """For each box the key of the row in or below which it stands, None before the first."""
    owners = Owners((row.pieces, row.key) for row in paragraphs if row.part != "footnote")
    homes: list[str | None] = []
    last: str | None = None
    for line in (line for page in pages for line in page.lines if line.box):
        if line.role == "box" and (_begins(line) or not homes):
            homes.append(last)
        elif line.role == "text" and line.box:
            last = next(owners.of(line.box), last)
    return homes
