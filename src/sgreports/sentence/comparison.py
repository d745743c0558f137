"""What a figure or a time is compared with: `12, compared with 15 in 2043`."""

import re
from functools import lru_cache

from sgreports.knowledge.english import COMPARED_TO, UP_OR_DOWN_FROM
from sgreports.parsing.tokens import Span

COMPARED_WITH = re.compile(
    rf"\b(?:{COMPARED_TO}|(?:in|by) comparison(?: (?:with|to))?|as against|"
    rf"the same (?:number )?as(?= (?:in|during)\b)|(?:{UP_OR_DOWN_FROM}|versus)(?= \W?\d))\b",
    re.IGNORECASE,
)
"""What a figure or a time is compared with follows."""
_BEFORE_FIRST = re.compile(r"\W*(?:As )?", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(
    r"(?<!respectively), (?!(?:and|or|respectively|when|where|in which|which (?:had|recorded|saw))\b)(?=[a-z])"
)
_END_OF_FIRST = re.compile(r", (?!when\b|where\b|which\b|in which\b)")
BEFORE_EARLIER = re.compile(
    rf"(?:{COMPARED_TO}|versus|[,(–—] ?(?:against|{UP_OR_DOWN_FROM}|(?:in|de)creased from))\s+$"
)
"""What stands right before the earlier figure: `12 (up from 5)`."""
_BEFORE_BASELINE = re.compile(
    rf"\b(?:{COMPARED_TO}|in comparison (?:with|to)|than(?: (?:in|at|on))?)\s+(?:the (?:end of )?)?\Z", re.IGNORECASE
)
BEFORE = 40  # characters before a time that say that others are compared with it
KNOWN = 4  # sentences whose comparisons are remembered, as all counts of a sentence ask for them


def is_compared_with(text: str, start: int) -> bool:
    """Whether others are compared with the time that begins there: `compared with 2023`, `lower than in 2009`."""
    return _BEFORE_BASELINE.search(text, max(0, start - BEFORE), start) is not None


@lru_cache(maxsize=KNOWN)
def comparisons(sentence: Span) -> tuple[tuple[int, int], ...]:
    """Where a sentence says what is compared with: from `compared with` to the next clause, or the end of the brackets
    around it; of a sentence that begins so to its comma; all of `In comparison, 12 …`."""
    text = sentence.text
    found: list[tuple[int, int]] = []
    for cue in COMPARED_WITH.finditer(text):
        if not found or cue.start() >= found[-1][1]:
            found.append((cue.start(), _end_of_comparison(text, cue)))
    return tuple(found)


def _end_of_comparison(text: str, cue: re.Match[str]) -> int:
    if _BEFORE_FIRST.fullmatch(text, 0, cue.start()) is None:
        clause = _NEXT_CLAUSE
    elif text.startswith(",", cue.end()):
        return len(text)
    else:
        clause = _END_OF_FIRST
    depth = 0
    for at in range(cue.end(), len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0 or (depth == 0 and (text[at] in ";:" or clause.match(text, at))):
            return at
    return len(text)
