"""Parts that do not fit their total, and shares that do not fit the numbers that they stand beside."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sgreports.answers.checks.counts import Count, by_paragraph, half_step, rounding
from sgreports.answers.checks.finding import Finding

SEXES = (
    {"women", "men"},
    {"girls", "boys"},
    {"women", "men", "girls", "boys"},
    {"females", "males"},
    {"female", "male"},
)
"""Words that divide people completely."""
ANOTHER = re.compile(r"\b(?:including|comprising|of (?:whom|which|these|those|them)|as well as|in addition)\b")
"""Words that open parts of a part, or add what is no part."""
OF_OTHERS = re.compile(r"\s*of (?!(?:the|that|this|their) total\b)")
"""After a share: it is one of something else than the total."""
SLIP = 0.1  # by which share of the total a sum of parts may be wrong; what differs more was read wrongly
SIDE_BY_SIDE = 40  # characters between a number and its share
TRUNCATED = 1.0  # percentage points: `9 per cent` for 9.6 is rounded down, no contradiction
SURE_PARTS, SURE_SHARES = 0.8, 0.8


def parts(counts: Sequence[Count]) -> Iterator[Finding]:
    """Runs of parts, all exact and of one kind with their total, that add up to another number than it."""
    totals = {count.count_id: count for count in counts}
    for total, its in _parts_of(counts, totals).items():
        for run in _runs(its):
            if finding := _misfit(totals[total], run):
                yield finding


def _parts_of(counts: Sequence[Count], totals: dict[str, Count]) -> dict[str, list[Count]]:
    found: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        if count.part_of in totals and count.kind == totals[count.part_of].kind:
            found[count.part_of].append(count)
    return found


def _runs(its: Sequence[Count]) -> list[list[Count]]:
    """Parts that one sentence lists."""
    runs: list[list[Count]] = []
    for part in its:
        if runs and _listed(runs[-1][-1], part):
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _listed(before: Count, part: Count) -> bool:
    """Whether words alone stand between two numbers, none of which begin parts of the first or leave the total."""
    between = part.text[before.end_ : part.start]
    same = before.sentence_text == part.sentence_text and not re.search(r"[()\d]", between)
    return same and re.search(r"[a-z]{3}", between) is not None and not ANOTHER.search(between)


def _misfit(total: Count, run: Sequence[Count]) -> Finding | None:
    summed = sum(part.amount for part in run)
    if len(run) < 2 or not all(c.exact for c in (total, *run)) or not _comparable(total, run):
        return None
    missing = total.amount - summed
    rounded = sum(rounding(count.number_text, count.amount) for count in (total, *run))
    if abs(missing) <= rounded or abs(missing) > SLIP * total.amount or (missing > 0 and not _complete(run)):
        return None
    numbers = " + ".join(part.number_text for part in run)
    says = f"{numbers} = {summed:,.15g}, not {total.number_text}"
    return Finding(check="parts", says=says, sure=SURE_PARTS, places=(total.place,))


def _comparable(total: Count, run: Sequence[Count]) -> bool:
    """Whether parts count the same as each other: of people, sexes and ages may differ."""
    people = {"children", "women", "men", "people", "civilians", "personnel", "combatants", "displaced"}
    classes = {part.unit_class for part in run} | {total.unit_class}
    return total.kind in ("cardinal", "money") and (len(classes) == 1 or classes <= people)


def _complete(run: Sequence[Count]) -> bool:
    """Whether the parts are women and men, or girls and boys, so that nobody is left."""
    return {_noun(part) for part in run} in SEXES


def _noun(part: Count) -> str:
    """The word after a number."""
    return part.text[part.end_ :].split(maxsplit=1)[0].strip(",.;:()").lower() if part.text[part.end_ :].strip() else ""


def shares(counts: Sequence[Count]) -> Iterator[Finding]:
    """`282 women (8.7 per cent)` of a total that the paragraph states: another share than the two numbers give.

    There is none where another number of the paragraph explains the share: then the total was read wrongly.
    """
    for paragraph in by_paragraph(counts):
        for number, share, total in _shares_of(paragraph):
            if not _of_the_same_whole(number, share, total, paragraph) and not any(
                _fits(number, share, other) for other in paragraph
            ):
                true = 100 * number.amount / total.amount
                says = f"{number.number_text} of {total.number_text} is {true:.1f} per cent, not {share.number_text}"
                yield Finding(check="shares", says=says, sure=SURE_SHARES, places=(number.place,))


def _shares_of(paragraph: Sequence[Count]) -> Iterator[tuple[Count, Count, Count]]:
    """Numbers with the share beside them, and the total of both."""
    totals = {count.count_id: count for count in paragraph}
    for before, after in pairwise(paragraph):
        number, share = (before, after) if after.kind == "percent" else (after, before)
        total = totals.get(number.part_of or "")
        if total and _beside(before, after) and _shared(number, share, total):
            yield number, share, total


def _of_the_same_whole(number: Count, share: Count, total: Count, paragraph: Sequence[Count]) -> bool:
    """`195 (6.7 per cent), of whom 42 are Serbs (1.4 per cent)`: both are shares of a whole that is not said."""
    for before, after in pairwise(paragraph):
        of_total = after if before is total else before if after is total else None
        if of_total and of_total.kind == "percent" and of_total is not share and _beside(before, after):
            part = of_total.amount * number.amount / total.amount
            return abs(part - share.amount) <= half_step(share.number_text, share.amount) + TRUNCATED * part / 100
    return False


def _fits(number: Count, share: Count, total: Count) -> bool:
    if total.amount <= 0 or number.kind != total.kind:
        return False
    margin = max(half_step(share.number_text, share.amount) * 1.02, TRUNCATED)
    return abs(100 * number.amount / total.amount - share.amount) <= margin


def _beside(before: Count, after: Count) -> bool:
    """Whether the second of two counts stands in brackets right after the first."""
    between = after.text[before.end_ : after.start]
    return between.count("(") == 1 and ")" not in between and len(between) <= SIDE_BY_SIDE


def _shared(number: Count, share: Count, total: Count) -> bool:
    like = number.kind == total.kind in ("cardinal", "money")
    exact = all(c.exact for c in (number, share, total)) and not OF_OTHERS.match(share.text[share.end_ :])
    return share.kind == "percent" and like and exact and share.part_of in (None, total.count_id) and total.amount > 0
