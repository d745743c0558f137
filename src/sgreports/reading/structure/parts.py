"""The parts of a report: cover, summary, contents list, body, annexes, letters, enclosures, appendices."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from sgreports.knowledge.layout.covers import string_table, word_list
from sgreports.model.report import Part
from sgreports.reading.lines import Line
from sgreports.reading.structure.contents import FIRST, begins_contents, contents_end, heads_contents
from sgreports.reading.structure.headings import is_byline, label
from sgreports.reading.structure.measures import Measures, ended
from sgreports.reading.structure.resolutions import opens_text

_PART = re.compile(r"(?i)(?P<word>[a-z]+)\s*+(?P<label>[IVXLT1l]{1,5}|\d{1,2}|[A-Z])?\s*+(?:\([A-Z]\))?\s*+[.:*]{0,2}")
_LETTER = re.compile(r"(?i)(?:identical )?letters? (?:of transmittal|dated \d)")
_MISREAD_FIRST = re.compile(r"^i\.\s++(?=[A-Z“\"])")
_NUMBER = re.compile(r"^\d{1,3}\s?\.\s++[A-Z]")
_AUTHOR = re.compile(r"(?i)\b(?:report|note|letter|memorandum)s?\b.*\b(?:of|by|from)\b.*")
_CENTRED, _FLUSH = 24.0, 6.0  # points from the text's edge: at least; at most
_PROSE = 80  # characters; an agenda item or a session is shorter
_TABLE = 60.0  # points of white between the lines of a title at most


Cut = tuple[int, str, str]  # index of the first line, part, printed number


@dataclass(frozen=True)
class Region:
    """Consecutive text lines of one part. `name` is the key's prefix (`annex-1`), empty for the body; `start` is the
    index of its first line in the whole text; `heading` are the lines that head the part."""

    part: Part
    name: str
    start: int
    lines: tuple[Line, ...]
    heading: tuple[Line, ...] = ()
    label: str = ""


def regions(lines: Sequence[Line], usual: Measures) -> list[Region]:
    """The text cut into its parts, in order; contents lists are left out."""
    opening = _opening(lines, usual)
    cuts = _cuts(lines, opening, usual)
    found = [Region("cover", "cover", 0, tuple(lines[:opening]))]
    bounds = [*cuts, (len(lines), "", "")]
    counts: Counter[str] = Counter()
    for cut, (end, _, _) in pairwise(bounds):
        if cut[1] != "contents":
            counts[cut[1]] += 1
            found.append(_region(lines, cut, end, counts[cut[1]], usual))
    return [region for region in found if region.lines or region.heading]


def _region(lines: Sequence[Line], cut: Cut, end: int, count: int, usual: Measures) -> Region:
    start, part, mark = cut
    if part in ("body", "summary"):
        skip = start + (part == "summary")
        return Region(cast(Part, part), "" if part == "body" else part, skip, tuple(lines[skip:end]))
    headed = part != "letter" or bool(_LETTER.match(lines[start].text.strip()))
    first = _after_title(lines, start, end, usual) if headed else start  # a cover's letter has its title on the cover
    name = f"{part}-{count}"
    return Region(cast(Part, part), name, first, tuple(lines[first:end]), tuple(lines[start:first]), mark)


def _after_title(lines: Sequence[Line], start: int, end: int, usual: Measures) -> int:
    """The index after a part's heading and the title under it (bold, larger or centred lines)."""
    index = start + 1
    while index < min(end, start + 8) and _is_title_line(lines[index], usual) and not _prose(lines, index, usual):
        if lines[index].level != lines[start].level or lines[index].page != lines[start].page:
            break  # a Word file's own heading of another level
        if index > start + 1 and _is_apart_from_title(lines[start + 1], lines[index - 1], lines[index]):
            break
        index += 1
    return index


def _is_apart_from_title(title: Line, before: Line, line: Line) -> bool:
    """Whether a line is no part of a title: a byline, a smaller heading, or one below a table that stood between."""
    smaller = line.size < title.size - 0.7 and not line.text.startswith("(")
    if is_byline(line.text) or smaller:
        return True
    if line.box is None or before.box is None or line.page != before.page:
        return False
    return line.box.top - before.box.bottom > _TABLE


def _prose(lines: Sequence[Line], index: int, usual: Measures) -> bool:
    """Whether the line is the text's, not the title's: not bold, and the next line begins at the same edge, or at the
    text's where this one is indented."""
    line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if line.bold or line.heads or line.box is None or after is None or after.box is None:
        return False
    begins = usual.indent(after) < _FLUSH and not usual.apart(after)
    return (abs(after.box.x0 - line.box.x0) < 2 or begins) and len(line.text) > 40


def _is_title_line(line: Line, usual: Measures) -> bool:
    if label(line.text) is not None or line.number or _NUMBER.match(line.text):
        return False
    return line.bold or line.heads or usual.centred(line) or bool(usual.size and line.size > usual.size + 1)


