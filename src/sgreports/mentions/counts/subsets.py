"""Subsets of a total in a sentence, opened by `including`, `of whom` and the like, and their extent."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from spacy.tokens import Doc

from sgreports.knowledge.statements.part_words import part_words
from sgreports.parsing.sentences import sentence_at, text_of

_SUBSET = re.compile(rf"\b(?:{'|'.join(part_words().opening)})\b", re.IGNORECASE)
_ENDS_SUBSET = re.compile(r"[;:.](?:\s|$)")


def subset_start(doc: Doc, offset: int) -> int | None:
    """The start of the subset that holds the number at `offset`, unless a clause, semicolon or bracket ends it
    before."""
    start = sentence_at(doc, offset).start_char
    cues = _cues(doc)
    place = bisect_right(cues, offset, key=re.Match.end) - 1
    if place < 0 or (cue := cues[place]).start() < start:
        return None
    stopped = offset > cue.end() and text_of(doc)[offset - 1] in ";:."
    if stopped or _between(_ends(doc), cue.end(), offset - 1):
        return None
    verbs = _between(_verbs(doc), cue.end(), offset)
    return cue.start() if verbs <= cue[0].lower().startswith(("of ", "among ")) else None


def _between(places: list[int], start: int, end: int) -> int:
    """How many places lie in a range."""
    return max(0, bisect_left(places, end) - bisect_left(places, start))


@lru_cache(maxsize=4)
def _cues(doc: Doc) -> list[re.Match[str]]:
    return list(_SUBSET.finditer(text_of(doc)))


@lru_cache(maxsize=4)
def _ends(doc: Doc) -> list[int]:
    return [m.start() for m in _ENDS_SUBSET.finditer(text_of(doc))]


@lru_cache(maxsize=4)
def _verbs(doc: Doc) -> list[int]:
    return [t.idx for t in doc if t.tag_ in ("VBD", "VBZ", "VBP")]
