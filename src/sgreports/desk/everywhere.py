"""Decisions for all occurrences of some words in a report: previews, applies and undoes them.

Paragraphs that are begun or accepted are changed in their file; to all others a decision is applied with the proposal.
What is read blind, to measure agreement, stays as it is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from sgreports.annotation.gold.checks import Wrong, wrong_marks
from sgreports.annotation.gold.letters import digest
from sgreports.annotation.gold.marks import gold_of, marks_of
from sgreports.annotation.gold.records import Mark, Marks
from sgreports.desk.deciding import apply_decisions, apply_rule, depends_on, occurrences, revert
from sgreports.desk.desk import AbsentError, Desk
from sgreports.desk.files.decisions import Change, Decision, Rule
from sgreports.desk.files.folder import ConflictError, StoredParagraph
from sgreports.desk.files.saving import RefusedSaveError, in_order
from sgreports.desk.ordering import Item, is_blind
from sgreports.desk.server.answers import DecisionAnswer, EverywhereAnswer, PlaceAnswer, State
from sgreports.desk.sources.source import PendingError, Proposal, Text
from sgreports.errors import SgreportsError, UsageError

NAMES = ("AGENCY", "COUNTRY", "INSTRUMENT", "PROGRAMME")
"""Labels of names: what a date or count means depends on its sentence."""
AROUND = 50  # characters shown on either side
TRIES = 5  # to change a paragraph that other programs save at the same time
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the report, with what the annotator's file has of it."""

    text: Text
    kept: StoredParagraph
    marks: Marks
    state: State
    index: int | None


def decisions(desk: Desk, document: str, changed: frozenset[str] = frozenset(), left: int = 0) -> EverywhereAnswer:
    """The decisions for a report; `changed` are the paragraphs that have just been."""
    items = tuple(desk.item(n) for n, i in enumerate(desk.items) if i.document == document and i.paragraph in changed)
    known = tuple(_answer(d) for d in desk.decisions.of(document))
    return EverywhereAnswer(decisions=known, items=items, left=left)


def preview(desk: Desk, rule: Rule) -> EverywhereAnswer:
    """Each place that has the words, with what stands there and whether the rule would change it."""
    _check(desk, rule)
    there, blind = _with_words(desk, rule)
    proposals, path = _proposals(desk, rule.document), desk.path(rule.document)
    shown = [_begun(desk, path, *each) or _open(desk, rule.document, proposals or {}, *each) for each in there]
    pending = sum(p.state == "open" for p in shown) if proposals is None else 0
    places = tuple(place for p in shown for place in _places(p, rule))
    update = {"places": places, "blind": blind, "pending": pending}
    return decisions(desk, rule.document).model_copy(update=update)


def decide(desk: Desk, rule: Rule) -> EverywhereAnswer:
    """Applies a rule to what is begun, and from now on to what is proposed. Raises RefusedSaveError where it cannot."""
    _check(desk, rule)
    with desk.lock:
        begun = _all_begun(desk, rule)

        def edit(p: _Paragraph) -> tuple[Marks, tuple[Change, ...]]:
            return apply_rule(p.marks, p.text.text, p.text.key, rule)

        # Written first: what the disk refuses after it can be taken back, as can all that was changed.
        number = desk.decisions.add(rule, tuple(c for p in begun for c in edit(p)[1]))
        changes = tuple(c for p in begun for c in _rewrite(desk, rule.document, p, edit) or ())
        desk.decisions.correct(rule.document, number, changes)
        return decisions(desk, rule.document, frozenset(c.paragraph for c in changes))


def undo(desk: Desk, document: str, number: int) -> EverywhereAnswer:
    """Undoes a decision, but for what someone has changed since.

    Raises AbsentError where there is no such number, UsageError where a later decision began with what it made.
    """
    with desk.lock:
        decision = next((d for d in desk.decisions.of(document) if d.number == number), None)
        if decision is None:
            raise AbsentError(f"{document} has no decision {number}: look at the list again")
        _check_last(desk, decision)
        left = len(decision.changes)  # also where a paragraph is read blind now, has another text, or is not here
        for p in _all_begun(desk, decision.rule):
            changes = [c for c in decision.changes if c.paragraph == p.text.key]
            edit = partial(_reverted, changes=changes, rule=decision.rule)
            left -= (_rewrite(desk, document, p, edit) or 0) if changes else 0
        desk.decisions.correct(document, number, (), undone=True)
        return decisions(desk, document, frozenset(c.paragraph for c in decision.changes), left)


def _reverted(p: _Paragraph, changes: list[Change], rule: Rule) -> tuple[Marks, int]:
    marks, stay = revert(p.marks, changes, rule)
    return marks, len(changes) - stay


