"""What a number without a noun counts, from the numbers before it: the total, not a nearer subset.

In `1,300 residents were injured, including 40 women and 210 children. Of that total, 900 …` the 900 are residents.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from sgreports.counting.unit.spans import CountedUnit, QuantitySpan, with_units
from sgreports.knowledge.statements.quantities import quantities
from sgreports.parsing.tokens import Parse, Span
from sgreports.sentence.comparison import BEFORE_EARLIER
from sgreports.sentence.totals import subset_start

NEAREST = 40
"""Earlier numbers that are asked for their unit, at most."""
_F = quantities().frames
_STRENGTH = re.compile(r"\b(strength|ceiling|size|capacity)\b[^.;,]{0,60}\s(?:is|was|stands at|stood at)\s$")
_DASH = re.compile(r" [-–—] ")
_WHOM_AFTER = re.compile(r" of (?:them|whom|which)\b")
_WITHIN = re.compile(r" in (?:the|this|that|each|every) ([a-z]+)")  # `eight in the case against him`: no cases


def unit_from_earlier(doc: Parse, span: Span, before: Sequence[QuantitySpan]) -> CountedUnit | None:
    """The unit of an earlier number; else, in `projects, six of which`, the antecedent of `which`."""
    text, sent = doc.text, doc.sentence_at(span.start_char)
    parts = _WHOM_AFTER.match(text, span.end_char) is not None
    if parts and not any(p.start >= sent.start_char for p in with_units(before)):
        whose = next(
            (t for t in reversed(doc.span(sent.start, span.start)) if t.tag_ == "NNS" and t.text.islower()), None
        )
        if whose is not None:
            return CountedUnit.of(whose, "antecedent")
    known = islice((p for p in with_units(before) if p.kind in ("cardinal", "ratio")), NEAREST)
    earlier = (p for p in known if (not is_aside(doc, p, span) if parts else can_supply_unit(doc, p, span)))
    last = next(earlier, None)
    within = _WITHIN.match(text, span.end_char)
    if within and last is not None and same_noun(last.unit, within[1]):
        last = next((p for p in earlier if not same_noun(p.unit, within[1])), last)
    return last.again("earlier") if last is not None else None


def same_noun(unit: str, word: str) -> bool:
    """Whether a unit is the word, in the singular or the plural."""
    return unit.rstrip("s") == word.rstrip("s")


def compared_unit(doc: Parse, span: Span, before: Sequence[QuantitySpan]) -> CountedUnit | None:
    """The last unit for `(up from 52)`; `strength` for `the strength of the force is 1,000`; None elsewhere."""
    _, left = doc.words_before(span.start_char)
    if BEFORE_EARLIER.search(left):
        return next((p.again("compared") for p in with_units(before)), CountedUnit("", "compared"))
    total = _STRENGTH.search(left)
    if total is None:
        return None
    return CountedUnit(total[1], "level") if total[1] == "strength" else CountedUnit("", "compared")


def can_supply_unit(doc: Parse, place: QuantitySpan, span: Span) -> bool:
    """Whether a later number may take its unit from this one: not from a part in brackets or after `including`."""
    if is_aside(doc, place, span):
        return False
    opened = subset_start(doc, place.start)
    return opened is None or (opened == subset_start(doc, span.start_char) and _continues_parts(doc, span))


def is_aside(doc: Parse, place: QuantitySpan, span: Span) -> bool:
    """Whether a number stands in brackets, or between dashes, that are closed before a later one: `8 farmers – 4 men
    and 4 women – and 12 others`."""
    start, dashes = doc.sentence_at(span.start_char).start_char, _dashes(doc.text)
    opened, closed = (bisect_right(dashes, at) - bisect_right(dashes, start) for at in (place.start, span.start_char))
    between_dashes = place.start >= start and opened % 2 == 1 and closed % 2 == 0
    return between_dashes or (in_brackets(doc.text, place.start) and not in_brackets(doc.text, span.start_char))


@lru_cache(maxsize=4)
def _dashes(text: str) -> list[int]:
    """Where the dashes between blanks end."""
    return [found.end() for found in _DASH.finditer(text)]


def in_brackets(text: str, at: int) -> bool:
    """Whether a bracket that opens before a place is not closed before it."""
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def _continues_parts(doc: Parse, span: Span) -> bool:
    """Whether a number continues a list of parts, not the total: `and two in Herat`, no `, and two others`."""
    before = doc.span(max(0, span.start - 2), span.start)
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    return before.text != ", and" and after not in (*_F.elliptical, *_F.harmed)
