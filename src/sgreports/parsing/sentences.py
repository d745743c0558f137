"""The sentences of a parsed paragraph, told once: spaCy walks all tokens each time that it is asked for one."""

from bisect import bisect_right
from functools import lru_cache

from spacy.tokens import Doc, Span


@lru_cache(maxsize=4)
def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences in text order; none where the parse does not tell them."""
    return tuple(doc.sents)


@lru_cache(maxsize=4)
def _starts(doc: Doc) -> list[int]:
    return [s.start_char for s in sentences(doc)]


def sentence_at(doc: Doc, offset: int) -> Span:
    """The sentence at the character `offset`; the nearest before it where `offset` lies between two."""
    return sentences(doc)[max(0, bisect_right(_starts(doc), offset) - 1)]


TEXT = "text"
"""The key of `doc.user_data` for the text that was parsed."""


@lru_cache(maxsize=4)
def text_of(doc: Doc) -> str:
    """`doc.text`, which spaCy joins from its tokens each time that it is asked for, unless the parser kept it."""
    return str(doc.user_data.get(TEXT) or doc.text)
