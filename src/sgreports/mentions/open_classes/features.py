"""What the component sees of a span: hashed features of its words and its place.

No list of names is used: the component recognizes a name by its form and its context, so that it works for names
that no list has. The kind of a head noun is a feature, since few nouns are frequent enough to be learnt one by one.
A feature is a string hashed into one of `BUCKETS` places, the same on every machine.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from sgreports.knowledge.english import common_words
from sgreports.knowledge.names.instruments import instrument_heads
from sgreports.mentions.bodies.open_bodies import kind_of_text
from sgreports.mentions.candidate import Candidate
from sgreports.mentions.open_classes.spans import LINKS, CandidateSpan, ParagraphWords
from sgreports.parsing.unit import Unit

BUCKETS = 2**15  # places of features; a change of anything here raises FEATURES of knowledge/components.py
CLOSED = frozenset({"COUNTRY", "YEAR", "COUNT"})
OPEN = frozenset({"AGENCY", "PROGRAMME", "INSTRUMENT"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "this", "that", "his", "her", "our", "my"})
_NEAR = 3  # characters between a span and a name beside it

Indices = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class ReportStatistics:
    """What the whole report says: how often a text stands in it, and which longer names end or begin with it."""

    seen: Counter[str]
    ends: dict[str, str]
    begins: dict[str, str]


def report_statistics(
    units: Sequence[Unit], spans: Sequence[Sequence[CandidateSpan]], kept: Sequence[Sequence[Candidate]]
) -> ReportStatistics:
    """The surroundings of all spans of a report. `kept[i]` are the standing candidates of `units[i]`."""
    seen = Counter(unit.text[s.start : s.end] for unit, its in zip(units, spans, strict=True) for s in its)
    names = {
        unit.text[c.start : c.end]: str(c.label)
        for unit, its in zip(units, kept, strict=True)
        for c in its
        if c.label in OPEN
    }
    ends: dict[str, str] = {}
    begins: dict[str, str] = {}
    for name, label in names.items():
        words = name.split(" ")
        for k in range(1, min(len(words), 8)):
            ends[" ".join(words[k:])] = label
            begins[" ".join(words[:k])] = label
    return ReportStatistics(seen, ends, begins)


def features(
    words: ParagraphWords, span: CandidateSpan, kept: Sequence[Candidate], around: ReportStatistics
) -> Indices:
    """The places of a span's features in the table of weights, each once."""
    head = head_of(words, span)
    names = [*_words(words, span, head), *_place(words, span, head), *_syntax(words, span, head)]
    names += _neighbours(span, kept)
    text = words.parse.text[span.start : span.end]
    names += [f"kind={body_kind(text)}", f"text kind={text_kind(text)}"]
    names += _report(text, around)
    return np.fromiter(dict.fromkeys(map(bucket, names)), np.int32)


@lru_cache(maxsize=200_000)
def bucket(name: str) -> int:
    return crc32(name.encode()) % BUCKETS


@lru_cache(maxsize=20_000)
def body_kind(text: str) -> str | None:
    """The kind of body by the words of a name; None where they have none."""
    return kind_of_text(text)


def text_kind(name: str) -> str | None:
    """The kind of instrument by a noun of a name; None where it has none."""
    words = set(name.split())
    return next((kind for kind, nouns in instrument_heads().kinds.items() if words & set(nouns)), None)


def head_of(words: ParagraphWords, span: CandidateSpan) -> int:
    """The last capitalised word before the first linking word: what a name is (`Office` of …)."""
    last = span.first
    for i in range(span.first, span.last):
        if i > span.first and words.lower[i] in LINKS:
            break
        if words.texts[i][0].isupper():
            last = i
    return last


@lru_cache(maxsize=20_000)
def shape(text: str) -> str:
    """`X` one capital, `XX` an acronym, `Xx`, `xX` mixed, `9` with a digit, the word itself where it is a link."""
    if text.lower() in LINKS:
        return text.lower()
    if any(c.isdigit() for c in text):
        return "9"
    if text.isupper():
        return "XX" if len(text) > 1 else "X"
    if text[0].isupper():
        return "Xx" if text[1:].islower() else "xX"
    return "x" if text[0].isalpha() else text[0]


