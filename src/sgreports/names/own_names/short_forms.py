"""Capitalised short forms (`the Council`, `my Special Representative`), each with the entity that it stands for.

The one last named in the paragraph, else the subject of the annex or the report, else the one last named in the
section, else before it, else after it. Where none fits, a form that is a name for sure is left with no entity and an
issue (GUIDELINES, AGENCY).
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sgreports.knowledge.names.entities import registry
from sgreports.knowledge.names.keys import name_key
from sgreports.knowledge.names.short_forms import ShortForm, known_short_forms
from sgreports.names.assembly import CandidateLists
from sgreports.names.candidate import Candidate
from sgreports.names.overlap import resolve
from sgreports.names.own_names.antecedents import (
    NamedEntity,
    annex_of,
    by_first_word,
    by_last_word,
    head_of_mission,
    head_part,
    last_with_prefix,
    named_entities,
    possible_antecedents,
    registered_names,
    subject_of_report,
    subjects_of_annexes,
)
from sgreports.parsing.unit import Unit

_BEFORE = re.compile(r"(?:^|[^\w’'-])([A-Za-z]+) $")
_TITLES = ("Head of ", "Heads of ", "Chief of ", "Chiefs of ")  # what follows is part of the title
_PRESIDENT = "President of the "
_ACTING = "Acting "  # he who holds the office for a time: `my Acting Special Representative`
IN_PARAGRAPH, SUBJECT, IN_SECTION, ELSEWHERE, UNKNOWN = 0.85, 0.8, 0.75, 0.6, 0.45

NEAR = 3  # paragraphs over which a name that is not the report's own organ still governs `the Assembly`


@dataclass(frozen=True, slots=True)
class ShortFormUse:
    """A short form in a paragraph (index `unit`), from `start` to `end`; `number` is how many it stands for."""

    unit: int
    start: int
    end: int
    form: ShortForm
    number: int
    determined: bool


def short_forms(units: Sequence[Unit], found: CandidateLists) -> CandidateLists:
    """The candidates with the short forms added (`coref`), and part names resolved to the longer names they repeat."""
    names = named_entities(units, found)
    forms = {form.words: form for form in known_short_forms().by_shape.values()}
    fitting = possible_antecedents(names, forms.values())
    ends, beginnings = by_last_word(names), by_first_word(names)
    subjects = {
        words: subject_of_report(units, fitting[words], form) or head_of_mission(units, names, form)
        for words, form in forms.items()
    }
    annexes = subjects_of_annexes(units, names, forms)
    result = []
    for i, (unit, candidates) in enumerate(zip(units, found, strict=True)):
        shortened = [_shortened(unit, i, _with_entity_of_longer(unit, i, c, beginnings), ends) for c in candidates]
        standing = kept_with_blocks(shortened)
        for use in _uses(unit, i):
            known, words = fitting[use.form.words], use.form.words
            subject = annexes.get((annex_of(unit), words)) or subjects[words]
            if president := _presidency(unit, use, shortened):
                organ = _resolved(unit, use, known, subject)
                shortened[shortened.index(president)] = _of_organ(president, organ)
            if any(c.start < use.end and use.start < c.end for c in standing) or _is_event(unit, use, standing):
                continue
            if made := _resolved(unit, use, known, subject):
                shortened.append(made)
                _remember(unit, use, made, known)
        result.append(shortened)
    return result


def _presidency(unit: Unit, use: ShortFormUse, candidates: Sequence[Candidate]) -> Candidate | None:
    """The office that a short form ends: `President of the Council`."""
    start = use.start - len(_PRESIDENT)
    held = unit.text.startswith(_PRESIDENT, max(0, start))
    return next((c for c in candidates if held and (c.start, c.end, c.rule) == (start, use.end, "office")), None)


def _of_organ(president: Candidate, organ: Candidate | None) -> Candidate:
    """The office with the normal form of the organ's own President, where a registry has it."""
    presidents = {f"{_PRESIDENT}{name}" for name in registered_names().get((organ and organ.entity) or "", ())}
    key = next((row.key for _, row in registry() if row.name in presidents), None)
    return replace(president, entity=key, kind="un", score=IN_PARAGRAPH) if key else president


