"""Subsets of a total in a sentence: what `including`, `of whom` and the like open, and how far it reaches."""

import re

from spacy.tokens import Doc

from sgreports.knowledge.statements.quantities import quantities
from sgreports.parsing.sentences import sentence_at, text_of

_SUBSET = re.compile(rf"\b(?:{'|'.join(quantities().frames.subsets)})\b", re.IGNORECASE)
_ENDS_SUBSET = re.compile(r"[;:.](?:\s|$)")


def opening(doc: Doc, offset: int) -> int | None:
    """Where the subset opens that a number at `offset` stands in: no clause, semicolon or bracket ends it before."""
    text, start = text_of(doc), sentence_at(doc, offset).start_char
    found = list(_SUBSET.finditer(text, start, offset))
    if not found or _ENDS_SUBSET.search(text, found[-1].end(), offset):
        return None
    words = doc.char_span(found[-1].end(), offset, alignment_mode="contract")
    verbs = sum(t.tag_ in ("VBD", "VBZ", "VBP") for t in words) if words is not None else 0
    return found[-1].start() if verbs <= found[-1][0].lower().startswith(("of ", "among ")) else None
