"""What a tool tore apart is put together: words with blanks inside, `Secretary -General`, `MONU SCO`, and numbers and
marks that stand alone on a line, `3.` over its paragraph, with the line that they number."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from sgreports.reading.lines import Line

_BEFORE_HYPHEN = re.compile(r"(?<=[^\W\d_]) (?=-[^\W\d_])|(?<=\d) (?=–\d)")
_PAIR = re.compile(r"(?<![^\W_])([^\W\d_]{1,20}) (?=([^\W\d_]{1,20})(?![^\W_]))")
_WORDS = re.compile(r"[^\W_]+")
_ALONE = re.compile(r"\d{1,3} ?\.|(?=[IVXL])[IVXL]{1,6}\.|[A-Z]\.|\([a-z]{1,4}\)|\(\d{1,2}\)|[•●▪■]")
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


def with_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines of running text with each number joined to what it numbers; numbers in a row number the blocks that
    follow."""
    out: list[Line] = []
    waiting: deque[Line] = deque()
    joined = False
    for line in lines:
        if line.role == "text" and _ALONE.fullmatch(line.text):
            if joined:
                out += waiting
                waiting.clear()
            waiting.append(line)
            joined = False
        elif line.role == "text" and waiting and (not joined or (line.gap or 0) > 0):
            out.append(_joined(waiting.popleft(), line))
            joined = bool(waiting)
        else:
            out.append(line)
    return [*out, *waiting]


def _joined(first: Line, line: Line) -> Line:
    shift = len(first.text) + 1
    superscripts = tuple((a + shift, b + shift) for a, b in line.superscripts)
    return replace(line, text=f"{first.text} {line.text}", gap=max(first.gap or 0.0, 1.0), superscripts=superscripts)
