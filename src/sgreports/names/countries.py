"""COUNTRY mentions: the closed list of names and demonyms, scanned in one pass, and what makes one of them none."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sgreports.knowledge.data_files import any_of
from sgreports.knowledge.names.countries import Context, CountryName, Where, country_context, country_names
from sgreports.knowledge.names.entities import by_names
from sgreports.model.report import Report
from sgreports.names.candidate import Candidate
from sgreports.names.lexical.name_trie import NameMatch, TrieNode, build_trie, find_names
from sgreports.parsing.unit import Unit

SURE = 0.98
RESOLVED_BY_CONTEXT = 0.85
UNRESOLVED = 0.6
BLOCKING = 0.99
JOINED = r",\s++and\s++|,\s++|\s++and\s++|\s++or\s++"
AND = rf"(?:{JOINED}|\s*+/\s*+)"
LIST = rf"(?:[A-Z]\w+{AND})*"
COUNTED = rf"(?:{AND}(?:\d+\s)?[A-Z]\w+)*{AND}(?:\d+\s)?"  # between peoples of a list: `6 Ashkali, 9 Croat and 2 Turk`
ALSO = rf"(?:(?:{JOINED})[A-Z]\w+)*+"
LIST_END = ALSO + r"\s*+"
CLAUSE_GOES_ON = r"(?:$|[,.;:)\]\"”]|(?:and|or|with|at|to|as|for|by|on|is|are|was|were|which|that|only|but|from|the)\b)"
SURNAME = re.compile(
    r"\s++(?:[A-Z]\.\s++)?[A-ZÀ-Þ][\w'’-]+(?:\s++[A-ZÀ-Þ][\w'’-]+)?(?=\s*+(?:[,.;)]|$)|\s++(?:as|who)\b)"
)
APPOSITION = re.compile(r"\b[A-Z]\w+(?:\s++(?:for|of|to|in|the|and|[A-Z]\w+))*\s*+[,(]\s*+$")


@by_names(2)
def country_forms(small: bool) -> TrieNode[CountryName | Context]:
    """All country names and demonyms, and the longer names that hold one; in lower case if needed."""
    names: list[tuple[str, CountryName | Context]] = [(form.name, form) for form in country_names()]
    names += [(context.words, context) for context in country_context() if context.where == "name"]
    return build_trie((name.lower() if small else name, value) for name, value in names)


def find_countries(unit: Unit) -> Iterator[Candidate]:
    """The States and territories named in the paragraph, and blocking candidates for names that are none."""
    for match in find_names(unit.text, country_forms(False)):
        if any(isinstance(value, Context) for value in match.values):
            yield blocking_candidate(match.start, match.end)
        else:
            yield from country_candidates(unit, valid_match(match, report_year(unit.report)))


def valid_match(match: NameMatch[CountryName | Context], year: int | None) -> NameMatch[CountryName]:
    """The match with the readings that hold in the report's year only."""
    values = (value for value in match.values if isinstance(value, CountryName))
    return NameMatch(match.start, match.end, tuple(value for value in values if value.valid(year)))


def report_year(report: Report) -> int | None:
    return report.masthead.date.year if report.masthead.date else None


def country_candidates(unit: Unit, match: NameMatch[CountryName]) -> Iterator[Candidate]:
    """The mention of a name, or what stands in its way."""
    if not match.values:
        return
    if place := enclosing_place(unit.text, match):
        yield blocking_candidate(*place)
    elif any(test(unit.text, match) for test in (is_person, is_language, is_community)):
        yield blocking_candidate(match.start, match.end)
    else:
        yield country_mention(unit, match)


def blocking_candidate(start: int, end: int) -> Candidate:
    return Candidate(None, start, end, "country-block", score=BLOCKING)


def country_mention(unit: Unit, match: NameMatch[CountryName]) -> Candidate:
    """The mention with its code: the only one, or the one that the paragraph, then the report, names most."""
    codes = list(dict.fromkeys(value.iso3 for value in match.values))
    form = match.values[0].form
    rule = f"country-{form}"
    if len(codes) == 1:
        return Candidate("COUNTRY", match.start, match.end, rule, codes[0], form=form, score=SURE)
    code = most_named_code(codes, unit)
    issue = (
        None
        if code
        else f"ambiguous: it may be any of {', '.join(codes)}, and the report names none of them more often"
    )
    score = RESOLVED_BY_CONTEXT if code else UNRESOLVED
    return Candidate("COUNTRY", match.start, match.end, rule, code, form=form, score=score, issue=issue)


def most_named_code(codes: Sequence[str], unit: Unit) -> str | None:
    """The one of `codes` that the paragraph names, else the one that the report names far more than the others."""
    here = Counter(named_codes(unit.text)) & Counter(dict.fromkeys(codes, 1))
    if len(here) == 1:
        return next(iter(here))
    counts = report_codes(ReportKey(unit.report))
    ranked = sorted(codes, key=lambda code: -counts[code])
    return ranked[0] if counts[ranked[0]] > 2 * counts[ranked[1]] else None


@dataclass(frozen=True, eq=False)
class ReportKey:
    """A report as a key of a cache: the same object, not an equal one (hashing a whole report is slow)."""

    report: Report

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReportKey) and other.report is self.report

    def __hash__(self) -> int:
        return id(self.report)


@by_names()
def report_codes(key: ReportKey) -> Counter[str]:
    """How often the report's title and paragraphs name each State by a name of it alone."""
    title = key.report.masthead.title or ""
    return Counter(code for text in (title, *(p.text for p in key.report.paragraphs)) for code in named_codes(text))