def _words(words: ParagraphWords, span: CandidateSpan, head: int) -> Iterator[str]:
    lower = words.lower[span.first : span.last]
    links = [w for w in lower[1:] if w in LINKS]
    plain = [w for w in lower if w not in LINKS]
    first = shape(words.texts[span.first])
    noun = words.lower[head]
    yield "bias"
    yield f"form={span.shape} {span.whole}"
    yield f"n={min(len(plain), 8)}"
    yield f"links={' '.join(links[:4])}"
    yield f"shape={' '.join(shape(t) for t in words.texts[span.first : min(span.last, span.first + 6)])}"
    yield f"first={lower[0]}"
    yield f"last={lower[-1]}"
    yield f"head={noun}"
    yield f"head={noun} n={min(len(plain), 3)} {bool(links)}"
    yield f"tail={noun[-4:]}"
    yield f"lasttail={lower[-1][-4:]}"
    yield from (f"w={w}" for w in plain)
    yield from (f"in={w}" for w in dict.fromkeys(links))
    if len(plain) == 1:
        yield f"lone {first} {min(len(plain[0]), 9)}"
        yield f"common={plain[0] in common_words()}"


def _place(words: ParagraphWords, span: CandidateSpan, head: int) -> Iterator[str]:
    b1, b2, a1, a2 = (_lower(words, i) for i in (span.first - 1, span.first - 2, span.last, span.last + 1))
    article = b1 if b1 in _ARTICLES else "-"
    noun = words.lower[head]
    yield f"b1={b1}"
    yield f"b2={b2} {b1}"
    yield f"a1={a1}"
    yield f"a2={a1} {a2}"
    yield f"b1={_shape(words, span.first - 1)} a1={_shape(words, span.last)}"
    yield f"article={article} opens={words.parse[span.first].is_sent_start}"
    yield f"head={noun} article={article}"
    yield f"head={noun} a1={a1}"
    yield f"b1={b1} head={noun}"
    yield f"b1={b1} a1={a1}"
    yield f"left={_goes_on(words, span.first - 1, span.first - 2)}"
    yield f"right={_goes_on(words, span.last, span.last + 1)}"


def _lower(words: ParagraphWords, i: int) -> str:
    return words.lower[i] if 0 <= i < len(words) else "-"


def _shape(words: ParagraphWords, i: int) -> str:
    return shape(words.texts[i]) if 0 <= i < len(words) else "-"


def _goes_on(words: ParagraphWords, near: int, far: int) -> str:
    """Whether a longer name may go on there: a capital, or a linking word with a capital beyond it."""
    if not 0 <= near < len(words):
        return "-"
    marked = "" if words.free[near] else "marked "
    if words.texts[near][0].isupper():
        return f"{marked}capital"
    beyond = 0 <= far < len(words) and words.texts[far][0].isupper()
    return f"{words.lower[near]} capital" if words.lower[near] in LINKS and beyond else f"{marked}no"


def _syntax(words: ParagraphWords, span: CandidateSpan, head: int) -> Iterator[str]:
    token = words.parse[head]
    yield f"tags={' '.join(t.tag_ for t in words.parse[span.first : min(span.last, span.first + 4)])}"
    yield f"tag={token.tag_} dep={token.dep_}"
    root, above = token, token.head
    while span.first <= above.i < span.last and above.i != root.i:
        root, above = above, above.head
    yield f"dep={root.dep_} above={above.lemma_}"
    yield f"dep={root.dep_} {above.pos_}"
    if root.dep_ == "pobj":
        yield f"prep={above.lower_} of={above.head.lemma_}"


def _neighbours(span: CandidateSpan, kept: Sequence[Candidate]) -> Iterator[str]:
    """Names beside the span, and those of closed classes inside it where what is marked is looked at too."""
    for c in kept:
        if c.end < span.start - _NEAR or c.start > span.end + _NEAR:
            continue
        if c.end <= span.start or c.start >= span.end:
            yield f"{'before' if c.end <= span.start else 'after'} {c.label}"
        elif c.label in CLOSED:
            yield f"holds {c.label}"


def _report(text: str, around: ReportStatistics) -> Iterator[str]:
    yield f"seen={min(around.seen[text].bit_length(), 5)}"
    yield f"ends {around.ends.get(text, '-')}"
    yield f"begins {around.begins.get(text, '-')}"
