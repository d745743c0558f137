"""Suggests normal forms for a mention while its reader types: from the lists, and by parsing its words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from sgreports.errors import SgreportsError
from sgreports.knowledge.names.countries import country_names, country_records
from sgreports.knowledge.names.entities import EntityRecord, registry_records
from sgreports.knowledge.names.goals import goal_records
from sgreports.knowledge.names.instruments import entity_record, instrument_entity, instruments
from sgreports.model.base import Frozen
from sgreports.model.facts import LABELS, Label
from sgreports_gold.annotation.gold import standoff
from sgreports_gold.annotation.gold.normal_forms import wrong_form
from sgreports_gold.desk.desk import AbsentError, Desk
from sgreports_gold.desk.sources.readings import SpanContext, span_readings

MAX_SUGGESTIONS = 12
NAMES = ("AGENCY", "INSTRUMENT", "PROGRAMME")
"""Labels whose short forms stand for what their report says."""
WORDS = re.compile(r"[^\W_]+")


class Suggestion(Frozen):
    """A normal form with its name, and the kind and unit that go with it where they are known.

    `covers`: it was read from all words of the span; what was read from some of them is for the reader to judge.
    """

    entity: str
    name: str
    kind: str | None = None
    unit: str | None = None
    covers: bool = True


class Suggestions(Frozen):
    """At most MAX_SUGGESTIONS, the best first."""

    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an entity: `key` is the form's words in small letters, each with a blank before it."""

    label: Label
    key: str
    suggestion: Suggestion


def suggest(desk: Desk, query: Mapping[str, str]) -> Suggestions:
    """What fits the words typed (`q`), or the span's own words (`text`) where nothing is typed. Empty for no label."""
    label = next((known for known in LABELS if known == query.get("label")), None)
    if label is None:
        return Suggestions(suggestions=())
    typed, text = query.get("q", ""), query.get("text", "")
    if typed.strip():
        found: Iterable[Suggestion] = typed_forms(label, typed)
    else:
        found = (*accepted_before(desk, label, text, query), *span_forms(label, text, _context(desk, query)))
    first: dict[str, Suggestion] = {}
    for suggestion in found:
        first.setdefault(suggestion.entity, suggestion)
    return Suggestions(suggestions=tuple(first.values())[:MAX_SUGGESTIONS])


def accepted_before(desk: Desk, label: Label, text: str, query: Mapping[str, str]) -> list[Suggestion]:
    """What the annotator accepted for the same words elsewhere in the report, the last first; names only."""
    index = query.get("index", "")
    if desk.sides or label not in NAMES or not (index.isascii() and index.isdigit()):
        return []
    with suppress(SgreportsError, OSError):
        item = desk.at(int(index))
        read = standoff.read(desk.path(item.document))
        others = (p.mentions for p in reversed(read) if p.paragraph != item.paragraph and not p.draft)
        same = [m for mentions in others for m in mentions if (m.label, m.text) == (label, text)]
        return [Suggestion(entity=m.entity, name=text, kind=m.kind) for m in same if m.entity]
    return []


def typed_forms(label: Label, typed: str) -> Iterator[Suggestion]:
    """Entities with words that begin with those typed; names that begin so first, then the short ones."""
    words = WORDS.findall(typed.lower())
    hits = [f for f in forms() if f.label == label and words and all(f" {w}" in f.key for w in words)]
    joined = " " + " ".join(words)
    hits.sort(key=lambda f: (f.key != joined, not f.key.startswith(joined), joined not in f.key, len(f.key)))
    yield from (f.suggestion for f in hits)
    if label == "INSTRUMENT" and (record := instrument_entity(typed.strip())) and not wrong_form(label, record.entity):
        yield _suggestion(record)


def span_forms(label: Label, text: str, context: SpanContext | None) -> Iterator[Suggestion]:
    """Normal forms by the words of the span: entities of exactly this name, dates, counts and citations."""
    key = _key(text)
    yield from (f.suggestion for f in forms() if f.label == label and f.key == key)
    for entity, kind, unit, covers in span_readings(label, text, context):
        if wrong_form(label, entity):  # a name without a Latin letter has no key of its own
            continue
        record = entity_record(entity)
        yield Suggestion(entity=entity, name=record.name if record else text, kind=kind, unit=unit, covers=covers)


def _context(desk: Desk, query: Mapping[str, str]) -> SpanContext | None:
    """The paragraph that contains the span, if `index` says which."""
    given = query.get("index", "")
    try:
        report, text = desk.text(desk.at(int(given))) if given.isascii() and given.isdigit() else (None, None)
    except AbsentError:
        return None
    return SpanContext(text.text, report.date) if report and text else None


@lru_cache(maxsize=1)
def forms() -> tuple[Form, ...]:
    """Every form of every entity of the lists, read once a process."""
    return tuple(_forms())


def _forms() -> Iterator[Form]:
    for record in (*registry_records().values(), *goal_records().values()):
        yield from _of(record, record.kind)
    for named in map(instrument_entity, instruments()):
        if named:
            yield from _of(named, named.kind)
    names = {entity: record.name for entity, record in country_records().items()}
    for form in country_names():
        yield Form("COUNTRY", _key(form.name), Suggestion(entity=form.iso3, name=names[form.iso3], kind=form.form))
    for iso3, name in names.items():
        yield Form("COUNTRY", _key(iso3), Suggestion(entity=iso3, name=name, kind="name"))


def _of(record: EntityRecord, kind: str | None) -> Iterator[Form]:
    shown = Suggestion(entity=record.entity, name=record.name, kind=kind)
    written: Iterable[str | None] = (record.name, record.abbreviation, *record.aliases, record.entity)
    for key in dict.fromkeys(_key(name) for name in written if name):
        yield Form(record.label, key, shown)


def _suggestion(record: EntityRecord) -> Suggestion:
    return Suggestion(entity=record.entity, name=record.name, kind=record.kind)


def _key(name: str) -> str:
    return "".join(f" {word}" for word in WORDS.findall(name.lower()))
