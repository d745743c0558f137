"""The spans of a paragraph that may be names: runs of capitalised words with their linking words, titles, numbers."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sgreports.knowledge.english import common_words
from sgreports.parsing.parse import Parse
from sgreports.parsing.unit import Unit

LINKS = frozenset({
    "of", "for", "on", "and", "the", "in", "to", "against", "with", "at", "from", "by", "de", "la", "du", "des", "del",
    "et", "y", "&", "/", ",", "as", "a", "or", "into", "through", "under", "les", "le", "pour", "para",
})  # fmt: skip
LONGEST = 24  # tokens of a run; of longer ones the first so many
MOST = 40  # spans of one run
_HYPHENS = frozenset({"-", "‑", "–"})
_POSSESSIVES = frozenset({"’s", "'s", "’", "'"})
_NUMBERS = frozenset({"no", "no.", "nos", "nos."})
_QUOTED = re.compile(r"[“\"](?P<title>[^“”\"\n]{3,220}?)[,.]?[”\"]")
_NUMBERED = re.compile(r"(?<![\w-])[a-z][\w-]+ (?:No|Nos|no)\. ?\w*\d[\w/.-]*(?<![.])")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[–/-](?:19|20)?\d\d)?")
_TRIMMED = ' “”"().,;:'


@dataclass(frozen=True, slots=True)
class CandidateSpan:
    """Tokens `first` to `last`, end exclusive; `start` and `end` are characters. `shape` says how it was detected:
    `run` (capitals), `quoted`, `italic` or `numbered`. `whole`: nothing longer of the same sort holds it."""

    first: int
    last: int
    start: int
    end: int
    shape: str
    whole: bool


@dataclass(frozen=True)
class ParagraphWords:
    """The tokens of a paragraph as plain lists, which are read many times. `free[i]`: no mention covers token i."""

    parse: Parse
    texts: list[str]
    lower: list[str]
    spaced: list[bool]  # whether a blank follows
    free: list[bool]

    @cached_property
    def capital(self) -> list[bool]:
        return [text[0].isupper() or (text[0] == "#" and len(text) > 1) for text in self.texts]

    def __len__(self) -> int:
        return len(self.texts)


def paragraph_words(unit: Unit, taken: Iterable[tuple[int, int]]) -> ParagraphWords:
    """The words of a paragraph; `taken` are the character ranges of what is marked there already."""
    texts, starts = [t.text for t in unit.parse], [t.idx for t in unit.parse]
    free = [True] * len(texts)
    for start, end in taken:
        first, last = max(bisect_right(starts, start) - 1, 0), bisect_left(starts, end)
        free[first:last] = [False] * (last - first)
    ends = [at + len(text) for at, text in zip(starts, texts, strict=True)]
    spaced = [end < following for end, following in zip(ends, [*starts, len(unit.text)][1:], strict=True)]
    return ParagraphWords(unit.parse, texts, [t.lower() for t in texts], spaced, free)


def spans_of(unit: Unit, words: ParagraphWords) -> list[CandidateSpan]:
    """The spans of free words in text order, each place once."""
    found: dict[tuple[int, int], CandidateSpan] = {}
    for span in (*_titles(unit, words), *_runs(words)):
        found.setdefault((span.start, span.end), span)
    return sorted(found.values(), key=lambda s: (s.start, s.end))


def _runs(words: ParagraphWords) -> Iterator[CandidateSpan]:
    """The spans of each maximal run: from any of its openings to any of its ends."""
    at, size = 0, len(words)
    while at < size:
        if words.free[at] and (words.capital[at] or _year_before(words, at)):
            last = _run_end(words, at)
            yield from _within(words, at, last)
            at = last
        else:
            at += 1


def _year_before(words: ParagraphWords, i: int) -> bool:
    """A year that a capitalised word follows may begin a name (`2030 Agenda`)."""
    text = words.texts[i]
    return text[0] in "12" and i + 1 < len(words) and words.capital[i + 1] and bool(_YEAR.fullmatch(text))


def _within(words: ParagraphWords, first: int, last: int) -> Iterator[CandidateSpan]:
    openings = [i for i in range(first, last) if _opens(words, first, i)]
    ends = [i + 1 for i in range(first, last) if _ends(words, i, last)]
    pairs = [(a, b) for a in openings for b in ends if b > a]
    for a, b in pairs[:MOST]:
        if not (_listed(words, a, b) or _only_opens(words, a, b)):
            yield _span(words.parse, a, b, "run", (a, b) == (first, last))


def _listed(words: ParagraphWords, first: int, last: int) -> bool:
    """A run with a comma is mostly a list (`Lomark, Ruritania and Graustark`), and long; the rules read the others."""
    return "," in words.texts[first:last]


def _only_opens(words: ParagraphWords, first: int, last: int) -> bool:
    """A lone ordinary word that has its capital from the sentence's start."""
    return last - first == 1 and words.lower[first] in common_words() and words.parse[first].is_sent_start


