"""Runs of characters → rows: runs on one baseline, with raised and lowered marks."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from sgreports.reading.glyphs.characters import Run
from sgreports.reading.grouping import grouped

_SAME_BASELINE = 0.25  # of the smaller size; a raised mark stands 0.3 or more above its line
_RAISED = (0.12, 0.75)  # of the line's size, above its baseline
_LOWERED = 0.35  # of the line's size, below its baseline: the index of a formula
_SMALLER = 0.86  # of its line's size, at most, for a raised or lowered mark
_LONGEST_MARK = 12  # characters; `1,2 and 3` is a mark, a line of the next column beside a large heading is none
_BESIDE = 2.0  # em between a mark and its line: a note's own number stands up to that far before its text
_JUMP = 1.0  # em that a text object may step back before it counts as a new run
_OVERLAP = 0.4  # of the lower of two runs' heights: so much do neighbours in a slanting row share
_SAME_LEVEL = 0.4  # em between the baselines of two stretches of one row of a layer under a scan
_TEXT = 260.0  # points: a row so long is a line of text
_ROW_GROUPS = 8  # stretches of a row, at most: bounds the work
_LONG = 200.0  # points of a row that shows how the page slants
_DOUBLED = 0.14  # em between a letter and the copy printed over it to make it bold (`rr` is 0.33 em apart)

# Half and double of each number were tried on 1,007 pages of 81 reports of train and dev: none reads more of the 2,222
# gold paragraphs letter by letter, but a double _TEXT one.


@dataclass(slots=True)
class TextRow:
    """Runs on one baseline, left to right; `raised` are the superscripts among them, by identity."""

    baseline: float
    size: float
    runs: list[Run]
    raised: list[Run] = field(default_factory=list)


def text_rows(runs: tuple[Run, ...]) -> list[TextRow]:
    """The rows of a page, top to bottom. A layer under a scan is followed in its own order: it slants."""
    pieces = [piece for run in runs for piece in _forward(run)]
    if sum(piece.face.invisible for piece in pieces) * 2 > len(pieces):
        return _sorted(list(map(_row, _beside_each_other(grouped(pieces, _goes_on)))))
    return level_rows(pieces)


def level_rows(runs: Iterable[Run]) -> list[TextRow]:
    """The rows of runs that are level, as those are which character recognition has read."""
    groups = grouped(sorted(runs, key=lambda run: run.baseline), _is_level)
    return _with_marks(_sorted(list(map(_row, groups))))


def _sorted(found: list[TextRow]) -> list[TextRow]:
    for row in found:
        row.runs.sort(key=lambda run: run.lefts[0])
        row.runs = _once(row.runs)
    return sorted(found, key=lambda row: row.baseline)


def _forward(run: Run) -> list[Run]:
    """Splits a run where the text object steps back, and drops what is only blank."""
    lefts, rights, back = run.lefts, run.rights, run.face.size * _JUMP
    cuts = [index for index in range(1, len(lefts)) if lefts[index] < rights[index - 1] - back]
    if not cuts:
        return [run] if "".join(run.chars).strip() else []
    return [part for a, b in pairwise([0, *cuts, len(lefts)]) for part in _forward(_picked(run, range(a, b)))]


def _picked(run: Run, indexes: Iterable[int]) -> Run:
    """The letters of a run with these indexes."""
    chars, lefts, rights = zip(*((run.chars[i], run.lefts[i], run.rights[i]) for i in indexes), strict=True)
    return replace(run, chars=list(chars), lefts=list(lefts), rights=list(rights))


def _row(runs: list[Run]) -> TextRow:
    widest = max(runs, key=lambda run: (len(run.chars), run.face.size))
    return TextRow(widest.baseline, widest.face.size, runs)


def _is_level(last: Run, run: Run) -> bool:
    return run.baseline - last.baseline <= _SAME_BASELINE * min(run.face.size, last.face.size)


def _goes_on(last: Run, run: Run) -> bool:
    shared = min(last.bottom, run.bottom) - max(last.top, run.top)
    return run.lefts[0] > last.lefts[0] and shared > _OVERLAP * min(last.bottom - last.top, run.bottom - run.top)


def _beside_each_other(groups: list[list[Run]]) -> list[list[Run]]:
    """The groups, with short ones that stand beside each other in one: recognition may write a table column by column.
    A long one is a line of text, and what stands beside it dirt."""
    slope = _slope(groups)
    found: list[list[Run]] = []
    for group in sorted(groups, key=lambda group: _level(group, slope)):
        at, size = _level(group, slope), group[0].face.size
        near = [other for other in found[-_ROW_GROUPS:] if at - _level(other, slope) <= _SAME_LEVEL * size]
        cells = [other for other in near if max(_width(other), _width(group)) < _TEXT]
        fitting = next((other for other in cells if not any(_shares(a, b) for a in other for b in group)), None)
        if fitting is None:
            found.append(list(group))
        else:
            fitting += group
    return found


def _width(group: list[Run]) -> float:
    return group[-1].rights[-1] - group[0].lefts[0]


def _slope(groups: list[list[Run]]) -> float:
    """How much the rows fall to the right; 0 where none is long."""
    long = [group for group in groups if group[-1].lefts[0] - group[0].lefts[0] > _LONG]
    slopes = [(g[-1].baseline - g[0].baseline) / (g[-1].lefts[0] - g[0].lefts[0]) for g in long]
    return median(slopes) if slopes else 0.0


def _level(group: list[Run], slope: float) -> float:
    """Where a group's baseline would begin at the page's left edge."""
    return median(run.baseline - slope * run.lefts[0] for run in group)


def _shares(run: Run, other: Run) -> bool:
    return run.lefts[0] < other.rights[-1] and other.lefts[0] < run.rights[-1]


def _with_marks(found: list[TextRow]) -> list[TextRow]:
    """Rows with each small row's runs moved into the neighbouring line that they are raised or lowered from."""
    kept: list[TextRow] = []
    for index, row in enumerate(found):
        near = [other for other in (*kept[-2:], *found[index + 1 : index + 3]) if other.size * _SMALLER >= row.size]
        left = [run for run in row.runs if not any(_takes(other, run) for other in near)]
        if left:
            row.runs = left
            kept.append(row)
    for row in kept:
        row.runs.sort(key=lambda run: run.lefts[0])
    return kept


