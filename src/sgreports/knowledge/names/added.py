"""Names that a user adds by the setting `names`, a CSV file: agencies, programmes, more names of countries.

Columns: `label` (AGENCY, PROGRAMME, COUNTRY) and `name`, then as wanted those of the registries (entities.py). `key` is
for a country its code, and for what the registries have the key under which the names are added to it; one that is not
given is made of the abbreviation, else of the name.
"""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, get_args

from sgreports.errors import KnowledgeError, UsageError
from sgreports.knowledge.data_files import row_model
from sgreports.knowledge.names.countries import countries
from sgreports.knowledge.names.entities import ADDED, SEVERAL, AddedNames, Kind, RegistryRow, own_registry, spellings
from sgreports.knowledge.names.keys import is_key, slug
from sgreports.model.facts import Label

LABELS: tuple[Label, ...] = ("AGENCY", "PROGRAMME", "COUNTRY")
COLUMNS = ("label", *RegistryRow.model_fields)
NEEDED = ("label", "name")
NO_FILE = "none"
_MOST = 20_000_000  # bytes


class Line(NamedTuple):
    """A row with its place."""

    file: str
    number: int
    cells: dict[str, str]

    def wrong(self, what: str) -> UsageError:
        return UsageError(f"{self.file} line {self.number}: {what}")


@contextmanager
def adding(names: str) -> Iterator[None]:
    """In its block the lists have the names of the file, too. Raises UsageError naming file and line."""
    token = ADDED.set(added_names(names))
    try:
        yield
    finally:
        ADDED.reset(token)


def added_names(names: str) -> AddedNames:
    """The names of the file that the setting names. Raises UsageError naming file and line."""
    if names == NO_FILE:
        return _NOTHING
    try:
        return _read(names, _data(names))
    except OSError as error:
        raise UsageError(f"{names!r} cannot be read ({error.strerror}); the setting names is a CSV file") from error


def _data(names: str) -> bytes:
    """The bytes of the file. A device or a pipe may never end."""
    path = Path(names).expanduser()
    if path.exists() and not path.is_file():
        raise UsageError(f"{names!r} is no regular file; the setting names is a CSV file")
    with path.open("rb") as file:
        data = file.read(_MOST + 1)
    if len(data) > _MOST:
        raise UsageError(f"{names!r} has over {_MOST // 1_000_000} MB; the setting names is a CSV file of names")
    return data


_NOTHING = AddedNames()


@lru_cache(maxsize=4)
def _read(file: str, data: bytes) -> AddedNames:
    """The same bytes are read once, and so are the same object, which is what the caches of names go by."""
    entities: dict[str, tuple[Label, RegistryRow]] = {}
    states: list[tuple[str, str]] = []
    for line in _lines(file, data):
        if line.cells["label"] == "COUNTRY":
            states += _names_of_country(line)
            continue
        label, row = _entity(line)
        if row.key in entities:
            raise line.wrong(f"the key {row.key!r} came before; give its names in one row, `|` between them")
        entities[row.key] = label, row
    return AddedNames(tuple(entities.values()), tuple(states), hashlib.sha256(data).hexdigest()[:16])


def _lines(file: str, data: bytes) -> Iterator[Line]:
    """The rows that are not empty, without blanks around their cells."""
    try:
        reader = csv.DictReader(data.decode("utf-8-sig").splitlines(), strict=True)
        _check_columns(file, reader.fieldnames or ())
        for row in reader:
            if None in row:
                what = "more cells than columns; put a cell that has a comma in quotation marks"
                raise UsageError(f"{file} line {reader.line_num}: {what}")
            cells = {column: (cell or "").strip() for column, cell in row.items()}
            if any(cells.values()):
                yield _labelled(Line(file, reader.line_num, cells))
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8; save it as CSV UTF-8") from error
    except csv.Error as error:
        raise UsageError(f"{file} line {reader.line_num}: {error}; save it as CSV with commas") from error


def _check_columns(file: str, given: Sequence[str]) -> None:
    for column in given:
        if column not in COLUMNS:
            near = get_close_matches(column, COLUMNS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"the columns, with commas between, are {', '.join(COLUMNS)}"
            raise UsageError(f"{file} line 1: there is no column {column!r}; {hint}")
    if missing := [column for column in NEEDED if column not in given]:
        raise UsageError(f"{file} line 1: the column {missing[0]} is missing; label and name are needed")


def _labelled(line: Line) -> Line:
    label, name = line.cells["label"].upper(), line.cells["name"]
    if label not in LABELS:
        raise line.wrong(f"the label {line.cells['label']!r} is none of {', '.join(LABELS)}")
    if not name:
        raise line.wrong("the name is missing")
    return line._replace(cells=line.cells | {"label": label})


def _entity(line: Line) -> tuple[Label, RegistryRow]:
    """The row of an agency or programme. Its kind is the registry's where that has its key."""
    label: Label = "AGENCY" if line.cells["label"] == "AGENCY" else "PROGRAMME"
    cells = {"source": line.file} | {column: cell for column, cell in line.cells.items() if cell}
    del cells["label"]
    key = cells.setdefault("key", slug(cells.get("abbreviation", cells["name"]).partition("|")[0]))
    if not is_key(key):
        raise line.wrong(f"the key {key!r} is not of the form `lake-board`; write small letters, digits and hyphens")
    _check_known(line, label, cells)
    if label == "AGENCY" and "kind" not in cells:
        raise line.wrong(f"an agency needs a kind: {', '.join(get_args(Kind))}")
    try:
        return label, row_model(line.file, line.number, cells, RegistryRow, SEVERAL)
    except KnowledgeError as error:
        raise UsageError(str(error)) from error


def _check_known(line: Line, label: Label, cells: dict[str, str]) -> None:
    """A key of the registries must be meant: given as such, or by the name that it has there, with that label."""
    known = own_registry().get(cells["key"])
    if known is None:
        return
    other, row = known
    if not line.cells.get("key") and line.cells["name"].casefold() != row.name.casefold():
        raise line.wrong(
            f"the key {row.key!r} is that of {row.name}; write it into the column key if you mean it, else another"
        )
    if other != label or cells.get("kind", row.kind) != row.kind:
        raise line.wrong(f"{row.key!r} is {row.name}, label {other}, kind {row.kind or 'empty'}; give these or none")
    cells |= {"kind": row.kind} if row.kind else {}


def _names_of_country(line: Line) -> Iterator[tuple[str, str]]:
    """The code and each name of a row that names a country."""
    code = line.cells.get("key", "").upper()
    if code not in countries():
        raise line.wrong(f"the key of a country is its ISO 3166 code (`SSD`); there is no {code!r}")
    more = (form for column in ("abbreviation", "aliases") for form in line.cells.get(column, "").split("|") if form)
    for form in (line.cells["name"], *more):
        yield from ((code, name) for name in spellings(form))
