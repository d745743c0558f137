"""The years that dates do not say, from the report's date and the dates around (`On 6 March`).

An anchor is a date with its year: one in the same sentence, else the frame that an earlier sentence of the paragraph
set at its head (`In 2019, …`), else the report's own date, before which what happened lies.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sgreports.knowledge.statements.quantities import calendar
from sgreports.model.dates import UNKNOWN_YEAR, Point, parse_edtf, with_year
from sgreports.model.report import Report
from sgreports.names.candidate import Candidate
from sgreports.names.dates.dates import DateExpression, date_candidate
from sgreports.parsing.tokens import Token
from sgreports.parsing.unit import Unit

_C = calendar()
_SYMBOL_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_OPENING = re.compile(r"^\W*(?:[\w-]+\s++){0,4}(?:the\s++)?$")

_DEADLINE = re.compile(r"\b(?:by|until|before|from|on)\s++(?:the\s++)?$", re.IGNORECASE)
FAR_MONTHS = 8  # months: under a verb in the present tense, a month this far back means the next such month
_TO_BE = re.compile(
    r"\bto (?:be \w+|take place|begin|start|commence|end|open|conclude|convene)(?: \w+)?"
    r" (?:on|in|by|from|until|before) (?:the )?$"
)
_SINCE = re.compile(r"\b(?:since|after)\s++(?:the\s++)?$", re.IGNORECASE)
_LIST = re.compile(r"(?:,| and|, and)\s")
_YEARLY = re.compile(r"\b(?:annually|every year|each year)\b[^.;,]{0,30}$")
_YEARLY_AFTER = re.compile(r"\s(?:(?:of|in)\s)?(?:every|each)\syear\b|\sannually\b")
_SYMBOL_BEFORE = re.compile(
    r"(?:\b[SE]/((?:19|20)\d\d)/\d[\w./]*+|\(((?:19|20)\d\d)\))\)?,?\s(?:of|dated)\s(?:the\s)?$"
)
_SYMBOL_AFTER = re.compile(r",?\s\([SE]/((?:19|20)\d\d)/\d[\w./]*+[),]")
_CLOSE = 30  # characters: a year further behind belongs to something else


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A date with its year; months counted from year 0. `back`: how many months before it a date may lie."""

    months: int | None
    year: int
    back: int


def complete_dates(units: Sequence[Unit], found: list[list[Candidate]]) -> list[list[Candidate]]:
    """The candidates, with the missing years supplied; a date whose year cannot be resolved has no entity but an
    issue."""
    return [_complete(unit, candidates) for unit, candidates in zip(units, found, strict=True)]


def _complete(unit: Unit, candidates: list[Candidate]) -> list[Candidate]:
    if not any(_lacks_year(c) for c in candidates):
        return candidates
    out: dict[int, Candidate] = {}
    for i, c in sorted(enumerate(candidates), key=lambda x: x[1].start):
        out[i] = c if not _lacks_year(c) else _with_supplied_year(
            unit, c, [*out.values(), *(o for o in candidates if o.label == "YEAR" and o.start > c.start)]
        )  # fmt: skip
    return [out[i] for i in range(len(candidates))]


def _lacks_year(c: Candidate) -> bool:
    return c.label == "YEAR" and UNKNOWN_YEAR in (c.entity or "")


def _with_supplied_year(unit: Unit, c: Candidate, others: Sequence[Candidate]) -> Candidate:
    if _is_yearly(unit.text, c):
        return c
    first, last = parse_edtf(c.entity or "")
    year = _year(unit, c, (first, last), others)
    if year is None:
        return replace(
            c, entity=None, score=0.5, issue="the year is missing, and the report has no date to take it from"
        )
    start, end = with_year(first, last, year)
    return date_candidate(DateExpression(c.start, c.end, start, end), "date-year-supplied", 0.93)


def _is_yearly(text: str, c: Candidate) -> bool:
    """A date of every year (GUIDELINES, 1.3): `is marked annually on 1 October`."""
    return bool(_YEARLY.search(text, max(0, c.start - 60), c.start) or _YEARLY_AFTER.match(text, c.end))