def _takes(row: TextRow, run: Run) -> bool:
    rise = (row.baseline - run.baseline) / row.size if row.size else 0.0
    raised = _RAISED[0] <= rise <= _RAISED[1]
    if len(run.chars) > _LONGEST_MARK or (not raised and not -_LOWERED <= rise < 0) or not _beside(row, run):
        return False
    row.runs.append(run)
    if raised:
        row.raised.append(run)
    return True


def _beside(row: TextRow, run: Run) -> bool:
    reach = row.size * _BESIDE
    return any(
        run.lefts[0] - other.rights[-1] < reach and other.lefts[0] - run.rights[-1] < reach for other in row.runs
    )


def _once(runs: list[Run]) -> list[Run]:
    """The runs without overprinted copies, which make typewriter bold: same letter, same place."""
    kept: list[Run] = []
    reaching: list[Run] = []  # the runs come left to right: what ends before this one is past for the next too
    for run in runs:
        reaching = [other for other in reaching if other.rights[-1] > run.lefts[0]]
        over = [other for other in reaching if other.rights[-1] > run.lefts[0] + run.face.size * _DOUBLED]
        fresh = _uncovered(run, over) if over else run
        if fresh:
            kept.append(fresh)
            reaching.append(fresh)
    return kept


def _uncovered(run: Run, over: list[Run]) -> Run | None:
    reach = run.face.size * _DOUBLED
    places = [(char, left) for other in over for char, left in zip(other.chars, other.lefts, strict=True)]
    free = [
        index
        for index, (char, left) in enumerate(zip(run.chars, run.lefts, strict=True))
        if char == " " or not any(char == other and abs(left - place) <= reach for other, place in places)
    ]
    if len(free) == len(run.chars):
        return run
    if not any(run.chars[index].strip() for index in free):
        return None
    return _picked(run, free)
