"""What a comparison is made of: spans on letters, counts of outcomes, errors with their place."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
Tally = dict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Span:
    """A found or gold mention on letters."""

    label: str
    start: int
    end: int
    row: Row

    @property
    def key(self) -> tuple[str, int, int]:
        """What makes two spans the same: label and edges."""
        return self.label, self.start, self.end

    def meets(self, other: "Span") -> bool:
        """Whether two spans of one label share a letter."""
        return self.label == other.label and min(self.end, other.end) > max(self.start, other.start)


@dataclass(frozen=True, slots=True)
class Slip:
    """One error: `what` is missed, spurious, or the name of a wrong value; `rule` made the spurious or wrong row."""

    what: str
    name: str
    detail: str
    document: str
    paragraph: str
    rule: str = ""
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Comparison:
    """The counts of true and false positives and of misses by score name, and the errors behind them."""

    document: str
    paragraph: str
    tally: Tally = field(default_factory=lambda: defaultdict(Counter))
    slips: list[Slip] = field(default_factory=list)

    def stand_apart(self, group: str) -> None:
        """Names the scores after a group of paragraphs, so that they are added to those of no other."""
        for name in list(self.tally):
            self.tally[f"{name} ({group})"] = self.tally.pop(name)

    def count(self, outcome: str, *names: str) -> None:
        """Counts an outcome (`tp`, `fp`, `fn`, …) under each of the scores named."""
        for name in names:
            self.tally[name][outcome] += 1

    def slip(self, what: str, name: str, detail: str, rule: str = "", span: Span | None = None) -> None:
        """Keeps an error with its place, for those who look at errors."""
        start, end = (span.start, span.end) if span else (0, 0)
        self.slips.append(Slip(what, name, detail, self.document, self.paragraph, rule, start, end))
