"""The shares of cells of counts that are right on the project's gold, by raw score.

`data/count_scores.csv`: `cell,raw,right,of`, written by `benchmarks/count_scores.py --fit` from the train split. Few
cases say little: a step's share is drawn to the share of the cell by `PRIOR` cases.
The rules were tuned on that split, so they make more errors elsewhere, by the factor `UNSEEN`.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, get_args

from sgreports.knowledge.data_files import data_folder, read_csv

Cell = Literal["row", "unit", "event", "agent", "time", "country"]
CELLS: tuple[Cell, ...] = get_args(Cell)
PRIOR = 8.0
UNSEEN: Mapping[Cell, float] = {"row": 1.2, "unit": 1.0, "event": 1.0, "agent": 1.5, "time": 1.5, "country": 1.5}
"""Errors to one on train. On dev 101 of 165 rows were wrong, 6 of 126 units, 18 of 137 events, 18 of 47 times."""
LEAST = 0.05


def step_of(raw: float) -> float:
    """The tenth that a raw score lies in, by its lower end."""
    return min(int(raw * 10 + 1e-9), 9) / 10


@lru_cache(maxsize=10_000)
def calibrated(cell: Cell, raw: float) -> float:
    """The estimated probability that a cell with this raw score is right; the raw score where nothing is known."""
    steps = _counts().get(cell)
    if not steps:
        return raw
    right, of = sum(n for n, _ in steps.values()), sum(n for _, n in steps.values())
    here, all_here = steps.get(step_of(raw), (0, 0))
    share = (here + PRIOR * right / of) / (all_here + PRIOR)
    return round(max(LEAST, 1 - UNSEEN[cell] * (1 - share)), 3)


@cache
def _counts() -> Mapping[str, Mapping[float, tuple[int, int]]]:
    """Cases right and all, by cell and step."""
    found: dict[str, dict[float, tuple[int, int]]] = {}
    for _, row in read_csv(data_folder() / "count_scores.csv"):
        found.setdefault(row["cell"], {})[float(row["raw"])] = int(row["right"]), int(row["of"])
    return found
