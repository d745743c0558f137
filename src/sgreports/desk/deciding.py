"""Applies a decision for all occurrences of some words to the marks of a paragraph, and reverts it."""

import re
from collections.abc import Iterable, Iterator

from sgreports.annotation.gold.records import Arc, Mark, Marks
from sgreports.desk.files.decisions import Change, Decision, Rule
from sgreports.knowledge.statements.relations import relation_rules

INSIDE = r"[/.,:&@'’]"  # signs inside a word: `UNICEF` is no word of `UNICEF.org`, but one of `UNICEF’s`


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """The spans of words in a text, as whole words."""
    whole = rf"(?<!\w)(?<!\w{INSIDE}){re.escape(words)}(?!\w|(?!['’]s\b){INSIDE}\w)"
    yield from (found.span() for found in re.finditer(whole, text))


def apply_rule(marks: Marks, text: str, paragraph: str, rule: Rule) -> tuple[Marks, tuple[Change, ...]]:
    """The marks with a rule, and each place that it changed; a part of a longer name stays."""
    changes: list[Change] = []
    for start, end in occurrences(text, rule.text):
        there = [m for m in marks.mentions if m.start < end and m.end > start]
        was = there[0] if there else None
        if was and (len(there) > 1 or (was.start, was.end) != (start, end) or rule.holds(was)):
            continue
        new = Mark(
            id=was.id if was else _free_id(marks), label=rule.label, start=start, end=end, text=rule.text,
            entity=rule.entity, kind=rule.kind, note=was.note if was else None,
        )  # fmt: skip
        changed = _with_mention(marks, was, new)
        lost = tuple(r for r in marks.relations if r not in changed.relations)
        ends = {end for r in lost for end in (r.subject, r.object)}
        others = tuple(m for m in marks.mentions if m.id in ends and m is not was)
        changes.append(Change(paragraph=paragraph, start=start, end=end, was=was, lost=lost, others=others))
        marks = changed
    return marks, tuple(changes)


def apply_decisions(marks: Marks, text: str, decisions: Iterable[Decision]) -> Marks:
    """Applies all decisions for a report to marks of it."""
    for decision in decisions:
        marks, _ = apply_rule(marks, text, "", decision.rule)
    return marks


def surviving_changes(
    marks: Marks, proposed: Marks, text: str, paragraph: str, decisions: Iterable[Decision]
) -> dict[int, tuple[Change, ...]]:
    """The changes of a proposal by decisions, by number, that marks which were begun with it still have."""
    changes_of: dict[int, tuple[Change, ...]] = {}
    for decision in decisions:
        proposed, changes_of[decision.number] = apply_rule(proposed, text, paragraph, decision.rule)
    kept = {_values(m) for m in marks.mentions} & {_values(m) for m in proposed.mentions}
    places = {(start, end) for start, end, *_ in kept}
    return {number: tuple(c for c in changes if (c.start, c.end) in places) for number, changes in changes_of.items()}


def _values(m: Mark) -> tuple[int, int, str, str | None, str | None]:
    return m.start, m.end, m.label, m.entity, m.kind


def depends_on(later: Decision, earlier: Decision) -> bool:
    """Whether a decision changed a mention that an earlier one had set."""
    earlier_places = {(c.paragraph, c.start, c.end) for c in earlier.changes}
    return later.number > earlier.number and any(
        c.was is not None and earlier.rule.holds(c.was) and (c.paragraph, c.start, c.end) in earlier_places
        for c in later.changes
    )


def revert(marks: Marks, changes: Iterable[Change], rule: Rule) -> tuple[Marks, int]:
    """Reverts the changes of a rule; also returns how many stay, as someone has changed them since."""
    left = 0
    for c in reversed(tuple(changes)):  # a relation of two places comes back once both have
        mention = next((m for m in marks.mentions if (m.start, m.end) == (c.start, c.end)), None)
        if mention is None or not rule.holds(mention):
            left += 1
        else:
            was = c.was.model_copy(update={"id": mention.id, "note": mention.note}) if c.was else None
            marks = _with_mention(marks, mention, was, _restored_relations(c, mention, marks))
    return marks, left


def _restored_relations(c: Change, mention: Mark, marks: Marks) -> Iterator[Arc]:
    """The relations that a change removed, with the present ids of their mentions."""
    there = {(m.start, m.end, m.label): m.id for m in marks.mentions}
    now = {m.id: there.get((m.start, m.end, m.label)) for m in c.others} | ({c.was.id: mention.id} if c.was else {})
    for r in c.lost:
        if (subject := now.get(r.subject)) and (object_ := now.get(r.object)):
            yield r.model_copy(update={"subject": subject, "object": object_})


def _with_mention(marks: Marks, old: Mark | None, new: Mark | None, more: Iterable[Arc] = ()) -> Marks:
    """Replaces one mention; of the relations, and some more, keeps those that the labels allow."""
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


def _free_id(marks: Marks) -> str:
    return f"m{max((int(m.id[1:]) for m in marks.mentions if m.id[1:].isdigit()), default=0) + 1}"
