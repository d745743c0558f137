"""Numbers that count nothing: identifiers, symbols, times, durations, ages, multipliers, fractions, pronouns."""

import re
from functools import lru_cache

from sgreports.knowledge.data_files import any_of
from sgreports.knowledge.statements.quantities import quantities
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class
from sgreports.names.dates.dates import date_expressions
from sgreports.names.dates.not_dates import CITED, is_number_here, spans_of_hours
from sgreports.names.lexical.numbers import FIGURES, NUMBER, SPACED
from sgreports.parsing.tokens import Parse, Token

_Q = quantities()
_LISTED = r"\d[\w.]*+(?:\s*+\(\w+\))*"
_IDENTIFIED = re.compile(
    rf"(?<![\w-])(?P<noun>{any_of(_Q.identifiers.nouns)})(?P<plural>s|es)?\.?\s++(?:[A-Z]{{1,2}}-?)?"
    rf"(?P<first>{_LISTED})(?P<rest>(?:\s*+(?:,\s*+and|,|\band\b|\bor\b|\bto\b|[-–])\s*+{_LISTED}(?!\s*+(?:per|%)))*)"
)
_COUNT_AFTER = re.compile(r",\d{3}|\s++[a-z]+(?:s|men|children|people)\b")
_TO_TEN = any_of(word for word, number in _Q.words.items() if 0 < number <= 10)
_IDENTIFIED_WORD = re.compile(
    rf"\b(?i:{any_of(_Q.identifiers.in_words)})s?\s++(?i:{_TO_TEN})\b"
    rf"(?:(?:,|\s++and|\s++to|\s++or)\s++(?i:{_TO_TEN})\b)*"
)
_NAMES = re.compile(rf"\b(?:{any_of(_Q.identifiers.names)})")
_CODES = re.compile(
    r"(?=[\d(\[A-Z]|https?:|www\.|pa|art)(?:"  # possible first characters, tested first for speed
    r"(?<![\d.,$€£])(?<![$€£]\s)\d{6,}+(?![.,]*+\d)"  # a code, or a symbol that a scan misread
    r"|\(\[?\d{5,}(?=[\]\),;: ])"
    r"|\b\d+\s?[A-Z]?\s?[(\[]{1,2}\d{5}\b"  # 653 (19901, as a scan has 653 (1990)
    r"|(?<=\b[A-Z]\s)\(\d+\)|(?<=[a-z]\.\s)\[\d+[\]\),]"  # decision C (71)
    r"|\b(?:pars|pats|paraa|para|paras|arts?)\s?[.,]\s?\[?\d+(?:\s\([a-z]\))?(?:(?:\s?[-–]\s?|,\s|\sand\s|,\sand\s)\d+(?!\s[a-z]))*"
    r"|\b\d+(?:\s\(\w\))?(?=,\s(?:paras?|sect|subparas?)\.)"  # (arts. 4 and 12, para. 5)
    r"|\b(?:[IVX]+\s)?[IVX]+(?:\s[A-Z])?\s\d{1,2}(?:,\s\d{1,2})*(?:\sand\s\d{1,2})?(?!\s[a-z-]+s\b|[\d,.]\d)"
    r"|\b\d+-(?=\s(?:and|or|to)\s)|\b\d+\s?kV\b"  # before: sect. V 3; here: 10- and 20-kilometre
    r"|https?://\S+|www\.\S+"
    r"|\b[A-Z][A-Za-z]*[./][\w.()/*-]*\d[\w.()/-]*"  # document symbols
    r"|\b\d+\s?/\s?\d+(?:\s?/\s?\d+)*(?:\s[A-Z]\b)?"  # 52/211 B
    rf"|\b{CITED}(?:\d{{4}}|[XVILCM]+|[IVX]+-\w+)\)"  # 1325 (2000), 57 (I)
    r"|\b(?:[A-Z]+-\d+|\d+-[A-Z]+)\b|\b[A-Z]+\d+\b|\b\d+[A-Z]+\b"  # P-5, M23
    r"|(?<=[“\"])\d+(?=[”\"])"  # the “114” project
    r"|\b\d\d-\d{5}\b"  # job numbers
    r"|\b\d{1,2}[.:]\d\d\s*+(?:a\.m|p\.m|hours|hrs|h\b)|\b\d{1,2}:\d\d\b|\b\d{1,2}\s*+(?:a\.m|p\.m)"  # clock times
    r"|\b[0-2]\d[0-5]\d(?:\s*+(?:to|and|-|–)\s*+[0-2]\d[0-5]\d)?\s*+(?:hours|hrs|h)\b"
    r"|(?<!\d)\d++(?:\.\d++)?\s*+[°º]\S*|\b\d+(?:\.\d+)?\s++degrees?\b"
    r"|\b[A-Z]\w*\s\d\.0\b(?!\s(?:per|%|[mb]illion|to)|\d)"  # a version: Industry 4.0
    r"|\b[A-Z]\w+\s(?:\d\d?(?=\s[-–—]\s[A-Z]{3})|[-–—]\s(?:One|Two|Three|Four)(?=\s\([A-Z]))"  # Function 2 - POLICY
    r"|\b\d+(?:st|nd|rd|th)\b|\b\d+(?:\.\d+){2,}"
    r"|\b\d+\s?[-‑]\s?(?:mm|cm|inch|km|metre|millimetre)\b"
    r")"
)
_UNSURE = re.compile(rf"(?<![\d.,]){SPACED}[ ,]?\d[\d.,]*+(?: \d[\d.,]*+)*+")  # not one number: 212 963 1234
_ENUMERATOR = re.compile(
    r"(?:^|[.,;:–—]\s++|\b(?:and|or|to|by|of|as|for|that|are|were|includes?|including)\s++)\(\d{1,2}\)(?!\s*+[,.;])"
    rf"|(?:^|[.;:]\s++)\d{{1,2}}(?:\)|\.\d{{1,2}}\s(?!(?i:{any_of(_Q.scales)})\b)(?=[A-Z][a-z]))"
    r"|^\d{1,3}\.\s(?=[A-Z])|[“\"]\s?\d{1,2}\s?[.,](?=\s)"
)
_DURATION = re.compile(
    rf"(?:\s*+(?:,|\band\b|\bor\b|\bto\b|,\s*+and|-|–)\s*+(?>(?i:{NUMBER}))){{0,12}}+(?:\s++and\s++a\s++half)?(?:[\s-]++(?:{any_of(_Q.time.between)}))*[\s-]++(?i:{any_of(_Q.time.nouns)})\b"
)
_AGE_BEFORE = re.compile(
    rf"\b(?:{any_of(_Q.age.before)})\s++(?:(?:between|from|under|over|up\s++to|below)\s++)?(?:(?i:{NUMBER})\s*+(?:-|–|to|and|or)\s*+)*$",
    re.IGNORECASE,
)
_LIMIT = re.compile(rf"\b(?:{any_of(_Q.age.limits)})\s++(?:(?i:{NUMBER})\s*+(?:-|–|to|and|or)\s*+)*$", re.IGNORECASE)
_OLDER = re.compile(r"(?:\s*+(?:-|–|to|and)\s*+\d{1,2})?,?\s++(?:or|and)\s++(?:older|over|above|younger|under)\b")
_FIVE = re.compile(r"five|\d{1,2}")
_LIMITED = re.compile(rf"(?i:{any_of(_Q.age.limits)})\s++(?:five|\d{{1,2}})$")
_AGE_AFTER = re.compile(
    r"\s*+(?:[.,;:)]|mortality|and\b|years|were\b|are\b|is\b|has\b|have\b|who\b|will\b|in\b|or\b|$)"
)
_AFTER = re.compile(rf"(?:\s++and\s++a)?[\s-]*+(?:{any_of(_Q.not_counting.after)})\b", re.IGNORECASE)
_UNITS_OF_TABLE = re.compile(rf"\w+\s++of\s++(?:{any_of(_Q.currency_words)})\)")  # (in thousands of dollars)
_FREQUENCY = re.compile(r"\s++times(?=\s*+(?:[.,;)]|$)|\s++(?:since|during|in|between|by|over|from)\b)")
_HYPHEN = re.compile(r"[-‑](?=[A-Za-z])(?!strong\b)")
_ONE_AFTER = re.compile(rf"\s*+(?:{any_of(_Q.not_counting.one_after)})\b|['’]s\b|\s*+[.,;:)]|$", re.IGNORECASE)
_ONE_BEFORE = re.compile(rf"\b(?:{any_of(_Q.not_counting.one_before)})\s++$", re.IGNORECASE)
_THE_OTHER = re.compile(r"\s(?:in|on|at|to|from|by|near|for)\s[^.;]{2,80}?\band\s(?:the\sother|another)\b")
_OR_OTHER = re.compile(r"\s(?:or\sother|(?:(?!and\b)[\w-]+\s){0,3}or\s(?:the\sother|another))\b")  # one or other army
_TO_ANOTHER = re.compile(r"\s(?:(?!and\b)[\w-]+\s){0,3}to\s(?:the\sother|another)\b")
_CALIBRE = re.compile(rf"\s++(?:{any_of(_Q.measures.calibre_of)})\b")
_RANGE_WORDS = re.compile(rf"\b(?:{'|'.join(_Q.frames.ranges)})\w*\b[^.;]{{0,40}}$", re.IGNORECASE)
_FROM = re.compile(r"(?i)\b(?:from\s++(?:(?:about|around|approximately|some|nearly|over|more\s++than)\s++)?|by\s++)$")


