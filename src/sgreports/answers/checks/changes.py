"""Stated changes that do not fit their levels: `a 35 per cent increase, from $125 to $169`."""

import re
from collections.abc import Iterator, Sequence

from sgreports.answers.checks.counts import Count, by_paragraph, half_step
from sgreports.answers.checks.finding import Finding
from sgreports.knowledge.english import COMPARED
from sgreports.sentence.comparison import BEFORE_EARLIER

FALL = re.compile(r"\b(?:decreas|declin|fell|fall|drop|reduc|lower|down|shr[aiu]nk|less|fewer)\w*", re.IGNORECASE)
RISE = re.compile(r"\b(?:increas|rose|ris(?:e|ing|en)|grew|grow|higher|up|surg|climb|more)\w*", re.IGNORECASE)
FROM_TO = re.compile(r"\bfrom\W+(?:an? \w+ )?$", re.IGNORECASE)
NEAR_COMPARED = re.compile(rf"\b{COMPARED}\b[^.;]{{0,20}}$", re.IGNORECASE)
TOLERANCE = 0.5  # percentage points above what rounding explains
SURE = 0.8


def changes(counts: Sequence[Count]) -> Iterator[Finding]:
    """Sentences with one percentage of change and two levels of one kind, of which one is marked as the earlier."""
    for paragraph in by_paragraph(counts):
        for sentence in dict.fromkeys(count.sentence_text for count in paragraph):
            its = [count for count in paragraph if count.sentence_text == sentence]
            if finding := _misfit(its):
                yield finding


def _misfit(its: Sequence[Count]) -> Finding | None:
    stated = [c for c in its if c.kind == "percent" and c.event == "changed"]
    levels = [c for c in its if c.kind in ("cardinal", "money") and c.event != "changed"]
    if len(stated) != 1 or len(levels) != 2 or len({c.kind for c in levels}) != 1 or len(its) != 3:
        return None
    earlier = [c for c in levels if _is_earlier(c)]
    way = _way(its[0].sentence_text)
    if len(earlier) != 1 or way == 0 or not all(c.exact for c in its):
        return None
    later = next(c for c in levels if c is not earlier[0])
    return _compared(stated[0], earlier[0], later, way)


def _is_earlier(level: Count) -> bool:
    before = level.text[max(0, level.start - 60) : level.start]
    return any(said.search(before) for said in (FROM_TO, NEAR_COMPARED, BEFORE_EARLIER))


def _way(sentence: str) -> int:
    """1 for a rise, -1 for a fall, 0 where both or neither are said."""
    return bool(RISE.search(sentence)) - bool(FALL.search(sentence))


def _compared(stated: Count, earlier: Count, later: Count, way: int) -> Finding | None:
    low, high = sorted(way * bound for bound in _bounds(earlier, later))
    margin = half_step(stated.number_text, stated.amount) + TOLERANCE
    if earlier.amount <= 0 or low - margin <= stated.amount <= high + margin:
        return None
    true = 100 * (later.amount - earlier.amount) / earlier.amount
    says = f"from {earlier.number_text} to {later.number_text} is {true:+.1f} per cent, not {stated.number_text}"
    return Finding(check="changes", says=says, sure=SURE, places=(stated.place,))


def _bounds(earlier: Count, later: Count) -> tuple[float, float]:
    """The smallest and the largest change in per cent that the rounding of both levels allows."""
    first, last = half_step(earlier.number_text, earlier.amount), half_step(later.number_text, later.amount)
    small = (later.amount - last) / (earlier.amount + first)
    large = (later.amount + last) / max(earlier.amount - first, 1e-9)
    return 100 * (small - 1), 100 * (large - 1)
