"""What a capitalised short form can stand for: the names that the report has used, by paragraph and in order."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sgreports.knowledge.names.entities import by_names, registry
from sgreports.knowledge.names.short_forms import ShortForm, mission_heads
from sgreports.model.facts import Label
from sgreports.names.assembly import CandidateLists
from sgreports.names.candidate import Candidate
from sgreports.names.overlap import resolve
from sgreports.parsing.unit import Unit

_COMPLEMENT = re.compile(r" (?:of|for|on|in|to|against|at|established|in Opposition)\b")

_OWNER = re.compile(r" (?:of|for|in) (?:the )?$")
_ORGANS = frozenset({"un", "ga", "sc", "ecosoc", "hrc", "un-secretariat"})  # what a short form means by itself


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """A name in the report: `unit` is the paragraph's index, `heads` are its forms cut before their complement."""

    unit: int
    start: int
    label: Label
    entity: str
    kind: str | None
    heads: frozenset[str]
    section: str | None


@by_names()
def registered_heads() -> Mapping[str, frozenset[str]]:
    """The official names of the registries by key, cut before their first complement."""
    return {row.key: frozenset({head_part(row.name)}) for _, row in registry()}


def head_part(name: str) -> str:
    """The name without its complements: `United Nations Mission in Haiti` → `United Nations Mission`."""
    return _COMPLEMENT.split(name, maxsplit=1)[0]


def named_entities(units: Sequence[Unit], found: CandidateLists) -> list[NamedEntity]:
    """All names that stand, in text order; an entity's forms are pooled over the report."""
    standing = [
        (i, unit, c) for i, (unit, cs) in enumerate(zip(units, found, strict=True)) for c in _kept_candidates(unit, cs)
    ]
    named = [(i, unit, c) for i, unit, c in standing if c.entity and c.label in ("AGENCY", "PROGRAMME", "INSTRUMENT")]
    forms: dict[str, set[str]] = {}
    for _, unit, c in named:
        forms.setdefault(c.entity or "", set()).add(head_part(unit.text[c.start : c.end]))
    heads = {key: frozenset(texts) | registered_heads().get(key, frozenset()) for key, texts in forms.items()}
    return [_named(i, unit, c, heads) for i, unit, c in named]


def _kept_candidates(unit: Unit, candidates: Sequence[Candidate]) -> list[Candidate]:
    """What stands, and the registered body that an open-class name ends with: `… Chamber of the Lagoon Court`."""
    standing = resolve(candidates)
    wholes = {c.end: c for c in standing if c.rule in ("body", "office")}
    inside = [
        c for c in candidates
        if c.rule == "registry-name" and c.end in wholes and c.start > wholes[c.end].start
        and c.entity not in _ORGANS and _OWNER.search(unit.text, max(0, c.start - 9), c.start)
    ]  # fmt: skip
    return sorted((*standing, *inside), key=lambda c: (c.start, c.end))


def _named(i: int, unit: Unit, c: Candidate, heads: Mapping[str, frozenset[str]]) -> NamedEntity:
    assert c.label is not None
    assert c.entity is not None
    return NamedEntity(i, c.start, c.label, c.entity, c.kind, heads[c.entity], unit.paragraph.section)


def can_be_antecedent(name: NamedEntity, form: ShortForm) -> bool:
    """Whether the short form can stand for the name: one of its forms ends with the form's words, and is longer."""
    return "+" not in name.entity and any(_ends(head, form) for head in name.heads)


def possible_antecedents(names: Sequence[NamedEntity], forms: Iterable[ShortForm]) -> dict[str, list[NamedEntity]]:
    """The names that each short form can stand for, by its words; an entity's forms are looked at once."""
    last: dict[str, dict[str, NamedEntity]] = {}
    for name in {n.entity: n for n in names}.values():
        for head in name.heads:
            last.setdefault(head.rpartition(" ")[2].rpartition("-")[2], {})[name.entity] = name
    found = {}
    for form in forms:
        ending = last.get(form.words.rpartition(" ")[2].rpartition("-")[2], {})
        fitting = {entity for entity, name in ending.items() if can_be_antecedent(name, form)}
        found[form.words] = [n for n in names if n.entity in fitting] if fitting else []
    return found


def by_last_word(names: Sequence[NamedEntity]) -> dict[str, list[NamedEntity]]:
    """The agencies among the names by the last word of each form, where a part of a longer name is looked up."""
    found: dict[str, list[NamedEntity]] = {}
    for name in names:
        for word in {head.rpartition(" ")[2] for head in name.heads} if name.label == "AGENCY" else ():
            found.setdefault(word, []).append(name)
    return found


