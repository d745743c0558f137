"""Decisions on numbers of a dataset: what a page, a packet or a notebook makes of a reader's word.

with numbers_of(dataset) as numbers:
    decision = numbers.decide("S/2025/389#m12", "corrected", Reader("mk", "person"), cells={"years": "2024"})
    append(file_by("mk"), [decision])
"""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.files.parquet import open_duckdb, records
from sgreports.decisions.applied import as_proposed, sentence_at
from sgreports.decisions.apply import check_dataset
from sgreports.decisions.cells import REFERENCES, seen_cells
from sgreports.decisions.decision import Cells, Decision, Verdict
from sgreports.decisions.numbers import Key, RunNumbers
from sgreports.errors import UsageError
from sgreports.model.facts import ADDED, ReaderKind
from sgreports.model.letters import letter_span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Reader(NamedTuple):
    """Who decides."""

    name: str
    kind: ReaderKind = "person"


class Numbers:
    """The numbers of a dataset, to be decided."""

    def __init__(self, connection: "DuckDBPyConnection") -> None:
        self.connection = connection
        self.run = RunNumbers(connection)

    @cached_property
    def coverings(self) -> dict[str, str]:
        """The count that covers another in a total of all, by the id of the other."""
        query = """
            SELECT covered, arg_max(c.covered_by, (amount, c.covered_by)) AS covering
            FROM coverings c JOIN facts ON count_id = c.covered_by WHERE not_added IS NULL AND score >= $least
            GROUP BY covered
        """
        return {row["covered"]: row["covering"] for row in records(self.connection, query, {"least": ADDED})}

    def row(self, count: str) -> Mapping[str, Any]:
        """A row of `counts`, as decisions have left it. Raises UsageError for a count that there is not."""
        found = records(self.connection, 'SELECT * FROM counts WHERE "count" = $count', {"count": count})
        if not found:
            raise UsageError(f"there is no count {count!r} in the dataset")
        return found[0]

    def seen(self, count: str, covered_by: str | None = None) -> Cells:
        """A row's cells in the words of gold, as the program proposed them.

        `covered_by` is the count for which a total leaves the row out; else the one that covers it in a total of all.
        """
        row = dict(as_proposed(dict(self.row(count))))
        row["covered_by"] = row["covered_by"] or covered_by or self.coverings.get(count)
        places = self.run.places({row[name] for name in REFERENCES if row.get(name)} | {count})
        number = self.run.at(places[count])
        return seen_cells(row, number.value if number else None, places)

    def place(self, count: str) -> str:
        """Where a number stands, as cells name another number: `S/2025/389 ¶26 12-14`."""
        return str(self.run.places([count])[count])

    def decide(
        self, count: str, verdict: Verdict, reader: Reader, *, cells: Mapping[str, Any] | None = None,
        covered_by: str | None = None, note: str | None = None, settles: bool = False,
    ) -> Decision:  # fmt: skip
        """A reader's word on a row; `cells` are those that change, of `corrected`. `unsure` takes back what was said.

        Raises ValueError (pydantic's ValidationError) for cells that cannot be.
        """
        row = self.row(count)
        at = self.run.places([count])[count]
        return self._decision(
            at.document, at.paragraph, (at.start, at.end), row["text"], row["sentence_text"], reader, verdict=verdict,
            cells=cells or {}, seen=self.seen(count, covered_by).model_dump(exclude_unset=True), note=note,
            settles=settles,
        )  # fmt: skip

    def add(
        self, key: Key, span: tuple[int, int], cells: Mapping[str, Any], reader: Reader, note: str | None = None
    ) -> Decision:
        """A number that the program has not: document and paragraph, its characters in the text, all of its cells."""
        (document, paragraph), (start, end) = key, span
        here = self.run.paragraph(document, paragraph)
        if here is None:
            raise UsageError(f"{document} has no paragraph {paragraph}")
        letters, quote = letter_span(here.text, start, end), here.text[start:end]
        sentence = sentence_at(here.text, start, end)
        return self._decision(
            document, paragraph, letters, quote, sentence, reader, verdict="corrected", cells=cells, added=True,
            note=note,
        )  # fmt: skip

    def _decision(  # noqa: PLR0917
        self, document: str, paragraph: str, letters: tuple[int, int], quote: str, sentence: str, reader: Reader,
        **said: Any,
    ) -> Decision:  # fmt: skip
        here = self.run.paragraph(document, paragraph)
        at = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        place = {"document": document, "paragraph": paragraph, "letters": letters, "quote": quote}
        who = {"by": reader.name, "kind": reader.kind, "at": at, "hash": here.hash if here else ""}
        return Decision.model_validate({**place, "sentence": sentence, **who, **said})


@contextmanager
def numbers_of(dataset: Path) -> Iterator[Numbers]:
    """The numbers of a dataset, open for reading. Raises UsageError where it is none that can be decided."""
    check_dataset(dataset)
    with open_duckdb(dataset / DUCKDB, read_only=True) as connection:
        yield Numbers(connection)
