"""Cells in the words of gold and columns of `counts`, one from the other."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from sgreports.counting.additivity import reason_against
from sgreports.counting.wording import wording
from sgreports.decisions.decision import VALUE, Cells, Place, days_of, place_of
from sgreports.knowledge.statements.unit_classes import unit_class, unit_lemma
from sgreports.model.dates import interval
from sgreports.model.records import CountRow

Record = Mapping[str, Any]
REFERENCES = ("part_of", "repeats", "revised_by", "covered_by")
"""Cells that name another number by its place, and the columns that name it by its count's id."""
SCORED = {
    "unit_score": "unit", "event_score": "event", "time_score": "time_from", "country_score": "country_from",
    "part_of_score": "part_of", "repeats_score": "repeats", "covered_score": "covered_by",
    "revised_score": "revised_by",
}  # fmt: skip
"""Scores of cells that a reader decides, with the column that they are about."""
AS_THEY_ARE = ("kind", "unit", "event", "measure", "polarity", "modality")
"""Cells that are columns."""
COLUMNS = frozenset(CountRow.model_fields)


def seen_cells(row: Record, value: str | None, places: Mapping[str, Place]) -> Cells:
    """A row as a reader sees it. `value` is the number's normal form, `places` those of the numbers that it names."""
    named = {name: place for name in REFERENCES if (place := places.get(row.get(name) or ""))}
    said = {
        "value": value_of(row, value), **{name: row[name] for name in AS_THEY_ARE},
        "years": years_of(row), "days": (row["time_start"], row["time_end"]),
        "country": (row["country"],) if row["country"] else None,
        **{name: str(named[name]) if name in named else None for name in REFERENCES if name in COLUMNS},
        "also_in": tuple(row["also_in"] or ()),
    }  # fmt: skip
    return Cells.model_validate(said)


def value_of(row: Record, value: str | None) -> str | None:
    """The normal form of a row's number, by its columns where `value` is none: `173`, `>190`, `10..15`."""
    low, high, sign = row["value_min"], row["value_max"], row["comparator"] or "="
    if value and re.fullmatch(VALUE, value):
        return value
    if low is None and high is None:
        return None
    if sign == "..":
        return f"{low:.15g}..{high:.15g}" if low is not None and high is not None else None
    return f"{sign.strip('=') if sign == '=' else sign}{low if low is not None else high:.15g}"


def years_of(row: Record) -> str | None:
    """The years of a row's time: `2023`, `2023-2024`; None where they are not known."""
    first, last = row["time_start"], row["time_end"]
    years = [day.year for day in (first, last) if day]
    if not years:
        return None
    return f"{years[0]:04}" if years[0] == years[-1] else f"{min(years):04}-{max(years):04}"


def with_cells(row: Record, value: str | None, cells: Record, id_of: Callable[[Place], str | None]) -> dict[str, Any]:
    """The row as cells say it, sure, where `value` is the normal form that it has; what they do not say stays.

    `id_of` is the count at a place, None where the run has none.
    """
    new = dict(row)
    if "value" in cells and cells["value"] not in (None, value):
        new |= _of_value(cells["value"], row)
    new |= {name: cells[name] for name in ("kind", "polarity", "modality") if cells.get(name)}
    if cells.get("measure"):
        new |= {"measure": cells["measure"], "cumulative": cells["measure"] == "running_total"}
        if cells["measure"] == "flow" and "modality" not in cells:
            new["modality"] = "actual"
    if "unit" in cells and cells["unit"] != row["unit"]:
        new |= _of_unit(cells["unit"], new["kind"])
    if "event" in cells and cells["event"] != row["event"]:
        new |= {"event": cells["event"], "event_text": None}
    new |= _of_time(cells, row)
    new |= _of_country(cells, row)
    new |= _of_references(cells, row, id_of)
    form = cells.get("value") or value
    said = row["sentence_text"] or "", row["text"]
    against = reason_against(new["polarity"], new["measure"], new["kind"], new["event"], form, *said)
    new["not_additive"] = against or ("repeated" if new["repeats"] else None)
    return new | {"additive": new["not_additive"] is None} | wording(new) | _sure(new)


