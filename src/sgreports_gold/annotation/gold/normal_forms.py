"""Whether a normal form is written as GUIDELINES.md says; what is wrong with it is a sentence that says what to do."""

import re
from collections.abc import Iterator

from sgreports.knowledge.names.countries import countries
from sgreports.knowledge.names.goals import goal_records
from sgreports.knowledge.names.keys import SLUG, is_key
from sgreports.model.dates import first_day, in_calendar, last_day, parse_edtf
from sgreports.model.facts import Label

NUMBERED = frozenset({"MDG"})  # the Goals before the SDG: `MDG/4` is written as a symbol
TEXT_KEY = re.compile(rf"[a-z]+/{SLUG}")
SYMBOL = re.compile(r"[A-Z][A-Za-z0-9.]*(?:/[A-Za-z0-9.()*-]+)+")
NUMBER = r"\d+(?:\.\d+)?"
SIGNED = rf"(?:[<>]=?|~)?{NUMBER}"
COUNT = re.compile(rf"{SIGNED}(?:(?:/|\.\.){SIGNED})?|[1-9]\d*s", re.ASCII)


def wrong_form(label: Label, entity: str) -> str | None:
    """What is wrong with the normal form of a mention of this label; None where nothing is."""
    if not entity or re.search(r"\s", entity):
        return f"{entity!r} holds a blank: write the normal form without, or leave it empty where it is unknown"
    match label:
        case "COUNTRY":
            return None if entity in countries() else f"{entity!r} is no code of countries.csv: write ISO 3166 (`SDN`)"
        case "YEAR":
            return _wrong_year(entity)
        case "COUNT":
            return (
                None if COUNT.fullmatch(entity) else f"{entity!r} is no count: write `173`, `>190`, `10..15`, `12/17`"
            )
        case "INSTRUMENT":
            return next(_wrong_texts(entity), None)
        case "AGENCY" | "PROGRAMME":
            wrong = [part for part in entity.split("+") if not is_key(part)]
            ways = "write `unicef`, `name/lake-board`, or of a State's body `name/tcd/lake-board`"
            return f"{wrong[0]!r} is no key: {ways}" if wrong else None


def _wrong_year(entity: str) -> str | None:
    try:
        points = [point for point in parse_edtf(entity) if point]
    except ValueError:
        points = []
    if not points or not all(map(in_calendar, points)):
        return f"{entity!r} is no date of the calendar in EDTF: write `2015`, `2015-11`, `1950-12-01`, `2006/2016`"
    start, end = first_day(entity), last_day(entity)
    return f"{entity!r} ends before it begins: write the earlier date first" if start and end and end < start else None


def _wrong_texts(entity: str) -> Iterator[str]:
    for part in entity.split("+"):
        if part == "SDG" or part.startswith("SDG/"):
            if part not in goal_records():
                yield f"{part!r} is no Goal or target: write `SDG`, `SDG/16` or `SDG/16.2`"
        elif not (part in NUMBERED or TEXT_KEY.fullmatch(part) or SYMBOL.fullmatch(part)):
            yield f"{part!r} is no text's form: write a symbol (`S/RES/1701(2006)`), a key (`treaty/crc`) or `name/…`"
