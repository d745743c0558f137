"""Drawings of totals by year, and of series over time. Need matplotlib: the extra `plot`."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from textwrap import fill
from typing import Any

from sgreports.answers.counts.answer import Answer, answer
from sgreports.answers.counts.question import Question
from sgreports.answers.series.answer import Measure
from sgreports.dataset.files.atomic import replacing_file
from sgreports.dataset.files.parquet import Record
from sgreports.dataset.files.written import WRITTEN
from sgreports.dataset.views.bounds import SIGNS, joint

MEASURES = 6  # measures of a drawing, each with axes of its own
MOST, OTHERS, UNKNOWN = 8, "others", "unknown"
"""Groups that have a colour of their own; the smallest go together."""
Bars = dict[str, dict[str, float]]
OPTIONS = {"counted": "--unit-class", "event": "--event"}
"""What chooses one of several things that make no sum."""
FIXED: Any = {"svg.hashsalt": "sgreports", "svg.fonttype": "none"}
"""The same totals give the same bytes, and text stays text."""


def draw_totals(path: Path, dataset: Path, question: Question) -> None:
    """Stacked bars by year of the event, each under its total with its sign (`>38`); a year that is not known is a bar
    of its own. The suffix says the format.

    Raises ValueError for a format that there is not, or where nothing is summed.
    """
    asked = question if "year" in question.by else question.model_copy(update={"by": (*question.by, "year")})
    found = answer(dataset, asked)
    check(found)
    years, groups = bars(found)
    with drawn(path, figsize=(max(6, len(years) * 0.6 + 2), 4)) as (axes,):
        below = dict.fromkeys(years, 0.0)
        for name, values in groups.items():
            heights = [values.get(year, 0.0) for year in years]
            axes.bar(years, heights, bottom=[below[year] for year in years], label=name)
            below = {year: below[year] + values.get(year, 0.0) for year in years}
        for year, sign in _signs(found).items():
            axes.annotate(f"{sign}{below[year]:,.0f}", (year, below[year]), ha="center", va="bottom", fontsize=7)
        axes.set_title(_title(question), fontsize=10)
        axes.yaxis.set_major_formatter("{x:,.0f}")
        axes.tick_params(axis="x", rotation=45 if len(years) > 8 else 0)
        if len(groups) > 1:
            axes.legend(fontsize=8, frameon=False)


@contextmanager
def drawn(path: Path, rows: int = 1, **how: Any) -> Iterator[Sequence[Any]]:
    """The axes of a figure, one below the other, that is written when the block ends; the suffix says the format."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot

    with mpl.rc_context(FIXED):
        figure, axes = pyplot.subplots(rows, squeeze=False, layout="constrained", **how)
        yield axes[:, 0]
        with replacing_file(path, WRITTEN) as new:
            figure.savefig(new, metadata={"Date": None} if path.suffix == ".svg" else None)
        pyplot.close(figure)


def check(found: Answer) -> None:
    """Raises ValueError where there is nothing to draw, or children and dollars, killed and returned would stand on one
    another."""
    if not any(row["total"] is not None for row in found.rows):
        raise ValueError("nothing is summed")
    for name in _not_asked(found.question):
        several = sorted({row[name] for row in found.rows if row["total"] is not None and row[name] is not None})
        if len(several) > 1:
            how = f"{OPTIONS[name]}, or --by {name}" if name in OPTIONS else f"--by {name}"
            raise ValueError(f"it would stack {several[0]} and {several[1]}; choose with {how}")


def _not_asked(question: Question) -> list[str]:
    """What is grouped by only so that no sum is made of several things."""
    return [name for name in question.groups if name not in question.by]


def bars(found: Answer) -> tuple[list[str], Bars]:
    """The years in order, and of each group the totals by year: the largest group first, the smallest together.

    What is not known to be the one thing that is drawn is left out.
    """
    names = [name for name in found.question.by if name != "year"]
    groups: Bars = defaultdict(lambda: defaultdict(float))
    for row in _drawn_rows(found):
        name = ", ".join(UNKNOWN if row[n] is None else str(row[n]) for n in names)
        groups[name][row["year"] or UNKNOWN] += row["total"]
    ranked = sorted(groups, key=lambda name: (-sum(groups[name].values()), name))
    shown: Bars = {name: groups[name] for name in ranked[:MOST]}
    for name in ranked[MOST:]:
        others = shown.setdefault(OTHERS, {})
        for year, value in groups[name].items():
            others[year] = others.get(year, 0.0) + value
    years = {year for values in shown.values() for year in values}
    return sorted(years, key=lambda year: (year == UNKNOWN, year)), shown


def _drawn_rows(found: Answer) -> list[Record]:
    apart = _not_asked(found.question)
    return [row for row in found.rows if row["total"] is not None and all(row[name] is not None for name in apart)]


def _signs(found: Answer) -> dict[str, str]:
    """The sign of each year's total: `≥` where it is at least so much."""
    bounds: dict[str, set[str]] = defaultdict(set)
    for row in _drawn_rows(found):
        bounds[row["year"] or UNKNOWN].add(row["bound"])
    return {year: SIGNS[joint(its)] for year, its in bounds.items()}


def _title(question: Question) -> str:
    of = (question.series, *question.documents)
    asked = (question.unit_class, question.event, question.country, question.agent, *of)
    return f"{', '.join(a for a in asked if a) or 'counts'}, by year of the event"


def draw_series(path: Path, measures: Sequence[Measure]) -> None:
    """The first MEASURES measures, one below the other; the line is dashed where a report between says no value.

    The suffix says the format. Raises ValueError for a format that there is not, and where there is no measure.
    """
    if not measures:
        raise ValueError("no measure has values of enough periods: three, or as many as --least says")
    shown = measures[:MEASURES]
    with drawn(path, len(shown), figsize=(8, 2.6 * len(shown)), sharex=True) as axes:
        for below, measure in zip(axes, shown, strict=True):
            _draw_one(below, measure)


def _draw_one(axes: Any, measure: Measure) -> None:
    values = [value for value in measure.values if value.latest]
    one_place = measure.country is not None or measure.of_table  # values without a place may be of several
    for before, after in pairwise(values) if one_place else ():
        days, both = (before.point.day, after.point.day), (before.point.value, after.point.value)
        axes.plot(days, both, color="tab:blue", linestyle="--" if after.after_gap else "-", linewidth=1.4)
    axes.scatter([v.point.day for v in values], [v.point.value for v in values], color="tab:blue", s=16, zorder=3)
    axes.set_title(fill(f"{measure.series}: {measure.name}", 90), fontsize=9, loc="left")
    axes.set_ylabel(measure.unit or "", fontsize=8)
    axes.yaxis.set_major_formatter("{x:,.0f}" if all(v.point.value >= 10 for v in values) else "{x:g}")
    axes.set_ylim(bottom=0)
    axes.spines[["top", "right"]].set_visible(False)
