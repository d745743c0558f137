"""The symbols that are asked for: their form, the names of the files that they become, and those that a
dataset knows and does not hold."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sgreports.dataset.stored.stored import stored
from sgreports.errors import UsageError
from sgreports.knowledge.layout.symbols import root_pattern, symbol_kind, symbol_year

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The languages of the service, which answers in English for any other without saying so."""

_SYMBOL = re.compile(rf"(?:{root_pattern()})(?:/[A-Za-z0-9][A-Za-z0-9.\[\]-]*(?:\([A-Za-z0-9. -]+\))?)+")
_OTHER = re.compile(r"[^A-Za-z0-9.()\[\]-]")


def checked_symbol(text: str) -> str:
    """The symbol without spaces. Raises UsageError for what cannot be one."""
    symbol = re.sub(r"\s", "", text)
    if not _SYMBOL.fullmatch(symbol) or not any(map(str.isdigit, symbol)):
        raise UsageError(f"{text!r} is no document symbol; one looks like S/2025/389; of a joint symbol, name one")
    return symbol


def is_symbol(text: str) -> bool:
    """Whether a text can be a symbol."""
    try:
        checked_symbol(text)
    except UsageError:
        return False
    return True


def checked_language(language: str) -> str:
    """The language's code. Raises UsageError for one that the service does not have."""
    if language not in LANGUAGES:
        raise UsageError(f"{language!r} is no language of the service; it has {', '.join(LANGUAGES)}")
    return language


def stem(symbol: str, language: str) -> str:
    """The file's name without its ending: `S_2025_389`, `S_2025_389_fr`."""
    name = _OTHER.sub("_", symbol)
    return name if language == "en" else f"{name}_{language}"


def listed(file: Path) -> list[str]:
    """The symbols of a list, one a line; `#` begins a comment. Raises UsageError where it cannot be read."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the list {file} cannot be read ({error}); it is UTF-8 text, a symbol a line") from error
    return [checked_symbol(text) for line in lines if (text := line.partition("#")[0].strip())]


def known_symbols(folder: Path, series: str | None, cited: bool, since: int | None, held_too: bool) -> list[str]:
    """The symbols, sorted: those before the reports of a series (of all, without one), and those that they cite.

    `since` leaves out those of earlier years and those whose year the symbol does not tell; `held_too` takes the
    documents themselves as well, for another language or format. Raises UsageError where the dataset knows none.
    """
    rows = stored(folder, "documents")
    chosen = [row for row in rows if series in (None, row["series"])]
    if not chosen:
        held = ", ".join(sorted({row["series"] for row in rows if row["series"]})) or "none"
        raise UsageError(f"{folder} has no document of the series {series!r}; it has {held}")
    names = {row["document"] for row in chosen}
    found = {row["previous"] for row in chosen if row["previous"]}
    found |= set(_cited(folder, names)) if cited else set()
    found -= {symbol for row in rows for symbol in (row["document"], *row["symbols"])}
    found |= names if held_too else set()
    return sorted(symbol for symbol in found if is_symbol(symbol) and _is_since(symbol, since))


def _cited(folder: Path, documents: Iterable[str]) -> Iterator[str]:
    """Symbols of documents, of joint ones the first; resolutions are no reports."""
    names = set(documents)
    for mention in stored(folder, "mentions"):
        if mention["document"] in names and mention["label"] == "INSTRUMENT" and mention["entity"]:
            symbol = mention["entity"].partition("+")[0]
            if symbol_kind(symbol) == "document":
                yield symbol


def _is_since(symbol: str, since: int | None) -> bool:
    year = symbol_year(symbol)
    return since is None or (year is not None and year >= since)
