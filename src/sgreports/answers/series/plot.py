"""A drawing of series over time. Needs matplotlib: the extra `plot`."""

import datetime
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from textwrap import fill
from typing import Any

from sgreports.answers.counts.plot import drawn
from sgreports.answers.series.answer import Measure, Value

MOST = 6  # measures of a drawing, each with axes of its own


def draw(path: Path, measures: Sequence[Measure]) -> None:
    """The first MOST measures, one below the other; the line is dashed where a report between says no value.

    The suffix says the format. Raises ValueError for a format that there is not, and where there is no measure.
    """
    if not measures:
        raise ValueError("no measure fits")
    shown = measures[:MOST]
    with drawn(path, len(shown), figsize=(8, 2.6 * len(shown)), sharex=True) as axes:
        for below, measure in zip(axes, shown, strict=True):
            _draw_one(below, measure)


def _draw_one(axes: Any, measure: Measure) -> None:
    values = [value for value in measure.values if value.latest]
    for before, after in pairwise(values):
        axes.plot(*_line(before, after), color="tab:blue", linestyle="--" if after.after_gap else "-", linewidth=1.4)
    axes.scatter([_day(v) for v in values], [v.point.value for v in values], color="tab:blue", s=16, zorder=3)
    axes.set_title(fill(f"{measure.series}: {measure.name}", 90), fontsize=9, loc="left")
    axes.set_ylabel(measure.unit or "", fontsize=8)
    axes.yaxis.set_major_formatter("{x:,.0f}" if all(v.point.value >= 10 for v in values) else "{x:g}")
    axes.set_ylim(bottom=0)
    axes.spines[["top", "right"]].set_visible(False)


def _line(before: Value, after: Value) -> tuple[list[datetime.date], list[float]]:
    return [_day(before), _day(after)], [before.point.value, after.point.value]


def _day(value: Value) -> datetime.date:
    return value.point.day
