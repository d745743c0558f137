"""The context of a report: countries and dates of its title, its mission, the sentences that say its mandate."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sgreports.knowledge.english import SENTENCE_BREAK
from sgreports.knowledge.names.countries import CountryName
from sgreports.knowledge.names.entities import RegistryRow, by_names, names_of
from sgreports.knowledge.names.series import Series, mission_places, missions, series
from sgreports.model.report import Masthead, Report
from sgreports.names.countries import named_states
from sgreports.names.lexical.name_trie import NameMatch, TrieNode, build_trie, find_names, folded_tokens

_BELOW = re.compile(r"\W+(?:Trust Fund|Task Force)", re.IGNORECASE)

_HELPER = re.compile(r"\b(?:with|by|from|through)\s(?:the\s)?$")
_IN_CAPITALS = 0.8  # of the letters
_OPENING = 5  # paragraphs of the body that may say the mandate
_OFTEN, _ALONE = 5, 0.7  # times that a report names its mission, and their share of all that it names of missions
_MANDATE = re.compile(
    r"(?i)\b(?:pursuan(?:t|ce) (?:to|of)|in accordance with|in (?:response|compliance|conformity) (?:to|with)|"
    r"(?:requested|invited|called (?:up)?on) (?:me|the secretary-general)|mandated by|in fulfilment of)\b"
)
_COVERS = re.compile(
    r"(?i)\b(?:report|it) (?:\w+ ){0,3}?"
    r"(?:covers|describes|reviews|contains|provides|summarizes|details|updates|outlines|brings up to date)\b"
)
_NOT_ON_ONE = ("letter", "resolution", "draft")  # kinds whose title does not state their topic
_WRITER = re.compile(r"(?i)^(?:rapporteur|statement submitted|letter|identical letters)\b")
_ON_WHAT_IS_ELSEWHERE = re.compile(r"(?i)\bresolutions?\b|\bprogress report\b|\breport\b")


def with_context(report: Report) -> Report:
    """The report with what its masthead does not say yet: countries, mission and series."""
    head, opening = report.masthead, _opening(report)
    if head.kind in _NOT_ON_ONE or _WRITER.match(head.title or ""):
        return report
    mission = _mission(report, opening)
    found = _series(head, opening)
    about = _countries(head, mission, found, opening)
    to_council = any(symbol.startswith("S/") for symbol in head.symbols)
    key = found.key if found else mission if to_council else None  # reports to it on a mission are a series
    context = {"about_countries": about, "mission": mission, "series": key}
    missing = {name: value for name, value in context.items() if not getattr(head, name)}
    return report.model_copy(update={"masthead": head.model_copy(update=missing)})


def _opening(report: Report) -> list[str]:
    """The sentences of the summary and of the first paragraphs of the body."""
    summary = [p.text for p in report.paragraphs if p.part == "summary"]
    body = [p.text for p in report.paragraphs if p.part == "body"][:_OPENING]
    return [sentence for text in (*summary, *body) for sentence in SENTENCE_BREAK.split(text)]


def _titles(head: Masthead) -> Iterator[str]:
    """The title, and the subtitle where that is no sentence."""
    yield from (text for text in (head.title, head.subtitle) if text and len(text) < 300)


def _mission(report: Report, opening: Sequence[str]) -> str | None:
    """The one mission of the title, else of the sentences that say the mandate, else of those that say the contents,
    else the one that the report names again and again."""
    head = report.masthead
    stated = (_matching_sentences(_MANDATE, opening), _matching_sentences(_COVERS, opening))
    for texts, helpers in ((tuple(_titles(head)), True), *((texts, False) for texts in stated)):
        found = dict.fromkeys(key for text in texts for key in missions_in(text, head.date, helpers=helpers))
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return _most_named(report)


def _most_named(report: Report) -> str | None:
    """The mission that a report names again and again, and hardly another: its title may name a resolution alone
    (S/1994/300)."""
    date, body = report.masthead.date, (p.text for p in report.paragraphs if p.part == "body")
    named = Counter(key for text in body for key in missions_in(text, date, helpers=False))
    (mission, times), *_ = named.most_common(1) or [("", 0)]
    return mission if times >= _OFTEN and times >= _ALONE * named.total() else None


def _series(head: Masthead, opening: Sequence[str]) -> Series | None:
    """The series whose title this is, else the one of its mandate, which a title may leave to the first sentence."""
    for known in series():
        if any(phrase_in(phrase, title) for phrase in known.titles for title in _titles(head)):
            return known
    first = opening[0] if opening else ""
    for known in (known for known in series() if known.mandates):
        if set(known.mandates) & set(head.mandates) or any(phrase_in(phrase, first) for phrase in known.titles):
            return known
    return None


def _countries(head: Masthead, mission: str | None, found: Series | None, opening: Sequence[str]) -> tuple[str, ...]:
    """The countries of the title, else the mission, and of the series; else of the sentences that say the mandate."""
    titled = [code for text in _titles(head) for code in countries_in(text)]
    codes = (*(titled or (mission_countries(mission) if mission else ())), *(found.countries if found else ()))
    if codes or (found and not found.countries and not mission):
        return tuple(dict.fromkeys(codes))
    if head.title and not _ON_WHAT_IS_ELSEWHERE.search(head.title):
        return ()
    for texts in (_matching_sentences(_MANDATE, opening), _matching_sentences(_COVERS, opening)):
        named = dict.fromkeys(code for text in texts for code in countries_in(text))
        if named:
            return tuple(named) if len(named) <= 2 else ()
    return ()


def _matching_sentences(what: re.Pattern[str], sentences: Sequence[str]) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if what.search(sentence))


def states_in(title: str) -> list[NameMatch[CountryName]]:
    """Where a title or a heading, perhaps in capitals, names one State."""
    capitals = is_in_capitals(title)
    return list(named_states(title.lower() if capitals else title, capitals))


def countries_in(text: str) -> list[str]:
    """The codes of the countries that a title or sentence names, in its order; demonyms where there is no name."""
    named = [match.values[0] for match in states_in(text)]
    by_name = [name for name in named if name.form == "name"]
    return list(dict.fromkeys(name.iso3 for name in by_name or named))


def is_in_capitals(text: str) -> bool:
    """Whether a title is set in capitals; a few letters may be misread."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) > _IN_CAPITALS * len(letters)


