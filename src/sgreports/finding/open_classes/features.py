"""What the component sees of a span: hashed features of its words and its place.

The words of closed lists are not asked for: the component is to tell a name from how it is built and used, so that it
holds for names that no list has. A feature is a string hashed into one of `BUCKETS` places, the same on every machine.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from sgreports.finding.candidate import Candidate
from sgreports.finding.context import Unit
from sgreports.finding.open_classes.spans import LINKS, Span
from sgreports.knowledge.english import common_words

BUCKETS = 2**15  # places of features; a change of anything here raises knowledge/components.py, FEATURES
CLOSED = frozenset({"COUNTRY", "YEAR", "COUNT"})
OPEN = frozenset({"AGENCY", "PROGRAMME", "INSTRUMENT"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "this", "that", "his", "her", "our", "my"})

Indices = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole report says: how often a text stands in it, and which longer names end or begin with it."""

    seen: Counter[str]
    ends: dict[str, str]
    begins: dict[str, str]


def surroundings(
    units: Sequence[Unit], spans: Sequence[Sequence[Span]], kept: Sequence[Sequence[Candidate]]
) -> Surroundings:
    """The surroundings of all spans of a report. `kept[i]` are the standing candidates of `units[i]`."""
    seen = Counter(unit.text[s.start : s.end] for unit, its in zip(units, spans, strict=True) for s in its)
    ends: dict[str, str] = {}
    begins: dict[str, str] = {}
    for unit, candidates in zip(units, kept, strict=True):
        for c in candidates:
            words = unit.text[c.start : c.end].split(" ") if c.label in OPEN else []
            for k in range(1, min(len(words), 8)):
                ends[" ".join(words[k:])] = str(c.label)
                begins[" ".join(words[:k])] = str(c.label)
    return Surroundings(seen, ends, begins)


def features(unit: Unit, span: Span, kept: Sequence[Candidate], around: Surroundings) -> Indices:
    """The places of a span's features in the table of weights, each once."""
    doc = unit.doc
    head = head_of(doc, span)
    names = [*_words(doc, span, head), *_place(doc, span, head), *_syntax(doc, span, head)]
    names += _neighbours(span, kept)
    names += _report(unit.text[span.start : span.end], around)
    return np.fromiter({bucket(name) for name in names}, np.int32)


@lru_cache(maxsize=100_000)
def bucket(name: str) -> int:
    return crc32(name.encode()) % BUCKETS


def head_of(doc: Doc, span: Span) -> int:
    """The last capitalised word before the first linking word: what a name is (`Office` of …)."""
    last = span.first
    for i in range(span.first, span.last):
        text = doc[i].text
        if text.lower() in LINKS and i > span.first:
            break
        if text[0].isupper():
            last = i
    return last


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


def _words(doc: Doc, span: Span, head: int) -> Iterator[str]:
    tokens = [doc[i] for i in range(span.first, span.last)]
    lower = [t.lower_ for t in tokens]
    shapes = [shape(t.text) for t in tokens]
    links = [w for w in lower[1:] if w in LINKS]
    plain = [w for w in lower if w not in LINKS]
    yield "bias"
    yield f"form={span.shape} {span.whole}"
    yield f"n={min(len(plain), 8)}"
    yield f"links={' '.join(links[:4])}"
    yield f"shape={' '.join(shapes[:6])}"
    yield f"first={lower[0]}"
    yield f"last={lower[-1]}"
    noun = doc[head].lower_
    yield f"head={noun}"
    yield f"head={noun} n={min(len(plain), 3)} {bool(links)}"
    yield f"tail={noun[-4:]}"
    yield f"lasttail={lower[-1][-4:]}"
    yield from (f"w={w}" for w in plain)
    yield from (f"in={w}" for w in dict.fromkeys(links))
    if len(plain) == 1:
        yield f"lone {shapes[0]} {len(plain[0]) if len(plain[0]) < 9 else 9}"
        yield f"common={plain[0] in common_words()}"


def _place(doc: Doc, span: Span, head: int) -> Iterator[str]:
    before = [doc[i] if i >= 0 else None for i in (span.first - 1, span.first - 2)]
    after = [doc[i] if i < len(doc) else None for i in (span.last, span.last + 1)]
    b1, b2, a1, a2 = (t.lower_ if t is not None else "-" for t in (*before, *after))
    article = b1 if b1 in _ARTICLES else "-"
    noun = doc[head].lower_
    opens = doc[span.first].is_sent_start
    yield f"b1={b1}"
    yield f"b2={b2} {b1}"
    yield f"a1={a1}"
    yield f"a2={a1} {a2}"
    yield f"b1={_kind(before[0])} a1={_kind(after[0])}"
    yield f"article={article} opens={opens}"
    yield f"head={noun} article={article}"
    yield f"head={noun} a1={a1}"
    yield f"b1={b1} head={noun}"
    yield f"b1={b1} a1={a1}"
    yield f"left={_goes_on(before[0], before[1])}"
    yield f"right={_goes_on(after[0], after[1])}"


def _kind(token: Token | None) -> str:
    return "-" if token is None else shape(token.text)


def _goes_on(near: Token | None, far: Token | None) -> str:
    """Whether a longer name may go on there: a capital, or a linking word with a capital beyond it."""
    if near is None:
        return "-"
    if near.text[0].isupper():
        return "capital"
    beyond = far is not None and far.text[0].isupper()
    return f"{near.lower_} capital" if near.lower_ in LINKS and beyond else "no"


def _syntax(doc: Doc, span: Span, head: int) -> Iterator[str]:
    token = doc[head]
    yield f"tags={' '.join(doc[i].tag_ for i in range(span.first, min(span.last, span.first + 4)))}"
    yield f"tag={token.tag_} dep={token.dep_}"
    root = token
    while span.first <= root.head.i < span.last and root.head.i != root.i:
        root = root.head
    above = root.head
    yield f"dep={root.dep_} above={above.lemma_}"
    yield f"dep={root.dep_} {above.pos_}"
    if root.dep_ == "pobj":
        yield f"prep={above.lower_} of={above.head.lemma_}"


def _neighbours(span: Span, kept: Sequence[Candidate]) -> Iterator[str]:
    """Names of closed classes inside the span and beside it."""
    for c in kept:
        if c.label not in CLOSED or c.end < span.start - 3 or c.start > span.end + 3:
            continue
        if (c.start, c.end) == (span.start, span.end):
            yield f"is {c.label}"
        elif span.start <= c.start and c.end <= span.end:
            where = "begins" if c.start == span.start else "ends" if c.end == span.end else "inside"
            yield f"{where} {c.label}"
        else:
            yield f"{'before' if c.end <= span.start else 'after'} {c.label}"


def _report(text: str, around: Surroundings) -> Iterator[str]:
    yield f"seen={min(around.seen[text].bit_length(), 5)}"
    yield f"ends {around.ends.get(text, '-')}"
    yield f"begins {around.begins.get(text, '-')}"