def named_states(text: str, small: bool = False) -> Iterator[NameMatch[CountryName]]:
    """Where the text names one State, not within a longer name; `small`: in lower case."""
    last = 0
    for match in sorted(find_names(text, country_forms(small)), key=lambda match: (match.start, -match.end)):
        if match.start >= last:
            last = match.end
            names = tuple(value for value in match.values if isinstance(value, CountryName))
            if len({name.iso3 for name in names}) == 1:
                yield NameMatch(match.start, match.end, names[:1])


def named_codes(text: str) -> Iterator[str]:
    """The codes of these names."""
    return (match.values[0].iso3 for match in named_states(text))


@lru_cache(maxsize=8)
def context_words(where: Where) -> tuple[str, ...]:
    return tuple(context.words for context in country_context() if context.where == where)


@lru_cache(maxsize=8)
def one_of(where: Where) -> str:
    return any_of(context_words(where))


@lru_cache(maxsize=8)
def context_pattern(name: str) -> re.Pattern[str]:
    """The expression for the context of a name, by what the context shows."""
    return re.compile({
        "before": rf"\b(?:{one_of('before')})\s++$",
        "after": rf"\s++(?:{one_of('after')})\b",
        "title": rf"\b(?:{one_of('title')})\.?\s++(?:[A-Z][\w.'’-]*\s++){{0,2}}$",
        "title-next": rf"\b(?:{one_of('title')})\.?\s++$",
        "ethnic": rf"\b(?:{one_of('ethnic-before')})\s++$|\b(?:{one_of('ethnic-beside')}){COUNTED}$",
        "ethnic-after": rf"s?{AND}(?:{one_of('ethnic-beside')})\b",
        "language-after": rf"{ALSO}[\s-]*+(?:{one_of('language-after')})\b",
        "language-as": rf"{ALSO}\s++as\s++(?:the\s++|an?\s++)?(?:\w+\s++){{1,3}}(?:{one_of('language-as')})\b",
        "language-before": rf"\b(?:{one_of('language-before')})\s++(?:both\s++)?{LIST}$",
        "language-ends": LIST_END + CLAUSE_GOES_ON,
    }[name])  # fmt: skip


def enclosing_place(text: str, match: NameMatch[CountryName]) -> tuple[int, int] | None:
    """The range of the city, street or water that the name is a part of."""
    before = context_pattern("before").search(text[max(0, match.start - 20) : match.start])
    after = context_pattern("after").match(text, match.end)
    if not before and not after:
        return None
    return match.start - (len(before[0]) if before else 0), after.end() if after else match.end


def is_person(text: str, match: NameMatch[CountryName]) -> bool:
    """Whether the name is a person's: after `Mr.` and the like, or a known given name in apposition to a title."""
    before = text[max(0, match.start - 60) : match.start]
    if match.values[0].form == "demonym":
        return bool(context_pattern("title-next").search(before))
    if context_pattern("title").search(before):
        return True
    given = text[match.start : match.end] in context_words("person") and SURNAME.match(text, match.end)
    return bool(given and APPOSITION.search(before))


def is_language(text: str, match: NameMatch[CountryName]) -> bool:
    """Whether the word is a language's name: `the French language`, `in English and French.`"""
    if not any(value.language for value in match.values):
        return False
    if context_pattern("language-after").match(text, match.end) or context_pattern("language-as").match(
        text, match.end
    ):
        return True
    if _among_languages(text, match) or _is_bare_language(text, match):
        return True
    before = context_pattern("language-before").search(text[max(0, match.start - 80) : match.start])
    return bool(before and context_pattern("language-ends").match(text, match.end))


_LANGUAGES = "(?:English|Arabic|Tetum|Kinyarwanda|Swahili|Kiswahili)"  # which name no people
_LANGUAGES_BEFORE = re.compile(rf"\b{_LANGUAGES}{AND}(?:[A-Z]\w+{AND})*$")
_LANGUAGES_AFTER = re.compile(rf"{AND}(?:[A-Z]\w+{AND})*{_LANGUAGES}\b(?! [a-z]+s\b)")
_ARTICLE_BEFORE = re.compile(r"\b(?:the|a|an|some|many|of|two|three|\d+)\s$", re.IGNORECASE)
_NO_NOUN_AFTER = re.compile(
    r"\s*+(?:[.,;:)]|$)|\s(?:and|or)\s(?![A-Z]\w+\s[a-z])|\s(?:in|to|for|is|was|are|were|as|at|by|on|would|will|taught|spoken)\b"
)


def _among_languages(text: str, match: NameMatch[CountryName]) -> bool:
    """In one list with English or the like: `in addition to English, French and Russian`."""
    before = _LANGUAGES_BEFORE.search(text[max(0, match.start - 60) : match.start])
    return bool(before or _LANGUAGES_AFTER.match(text, match.end))


def _is_bare_language(text: str, match: NameMatch[CountryName]) -> bool:
    """Without article and noun where languages are spoken of: `nor is Serbian taught in the language school`."""
    around = text[max(0, match.start - 90) : match.end + 60]
    if "language" not in around or _ARTICLE_BEFORE.search(text[max(0, match.start - 6) : match.start]):
        return False
    return _NO_NOUN_AFTER.match(text, match.end) is not None


def is_community(text: str, match: NameMatch[CountryName]) -> bool:
    """Whether a demonym names a community inside another State, or a church: `Kosovo Albanians`, `Ashkali, Egyptian and
    Roma`, `a Serbian Orthodox priest`."""
    before = text[max(0, match.start - 80) : match.start]
    if match.values[0].form != "demonym":
        return False
    beside = context_pattern("ethnic").search(before) or context_pattern("ethnic-after").match(text, match.end)
    return bool(beside) or before.endswith("Serb/") or text.startswith(" Orthodox", match.end)
