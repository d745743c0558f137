"""Which lines begin a numbered paragraph: the chain of numbers that best goes n, n+1, n+2 … through a part.

A candidate is any line that begins like a number; what it looks like weighs less than whether it fits the chain, so
that a list of numbers inside a paragraph, or a date at a line's beginning, starts none.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sgreports.reading.lines import Line
from sgreports.reading.structure.measures import Measures, ended, stopped

_PLAIN = re.compile(r"^(\d(?: ?\d){0,2}|\d,?\d{3})\s?\.(?!\d)\s*+(?=\S|$)")
# What optical recognition makes of a number: `l.`, `li.`, `1O.`, `.5.`, `I5.`, `3,`.
_GARBLED = re.compile(r"^[^\w(]{0,2}([0-9lIOoSBZ|]{1,3}|[0-9lIi|]{2,3})\s?[.,:;•]{1,2}\s++(?=[A-Z“\"(])")
_RECOGNIZED = re.compile(r"^(i)\.\s++(?=[A-Z“\"])")
_BARE = re.compile(r"^(\d{1,3})\s++(?=[A-Z][a-z]*\s)")
_MISREAD = re.compile(r"^(?!\([^)\s]{1,5}\))(?=\S{0,3}[\d.,:;•])\(?[\w.,:;•|!]{1,5}(?: [\w.]{1,2})?\s++(?=[A-Z“‘'\"(])")
_DOUBTED = re.compile(r"^(?!\()\S{1,4}\s++(?=[A-Z“‘'\"(]|\w+ )")
_SURE = 0.8  # confidence of a first word that is no misread number
_APART = re.compile("[ ,]")
_YEARLIKE = 1000  # a number from here on is a year, unless it goes on from one soon before it
_SOON = 3
_AFTER_NUMBER = re.compile(r"\.?\s*+")
_STATED = 0.6  # the weight of a number that a Word file states; less than a repeated number costs
_SMUDGED = 0.5  # mean confidence of a line
_CENTRED = 60.0  # points from the text's edge: a heading above
_GAP = 14.0  # points that a number and the white after it take at least
_STEP = 5.0  # points that the next line begins further left
_WORD = 3  # letters
_DIGITS = str.maketrans("lIiOoSBZ|", "111005821")
_OPENS = re.compile(r"[A-Z“\"'‘(\[*\d]")


@dataclass(frozen=True)
class Start:
    """A line that may begin paragraph `number`: the index of the line, the length of the printed number, a weight.

    `stated` numbers are those that a Word file states; `6.1` is number 1 of `chapter` `6.`.
    """

    index: int
    number: int
    skip: int
    weight: float
    sure: bool
    chapter: str = ""
    stated: bool = False

    @property
    def printed(self) -> str:
        """The number as printed, `12`; with the chapter, `6.1`."""
        return f"{self.chapter}{self.number}"


def starts(lines: Sequence[Line], usual: Measures, first: int = 1) -> dict[int, Start]:
    """The lines that begin numbered paragraphs, by index. `first` is the number expected besides 1 (an annex may go
    on from the body)."""
    chain = _chain(_weighed(lines, usual), first)
    titles = [s for s in chain if (lines[s.index].bold or lines[s.index].heads) and _is_title(lines, s.index, usual)]
    if 2 * len(titles) > len(chain):
        return {}  # the numbers are the headings' own
    return {start.index: start for start in [*chain, *_recovered(lines, chain, usual)]}


def _recovered(lines: Sequence[Line], chain: Sequence[Start], usual: Measures) -> list[Start]:
    """The numbers of a gap whose print was misread (`J.3.`, `13 0`): as many lines look like it as numbers lack."""
    out: list[Start] = []
    for before, after in pairwise(chain):
        lacking = range(before.number + 1, after.number)
        edges = [usual.indent(lines[before.index]), usual.indent(lines[after.index])]
        inside = range(before.index + 1, after.index) if lacking else ()
        found = [i for i in inside if _misread(lines, i, usual, edges)]
        if len(found) < len(lacking):
            found = [i for i in inside if i in found or _lost(lines, i, usual)]
        if len(found) == len(lacking):
            out += [Start(i, n, _skip(lines[i]), 0.0, sure=False) for i, n in zip(found, lacking, strict=True)]
    return out


def _lost(lines: Sequence[Line], index: int, usual: Measures) -> bool:
    """Whether recognition lost the number of a paragraph: its place at the first line's beginning is empty."""
    if index + 1 == len(lines) or not lines[index].recognized or usual.indent(lines[index]) < _GAP:
        return False
    opens = (usual.apart(lines[index]) or lines[index].gap is None) and stopped(lines[index - 1].text)
    after = lines[index + 1]
    within = after.gap is not None and usual.indent(after) < usual.indent(lines[index]) - _STEP
    return opens and not usual.apart(after) and within and not lines[index].text.isupper()


def _misread(lines: Sequence[Line], index: int, usual: Measures, edges: Sequence[float]) -> bool:
    line = lines[index]
    near = not usual.paged or min(abs(usual.indent(line) - edge) for edge in edges) < 12
    above = index - 1
    while above > 0 and sum(map(str.isalnum, lines[above].text)) < _WORD:
        above -= 1  # a speck of the scan
    white = any(usual.apart(lines[i]) for i in range(above + 1, index + 1))
    before = lines[above]
    closed = stopped(before.text) or usual.indent(before) > _CENTRED
    # recognition was unsure of the line before, also of its stop, or lost it: there is room for one, and white
    closed = closed or sum(word.confidence - _SMUDGED for word in before.recognized) < 0
    lost = line.gap is not None and line.gap > usual.leading + 1.5 * usual.size
    closed = closed or (bool(line.recognized) and (lost or _PLAIN.match(line.text) is not None))
    return near and white and closed and _skip(line) > 0


