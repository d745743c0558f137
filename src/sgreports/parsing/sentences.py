"""The sentences of a parsed paragraph, computed once: spaCy walks all tokens for each request."""

from bisect import bisect_left, bisect_right
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

DOCS = 64  # paragraphs that are remembered; relations are looked for in half as many at once


@lru_cache(maxsize=DOCS)
def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences in text order; none without a parse."""
    return tuple(doc.sents)


@lru_cache(maxsize=DOCS)
def _starts(doc: Doc) -> list[int]:
    return [s.start_char for s in sentences(doc)]


def sentence_at(doc: Doc, offset: int) -> Span:
    """The sentence at the character `offset`; the nearest before it where `offset` lies between two."""
    return sentences(doc)[max(0, bisect_right(_starts(doc), offset) - 1)]


TEXT = "text"
"""The key of `doc.user_data` for the text that was parsed."""


@lru_cache(maxsize=DOCS)
def text_of(doc: Doc) -> str:
    """`doc.text`, cached; spaCy joins it from its tokens at each call."""
    return str(doc.user_data.get(TEXT) or doc.text)


def text_in(span: Span) -> str:
    """`span.text`, cut from the paragraph's text: spaCy would join it from the tokens."""
    return text_of(span.doc)[span.start_char : span.end_char]


@lru_cache(maxsize=DOCS)
def places_of(doc: Doc) -> dict[str, list[int]]:
    """The indices of each word of a paragraph by its form in lower case, in text order: computed once."""
    return {doc.vocab.strings[form]: places for form, places in _places(doc, "LOWER").items()}


@lru_cache(maxsize=DOCS)
def lemmas_of(doc: Doc) -> dict[str, list[int]]:
    """The indices of the words of each lemma in lower case, in text order: computed once."""
    found: dict[str, list[int]] = {}
    for lemma, places in _places(doc, "LEMMA").items():
        word = doc.vocab.strings[lemma].lower()
        found[word] = sorted(found[word] + places) if word in found else places
    return found


def _places(doc: Doc, attribute: str) -> dict[int, list[int]]:
    """The indices of the words with each value of an attribute, in text order."""
    found: dict[int, list[int]] = {}
    for place, value in enumerate(doc.to_array(attribute).tolist()):
        found.setdefault(value, []).append(place)
    return found


def tokens_of(span: Span, *words: str) -> list[Token]:
    """The tokens of a span with one of these forms in lower case, in text order."""
    known, doc = places_of(span.doc), span.doc
    places = (known.get(word, ()) for word in words)
    return [doc[i] for i in sorted(i for p in places for i in p[bisect_left(p, span.start) : bisect_left(p, span.end)])]
