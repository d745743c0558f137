"""A run's folder: every table in every form, and what a stranger needs to read them."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from sgreports.dataset.atomic import replacing
from sgreports.dataset.csv_table import write_csv
from sgreports.dataset.package import data_package
from sgreports.dataset.parquet import arrow_table, write_duckdb, write_parquet
from sgreports.dataset.rows import Tables
from sgreports.errors import UsageError
from sgreports.model.records import ROWS
from sgreports.model.run import RunSummary

DUCKDB, PACKAGE, RUN = "sgreports.duckdb", "datapackage.json", "run.json"
FILES = {DUCKDB, PACKAGE, RUN} | {f"{row.resource}.{form}" for row in ROWS for form in ("jsonl", "csv", "parquet")}


def check_out(out: Path) -> None:
    """Raises UsageError where a run must not or cannot be written: said before the work, not after it."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; name a folder for the dataset")
    strange = sorted(p.name for p in out.iterdir() if p.name not in FILES) if out.is_dir() else []
    if strange:
        raise UsageError(
            f"{out} holds {strange[0]!r}, which no run wrote and a new one would remove; name another folder"
        )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent):
            pass
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror}; name a folder that you may write to") from error


def write_run(out: Path, tables: Tables, summary: RunSummary) -> None:
    """Writes a run in place of what `out` held. Raises UsageError where the disk will not take it."""
    try:
        with replacing(out) as part:
            write_tables(part, tables)
            write_json(part / PACKAGE, data_package(summary.versions))
            write_json(part / RUN, summary.model_dump(mode="json"))
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror}; nothing there was changed") from error


def write_tables(folder: Path, tables: Tables) -> None:
    """Every table as JSON Lines, CSV and Parquet, and all as one DuckDB file."""
    arrow = {row.resource: arrow_table(row, tables.get(row.resource, ())) for row in ROWS}
    for row in ROWS:
        rows, stem = tables.get(row.resource, ()), folder / row.resource
        lines = "".join(f"{r.model_dump_json()}\n" for r in rows)
        stem.with_suffix(".jsonl").write_text(lines, encoding="utf-8", newline="\n")
        write_csv(stem.with_suffix(".csv"), row, rows)
        write_parquet(stem.with_suffix(".parquet"), arrow[row.resource])
    write_duckdb(folder / DUCKDB, arrow)


def write_json(path: Path, content: object) -> None:
    """Writes indented JSON, ending in a line feed."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
