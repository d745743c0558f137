"""Footnotes in text: the lines at a page's end that a rule or their numbers show, and their calls in the lines above.

Both get the raised marks that a PDF's lines have, so that notes and calls are tied in one place (structure/footnotes).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sgreports.knowledge.english import function_words
from sgreports.knowledge.statements.quantities import month_numbers
from sgreports.reading.lines import Line
from sgreports.reading.structure.measures import stopped

_RULE = re.compile(r"[_\u2014\u2015\u2500-]{6,}")
_MARK = re.compile(r"(\d{1,3}|[a-z])")
_LED = re.compile(r"(\d{1,3})[ \t]+(?=[A-Z“\"(‘*]|https?:|www\.|[a-z]+\.)")
_OPENS = re.compile(r"https?:|www\.|(?![a-z])")
_MOST_AHEAD = 12  # a page's first note is at most so many numbers after the last one seen
_BARRED = "-–—/$€£§"  # before a number: it belongs to a range, a symbol or an amount
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[”’\")\]]*+\s?$")
_WORD_AFTER = re.compile(r"\s*([^\W\d_]+)")
_CARRIED = re.compile(r"[a-z(]|\S+/\S")
_GOES_ON = 3  # lines at a page's end with which a note goes on, at most
_YEAR = r"\b(?:19|20)\d\d"  # `in 2024.7` is no number
_STRONG, _LINE_END, _WEAK = 3, 2, 1


@dataclass(frozen=True)
class Noted:
    """A page's running text, with its calls raised, its notes, and what is neither."""

    body: tuple[Line, ...]
    notes: tuple[Line, ...]
    rest: tuple[Line, ...]


def with_notes(pages: Sequence[Sequence[Line]]) -> list[Noted]:
    """The pages with raised marks at their notes' beginnings and at the calls."""
    out: list[Noted] = []
    last = 0
    for lines in pages:
        text = [line for line in lines if line.role == "text"]
        body, notes = _noted(text, last)
        if out and notes and (rest := _broken_off(out[-1].notes, body)):
            body = body[: -len(rest)]
            out[-1] = replace(out[-1], notes=(*out[-1].notes, *rest))
        last = max([int(mark) for mark, _ in notes if mark.isdigit()], default=last)
        below = [line for mark, own in notes for line in _marked(mark, own)]
        out.append(Noted(tuple(body), tuple(below), tuple(line for line in lines if line.role != "text")))
    return out


def _broken_off(notes: Sequence[Line], body: Sequence[Line]) -> list[Line]:
    """The few lines under the white at a page's end with which the last note of the page before goes on."""
    if not notes or stopped(notes[-1].text):
        return []
    start = next((i for i in range(len(body) - 1, 0, -1) if body[i].gap), 0)
    goes_on = 0 < len(body) - start <= _GOES_ON and _CARRIED.match(body[start].text)
    return [replace(line, gap=0.0) for line in body[start:]] if start and goes_on else []


def _noted(lines: list[Line], last: int) -> tuple[list[Line], list[tuple[str, list[Line]]]]:
    foot = _foot(lines, last)
    if foot is None:
        return lines, []
    body, below = lines[:foot], lines[foot:]
    if _RULE.fullmatch(below[0].text):
        below = below[1:]
    notes = _notes(_completed(below))
    if not notes:
        return [*body, *below], []
    return _called(body, [mark for mark, _ in notes]), notes


def _foot(lines: Sequence[Line], last: int) -> int | None:
    """Where the notes begin: at a typed rule, else at the number that is next and leads down to the page's end."""
    for index in range(len(lines) - 1, 0, -1):
        if _RULE.fullmatch(lines[index].text):
            return index if index + 1 < len(lines) else None
    best: int | None = None
    wanted: int | None = None
    for index in range(len(lines) - 1, 0, -1):
        mark = _leading(lines[index])
        if mark is None or not _may_begin(lines, index):
            continue
        if wanted is not None and mark != wanted and not _skips_one(lines, index, wanted):
            continue
        expected = best is not None and mark == last + 1
        if expected or (last < mark <= last + _MOST_AHEAD and _has_call(lines[:index], str(mark))):
            best = index
        wanted = mark - 1
        if mark == last + 1:
            break
    return best


def _skips_one(lines: Sequence[Line], index: int, wanted: int) -> bool:
    """Whether a mark alone on its line is one below the wanted: `pdftotext` puts the first mark over its note and the
    second at the page's end, or nowhere."""
    alone = _MARK.fullmatch(lines[index].text) is not None
    return alone and _leading(lines[index]) == wanted - 1 and _has_call(lines[:index], str(wanted))


def _leading(line: Line) -> int | None:
    if _MARK.fullmatch(line.text):
        return int(line.text) if line.text.isdigit() else None
    found = _LED.match(line.text)
    return int(found[1]) if found else None


def _may_begin(lines: Sequence[Line], index: int) -> bool:
    alone = bool(_MARK.fullmatch(lines[index].text))
    return index + 1 < len(lines) if alone else stopped(lines[index - 1].text) or (lines[index].gap or 0) > 0


def _has_call(lines: Sequence[Line], mark: str) -> bool:
    return any(weight >= _LINE_END for line in lines for _, weight in _candidates(line, mark))


