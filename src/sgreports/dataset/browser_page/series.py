"""The series for the pages: each measure with its values, which point to documents by number."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sgreports.model.dates import period_in_words

ABOUT = ("series", "name", "unit", "event", "country")
VALUE = ("value", "number", "latest", "after_gap", "outlier", "place", "page")


def series_data(rows: Sequence[Mapping[str, Any]], documents: Sequence[str]) -> list[dict[str, Any]]:
    """The measures in their order. A value has `day`, which orders it, `when`, its time in words, and `document`."""
    number = {document: n for n, document in enumerate(documents)}
    return [
        {name: its[0][name] for name in ABOUT} | {"values": [_value(row, number) for row in its]}
        for its in (list(group) for _, group in groupby(rows, key=lambda row: row["measure"]))
    ]


def _value(row: Mapping[str, Any], number: Mapping[str, int]) -> dict[str, Any]:
    paragraph = row["place"][1:] if row["place"].startswith("¶") else None
    day = row["end"] or row["start"] or row["document_date"]
    when = period_in_words(row["start"], row["end"], row["document_date"])
    return {name: row[name] for name in VALUE} | {
        "day": str(day), "when": when, "document": number[row["document"]], "paragraph": paragraph, "link": row["link"],
    }  # fmt: skip
