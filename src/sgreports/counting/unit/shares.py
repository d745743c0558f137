"""The whole of a percentage, where the text says it (GUIDELINES, "unit")."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from sgreports.counting.unit.spans import CountedUnit, QuantitySpan, with_units
from sgreports.knowledge.english import COMPARED
from sgreports.knowledge.statements.quantities import quantities
from sgreports.parsing.tokens import Parse, Span, Token
from sgreports.sentence.noun_phrases import head_from, noun_after_of
from sgreports.sentence.tags import NOMINAL

_F = quantities().frames
WHOLE = re.compile(rf"\b(?:{'|'.join((*_F.shares, *_F.totals))})s?\s++(?:of|in)\b", re.IGNORECASE)
WHOM_BEFORE = re.compile(r"\bof (?:them|whom|which|these|those),? (?:(?:only|some|about|more than|at least) )?$")
WHOM_AFTER = re.compile(r" of (?:them|whom|which)\b")
_WHICH = re.compile(r"\bof (?:whom|which)\b")
_REMAINING = re.compile(r"\b(?:the|a) (?:remaining|other|rest,?) $")
_OR = re.compile(r",\sor\s$")
_SHARED = re.compile(r"\s++[\d.,]+\s*+(?:%|per\s++cent)")  # the whole of `a total of 24%` follows
_ASIDE = re.compile(rf"\($|\b(?:{COMPARED}|against|versus)\b")
_OF_THOSE = re.compile(r"\b(?:share|proportion|percentage) of (?:those|them|these)\b[^.;]*$", re.IGNORECASE)
_WITH = re.compile(r", with (?:only |some |about |over |at least )?$")
_CHANGE = re.compile(
    r"\b(?:increase|decrease|decline|rise|drop|reduction|growth|fall|change)s?\s++of\s++"
    r"(?:[a-z]+\s++|[\d.,]+\s*+(?:%|per\s++cent)\s++(?:and|to|or)\s++)?$"
)
_CARRIED = re.compile(
    r"(?:\bwith|\bto|\band|,|\bcompared with|\bversus|\bfrom|\bby|\bagainst|\bor)\s++(?:only\s++)?$", re.IGNORECASE
)


def whole_of_share(doc: Parse, span: Span, before: Sequence[QuantitySpan]) -> CountedUnit:
    """The whole of a percentage, where the text says it."""
    bracketed = span.end < len(doc) and doc[span.end].text == ")"  # `a majority (58 per cent) of those asked`
    noun = noun_after_of(doc, span.end + bracketed)
    if noun is None:
        noun = _beside(doc, span)
    if noun is not None:
        return CountedUnit.of(noun, "share_of")
    if (part := _part_of(doc, span, before)) is not None:
        return part
    if (
        span.end < len(doc)
        and doc[span.end].pos_ in ("NOUN", "ADJ", "PROPN")
        and doc[span.end].lower_ not in ("women", "men", "female", "male")
    ):
        return CountedUnit("", "share_of")
    return _before_share(doc, span, before)


def _before_share(doc: Parse, span: Span, before: Sequence[QuantitySpan]) -> CountedUnit:
    """The whole of a percentage by what stands before it in its sentence."""
    start, left = doc.words_before(span.start_char)
    of_those = _OF_THOSE.search(left) or _absolute(doc, span, left)
    if of_those and (known := next(with_units(before), None)) is not None:
        return known.again("share_part")
    if (whole := WHOLE.search(left)) and not _SHARED.match(left, whole.end()) and not _CHANGE.search(left):
        step = "share_carried" if _ASIDE.search(left, whole.end()) else "share_whole"
        return _after_whole(doc, start + whole.end(), span, step)
    if _OR.search(left) and (last := before[-1:]) and last[0].kind == "cardinal" and last[0].start >= start:
        return last[0].again("share_carried")  # `152,764 votes, or 3.81 per cent`
    same = _share_since(before, start)
    carried = same is not None and _CARRIED.search(left) and not re.search(r"\bby\s++$", left)
    return same.again("share_carried") if same is not None and carried else CountedUnit("", "share_carried")


def _share_since(before: Sequence[QuantitySpan], start: int) -> QuantitySpan | None:
    """The last share that begins at a place or after it."""
    near = takewhile(lambda p: p.start >= start, reversed(before))
    return next((p for p in near if p.kind == "percent"), None)


def _absolute(doc: Parse, span: Span, left: str) -> bool:
    """Whether a share is one of what its sentence counted: `300 firms, with 70 per cent coming from abroad`."""
    follows = span.end < len(doc) and doc[span.end].tag_ in ("VBG", "VBN")
    return follows and _WITH.search(left) is not None


def _beside(doc: Parse, span: Span) -> Token | None:
    """The plural right after it whose share it is (`45 per cent Serbs`): no change (`5 per cent increases`)."""
    noun = doc[span.end] if span.end < len(doc) else None
    alone = noun is not None and not (span.end + 1 < len(doc) and doc[span.end + 1].pos_ in NOMINAL)
    plural = (
        noun is not None
        and (noun.tag_ in ("NNS", "NNPS") or (noun.pos_ == "PROPN" and noun.text.endswith("s")))
        and noun.lower_ not in ("women", "men")
    )
    return noun if noun is not None and alone and plural and noun.lemma_ not in _F.changes else None


def _part_of(doc: Parse, span: Span, before: Sequence[QuantitySpan]) -> CountedUnit | None:
    """What was counted before, where the share is said to be of it: `of which 60 per cent`, `40 per cent of them`."""
    (start, left), right = doc.words_before(span.start_char), doc.text[span.end_char : span.end_char + 16]
    if not (WHOM_BEFORE.search(left) or WHOM_AFTER.match(right) or _REMAINING.search(left)):
        earlier = _share_since(before, start)
        listed = earlier is not None and _WHICH.search(left) and _CARRIED.search(left)
        return earlier.again("share_part") if earlier is not None and earlier.unit and listed else None
    if _WHICH.search(left) and not (before and before[-1].start >= start):
        named = next(
            (t for t in doc[doc.sentence_at(span.start_char).start : span.start] if t.lower_ in _F.populations), None
        )
        if named is not None:
            return CountedUnit.of(named, "share_part")
    known = (p for p in with_units(before) if p.kind in ("cardinal", "ratio", "percent"))
    return next((p.again("share_part") for p in known), None)


def _after_whole(doc: Parse, offset: int, span: Span, step: str) -> CountedUnit:
    """`share of manufacturing in GDP`: what follows `in` if anything does, else what follows `of`."""
    first = bisect_left(doc, offset, key=lambda token: token.idx)
    if first == len(doc) or re.search(r"\bby\s++(?:\w+\s++)?$", doc.words_before(span.start_char)[1]):
        return CountedUnit("", step)
    noun = head_from(doc, first)
    if noun is None:
        return CountedUnit("", step)
    last = noun.i + 1 + (doc[noun.i + 1].lower_ == "added")
    if doc[last].lower_ == "in" and last + 1 < span.start and doc[last + 1].pos_ in NOMINAL:
        return CountedUnit.of(doc[last + 1], step)
    added = doc[last - 1].lower_ == "added"
    return CountedUnit(doc.span(noun.i, last).text, step, noun) if added else CountedUnit.of(noun, step)