def _year(unit: Unit, c: Candidate, said: tuple[Point, Point | None], others: Sequence[Candidate]) -> int | None:
    first, last = said
    if (listed := _year_in_list(unit, c, first, others)) is not None:
        return listed
    if (cited := _year_of_symbol(unit.text, c)) is not None:
        return cited
    issued = report_date(unit.report)
    tense = _tense(unit, c)
    if tense == "now" and not _far_back(unit.report, first, issued):
        tense = ""
    anchor = _neighbour_anchor(unit, c, others, tense) or (None if tense and issued else _frame_anchor(unit, c, others))
    if anchor and tense == "future" and issued and anchor.year < issued.year:
        anchor = None
    if (
        anchor
        and (year := _year_near(first, anchor))
        and (tense or issued is None or not _is_after(first, year, issued))
    ):
        return year
    if issued is None:
        return anchor.year if anchor else None
    if tense:
        back = {"future": 1, "either": 6, "present": 10, "now": FAR_MONTHS - 1}[tense]
        return _year_near(first, _Anchor(issued.year * 12 + issued.month, issued.year, back))
    return _last_year(last or first, first, issued)


def _year_in_list(unit: Unit, c: Candidate, first: Point, others: Sequence[Candidate]) -> int | None:
    """The year of the date before in a list that goes on in the calendar (`30 June, 31 August and 15 October`)."""
    before = next((o for o in reversed(others) if o.label == "YEAR" and o.end <= c.start), None)
    if (
        before is None
        or not _LIST.fullmatch(unit.text, before.end, c.start)
        or UNKNOWN_YEAR in (before.entity or UNKNOWN_YEAR)
    ):
        return None
    start, end = parse_edtf(before.entity or "")
    last = end or start
    rises = last.month is not None and (first.month or 0, first.day or 0) > (last.month, last.day or 0)
    return last.year if rises and (first.day is None) == (last.day is None) else None


def _year_of_symbol(text: str, c: Candidate) -> int | None:
    """The year in the symbol of the text that is dated: `S/1994/555 of 9 May`, `my report of 9 May (S/1994/555)`."""
    found = _SYMBOL_BEFORE.search(text, max(0, c.start - 40), c.start) or _SYMBOL_AFTER.match(text, c.end)
    return int(next(filter(None, found.groups()))) if found else None


def _last_year(end: Point, first: Point, issued: datetime.date) -> int:
    """The last year in which the date, a range's end too, lay before the report."""
    wraps = (end.month or 1) < (first.month or 1)
    month = end.month or first.month or 1
    return issued.year - wraps - _is_after(Point(None, month, end.day), issued.year, issued)


def _far_back(report: Report, first: Point, issued: datetime.date | None) -> bool:
    """Whether the date lies `FAR_MONTHS` months or more before the report and before what the report covers.

    Under a verb of the present (`elections are approaching in October`) the next one is meant then.
    """
    if issued is None or first.month is None:
        return False
    past = issued.year - _is_after(first, issued.year, issued)
    started = report.masthead.period_start
    covered = started is not None and (started.year, started.month) <= (past, first.month)
    return not covered and (issued.year - past) * 12 + issued.month - first.month >= FAR_MONTHS


def report_date(report: Report) -> datetime.date | None:
    """The date before which reported events lie: the masthead's, the period's end, the end of the symbol's year."""
    head = report.masthead
    if head.date or head.period_end:
        return head.date or head.period_end
    match = _SYMBOL_YEAR.search(f"/{report.document}/")
    return datetime.date(int(match[1]), 12, 31) if match else None


def _is_after(first: Point, year: int, issued: datetime.date) -> bool:
    return (year, first.month or 1, first.day or 1) > (issued.year, issued.month, issued.day)


