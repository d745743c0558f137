"""The blocks of the parts → rows with keys, sections and notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sgreports.errors import DamagedError
from sgreports.model.base import Issue
from sgreports.model.report import Item, NoteCall, Paragraph, Section, Table
from sgreports.reading.lines import Line
from sgreports.reading.structure.blocks import Block, blocks
from sgreports.reading.structure.footnotes import Note, called_note, is_called_in, note_calls
from sgreports.reading.structure.headings import PrintedHeading, SectionTree, unique_key
from sgreports.reading.structure.joining import RunningText, Vocabulary
from sgreports.reading.structure.located import located
from sgreports.reading.structure.measures import Measures, stacked
from sgreports.reading.structure.numbering import Start, starts
from sgreports.reading.structure.parts import Region

_LONGEST = 100_000  # characters; the longest paragraph of ../shared/corpus has some 9,000
_MARK = re.compile(
    r"\((?:(?<=^\()|(?<=[:;,.—–] \()|(?<=\band \()|(?<=\bor \())(?P<mark>[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\)(?=\s)"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")


@dataclass
class Rows:
    """What the parts are turned into, in order."""

    known: Vocabulary
    notes: Sequence[Note]
    note_keys: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    waiting: list[int] = field(default_factory=list)  # the notes called that have no row yet
    written: set[int] = field(default_factory=set)  # those that have


def rows(
    parts: Sequence[Region], notes: Sequence[Note], usual: Measures, known: Vocabulary, tables: Sequence[Table] = ()
) -> Rows:
    """The rows of all parts: each paragraph with the notes that it calls right after it. Notes that cells of `tables`
    call are no issue."""
    out = Rows(known, notes)
    for note in notes:  # `fn-8`; in annexes and other parts, by the line that it follows, `annex-1/fn-8`
        home = next((r for r in reversed(parts) if r.start - len(r.heading) < max(note.after, 1)), None)
        prefix = f"{home.name}/" if home and home.part not in ("body", "cover", "summary") else ""
        out.note_keys.append(unique_key(f"{prefix}fn-{note.mark}", out.taken))
    last = 0
    for region in parts:
        if region.part == "cover":
            _cover(out, region, usual)
        else:
            last = _part(out, region, usual, last)
    _uncalled(out, tables)
    return out


def _cover(out: Rows, region: Region, usual: Measures) -> None:
    index = 0
    for count, lines in enumerate(stacked(region.lines, usual), start=1):
        _paragraph(out, Block("paragraph", index, tuple(lines)), region, f"cover/{count}", None)
        index += len(lines)


def _part(out: Rows, region: Region, usual: Measures, last: int) -> int:
    """The rows of one part; gives the last number of the body, which an annex may go on from."""
    prefix = f"{region.name}/" if region.name else ""
    tree = _tree(out, region, prefix)
    found = starts(region.lines, usual, last + 1) if region.part != "summary" else {}
    last_start: Start | None = None
    count = 0
    for block in blocks(region.lines, found, usual):
        if block.kind == "heading":
            tree.add(_titled(out, block), len(out.paragraphs))
        elif block.start is not None:
            _check(out, block, prefix, last_start)
            last_start, count = block.start, 0
            _paragraph(out, block, region, f"{prefix}{last_start.printed}", tree.current)
        else:
            count += 1
            own = f"{last_start.printed if last_start else 0}+{count}" if found or region.part == "body" else str(count)
            _paragraph(out, block, region, f"{prefix}{own}", tree.current)
    out.sections += tree.sections
    number = last_start.number if last_start else 0
    return number if region.part == "body" else last


def _tree(out: Rows, region: Region, prefix: str) -> SectionTree:
    if not region.heading:
        return SectionTree(prefix)
    first = region.start - len(region.heading)
    title = _called_title(out, region.heading[1:], first + 1) or _called_title(out, region.heading[:1], first)
    out.sections.append(
        Section(
            key=region.name, level=1, label=region.label, title=title, parent=None, order=len(out.paragraphs),
            pieces=located(title, region.heading),
        )
    )  # fmt: skip
    return SectionTree(prefix, region.name)


def _called_title(out: Rows, lines: Sequence[Line], first: int) -> str:
    """The text of a title without the marks of the notes that it calls; `first` is the index of its first line."""
    texts = (_running(out, [line], index)[0].text.strip() for index, line in enumerate(lines, start=first))
    return " ".join(filter(None, texts))


def _running(
    out: Rows, lines: Sequence[Line], first: int, key: str | None = None, skip: int = 0
) -> tuple[RunningText, list[str]]:
    """The text of lines without the marks of the notes that they call, and the keys of these notes, empty where there
    is none. `first` is the index of the first line, `skip` the length of its number, `key` that of the paragraph."""
    running, called = RunningText(out.known), list[str]()
    for offset, line in enumerate(lines):
        begins = 0 if offset else skip
        marks = tuple(mark for mark in note_calls(line, out.notes) if mark[0] >= begins)
        running.add(line, begins, marks)
        called += [_call(out, line.text[a:b], line, first + offset, key) for a, b in marks]
    return running, called


def _titled(out: Rows, block: Block) -> PrintedHeading:
    running, _ = _running(out, block.lines, block.index)
    first, pieces, links = block.lines[0], tuple(running.pieces), tuple(running.links)
    return PrintedHeading(running.text, first.bold, first.italic, first.size, pieces, links, first.level)


def _check(out: Rows, block: Block, prefix: str, last: Start | None) -> None:
    """A gap or a repeat in the numbering is an issue with its place; a new chapter begins anew."""
    assert block.start is not None
    start, page = block.start, block.lines[0].page
    printed = start.printed
    if last is None or last.chapter != start.chapter:
        if start.number != 1:
            out.issues.append(_issue("numbering-start", f"the first number is {printed}", f"{prefix}{printed}", page))
    elif start.number == last.number:
        out.issues.append(_issue("numbering-repeat", f"number {printed} comes twice", f"{prefix}{printed}~2", page))
    elif start.number != last.number + 1:
        detail = f"{last.printed} is followed by {printed}"
        out.issues.append(_issue("numbering-gap", detail, f"{prefix}{printed}", page))


def _issue(code: str, detail: str, paragraph: str | None, page: int | None) -> Issue:
    return Issue(code=code, detail=detail, paragraph=paragraph, page=page)


def _paragraph(out: Rows, block: Block, region: Region, key: str, section: str | None) -> None:
    if (length := sum(len(line.text) for line in block.lines)) > _LONGEST:
        detail = f"paragraph {key} has {length:,} characters, ten times as many as the longest that is known"
        raise DamagedError("paragraph-too-long", f"{detail}: break the text into its paragraphs")
    number, skip = (block.start.number, block.start.skip) if block.start else (None, 0)
    running, called = _running(out, block.lines, region.start + block.index, key, skip)
    if not running.text.strip() and block.start is None:
        return
    own = unique_key(key, out.taken)
    _append(
        out, running, called, key=own, number=number, part=region.part, section=section, word_index=block.lines[0].index
    )
    _flush(out, section)


def _append(out: Rows, running: RunningText, called: Sequence[str], **place: Any) -> None:
    """Appends a row of running text; `called` are the keys of the notes that it calls, `place` its other fields."""
    text = running.text
    calls = (
        NoteCall(mark=mark.strip().rstrip("/"), offset=min(offset, len(text)), paragraph=target or None)
        for (mark, offset), target in zip(running.calls, called, strict=True)
    )
    ranges = {name: tuple(getattr(running, name)) for name in ("pieces", "pages", "styles", "links", "recognized")}
    out.paragraphs.append(
        Paragraph(order=len(out.paragraphs), text=text, items=items(text), calls=tuple(calls), **ranges, **place)
    )


def _call(out: Rows, mark: str, line: Line, index: int, key: str | None) -> str:
    """The key of the note that the mark calls, empty where there is none; the note waits for its row."""
    note = called_note(mark, line, out.notes, index)
    if note is None:
        out.issues.append(_issue("note-missing", f"no note has the mark {mark.strip()}", key, line.page))
        return ""
    position = next(i for i, other in enumerate(out.notes) if other is note)
    out.waiting += [position] if position not in {*out.waiting, *out.written} else []
    return out.note_keys[position]


def _flush(out: Rows, section: str | None) -> None:
    """Writes the rows of the notes called so far that have none yet."""
    for position in out.waiting:
        _note(out, position, section)
    out.waiting.clear()


def _note(out: Rows, position: int, section: str | None) -> None:
    note, key, running = out.notes[position], out.note_keys[position], RunningText(out.known)
    out.written.add(position)
    for offset, line in enumerate(note.lines):
        running.add(line, note.skip if offset == 0 else 0)
    _append(out, running, [], key=key, number=None, part="footnote", section=section, word_index=note.lines[0].index)


def _uncalled(out: Rows, tables: Sequence[Table]) -> None:
    _flush(out, None)
    for position, note in enumerate(out.notes):
        if position not in out.written:
            _note(out, position, None)
            if not is_called_in(note, tables):
                key = out.note_keys[position]
                out.issues.append(_issue("note-uncalled", f"note {note.mark} is called nowhere", key, note.page))


def items(text: str) -> tuple[Item, ...]:
    """The sub-items in order. Each runs to the next mark of its own or a higher level, or to the text's end."""
    marks: list[tuple[int, str, int]] = []
    levels: list[tuple[str, int]] = []  # the sort of marks on each level, and how many have come
    for found in _MARK.finditer(text):
        depth = _depth(found["mark"], levels)
        if depth is not None:
            marks.append((found.start(), f"({found['mark']})", depth))
    found_items = []
    for position, (start, mark, depth) in enumerate(marks, 1):
        end = next((at for at, _, other in marks[position:] if other <= depth), len(text))
        found_items.append(Item(mark=mark, start=start, end=start + len(text[start:end].rstrip())))
    return tuple(found_items)


def _depth(mark: str, levels: list[tuple[str, int]]) -> int | None:
    """The level on which the mark is the next one, or that it opens; None where it is out of order."""
    for depth in range(len(levels) - 1, -1, -1):
        sort, count = levels[depth]
        if _place(mark, sort) == count + 1:
            levels[depth:] = [(sort, count + 1)]
            return depth
    for sort in ("letter", "roman", "digit"):
        if _place(mark, sort) == 1 and sort not in {own for own, _ in levels}:
            levels.append((sort, 1))
            return len(levels) - 1
    return None


def _place(mark: str, sort: str) -> int | None:
    if sort == "digit":
        return int(mark) if mark.isdigit() else None
    if sort == "roman":
        return _ROMAN.index(mark) + 1 if mark in _ROMAN else None
    if mark.isdigit() or (len(mark) > 1 and len(set(mark)) > 1):
        return None
    return ord(mark[0]) - ord("a") + 1 + 26 * (len(mark) - 1)
