"""The series for the pages: each measure with its values, which point to documents by number."""

from collections.abc import Mapping, Sequence, Set
from functools import cache
from itertools import groupby
from typing import Any

from sgreports.knowledge.names.series import missions, series
from sgreports.model.dates import middle_day, period_in_words

ABOUT = ("series", "name", "unit", "event", "country")
VALUE = ("value", "number", "exact", "latest", "after_gap", "outlier", "place", "page", "sentence")


def series_data(
    rows: Sequence[Mapping[str, Any]], documents: Sequence[str], names: Mapping[str, str], unsure: Set[str]
) -> list[dict[str, Any]]:
    """The measures in their order; `names` are those of entities by key, `unsure` counts that are so.

    A value has `day`, the middle of its time, `when`, its time in words, and `document`.
    """
    number, called = {document: n for n, document in enumerate(documents)}, {**names, **series_names()}
    return [
        {name: its[0][name] for name in ABOUT}
        | {f"{what}_name": called.get(its[0][what], its[0][what]) for what in ("series", "country")}
        | {"values": [_value(row, number) | {"unsure": row["source_id"] in unsure} for row in its]}
        for its in (list(group) for _, group in groupby(rows, key=lambda row: row["measure"]))
    ]


LINE, DAY = ("thing", "counted"), ("amount", "country", "holder", "place", "page", "link", "title")


def table_lines_data(rows: Sequence[Mapping[str, Any]], documents: Sequence[str]) -> list[dict[str, Any]]:
    """The totals of tables: a line each, with its days from the first to the last."""
    number = {document: n for n, document in enumerate(documents)}
    return [
        {name: its[0][name] for name in LINE}
        | {"days": [{n: r[n] for n in DAY} | {"day": str(r["on_day"]), "document": number[r["document"]]} for r in its]}
        for its in (list(group)[::-1] for _, group in groupby(rows, key=lambda row: row["line"]))
    ]


@cache
def series_names() -> Mapping[str, str]:
    """What series of reports are called, by key: a mission's by its abbreviation."""
    return {one.key: one.name for one in series()} | {one.key: (*one.abbreviation, one.name)[0] for one in missions()}


def _value(row: Mapping[str, Any], number: Mapping[str, int]) -> dict[str, Any]:
    paragraph = row["place"][1:] if row["place"].startswith("¶") else None
    day = middle_day(row["start"], row["end"], row["document_date"])
    when = period_in_words(row["start"], row["end"], row["document_date"])
    return {name: row[name] for name in VALUE} | {
        "day": str(day), "when": when, "document": number[row["document"]], "paragraph": paragraph, "link": row["link"],
    }  # fmt: skip