def _skip(line: Line) -> int:
    """The length of what may be a misread number; 0 where the line begins with none."""
    first = line.recognized[0] if line.recognized else None  # recognition may be unsure of the line's first word
    doubted = first is not None and first.start == 0 and first.confidence < _SURE
    found = _MISREAD.match(line.text) or (_DOUBTED.match(line.text) if doubted else None)
    return found.end() if found else 0


def _weighed(lines: Sequence[Line], usual: Measures) -> list[Start]:
    found = [start for index in range(len(lines)) if (start := _candidate(lines, index, usual)) is not None]
    edges = {start: round(usual.indent(lines[start.index]) / 4) for start in found}
    most = Counter(edges[start] for start in found if start.sure).most_common(3)
    common = [edge for edge, count in most if count >= max(2, len(found) // 10)]
    # the report's own numbers share an edge, a quoted text's have another
    changes = {edge: 0.0 if place else 0.5 for place, edge in enumerate(common)}
    return [replace(start, weight=start.weight + changes.get(edges[start], -0.4)) for start in found]


def _candidate(lines: Sequence[Line], index: int, usual: Measures) -> Start | None:
    text = lines[index].text
    if lines[index].number:
        return _stated(lines[index], index)
    if found := _PLAIN.match(text):
        weight = _weight(lines, index, found.end(), usual)
        return Start(index, int(_APART.sub("", found[1])), found.end(), weight, sure=True)
    found = _GARBLED.match(text) or _BARE.match(text) or (_RECOGNIZED.match(text) if lines[index].recognized else None)
    if found:
        digits = found[1].translate(_DIGITS)
        weight = _weight(lines, index, found.end(), usual) - 1.0
        return Start(index, int(digits), found.end(), weight, sure=False)
    return None


def _stated(line: Line, index: int) -> Start:
    """The start of a line whose number a Word file states."""
    chapter, dot, number = line.number.rpartition(".")
    found = _AFTER_NUMBER.match(line.text, len(line.number))
    skip = found.end() if found else len(line.number)
    return Start(index, int(number), skip, _STATED, sure=True, chapter=chapter + dot, stated=True)


def _weight(lines: Sequence[Line], index: int, skip: int, usual: Measures) -> float:
    line = lines[index]
    before = lines[index - 1] if index else None
    weight = 0.2 if _OPENS.match(line.text[skip : skip + 1] or "A") else -0.6
    weight += 0.4 if before is None or ended(before.text) or before.bold else -0.3
    weight += 0.3 if usual.apart(line) else (0.1 if line.gap is None else -0.2)
    return weight - (1.2 if _is_title(lines, index, usual) else 0.0)


def _is_title(lines: Sequence[Line], index: int, usual: Measures) -> bool:
    """A numbered heading, `2. Judicial reform`: no full stop, and a new block follows it."""
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if stopped(line.text) or len(line.text) > 110:
        return False
    if (line.bold or line.heads) and after is not None and (not after.bold or usual.apart(after)):
        return True
    return after is not None and (usual.apart(after) or bool(_PLAIN.match(after.text)))


def _chain(candidates: Sequence[Start], first: int) -> list[Start]:
    """The best chain. What a number costs depends only on the number before it: of those seen, each number's best
    counts, the first one where several are best."""
    best: list[float] = []
    previous: list[int | None] = []
    seen: dict[tuple[str, int], int] = {}
    for index, start in enumerate(candidates):
        score, back = _opening(start, first), None
        for i in seen.values():
            total = best[i] + _step(candidates[i], start)
            if total > score or (total == score and back is not None and i < back):
                score, back = total, i
        best.append(score + start.weight)
        previous.append(back)
        own = (start.chapter, start.number)
        if own not in seen or best[index] > best[seen[own]]:
            seen[own] = index
    return _traced(candidates, best, previous)


def _opening(start: Start, first: int) -> float:
    if start.number in (1, first):
        return 1.0 if start.sure else 0.6
    if start.number >= _YEARLIKE and not start.stated:
        return -math.inf
    if start.stated:
        return -0.1 * min(abs(start.number - 1), 10)
    return -0.4 * min(abs(start.number - 1), 10) - (0.0 if start.sure else 3.0)


def _step(before: Start, start: Start) -> float:
    """How well `start` follows `before`: the next number is right, the same again or a gap needs better looks."""
    if before.chapter != start.chapter:
        new = before.chapter and start.chapter and start.number == 1
        return 1.0 if new else -math.inf
    ahead = start.number - before.number
    if ahead == 1:
        return 1.0
    if not start.sure or ahead < 0 or (start.number >= _YEARLIKE and ahead > _SOON):
        return -math.inf
    if ahead == 0:
        return -1.2
    return -0.5 - 0.35 * min(ahead - 1, 12)


def _traced(candidates: Sequence[Start], best: Sequence[float], previous: Sequence[int | None]) -> list[Start]:
    if not best or max(best) <= 0:
        return []
    at: int | None = max(range(len(best)), key=best.__getitem__)
    out: list[Start] = []
    while at is not None:
        out.append(candidates[at])
        at = previous[at]
    return out[::-1]
