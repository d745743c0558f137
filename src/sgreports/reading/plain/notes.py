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
        last = max([int(mark) for mark, _ in notes if mark.isdigit()], default=last)
        below = [line for mark, own in notes for line in _marked(mark, own)]
        out.append(Noted(tuple(body), tuple(below), tuple(line for line in lines if line.role != "text")))
    return out


def _noted(lines: list[Line], last: int) -> tuple[list[Line], list[tuple[str, list[Line]]]]:
    foot = _foot(lines, last)
    if foot is None:
        return lines, []
    body, below = lines[:foot], lines[foot:]
    if _RULE.fullmatch(below[0].text):
        below = below[1:]
    notes = _notes(below)
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
        if wanted is not None and mark != wanted:
            continue
        expected = best is not None and mark == last + 1
        if expected or (last < mark <= last + _MOST_AHEAD and _has_call(lines[:index], str(mark))):
            best = index
        wanted = mark - 1
        if mark == last + 1:
            break
    return best


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
    """The notes with their marks, which a tool may set apart: before their notes, or after all of them."""
    marks: list[str] = []
    parts: list[list[Line]] = [[]]
    for line in lines:
        led = _LED.match(line.text)
        if _MARK.fullmatch(line.text):
            marks.append(line.text)
            parts.append([])
        elif led and (not marks or not marks[-1].isdigit() or int(led[1]) == int(marks[-1]) + 1):
            marks.append(led[1])
            parts.append([replace(line, text=line.text[led.end() :])])
        else:
            parts[-1].append(line)
    parts = [own for own in parts if own]
    if len(parts) != len(marks):
        parts = _parts([line for own in parts for line in own], len(marks))
    return list(zip(sorted(marks, key=lambda mark: (mark.zfill(3), mark)), parts, strict=False))


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


def _called(lines: Sequence[Line], marks: Sequence[str]) -> list[Line]:
    """The lines with the marks of their notes raised, in the notes' order as far as they keep it."""
    out = list(lines)
    after = (0, 0)
    for mark in marks:
        found = [(weight, i, span) for i, line in enumerate(out) for span, weight in _candidates(line, mark)]
        ranked = [(weight, (i, span[0]) >= after, -i, -span[0], span) for weight, i, span in found]
        if ranked:
            _, _, place, _, span = max(ranked)
            line = out[-place]
            out[-place] = replace(line, superscripts=tuple(sorted((*line.superscripts, span))))
            after = (-place, span[1])
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