def _notes(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """The notes with their marks. A tool may set marks apart: several before their notes, or after all of them."""
    groups = _groups(lines)
    spare = [mark for marks, own in groups if not own for mark in marks]
    out: list[tuple[str, list[Line]]] = []
    for printed, own in groups:
        if not own:
            continue
        marks = printed or spare
        spare = spare if printed else []
        while spare and marks and spare[0].isdigit() and marks[-1].isdigit() and int(spare[0]) == int(marks[-1]) + 1:
            marks.append(spare.pop(0))
        parts = _parts(own, len(marks))
        out += list(zip(marks, parts, strict=False))
    return out


def _completed(lines: list[Line]) -> list[Line]:
    """Notes whose first mark stands alone over them, with the second mark under it, if the next one printed is the
    third."""
    led = next((_leading(line) for line in lines[1:] if _LED.match(line.text)), None)
    first = _leading(lines[0]) if _MARK.fullmatch(lines[0].text) else None
    if first is None or led != first + 2 or _MARK.fullmatch(lines[1].text):
        return lines
    second = replace(lines[0], text=str(first + 1))
    return [lines[0], second, *(line for line in lines[1:] if line.text != second.text)]


def _groups(lines: Sequence[Line]) -> list[tuple[list[str], list[Line]]]:
    """Marks in a row with the lines that follow them."""
    groups: list[tuple[list[str], list[Line]]] = [([], [])]
    for line in lines:
        led = _LED.match(line.text)
        if _MARK.fullmatch(line.text):
            if groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(line.text)
        elif led and (not groups[-1][0] or int(led[1]) == _next(groups[-1][0])):
            groups.append(([led[1]], [replace(line, text=line.text[led.end() :])]))
        else:
            groups[-1][1].append(line)
    return [group for group in groups if group[0] or group[1]]


def _next(marks: Sequence[str]) -> int:
    return int(marks[-1]) + 1 if marks[-1].isdigit() else 0


def _parts(lines: Sequence[Line], count: int) -> list[list[Line]]:
    """Lines as so many notes: a new one begins after a full stop, the shortest lines before it first."""
    if count <= 1 or len(lines) <= 1:
        return [list(lines)] if lines else []
    ends = [i for i in range(1, len(lines)) if stopped(lines[i - 1].text) and _OPENS.match(lines[i].text)]
    chosen = sorted(sorted(ends, key=lambda i: len(lines[i - 1].text))[: count - 1])
    bounds = [0, *chosen, len(lines)]
    return [list(lines[a:b]) for a, b in pairwise(bounds)]


def _marked(mark: str, own: Sequence[Line]) -> list[Line]:
    if not own:
        return []
    first = replace(own[0], text=f"{mark} {own[0].text}", superscripts=((0, len(mark)),), gap=1.0)
    return [first, *(replace(line, gap=0.0, superscripts=()) for line in own[1:])]


@dataclass(frozen=True)
class _Candidate:
    line: int
    start: int
    end: int
    weight: int


def _called(lines: Sequence[Line], marks: Sequence[str]) -> list[Line]:
    """The lines with the marks of their notes raised, in the notes' order as far as they keep it."""
    out = list(lines)
    after = (0, 0)
    for mark in marks:
        found = [
            _Candidate(i, span[0], span[1], weight)
            for i, line in enumerate(out)
            for span, weight in _candidates(line, mark)
        ]
        best = max(found, key=lambda c: (c.weight, (c.line, c.start) >= after, -c.line, -c.start), default=None)
        if best is None:
            continue
        line = out[best.line]
        out[best.line] = replace(line, superscripts=tuple(sorted((*line.superscripts, (best.start, best.end)))))
        after = (best.line, best.end)
    return out


def _candidates(line: Line, mark: str) -> list[tuple[tuple[int, int], int]]:
    """Where a line may call a note, with a weight: after a full stop or comma rather than after a word."""
    if mark not in line.text or not mark.isdigit():
        return []
    found = []
    for match in re.finditer(rf"(?<!\d)(?:(?<!\d[.,:/])|(?<={_YEAR}\.)){mark}(?![\d%°]|[.,:/-]\d|\w)", line.text):
        weight = _weight(line.text[: match.start()], line.text[match.end() :])
        if weight:
            found.append((match.span(), weight))
    return found


def _weight(before: str, after: str) -> int:
    stem = before.rstrip()
    if not stem or stem[-1] in _BARRED or len(before) - len(stem) > 1:
        return 0
    end = not after.strip() or after[0] in ".,;:)”"
    if stem[-1] in '.,;:)”"’]':
        glued = before == stem
        follows = _WORD_AFTER.match(after)
        month = bool(follows and follows[1].lower() in month_numbers())
        return 0 if month else _STRONG if glued or stem[-1] in ".”" or end or not follows else _LINE_END
    if stem == before:
        return _STRONG if stem[-1].isalpha() and len(_word(stem)) > 2 else 0
    word = _word(stem)
    if not word or word.lower() in function_words() or word.lower() in month_numbers() or not word[0].isalpha():
        return 0
    if end:
        return _LINE_END if not after.strip() or after[0] in ".,;:" else _WEAK
    return _WEAK


def _word(text: str) -> str:
    found = _WORD_BEFORE.search(text)
    return found[1] if found else ""
