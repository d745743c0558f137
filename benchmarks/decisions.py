"""What it takes to put decisions on a run, beside what `merge` takes for it.

Usage: python benchmarks/decisions.py RUN [--copies 5] [--decisions 10000]

The run is copied under other symbols, so that one of a hundred reports stands for one of five hundred. Then it is
merged, decisions are put on it and on the merged dataset, and they are taken back. Processor
seconds of one process, and by the clock; the last column is the share of what `merge` took.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from sgreports.dataset.files.folder import DUCKDB, write_run
from sgreports.dataset.files.parquet import open_duckdb, records
from sgreports.dataset.files.share import Forms, Share
from sgreports.dataset.merging import merge
from sgreports.dataset.stored.stored import run_json
from sgreports.decisions.apply import apply
from sgreports.decisions.decision import Decision
from sgreports.decisions.files import NO_DECISIONS, append, read_decisions
from sgreports.model.letters import digest, letter_span
from sgreports.model.records import ROWS
from sgreports.model.run import RunSummary

NUMBERS = """
    SELECT m.document, m.paragraph, m."start", m."end", m.text AS quote, p.text
    FROM mentions m JOIN counts c ON c."count" = m.id
        JOIN paragraphs p ON p.document = m.document AND p.paragraph = m.paragraph
    ORDER BY hash(m.id) LIMIT $some
"""
FIRST = re.compile(rb'(?:\{"\w+":")?([A-Z][^"#,]*/[^"#,]*)[#",]')
VERDICTS = ("right", "right", "corrected", "wrong")


def copies(run: Path, number: int) -> Iterator[Share]:
    """The tables of a run, each copy under other symbols; entities once."""
    for copy in range(number):
        suffix = f"/Rev.{90 + copy}".encode()
        tables = [row.resource for row in ROWS if row.resource != "entities" or not copy]
        yield {table: Forms(*(renamed(data, suffix) for data in forms(run / table))) for table in tables}


def forms(stem: Path) -> tuple[bytes, bytes]:
    """A table as JSON lines, and as CSV without its header."""
    return stem.with_suffix(".jsonl").read_bytes(), stem.with_suffix(".csv").read_bytes().partition(b"\n")[2]


def renamed(data: bytes, suffix: bytes) -> bytes:
    """Lines in which the symbol that they begin with has a suffix."""
    lines = ((line, FIRST.match(line)) for line in data.splitlines(keepends=True))
    return b"".join(pattern_of(m[1]).sub(rb"\g<0>" + suffix, line) if m else line for line, m in lines)


@lru_cache
def pattern_of(symbol: bytes) -> re.Pattern[bytes]:
    """A symbol where it ends."""
    return re.compile(re.escape(symbol) + rb"(?=[\"#,])")


def decided(run: Path, some: int) -> Iterator[Decision]:
    """Decisions on numbers of a run, by one reader."""
    with open_duckdb(run / DUCKDB, read_only=True) as connection:
        rows = records(connection, NUMBERS, {"some": some})
    for n, row in enumerate(rows):
        verdict = VERDICTS[n % len(VERDICTS)]
        yield Decision.model_validate({
            "document": row["document"], "paragraph": row["paragraph"], "quote": row["quote"],
            "letters": letter_span(row["text"], row["start"], row["end"]), "hash": digest(row["text"]),
            "verdict": verdict, "cells": {"years": "2043"} if verdict == "corrected" else {}, "by": "mk",
            "kind": "person", "at": "2043-01-01T12:00:00Z",
        })  # fmt: skip


def measured(what: str, do: Callable[[], object], whole: float | None = None) -> float:
    """The processor seconds of doing something, as a line of the table."""
    began, clock = time.process_time(), time.monotonic()
    do()
    seconds = time.process_time() - began
    share = f"{seconds / whole:.2f}" if whole else ""
    sys.stdout.write(f"| {what} | {seconds:.2f} | {time.monotonic() - clock:.2f} | {share} |\n")
    sys.stdout.flush()
    return seconds


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--decisions", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        run, merged, file = Path(name) / "run", Path(name) / "merged", Path(name) / "mk.jsonl"
        said = run_json(given.run)
        write_run(run, copies(given.run, given.copies), RunSummary.model_validate({**said, "files": {}}))
        append(file, decided(run, given.decisions))
        sys.stdout.write("| | processor | clock | of merge |\n|---|---|---|---|\n")
        whole = measured("merge", lambda: merge([run], merged))
        for what, dataset in (("run", run), ("merged dataset", merged)):
            measured(f"apply to the {what}", lambda at=dataset: apply(at, read_decisions(file)), whole)  # type: ignore[misc]
            measured(f"apply none to the {what}", lambda at=dataset: apply(at, NO_DECISIONS), whole)  # type: ignore[misc]


if __name__ == "__main__":
    main()
