"""Where the characters of one text stand in another that is nearly the same."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

WORDS = re.compile(r"\w+|\W")
MOST = 4_000_000
"""Pairs of words up to which the unequal middle of two texts is compared; a larger one counts as replaced whole."""


class Stretch(NamedTuple):
    """A stretch of the first text and what it is in the second; `equal` where both say the same."""

    start: int
    end: int
    to: int
    to_end: int
    equal: bool


class Shift:
    """Maps offsets of `before` to offsets of `after`."""

    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = before, after
        self.stretches = (
            [Stretch(0, len(before), 0, len(after), True)] if before == after else _stretches(before, after)
        )
        self._starts = [s.start for s in self.stretches]

    def at(self, offset: int) -> int:
        """Where a character of the first text stands in the second; one that is gone is put where it would be."""
        if not self.stretches:
            return offset
        s = self.stretches[max(0, bisect_right(self._starts, offset) - 1)]
        return s.to + offset - s.start if s.equal else min(s.to + offset - s.start, s.to_end)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A range of the first text in the second; the end is exclusive."""
        return self.at(start), max(self.at(start), self.at(end - 1) + 1 if end > start else self.at(end))


def _stretches(before: str, after: str) -> list[Stretch]:
    """Equal and unequal stretches that tile both texts."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    middle = list(_middle(before[head : len(before) - tail], after[head : len(after) - tail], head))
    first = [Stretch(0, head, 0, head, True)] if head else []
    last = [Stretch(len(before) - tail, len(before), len(after) - tail, len(after), True)] if tail else []
    return [*first, *middle, *last]


def _alike(one: str, other: str) -> int:
    """The number of characters that two texts begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _middle(before: str, after: str, head: int) -> Iterator[Stretch]:
    a, b = WORDS.findall(before), WORDS.findall(after)
    if not a or not b or len(a) * len(b) > MOST:
        yield Stretch(head, head + len(before), head, head + len(after), False)
        return
    i, j = head, head
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        n, m = sum(map(len, a[a0:a1])), sum(map(len, b[b0:b1]))
        yield Stretch(i, i + n, j, j + m, tag == "equal")
        i, j = i + n, j + m