@lru_cache(maxsize=1024)
def non_count_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges of the text whose digits are dates, symbols, times, names or identifiers."""
    spans = [(d.start, d.end) for d in date_expressions(text)] + [*spans_of_hours(text)]
    for pattern in (_CODES, _UNSURE, _NAMES, _ENUMERATOR, _IDENTIFIED_WORD):
        spans += [m.span() for m in pattern.finditer(text)]
    spans += [_identified(text, m) for m in _IDENTIFIED.finditer(text)]
    return tuple(sorted(s for s in spans if s[1] > s[0]))


def _identified(text: str, m: re.Match[str]) -> tuple[int, int]:
    """The identifier's numbers; empty where a lower-case noun only precedes a count."""
    end = m.end() if m["plural"] or m["noun"].endswith(("s", "pp")) else m.end("first")
    if m["noun"] in _Q.identifiers.weak and _COUNT_AFTER.match(text, m.end("first")):
        return m.start(), m.start()
    return m.start(), end


def is_no_count(doc: Parse, start: int, end: int, bare: str, kind: str) -> bool:
    """Whether the quantity there is no count: a duration, an age, a multiplier, a pronoun, a name's number, the base of
    a rate that is not said (`deaths per 1,000`)."""
    text = doc.text
    if kind in ("percent", "money", "rate"):
        return False
    if kind == "measure":
        return bool(_CALIBRE.match(text, end))
    return (
        _is_time_or_age(text, start, end)
        or bool((_AFTER.match(text, end) and not _FREQUENCY.match(text, end)) or _HYPHEN.match(text, end))
        or (bare.lower() == "one" and kind == "cardinal" and _is_pronoun(doc, start, end))
        or re.fullmatch(r"\d{8,}", bare) is not None  # a bar code that was read as figures
        or text.endswith((" per ", "(per "), 0, start)
        or (text.endswith(("(", "(in ", "(In "), 0, start) and _UNITS_OF_TABLE.match(text, start) is not None)
        or _is_name_number(doc, start, end)
        or (re.fullmatch(r"(?:1[89]|20)\d\d", bare) is not None and not is_number_here(text, end - 4, end))
    )


