"""White between lines of text where the tool kept none: before numbers that go on, headings and new paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sgreports.knowledge.layout.covers import string_table
from sgreports.reading.lines import Line
from sgreports.reading.structure.headings import is_named, label
from sgreports.reading.structure.measures import ended, stopped

_NUMBER = re.compile(r"(\d(?: ?\d){0,2}) ?\.\s+(?=[A-Z“\"‘'(\[*\d])")
_HEADING = 0.85  # of a full line at most, the line under which a heading ends
_SHORT = 0.8  # of a full line: a paragraph's last line
_SHORT_TITLE = 0.6  # of a full line at most
_SPARE, _ENOUGH = 20, 8  # characters of a line that says how long lines are; lines of them
_TITLE = 110  # characters
_LINES, _TITLE_LINES = 3, 8  # lines of a heading without label, of the title of an annex, at most
_PART = re.compile(r"(?i)[a-z]+(?: (?:[IVXL]{1,5}|\d{1,2}|[A-Z]))?\*?")
_CAPITALS = 8  # letters of a heading in capitals, at least
_AUTHOR = re.compile(r"(?i)(?:reports?|notes?) (?:of|by) the secretary-general\*?")
_COVER, _TITLE_WORDS = 60, 3  # lines of a cover at most; words of a title in capitals that goes on, more than
_FEW = 0.03  # of the lines have white above: then none is kept


@dataclass
class _Numbers:
    """The numbers that may come next: after the last one, or a part's first."""

    last: int = 0

    def takes(self, text: str, full: float) -> bool:
        """Whether a line has the next number, or number 1 before a text that is no title."""
        found = _NUMBER.match(text)
        if found is None:
            return False
        number = int(found[1].replace(" ", ""))
        title = not stopped(text) and len(text) < _HEADING * full
        if number == self.last + 1 or (number == 1 and not title):
            self.last = number
            return True
        return False


def with_spacing(lines: Sequence[Line]) -> list[Line]:
    """Lines of running text, notes aside, with white above each beginning, and with the headings that show."""
    full = full_length(lines)
    dense = sum((line.gap or 0) > 0 for line in lines) < _FEW * len(lines)
    numbers = _Numbers()
    begins = [numbers.takes(line.text, full) for line in lines]
    numbered = any(begins)
    heads = _heads(lines, begins, full)
    sure = _beginnings(lines, begins, heads, full, dense=dense)
    columned = {line.page for line in lines if line.column}
    out: list[Line] = []
    unnumbered = False
    for index, line in enumerate(lines):
        gap = line.gap or 0.0
        before = lines[index - 1] if index else None
        unnumbered = not begins[index] and (unnumbered or _is_part(line.text))
        if index in sure:
            gap = max(gap, 1.0)
        elif heads[index] == "more":
            gap = 0.0
        elif line.page in columned and numbered and not unnumbered:
            gap = 0.0  # the rows of two columns leave white between one another's lines
        elif before is not None and before.page != line.page:
            # a page begins with the rest of a paragraph: a long line, which is no caption and no cell
            goes_on = len(line.text) > _SHORT * full and ((numbered and not unnumbered) or not _ended(before, full))
            gap = 0.0 if goes_on else 1.0
        elif (dense or unnumbered) and before is not None and _ended(before, full) and not before.superscripts:
            gap = max(gap, 1.0) if line.text[:1].isupper() else gap
        out.append(replace(line, gap=gap, heads=bool(heads[index])))
    return out


def _beginnings(
    lines: Sequence[Line], begins: Sequence[bool], heads: Sequence[str], full: float, *, dense: bool
) -> set[int]:
    """The lines that surely begin a block: numbers, headings and what follows them, blocks of the cover."""
    found = {i for i in range(len(lines)) if begins[i] or heads[i] == "first"}
    found |= {i for i in range(1, len(lines)) if heads[i - 1] and not heads[i]}
    covered = min(begins.index(True) if True in begins else 0, _COVER)
    return found | {i for i in range(1, covered) if _opens_block(lines[i - 1], lines[i], full, dense=dense)}


def _opens_block(before: Line, line: Line, full: float, *, dense: bool) -> bool:
    """Whether a block of the cover begins: at the author's line and after it; where no white is kept, at each line that
    does not go on with a title."""
    if _AUTHOR.fullmatch(line.text) or _AUTHOR.fullmatch(before.text):
        return True
    if not dense:
        return False
    goes_on = len(before.text) > _SHORT_TITLE * full and not before.text[-1:].isdigit()
    capitals = before.text.isupper() and line.text.isupper() and len(before.text.split()) > _TITLE_WORDS
    return line.text[:1].isupper() and not goes_on and not capitals


