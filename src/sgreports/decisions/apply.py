"""Applies decisions to a dataset that is there: a run, or a merged one. No document is read again.

What the program proposed is kept in the column `proposed`, so that they can be applied again, others, or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from sgreports.dataset.files.atomic import replacing
from sgreports.dataset.files.folder import DUCKDB, RUN, proof_of_run, write_json
from sgreports.dataset.files.parquet import open_duckdb, records
from sgreports.dataset.files.renewed import TableChange, hashes, link_files, renew_merged, renew_tables
from sgreports.dataset.files.sums import sealed
from sgreports.dataset.merging import PROOF
from sgreports.dataset.stored.stored import RENEW, check_run, is_merged, run_json
from sgreports.decisions.applied import SOURCE, Renewed, renewed
from sgreports.decisions.files import Decisions, Line, Unread
from sgreports.errors import UsageError
from sgreports.model.records import SCHEMA_VERSION, CountRow, MentionRow


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of decisions: `tally` counts rows by verdict, and decisions by why they were not applied.

    `stale` are those whose paragraph has other letters by now, `unread` the lines that are none.
    """

    decisions: Decisions
    tally: dict[str, int]
    stale: Sequence[Line] = ()

    @property
    def unread(self) -> Sequence[Unread]:
        """The lines that are no decisions."""
        return self.decisions.unread

    @property
    def run_json(self) -> dict[str, Any]:
        """What run.json says of them."""
        files = [file.model_dump() for file in self.decisions.inputs]
        unread = {"unread": len(self.unread)} if self.unread else {}
        return {"decisions": files, "decided": {**self.tally, **unread}}


def apply(dataset: Path, decisions: Decisions) -> Applied:
    """Renews a dataset as a whole, its rows as these decisions have them; with none, as the program proposed them.

    Raises UsageError where there is no dataset, or the disk will not take it: then nothing is changed.
    """
    check_dataset(dataset)
    proof = PROOF if is_merged(dataset) else proof_of_run()
    try:
        with replacing(dataset, proof) as part:
            link_files(dataset.resolve(), part)
            applied = apply_in(part, decisions)
            run = run_json(part)
            run["files"] = hashes(part, dataset, run.get("files", {}))
            (part / RUN).unlink()  # it may be a link to the one before
            write_json(part / RUN, sealed(run | applied.run_json))
    except (OSError, duckdb.Error) as error:
        raise UsageError(f"cannot write to {dataset}: {error}; nothing there was changed") from error
    return applied


def check_dataset(dataset: Path) -> None:
    """Raises UsageError where no dataset lies that decisions can be applied to."""
    check_run(dataset, DUCKDB)
    if (said := run_json(dataset)["versions"]["dataset_schema"]) != SCHEMA_VERSION:
        raise UsageError(f"{dataset} has tables of schema {said}, and decisions need {SCHEMA_VERSION}; {RENEW}")


def apply_in(folder: Path, decisions: Decisions) -> Applied:
    """Applies decisions to a folder that nobody reads yet; run.json stays as it is."""
    with open_duckdb(folder / DUCKDB, read_only=True) as connection:
        new = renewed(decisions, connection)
        gone = records(connection, "SELECT id FROM mentions WHERE source = $source", {"source": SOURCE})
        years = _years(connection, new)
    mentions = TableChange(MentionRow, dict.fromkeys(row["id"] for row in gone), [mention for _, mention in new.added])
    changes = [TableChange(CountRow, new.rows, [row for row, _ in new.added]), mentions]
    if is_merged(folder):
        renew_merged(folder, changes, years)
    else:
        renew_tables(folder, changes)
    stale = [m.line for m in new.matched if m.found == "stale"]
    return Applied(decisions, dict(sorted(new.tally.items())), stale)


def _years(connection: duckdb.DuckDBPyConnection, new: Renewed) -> dict[str, int | None]:
    documents = sorted({row.document for row, _ in new.added})
    query = "SELECT document, year(date) AS year FROM documents WHERE document IN (SELECT unnest($documents))"
    return {row["document"]: row["year"] for row in records(connection, query, {"documents": documents})}
