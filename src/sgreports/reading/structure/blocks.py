"""The lines of a part → its blocks: headings, numbered paragraphs, unnumbered paragraphs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sgreports.reading.lines import Line
from sgreports.reading.structure.headings import is_byline, is_named, label
from sgreports.reading.structure.measures import Measures, ended, stopped
from sgreports.reading.structure.numbering import Start
from sgreports.reading.structure.resolutions import is_set_as_clause

_ITEM = re.compile(r"^(?:\([a-zA-Z]{1,4}\)|\(\d{1,2}\)|[•●▪■·–—-]\s|[a-z]\)|\d{1,2}\)|[ivx]{1,4}\.\s)")
_LOWER = re.compile(r"^[a-z(,;:)\d]")
_SENTENCE = re.compile(r"[a-z)\d]{2}[.?!]\s++(?=[A-Z])")  # not after `a.` or `1.`, which begin a heading
_LONGEST_HEADING, _SHORT = 220, 60  # characters
_HEADING_WORDS = re.compile(r"(?!\((?:Signed|SIGNED)\))[^A-Za-zÀ-ž]*[A-Za-zÀ-ž]")  # letters, and no signature
_HANGING = 12  # points from a heading's number to its words
_TABLE = 4.0  # em from a line down to the next that a table and its white take, at least
_PAGE_TABLE = 20.0  # em from a line down to the page's foot: more than notes take
_HEAD, _FOOT = 130.0, 700.0  # points from a page's top: text begins above, and ends below
_INWARD = 40  # points from the text's edge: no paragraph begins there

Kind = Literal["heading", "paragraph"]


@dataclass(frozen=True)
class Block:
    """Lines that belong together; `index` is that of the first one in its part, `start` set for a numbered one."""

    kind: Kind
    index: int
    lines: tuple[Line, ...]
    start: Start | None = None


def blocks(lines: Sequence[Line], starts: Mapping[int, Start], usual: Measures) -> list[Block]:
    """The blocks of a part, in order; every line is in exactly one."""
    cuts: list[tuple[int, Kind]] = []
    for index in range(len(lines)):
        kind = _begins(lines, index, starts, cuts, usual)
        if kind is not None:
            cuts.append((index, kind))
    ends = [*(index for index, _ in cuts[1:]), len(lines)][: len(cuts)]
    found = [
        Block(_kind_of_block(kind, lines[index:end]), index, tuple(lines[index:end]), starts.get(index))
        for (index, kind), end in zip(cuts, ends, strict=True)
    ]
    return _rejoined(found)


def _kind_of_block(kind: Kind, lines: Sequence[Line]) -> Kind:
    """A heading of several sentences, or of one in italics on three lines, is a paragraph in its type: a
    recommendation in bold, a summary in italics."""
    text = " ".join(line.text.strip() for line in lines)
    slanted = all(line.italic and not line.bold for line in lines) and label(text) is None
    whole = len(lines) > 2 and stopped(text) and (slanted or len(_SENTENCE.findall(text)) > 0)
    return "paragraph" if whole else kind


def _rejoined(found: Sequence[Block]) -> list[Block]:
    """A paragraph that a call-out or a heading-like line cut in mid-sentence is one again (A/80/1, p. 10)."""
    out: list[Block] = []
    for block in found:
        back = next((i for i in range(len(out) - 1, -1, -1) if out[i].kind == "paragraph"), None)
        cut = back is not None and back < len(out) - 1 and not stopped(out[back].lines[-1].text)
        continues = block.kind == "paragraph" and block.start is None and block.lines[0].text[:1].islower()
        if back is not None and cut and continues:
            out[back] = replace(out[back], lines=(*out[back].lines, *block.lines))
        else:
            out.append(block)
    return out


def _begins(
    lines: Sequence[Line], index: int, starts: Mapping[int, Start], cuts: Sequence[tuple[int, str]], usual: Measures
) -> Kind | None:
    """The kind of block that begins with this line; None if the line continues the block before it."""
    if index in starts:
        return "paragraph"
    in_heading = bool(cuts) and cuts[-1][1] == "heading"
    if in_heading and (
        _same_heading(lines[index - 1], lines[index], usual)
        or _second_line(lines, index, starts, usual)
        or _is_hanging_line(lines[cuts[-1][0]], lines[index], usual)
        or _is_in_brackets(lines[index - 1], lines[index])
    ):
        return None
    if _is_heading(lines, index, starts, usual, in_heading):
        return "heading"
    if not cuts or in_heading:
        return "paragraph"
    numbered = cuts[-1][0] in starts
    return "paragraph" if _new_paragraph(lines, index, usual, numbered, bool(starts)) else None


def _same_heading(before: Line, line: Line, usual: Measures) -> bool:
    """Whether a heading runs over to this line: the same style, no white above, no number of its own."""
    if usual.apart(line) or label(line.text) is not None:
        return False
    if not usual.paged:
        return line.gap == 0
    alike = (before.bold, before.italic) == (line.bold, line.italic) and abs(before.size - line.size) < 0.6
    if line.bold or line.italic:
        return alike
    return alike and (usual.centred(line) or (before.text.isupper() and line.text.isupper()))


def _is_hanging_line(first: Line, line: Line, usual: Measures) -> bool:
    """Whether a line of a heading with a printed number stands in from it, under its first word."""
    if first.box is None or line.box is None or first.page != line.page or usual.apart(line):
        return False
    return label(first.text) is not None and line.box.x0 - first.box.x0 > _HANGING


def _is_in_brackets(before: Line, line: Line) -> bool:
    """Whether a bold line in brackets stands under a bold heading: `(as at 27 October 2043)`, a part of it."""
    text = line.text.strip()
    return line.bold and before.bold and text.startswith("(") and text.endswith(")") and label(text) is None


def _second_line(lines: Sequence[Line], index: int, starts: Mapping[int, Start], usual: Measures) -> bool:
    """Whether an underlined heading, which nothing in the text marks, runs over to this line, right over a number."""
    line, before = lines[index], lines[index - 1]
    alone = index + 1 in starts and not stopped(line.text) and not usual.apart(line) and line.gap is not None
    return alone and label(line.text) is None and len(before.text) > len(line.text) and not _ITEM.match(line.text)


def _is_heading(
    lines: Sequence[Line], index: int, starts: Mapping[int, Start], usual: Measures, after_heading: bool
) -> bool:
    line = lines[index]
    text = line.text.strip()
    before = lines[index - 1] if index else None
    if (
        is_byline(text)
        or len(text) > _LONGEST_HEADING
        or not _HEADING_WORDS.match(text)
        or (before is not None and _listed(before, line))
    ):
        return False
    if before is not None and _is_centred_head(before, line, usual) and index + 1 in starts:
        return True
    if before is not None and not (usual.apart(line) or before.page != line.page or before.column != line.column):
        return _tight_heading(before, line, usual) or (index + 1 in starts and _set_off(before, line))
    if before is not None and not (ended(before.text) or before.bold or before.italic or usual.apart(line)):
        return False
    if not usual.paged:
        return _text_heading(lines, index, starts)
    return _is_unmarked_heading(lines, index, starts, usual, after_heading) or _page_heading(lines, index, usual)


def _listed(before: Line, line: Line) -> bool:
    """Whether a line with a number continues a list: after a colon or semicolon, in the same type."""
    set_off = before.bold or line.bold or line.italic
    return before.text.rstrip()[-1:] in (":", ";") and not set_off and label(line.text.strip()) is not None


def _is_unmarked_heading(
    lines: Sequence[Line], index: int, starts: Mapping[int, Start], usual: Measures, after_heading: bool
) -> bool:
    """A short line, or two, without a full stop between an ended paragraph or a heading and a numbered paragraph:
    underlined headings of the 1990s have no other mark in the text."""
    text = lines[index].text.strip()
    before = lines[index - 1].text if index else "."
    begins = (text[:1].isupper() or label(text) is not None) and not _ITEM.match(text)
    ends = stopped(before) or _ITEM.match(before)
    if not begins or len(text) >= 100 or stopped(text) or not (ends or after_heading):
        return False
    last = index if index + 1 in starts else index + 1
    over = last > index and (last + 1 not in starts or usual.apart(lines[last]))
    return not over and not _is_sentence(lines[last].text)


def _is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or a clause ends: no heading does."""
    return stopped(text) or text.rstrip()[-1:] in ",;:"