def full_length(lines: Sequence[Line], usual: float = 80.0) -> float:
    """The length of a line that reaches the right edge, in characters; `usual` where there are too few to say."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) > _SPARE)
    return float(lengths[len(lengths) * 3 // 4]) if len(lengths) >= _ENOUGH else usual


def _ended(line: Line, full: float) -> bool:
    return stopped(line.text) and len(line.text) < _SHORT * full


def _heads(lines: Sequence[Line], begins: Sequence[bool], full: float) -> list[str]:
    """Which lines are headings, `first` or `more`: labelled, in capitals, or short ones over a number."""
    out = [""] * len(lines)
    for index, line in enumerate(lines):
        if begins[index] or out[index] or not _may_head(lines, index, out):
            continue
        if _is_part(line.text):
            _mark(out, index, index + 1)
            _mark(out, index + 1, _part_title(lines, index, begins))
        elif _is_labelled(lines, index, begins, after_heading=bool(index and out[index - 1])):
            _mark(out, index, index + 1 + _runs_over(lines, index, begins, full))
        elif line.text.isupper() and sum(map(str.isalpha, line.text)) > _CAPITALS and len(line.text.split()) > 1:
            _mark(out, index, _until(lines, index, begins))
        elif (is_named(line.text) and len(line.text) < _HEADING * full) or (
            any(begins[:index]) and _is_short_title(lines, index, full)
        ):
            _mark(out, index, index + 1)
        elif _stands_free(lines, index) and (count := _over_number(lines, index, begins, full)):
            _mark(out, index, index + count)
    return out


def _stands_free(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is no item of a list: `(e) Building confidence` after a full stop, in a row of headings."""
    text = lines[index].text
    mark = label(text)
    named = mark is not None and mark.sort == "paren" and text[mark.length :][:1].isupper()
    return not text.startswith("(") or (named and index > 0 and stopped(lines[index - 1].text))


def _is_part(text: str) -> bool:
    return bool(_PART.fullmatch(text)) and text.split(maxsplit=1)[0].lower() in string_table("parts")


def _mark(out: list[str], start: int, end: int) -> None:
    if end > start:
        out[start:end] = ["first", *["more"] * (end - start - 1)]


def _is_labelled(lines: Sequence[Line], index: int, begins: Sequence[bool], *, after_heading: bool) -> bool:
    mark, after = label(lines[index].text), index + 1
    if mark is None or after == len(lines):
        return False
    if mark.sort == "digit" and lines[after].text.startswith(f"{int(mark.text) + 1}."):
        return False
    alone = (after_heading or bool(lines[index].gap)) and bool(lines[after].gap) and len(lines[index].text) < _TITLE / 2
    return mark.sort in ("roman", "letter") or begins[after] or (mark.sort == "digit" and alone)


def _until(lines: Sequence[Line], index: int, begins: Sequence[bool]) -> int:
    end = index + 1
    while end < len(lines) and lines[end].text.isupper() and not begins[end] and not lines[end].gap:
        end += 1
    return end


def _may_head(lines: Sequence[Line], index: int, out: Sequence[str]) -> bool:
    text = lines[index].text
    before = lines[index - 1] if index else None
    over = before is None or ended(before.text) or bool(out[index - 1]) or (lines[index].gap or 0) > 0
    begins = text[:1].isupper() or label(text) is not None
    begins = begins and (label(text) is not None or not _NUMBER.match(text))
    whole = stopped(text) and not is_named(text)
    return over and begins and not whole and text[-1:] not in ",;:–-" and len(text) < _TITLE


def _runs_over(lines: Sequence[Line], index: int, begins: Sequence[bool], full: float) -> bool:
    """Whether a labelled heading goes on in the next line, which stands over a number or another heading."""
    if index + 2 >= len(lines) or begins[index + 1] or (lines[index + 1].gap or 0) > 0:
        return False
    line = lines[index + 1]
    ends = begins[index + 2] or label(lines[index + 2].text) is not None or (lines[index + 2].gap or 0) > 0
    return ends and not stopped(line.text) and label(line.text) is None and len(line.text) < full


def _is_short_title(lines: Sequence[Line], index: int, full: float) -> bool:
    """Whether a line ends far from the right edge though its sentence does not, and long ones follow."""
    following = lines[index + 1 : index + 3]
    short = len(lines[index].text) < _SHORT_TITLE * full and not ended(lines[index].text)
    long = [line for line in following if len(line.text) > _SHORT_TITLE * full and line.text[:1].isupper()]
    return short and bool(long) and long[0] is following[0] and label(lines[index].text) is None


def _over_number(lines: Sequence[Line], index: int, begins: Sequence[bool], full: float) -> int:
    """How many lines, three at most, stand as a heading over a number; 0 where they are none."""
    for end in range(index + 1, min(index + 1 + _LINES, len(lines))):
        if begins[end]:
            return 0 if len(lines[end - 1].text) > full * 1.1 else end - index
        if stopped(lines[end].text) or lines[end].gap or lines[end].page != lines[index].page:
            return 0
    return 0


def _part_title(lines: Sequence[Line], index: int, begins: Sequence[bool]) -> int:
    """The index after the title under `Annex II`: lines up to white, a number or a label, none of them a sentence."""
    for end in range(index + 1, min(index + 1 + _TITLE_LINES, len(lines))):
        line = lines[end]
        if begins[end] or label(line.text) is not None or (line.gap and end > index + 1):
            return end
        if stopped(line.text) or line.text[-1:] in ",;":
            return index + 1
    return index + 1
