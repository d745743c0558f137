"""What a quantity counts, from the parse and the quantities before it (GUIDELINES, "unit").

The head noun after the number; through `of`; over a bare coordination (`refugees and asylum-seekers`); where none is
written, what the verb's subject totals (`the number of refugees was 5`) or what was counted before.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from sgreports.counting.unit.earlier_units import compared_unit, unit_from_earlier
from sgreports.counting.unit.spans import CountedUnit, QuantitySpan
from sgreports.knowledge.statements.quantities import quantities
from sgreports.parsing.tokens import Parse, Span, Token
from sgreports.sentence.counted import counts_people, is_change, own_noun, shared_noun
from sgreports.sentence.noun_phrases import head_from, noun_after_of
from sgreports.sentence.tags import NOMINAL, VERBAL
from sgreports.sentence.totals import subset_start

_Q = quantities()
_F = _Q.frames
_LEVEL = re.compile(r"\b(?:from|to|at)\s++(?:only\s++)?$", re.IGNORECASE)
_BRACKETED = re.compile(r"\w \($")
_IS_SAID = re.compile(r"(?: of (?:them|whom|which))? (?:are|were|is|was) ")
_COLLECTIVE = re.compile(rf"\b({'|'.join(_F.collectives)}|population|workforce) of $")
_GROUP = re.compile(rf"\b({'|'.join(_F.groups)}) of (?:(?:some|about|up to|approximately) )?$", re.IGNORECASE)
_STANDS = re.compile(r"\b(?:stood|stands|standing|remained|remains) at $")
_WHOLE = re.compile(rf"\b(?:{'|'.join((*_F.shares, *_F.totals))})s?\s++(?:of|in)\b", re.IGNORECASE)
_WHOM_BEFORE = re.compile(r"\bof (?:them|whom|which|these|those),? (?:(?:only|some|about|more than|at least) )?$")
_VAGUE = set(_Q.vague) - {"dozen"}


def unit_of(doc: Parse, place: QuantitySpan, before: Sequence[QuantitySpan]) -> CountedUnit:
    """What a quantity counts, as written, and how it was found; empty where nothing is named."""
    if place.kind in ("money", "measure"):
        return CountedUnit(place.tail, "tail")
    span = doc.char_span(place.start, place.end)
    if span is None:
        return CountedUnit("", "noun")
    if doc.text.startswith(("-strong", "‑strong"), span.end_char):
        return _of_strength(doc, span, before)
    return _whole_of_share(doc, span) if place.kind == "percent" else _of_number(doc, span, before)


def respective_unit(
    doc: Parse, place: QuantitySpan, before: Sequence[QuantitySpan], told: Mapping[int, Span]
) -> CountedUnit | None:
    """What `respectively` gives to a number without a noun: its own, or that of an earlier number of its kind."""
    number = doc.char_span(place.start, place.end) if told else None
    if number is None or (own := told.get(number.start)) is None or is_change(number):
        return None
    if place.kind != "percent" and own_noun(number) is not None:
        return None
    earlier = next((p for p in before if p.start <= own.start_char < p.end), None)
    if earlier is not None:
        return earlier.again("earlier") if earlier.unit and earlier.kind == place.kind else None
    return CountedUnit(own.text, "shared", own.root) if own.root.pos_ == "NOUN" else None


def _whole_of_share(doc: Parse, span: Span) -> CountedUnit:
    """The whole of a percentage, where it stands right after it: `9 per cent of votes`. Others are for a choice."""
    bracketed = span.end < len(doc) and doc[span.end].text == ")"  # `a majority (58 per cent) of those asked`
    noun = noun_after_of(doc, span.end + bracketed) or _beside(doc, span)
    return CountedUnit("", "share_of") if noun is None else CountedUnit.of(noun, "share_of")


def _beside(doc: Parse, span: Span) -> Token | None:
    """The plural right after it whose share it is (`45 per cent Serbs`): no change (`5 per cent increases`)."""
    noun = doc[span.end] if span.end < len(doc) else None
    if noun is None or noun.lower_ in ("women", "men") or noun.lemma_ in _F.changes:
        return None
    plural = noun.tag_ in ("NNS", "NNPS") or (noun.pos_ == "PROPN" and noun.text.endswith("s"))
    return noun if plural and all(t.pos_ not in NOMINAL for t in doc[span.end + 1 : span.end + 2]) else None


def _of_number(doc: Parse, span: Span, before: Sequence[QuantitySpan]) -> CountedUnit:
    """What a plain number counts."""
    if (said := _of_whom(doc, span) or _in_total(doc, span)) is not None:
        return CountedUnit.of(said, "said")
    if (bracketed := _before_bracket(doc, span)) is not None:
        return CountedUnit.of(bracketed, "bracket")
    noun = own_noun(span)
    if noun is not None and noun.lower_ not in _F.elliptical and not _leaves_out(noun):
        return CountedUnit.of(noun, "noun" if shared_noun(span) is None else "shared")
    if noun is None and (group := _said_before(doc, span, _GROUP)) is not None:
        return _of_group(doc, span, before, group)
    if noun is None and (compared := compared_unit(doc, span, before)) is not None:
        return compared
    return _elliptical(doc, span, before, noun)


def _of_strength(doc: Parse, span: Span, before: Sequence[QuantitySpan]) -> CountedUnit:
    """The people that `an 85-strong unit` has, where they are named before: 85 is no number of units."""
    found = unit_from_earlier(doc, span, before)
    return found if found is not None and counts_people(found.unit) else CountedUnit("", "noun")


def _in_total(doc: Parse, span: Span) -> Token | None:
    """The noun that a number between commas or brackets counts: `the staff, 230 in total, left`."""
    aside = doc[max(0, span.start - 1)].text in (",", "(", "–", "—")
    if not aside or doc.span(span.end, span.end + 2).text.lower() not in ("in total", "in all", "altogether"):
        return None
    nouns = (t for t in reversed(doc[max(0, span.start - 8) : span.start]))
    return next((t for t in nouns if t.tag_ in ("NNS", "NNPS") or t.lower_ in _F.collectives), None)


def _leaves_out(noun: Token) -> bool:
    """Whether a noun is no unit, so that an earlier unit is meant: `1,598 international and 1,182 local`."""
    people, acronym = noun.lower_ in _F.people and noun.tag_ == "JJ", noun.pos_ == "PROPN" and noun.text.isupper()
    return noun.lower_ in _F.harmed or people or (acronym and len(noun) > 2)


def _before_bracket(doc: Parse, span: Span) -> Token | None:
    """The noun that a number in brackets follows: `killings (1,561)`."""
    closed = doc.text.startswith(")", span.end_char)
    bracketed = closed and _BRACKETED.search(doc.text, max(0, span.start_char - 3), span.start_char)
    named = doc[span.start - 2] if bracketed and span.start > 1 else None
    return named if named is not None and named.pos_ in NOMINAL and named.text[:1].islower() else None


def _of_whom(doc: Parse, span: Span) -> Token | None:
    """The noun that a part is predicated of: `of whom 20 were women`, `20 of them are women`."""
    match = _IS_SAID.match(doc.text, span.end_char)
    if match is None:
        return None
    _, left = doc.words_before(span.start_char)
    if " of " not in match.group() and not _WHOM_BEFORE.search(left):
        return None
    after = bisect_left(doc, match.end(), key=lambda token: token.idx)
    said = doc[after : after + 1]
    return next((t for t in said if t.tag_ == "NNS" or t.lower_ in _F.collectives), None)


def _elliptical(doc: Parse, span: Span, before: Sequence[QuantitySpan], noun: Token | None) -> CountedUnit:
    """The unit that the subject totals, else the last unit."""
    start, left = doc.words_before(span.start_char)
    parts = subset_start(doc, span.start_char) is not None
    if noun is None and not parts and (head := _totalled(doc, start, left)) is not None:
        return CountedUnit.of(head, "totalled")
    if span[-1].lower_ in _VAGUE:
        return CountedUnit("", "earlier")
    if noun is None and (level := _level(doc, span, left)) is not None:
        return level
    if noun is None and _LEVEL.search(left) and (changed := _changed(span)) is not None:
        return CountedUnit.of(changed, "changed")
    return _carried(doc, span, before, noun)


def _carried(doc: Parse, span: Span, before: Sequence[QuantitySpan], noun: Token | None) -> CountedUnit:
    """The unit of an earlier number; else the word after the number."""
    found = unit_from_earlier(doc, span, before)
    if found is not None and not (noun is not None and noun.lower_ in _F.harmed and not counts_people(found.unit)):
        return found
    return CountedUnit(noun.text if noun is not None else "", "elliptical", noun)


def _said_before(doc: Parse, span: Span, words: re.Pattern[str]) -> CountedUnit | None:
    """The group or collective before a number whose members it counts: `a unit of 35`, `a family of four`."""
    start, left = doc.words_before(span.start_char)
    if (named := words.search(left)) is None:
        return None
    after = bisect_left(doc, start + named.end(1), key=lambda token: token.idx)
    return CountedUnit(named[1], "level", doc[after - 1])


def _of_group(doc: Parse, span: Span, before: Sequence[QuantitySpan], group: CountedUnit) -> CountedUnit:
    """What the members of a group are, if they were counted as one before; else the group itself."""
    found = unit_from_earlier(doc, span, before)
    return found if found is not None and found.unit in _F.collectives else group


def _totalled(doc: Parse, start: int, left: str) -> Token | None:
    """The noun of `the number of refugees` in the words before the number, which begin at `start`."""
    totals = [m for m in _WHOLE.finditer(left) if m[0].lower().endswith("of")]
    if not totals:
        return None
    after = bisect_left(doc, start + totals[-1].end(), key=lambda token: token.idx)
    return head_from(doc, after) if after < len(doc) else None


def _level(doc: Parse, span: Span, left: str) -> CountedUnit | None:
    """What a collective totals: `a staff of 1,200`, `the prison population stood at 1,200`."""
    if (collective := _said_before(doc, span, _COLLECTIVE)) is not None or not _STANDS.search(left):
        return collective
    before = doc[doc.sentence_at(span.start_char).start : span.start]
    verb = next((t for t in reversed(before) if t.pos_ in VERBAL), None)
    subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass")), None) if verb is not None else None
    if subject is None or subject.pos_ not in NOMINAL or subject.lower_ in (*_F.totals, *_F.shares, "level", "rate"):
        return None
    return CountedUnit.of(subject, "level")


def _changed(span: Span) -> Token | None:
    """What grows or falls to a level: `increased their personnel from 400 to 600`, `a cut of staff from 9 to 5`."""
    if (named := _in_change(span)) is not None:
        return named
    verb = next((t for t in span.root.ancestors if t.pos_ == "VERB"), None)
    for dep in ("dobj", "nsubj", "nsubjpass"):
        nouns = [t for t in (verb.lefts if dep != "dobj" else verb.children) if t.dep_ == dep] if verb else []
        if dep == "dobj" and any(noun.lower_ in _F.totals for noun in nouns):
            return None  # `put this figure at 7,000`
        for noun in nouns:
            if noun.i < span.start and (noun.tag_ == "NNS" or noun.lower_ in _F.collectives):
                whom = noun_after_of(noun.doc, noun.i + 1) if noun.lower_ == "strength" else noun
                return whom if whom is not None and whom.pos_ == "NOUN" else None
    return None


def _in_change(span: Span) -> Token | None:
    """The plural noun or collective of which a noun says that it changes from or to a number."""
    change = next((t for t in span.root.ancestors if t.pos_ in (*NOMINAL, "VERB")), None)
    if change is None or change.lemma_ not in _F.changes or change.i > span.start:
        return None
    of = next((t for t in change.rights if t.lower_ == "of" and t.i < span.start), None)
    noun = noun_after_of(of.doc, of.i) if of is not None else None
    return noun if noun is not None and (noun.tag_ == "NNS" or noun.lower_ in _F.collectives) else None
