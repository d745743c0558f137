"""One decision for the same words, applied to the marks of a paragraph and taken back: no files, no queue."""

import re
from collections.abc import Iterable, Iterator

from sgreports.annotation.gold.records import Arc, Mark, Marks
from sgreports.desk.files.decisions import Change, Decision, Rule
from sgreports.knowledge.statements.relations import relation_rules

INSIDE = r"[/.,:&@'’]"  # signs inside a word: `UNICEF` is no word of `UNICEF.org`, but one of `UNICEF’s`


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """The places where words stand in a text as whole words."""
    whole = rf"(?<!\w)(?<!\w{INSIDE}){re.escape(words)}(?!\w|(?!['’]s\b){INSIDE}\w)"
    yield from (found.span() for found in re.finditer(whole, text))


def applied(marks: Marks, text: str, paragraph: str, rule: Rule) -> tuple[Marks, tuple[Change, ...]]:
    """The marks with a rule, and each place that it changed; a part of a longer name stays."""
    changes: list[Change] = []
    for start, end in occurrences(text, rule.text):
        there = [m for m in marks.mentions if m.start < end and m.end > start]
        was = there[0] if there else None
        if was and (len(there) > 1 or (was.start, was.end) != (start, end) or rule.holds(was)):
            continue
        new = Mark(
            id=was.id if was else _free(marks), label=rule.label, start=start, end=end, text=rule.text,
            entity=rule.entity, kind=rule.kind, note=was.note if was else None,
        )  # fmt: skip
        changed = _with(marks, was, new)
        lost = tuple(r for r in marks.relations if r not in changed.relations)
        ends = {end for r in lost for end in (r.subject, r.object)}
        others = tuple(m for m in marks.mentions if m.id in ends and m is not was)
        changes.append(Change(paragraph=paragraph, start=start, end=end, was=was, lost=lost, others=others))
        marks = changed
    return marks, tuple(changes)


def decided(marks: Marks, text: str, decisions: Iterable[Decision]) -> Marks:
    """The marks with all that was decided for their report."""
    for decision in decisions:
        marks, _ = applied(marks, text, "", decision.rule)
    return marks


def followed(
    marks: Marks, proposed: Marks, text: str, paragraph: str, decisions: Iterable[Decision]
) -> dict[int, tuple[Change, ...]]:
    """What decisions, by their number, made of a proposal where the marks begun with it still have that."""
    made: dict[int, tuple[Change, ...]] = {}
    for decision in decisions:
        proposed, made[decision.number] = applied(proposed, text, paragraph, decision.rule)
    kept = {_said(m) for m in marks.mentions} & {_said(m) for m in proposed.mentions}
    places = {(start, end) for start, end, *_ in kept}
    return {number: tuple(c for c in its if (c.start, c.end) in places) for number, its in made.items()}


def _said(m: Mark) -> tuple[int, int, str, str | None, str | None]:
    return m.start, m.end, m.label, m.entity, m.kind


def built_on(later: Decision, earlier: Decision) -> bool:
    """Whether a decision changed a place that another had made what it was."""
    made = {(c.paragraph, c.start, c.end) for c in earlier.changes}
    return later.number > earlier.number and any(
        c.was is not None and earlier.rule.holds(c.was) and (c.paragraph, c.start, c.end) in made for c in later.changes
    )


def taken_back(marks: Marks, changes: Iterable[Change], rule: Rule) -> tuple[Marks, int]:
    """The marks as they were before a rule, and how many places stay since someone has changed them again."""
    left = 0
    for c in reversed(tuple(changes)):  # a relation of two places comes back once both have
        it = next((m for m in marks.mentions if (m.start, m.end) == (c.start, c.end)), None)
        if it is None or not rule.holds(it):
            left += 1
        else:
            was = c.was.model_copy(update={"id": it.id, "note": it.note}) if c.was else None
            marks = _with(marks, it, was, _regained(c, it, marks))
    return marks, left


def _regained(c: Change, it: Mark, marks: Marks) -> Iterator[Arc]:
    """The relations that a change cost, between the mentions of now: an id may be another's by now."""
    there = {(m.start, m.end, m.label): m.id for m in marks.mentions}
    now = {m.id: there.get((m.start, m.end, m.label)) for m in c.others} | ({c.was.id: it.id} if c.was else {})
    for r in c.lost:
        if (subject := now.get(r.subject)) and (object_ := now.get(r.object)):
            yield r.model_copy(update={"subject": subject, "object": object_})


def _with(marks: Marks, old: Mark | None, new: Mark | None, more: Iterable[Arc] = ()) -> Marks:
    """Marks with one mention in place of another, and of their relations and some more those that the labels allow."""
    mentions = [m for m in marks.mentions if m is not old] + ([new] if new else [])
    labels = {m.id: m.label for m in mentions}
    relations = dict.fromkeys((*marks.relations, *more))
    return Marks(
        mentions=tuple(sorted(mentions, key=lambda m: m.start)),
        relations=tuple(r for r in relations if _allowed(r, labels)),
    )


def _allowed(r: Arc, labels: dict[str, str]) -> bool:
    ends = next((rules.arguments for rules in relation_rules() if rules.type == r.type), None)
    return ends is not None and labels.get(r.subject) in ends.subject and labels.get(r.object) in ends.object


def _free(marks: Marks) -> str:
    return f"m{max((int(m.id[1:]) for m in marks.mentions if m.id[1:].isdigit()), default=0) + 1}"
