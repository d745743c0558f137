"""The spans of a paragraph that may be names: runs of capitalised words with their linking words, titles, numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sgreports.finding.context import Unit

LINKS = frozenset({
    "of", "for", "on", "and", "the", "in", "to", "against", "with", "at", "from", "by", "de", "la", "du", "des", "del",
    "et", "y", "&", "/", ",", "as", "a", "or", "into", "through", "under", "les", "le", "pour", "para",
})  # fmt: skip
LONGEST = 24  # tokens of a run; of longer ones the first so many
MOST = 40  # spans of one run
_HYPHENS = frozenset({"-", "‑", "–"})
_POSSESSIVES = frozenset({"’s", "'s", "’", "'"})
_QUOTED = re.compile(r"[“\"](?P<title>[^“”\"\n]{3,220}?)[,.]?[”\"]")
_NUMBERED = re.compile(r"(?<![\w-])[a-z][\w-]+ (?:No|Nos|no)\. ?\w*\d[\w/.-]*(?<![.])")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[–/-](?:19|20)?\d\d)?")
_TRIMMED = ' “”"().,;:'


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens `first` to `last`, end exclusive; `start` and `end` are characters. `shape` says what told it:
    `run` (capitals), `quoted`, `italic` or `numbered`. `whole`: nothing longer of the same sort holds it."""

    first: int
    last: int
    start: int
    end: int
    shape: str
    whole: bool


def spans_of(unit: Unit) -> list[Span]:
    """The spans in text order, each place once."""
    found: dict[tuple[int, int], Span] = {}
    for span in (*_titles(unit), *_runs(unit.doc)):
        found.setdefault((span.start, span.end), span)
    return sorted(found.values(), key=lambda s: (s.start, s.end))


def _runs(doc: Doc) -> Iterator[Span]:
    """The spans of each maximal run: from any of its openings to any of its ends."""
    at = 0
    while at < len(doc):
        if not (_capital(doc[at]) or _year_before(doc, at)):
            at += 1
            continue
        last = _run_end(doc, at)
        yield from _within(doc, at, last)
        at = last


def _year_before(doc: Doc, i: int) -> bool:
    """A year that a capitalised word follows may begin a name (`2030 Agenda`)."""
    return bool(_YEAR.fullmatch(doc[i].text)) and i + 1 < len(doc) and _capital(doc[i + 1])


def _within(doc: Doc, first: int, last: int) -> Iterator[Span]:
    openings = [i for i in range(first, last) if _opens(doc, first, i)]
    ends = [i + 1 for i in range(first, last) if _ends(doc, i, last)]
    pairs = [(a, b) for a in openings for b in ends if b > a]
    for a, b in pairs[:MOST]:
        yield _span(doc, a, b, "run", (a, b) == (first, last))


def _span(doc: Doc, first: int, last: int, shape: str, whole: bool) -> Span:
    end = doc[last - 1].idx + len(doc[last - 1])
    return Span(first, last, doc[first].idx, end, shape, whole)


def _run_end(doc: Doc, first: int) -> int:
    """The token after the run that starts at `first`: capitals, and linking words that more capitals follow."""
    last, i = first + 1, first + 1
    while i < min(len(doc), first + LONGEST):
        if _capital(doc[i]) or _joined(doc, i):
            last = i + 1
        elif not (_link(doc[i]) and i - last < 2) or "\n" in doc[i].whitespace_:
            break
        i += 1
    return last


def _capital(token: Token) -> bool:
    text = token.text
    return text[0].isupper() or (text[0] == "#" and len(text) > 1)


def _joined(doc: Doc, i: int) -> bool:
    """A part after a hyphen (`Trust-building`), a genitive's sign, a number that belongs to a name (`Vision 2030`)."""
    token, before = doc[i], doc[i - 1]
    if token.text[0].isdigit() and (before.lower_ in ("no.", "no", "nos.") or _capital(before)):
        return True
    if token.text in _HYPHENS:
        return not before.whitespace_ and not token.whitespace_ and i + 1 < len(doc)
    if before.text in _HYPHENS and not before.whitespace_:
        return token.text[0].isalnum()
    return token.text in _POSSESSIVES and not before.whitespace_ and i + 1 < len(doc) and _capital(doc[i + 1])


def _link(token: Token) -> bool:
    return token.lower_ in LINKS or token.text in _POSSESSIVES


def _opens(doc: Doc, first: int, i: int) -> bool:
    """A capitalised word that no hyphen joins to the word before, or the year that begins a name (`2030 Agenda`)."""
    return (_capital(doc[i]) or i == first) and (
        i == first or doc[i - 1].text not in _HYPHENS or bool(doc[i - 1].whitespace_)
    )


def _ends(doc: Doc, i: int, last: int) -> bool:
    """Where the run ends, or a linking word, a genitive or a further acronym follows."""
    if not (doc[i].text[0].isalnum() or doc[i].text[0] == "#") or doc[i].lower_ in LINKS:
        return False
    if i + 1 == last:
        return True
    after = doc[i + 1]
    return after.lower_ in LINKS or after.text in _POSSESSIVES or (_capital(after) and bool(doc[i].whitespace_))


def _titles(unit: Unit) -> Iterator[Span]:
    """What stands in quotation marks or italics, and a lower-case noun with its number (`decree No. 12`)."""
    for match in _QUOTED.finditer(unit.text):
        yield from _aligned(unit.doc, match.start("title"), match.end("title"), "quoted")
    for style in unit.paragraph.styles:
        if style.italic:
            start, end = _trim(unit.text, style.start, style.end)
            yield from _aligned(unit.doc, start, end, "italic")
    for match in _NUMBERED.finditer(unit.text):
        yield from _aligned(unit.doc, match.start(), match.end(), "numbered")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def _aligned(doc: Doc, start: int, end: int, shape: str) -> Iterator[Span]:
    if end <= start or (shape != "numbered" and not doc.text[start].isupper() and doc.text[start] != "#"):
        return
    span = doc.char_span(start, end)
    if span is not None and len(span) <= 40:
        yield _span(doc, span.start, span.end, shape, True)
