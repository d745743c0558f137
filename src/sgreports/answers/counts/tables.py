"""Totals in tables of the reports of a series: how many there were at a moment, by title and columns."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.answers.counts.question import Question
from sgreports.answers.named import country_code
from sgreports.answers.queries import find_report_in, opened
from sgreports.answers.series.measures import Chain, chains
from sgreports.answers.series.points import Point, cell_points, undated
from sgreports.answers.series.question import SeriesQuestion
from sgreports.dataset.files.parquet import Record, records
from sgreports.knowledge.statements.quantities import quantities
from sgreports.knowledge.statements.unit_classes import is_person_class, unit_class
from sgreports.model.table_headings import is_total

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TABLES = """
    WITH titled AS (
        SELECT t.document, t."table" AS table_key, d.about_countries, d.mission,
               list(DISTINCT m.entity) FILTER (m.entity IS NOT NULL) AS named
        FROM tables t JOIN documents d ON d.document = t.document
        LEFT JOIN mentions m ON m.document = t.document AND m.text_unit = 'caption/' || t."table"
            AND m.label = 'AGENCY'
        GROUP BY ALL
    ),
    held AS (SELECT *, CASE WHEN len(named) > 0 THEN named ELSE [mission] END AS whose FROM titled)
    SELECT document, table_key, about_countries, holders_of_missions(whose) AS holder,
           CAST($of_whom AS VARCHAR) IS NULL
           OR coalesce(is_called(whose, string_split(holders(whose), '; '), $of_whom), false) AS of_whom
    FROM held
"""
"""Each table, with the bodies that its title names, else the mission of its report."""
TABLE_TOTAL = (
    "thing", "on_day", "amount", "document", "place", "page", "link", "title", "latest", "last_of_year",
)  # fmt: skip
"""Columns of the totals of tables."""
NO_STRENGTH = re.compile(r"percent|per cent|%|\bshare\b|casualt|fatalit", re.IGNORECASE)
OF_TOTAL = re.compile(r"(?:(?<!\W)\W++)?\bTotal\b\W*+")
STANDING_EVENTS = (None, "deployed")
"""What the people of a table of strengths are; a table says no other event."""


def table_lines(connection: "DuckDBPyConnection", question: Question) -> tuple[Record, ...]:
    """The totals of tables that fit, a row a line and day: those of most days first, and of each the latest first.

    A table says whom it counts and of which day, never who did it or who said so.
    """
    if question.event not in STANDING_EVENTS or question.agent or question.source or question.unit_class is None:
        return ()
    tables = {(t["document"], t["table_key"]): t for t in records(connection, TABLES, {"of_whom": question.whose})}
    documents = {find_report_in(connection, symbol) for symbol in question.documents}
    points = cell_points(connection, SeriesQuestion(of=question.series))
    found = [p for p in points if _fits(p, question, tables, documents)]
    return tuple(row for line in _lines(found) for row in _rows(line))


def _lines(points: Sequence[Point]) -> list[Chain]:
    """The lines of points, a whole before its parts."""
    return sorted(chains(points), key=lambda line: (line[-1].phrase.count(", "), -len(line), _title(line[-1])))


def all_table_lines(dataset: Path) -> list[Record]:
    """The totals of all tables in the same form and order, with what can be chosen by.

    That is what is `counted`, and the `country` and `holder` of the table; `line` numbers the lines. They are lines of
    all tables; `table_lines` chooses first, and its lines may be others. Raises UsageError where `dataset` holds no
    run.
    """
    with opened(dataset) as connection:
        tables = {(t["document"], t["table_key"]): t for t in records(connection, TABLES, {"of_whom": None})}
        by_class: dict[str, list[Point]] = defaultdict(list)
        for point in cell_points(connection, SeriesQuestion()):
            if _is_total(point) and (counted := _class(point)):
                by_class[counted].append(point)
    lines = [(counted, line) for counted, points in by_class.items() for line in _lines(points)]
    return [
        {"line": n, "counted": counted, **row}
        for n, (counted, line) in enumerate(lines)
        for row in _described(line, tables)
    ]


def _described(line: Chain, tables: Mapping[tuple[str, str], Record]) -> Iterator[Record]:
    for row in _rows(line):
        table = tables[row["document"], row["place"].split(",")[0]]
        country = table["about_countries"][0] if len(table["about_countries"]) == 1 else None
        yield {**row, "country": country, "holder": table["holder"]}


def _is_total(point: Point) -> bool:
    return is_total(point.key[2] or "", whole=True) and not NO_STRENGTH.search(f"{point.phrase} {point.sentence}")


def _fits(point: Point, question: Question, tables: dict[tuple[str, str], Record], documents: Collection[str]) -> bool:
    table = tables[point.document, point.place.split(",")[0]]
    country, (first, last) = country_code(question.country), question.days
    return (
        _is_total(point)
        and table["of_whom"]
        and (not documents or point.document in documents)
        and (country is None or table["about_countries"] == [country])
        and (question.year is None or point.day.year == question.year)
        and (first or point.day) <= point.day <= (last or point.day)
        and _class(point) == question.unit_class
    )


def _class(point: Point) -> str | None:
    """What a table counts: money that its title names, else the people that its headings, else its title name, else
    the things."""
    for text in (point.phrase, point.sentence):
        found = [unit_class(word, "cardinal") for word in re.findall(r"[a-z]+", text.lower())]
        if people := [name for name in found if is_person_class(name)]:
            in_money = any(name in point.sentence for name in quantities().currency_words)
            return "money" if in_money else "personnel" if "personnel" in people else people[0]
    return next((name for name in found if name not in ("other", "states")), None)


def _title(point: Point) -> str:
    """The title and the heading of the column, without day and `Total`: they say which numbers make one line."""
    title, heading = undated(point.sentence), OF_TOTAL.sub(" ", point.phrase).strip()
    return f"{title}: {heading}" if heading else title


def _rows(line: Sequence[Point]) -> Iterator[Record]:
    years: set[int] = set()
    newest = sorted(line, key=lambda p: (p.day, p.document), reverse=True)
    for n, (day, same) in enumerate(groupby(newest, key=lambda p: p.day)):
        point = next(same)
        yield {
            "thing": _title(newest[0]), "on_day": day, "amount": point.value, "document": point.document,
            "place": point.place, "page": point.page, "link": point.link, "title": point.sentence,
            "latest": n == 0, "last_of_year": day.year not in years,
        }  # fmt: skip
        years.add(day.year)
