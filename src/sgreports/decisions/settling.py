"""What holds of a number where readers have said something: the last word of each, a person before a model."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from sgreports.decisions.decision import Decision
from sgreports.model.facts import ReaderKind, RowVerdict


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds: `right` also where cells are corrected, by whom, and the decision; where readers differ, the last."""

    verdict: RowVerdict
    by: str
    kind: ReaderKind
    decision: Decision


def last_words(decisions: Iterable[Decision]) -> list[Decision]:
    """The last decision of each reader that is one, of persons alone where there are any; in the order that they fell.

    One `unsure` takes back what its reader said before.
    """
    last: dict[str, Decision] = {}
    for decision in decisions:
        last.pop(decision.by, None)
        last[decision.by] = decision
    decided = [d for d in last.values() if d.verdict != "unsure"]
    return [d for d in decided if d.kind == "person"] or decided


def settled(words: Sequence[Decision], effect: Callable[[Decision], Hashable]) -> Settled | None:
    """What last words come to; `effect` is what a decision makes of the row, equal where two readers agree.

    The last one that settles holds against the others.
    """
    settling = [d for d in words if d.settles][-1:]
    agreeing = settling or list(words)
    if not agreeing:
        return None
    last, by = agreeing[-1], ", ".join(sorted(d.by for d in agreeing))
    differ = len(agreeing) > 1 and len({effect(d) for d in agreeing}) > 1
    return Settled("disputed" if differ else "wrong" if last.verdict == "wrong" else "right", by, last.kind, last)
