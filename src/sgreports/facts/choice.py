"""The candidates of a cell, and which of them is likeliest.

They stand in the order in which the contract (facts.md) takes them. The trained model weighs what speaks for each;
without a model the first is taken.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sgreports.evidence.linear import LinearModel, places

ANSWERS = ("wrong", "right")


class Candidate(Protocol):
    """Something that a cell may hold, with what speaks for and against it."""

    @property
    def evidence(self) -> tuple[str, ...]: ...


Option = TypeVar("Option", bound=Candidate)


def choose(candidates: Sequence[Option], model: LinearModel | None) -> tuple[Option, float | None]:
    """The likeliest candidate, the first of equals, and the estimated probability that it is right (None without a
    model)."""
    if model is None:
        return candidates[0], None
    chances = [float(model.chances(places(each.evidence))[1]) for each in candidates]
    best = max(range(len(candidates)), key=lambda n: (round(chances[n], 4), -n))
    return candidates[best], round(model.meta.share(chances[best]), 3)
