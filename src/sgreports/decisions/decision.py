"""A decision: what a reader says of a number, as a line of `decisions/NAME.jsonl` has it."""

import datetime
import json
import re
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import AfterValidator, Field, model_validator

from sgreports.errors import UsageError
from sgreports.knowledge.names.countries import countries
from sgreports.model.base import Frozen
from sgreports.model.facts import Event, Measure, Modality, Polarity, ReaderKind

Verdict = Literal["right", "corrected", "wrong", "unsure"]
NAME = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}"
ASKED = ("value", "unit", "event", "measure", "years", "country")
"""The cells that a reader of a number is asked for."""
NUMBER = r"[0-9]+(?:\.[0-9]+)?"
VALUE = rf"(?P<sign>[<>]=?|~)?(?P<low>{NUMBER})(?:(?P<joint>/|\.\.)(?P<high>{NUMBER}))?|(?P<vague>[1-9][0-9]*)s"
PLAIN_VALUE = f"^(?:{re.sub(r'[?]P<[a-z]+>', '', VALUE)})$"
"""The same without the names of Python's groups, which JSON Schema does not know."""
YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
PLACE = re.compile(r"(?P<document>\S.*) ¶(?P<paragraph>\S+) (?P<start>[0-9]+)-(?P<end>[0-9]+)")
FURTHEST = 10**9


class Place(NamedTuple):
    """Where a number stands: its document, paragraph, and the span of its letters in the paragraph's letters."""

    document: str
    paragraph: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.document} ¶{self.paragraph} {self.start}-{self.end}"


def place_of(text: str) -> Place:
    """The place that `str` wrote. Raises ValueError for anything else."""
    match = PLACE.fullmatch(text)
    if not match or not int(match["start"]) < int(match["end"]):
        raise ValueError(
            f"{text!r} is no place of a number: write `S/2025/389 ¶26 12-14` (document, paragraph, letters)"
        )
    return Place(match["document"], match["paragraph"], int(match["start"]), int(match["end"]))


def _is_value(text: str) -> str:
    if not re.fullmatch(VALUE, text):
        raise ValueError(f"{text!r} is no number: write `173`, `>190`, `~300`, `10..15`, `12/17`, `100s`")
    return text


def _are_years(text: str) -> str:
    match = YEARS.fullmatch(text)
    if not match or match[1] == "0000" or (match[2] and match[1] >= match[2]):
        raise ValueError(f"{text!r} are no years: write `2023`, `2023-2024`, or null where they are unknown")
    return text


