"""What one run wins and loses against another on the same gold, paragraph by paragraph, and which rule did it."""

from collections import Counter
from collections.abc import Sequence

from sgreports.annotation.scoring.comparison import Comparison, Slip
from sgreports.model.base import Frozen


class Change(Frozen):
    """An error that is gone (`won`) or new (`lost`) in the second run; `rule` is named where a row was made."""

    outcome: str
    document: str
    paragraph: str
    what: str
    name: str
    detail: str
    rule: str


def changes(first: Sequence[Comparison], second: Sequence[Comparison]) -> list[Change]:
    """The errors of the first run that the second has not, and the other way round, in the gold's order."""
    after = {(c.document, c.paragraph): c for c in second}
    out: list[Change] = []
    for c in first:
        other = after.get((c.document, c.paragraph))
        if other:
            out += [_change("won", s) for s in _only(c, other)] + [_change("lost", s) for s in _only(other, c)]
    return out


def _only(a: Comparison, b: Comparison) -> list[Slip]:
    left = Counter(_key(s) for s in a.slips) - Counter(_key(s) for s in b.slips)
    return [s for s in a.slips if left[_key(s)] > 0]


def _key(s: Slip) -> tuple[str, str, str, int]:
    return s.what, s.name, s.detail, s.start


def _change(outcome: str, s: Slip) -> Change:
    return Change(
        outcome=outcome, document=s.document, paragraph=s.paragraph,
        what=s.what, name=s.name, detail=s.detail, rule=s.rule,
    )  # fmt: skip
