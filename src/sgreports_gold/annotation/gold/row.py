"""What gold says of a count's row in the `counts` table: measure, years, country (GUIDELINES.md, "Rows")."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import field_validator

from sgreports.decisions.decision import YEARS
from sgreports.knowledge.names.countries import countries
from sgreports.model.base import Frozen
from sgreports.model.facts import MEASURES

CELLS = ("measure", "years", "country")
"""What a row says of its count; two rows are the same where these are."""


ASKED = {"measure": ("measure_score", 0.75), "years": ("time_score", 0.7), "country": ("country_score", 0.65)}
"""By cell, the column of its score, and the score under which a reader is asked: gold of dev has there one cell in
four wrong or more, and one in two of all asked. `sgreports score` says what the questions are worth: `row asked`."""


class Row(Frozen):
    """A row as it was written: `wrong_row` says what is wrong with it.

    `years` is `2023` or `2023-2024`; `country` holds the codes of all countries that the counted are in; both are None
    where a reader of the whole report would not know. `again`: the same fact was said before.
    """

    measure: str
    years: str | None = None
    country: tuple[str, ...] | None = None
    again: bool = False

    @field_validator("country")
    @classmethod
    def _in_order(cls, codes: tuple[str, ...] | None) -> tuple[str, ...] | None:
        """Codes in one order, so that two readers who name the same countries agree."""
        return codes and tuple(sorted(codes))


def unsure_cells(count: Mapping[str, Any]) -> Iterator[str]:
    """The cells of a row of `counts` for which a reader is asked: a low score, no country, said before."""
    scores = {cell: (count.get(column), least) for cell, (column, least) in ASKED.items()}
    empty = {"country"} if not count.get("country") else set[str]()
    low = (cell for cell, (score, least) in scores.items() if cell in empty or (score is not None and score < least))
    yield from low
    if count.get("repeats") is not None:
        yield "again"


def wrong_row(row: Row) -> Iterator[str]:
    """What is wrong with a row, each a sentence that says what to do."""
    if row.measure not in MEASURES:
        yield f"{row.measure!r} is no measure: choose {', '.join(MEASURES)}"
    years = YEARS.fullmatch(row.years or "2000")
    if not years or (years[2] and years[1] >= years[2]):
        yield f"{row.years!r} are no years of a row: write `2023`, `2023-2024`, or nothing where they are unknown"
    codes = row.country or ()
    yield from (f"{c!r} is no code of countries.csv: write ISO 3166 (`SDN`)" for c in codes if c not in countries())
    if row.country == () or len(set(codes)) != len(codes):
        yield "a row names each of its countries once: write `COD`, or `COD` and `RWA`, or nothing where it is unknown"


def row_of(words: Mapping[str, str | None]) -> Row | None:
    """The row of a count's words, `-` for what is unknown; None where there are none.

    Raises ValueError where some of measure, years and country are there and others are not.
    """
    said = [words[cell] for cell in CELLS]
    if not any(said) and not words["again"]:
        return None
    measure, years, country = said
    if not (measure and years and country):
        raise ValueError("a row has measure=, years= and country=: write all three (`-` where it is unknown) or none")
    codes = None if country == "-" else tuple(country.split("+"))
    return Row(measure=measure, years=None if years == "-" else years, country=codes, again=bool(words["again"]))


def plain(row: Row) -> dict[str, Any]:
    """The row as JSON: `again` only where it is so."""
    return row.model_dump(mode="json", exclude=set() if row.again else {"again"})


def written(row: Row) -> str:
    """The row as a line of a gold file has it."""
    years, country = row.years or "-", "+".join(row.country or "-")
    return f"measure={row.measure} years={years} country={country}{' again' * row.again}"