def _year_near(first: Point, anchor: _Anchor) -> int:
    """The year that puts the month in the twelve months from `back` months before the anchor."""
    if anchor.months is None:
        return anchor.year
    low = anchor.months - anchor.back
    month = first.month or 1
    return (low - month + 11) // 12


def _anchor(c: Candidate, back: int) -> _Anchor | None:
    if not c.entity or UNKNOWN_YEAR in c.entity or c.label != "YEAR":
        return None
    first, last = parse_edtf(c.entity)
    point = last or first
    if point.decade or point.year is None or (last and point.month is None):
        return None
    return _Anchor(point.year * 12 + point.month if point.month else None, point.year, back)


def _neighbour_anchor(unit: Unit, c: Candidate, others: Iterable[Candidate], tense: str) -> _Anchor | None:
    """The nearest date of the sentence, before this one or close behind it, that says month and year.

    What follows a date in the text mostly lies after it: at most three months before an anchor that stands before it.
    What is told by the way of years before is none: `five of those who raided it in May 2041 were held on 9 November`.
    """
    back = 6 if tense in ("either", "future") else 3
    sent = unit.parse.sentence_at(c.start)
    end = min(sent.end_char, c.end + _CLOSE)
    near = [o for o in others if sent.start_char <= o.start < end and o.rule == "date"]
    ranked = sorted(near, key=lambda o: abs(o.start - c.start))
    last = issued.year - 1 if (issued := report_date(unit.report)) else 0
    anchors = [(o, a) for o in ranked if (a := _anchor(o, back if o.start < c.start else 6)) and a.months is not None]
    return next((a for o, a in anchors if o.start > c.start or a.year >= last or _opens_its_sentence(unit, o)), None)


def _frame_anchor(unit: Unit, c: Candidate, others: Iterable[Candidate]) -> _Anchor | None:
    """The last date with its year at the head of this sentence or of one before it in the paragraph."""
    anchors = [a for o in others if o.start < c.start and _opens_its_sentence(unit, o) and (a := _anchor(o, 3))]
    return anchors[-1] if anchors else None


def _opens_its_sentence(unit: Unit, c: Candidate) -> bool:
    return _OPENING.match(unit.text[unit.parse.sentence_at(c.start).start_char : c.start]) is not None


def _tense(unit: Unit, c: Candidate) -> str:
    """`future` where the verb over the date is (`will be held on 5 May`), `either` under `would`, nothing for the past.

    `present` is a verb of the present with a deadline (`lasts until May`), `now` without one.
    """
    span = unit.parse.char_span(c.start, c.end)
    if span is None or _SINCE.search(unit.text, max(0, c.start - 16), c.start):
        return ""
    if _TO_BE.search(unit.text, max(0, c.start - 50), c.start):
        return "now"
    deadline = _DEADLINE.search(unit.text, max(0, c.start - 16), c.start)
    for token in (span.root, *span.root.ancestors):
        if token.pos_ in ("VERB", "AUX") and (tense := _verb_tense(token)):
            return tense
        if _is_present_tense(token) or (token.tag_ == "VB" and deadline):
            return "present" if deadline and token.tag_ in ("VBZ", "VBP") else "now"
        if token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBN") and token.dep_ != "xcomp":
            return ""
    return ""


def _is_present_tense(verb: Token) -> bool:
    """A finite verb of the present, alone or as an auxiliary: `faces`, `is facing`, `are held`; no perfect."""
    auxiliaries = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"has", "have", "had", "was", "were"}:
        return False
    return verb.tag_ in ("VBZ", "VBP") or bool(auxiliaries & {"is", "are", "be", "to"})


def _verb_tense(verb: Token) -> str:
    auxiliaries = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if auxiliaries & set(_C.future_auxiliaries) or verb.lower_ in _C.future_auxiliaries:
        return "future"
    if verb.lemma_ in _C.future_verbs and auxiliaries & {"is", "are"}:
        return "future"
    if "would" in auxiliaries or verb.lemma_ in _C.future_verbs or any(t.lower_ == "due" for t in verb.children):
        return "either"
    return ""
