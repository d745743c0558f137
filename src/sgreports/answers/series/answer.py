"""The series of a dataset: each measure with its values over time, and where each is said."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median

from sgreports.answers.queries import opened
from sgreports.answers.series.measures import Chain, chains
from sgreports.answers.series.points import Point, points, undated
from sgreports.answers.series.question import SeriesQuestion
from sgreports.answers.series.words import content_words
from sgreports.dataset.files.parquet import Record, records
from sgreports.knowledge.statements.quantities import month_numbers
from sgreports.model.base import Frozen

NAME_WORDS = 14
FAR, OTHERS = 10, 3


class Value(Frozen):
    """A value of a period.

    `latest` is false where a later report gives the same period again; `after_gap` is true where a report of the
    series between the value before and this one says none. `outlier` is true where the value is FAR times the median of
    at least OTHERS other values, or that part of it: misprinted, or not of this measure.
    """

    point: Point
    latest: bool
    after_gap: bool
    outlier: bool


class Measure(Frozen):
    """A measure: what recurs in the reports of a series, with its values by period."""

    number: int
    """Its place in the answer, from 1."""
    series: str
    name: str
    """The words that all its sentences share, or the headers of the cell and the title of its table."""
    unit: str | None
    event: str | None
    country: str | None
    values: tuple[Value, ...]
    alike: float
    """How alike neighbouring sentences are, 0 to 1: the share of their words that both have."""

    @property
    def last(self) -> Point:
        return self.values[-1].point

    @property
    def of_table(self) -> bool:
        return self.last.key[0] == "cell"

    @property
    def of_total(self) -> bool:
        return self.of_table and "total" in self.last.near

    @property
    def of_one_report(self) -> bool:
        return len({value.point.document for value in self.values}) == 1


def series(dataset: Path, question: SeriesQuestion) -> tuple[Measure, ...]:
    """The measures that have values of `least` periods, those of most periods and most alike sentences first.

    Of the rows of one table the totals come with the first, the others after the first of all other measures; what a
    single report gives for several years comes last.
    """
    asked = content_words(question.words)
    reports = _reports(dataset)
    found = [c for c in chains(points(dataset, question)) if len({p.period for p in c}) >= question.least]
    measures = [_measure(chain, reports[chain[-1].key[1] or ""]) for chain in found]
    return _ranked(m for m in measures if asked <= m.last.words | m.last.near)


def _ranked(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    best = sorted(measures, key=lambda m: (not m.of_total, -len(m.values) * m.alike, m.series, m.name))
    before: Counter[object] = Counter()
    turns = []
    for measure in best:
        turns.append((before[_column(measure)], measure))
        before[_column(measure)] += 1
    ranked = sorted(turns, key=lambda turn: (turn[1].of_one_report, turn[0], -len(turn[1].values) * turn[1].alike))
    return tuple(m.model_copy(update={"number": n}) for n, (_, m) in enumerate(ranked, 1))


def _column(measure: Measure) -> object:
    """What the rows of one table have in common; of a measure in sentences itself."""
    return (measure.series, measure.last.key[-1], measure.last.words) if measure.of_table else measure.values


def _reports(dataset: Path) -> dict[str, list[str]]:
    """The reports of each series, in the order of their dates."""
    query = (
        "SELECT series, document FROM documents WHERE series IS NOT NULL AND date IS NOT NULL ORDER BY date, document"
    )
    found: dict[str, list[str]] = defaultdict(list)
    with opened(dataset) as connection:
        for row in records(connection, query):
            found[row["series"]].append(row["document"])
    return found


def _measure(chain: Chain, reports: Sequence[str]) -> Measure:
    last = chain[-1]
    return Measure(
        number=1, series=last.key[1] or "", name=_name(chain), unit=last.unit, event=last.event, country=last.country,
        values=tuple(_values(chain, reports)), alike=_alike(chain),
    )  # fmt: skip


def _values(chain: Chain, reports: Sequence[str]) -> Iterator[Value]:
    """By period; of several values for one, the latest report's is marked."""
    order = {document: n for n, document in enumerate(reports)}
    said = {point.document for point in chain}
    before: Point | None = None
    in_order = sorted(chain, key=lambda p: (p.day, str(p.period), p.document_date, p.document))
    for _, group in groupby(in_order, key=lambda p: p.period):
        same = list(group)
        for point in same:
            between = reports[order[before.document] + 1 : order[point.document]] if before else ()
            gap = any(d not in said for d in between)
            yield Value(point=point, latest=point is same[-1], after_gap=gap, outlier=_is_far(point, chain))
        before = same[-1]


def _is_far(point: Point, chain: Chain) -> bool:
    others = [other.value for other in chain if other is not point]
    usual = median(others) if len(others) >= OTHERS else 0
    return usual > 0 and not usual / FAR <= point.value <= usual * FAR


def _alike(chain: Chain) -> float:
    pairs = [len(a.words & b.words) / max(len(a.words | b.words), 1) for a, b in pairwise(chain)]
    return round(sum(pairs) / max(len(pairs), 1), 3)


def _name(chain: Chain) -> str:
    last = chain[-1]
    if last.key[0] == "cell":
        return f"{last.phrase} ({undated(last.sentence)})"
    shared = frozenset[str].intersection(*(p.words for p in chain))
    words = ["…" if _is_own(word) else word for word in last.sentence.split()]
    held = [n for n, word in enumerate(words) if (own := content_words(word)) and own <= shared]
    place = len(last.sentence[: last.at].split())  # of the number, which is in the name
    first, end = (max(held[0], place + 3 - NAME_WORDS), max(held[-1], place + 1) + 1) if held else (0, 0)
    shown = " ".join(words[first:end][:NAME_WORDS]).strip(" ,;:.()") if held else last.phrase
    unsaid = [word for word in (last.key[-1] or "").split() if word not in shown.lower()]
    return re.sub(r"…(?: …)+", "…", shown) + (f" ({', '.join(unsaid)})" if unsaid else "")


def _is_own(word: str) -> bool:
    """Whether a word is a report's own: a number, a month."""
    return re.search(r"\d", word) is not None or word.strip(",.;()").lower() in month_numbers()


POINT = (
    "start", "end", "time_from", "value", "number", "exact", "document", "document_date", "place", "page", "link",
    "sentence", "source_id",
)  # fmt: skip
ROW = ("measure", "series", "name", "unit", "event", "country", "alike", "latest", "after_gap", "outlier", *POINT)


def rows(measures: Iterable[Measure]) -> list[Record]:
    """One row a value, by the names of ROW."""
    return [_row(measure, value) for measure in measures for value in measure.values]


def _row(measure: Measure, value: Value) -> Record:
    of_measure = measure.model_dump(include={"series", "name", "unit", "event", "country", "alike"})
    said = {name: getattr(value.point, name) for name in POINT}
    marks = {name: getattr(value, name) for name in ("latest", "after_gap", "outlier")}
    return {"measure": measure.number, **of_measure, **marks, **said}
