"""Offsets that better spacing does not move: they count letters, digits and currency signs only.

The same count as the referees' (`letter_span` of ../shared/eval/runs.py), so that gold and scores speak of one thing.
"""

import hashlib
import re
from itertools import accumulate

SIGNS = frozenset("$€£¥%")
NO_LETTERS = bytes(n for n in range(128) if not (chr(n).isalnum() or chr(n) in SIGNS))
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def letters(text: str) -> str:
    """The letters, digits and currency signs of a text, case folded."""
    # Bytes go twenty times as fast as characters; what is no ASCII is looked at one by one.
    plain = (
        text.casefold().encode("utf-8", "surrogatepass").translate(None, NO_LETTERS).decode("utf-8", "surrogatepass")
    )
    return plain if plain.isascii() else NOT_ASCII.sub(_letters_of, plain)


def _letters_of(match: re.Match[str]) -> str:
    return "".join(c for c in match[0] if c.isalnum() or c in SIGNS)


def last_word(words: str) -> str:
    """The letters of the last word, by which units are compared."""
    return letters(words.rsplit(maxsplit=1)[-1]) if words.split() else ""


def letter_span(text: str, start: int, end: int) -> tuple[int, int]:
    """A character span as a span of `letters(text)`."""
    return len(letters(text[:start])), len(letters(text[:end]))


def digest(text: str) -> str:
    """Eight hexadecimal digits that show whether a paragraph's letters are still the same."""
    return hashlib.sha256(letters(text).encode()).hexdigest()[:8]


def character_span(text: str, start: int, end: int, quote: str) -> tuple[int, int]:
    """The characters of a letter span; the quote says which signs at the edges belong to it.

    Raises ValueError if the letters there are not the quote's.
    """
    if letters(text)[start:end] != letters(quote) or start >= end:
        raise ValueError(f"{quote!r} is not at letters {start}-{end}")
    return _edge(text, quote, *character_range(text, start, end))


def _edge(text: str, quote: str, first: int, last: int) -> tuple[int, int]:
    """Takes in the quote's own leading and trailing signs where the text has them."""
    lead = next(i for i, c in enumerate(quote) if letters(c))
    tail = next(i for i, c in enumerate(reversed(quote)) if letters(c))
    start = first - lead if text[max(first - lead, 0) : first] == quote[:lead] else first
    end = last + tail if tail and text[last : last + tail] == quote[-tail:] else last
    return start, end


def character_range(text: str, start: int, end: int) -> tuple[int, int]:
    """The characters from the first to the last letter of a letter span: where to look, without signs at the edges."""
    before = letters_before(text)
    first = max(i for i, n in enumerate(before[:-1]) if n <= start and before[i + 1] > start)
    return first, min(i for i, n in enumerate(before) if n >= end)


def letters_before(text: str) -> list[int]:
    """How many letters stand before each character, and at last how many there are."""
    folded = text.casefold()
    if len(folded) == len(text):
        return list(accumulate((c.isalnum() or c in SIGNS for c in folded), initial=0))
    return list(accumulate((len(letters(c)) for c in text), initial=0))