def _is_time_or_age(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 60) : start]
    if _DURATION.match(text, end) or _AGE_BEFORE.search(before) or _OLDER.match(text, end):
        return True
    limit = _LIMITED.match(text, start, end) or (_FIVE.fullmatch(text, start, end) and _LIMIT.search(before))
    return bool(limit and _AGE_AFTER.match(text, end))


def _is_pronoun(doc: Parse, start: int, end: int) -> bool:
    """Whether `one` is a pronoun: described (`a new one`), or without a noun, whatever stands before."""
    text, one = doc.text, doc.char_span(start, end)
    from_one = _FROM.search(text[max(0, start - 40) : start])
    if _THE_OTHER.match(text, end) or _OR_OTHER.match(text, end) or (from_one and _TO_ANOTHER.match(text, end)):
        return True
    described = one is not None and any(t.dep_ in ("det", "amod") and t.i < one.start for t in one.root.children)
    own = one is not None and one.root.dep_ == "nummod" and one.root.head.pos_ == "NOUN"
    alone = not own and text[start : start + 3].lower() == "one"
    return described or bool(
        _ONE_AFTER.match(text, end) or (alone and _ONE_BEFORE.search(text[max(0, start - 20) : start]))
    )


def _is_name_number(doc: Parse, start: int, end: int) -> bool:
    """A figure that numbers the noun before it, or a name, without a noun or with a singular one after it: `canton 3`,
    `Camp 7`, `the Bravo 2 case`."""
    span = doc.char_span(start, end)
    if span is None or span.start == 0 or not re.fullmatch(FIGURES, span.text) or {",", " "} & {*span.text}:
        return False
    before, head = doc[span.start - 1], span.root.head
    counted = head.i >= span.end and head.pos_ in ("NOUN", "PROPN", "ADJ") and not _is_within_name(before, head)
    named = before.pos_ == "PROPN" and before.text[:1].isupper() and not before.is_sent_start and not counted
    return named or _numbers_noun(span.root)


def _is_within_name(before: Token, noun: Token) -> bool:
    """Whether what stands before a figure is in the name of a thing with an article: `the Bravo 2 case`, and not `in
    Gao 12 staff`, where a parser may give the place to the noun."""
    named = noun.tag_ in ("NN", "NNP") and before.head.i == noun.i
    has_article = any(token.dep_ == "det" and token.i < before.i for token in noun.children)
    return named and has_article and not is_person_class(unit_class(noun.text, "cardinal"))


def _numbers_noun(figure: Token) -> bool:
    """Whether a figure is of the noun before it, or goes on from one that is: `cantons 3 and 4`, not `May 3 and 4`."""
    nouns: tuple[str, ...] = ("NOUN", "PROPN")
    while figure.dep_ == "conj" and figure.head.i < figure.i:
        first = figure.head if figure.head.pos_ == "NUM" else figure.head.nbor(1)
        if first.i >= figure.i:
            return False
        figure, nouns = first, ("NOUN",)
    return figure.dep_ == "nummod" and figure.head.i == figure.i - 1 and figure.head.pos_ in nouns


def joins_as_range(text: str, start: int, gap: str) -> bool:
    """Whether two numbers with `to`, `or`, `and` or a dash between are one range: not `rose from 5 to 8`."""
    before = text[max(0, start - 60) : start]
    if "and" in gap:
        return bool(re.search(r"(?i)\bbetween\s++$", before))
    return "to" not in gap.split() or not _FROM.search(before) or bool(_RANGE_WORDS.search(before))