def days_of(
    years: str | None, start: datetime.date | None = None, end: datetime.date | None = None
) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day of years; a known start or end that lies in the first or last of them stays."""
    match = YEARS.fullmatch(years or "")
    if not match:
        return None, None
    first, last = datetime.date(int(match[1]), 1, 1), datetime.date(int(match[2] or match[1]), 12, 31)
    stay = (start if start and start.year == first.year else first, end if end and end.year == last.year else last)
    return stay if stay[0] <= stay[1] else (first, last)


def _are_countries(codes: tuple[str, ...]) -> tuple[str, ...]:
    if not codes or len(set(codes)) < len(codes):
        raise ValueError('name each country once (`["COD", "RWA"]`), or write null where it is unknown')
    for code in codes:
        if code not in countries():
            raise ValueError(f"{code!r} is no country: write its ISO 3166-1 code of three letters (`SDN`)")
    return tuple(sorted(codes))


Value = Annotated[str, AfterValidator(_is_value), Field(json_schema_extra={"pattern": PLAIN_VALUE})]
At = Annotated[str, AfterValidator(lambda text: str(place_of(text)))]
Years = Annotated[str, AfterValidator(_are_years), Field(json_schema_extra={"pattern": f"^{YEARS.pattern}$"})]
Countries = Annotated[tuple[str, ...], AfterValidator(_are_countries)]


class Cells(Frozen):
    """Cells of a row in the words of gold. A cell that is not there says nothing; null says that it is empty.

    `days` are the first and the last day of the count's time, where `years` says too little to tell again which other
    numbers cover it; `also_in` are other reports that say the same. They are written with what a reader saw.
    """

    value: Value | None = None
    kind: Literal["cardinal", "money", "percent", "rate", "ratio", "measure"] | None = None
    unit: str | None = None
    event: Event | None = None
    measure: Measure | None = None
    polarity: Polarity | None = None
    modality: Modality | None = None
    years: Years | None = None
    days: tuple[datetime.date | None, datetime.date | None] | None = None
    country: Countries | None = None
    part_of: At | None = None
    repeats: At | None = None
    revised_by: At | None = None
    covered_by: At | None = None
    also_in: tuple[str, ...] | None = None

    @property
    def said(self) -> dict[str, Any]:
        """The cells that are there."""
        there = self.model_fields_set
        return {name: cell for name, cell in self.__dict__.items() if name in there}


class Decision(Frozen):
    """What one reader says of one number.

    `letters` and `quote` are the number's place and words, `sentence` is the one that it stands in, `hash` that of the
    paragraph's letters. `cells` are those
    that the reader changed, of a number that the program had not (`added`) all of them; `seen` are the others as they
    stood before the reader: so a decision says the same after a run that proposes something else.
    """

    document: str = Field(min_length=1)
    paragraph: str = Field(min_length=1)
    letters: tuple[Annotated[int, Field(ge=0, le=FURTHEST)], Annotated[int, Field(ge=0, le=FURTHEST)]]
    quote: str
    sentence: str | None = None
    hash: str = Field(pattern=r"^[0-9a-f]{8}$")
    verdict: Verdict
    cells: Cells = Cells()
    added: bool = False
    seen: Cells = Cells()
    by: str = Field(pattern=rf"^{NAME}$")
    kind: ReaderKind
    at: datetime.datetime
    note: str | None = None
    settles: bool = False

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.letters[0] >= self.letters[1]:
            raise ValueError(f"letters {list(self.letters)} end before they begin")
        if self.verdict == "corrected" and not self.cells.said:
            raise ValueError("`corrected` needs the cells that change")
        if self.verdict != "corrected" and self.cells.said:
            raise ValueError(f"{self.verdict!r} changes no cells: write `corrected`, or leave the cells out")
        if self.added and (self.verdict != "corrected" or self.cells.value is None or self.cells.measure is None):
            raise ValueError("an added number is `corrected`, with all of its cells; value and measure are never null")
        return self

    @property
    def place(self) -> Place:
        """Where the number stood."""
        return Place(self.document, self.paragraph, *self.letters)

    @property
    def all_cells(self) -> dict[str, Any]:
        """What the row says by this decision: as it was seen, with what was changed."""
        seen = self.seen.said
        if "years" in self.cells.said:
            seen["days"] = days_of(self.cells.years, *seen.get("days", (None, None)))
        if "repeats" in self.cells.said:
            seen.pop("also_in", None)
        if "measure" in self.cells.said:
            seen.pop("modality", None)
        return seen | self.cells.said

    def line(self) -> str:
        """The decision as a line of its file."""
        content = self.model_dump(mode="json", exclude={"cells", "seen"}, exclude_defaults=True)
        for name, cells in (("cells", self.cells), ("seen", self.seen)):
            if cells.said:
                content[name] = cells.model_dump(mode="json", include=set(cells.said))
        ordered = {name: content[name] for name in Decision.model_fields if name in content}
        return json.dumps(ordered, ensure_ascii=False)


def checked_name(name: str) -> str:
    """A reader's or annotator's name. Raises UsageError for one that can name no file or folder."""
    if not re.fullmatch(NAME, name):
        raise UsageError(f"{name!r} is no reader's name: give initials or a role, of letters, digits, dashes")
    return name
