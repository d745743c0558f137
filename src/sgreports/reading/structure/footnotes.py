"""Footnotes: detected by size and mark, and linked to their calls in the text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sgreports.knowledge.layout.covers import word_list
from sgreports.model.base import Box
from sgreports.model.report import Table
from sgreports.reading.grouping import usual as most_usual
from sgreports.reading.lines import Line, Page, by_column
from sgreports.reading.structure.measures import Measures, stopped

_STARS = re.compile(r"^(\*{1,4})\s?(?=\S)")
_PLAIN_MARK = re.compile(r"^(\d{1,3}|[a-z])\s?/\s++(?=\S)")
_SLASHED = re.compile(r"^(\d{1,3}|[a-z])/\s++(?=\S)")
_STAR_CALL = re.compile(r"(?<=[\w.,;:)\]”’\"%])\*{1,4}(?![\w*])")
_SLASH_CALL = re.compile(r"(?<=[\w.,;:)\]”’\"])\s?(\d{1,3}|[a-z])/(?=[\s.,;:)]|$)")
_MARK = re.compile(r"\d{1,3}|[ivxl]{2,6}|[a-z]|\*{1,4}|[†‡§]")
_MARKS = re.compile(rf"(?:{_MARK.pattern})(?:\s?,\s?(?:{_MARK.pattern}))*")
_WORDS = re.compile(r"[^\W\d_]{2}|\b[A-Z]/[A-Z\d]")  # a word or a symbol
_TYPED_LINES = 6  # lines of notes under a typed rule
_RULE = re.compile(r"^[_\-–—=\s]{3,}$")
_TYPED_MARK = re.compile(r"^(?:\*{1,4}|[a-z]\s?/)\s")
_SHORT_RULE = 30.0, 200.0  # points: the length of a rule over notes
_BELOW_RULE = 3.0  # em from a drawn rule down to the first line of a note
_INDENT = 4.0  # points between the beginnings of two notes
_UNDERLINES = 0.6  # em from the letters that a rule underlines


@dataclass(frozen=True)
class Note:
    """A note as printed: mark, lines, characters of the mark to skip, and how many text lines stood before it."""

    mark: str
    lines: tuple[Line, ...]
    skip: int
    after: int

    @property
    def page(self) -> int | None:
        """The page on which the note begins."""
        return self.lines[0].page

    @property
    def box(self) -> Box | None:
        """The place of its first line."""
        return self.lines[0].box


def without_footnotes(pages: Sequence[Page], usual: Measures) -> tuple[list[Line], list[Note]]:
    """The running text without notes, and the notes; a note that runs over to the next page is one note."""
    text: list[Line] = []
    notes: list[Note] = []
    for page in pages:
        lines = [line for line in page.lines if line.role == "text"]
        here = replace(usual, size=_usual_size(lines, usual)) if usual.paged else usual
        for column in by_column(lines):
            _split_column(column, here, text, notes, page.rules)
    return text, notes


def _usual_size(lines: Sequence[Line], usual: Measures) -> float:
    """The page's own type size where it is near the report's: optical recognition sets each page a little apart."""
    size = most_usual((line.size, len(line.text)) for line in lines) or usual.size
    return size if usual.size - 1.4 < size < usual.size else usual.size


def _split_column(
    lines: Sequence[Line], usual: Measures, text: list[Line], notes: list[Note], rules: Sequence[Box]
) -> None:
    foot = _foot(lines, usual)
    drawn = [rule for rule in rules if _is_over_notes(rule, lines)]
    open_note = typed = ruled = False
    for index, line in enumerate(lines):
        if _RULE.match(line.text) and (usual.paged and (index + 1 >= foot or _typed_note(lines[index + 1 :]))):
            typed = _typed_note(lines[index + 1 :])
            continue
        ruled = ruled or (index < foot and any(_heads_notes(rule, line) for rule in drawn))
        found = _mark(line, usual, index >= foot or typed or ruled)
        if found is not None:
            notes.append(Note(found[0], (line,), found[1], len(text)))
            open_note = True
        elif open_note and (
            (_goes_on(line, usual) and not ruled)  # recognition sets the text of some pages smaller
            or ((typed or ruled) and not usual.apart(line))
            or (ruled and notes[-1].box and line.box and abs(line.box.x0 - notes[-1].box.x0) < _INDENT)
        ):
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
        elif index >= foot and not open_note and _broken_off(notes, line):
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
            open_note = True
        else:
            # in another column or on another page the white above, up to a running head, says nothing
            kept = text and (not usual.paged or (text[-1].page, text[-1].column) == (line.page, line.column))
            text.append(line if kept else replace(line, gap=None))
            open_note = ruled = False


def _is_over_notes(rule: Box, lines: Sequence[Line]) -> bool:
    """Whether a drawn rule is short and underlines nothing."""
    least, most = _SHORT_RULE
    return least <= rule.x1 - rule.x0 <= most and not any(
        line.box
        and line.box.top < rule.top < line.box.bottom + _UNDERLINES * line.size
        and line.box.x0 < rule.x1
        and line.box.x1 > rule.x0
        for line in lines
    )


def _heads_notes(rule: Box, line: Line) -> bool:
    """Whether a line with the mark of a note, `*` or `a/`, begins close under a drawn rule, which begins left of it."""
    near = line.box is not None and 0 <= line.box.top - rule.top <= _BELOW_RULE * line.size
    return near and line.box is not None and rule.x0 <= line.box.x0 and bool(_TYPED_MARK.match(line.text))


def _typed_note(below: Sequence[Line]) -> bool:
    """Whether a note marked by asterisks follows a typed rule, and nothing else down to the page's end."""
    return 0 < len(below) <= _TYPED_LINES and bool(_STARS.match(below[0].text))


