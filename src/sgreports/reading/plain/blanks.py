"""Blanks that a tool put inside words, `Secretary -General`, `MONU SCO`, are taken out again."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sgreports.reading.lines import Line

_BEFORE_HYPHEN = re.compile(r"(?<=[^\W\d_]) (?=-[^\W\d_])|(?<=\d) (?=–\d)")
_PAIR = re.compile(r"(?<![^\W_])([^\W\d_]{1,20}) (?=([^\W\d_]{1,20})(?![^\W_]))")
_WORDS = re.compile(r"[^\W_]+")
_SHORTEST = 5  # letters of a word that is put together
_KNOWN = 2  # times that the report has it whole


def without_blanks(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines with words whole: before a hyphen, and where the report has the word whole and a piece of it nowhere
    else."""
    broken = _broken(line.text for lines in pages for line in lines)
    return [[replace(line, text=_mended(line.text, broken)) for line in lines] for lines in pages]


def _mended(text: str, broken: frozenset[tuple[str, str]]) -> str:
    text = _BEFORE_HYPHEN.sub("", text)
    return _PAIR.sub(lambda m: m[1] if (m[1], m[2]) in broken else m[0], text) if broken else text


def _broken(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The pairs of pieces that are one word."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        own = _WORDS.findall(text)
        words.update(own)
        pairs.update(pairwise(own))
    return frozenset(pair for pair, times in pairs.items() if _is_word(*pair, times, words))


def _is_word(first: str, second: str, times: int, words: Counter[str]) -> bool:
    whole = first + second
    alone = min(words[first], words[second])
    return (
        alone <= times
        and len(whole) >= _SHORTEST
        and words[whole] >= _KNOWN
        and whole[1:]
        in (
            whole[1:].lower(),
            whole[1:].upper(),
        )
    )