def _is_centred_head(before: Line, line: Line, usual: Measures) -> bool:
    """Whether a short line is alone and centred at the top of a page, whatever ended the page before: recognition
    reads commas for full stops."""
    inward = before.page != line.page and usual.indent(line) > _INWARD and len(line.text) < _SHORT
    return inward and line.text[:1].isupper() and not _is_sentence(line.text)


def _tight_heading(before: Line, line: Line, usual: Measures) -> bool:
    """A heading without white above it: labelled, in bold, after text that is not; `Target 5.1` in another type."""
    mark = label(line.text)
    if is_named(line.text) and _in_other_type(before, line) and stopped(before.text):
        return True
    return bool(mark and mark.sort != "paren" and line.bold and not before.bold and not stopped(line.text)) or (
        bool(mark) and usual.centred(line) and stopped(before.text) and not stopped(line.text)
    )


def _set_off(before: Line, line: Line) -> bool:
    """Whether a line's type sets it off from the ended text or the item above: right over a number it needs no
    white."""
    other = _in_other_type(before, line)
    ends = stopped(before.text) or (line.bold and _ITEM.match(before.text) is not None)
    return other and ends and not _is_sentence(line.text) and line.text[:1].isupper()


def _in_other_type(before: Line, line: Line) -> bool:
    return (line.bold and not before.bold) or (line.italic and not before.italic)


