"""A run's folder: every table in every form, and what a stranger needs to read them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from sgreports.dataset.files.atomic import beside, recover, replace_text, replacing
from sgreports.dataset.files.csv_table import csv_header
from sgreports.dataset.files.package import PACKAGE_NAME, data_package
from sgreports.dataset.files.sums import SEAL, Difference, differences, first_lost, is_sealed, json_text, sealed, sums
from sgreports.errors import UsageError
from sgreports.model.records import ROWS, Row
from sgreports.model.run import RunSummary
from sgreports.ownership import Proof, strange_in

if TYPE_CHECKING:
    from sgreports.dataset.files.share import Share

Finish = Callable[[Path], Mapping[str, Any]]
DUCKDB, PACKAGE, RUN = "sgreports.duckdb", "datapackage.json", "run.json"
FILES = {DUCKDB, PACKAGE, RUN} | {f"{row.resource}.{form}" for row in ROWS for form in ("jsonl", "csv", "parquet")}


def check_out(out: Path, force: bool = False) -> None:
    """Raises UsageError where a run must not or cannot be written: said before the work, not after it.

    `force` lets a run replace files that go by the names of its tables, though no run wrote them.
    """
    try:
        place = out.resolve()
        recover(place)
        proof_of_run(force).check(out)
        with beside(place):
            pass  # it can be written to
    except (OSError, RuntimeError) as error:  # Path.resolve raises RuntimeError for a link to itself
        reason = error.strerror if isinstance(error, OSError) else "it is a link to itself"
        raise UsageError(f"cannot write to {out}: {reason}; name a folder that you may write to") from error


def proof_of_run(force: bool = False) -> Proof:
    """Proves that a run wrote a folder: all files are those that it wrote, by the hashes in its run.json.

    With `force` their names prove it.
    """
    return Proof(lambda out: _stranger(out, force))


def _stranger(out: Path, force: bool) -> str:
    if not out.is_dir():
        return "is a file"
    if strange := strange_in(out, lambda path, name: name in FILES and path.is_file()):
        return f"holds {strange!r}, which no run wrote and a new one would remove"
    if not any(out.iterdir()) or force:
        return ""
    if (found := changes(out)) is None:
        name = min(out.iterdir()).name
        return f"holds {name!r}, but no run.json of a run, so no run wrote it (--force replaces it)"
    lost = first_lost(found)
    return (
        f"holds {lost!r}, which is not as the run wrote it and would be lost (--force replaces it all)" if lost else ""
    )


def changes(folder: Path) -> list[Difference] | None:
    """How the files of a run, or of a merged dataset, differ from what run.json says was written; None without one."""
    if not (folder / RUN).is_file():
        return None
    run = _json(folder / RUN)
    written, found = run.get("files"), sums(folder, RUN)
    if not isinstance(written, dict) or not written:
        return None if run else [Difference(RUN, "changed")]
    if SEAL in run or DUCKDB in written:
        whole = is_sealed((folder / RUN).read_bytes())
        return [*([] if whole else [Difference(RUN, "changed")]), *differences(written, found)]
    held = found.get(DUCKDB, "") if _holds_its_tables(folder) else ""  # an older version kept no hash of it
    return list(differences({**written, DUCKDB: held}, found))


def _holds_its_tables(folder: Path) -> bool:
    from sgreports.dataset.files.parquet import holds

    return holds(folder / DUCKDB, {row.resource: folder / f"{row.resource}.parquet" for row in ROWS})


def is_run(folder: Path) -> bool:
    """Whether a run wrote the folder, by its run.json or datapackage.json."""
    return "made_by" in _json(folder / RUN) or _json(folder / PACKAGE).get("name") == PACKAGE_NAME


RUN_JSON = Proof(lambda path: "" if is_sealed(path.read_bytes()) else "is not as a run wrote it")


def _json(path: Path) -> dict[str, object]:
    """The object in a JSON file; empty where there is none that can be read."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def holds_documents(out: Path) -> bool:
    """Whether a dataset lies at `out` with at least one document."""
    table = out / "documents.jsonl"
    return table.is_file() and table.stat().st_size > 0


def nothing_more(_: Path) -> Mapping[str, Any]:
    """What is done with tables that nothing changes any more."""
    return {}


def write_run(
    out: Path, shares: Iterable["Share"], summary: RunSummary, force: bool = False, finish: Finish = nothing_more
) -> RunSummary:
    """Writes a run in place of the one at `out`. Raises UsageError where the disk will not take it.

    `finish` may change the tables before anybody sees them, and gives what run.json says of that.

    It raises it, too, where something else lies there by now (see `check_out`).
    """
    try:
        with replacing(out, proof_of_run(force)) as part:
            write_tables(part, shares)
            more = finish(part)
            write_json(part / PACKAGE, data_package(summary.versions))
            written = summary.model_copy(update={"decided": more.get("decided", {}), "files": sums(part)})
            write_json(part / RUN, sealed(written.model_dump(mode="json")))
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror or error}; nothing there was changed") from error
    return written


def renew_run(out: Path, summary: RunSummary) -> RunSummary | None:
    """Renews run.json alone, where a run of the same input by the same program lies whole at `out`; None elsewhere."""
    try:
        before = RunSummary.model_validate_json((out / RUN).read_bytes())
        if _content(before) != _content(summary) or before.files != sums(out, RUN):
            return None
        renewed = summary.model_copy(update={"files": before.files, "decided": before.decided})
        replace_text(out / RUN, json_text(sealed(renewed.model_dump(mode="json"))), RUN_JSON, folder=out)
    except (OSError, ValidationError):
        return None
    return renewed


def _content(summary: RunSummary) -> object:
    """What the tables of a run depend on."""
    inputs = [(Path(i.path).name, i.sha256, i.outcome, i.document) for i in summary.inputs]
    return summary.made_by, summary.versions, inputs, [file.sha256 for file in summary.decisions]


def write_tables(folder: Path, shares: Iterable["Share"]) -> None:
    """Every table as JSON Lines, CSV and Parquet, and all as one DuckDB file, from shares that are read one by one."""
    from sgreports.dataset.files.parquet import write_duckdb, write_parquet

    with ExitStack() as stack:
        tables = {row.resource: stack.enter_context(_table(folder, row)) for row in ROWS}
        for share in shares:
            for name, forms in share.items():
                for add, data in zip(tables[name], forms, strict=True):
                    add(data)
    parquet = {row.resource: folder / f"{row.resource}.parquet" for row in ROWS}
    for row in ROWS:
        write_parquet(parquet[row.resource], row, folder / f"{row.resource}.jsonl")
    write_duckdb(folder / DUCKDB, parquet)


@contextmanager
def _table(folder: Path, row: type[Row]) -> Iterator[tuple[Callable[[bytes], object], ...]]:
    """What adds to a table's JSON Lines and CSV file, in that order."""
    stem = folder / row.resource
    with stem.with_suffix(".jsonl").open("wb") as jsonl, stem.with_suffix(".csv").open("wb") as csv:
        csv.write(csv_header(row).encode())
        yield jsonl.write, csv.write


def write_text(path: Path, text: str) -> None:
    """Writes a text whose lines end alike on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def write_json(path: Path, content: object) -> None:
    """Writes indented JSON, ending in a line feed."""
    write_text(path, json_text(content))