def _cuts(lines: Sequence[Line], opening: int, usual: Measures) -> list[Cut]:
    cuts: list[Cut] = []
    part = ""
    index = opening
    if _after_letter(lines, opening, usual):
        part = "letter"
        cuts.append((index, part, ""))
        index += 1
    while index < len(lines):
        kind, mark = _begins(lines, index, part, usual)
        if kind == "contents":
            cuts.append((index, kind, mark))
            index, part = contents_end(lines, index), ""
            continue
        if kind:
            part = kind
            cuts.append((index, kind, mark))
        index += 1
    return cuts


def _after_letter(lines: Sequence[Line], opening: int, usual: Measures) -> bool:
    """Whether the cover ends with a letter's title, `Letter dated 2 May 2003 from …`, and its text follows."""
    title = next((i for i in range(opening) if _letter_on_cover(lines[i], usual)), None)
    return title is not None and opening < len(lines) and _end_of_title(lines, title, usual) == opening


def _letter_on_cover(line: Line, usual: Measures) -> bool:
    set_off = line.bold or line.text.isupper() or bool(usual.size and line.size > usual.size + 1)
    return set_off and bool(_LETTER.match(line.text.strip()))


def _end_of_title(lines: Sequence[Line], start: int, usual: Measures) -> int:
    end = start + 1
    while end < len(lines) and usual.alike(lines[start], lines[end]) and not usual.apart(lines[end]):
        end += 1
    return end


def _begins(lines: Sequence[Line], index: int, part: str, usual: Measures) -> tuple[str, str]:
    """The part that begins with this line, and its printed number; empty where none does."""
    text = lines[index].text.strip()
    plain = text.lower().rstrip(" .:*")
    if heads_contents(text) or (part in ("", "summary") and begins_contents(lines, index)):
        return "contents", ""
    if plain in word_list("summary_headings") and part in ("", "letter"):
        return "summary", ""
    if named := _headed(lines, index, usual):
        return named
    return ("body", "") if part == "" or (part in ("summary", "letter") and _opens(lines[index], usual)) else ("", "")


def _headed(lines: Sequence[Line], index: int, usual: Measures) -> tuple[str, str] | None:
    """`Annex II` alone on its line, not the end of a sentence that wrapped."""
    line = lines[index]
    found = _PART.fullmatch(line.text.strip())
    part = string_table("parts").get(found["word"].lower()) if found else None
    if found is None or part is None or not found["word"][0].isupper():
        return None
    before = lines[index - 1] if index else None
    new_page = before is None or before.page != line.page
    heads = new_page and (line.bold or usual.indent(line) > _CENTRED)
    alone = before is None or ended(before.text) or before.bold or usual.apart(line) or heads
    if not (new_page or line.bold or usual.apart(line)) or not alone:
        return None
    return part, found["label"] or ""


def _opens(line: Line, usual: Measures) -> bool:
    """Whether the body begins with this line: its first number or its first heading."""
    text = line.text.strip()
    misread = line.recognized and _MISREAD_FIRST.match(text)
    if line.number or misread or FIRST.match(text) or _NUMBER.match(text):
        return True
    mark = label(text)
    if mark is not None and mark.sort == "roman" and (line.bold or not usual.paged or text.isupper()):
        return not ended(text)
    return text.lower().rstrip(".") in word_list("opening_headings") and (
        line.bold or text.isupper() or not usual.paged
    )


def _opening(lines: Sequence[Line], usual: Measures) -> int:
    """The index at which the cover ends: summary, contents, letter, first heading or first number."""
    for index, line in enumerate(lines[:160]):
        plain = line.text.strip().lower().rstrip(" .:*")
        if plain in word_list("summary_headings") or begins_contents(lines, index):
            return index
        if _opens(line, usual) or _headed(lines, index, usual):
            return _heading_before(lines, index, usual)
        if opens_text(line.text):
            return index
        if _letter_on_cover(line, usual) and index:
            return _end_of_title(lines, index, usual)
    return _after_author(lines, usual) or _before_prose(lines)


def _before_prose(lines: Sequence[Line]) -> int:
    """Where a Word file states headings: the index of the one before the first line of prose; else 0."""
    if not any(line.level for line in lines):
        return 0
    first = next((i for i, line in enumerate(lines) if line.level is None and len(line.text) > _PROSE), 0)
    return max(first - 1, 0) if lines[first - 1].level else first


def _heading_before(lines: Sequence[Line], index: int, usual: Measures) -> int:
    """A heading without number between the author's line and the first number belongs to the body."""
    author = _after_author(lines[:index], usual)
    between = lines[author:index]
    set_off = 0 < len(between) <= 2 and all(line.bold or not usual.paged for line in between)
    heads = author and set_off and _NUMBER.match(lines[index].text) and not between[0].text.startswith("(")
    return author if heads else index


def _after_author(lines: Sequence[Line], usual: Measures) -> int:
    """The index after the block that names the author, 0 where no line does."""
    for index, line in enumerate(lines[:60]):
        if _AUTHOR.match(line.text.strip()) and (usual.paged or len(line.text) < 150):
            after = index + 1
            while after < len(lines) and not usual.apart(lines[after]) and not _NUMBER.match(lines[after].text):
                after += 1
            return after
    return 0
