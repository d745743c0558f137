"""What entities are called where many stand side by side: names that several share are told apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def distinct_names(entities: Iterable[Row]) -> dict[str, str]:
    """The name of each entity by its key.

    A name that several share has the kind in brackets where that differs (`Paris Agreement (treaty)`), else the words
    of the key (`Constitution (constitution of haiti)`). National bodies have their State in `display_name` already.
    """
    same: dict[str, list[Row]] = defaultdict(list)
    for row in entities:
        same[row["display_name"].casefold()].append(row)
    return {row["entity"]: name for its in same.values() for row, name in zip(its, _told_apart(its), strict=True)}


def _told_apart(rows: list[Row]) -> list[str]:
    if len(rows) == 1:
        return [rows[0]["display_name"]]
    kinds = Counter(map(_kind, rows))
    return [_with(row["display_name"], _kind(row) if kinds[_kind(row)] == 1 else _words(row)) for row in rows]


def _with(name: str, more: str) -> str:
    return name if more.casefold() == name.casefold() else f"{name} ({more})"


def _kind(row: Row) -> str:
    return (row["kind"] or row["label"].lower()).replace("_", " ")  # type: ignore[no-any-return]


def _words(row: Row) -> str:
    """The abbreviation, else the words of the key: those after its last stroke where it is made from a name."""
    key: str = row["entity"]
    return row["abbreviation"] or (key.rpartition("/")[2].replace("-", " ") if key.startswith("name/") else key)