def _is_event(unit: Unit, use: ShortFormUse, standing: Sequence[Candidate]) -> bool:
    """Whether the last name before that ends with the form is an event's: `the World Assembly on Ageing … The
    Assembly`."""
    names = {c.start: (head_part(unit.text[c.start : c.end]), c.rule) for c in standing if c.end <= use.start}
    fitting = [rule for _, (name, rule) in sorted(names.items()) if name.split()[-1:] == [use.form.words]]
    return fitting[-1:] == ["event"]


def _remember(unit: Unit, use: ShortFormUse, made: Candidate, known: list[NamedEntity]) -> None:
    """A resolved short form keeps its entity in mind: the next one follows it."""
    if made.label and made.entity and "+" not in made.entity:
        named = NamedEntity(
            use.unit, use.start, made.label, made.entity, made.kind, frozenset(), unit.paragraph.section
        )
        insort(known, named, key=lambda n: (n.unit, n.start))


def kept_with_blocks(candidates: Sequence[Candidate]) -> list[Candidate]:
    """What stands in a paragraph, blocking candidates too."""
    labelled = [replace(c, label="AGENCY") if c.label is None else c for c in candidates]
    return resolve(labelled)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    known = known_short_forms().by_shape
    shapes = "|".join(re.escape(s) for s in sorted(known, key=len, reverse=True))
    capitals = "".join(sorted({shape[0] for shape in known}))
    return re.compile(rf"(?=[{capitals}])(?<![\w/-])(?<!’)({shapes})(?![\w/]|-[A-Za-z]| General\b)")


def _uses(unit: Unit, i: int) -> Iterator[ShortFormUse]:
    """The short forms of a paragraph that can be mentions, by what stands before them."""
    known = known_short_forms()
    for match in _pattern().finditer(unit.text):
        form = known.by_shape[match.group()]
        start = match.start() - len(_ACTING) * unit.text.endswith(_ACTING, 0, match.start())
        before = _BEFORE.search(unit.text[max(0, start - 30) : start])
        word = before.group(1) if before else ""
        determined = word.lower() in known.determiners
        if determined or (form.attributive and _attributive(unit.text, match, word)):
            number = known.numbers.get(word.lower(), form.number) if form.number > 1 else 1
            counted = form.number > 1 and word.lower() in known.numbers and word.lower() != "both"
            yield ShortFormUse(i, start - len(word) - 1 if counted else start, match.end(), form, number, determined)


def _attributive(text: str, match: re.Match[str], before: str) -> bool:
    """`Mission personnel`, `and Council members`: a lower-case noun follows, no capitalised word stands before."""
    if text.endswith(_TITLES, 0, match.start()):
        return False
    return not before[:1].isupper() and bool(
        re.match(r" [a-z]{3,}(?<! and)(?<! for)(?<! was)(?<! has)", text[match.end() :])
    )


def _resolved(
    unit: Unit, use: ShortFormUse, names: Sequence[NamedEntity], subject: NamedEntity | None
) -> Candidate | None:
    place = bisect_left(names, (use.unit, use.start), key=lambda n: (n.unit, n.start))
    before = names[:place]
    if use.number > 1:
        return _plural_candidate(use, before)
    default = _default(unit, use.form)
    if default and use.form.yields and names and all(n.entity != default for n in names):
        default = None  # the report has an Assembly of its own and never speaks of the General Assembly
    antecedent, score = _antecedent(unit, use, before, subject, default is not None)
    if antecedent:
        return _candidate(use, antecedent, score)
    if default:
        return Candidate("AGENCY", use.start, use.end, "short-form", default, "un", source="coref", score=SUBJECT)
    after = names[place] if place < len(names) else None
    if after:
        return _candidate(use, after, ELSEWHERE)
    if not (use.form.always and use.determined):
        return None
    return Candidate("AGENCY", use.start, use.end, "short-form", None, None, source="coref", score=UNKNOWN,
                     issue="short form without an antecedent: no earlier name fits")  # fmt: skip


