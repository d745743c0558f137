"""AGENCY and PROGRAMME mentions of the registries: bodies and programmes whose names are known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sgreports.knowledge.english import common_words
from sgreports.knowledge.names.entities import RegistryRow, by_names, names_of, registry, with_other_spellings
from sgreports.knowledge.names.keys import name_key
from sgreports.model.facts import Label
from sgreports.model.report import Report
from sgreports.names.candidate import Candidate
from sgreports.names.countries import ReportKey, report_codes, report_year
from sgreports.names.lexical.name_trie import TrieNode, build_trie, find_names
from sgreports.parsing.unit import Unit

SURE = 0.95
SHORT = 0.85  # an abbreviation, which the document may not define
AMBIGUOUS = 0.6  # an abbreviation with other meanings, unless the document defines it
PAST = 0.8  # a body that ceased before the report, which may still speak of it
FUTURE = 0.35  # a body that did not exist yet: a planned one, or another of that name
ELSEWHERE = 0.4  # a shared abbreviation, and the report never names the State that the body belongs to
SUBJECT_SHARE = 0.3  # share of the mentions of the most frequent State, from which a report is about a State
CHIEF = "sg"
_OF_ANOTHER_BODY = re.compile(r" of (?:the )?(?!United Nations)[A-ZÀ-Þ]")  # `the Secretary-General of the Frente …`
_LONGER_TITLE = re.compile(r"(?:Assistant |Deputy |Under[-‑ ])$")  # the title goes on to the left
LONG = 6  # letters of an abbreviation that is read as a word
MIN_SCORE = 0.3  # readings with a lower score are not proposed


@dataclass(frozen=True, slots=True)
class RegistryForm:
    """A registry row under one of its forms."""

    label: Label
    row: RegistryRow
    short: bool


@by_names()
def registry_forms() -> TrieNode[RegistryForm]:
    """All names and abbreviations of the registries."""
    return build_trie((text, form) for label, row in registry() for text, form in forms_of(label, row))


def forms_of(label: Label, row: RegistryRow) -> Iterator[tuple[str, RegistryForm]]:
    names = dict.fromkeys(spelling for name in names_of(row) for spelling in with_other_spellings(name))
    yield from ((name, RegistryForm(label, row, short=False)) for name in names)
    shorts = dict.fromkeys(form for name in row.abbreviation for form in (name, *other_case(name)))
    yield from ((name, RegistryForm(label, row, short=True)) for name in shorts)


def other_case(short: str) -> Iterator[str]:
    """A long acronym as a word (`Interpol` for INTERPOL), a name of one word in capitals (`EUROPOL` for Europol)."""
    if len(short) < LONG or not short.isalpha():
        return
    if not short.isupper():
        yield short.upper()
    elif short.lower() not in common_words():
        yield short.capitalize()


def find_registry(unit: Unit) -> Iterator[Candidate]:
    """The agencies and programmes of the registries in the paragraph, chosen by the report's year and States."""
    year = report_year(unit.report)
    for match in find_names(unit.text, registry_forms()):
        readings = [(form.row.valid(year), reading_score(form, unit.report), form) for form in match.values]
        _, sure, form = max(readings, key=lambda reading: reading[:2])
        if sure >= MIN_SCORE and not (form.row.key == CHIEF and _is_another_chief(unit.text, match.start, match.end)):
            rule = "registry-abbreviation" if form.short else "registry-name"
            key = (
                name_key(unit.text[match.start : match.end]) if is_of_another_state(form, unit.report) else form.row.key
            )
            yield Candidate(form.label, match.start, match.end, rule, key, form.row.kind, score=sure)


def _is_another_chief(text: str, start: int, end: int) -> bool:
    """Whether `Secretary-General` is another's title: `Assistant Secretary-General`, `… of the Frente Limnora`."""
    return bool(_OF_ANOTHER_BODY.match(text, end) or _LONGER_TITLE.search(text, max(0, start - 12), start))


def is_of_another_state(form: RegistryForm, report: Report) -> bool:
    """Whether a name that bodies of several States share (`Government of National Unity`) is another State's here."""
    row = form.row
    if form.short or not row.ambiguous or row.place is None:
        return False
    codes = report_codes(ReportKey(report))
    return codes[row.place] < SUBJECT_SHARE * max(codes.values(), default=0) or not codes


def reading_score(form: RegistryForm, report: Report) -> float:
    """The score of a reading, 0 to 1."""
    row, time = form.row, time_factor(form.row, report_year(report))
    if not form.short:
        return SURE * time
    if not row.ambiguous:
        return SHORT * time
    elsewhere = row.place is not None and row.place not in report_codes(ReportKey(report))
    return AMBIGUOUS * time * (ELSEWHERE if elsewhere else 1)


def time_factor(row: RegistryRow, year: int | None) -> float:
    """A factor for whether a report of `year` can speak of the body."""
    if row.valid(year):
        return 1.0
    return PAST if row.valid_to and year and year > row.valid_to else FUTURE