@by_names(256)
def mission_countries(key: str) -> tuple[str, ...]:
    """The countries of a mission: those in its official name, else those of the list."""
    name = next((row.name for row in missions() if row.key == key), "")
    return mission_places().get(key) or tuple(countries_in(name))


@lru_cache(maxsize=1)
def _mission_names() -> TrieNode[RegistryRow]:
    """The spelled-out names of missions, in lower case."""
    return build_trie((name.lower(), row) for row in missions() for name in names_of(row))


@lru_cache(maxsize=1)
def _mission_abbreviations() -> TrieNode[RegistryRow]:
    return build_trie((name, row) for row in missions() for name in row.abbreviation)


def missions_in(text: str, date: datetime.date | None, helpers: bool) -> Iterator[str]:
    """The keys of the missions named in the text, of overlapping names the longest. Without `helpers` those are left
    out that something is done with or by: `in consultation with the United Nations Mission in Ruritania`."""
    year, last = date.year if date else None, 0
    found = [*find_names(text.lower(), _mission_names()), *find_names(text, _mission_abbreviations())]
    left_out: set[str] = set()
    for match in sorted(found, key=lambda m: (m.start, -m.end)):
        rows = [row for row in match.values if _is_possible_mission(row, year)]
        if match.start < last or not rows or _BELOW.match(text, match.end):
            continue
        last = match.end
        key = max(rows, key=lambda row: row.valid(year)).key
        if not helpers and _HELPER.search(text, max(0, match.start - 20), match.start):
            left_out.add(key)
        if key not in left_out:
            yield key


def _is_possible_mission(row: RegistryRow, year: int | None) -> bool:
    """Whether a report of `year` can be on the mission: it has begun, and ended at most a year before."""
    return year is None or ((row.valid_from or 0) <= year <= (row.valid_to or 9999) + 1)


def phrase_in(phrase: str, title: str) -> bool:
    """Whether the phrase is in the title, ignoring case and punctuation."""
    return f" {_words(phrase)} " in f" {_words(title)} "


def _words(text: str) -> str:
    return " ".join(token.form for token in folded_tokens(text.lower()) if token.form.isalnum())
