"""AGENCY and PROGRAMME mentions of the registries: bodies and programmes whose names are known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sgreports.finding.candidate import Candidate
from sgreports.finding.context import Unit
from sgreports.finding.names import Match, Node, build, scan
from sgreports.knowledge.entities import RegistryRow, names_of, registry
from sgreports.model.facts import Label

SURE = 0.95
SHORT = 0.85  # an abbreviation that the document need not have defined
AMBIGUOUS = 0.5  # an abbreviation that stands for other things too: the document's own definition should decide
OUT_OF_DATE = 0.4  # the name is known, but not of this year


@dataclass(frozen=True, slots=True)
class Form:
    """A registry row under one of its forms."""

    label: Label
    row: RegistryRow
    short: bool


@lru_cache(maxsize=1)
def forms() -> Node[Form]:
    """All names and abbreviations of the registries."""
    return build((text, form) for label, row in registry() for text, form in forms_of(label, row))


def forms_of(label: Label, row: RegistryRow) -> Iterator[tuple[str, Form]]:
    yield from ((name, Form(label, row, short=False)) for name in names_of(row))
    yield from ((name, Form(label, row, short=True)) for name in row.abbreviation)


def find_registry(unit: Unit) -> Iterable[Candidate]:
    """The agencies and programmes of the registries in the paragraph, chosen by the report's year."""
    date = unit.report.masthead.date
    year = date.year if date else None
    for match in scan(unit.text, forms()):
        yield candidate(match, year)


def candidate(match: Match[Form], year: int | None) -> Candidate:
    """The best reading of a match: valid in the report's year, then by name rather than by abbreviation."""
    form = max(match.values, key=lambda form: score(form, year))
    rule = "registry-abbreviation" if form.short else "registry-name"
    return Candidate(form.label, match.start, match.end, rule, entity=form.row.key, kind=form.row.kind,
                     score=score(form, year))  # fmt: skip


def score(form: Form, year: int | None) -> float:
    """How sure the reading is, 0 to 1."""
    if form.short and form.row.ambiguous:
        return AMBIGUOUS if form.row.valid(year) else OUT_OF_DATE / 2
    if not form.row.valid(year):
        return OUT_OF_DATE
    return SHORT if form.short else SURE
