"""Symbols that a dataset knows and does not hold: the reports before its own, and the documents that they cite."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sgreports.dataset.stored.stored import stored
from sgreports.errors import UsageError
from sgreports.fetching.symbols import is_symbol
from sgreports.knowledge.layout.symbols import symbol_kind, symbol_year


def known_symbols(folder: Path, series: str | None, cited: bool, since: int | None, held_too: bool) -> list[str]:
    """The symbols, sorted: those before the reports of a series (of all, without one), and those that they cite.

    `since` leaves out those of earlier years and those whose year the symbol does not tell; `held_too` takes the
    documents themselves as well, for another language or format. Raises UsageError where the dataset knows none.
    """
    rows = stored(folder, "documents")
    chosen = [row for row in rows if series in (None, row["series"])]
    if not chosen:
        raise UsageError(f"{folder} has no document of the series {series!r}; it has {_some(rows)}")
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


def _some(rows: list[dict[str, Any]]) -> str:
    return ", ".join(sorted({row["series"] for row in rows if row["series"]})) or "none"
