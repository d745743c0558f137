"""Runs of hand-made extractions, written to folders."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import duckdb

from sgreports.dataset.files import parquet
from sgreports.dataset.files.folder import DUCKDB, RUN, write_run, write_tables
from sgreports.dataset.files.share import share_of
from sgreports.dataset.rows.document_rows import mention_rows, rows_of
from sgreports.dataset.rows.entities import entity_counts, entity_rows
from sgreports.model.facts import Extraction, Mention, Relation
from sgreports.model.records import ROWS, SCHEMA_VERSION
from sgreports.model.report import Masthead, Paragraph, Report
from sgreports.model.run import Entry, InputRecord
from sgreports.provenance import summary_of
from sgreports.settings import Settings


def said(text: str, key: str = "1", **marks: str) -> tuple[Paragraph, tuple[Mention, ...]]:
    """A paragraph of a body, and its mentions: `unicef="AGENCY UNICEF"` marks the words with that entity."""
    paragraph = Paragraph(
        key=key, number=int(key) if key.isdigit() else None, part="body", section=None, order=0, text=text
    )
    return paragraph, tuple(_mention(text, key, entity, *words.split(" ", 1)) for entity, words in marks.items())


def _mention(text: str, key: str, entity: str, label: str, words: str) -> Mention:
    start = text.index(words)
    place = {"start": start, "end": start + len(words), "text": words, "paragraph": key}
    return Mention.model_validate(
        {"id": f"m{key}-{entity}", "label": label, "entity": entity, "source": "rule:test", **place}
    )


def related(type_: str, subject: str, object_: str, evidence: str, key: str = "1", **more: Any) -> Relation:
    """A relation of two mentions of a paragraph, named by their entities."""
    ends = {"subject": f"m{key}-{subject}", "object": f"m{key}-{object_}"}
    fixed = {"id": f"r{key}-{type_}-{subject}-{object_}", "paragraph": key, "type": type_, "rule": "test"}
    return Relation.model_validate(fixed | ends | {"evidence": evidence} | more)


def report(
    *parts: tuple[Paragraph, tuple[Mention, ...]], relations: Iterable[Relation] = (), document: str = "A/99/7",
    sha256: str = "0" * 64, **more: Any,
) -> Extraction:  # fmt: skip
    """A report of paragraphs in that order, with a masthead that says no more than its symbol."""
    paragraphs = tuple(p.model_copy(update={"order": i}) for i, (p, _) in enumerate(parts))
    masthead = Masthead(symbols=(document,), title="Invented")
    told = {"document": document, "sha256": sha256, "source": f"{document.replace('/', '_')}.pdf", "pages": 2}
    empty = dict.fromkeys(("sections", "tables", "figures"), ())
    read = Report.model_validate({"masthead": masthead, "paragraphs": paragraphs, **told, **empty, **more})
    return Extraction(report=read, mentions=tuple(m for _, its in parts for m in its), relations=tuple(relations))


def jsonl_run(folder: Path, *extractions: Extraction, run: dict[str, Any] | None = None) -> Path:
    """The JSON Lines of a run, with the content of run.json, and the version of the schema in it."""
    folder.mkdir()
    tables = _tables(extractions)
    for row in ROWS:
        lines = (f"{r.model_dump_json()}\n" for share in tables for r in share.get(row.resource, ()))
        (folder / f"{row.resource}.jsonl").write_text("".join(lines), encoding="utf-8")
    told = run or {}
    versions = {"dataset_schema": SCHEMA_VERSION, **told.get("versions", {})}
    (folder / RUN).write_text(json.dumps({**told, "versions": versions}))
    return folder


def whole_run(folder: Path, *extractions: Extraction) -> Path:
    """A run in all its forms; it ended on 6 May 2044 and was read from a folder that is nobody else's business."""
    fixed = {"outcome": "ok", "seconds": 1}
    records = [
        InputRecord.model_validate(
            {"path": f"/home/somebody/{r.source}", "sha256": r.sha256, "document": r.document, **fixed}
        )
        for r in (e.report for e in extractions)
    ]
    entries = [Entry(record=record) for record in records]
    summary = summary_of(entries, Settings(), "made", folder, datetime.datetime(2044, 5, 6, tzinfo=datetime.UTC))
    ended = summary.model_copy(update={"end": datetime.datetime(2044, 5, 6, 1, tzinfo=datetime.UTC)})
    with mock.patch.object(parquet, "write_duckdb", partial(_filled, _without_rows())):
        write_run(folder, map(share_of, _tables(extractions)), ended)
    return folder


def _filled(empty: bytes, path: Path, tables: Mapping[str, Path]) -> None:
    """Stands in for write_duckdb, most of whose time goes into the views: the same in every run."""
    path.write_bytes(empty)
    with parquet.open_duckdb(path) as connection:
        for name, file in tables.items():
            connection.execute(f'INSERT INTO "{name}" FROM read_parquet(?)', [str(file)])


@cache
def _without_rows() -> bytes:
    """The DuckDB file of a run that read nothing."""
    with TemporaryDirectory() as folder:
        write_tables(Path(folder), ())
        return (Path(folder) / DUCKDB).read_bytes()


def _tables(extractions: Iterable[Extraction]) -> list[dict[str, Any]]:
    its = list(extractions)
    counts = [c for e in its for c in entity_counts(mention_rows(e))]
    return [*(dict(rows_of(e)) for e in its), {"entities": entity_rows(counts, lambda _: None)}]


def changed(run: Path, *statements: str | tuple[str, Sequence[object]]) -> None:
    """Changes a run's tables by SQL, some of it with values."""
    with duckdb.connect(str(run / DUCKDB)) as connection:
        for statement in statements:
            connection.execute(*([statement] if isinstance(statement, str) else statement))
