"""The context of a report, from its title, its mission and the sentences that say its mandate."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sgreports.knowledge.names.series import Series, series
from sgreports.mentions.document.places import countries_in, mission_countries
from sgreports.mentions.document.titles import missions_in, phrase_in
from sgreports.model.report import Masthead, Report

_OPENING = 5  # paragraphs of the body that may say the mandate
_OFTEN, _ALONE = 5, 0.7  # times that a report names its mission, and their share of all that it names of missions
_SENTENCE = re.compile(r"(?<=[.!?])\s++(?=[A-Z])")
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
    key = found.key if found else _mission_series(head, mission)
    context = {"about_countries": about, "mission": mission, "series": key}
    missing = {name: value for name, value in context.items() if not getattr(head, name)}
    return report.model_copy(update={"masthead": head.model_copy(update=missing)})


def _opening(report: Report) -> list[str]:
    """The sentences of the summary and of the first paragraphs of the body."""
    summary = [p.text for p in report.paragraphs if p.part == "summary"]
    body = [p.text for p in report.paragraphs if p.part == "body"][:_OPENING]
    return [sentence for text in (*summary, *body) for sentence in _SENTENCE.split(text)]


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


def _mission_series(head: Masthead, mission: str | None) -> str | None:
    """The reports on a mission to the Security Council are a series under its key."""
    return mission if mission and any(symbol.startswith("S/") for symbol in head.symbols) else None


def _countries(head: Masthead, mission: str | None, found: Series | None, opening: Sequence[str]) -> tuple[str, ...]:
    """The countries of the title and of the mission; where there are none, of the sentences that say the mandate."""
    titled = [code for text in _titles(head) for code in countries_in(text)]
    codes = (*titled, *(mission_countries(mission) if mission else ()), *(found.countries if found else ()))
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