def _of_value(value: str, row: Record) -> dict[str, Any]:
    """The columns of a normal form."""
    match = re.fullmatch(VALUE, value)
    if not match:
        return {}
    if match["vague"]:
        return {"value_min": float(match["vague"]), "value_max": None, "comparator": ">="}
    sign, low, high = match["sign"] or "=", float(match["low"]), match["high"]
    if match["joint"] == "..":
        return {"value_min": low, "value_max": float(high), "comparator": ".."}
    kinds = {"kind": "ratio"} if high and row["kind"] not in ("ratio", "rate") else {}
    return {
        "value_min": None if sign.startswith("<") else low, "value_max": None if sign.startswith(">") else low,
        "comparator": sign, **kinds,
    }  # fmt: skip


def _of_unit(unit: str | None, kind: str | None) -> dict[str, Any]:
    return {
        "unit": unit, "unit_phrase": unit, "unit_from": "own" if unit else None,
        "unit_lemma": unit_lemma(unit) if unit else None, "unit_class": unit_class(unit, kind or "") if unit else None,
    }  # fmt: skip


def _of_time(cells: Record, row: Record) -> dict[str, Any]:
    """The columns of the time; those of the row where it has these days, or where only years are said, these years."""
    days: tuple[datetime.date | None, datetime.date | None] | None = cells.get("days")
    if days is None and ("years" not in cells or cells["years"] == years_of(row)):
        return {}
    if days is None:
        days = days_of(cells["years"])
    if days == (row["time_start"], row["time_end"]):
        return {}
    start, end = days
    if start and end:
        years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        time = "/".join(sorted({f"{start.year:04}", f"{end.year:04}"})) if years else interval(start, end)
        return {"times": (time,), "time_from": "decided", "time_start": start, "time_end": end}
    known = start or end
    times = (known.isoformat(),) if known else ()
    return {"times": times, "time_from": "decided" if known else None, "time_start": start, "time_end": end}


def _of_country(cells: Record, row: Record) -> dict[str, Any]:
    """The column of the country: null where there are several."""
    if "country" not in cells:
        return {}
    codes: tuple[str, ...] = cells["country"] or ()
    country = codes[0] if len(codes) == 1 else None
    return {} if country == row["country"] else {"country": country, "country_from": "decided" if country else None}


def _of_references(cells: Record, row: Record, id_of: Callable[[Place], str | None]) -> dict[str, Any]:
    """The columns that name other counts; a number of another report that says the same is in `also_in`."""
    new: dict[str, Any] = {"also_in": cells["also_in"]} if "also_in" in cells else {}
    for name in (name for name in REFERENCES if name in cells and name in COLUMNS):
        new[name] = id_of(place_of(cells[name])) if cells[name] else None
    if "repeats" in cells and "also_in" not in cells:
        other = place_of(cells["repeats"]).document if new["repeats"] else None
        new["also_in"] = (other,) if other not in (None, row["document"]) else ()
        new["repeats"] = new["repeats"] if other == row["document"] else None
    if "part_of" in new:
        new["part_group"] = (row["part_group"] or 1) if new["part_of"] else None
    return new


def _sure(row: Record) -> dict[str, Any]:
    cells = {name: 1.0 if row[about] else None for name, about in SCORED.items() if name in COLUMNS}
    return {"score": 1.0, "measure_score": 1.0, **cells}


def new_row(place: Place, quote: str, cells: Record, sentence: str, page: int | None) -> dict[str, Any]:
    """A row of a number that the program has not, before its cells."""
    empty = dict.fromkeys(CountRow.model_fields)
    return empty | {
        "document": place.document, "paragraph": place.paragraph, "page": page, "sentence_text": sentence,
        "text": quote, "kind": kind_of(cells, quote), "polarity": "affirmed", "modality": "actual", "measure": "flow",
        "cumulative": False, "additive": True, "brought": False, "score": 1.0, "measure_score": 1.0,
        **dict.fromkeys(("agents", "reported_by", "whose", "times", "also_in"), ()),
    }  # fmt: skip


def kind_of(cells: Record, quote: str) -> str:
    """The kind of a number, as its cells say it or as it is written."""
    if said := cells.get("kind"):
        return str(said)
    if re.search(r"%|per cent|percent", quote):
        return "percent"
    if re.search(r"[$€£¥]", quote) or re.fullmatch(r"[A-Z]{3}", cells.get("unit") or ""):
        return "money"
    return "ratio" if "/" in (cells.get("value") or "") else "cardinal"