def _broken_off(notes: Sequence[Note], line: Line) -> bool:
    """Whether the last note goes on here, at a page's foot: it stands on this page, or broke off on the one before."""
    if not notes or line.page is None:
        return bool(notes)
    last = notes[-1].lines[-1]
    return last.page == line.page or (last.page == line.page - 1 and not stopped(last.text))


def _foot(lines: Sequence[Line], usual: Measures) -> int:
    """The index at which the small type at the foot of a column begins; the number of lines where there is none."""
    large = (i for i in range(len(lines), 0, -1) if not _small(lines[i - 1], usual))
    return next(large, len(lines)) if usual.paged else len(lines)


def _small(line: Line, usual: Measures) -> bool:
    return bool(line.size) and line.size < usual.size - 0.7


def _goes_on(line: Line, usual: Measures) -> bool:
    if not usual.paged:
        return line.gap == 0
    return _small(line, usual)


def _mark(line: Line, usual: Measures, at_foot: bool) -> tuple[str, int] | None:
    """The mark that begins a note and the length to skip."""
    if line.superscripts and line.superscripts[0][0] == 0 and (not usual.paged or _small(line, usual)):
        end = line.superscripts[0][1]
        mark = line.text[:end].strip()
        return (mark, end) if _MARK.fullmatch(mark) and _WORDS.search(line.text[end:]) else None
    if found := _STARS.match(line.text):
        small_enough = not usual.paged or at_foot or _small(line, usual)
        return (found[1], found.end()) if small_enough else None
    if at_foot and (found := _PLAIN_MARK.match(line.text)):
        return found[1], found.end()
    return None


def end_notes(lines: list[Line]) -> tuple[list[Line], list[Note]]:
    """Takes out the list of notes, `1/ …`, that old layouts print after the text or at a page's foot under a rule."""
    out: list[Line] = []
    notes: list[Note] = []
    open_note = False
    for line in lines:
        if line.text.strip().lower() in word_list("notes_headings") or _RULE.match(line.text):
            open_note = True
            continue
        if open_note and (found := _SLASHED.match(line.text)):
            notes.append(Note(found[1], (line,), found.end(), len(out)))
        elif open_note and notes and notes[-1].after == len(out) and line.page == notes[-1].lines[-1].page:
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
        else:
            open_note = False
            out.append(line)
    return out, notes


def note_calls(line: Line, notes: Sequence[Note]) -> tuple[tuple[int, int], ...]:
    """The ranges of the line's text that are marks of notes. Ordinals (`20th`) and units (`m2`) are none."""
    if not (line.superscripts or "*" in line.text or "/" in line.text):
        return ()
    known = {note.mark for note in notes}
    raised = [mark for a, b in line.superscripts for mark in _marks(line.text, a, b, known)]
    if any("*" in mark for mark in known):
        stars = [m.span() for m in _STAR_CALL.finditer(line.text) if m[0] in known]
        raised += [span for span in stars if not any(a <= span[0] < b for a, b in raised)]
    if not line.superscripts and any(_SLASHED.match(note.lines[0].text) for note in notes):
        raised += [m.span() for m in _SLASH_CALL.finditer(line.text) if m[1] in known]
    return tuple(sorted(raised))


def _marks(text: str, start: int, end: int, known: set[str]) -> list[tuple[int, int]]:
    """The marks in a raised range. Letters on maps and in chemical signs are raised too: a mark is short and known."""
    raised, before = text[start:end].strip(), text[:start]
    if not _MARKS.fullmatch(raised) or (raised.lower() in word_list("ordinal_endings") and before[-1:].isdigit()):
        return []
    unit = re.search(r"(?<!\w)(\w++)$", before)
    if unit and unit[1] in word_list("unit_words") and raised in ("2", "3"):
        return []
    spans = [(start + m.start(), start + m.end()) for m in _MARK.finditer(text[start:end])]
    return [(a, b) for a, b in spans if text[a:b] in known or (text[a:b].isdigit() and before.strip())]


def called_note(mark: str, line: Line, notes: Sequence[Note], index: int) -> Note | None:
    """The note that a mark in text line number `index` calls: on the same page, else the next after the line."""
    bare = mark.strip().rstrip("/")
    same = [note for note in notes if note.mark == bare]
    here = [note for note in same if note.page == line.page and line.page is not None]
    if here:
        return min(here, key=lambda note: (note.after <= index, note.after))
    later = [note for note in same if note.after > index]
    return min(later, key=lambda note: note.after) if later else (same[-1] if same else None)


def is_called_in(note: Note, tables: Iterable[Table]) -> bool:
    """Whether a table that stands before a note, or over it, has the note's mark in a cell or its title."""
    mark = re.escape(note.mark)
    call = re.compile(rf"(?<![\s*]){mark}(?!\*)" if "*" in note.mark else rf"(?<!\S){mark}/(?!\S)")
    last = note.page
    near = [table for table in tables if last is None or table.page is None or table.page <= last]
    return any(call.search(text) for table in near for text in (table.title or "", *chain(*table.cells)))
