"""Titled texts: in quotation marks or italics after `report entitled`, and texts named by a number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sgreports.knowledge.names.instruments import instrument_heads
from sgreports.knowledge.names.keys import name_key
from sgreports.names.candidate import Candidate
from sgreports.parsing.unit import Unit

_HEADS = instrument_heads()
_TITLED = "|".join(_HEADS.titled)
_CUE = rf"(?:(?:{_TITLED})(?:\s\([^()]{{1,60}}\))?,?\s(?:entitled|titled|called|known\sas)|(?:{_TITLED}))"
_QUOTED = re.compile(rf"\b{_CUE},?\s[“\"](?P<title>[^“”\"]{{6,250}}?)[,.]?[”\"]", re.IGNORECASE)
_ANY_QUOTED = re.compile(r"[“\"](?P<title>[A-Z][^“”\"]{8,250}?)(?P<mark>[,.?]?)[”\"](?P<after>[,.;]?)")
_HEADED = re.compile(rf"(?:[\w’'-]+\s){{0,4}}(?:{_TITLED})\b", re.IGNORECASE)
_CITES = re.compile(r"\b[A-Z]+(?:/[\w.()-]+)+/\d|\bparas?\.\s\d")
_CUED = re.compile(rf"\b{_CUE},?\s[“\"]?$|\b(?:entitled|titled)\s[“\"]?$|\b[Ss]ee\s(?:also\s)?$|,\s$", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"(?<![\w-])(?:[A-Z]{{3,8}}\s)?(?:{'|'.join(_HEADS.numbered)})\s(?:No|Nos|no)\.\s?[\w/.–-]*\d(?:[\w/–-]*\w)?"
    r"(?:\s\((?:19|20)\d\d\)|\sof\s(?:19|20)\d\d)?|\bdeclaration\s(?:19|20)\d\d/\d{1,3}\b"
)
_DIRECTIVE = re.compile(
    r"(?:(?:Commission|Council|European Parliament and Council)\s)?(?:(?:[Dd]elegated|[Ii]mplementing)\s)?"
    r"(?:Directive|Regulation|Decision)\s(?:No\.?\s)?"
    r"(?:\((?:EU|EC|EEC)(?:,\sEuratom)?\)\s(?:No\.?\s)?\d{1,4}/\d{1,4}|\d{1,4}/\d{1,4}/(?:EU|EC|EEC|CFSP|JHA)\b)"
)
_QUOTED_BEFORE = re.compile(
    rf"[“\"](?P<title>[A-Z][^“”\"]{{3,120}}?),?[”\"]\s(?:[a-z]+\s)?(?P<noun>{'|'.join(_HEADS.follows)})\b"
)
_ENTITLED = re.compile(r"\b(?:entitled|titled)\s[“\"](?P<title>[^“”\"]{6,250}?)[,.]?[”\"]")
_NAMED = re.compile(rf"\b(?:(?P<text>{_TITLED})|{'|'.join(_HEADS.untitled)})\b", re.IGNORECASE)
_JOURNAL = re.compile(r"[”\"],?\s(?P<title>[A-Z][^,“”\d]{4,80}), vol\.")
_PHRASE = re.compile(rf"(?:{'|'.join(_HEADS.preambular)})\b|.*\bet al\b")
_SUBITEM = re.compile(r"\([a-z0-9]{1,3}\)\s*+$")


def find_titles(unit: Unit) -> Iterable[Candidate]:
    """Titles in quotation marks and italics, laws and comments with their number."""
    yield from _cued(unit)
    numbered = "o. " in unit.text or "os. " in unit.text or "declaration" in unit.text
    for match in _NUMBERED.finditer(unit.text) if numbered else ():
        kind = "policy" if match.group()[:7].lower() in ("general", "declara") else "law"
        yield Candidate("INSTRUMENT", *match.span(), "text-number", name_key(match.group()), kind, score=0.85)
    for match in _DIRECTIVE.finditer(unit.text) if "/" in unit.text else ():
        yield Candidate("INSTRUMENT", *match.span(), "text-number", name_key(match.group()), "law", score=0.85)
    yield from _italics(unit)


def _cued(unit: Unit) -> Iterator[Candidate]:
    """Titles in quotation marks after a noun that announces them, and quotations that are titles by themselves."""
    if "“" not in unit.text and '"' not in unit.text:
        return
    for match in _QUOTED.finditer(unit.text):
        if match["title"][0].isupper() and not _CITES.search(match["title"]):
            yield _title(unit.text, *match.span("title"), "title-quoted", 0.75)
    for match in _ENTITLED.finditer(unit.text):
        if _of_text(unit.text[max(0, match.start() - 160) : match.start()]) and not _CITES.search(match["title"]):
            yield _title(unit.text, *match.span("title"), "title-entitled", 0.75)
    for match in _QUOTED_BEFORE.finditer(unit.text):
        kind = next((k for k, nouns in _HEADS.kinds.items() if match["noun"].title() in nouns), "policy")
        if sum(word[:1].isupper() for word in match["title"].split()) > 1:
            yield replace(_title(unit.text, *match.span("title"), "title-quoted", 0.75), kind=kind)
    yield from _quotes(unit)


def _of_text(before: str) -> bool:
    """Whether the noun nearest before `entitled` is a text's, no event's."""
    named = list(_NAMED.finditer(before.rpartition(". ")[2]))
    return bool(named) and named[-1]["text"] is not None


def _quotes(unit: Unit) -> Iterator[Candidate]:
    """Quotations that are titles by their own noun (`“Guidelines for …”`), or by a bibliography's commas in a note."""
    note = "fn-" in unit.paragraph.key
    for match in _JOURNAL.finditer(unit.text) if note else ():
        yield _title(unit.text, *match.span("title"), "title-journal", 0.7)
    for match in _ANY_QUOTED.finditer(unit.text):
        title = match["title"]
        if len(title.split()) < 3 or _CITES.search(title):
            continue
        listed = note and (match["mark"] == "," or match["after"] == ",")
        if listed or _HEADED.match(title):
            yield _title(unit.text, *match.span("title"), "title-cited" if listed else "title-headed", 0.7)


def _italics(unit: Unit) -> Iterator[Candidate]:
    """Italic runs of at least three words with capitals, not those that head a paragraph or a sub-item."""
    text = unit.text
    for style in unit.paragraph.styles:
        start, end = _trimmed(text, style.start, style.end)
        title = text[start:end]
        if not style.italic or start == 0 or len(title.split()) < 3 or not title[:1].isupper():
            continue
        if (
            title.endswith((":", "?"))
            or _PHRASE.match(title)
            or _SUBITEM.search(text, 0, start)
            or _CITES.search(title)
        ):
            continue
        yield _title(text, start, end, "title-italic", 0.8 if _CUED.search(text[max(0, start - 60) : start]) else 0.6)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' “"(':
        start += 1
    while end > start and text[end - 1] in ' ”".,;:)':
        end -= 1
    return start, end


def _title(text: str, start: int, end: int, rule: str, score: float) -> Candidate:
    return Candidate("INSTRUMENT", start, end, rule, name_key(text[start:end]), "publication", score=score)