def _antecedent(
    unit: Unit, use: ShortFormUse, before: Sequence[NamedEntity], subject: NamedEntity | None, default: bool
) -> tuple[NamedEntity | None, float]:
    section = [n for n in before[-20:] if n.section == unit.paragraph.section]
    if use.form.fixed:
        return None, 0.0
    if before and before[-1].unit == use.unit:
        return before[-1], IN_PARAGRAPH
    if default:
        near = bool(section) and use.unit - section[-1].unit <= NEAR
        return (section[-1], IN_SECTION) if near else (None, 0.0)
    if subject:
        return subject, SUBJECT
    if section:
        return section[-1], IN_SECTION
    return (before[-1], ELSEWHERE) if before else (None, 0.0)


def _default(unit: Unit, form: ShortForm) -> str | None:
    symbol = unit.report.document
    return form.default or next((key for start, key in form.by_organ.items() if symbol.startswith(start)), None)


def _candidate(use: ShortFormUse, antecedent: NamedEntity, score: float) -> Candidate | None:
    if antecedent.label == "INSTRUMENT":  # `the Programme` of Action: not a body's, the instruments resolve it
        return None
    return Candidate(antecedent.label, use.start, use.end, "short-form", antecedent.entity, antecedent.kind,
                     source="coref", score=score)  # fmt: skip


def _plural_candidate(use: ShortFormUse, before: Sequence[NamedEntity]) -> Candidate | None:
    """The last distinct entities named, joined by `+` in text order."""
    last: dict[str, NamedEntity] = {}
    for name in reversed(before):
        if name.label == "AGENCY":
            last.setdefault(name.entity, name)
    chosen = sorted(list(last.values())[: use.number], key=lambda n: (n.unit, n.start))
    if len(chosen) == use.number:
        key = "+".join(n.entity for n in chosen)
        return Candidate(
            "AGENCY", use.start, use.end, "short-form-plural", key, chosen[0].kind, source="coref", score=ELSEWHERE
        )
    if not use.form.always:
        return None
    return Candidate("AGENCY", use.start, use.end, "short-form-plural", None, None, source="coref", score=UNKNOWN,
                     issue=f"plural short form: fewer than {use.number} earlier names fit")  # fmt: skip


def _with_entity_of_longer(
    unit: Unit, i: int, candidate: Candidate, beginnings: Mapping[str, Sequence[NamedEntity]]
) -> Candidate:
    """An open-class name that a longer one named before begins with (`the Panel of Experts`) takes its entity."""
    text = unit.text[candidate.start : candidate.end]
    if candidate.rule != "body" or not str(candidate.entity).startswith("name/") or head_part(text) == text:
        return candidate
    before = [n for n in beginnings.get(text.partition(" ")[0], ()) if (n.unit, n.start) < (i, candidate.start)]
    whole = last_with_prefix(before, text)
    if whole is None:
        return candidate
    return replace(candidate, entity=whole.entity, kind=whole.kind, source="coref", score=0.75)


def _shortened(unit: Unit, i: int, candidate: Candidate, ends: Mapping[str, Sequence[NamedEntity]]) -> Candidate:
    """An open-class name that is the end of a longer one named before (`the Joint Task Force`) takes its entity."""
    if candidate.rule != "body" or not str(candidate.entity).startswith("name/"):
        return candidate
    text = unit.text[candidate.start : candidate.end]
    if head_part(text) != text or unit.text[max(0, candidate.start - 4) : candidate.start].lower() != "the ":
        return candidate
    key = name_key(text)
    before = (
        n for n in reversed(ends.get(text.rpartition(" ")[2], ()))
        if n.entity not in (candidate.entity, key) and (n.unit, n.start) < (i, candidate.start)
    )  # fmt: skip
    longer = next((n for n in before if any(_is_longer(h, text) for h in n.heads)), None)
    if longer is None:
        form = known_short_forms().by_shape.get(text)
        default = _default(unit, form) if form else None
        return replace(candidate, entity=default, kind="un", source="coref", score=0.75) if default else candidate
    return replace(candidate, entity=longer.entity, kind=longer.kind, source="coref", score=0.75)


def _is_longer(head: str, text: str) -> bool:
    """Whether a name with this head goes on to the left of `text` or by a complement (`Land Board` of Nauru)."""
    return head.endswith(" " + text) or (head == text and " " in text)
