"""Decisions whose paragraph says other words by now: the paragraph that is most like it, and the way there."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.decisions.decision import Decision
from sgreports.decisions.files import Decisions, Line, replace_lines
from sgreports.decisions.matching import Matching
from sgreports.decisions.numbers import ParagraphNumbers, RunNumbers
from sgreports.model.letters import letters

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WORD = re.compile(r"\w+")
ALIKE = 0.5
"""From this share of the sentence's words on, a paragraph is like it."""
AROUND = 40
"""Letters on either side of a number that tell it from others of the same value."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A stale decision; the paragraph that is most like its sentence, None where none is, with the share of its words.

    `moved` is the decision on the number there; None where that number is not there, or is there twice.
    """

    line: Line
    paragraph: str | None = None
    alike: float = 0.0
    moved: Decision | None = None


def stale_decisions(decisions: Decisions, connection: "DuckDBPyConnection") -> list[Stale]:
    """The stale ones, in the order of their files."""
    run = RunNumbers(connection)
    matching = Matching(decisions.lines, run)
    lines = [line for line in decisions.lines if matching.match(line).found == "stale"]
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (document, paragraph), text in run.texts({matching.document(line.decision.document) for line in lines}):
        texts[document].append((paragraph, text))
    return [_stale(line, matching.document(line.decision.document), texts, run) for line in lines]


def _stale(line: Line, document: str, texts: dict[str, list[tuple[str, str]]], run: RunNumbers) -> Stale:
    d = line.decision
    alike = [(_share(d, key, text), key == d.paragraph, key) for key, text in texts[document]]
    share, _, key = max(alike, default=(0.0, False, ""))
    if share < ALIKE:
        return Stale(line)
    paragraph = run.paragraph(document, key)
    return Stale(line, key, share, _moved(d, paragraph) if paragraph else None)


def _share(d: Decision, key: str, text: str) -> float:
    """The share of the sentence's words that a paragraph has; without a sentence that of its key and number."""
    words = set(WORD.findall((d.sentence or d.quote).casefold()))
    if not d.sentence and key != d.paragraph:
        return 0.0
    return len(words & set(WORD.findall(text.casefold()))) / max(1, len(words))


def _moved(d: Decision, paragraph: ParagraphNumbers) -> Decision | None:
    body, quote = letters(paragraph.text), letters(d.quote)
    before, after = _around(d)
    places = [m.start() for m in re.finditer(re.escape(quote), body)] if quote else []
    whole = [at for at in places if not (body[at - 1 : at].isdigit() or body[at + len(quote) :][:1].isdigit())]
    likeness = sorted(
        (_like(before, body[max(0, at - AROUND) : at]) + _like(after, body[at + len(quote) :][:AROUND]), at)
        for at in whole
    )
    if not likeness or (len(likeness) > 1 and likeness[-1][0] <= likeness[-2][0]):
        return None
    at = likeness[-1][1]
    place = {"document": paragraph.document, "paragraph": paragraph.paragraph, "hash": paragraph.hash}
    return d.model_copy(update={**place, "letters": (at, at + len(quote))})


def _around(d: Decision) -> tuple[str, str]:
    """The letters before and after the number in its sentence."""
    first, _, rest = (d.sentence or "").partition(d.quote)
    return letters(first)[-AROUND:], letters(rest)[:AROUND]


def _like(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def move(stale: Iterable[Stale]) -> Sequence[Stale]:
    """Puts the decisions that can be moved in the place of their lines; these are returned."""
    moving = [each for each in stale if each.moved]
    of_file: dict[Path, dict[int, Decision]] = defaultdict(dict)
    for each in moving:
        if each.moved:
            of_file[each.line.file][each.line.number] = each.moved
    for path, new in of_file.items():
        replace_lines(path, new)
    return moving
