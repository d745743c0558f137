"""Whether digits or a month's name are a date in context: names, citations and quantities use the same characters."""

import re
from functools import lru_cache

from sgreports.knowledge.data_files import any_of
from sgreports.knowledge.statements.quantities import calendar, quantities

_C, _Q = calendar(), quantities()
_NAME_AFTER = re.compile(rf"\s++(?:[A-Z][\w’'-]+\s++){{0,2}}(?:{any_of(_C.names_after_year)})\b")
_NAME_BEFORE = re.compile(rf"\b(?:{any_of(_C.names_before_year)})[\s,-]*$")
_TITLE_BEFORE = re.compile(r"(?:[\w,’”] |[“\"])[A-Z][a-z]{2,}\s$")
_MONTH_BEFORE = re.compile(rf"\b(?:{any_of((*_C.months, *_C.seasons))})\s$")
_NUMBERED = re.compile(
    r"(?:\b(?:vol\.|vols\.|Vol\.|resolutions?|decisions?|Resolutions?|Decisions?|Nos?\.|nos?\.|article|articles|Act|Law|Decree|law|decree|rule"
    r"|paragraphs?|document|documents|symbol)(?:\s++\d[\w/]*(?:\s*+\(\w+\))?\s*+(?:,|and|,\s++and|or))*\s*+$)"
)
CITED = r"(?<!\d)(?<!from )(?<!\(\d{4}\) to )\d++\s*+[A-Z]?\s*+\("
"""A resolution's number before its year: `1325 (2000)`, not `from 30 (2010) to 20 (2011)`."""
_CITED_YEAR = re.compile(f"{CITED}$")
_QUANTITY_BEFORE = re.compile(
    r"\b(?:some|nearly|more than|at least|up to|almost|total of|fewer than|less than|as many as|over)\s++$",
    re.IGNORECASE,
)
_PLURAL_AFTER = re.compile(r"\s++(?:[a-z-]+\s++)?(?:[a-z]+(?:s|men|people|children|women|personnel|staff)|people)\b")
_MEASURED_AFTER = re.compile(
    rf"\s*+(?:per\s++cent|%|(?:{any_of((*_Q.measures.names, *_Q.scales, *_Q.currency_words))})\b)"
)
_HOURS = re.compile(r"\s*+(?:hours|hrs|h)\b")
_CLOCK = r"(?:[01]\d|2[0-4])[0-5]\d"
_SPAN_OF_HOURS = re.compile(
    rf"(?<![\w,./])(?!(?:1[89]|20)\d\d\s?.\s?(?:1[89]|20))({_CLOCK})\s?[-–—]\s?({_CLOCK})(?![\w/]|[,.]\d)"
)
_DATED_MONTH = re.compile(rf"\s?[-–—/]\s?(?:{any_of(_C.months)})\s(?:19|20)\d\d")
_THE = re.compile(r"\b[Tt]he\s$")
_NOUN_AFTER = re.compile(r"\s[a-z]{4,}")  # `the March violence`
_LEADS = re.compile(rf"(?:\b(?i:{any_of(_C.month_leads)})\s++(?:the\s++month\s++of\s++)?|-)$")


def is_within_name(text: str, start: int, end: int) -> bool:
    """Whether the year belongs to a name or a citation: `2030 Agenda`, `Agenda 2063`, `1325 (2000)`, `Law 2020`."""
    before = text[max(0, start - 120) : start]
    cited = _CITED_YEAR.search(before) and text[end : end + 1] == ")"
    number = re.match(r"\s*+\(\d{4}\)", text[end : end + 10])
    if _TITLE_BEFORE.search(before) and not _MONTH_BEFORE.search(before):
        return True
    return bool(
        cited or number or _NAME_AFTER.match(text, end) or _NAME_BEFORE.search(before) or _NUMBERED.search(before)
    )


@lru_cache(maxsize=1024)
def spans_of_hours(text: str) -> tuple[tuple[int, int], ...]:
    """`0800–1730`, or `2150–1027` past midnight; where a text has one, also those that alone could be numbers."""
    found = tuple(_SPAN_OF_HOURS.finditer(text))
    sure = any("0" in (m[1][0], m[2][0]) or m[1] > m[2] for m in found)
    return tuple(m.span() for m in found) if sure else ()


def is_number_here(text: str, start: int, end: int) -> bool:
    """Whether four digits count instead, or are an hour: `some 2000 troops`, `2000 tons`, `2000 hours`, `2000–0430`."""
    if _MEASURED_AFTER.match(text, end) or _HOURS.match(text, end):
        return True
    if any(first <= start < last for first, last in spans_of_hours(text)):
        return True
    return bool(_QUANTITY_BEFORE.search(text, max(0, start - 20), start) and _PLURAL_AFTER.match(text, end))


def is_month_alone(text: str, start: int, end: int) -> bool:
    """Whether a month's name without day and year is one: `May` and `March` are other words too."""
    if _DATED_MONTH.match(text, end):
        return True
    if text[start:end] not in _C.ambiguous_months:
        return not re.match(r"\s++[A-Z][a-z]+", text[end : end + 20]) or bool(
            _LEADS.search(text[max(0, start - 40) : start])
        )
    named = _THE.search(text, max(0, start - 4), start) and _NOUN_AFTER.match(text, end)
    return bool(named or _LEADS.search(text[max(0, start - 40) : start]))