def _rewrite(
    desk: Desk, document: str, p: _Paragraph, edit: Callable[[_Paragraph], tuple[Marks, Result]]
) -> Result | None:
    """Saves what `edit` makes of a paragraph, again after conflicts, and returns the second value of `edit`."""
    for _ in range(TRIES):
        marks, result = edit(p)
        try:
            return result if marks == p.marks or _save(desk, document, p, marks) else None
        except ConflictError:
            now = _begun(desk, desk.path(document), p.text, p.index)
            if now is None:
                break
            p = now
    return None


def _check(desk: Desk, rule: Rule) -> None:
    if desk.sides:
        raise UsageError(
            "two readings are compared here: decide for a report in `sgreports review`, without --adjudicate"
        )
    if rule.label not in NAMES:
        raise RefusedSaveError([Wrong(at="label", what=f"its sentence says what a {rule.label} is: decide for names")])
    mark = Mark(id="m1", start=0, end=len(rule.text), **rule.model_dump(exclude={"document"}))
    if wrong := wrong_marks(Marks(mentions=(mark,)), rule.text):
        raise RefusedSaveError(wrong)


def _check_last(desk: Desk, decision: Decision) -> None:
    later = next((d for d in desk.decisions.of(decision.rule.document) if depends_on(d, decision)), None)
    if later is not None:
        raise UsageError(
            f"decision {later.number} changed again what decision {decision.number} made of {decision.rule.text!r}: "
            f"undo {later.number} first"
        )


def _with_words(desk: Desk, rule: Rule) -> tuple[list[tuple[Text, int | None]], int]:
    """The paragraphs that have the words, with their places in the queue, and how many more are read blind."""
    queued = {i.paragraph: (n, i.blind) for n, i in enumerate(desk.items) if i.document == rule.document}
    found: list[tuple[Text, int | None]] = []
    blind = 0
    for text in desk.source.report(rule.document).to_read():
        if not any(occurrences(text.text, rule.text)):
            continue
        index, hidden = queued.get(text.key, (None, is_blind(rule.document, text.key, *desk.blind)))
        blind += hidden
        if not hidden:
            found.append((text, index))
    return found, blind


def _all_begun(desk: Desk, rule: Rule) -> list[_Paragraph]:
    """Those of the paragraphs that have the words that are begun."""
    path = desk.path(rule.document)
    return [p for each in _with_words(desk, rule)[0] if (p := _begun(desk, path, *each))]


def _begun(desk: Desk, path: Path, text: Text, index: int | None) -> _Paragraph | None:
    """A paragraph as the annotator's file has it; None where it has it not, or on another text."""
    kept = desk.folder.read(path, text.key)
    p = kept.paragraph
    if p is None or p.hash != digest(text.text):
        return None
    return _Paragraph(text, kept, marks_of(p, text.text), "saved" if p.draft else "done", index)


def _open(desk: Desk, document: str, proposals: Mapping[str, Proposal], text: Text, index: int | None) -> _Paragraph:
    """A paragraph that is not begun, with its proposal and what was decided."""
    proposed = proposals[text.key].bare() if text.key in proposals else Marks()
    return _Paragraph(
        text, StoredParagraph(), apply_decisions(proposed, text.text, desk.decisions.of(document)), "open", index
    )


def _proposals(desk: Desk, document: str) -> Mapping[str, Proposal] | None:
    """The proposals by paragraph; None while they are being made, and where that failed."""
    try:
        return desk.source.proposals(document) or {}
    except (PendingError, SgreportsError):
        return None


def _save(desk: Desk, document: str, p: _Paragraph, marks: Marks) -> bool:
    """Keeps the marks; false where something in them is wrong: an accepted paragraph has to stay whole."""
    old = p.kept.paragraph
    assert old
    if wrong_marks(marks, p.text.text, draft=old.draft):
        return False
    new = gold_of(marks, p.text.text, document, p.text.key, old.annotator, draft=old.draft)
    stays = {"relations": in_order(new.relations, old.relations), "note": old.note, "proposed": old.proposed,
             "adjudicated": old.adjudicated}  # fmt: skip
    order = [paragraph.key for paragraph in desk.source.report(document).paragraphs]
    kept = desk.folder.save(desk.path(document), new.model_copy(update=stays), p.kept.version, order)
    desk.note_state(kept.paragraph, Item(document, p.text.key, ""))
    return True


def _places(p: _Paragraph, rule: Rule) -> Iterator[PlaceAnswer]:
    changes = {(c.start, c.end): c for c in apply_rule(p.marks, p.text.text, p.text.key, rule)[1]}
    for start, end in occurrences(p.text.text, rule.text):
        there = next((m for m in p.marks.mentions if m.start < end and m.end > start), None)
        yield PlaceAnswer(
            index=p.index, paragraph=p.text.key, state=p.state, was=there, changes=(start, end) in changes,
            before=p.text.text[max(0, start - AROUND) : start], words=rule.text, after=p.text.text[end : end + AROUND],
        )  # fmt: skip


def _answer(d: Decision) -> DecisionAnswer:
    return DecisionAnswer(number=d.number, rule=d.rule, changed=len(d.changes))
