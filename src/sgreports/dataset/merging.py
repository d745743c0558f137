"""One dataset out of several: Parquet partitioned by year, and a DuckDB file with views over it.

No file holds all of it, and no step sorts more than a block of parts, so that an archive that was extracted in shards,
on several machines, can be asked as one.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from sgreports.dataset.files.atomic import replacing
from sgreports.dataset.files.folder import DUCKDB, RUN, Finish, changes, nothing_more, write_json
from sgreports.dataset.files.parquet import open_duckdb, quoted
from sgreports.dataset.files.sums import first_lost, sealed, sums
from sgreports.dataset.rows.entities import NO_ENTITY
from sgreports.dataset.stored.stored import check_run, is_merged, run_json
from sgreports.dataset.verifying import check_verified
from sgreports.dataset.views import views_sql
from sgreports.errors import UsageError
from sgreports.model.records import ROWS
from sgreports.ownership import Proof, strange_in

ENTITIES = "entities"
PARQUET = "FORMAT parquet, COMPRESSION zstd"
BLOCK = 5000
"""Inputs whose rows are sorted together: each block adds a file to each year."""
MEMORY = "1GB"
"""What DuckDB may hold; more of a block waits on the disk, in the folder that is written."""
FOLDERS = re.compile(rf"({'|'.join(row.resource for row in ROWS)})(/year=\w+)?")
FILES = re.compile(rf"{RUN}|{DUCKDB}|{FOLDERS.pattern}/data(_\d+_\d+)?\.parquet")
"""The names of all that a merged dataset holds."""
IN_DOCUMENTS = tuple(row.resource for row in ROWS if row.resource != ENTITIES)


def merge(parts: Sequence[Path], out: Path, finish: Finish = nothing_more) -> dict[str, int]:
    """Writes the merged dataset at `out`; the rows of each table. Raises UsageError where parts do not fit together.

    `finish` may change the tables before anybody sees them, and gives what run.json says of that.
    """
    for part in parts:
        check_run(part, *(f"{row.resource}.parquet" for row in ROWS))
    runs = [run_json(part) for part in parts]
    _check(parts, runs, out)
    for part in parts:
        check_verified(part)
    blocks = _blocks(parts, [len(run["inputs"]) for run in runs])
    try:
        with replacing(out, PROOF) as folder:
            with open_duckdb(folder / DUCKDB) as connection:
                _write_tables(connection, parts, blocks, folder)
                counted = {table: _count(connection, table) for table in (*IN_DOCUMENTS, ENTITIES)}
            summary = {"parts": [str(part) for part in parts], **_summary(runs)}
            write_json(folder / RUN, summary)
            said = {**summary, **finish(folder), "files": sums(folder, RUN)}
            write_json(folder / RUN, sealed(said))
            return counted
    except (OSError, duckdb.Error) as error:
        raise UsageError(f"cannot write to {out}: {error}; nothing there was changed") from error


def _write_tables(
    connection: duckdb.DuckDBPyConnection, parts: Sequence[Path], blocks: Sequence[Sequence[Path]], folder: Path
) -> None:
    connection.execute("SET threads = 1")  # so that each year is one file
    connection.execute("SET memory_limit = ?", [MEMORY])
    connection.execute(_chosen(parts))
    for table in IN_DOCUMENTS:
        _write_by_year(connection, blocks, table, folder / table)
        _view(connection, table)
    _write(connection, _entities(parts), folder / ENTITIES)
    _view(connection, ENTITIES)
    connection.execute("DROP TABLE chosen")
    connection.execute(views_sql())


def _check(parts: Sequence[Path], runs: Sequence[dict[str, Any]], out: Path) -> None:
    for part, run in zip(parts, runs, strict=True):
        if run["made_by"] != runs[0]["made_by"]:
            raise UsageError(f"{part} is of another version or has other settings than {parts[0]}; extract it again")
        if out.resolve() in (part.resolve(), *part.resolve().parents):
            raise UsageError(f"{out} holds the part {part}; name another folder")
    PROOF.check(out)


def _stranger(out: Path) -> str:
    if not out.is_dir():
        return "is a file"
    if any(out.iterdir()) and not is_merged(out):
        return "is no merged dataset"
    strange = strange_in(out, lambda path, name: (FOLDERS if path.is_dir() else FILES).fullmatch(name))
    if strange:
        return f"holds {strange!r}, which is of no merged dataset and would be lost"
    if (found := changes(out)) is None and any(out.iterdir()):
        return "was merged by a version that kept no hashes: nothing proves that it is as it was written"
    lost = first_lost(found or ())
    return f"holds {lost!r}, which is not as it was merged and would be lost" if lost else ""


PROOF = Proof(_stranger)


def _blocks(parts: Sequence[Path], inputs: Sequence[int]) -> list[list[Path]]:
    """The parts in their order, as many together as have `BLOCK` inputs, or one that has more."""
    blocks: list[list[Path]] = []
    held = BLOCK
    for part, number in zip(parts, inputs, strict=True):
        if held + number > BLOCK:
            blocks, held = [*blocks, []], 0
        blocks[-1].append(part)
        held += number
    return blocks


def _files(parts: Sequence[Path], table: str) -> str:
    """DuckDB's expression for a table of all parts, with the part's number and the place of each row."""
    files = ", ".join(f"'{quoted(part / f'{table}.parquet')}'" for part in parts)
    return f"read_parquet([{files}], filename = true, file_row_number = true)"


def _chosen(parts: Sequence[Path]) -> str:
    """Each document once, from the part where it has the most text, with its year."""
    return f"""
        CREATE TABLE chosen AS
        WITH lengths AS (
            SELECT document, parse_dirpath(filename) AS part, sum(length(text)) AS characters
            FROM {_files(parts, "paragraphs")} GROUP BY ALL
        )
        SELECT d.document, parse_dirpath(d.filename) AS part, year(d.date) AS year
        FROM {_files(parts, "documents")} d LEFT JOIN lengths l
            ON l.document = d.document AND l.part = parse_dirpath(d.filename)
        QUALIFY row_number() OVER (PARTITION BY d.document ORDER BY characters DESC NULLS LAST, d.filename) = 1
    """


def _of_chosen(parts: Sequence[Path], table: str) -> str:
    return f"""
        SELECT t.* EXCLUDE (filename, file_row_number), c.year
        FROM {_files(parts, table)} t JOIN chosen c ON c.document = t.document AND c.part = parse_dirpath(t.filename)
        ORDER BY c.year, t.document, t.file_row_number
    """


def _entities(parts: Sequence[Path]) -> str:
    """The entities that chosen documents mention, named as in the part that mentions them most."""
    no_entity = ", ".join(f"'{label}'" for label in sorted(NO_ENTITY))
    return f"""
        WITH named AS (
            SELECT document, unnest(list_distinct(string_split(entity, '+'))) AS entity
            FROM mentions WHERE entity IS NOT NULL AND label NOT IN ({no_entity})
        ), by_document AS (
            SELECT entity, count(*) AS mentions FROM named GROUP BY entity, document
        ), counted AS (
            SELECT entity, sum(mentions)::BIGINT AS mentions, count(*) AS documents FROM by_document GROUP BY entity
        )
        SELECT e.* EXCLUDE (filename, file_row_number, mentions, documents), c.mentions, c.documents
        FROM {_files(parts, ENTITIES)} e JOIN counted c USING (entity)
        QUALIFY row_number() OVER (PARTITION BY entity ORDER BY e.mentions DESC, e.filename) = 1
        ORDER BY label, entity
    """


def _write_by_year(
    connection: duckdb.DuckDBPyConnection, blocks: Sequence[Sequence[Path]], table: str, folder: Path
) -> None:
    """Writes a table below a folder, each block's rows as a file of each year; a table without rows is one file."""
    for number, parts in enumerate(blocks):
        rows = _of_chosen(parts, table)
        if connection.execute(f"SELECT 1 FROM ({rows}) LIMIT 1").fetchone():
            how = f"PARTITION_BY (year), FILENAME_PATTERN 'data_{number}_{{i}}', OVERWRITE_OR_IGNORE"
            connection.execute(f"COPY ({rows}) TO '{quoted(folder)}' ({PARQUET}, {how})")
    if not folder.exists():
        _write(connection, _of_chosen(blocks[0], table), folder)


def _write(connection: duckdb.DuckDBPyConnection, rows: str, folder: Path) -> None:
    """Writes rows as the one file of a folder."""
    folder.mkdir()
    connection.execute(f"COPY ({rows}) TO '{quoted(folder / 'data.parquet')}' ({PARQUET})")


def _view(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """The table, read from its files beside the database."""
    year = "" if table == ENTITIES else " EXCLUDE (year)"
    files = f"read_parquet('{table}/**/*.parquet', hive_partitioning = {str(table != ENTITIES).lower()})"
    connection.execute(f'CREATE VIEW "{table}" AS SELECT *{year} FROM {files}')


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    (rows,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() or (0,)
    return int(rows)


def _summary(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What run.json says: the versions and settings of all parts, their inputs and decisions."""
    inputs = [record for run in runs for record in run["inputs"]]
    decisions = [file for run in runs for file in run.get("decisions", [])]
    one_each = [file for n, file in enumerate(decisions) if file not in decisions[:n]]
    made = {name: runs[0][name] for name in ("versions", "settings", "made_by")}
    return {**made, "inputs": inputs, "decisions": one_each}
