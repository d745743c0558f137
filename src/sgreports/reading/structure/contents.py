"""Contents lists, which are never structure: where one begins and where it ends, however it is laid out."""

import re
from collections.abc import Sequence

from sgreports.knowledge.layout.covers import word_list
from sgreports.reading.lines import Line
from sgreports.reading.structure.headings import label

_DOTS = re.compile(r"(?:\. ?){4,}|…{2,}|\.{2,} ?…")
_PAGE = re.compile(r"(?:\D{2,}\s)?[\divxl\s–-]{1,12}")
_ENTRY = re.compile(r"[^\s.:;]\s++(?:\d{1,3}|[ivxl]{1,6})$")
FIRST = re.compile(r"^(?:1|l|I)\s?\.\s++(?=[A-Z“\"(\[])")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_MOST = 400  # lines of a list
_WITHIN = 14  # lines without dots between two entries: a long title, a column of page numbers
_ENTRIES, _NEAR = 3, 8  # entries with dots that make a list without a heading; lines in which they stand
_SENTENCE = 60  # characters: no title of a first section is longer
_SHORTEST = 5  # letters of a title


def heads_contents(text: str) -> bool:
    """Whether a line is a list's heading: `Contents`, also with `Page` at the right."""
    plain = text.strip().lower().rstrip(" .:*")
    return plain in word_list("contents_headings") or _without_columns(plain) in word_list("contents_headings")


def begins_contents(lines: Sequence[Line], index: int) -> bool:
    """Whether a list begins here: its heading, or, where a tool lost that, entries with dots and a Roman number."""
    if heads_contents(lines[index].text):
        return True
    near = lines[index : index + _NEAR]
    first = label(lines[index].text)
    numbered = first is not None and first.sort == "roman" and first.text == "I"
    return numbered and sum(_has_dots(line) for line in near) >= _ENTRIES


def contents_end(lines: Sequence[Line], start: int) -> int:
    """The index of the first line after a list: the heading over number 1, or a title that was listed."""
    last = _last_entry(lines, start)
    listed = [_title(line.text) for line in lines[start : last + 1]]  # the heading first
    for index in range(last + 1, min(len(lines), start + _MOST)):
        if _opens_text(lines[index]):
            return index
        known = listed if last > start else [title for title in listed if title][1:2]
        if _is_listed(lines[index].text, known):
            return index
        if last == start:
            listed.append(_title(lines[index].text))
    return last + 1


def _last_entry(lines: Sequence[Line], start: int) -> int:
    """The last entry with dots that hangs together with the list; `start` where entries have none."""
    last = start
    for index in range(start, min(len(lines), start + _MOST)):
        if _has_dots(lines[index]):
            last = index
        elif index - last > _WITHIN and not _PAGE.fullmatch(lines[index].text):
            break
    return last


def _has_dots(line: Line) -> bool:
    return _DOTS.search(line.text) is not None


def _opens_text(line: Line) -> bool:
    """Whether a line begins the text: a long one with the first number, which is no entry with its page (a whole
    paragraph of a Word file, or one with a Roman number)."""
    numbered = line.number or FIRST.match(line.text)
    entry = (line.number or line.text.startswith("I")) and _ENTRY.search(line.text)
    return bool(numbered) and len(line.text) > _SENTENCE and not entry


def _is_listed(text: str, listed: Sequence[str]) -> bool:
    title = _title(text)
    return len(title) >= _SHORTEST and any(own.startswith(title) for own in listed)


def _title(text: str) -> str:
    """The letters of a title without its number; empty for the head of a column."""
    found = label(text)
    words = text[found.length :] if found else text
    return "" if not _without_columns(words.lower()) else _NOT_LETTERS.sub("", words.lower())


def _without_columns(text: str) -> str:
    return " ".join(word for word in text.split() if word not in word_list("contents_columns"))
