"""Why event, measure, time and country of a count are what they are: the answer first, then what it was taken from."""

from collections.abc import Iterator, Mapping
from typing import Any

from sgreports.dataset.views.reasons import in_short
from sgreports.model.facts import CountrySource, Measure, TimeSource

MEASURES: dict[Measure, str] = {
    "flow": "what happened within a time, which may be added", "stock": "how many there are at a moment, never added",
    "running_total": "what came together until a moment, never added", "rate": "a share, rate or average, never added",
    "limit": "what is authorized, asked for or planned, never added", "none": "nothing that is or happens",
}  # fmt: skip
TIMES: dict[TimeSource, str] = {
    "said": "a date of its sentence", "carried": "a date of another sentence",
    "near": "the last date before it in the paragraph", "period": "the report's period, to which words refer",
    "document": "the report's period or date, as the paragraph gives none", "decided": "a reader decided it",
}  # fmt: skip
COUNTRIES: dict[CountrySource, str] = {
    "said": "a place of its sentence", "carried": "a place of another sentence",
    "document": "what the heading or the report is about", "decided": "a reader decided it",
}  # fmt: skip


def explain_count(row: Mapping[str, Any]) -> Iterator[str]:
    """Sentences on a row of the table of counts."""
    thing = " ".join(filter(None, (row["text"], row["unit_phrase"] or row["unit"])))
    told = ", ".join(filter(None, (row["event"], _days(row), row["country"])))
    yield f"{thing}: {told or 'nothing is known of it'}; the row is right by {row['score']:.0%}"
    if row["event"]:
        words = f"by the words {row['event_text']!r}" if row["event_text"] else "no word of the paragraph says another"
        yield _line("event", row["event"], words, row["event_score"])
    yield _line("measure", row["measure"].replace("_", " "), MEASURES[row["measure"]], row["measure_score"])
    if row["measure"] == "flow" and row["not_additive"]:
        yield f"  in no total: {in_short(row['not_additive'])}"
    time = TIMES[row["time_from"]] if row["time_from"] else "nothing says it"
    yield _line("time", ", ".join(row["times"]) or "unknown", time, row["time_score"])
    country = COUNTRIES[row["country_from"]] if row["country_from"] else "no place is said, or several"
    yield _line("country", row["country"] or "unknown", country, row["country_score"])


def _days(row: Mapping[str, Any]) -> str:
    days = [str(day) for day in (row["time_start"], row["time_end"]) if day]
    return " to ".join(dict.fromkeys(days))


def _line(cell: str, value: str, why: str, score: float | None) -> str:
    return f"  {cell} {value}: {why}{'' if score is None else f' ({score:.2f})'}"
