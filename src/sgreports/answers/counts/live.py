"""Totals while decisions are made: a dataset in memory with decisions on it, without writing any of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sgreports.answers.counts.answer import read_once
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.files.parquet import find_beside, table_of
from sgreports.dataset.views import views_sql
from sgreports.decisions.applied import renewed
from sgreports.decisions.apply import check_dataset
from sgreports.decisions.files import Decisions
from sgreports.model.records import ROWS, CountRow, MentionRow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

IN_MEMORY = (CountRow.resource, MentionRow.resource)


class LiveTotals:
    """The totals of a dataset as decisions that are not applied to it yet would have them.

    >>> with live_totals(dataset) as totals:
    ...     totals.decide(read_decisions(Path("decisions")))
    ...     answer_from(totals.connection, question)
    """

    def __init__(self, connection: "DuckDBPyConnection") -> None:
        self.connection = connection
        read_once(connection)

    def decide(self, decisions: Decisions) -> None:
        """Takes these decisions in place of all before."""
        new = renewed(decisions, self.connection)
        rows = [row for row in new.rows.values() if row] + [row for row, _ in new.added]
        lines = "".join(f"{row.model_dump_json()}\n" for row in rows).encode()
        mentions = "".join(f"{mention.model_dump_json()}\n" for _, mention in new.added).encode()
        self.connection.execute("BEGIN")
        self.connection.execute("DELETE FROM mentions WHERE source = 'decision'")
        self.connection.execute('DELETE FROM counts WHERE "count" IN (SELECT unnest($ids))', {"ids": list(new.rows)})
        for row, text in ((CountRow, lines), (MentionRow, mentions)):
            self.connection.register("new_rows", table_of(text, row))
            self.connection.execute(f'INSERT INTO "{row.resource}" BY NAME FROM new_rows')
        self.connection.execute("COMMIT")
        read_once(self.connection)


@contextmanager
def live_totals(dataset: Path) -> Iterator[LiveTotals]:
    """The totals of a dataset in memory, as it is. Raises UsageError where it is none that can be decided."""
    import duckdb

    check_dataset(dataset)
    with duckdb.connect() as connection:
        find_beside(connection, dataset)
        path = str((dataset / DUCKDB).resolve()).replace("'", "''")
        connection.execute(f"ATTACH '{path}' AS run (READ_ONLY)")
        for table in (row.resource for row in ROWS):
            kind = "TABLE" if table in IN_MEMORY else "VIEW"
            connection.execute(f'CREATE {kind} "{table}" AS FROM run."{table}"')
        connection.execute(views_sql())
        yield LiveTotals(connection)
