"""The package's data files: where they are, and how CSV and TOML are read."""

import csv
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from sgreports.errors import KnowledgeError


def data_folder() -> Traversable:
    """The package's folder of knowledge files."""
    return files("sgreports.knowledge") / "data"


def read_text(name: str) -> str:
    """The text of a data file."""
    return (data_folder() / name).read_text(encoding="utf-8")


def read_csv(path: Traversable) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file by column, with their line numbers."""
    reader = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    for row in reader:
        yield reader.line_num, row


def csv_rows(name: str) -> list[dict[str, str]]:
    """The rows of a data file by column."""
    return [row for _, row in read_csv(data_folder() / name)]


def read_toml(file: Traversable) -> dict[str, Any]:
    """The content of a TOML file. KnowledgeError, naming the file, if it is no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{file.name}: {error}") from error


def toml_data(name: str) -> dict[str, Any]:
    """The content of a data file in TOML."""
    return read_toml(data_folder() / name)
