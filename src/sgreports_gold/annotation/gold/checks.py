"""What is wrong with marks before they are kept as gold: each fault with its place and what to do about it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import get_args

from sgreports.knowledge.statements.relations import RelationRules, relation_rules, symmetric_types
from sgreports.model.base import Frozen
from sgreports.model.facts import LABELS, Label, Modality, Polarity
from sgreports.model.letters import character_span, letter_span, letters
from sgreports_gold.annotation.gold.normal_forms import wrong_form
from sgreports_gold.annotation.gold.records import Arc, Mark, Marks, unfinished, wrong_status, wrong_values
from sgreports_gold.annotation.gold.row import Row


class Wrong(Frozen):
    """A fault: `at` is a mention's id, `r0` for the first relation as it was sent, or `paragraph`."""

    at: str
    what: str


def wrong_marks(marks: Marks, text: str, draft: bool, cells_alone: bool = False) -> list[Wrong]:
    """All that is wrong with the marks of a paragraph with this text; empty where they can be kept.

    Of a `draft` only what no file can hold: values that are missing or not right yet are asked for at acceptance.
    `cells_alone` as in `unfinished`.
    """
    found = [Wrong(at=m.id, what=what) for m in marks.mentions for what in _wrong_mention(m, text)]
    if not draft:
        found += [Wrong(at=m.id, what=what) for m in marks.mentions for what in _unfinished(m, cells_alone)]
    found += _repeated_ids(marks)
    if not found:
        found += _overlaps(marks)
    labels = {m.id: label for m in marks.mentions if (label := _label(m.label))}
    return found + list(_wrong_relations(marks.relations, labels))


def _label(name: str) -> Label | None:
    return next((label for label in LABELS if label == name), None)


def _wrong_mention(m: Mark, text: str) -> Iterator[str]:
    if not re.fullmatch(r"m[0-9]{1,6}", m.id):
        yield f"the id {m.id!r} is none: write `m` and a number"
    yield from _wrong_span(m, text)
    label = _label(m.label)
    if label is None:
        yield f"{m.label!r} is no label: choose {', '.join(LABELS)}"
        return
    yield from wrong_values(m, label)
    if m.row and not all(re.fullmatch(r"[^\s+]+", cell) for cell in _cells(m.row)):
        yield "a cell of the row holds a blank: write it without"
    if not all(is_writable(value) for value in (m.entity, m.unit, m.note)):
        yield "normal form, unit or note holds half of a character: type it again"


def _cells(row: Row) -> Iterator[str]:
    yield row.measure
    yield from [] if row.years is None else [row.years]
    yield from row.country or ()


def _unfinished(m: Mark, cells_alone: bool) -> Iterator[str]:
    """What a mention lacks, or has not right, before its paragraph can be accepted."""
    if label := _label(m.label):
        yield from unfinished(m, label, cells_alone)
        if m.entity is not None and (reason := wrong_form(label, m.entity)):
            yield reason


def is_writable(value: str | None) -> bool:
    """Whether UTF-8 can say it: half of a surrogate pair is no character."""
    return value is None or not re.search("[\ud800-\udfff]", value)


def _wrong_span(m: Mark, text: str) -> Iterator[str]:
    if not 0 <= m.start < m.end <= len(text):
        yield f"the span {m.start}-{m.end} is not in the text of {len(text)} characters: mark it again"
        return
    words = text[m.start : m.end]
    if words != m.text:
        yield f"the text has {words!r} at {m.start}-{m.end}, not {m.text!r}: reload the paragraph and mark it again"
    elif not letters(words):
        yield f"{words!r} holds no letter or digit: mark the words"
    elif words != words.strip():
        yield f"{words!r} begins or ends with a blank: mark the words alone"
    elif not _keeps(m, text):
        yield f"{words!r} cuts a character: mark whole characters"


def _keeps(m: Mark, text: str) -> bool:
    """Whether the span comes back the same from the letters in which gold counts."""
    try:
        return character_span(text, *letter_span(text, m.start, m.end), m.text) == (m.start, m.end)
    except ValueError:
        return False


def _repeated_ids(marks: Marks) -> Iterator[Wrong]:
    for name, n in Counter(m.id for m in marks.mentions).items():
        if n > 1:
            yield Wrong(at=name, what=f"the id {name} comes {n} times: give each mention its own")


def _overlaps(marks: Marks) -> Iterator[Wrong]:
    ordered = sorted(marks.mentions, key=lambda m: (m.start, m.end))
    for a, b in pairwise(ordered):
        if b.start < a.end:
            yield Wrong(at=b.id, what=f"{b.text!r} overlaps {a.text!r}: keep the longer name, delete the other")


def _wrong_relations(relations: tuple[Arc, ...], labels: Mapping[str, Label]) -> Iterator[Wrong]:
    seen: dict[tuple[str, ...], int] = {}
    for i, r in enumerate(relations):
        ends = sorted((r.subject, r.object)) if r.type in symmetric_types() else (r.subject, r.object)
        key = (r.type, r.role or "", *ends)
        if key in seen:
            yield Wrong(at=f"r{i}", what=f"{r.type} stands between the two already: delete one")
        seen[key] = i
        yield from (Wrong(at=f"r{i}", what=what) for what in _wrong_relation(r, labels))


def _wrong_relation(r: Arc, labels: Mapping[str, Label]) -> Iterator[str]:
    if r.polarity not in get_args(Polarity) or r.modality not in get_args(Modality):
        yield "write affirmed or negated, actual or planned"
    yield from wrong_status(r)
    rules = next((rules for rules in relation_rules() if rules.type == r.type), None)
    missing = [name for name in (r.subject, r.object) if name not in labels]
    if rules is None:
        yield f"{r.type!r} is no relation: choose a type"
    elif missing:
        yield f"{r.type} names {missing[0]}, which is no mention with a label: draw the relation again"
    elif r.subject == r.object:
        yield f"{r.type} joins a mention with itself: choose another"
    else:
        yield from _wrong_ends(r, rules, labels)


def _wrong_ends(r: Arc, rules: RelationRules, labels: Mapping[str, Label]) -> Iterator[str]:
    ends = (("subject", r.subject, rules.arguments.subject), ("object", r.object, rules.arguments.object))
    for role, name, allowed in ends:
        if labels[name] not in allowed:
            yield f"the {role} of {r.type} is {' or '.join(allowed)}, not {labels[name]}: choose another type or end"
