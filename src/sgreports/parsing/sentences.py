"""The sentences of a parsed paragraph, computed once: spaCy walks all tokens for each request."""

from bisect import bisect_right
from functools import lru_cache

from spacy.tokens import Doc, Span

DOCS = 64  # paragraphs that are remembered
FAR = 2000  # characters: no sentence is so long, but a list without full stops is


@lru_cache(maxsize=DOCS)
def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences in text order; none without a parse."""
    return tuple(doc.sents)


@lru_cache(maxsize=DOCS)
def _starts(doc: Doc) -> list[int]:
    return [s.start_char for s in sentences(doc)]


@lru_cache(maxsize=DOCS)
def sentence_ends(doc: Doc) -> list[int]:
    return [s.end_char for s in sentences(doc)]


def sentence_at(doc: Doc, offset: int) -> Span:
    """The sentence at the character `offset`; the nearest before it where `offset` lies between two."""
    return sentences(doc)[max(0, bisect_right(_starts(doc), offset) - 1)]


def words_before(doc: Doc, offset: int) -> tuple[int, str]:
    """The words of the sentence before `offset`, at most FAR characters, and where they begin."""
    start = max(sentence_at(doc, offset).start_char, offset - FAR)
    return start, text_of(doc)[start:offset]


TEXT = "text"
"""The key of `doc.user_data` for the text that was parsed."""


@lru_cache(maxsize=DOCS)
def text_of(doc: Doc) -> str:
    """`doc.text`, cached; spaCy joins it from its tokens at each call."""
    return str(doc.user_data.get(TEXT) or doc.text)
