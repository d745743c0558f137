"""Quantities and the calendar: data/quantities.toml, data/calendar.toml."""

from functools import cache

from sgreports.knowledge.data_files import toml_model
from sgreports.model.base import Frozen
from sgreports.model.facts import UnitSource

Words = tuple[str, ...]


class Shares(Frozen):
    points: Words


class Measures(Frozen):
    names: Words
    calibre_of: Words


class Time(Frozen):
    nouns: Words
    between: Words


class Age(Frozen):
    before: Words
    limits: Words


class Identifiers(Frozen):
    nouns: Words
    weak: Words
    in_words: Words
    names: Words


class NotCounting(Frozen):
    after: Words
    one_after: Words
    one_before: Words


class Frames(Frozen):
    wholes: Words
    said: Words
    totals: Words
    shares: Words
    ranges: Words
    elliptical: Words
    people: Words
    harmed: Words
    attributive: Words
    collectives: Words
    groups: Words
    places: Words
    changes: Words


class UnitStep(Frozen):
    """A step that finds the unit of a number: where its noun is, and how often it is right."""

    source: UnitSource
    score: float


class Quantities(Frozen):
    """The words of numbers and of their context; each field is a table of data/quantities.toml."""

    prepositions: Words
    approximators: dict[str, Words]
    share_approximators: dict[str, Words]
    words: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, int]
    currency_signs: dict[str, str]
    currency_words: dict[str, str]
    shares: Shares
    measures: Measures
    time: Time
    age: Age
    identifiers: Identifiers
    not_counting: NotCounting
    frames: Frames
    unit_steps: dict[str, UnitStep]


class Calendar(Frozen):
    """The words of dates; each field is a key of data/calendar.toml."""

    months: Words
    ambiguous_months: Words
    month_leads: Words
    parts: Words
    seasons: Words
    future_auxiliaries: Words
    future_verbs: Words
    names_after_year: Words
    names_before_year: Words


@cache
def month_numbers() -> dict[str, int]:
    """The number of each month by its name in lower case, in the order of the year."""
    return {name.lower(): number for number, name in enumerate(calendar().months, 1)}


@cache
def quantities() -> Quantities:
    """Loaded once a process. Raises KnowledgeError, naming the entry, where the file is wrong."""
    return toml_model("quantities.toml", Quantities)


@cache
def calendar() -> Calendar:
    """Loaded once a process. Raises KnowledgeError, naming the entry, where the file is wrong."""
    return toml_model("calendar.toml", Calendar)
