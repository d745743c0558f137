"""Quantities as the units of later ones need them, and the unit of a quantity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from sgreports.knowledge.statements.quantities import quantities
from sgreports.model.facts import UnitSource
from sgreports.parsing.tokens import Token
from sgreports.sentence.noun_phrases import unit_text


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """What a quantity counts, as written, empty where nothing is named, and its noun; `step` is how it was found,
    `probability` that of a choice."""

    unit: str
    step: str
    noun: Token | None = field(default=None, repr=False, compare=False)
    probability: float | None = field(default=None, compare=False)

    @classmethod
    def of(cls, noun: Token, step: str) -> Self:
        return cls(unit_text(noun), step, noun)

    @property
    def source(self) -> UnitSource | None:
        """Whether the noun is beside the number or supplied from elsewhere; None without a unit."""
        return quantities().unit_steps[self.step].source if self.unit else None

    @property
    def score(self) -> float | None:
        """The estimated probability that the unit is right; None without a unit."""
        if not self.unit:
            return None
        return quantities().unit_steps[self.step].score if self.probability is None else self.probability

    def chosen(self, probability: float | None) -> Self:
        """The unit with the probability that the model gives it."""
        return replace(self, probability=probability)


@dataclass(frozen=True, slots=True)
class QuantitySpan:
    """A quantity's range of the text, its kind, its currency or measure, and once known what it counts, with its noun.

    `earlier` is the nearest quantity before it that counts something.
    """

    start: int
    end: int
    kind: str
    tail: str = ""
    unit: str = ""
    noun: Token | None = field(default=None, repr=False, compare=False)
    earlier: "QuantitySpan | None" = field(default=None, repr=False, compare=False)

    def again(self, step: str) -> CountedUnit:
        """The same, counted by a later quantity."""
        return CountedUnit(self.unit, step, self.noun)


def with_units(before: Sequence[QuantitySpan]) -> Iterator[QuantitySpan]:
    """The quantities that count something, the last one first."""
    last = before[-1] if before else None
    while last is not None:
        if last.unit:
            yield last
        last = last.earlier
