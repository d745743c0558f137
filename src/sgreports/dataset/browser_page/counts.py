"""The index of counts: what the page of counts filters, sums and draws; a row a count, all words as numbers of lists.

A row is `[document, paragraph, start, end, amount, exact, event, counted, phrase, country, years, first, last, agent,
series, not_additive, whole, group, assumed]`. `start` and `end` count UTF-16 units in the paragraph; `first` and `last`
are years; `whole` is the row of its total. Null where nothing is known.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sgreports.dataset.browser_page.document import Content, Tables, units
from sgreports.dataset.browser_page.scripts import write_script

Row = Mapping[str, Any]
REASON = 15  # the column `not_additive`
LISTS = ("events", "counted", "phrases", "countries", "years", "agents", "series", "reasons")


class Words:
    """The words of a list, each with its number."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def __getitem__(self, word: Any) -> int | None:
        """The number of a word; none for null and the empty text."""
        return None if word in (None, "") else self._numbers.setdefault(word, len(self._numbers))

    def all(self) -> list[Any]:
        return list(self._numbers)


class CountIndex:
    """The counts of a run, filled document by document; `names` are those of entities by key."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._lists = {name: Words() for name in LISTS}
        self._rows: list[list[Any]] = []
        self._dates: dict[str, str] = {}
        self._also_in: dict[int, tuple[str, str]] = {}
        """Of the rows that other reports say too: the own document, and the earliest of the others."""

    def add(self, number: int, content: Content, tables: Tables) -> None:
        """Takes the counts of a document."""
        places = {paragraph["key"]: n for n, paragraph in enumerate(content["paragraphs"])}
        mentions = {row["id"]: row for row in tables["mentions"] if row["label"] == "COUNT"}
        rows = {row["count"]: len(self._rows) + n for n, row in enumerate(tables["counts"])}
        series = content["row"]["series"]
        self._dates[content["row"]["document"]] = str(content["row"]["date"] or "")
        for row in tables["counts"]:
            mention, place = mentions[row["count"]], places[row["paragraph"]]
            at = units(content["paragraphs"][place]["text"])
            if row["also_in"] and not row["not_additive"]:
                self._also_in[len(self._rows)] = row["document"], row["also_in"][0]
            self._rows.append([
                number, place, at(mention["start"]), at(mention["end"]), *self._said(row),
                self._lists["series"][series], self._lists["reasons"][row["not_additive"]],
                rows.get(row["part_of"]), row["part_group"], int("document" in (row["time_from"], row["country_from"])),
            ])  # fmt: skip

    def _said(self, row: Row) -> list[Any]:
        lists, (first, last) = self._lists, (_year(row[name]) for name in ("time_start", "time_end"))
        amount = row["value_min"] if row["value_min"] is not None else row["value_max"]
        agent = "; ".join(self._names.get(key, key) for key in row["agents"]) or row["agent_text"]
        return [
            amount, int(row["comparator"] == "="), lists["events"][row["event"]], lists["counted"][_counted(row)],
            lists["phrases"][row["unit_phrase"] or row["unit"]], lists["countries"][row["country"]],
            lists["years"][years(first, last)], first, last, lists["agents"][agent],
        ]  # fmt: skip

    def write(self, folder: Path) -> None:
        """Writes the index as one file: some 80 bytes a count."""
        self._leave_out_what_was_said_before()
        words = {name: listed.all() for name, listed in self._lists.items()}
        countries = [[code, self._names.get(code, code)] for code in words["countries"]]
        write_script(folder / "counts.js", "counts", words | {"countries": countries, "rows": self._rows})

    def _leave_out_what_was_said_before(self) -> None:
        """What an earlier report says already is counted there: the same rule as the view `facts`."""
        for row, (own, other) in self._also_in.items():
            dates = self._dates.get(other), self._dates[own]
            if all(dates) and (dates[0], other) < (dates[1], own):
                self._rows[row][REASON] = self._lists["reasons"]["in_an_earlier_report"]


def _counted(row: Row) -> str | None:
    """What is counted, as the view `facts` says it: money by its currency."""
    if row["kind"] == "money":
        return f"money, {row['unit'] or 'currency unknown'}"
    return row["unit_class"]  # type: ignore[no-any-return]


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None


def years(first: int | None, last: int | None) -> str | None:
    """`2024`, `2023–2024`, `since 2023`, as the view `facts` says it."""
    if first is None or last == first:
        return None if first is None else str(first)
    return f"{first}–{last}" if last is not None else f"since {first}"