def _span(parse: Parse, first: int, last: int, shape: str, whole: bool) -> CandidateSpan:
    end = parse[last - 1]
    return CandidateSpan(first, last, parse[first].idx, end.idx + len(end.text), shape, whole)


def _run_end(words: ParagraphWords, first: int) -> int:
    """The token after the run that starts at `first`: capitals, and linking words that more capitals follow."""
    last, i = first + 1, first + 1
    while i < min(len(words), first + LONGEST) and words.free[i]:
        if words.capital[i] or _joined(words, i):
            last = i + 1
        elif not (_link(words, i) and i - last < 2):
            break
        i += 1
    return last


def _joined(words: ParagraphWords, i: int) -> bool:
    """A part after a hyphen (`Trust-building`), a genitive's sign, a number that belongs to a name (`Vision 2030`)."""
    text, before = words.texts[i], words.texts[i - 1]
    if text[0].isdigit() and (words.capital[i - 1] or words.lower[i - 1] in _NUMBERS):
        return True
    close = not words.spaced[i - 1]
    if text in _HYPHENS:
        return close and not words.spaced[i] and i + 1 < len(words)
    if before in _HYPHENS and close:
        return text[0].isalnum()
    return text in _POSSESSIVES and close and i + 1 < len(words) and words.capital[i + 1]


def _link(words: ParagraphWords, i: int) -> bool:
    return words.lower[i] in LINKS or words.texts[i] in _POSSESSIVES


def _opens(words: ParagraphWords, first: int, i: int) -> bool:
    """A capitalised word that no hyphen joins to the word before, no article or preposition; or a run's year."""
    if i == first:
        return words.lower[i] not in LINKS
    joined = words.texts[i - 1] in _HYPHENS and not words.spaced[i - 1]
    return words.capital[i] and not joined and words.lower[i] not in LINKS


def _ends(words: ParagraphWords, i: int, last: int) -> bool:
    """Where the run ends, or a linking word, a genitive or a further capital follows."""
    text = words.texts[i]
    if not (text[0].isalnum() or text[0] == "#") or words.lower[i] in LINKS:
        return False
    if i + 1 == last:
        return True
    return _link(words, i + 1) or (words.capital[i + 1] and words.spaced[i])


def _titles(unit: Unit, words: ParagraphWords) -> Iterator[CandidateSpan]:
    """What stands in quotation marks or italics, and a lower-case noun with its number (`decree No. 12`)."""
    for match in _QUOTED.finditer(unit.text):
        yield from _aligned(words, match.start("title"), match.end("title"), "quoted")
    for style in unit.paragraph.styles:
        if style.italic:
            start, end = _trim(unit.text, style.start, style.end)
            yield from _aligned(words, start, end, "italic")
    for match in _NUMBERED.finditer(unit.text):
        yield from _aligned(words, match.start(), match.end(), "numbered")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def _aligned(words: ParagraphWords, start: int, end: int, shape: str) -> Iterator[CandidateSpan]:
    text = words.parse.text
    if end <= start or (shape != "numbered" and not text[start].isupper() and text[start] != "#"):
        return
    span = words.parse.char_span(start, end)
    aligned = span is not None and (span.start_char, span.end_char) == (start, end)
    if span is not None and aligned and len(span) <= 40 and all(words.free[span.start : span.end]):
        yield _span(words.parse, span.start, span.end, shape, True)


def overlaps_any(ranges: Collection[tuple[int, int]], span: CandidateSpan) -> bool:
    """Whether one of the character ranges overlaps the span."""
    return any(span.start < end and start < span.end for start, end in ranges)
