"""The text of a resolution or decision: the line that opens it, `The Security Council,`, and its clauses."""

import re
from functools import cache

from sgreports.knowledge.layout.covers import cover_organs, word_list
from sgreports.reading.lines import Line

_ORGAN = re.compile(r"The [A-Z][a-z]+(?: (?:[A-Z][a-z]+|and|of|for|on|the))*,")
_CLAUSE_ENDS = (",", ";", ".")
_WORD = re.compile(r"[A-Z][a-z]+")
_INWARD = 12  # points from the text's edge to a clause's first letter, at least


def opens_resolution(text: str) -> bool:
    """Whether a line names the organ that speaks, alone on its line: `The Security Council,`."""
    return bool(_ORGAN.fullmatch(text.strip()))


def opens_text(text: str) -> bool:
    """Whether a line opens the text of a resolution, or of a decision in one sentence: `The Economic and Social Council
    takes note of …`."""
    found = _speaks().match(text)
    return opens_resolution(text) or bool(found and found["word"].lower() in word_list("resolution_words"))


@cache
def _speaks() -> re.Pattern[str]:
    organs = "|".join(re.escape(organ.name) for organ in cover_organs())
    return re.compile(rf"The (?:{organs}),? (?P<word>[A-Za-z]+)")


def opens_clause(before: Line, line: Line) -> bool:
    """Whether a clause may begin: after a comma, semicolon or full stop, with one of the words that open clauses."""
    word = _WORD.match(line.text.lstrip())
    ended = before.text.rstrip()[-1:] in _CLAUSE_ENDS
    return word is not None and ended and word[0].lower() in word_list("resolution_words")


def is_set_as_clause(before: Line, line: Line, indent: float) -> bool:
    """Whether type shows that a clause begins: its first word in italics, or the line stands in from the edge."""
    italic = line.italic or any(style.italic and style.start == 0 for style in line.styles)
    return (opens_clause(before, line) or opens_resolution(before.text)) and (italic or indent > _INWARD)