def last_with_prefix(names: Sequence[NamedEntity], text: str) -> NamedEntity | None:
    """The last of the names whose registered name goes on from `text`: `Panel of Experts` on Libya."""
    return next((n for n in reversed(names) if any(f.startswith(f"{text} ") for f in _full_names(n.entity))), None)


def by_first_word(names: Sequence[NamedEntity]) -> dict[str, list[NamedEntity]]:
    """The agencies of the registries among the names by the first word of each form."""
    found: dict[str, list[NamedEntity]] = {}
    for name in names:
        if name.label == "AGENCY" and not name.entity.startswith("name/"):
            for word in {full.partition(" ")[0] for full in _full_names(name.entity)}:
                found.setdefault(word, []).append(name)
    return found


def _ends(head: str, form: ShortForm) -> bool:
    if form.unless and head.endswith(form.unless):
        return False
    return (
        head.endswith(form.words)
        and not head[: -len(form.words)][-1:].isalnum()
        and not head[: -len(form.words)].endswith("-")
    )


def subject_of_report(units: Sequence[Unit], names: Sequence[NamedEntity], form: ShortForm) -> NamedEntity | None:
    """The report's subject among the names that fit: one in its title, else the UN body that it names by far most
    often."""
    if not form.subject or not units:
        return None
    if titled := _named_in(units[0].report.masthead.title or "", names):
        return titled
    if not form.often:
        return None
    counts = Counter(n.entity for n in names if n.kind == "un")
    if not counts:
        return None
    ranked = counts.most_common(2)
    often = ranked[0][1] >= 4 and (len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1])
    return next(n for n in names if n.entity == ranked[0][0]) if often else None


def subjects_of_annexes(
    units: Sequence[Unit], names: Sequence[NamedEntity], forms: Mapping[str, ShortForm]
) -> Mapping[tuple[str | None, str], NamedEntity]:
    """The name in the heading of an annex, by annex and words: in `Report of the Rule of Law Mission`, `the Mission`.

    Elsewhere a form stands only for a name whose first part, here `Rule`, it ends.
    """
    annexes = {annex_of(unit) for unit in units}
    headed = {s.key: s.title for s in units[0].report.sections if s.key in annexes} if units else {}
    agencies = {n.entity: n for n in names if headed and n.label == "AGENCY"}.values()
    return {
        (key, words): name
        for words, form in forms.items()
        if form.subject and (fitting := [n for n in agencies if _has_head(n, words)])
        for key, title in headed.items()
        if (name := _named_in(title, fitting))
    }


def _has_head(name: NamedEntity, words: str) -> bool:
    return any(f" {words} ".casefold() in f"{full} ".casefold() for full in _full_names(name.entity))


def annex_of(unit: Unit) -> str | None:
    """The key of the heading of the annex in which a paragraph stands."""
    return (unit.paragraph.section or "").partition("/")[0] if unit.paragraph.part == "annex" else None


def _named_in(title: str, names: Sequence[NamedEntity]) -> NamedEntity | None:
    """The first of the names that stands in a title in full."""
    low = title.casefold()
    titled = (n for n in names if any(len(h.split()) > 1 and h.casefold() in low for h in _full_names(n.entity)))
    return next(titled, None)


def head_of_mission(units: Sequence[Unit], names: Sequence[NamedEntity], form: ShortForm) -> NamedEntity | None:
    """The holder of the office `form` in the mission that the report is about, though it never names him in full."""
    heads = {mission: holder for (words, mission), holder in mission_heads().items() if words == form.words}
    missions = [n for n in names if n.entity in heads]
    if not missions or not units:
        return None
    counts = Counter(n.entity for n in missions).most_common(2)
    often = len(counts) == 1 or (counts[0][1] >= 4 and counts[0][1] >= 3 * counts[1][1])
    chosen = _named_in(units[0].report.masthead.title or "", missions) or next(
        (n for n in missions if often and n.entity == counts[0][0]), None
    )
    return None if chosen is None else replace(chosen, entity=heads[chosen.entity], heads=frozenset())


@by_names()
def registered_names() -> Mapping[str, tuple[str, ...]]:
    """All names of the registries by key, the official one first."""
    return {row.key: (row.name, *row.aliases, *row.abbreviation) for _, row in registry()}


def _full_names(entity: str) -> tuple[str, ...]:
    return registered_names().get(entity, (entity.removeprefix("name/").replace("-", " "),))
