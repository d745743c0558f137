"""The package's data files: where they are, how CSV and TOML are read, and a hash over files.

Of the word lists and tables that the features of trained models read, a model says which ones it was fitted with. With
others it runs, so that a new wording works at once, and says that it should be fitted again; a release is fitted.
"""

import csv
import hashlib
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sgreports.errors import KnowledgeError

Model = TypeVar("Model", bound=BaseModel)


def data_folder() -> Traversable:
    """The package's folder of knowledge files."""
    return files("sgreports.knowledge") / "data"


def package_files(folder: Traversable, skip: Collection[str] = (), at: str = "") -> Iterator[tuple[str, bytes]]:
    """Name and content of each file below a folder of the package; not of folders in `skip` or hidden, or of caches."""
    for entry in folder.iterdir():
        name = f"{at}/{entry.name}"
        if entry.is_file():
            yield name, entry.read_bytes()
        elif entry.name not in skip and not entry.name.startswith((".", "__pycache__")):
            yield from package_files(entry, (), name)


def files_hash(named: Iterable[tuple[str, bytes]]) -> str:
    """The first 16 digits of one sha256 over names and contents."""
    total = hashlib.sha256()
    for name, data in sorted(named):
        total.update(f"{name}\0{len(data)}\0".encode() + data)
    return total.hexdigest()[:16]


def read_text(name: str) -> str:
    """The text of a data file."""
    return (data_folder() / name).read_text(encoding="utf-8")


def read_csv(path: Traversable) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file by column, with their line numbers."""
    reader = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    for row in reader:
        yield reader.line_num, row


def csv_models(file: Traversable, kind: type[Model], lists: Collection[str] = ()) -> tuple[Model, ...]:
    """The rows of a CSV file as values of a kind, as `row_model` makes them."""
    return tuple(row_model(file.name, line, row, kind, lists) for line, row in read_csv(file))


def row_model(file: str, line: int, row: Mapping[str, str], kind: type[Model], lists: Collection[str]) -> Model:
    """A row as a value of a kind, without its empty cells; cells of the columns `lists` have parts, `|` between them.

    KnowledgeError, naming file, line and entry, where it is none.
    """
    given = {column: cell.split("|") if column in lists else cell for column, cell in row.items() if cell}
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        detail = "; ".join(f"{e['loc'][0] if e['loc'] else 'row'}: {e['msg']}" for e in error.errors())
        entry = row.get("key") or next(iter(row.values()))
        raise KnowledgeError(f"{file} line {line}, entry {entry!r}: {detail}") from error


def csv_rows(name: str) -> list[dict[str, str]]:
    """The rows of a data file by column."""
    return [row for _, row in read_csv(data_folder() / name)]


def read_toml(file: Traversable) -> dict[str, Any]:
    """The content of a TOML file. KnowledgeError, naming the file, if it is no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{file.name}: {error}") from error


def toml_model(name: str, kind: type[Model]) -> Model:
    """A data file in TOML as a value of that kind. KnowledgeError, naming file and entry, where it is none."""
    return checked(name, kind, toml_data(name))


def checked(name: str, kind: type[Model], content: Any) -> Model:
    """The content of a data file as a value of that kind. KnowledgeError, naming file and entry, where it is none."""
    try:
        return kind.model_validate(content)
    except (ValidationError, KnowledgeError) as error:
        raise KnowledgeError(f"{name}: {error}") from error


def toml_data(name: str) -> dict[str, Any]:
    """The content of a data file in TOML."""
    return read_toml(data_folder() / name)


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first, so that none hides a longer one; a space is any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s++") for word in ordered)


LISTS = (
    "cities.csv", "count_roles.toml", "count_words.toml", "events.toml", "measure_words.toml", "part_words.toml",
    "quantities.toml", "relation_words.toml", "relations", "singulars.csv", "unit_classes.csv",
)  # fmt: skip
DIGITS = 8  # of a hash


@lru_cache(maxsize=1)
def word_lists() -> Mapping[str, str]:
    """The beginning of the hash of each list, or of a folder of them, as they are now."""
    return {name: _hash(data_folder() / name)[:DIGITS] for name in LISTS}


def changed_lists(fitted: Mapping[str, str]) -> list[str]:
    """The lists that are not as a model was fitted with."""
    now = word_lists()
    return [name for name in sorted({*now, *fitted}) if now.get(name) != fitted.get(name)]


def _hash(place: Traversable) -> str:
    return files_hash([(place.name, place.read_bytes())] if place.is_file() else package_files(place))