def _page_heading(lines: Sequence[Line], index: int, usual: Measures) -> bool:
    line, before = lines[index], lines[index - 1] if index else None
    text = line.text.strip()
    mark = label(text)
    after = lines[index + 1] if index + 1 < len(lines) else None
    # a title in italics that a paragraph cites at its beginning runs on into plain type
    whole = after is None or after.italic or usual.apart(after) or after.gap is None
    if line.bold or (line.italic and not stopped(text) and whole):
        alike = before is not None and before.bold == line.bold and abs(before.size - line.size) < 0.6
        goes_on = before is not None and line.gap is None and alike and mark is None and not ended(before.text)
        return not goes_on and (not stopped(text) or mark is not None or len(text) < 60)
    if stopped(text) or _ITEM.match(text):
        return False
    if mark is not None and (mark.sort in ("roman", "letter") or text[:1].isalpha()):
        return len(text) < 120
    letters = [char for char in text if char.isalpha()]
    if len(letters) > 3 and sum(map(str.isupper, letters)) > 0.85 * len(letters):
        return True
    alone = after is None or usual.apart(after) or after.gap is None or usual.centred(after)
    return alone and usual.centred(line) and text[:1].isupper() and len(text) < 90 and not _flush(line, before, after)


def _flush(line: Line, *others: Line | None) -> bool:
    """Whether a neighbour begins at the same edge: the text of a box is centred as a whole, not line by line."""
    near = [other for other in others if other is not None and other.box is not None and other.page == line.page]
    return line.box is not None and any(other.box and abs(other.box.x0 - line.box.x0) < 2 for other in near)


def _text_heading(lines: Sequence[Line], index: int, starts: Mapping[int, Start]) -> bool:
    """In plain text: a marked line, a labelled one, or a short one right above a numbered paragraph or heading."""
    line = lines[index]
    text = line.text.strip()
    if line.bold or line.heads:
        return True
    if stopped(text) or text[:1].islower() or text[-1:] in ",;:-–":
        return False
    mark, after = label(text), index + 1
    if mark is not None:
        over = after in starts or (after + 1 in starts and lines[after].gap == 0 and not stopped(lines[after].text))
        return mark.sort in ("roman", "letter") or (mark.sort == "digit" and over)
    leads = after in starts or (after < len(lines) and label(lines[after].text) is not None)
    return leads and len(text) < 120 and (lines[after].gap or 0) > 0


def _new_paragraph(lines: Sequence[Line], index: int, usual: Measures, numbered: bool, in_numbered: bool) -> bool:
    """Whether an unnumbered paragraph begins. The rest of a sentence cut by a page, note or figure does not,
    nor does a sub-item."""
    line, before = lines[index], lines[index - 1]
    if usual.paged and (is_set_as_clause(before, line, usual.indent(line)) or _follows_table(before, line, usual)):
        return True
    if _ITEM.match(line.text) or not stopped(before.text) or _LOWER.match(line.text):
        listed = _LOWER.match(line.text) or _ITEM.match(line.text)  # forms, preambles and signatures have white above
        return not numbered and not listed and usual.apart(line)
    if not usual.paged:
        return usual.apart(line)
    if line.gap is None:
        short = before.box is not None and line.box is not None and before.box.x1 < line.box.x1 - 40
        return not in_numbered and (short or usual.indent(line) > 12)
    if not usual.apart(line):
        return not in_numbered and usual.indent(line) > 12 and usual.indent(before) < 6
    return not numbered or usual.indent(line) < 40


def _follows_table(before: Line, line: Line, usual: Measures) -> bool:
    """Whether a line follows what a colon announced, a table with its notes: more white than that right over the line
    parts the two, or the line from the page's head, or the colon from the foot of its page."""
    here = before.page == line.page
    if not (before.box and line.box and before.text.rstrip().endswith(":")) or (here and not usual.apart(line)):
        return False
    top = before.box.bottom if here else _HEAD
    under = not here and _FOOT - before.box.bottom > _PAGE_TABLE * line.size
    return line.text[:1].isupper() and (under or line.box.top - top - (line.gap or 0) > _TABLE * line.size)
