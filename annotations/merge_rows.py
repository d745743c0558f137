"""Puts rows that a reader wrote as a table into the COUNT lines of gold: `python annotations/merge_rows.py --help`.

A line of the table is a count, its cells are parted by tabs: document, paragraph, span (in letters, as the gold file
has it: `566-584`), measure, years, country, and `again` or nothing. `-` is what a reader of the whole report would not
know. Nothing is written unless every line is right.

    python annotations/merge_rows.py rows.tsv --annotator a1
    python annotations/merge_rows.py second.tsv --annotator r2 --counts-of a1   # a second reading, to measure agreement
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sgreports.errors import SgreportsError, UsageError
from sgreports_gold.annotation.gold.records import GoldMention, GoldParagraph
from sgreports_gold.annotation.gold.row import Row, row_of, wrong_row
from sgreports_gold.annotation.gold.standoff import read
from sgreports_gold.desk.files.folder import AnnotationFolder, checked_name

COLUMNS = ("document", "paragraph", "span", "measure", "years", "country", "again")
Place = tuple[str, str]
Rows = dict[Place, dict[str, Row]]
Gold = dict[Place, GoldParagraph]


def read_rows(tables: Iterable[Path]) -> Rows:
    """The rows of tables by paragraph and span. Raises UsageError with file and line at the first that is wrong."""
    found: Rows = {}
    for where, line in _lines(tables):
        document, paragraph, span, row = _row([cell.strip() for cell in line.split("\t")], where)
        rows = found.setdefault((document, paragraph), {})
        if rows.setdefault(span, row) != row:
            raise UsageError(f"{where}: {document} ¶{paragraph} {span} has another row in an earlier line: keep one")
    return found


def _lines(tables: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Each line that is a row, with its place: not empty, no comment, not the names of the columns."""
    for table in tables:
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith(("#", f"{COLUMNS[0]}\t")):
                yield f"{table}:{number}", line


def _row(cells: list[str], where: str) -> tuple[str, str, str, Row]:
    cells += [""] * (len(COLUMNS) - 1 == len(cells))
    if len(cells) != len(COLUMNS) or cells[-1] not in ("", "again"):
        raise UsageError(f"{where}: expected {', '.join(COLUMNS[:-1])} and `again` or nothing, parted by tabs")
    said = dict(zip(COLUMNS, cells, strict=True))
    try:
        row = row_of(said)
    except ValueError as error:
        raise UsageError(f"{where}: {error}") from error
    if row is None or (wrong := next(wrong_row(row), None)):
        raise UsageError(f"{where}: {wrong if row else 'there is no row in it: write measure, years and country'}")
    return said["document"], said["paragraph"], said["span"], row


def gold_of(folder: AnnotationFolder, annotator: str, documents: Iterable[str]) -> Gold:
    """The annotator's paragraphs of these documents."""
    files = folder.files(annotator)
    return {(d, p.paragraph): p for d in sorted(set(documents)) if d in files for p in read(files[d])}


def counts_alone(p: GoldParagraph, annotator: str) -> GoldParagraph:
    """The paragraph's counts for a second reader of rows: no other mentions, no relations, no rows."""
    counts = tuple(m.model_copy(update={"row": None}) for m in p.mentions if m.label == "COUNT")
    update = {"mentions": counts, "relations": (), "annotator": annotator, "adjudicated": None, "note": None}
    return p.model_copy(update=update)


def with_rows(p: GoldParagraph, rows: dict[str, Row], replace: bool) -> tuple[GoldParagraph, Counter[str]]:
    """The paragraph with the rows in it, and how many were taken in, there already, or in place of another."""
    where, tally = f"{p.document} ¶{p.paragraph}", Counter[str]()
    counts = {f"{m.start}-{m.end}": m for m in p.mentions if m.label == "COUNT"}
    if lost := sorted(set(rows) - set(counts)):
        raise UsageError(f"{where}: no COUNT at {lost[0]}; there are counts at {', '.join(counts) or 'no place'}")
    for span, row in rows.items():
        there = counts[span].row
        tally["the same already" if there == row else "replaced" if there else "taken in"] += 1
        if there and there != row and not replace:
            raise UsageError(f"{where}: {span} has another row already; --replace takes the table's")
    return p.model_copy(update={"mentions": tuple(_with_row(m, rows) for m in p.mentions)}), tally


def _with_row(m: GoldMention, rows: dict[str, Row]) -> GoldMention:
    row = rows.get(f"{m.start}-{m.end}") if m.label == "COUNT" else None
    return m.model_copy(update={"row": row}) if row else m


def merged(gold: Gold, rows: Rows, annotator: str, replace: bool) -> Iterator[tuple[GoldParagraph, Counter[str]]]:
    """The paragraphs with their rows. Raises UsageError where one is not there."""
    for place, its in rows.items():
        if place not in gold:
            raise UsageError(f"{place[0]} ¶{place[1]} is no paragraph of {annotator}; --counts-of NAME starts one")
        yield with_rows(gold[place], its, replace)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="+", type=Path, help="tables of rows")
    parser.add_argument("--annotator", required=True, type=checked_name, help="whose gold files")
    parser.add_argument("--counts-of", help="start paragraphs that the annotator has not from this annotator's counts")
    parser.add_argument("--replace", action="store_true", help="replace rows that differ")
    parser.add_argument("--annotations", type=Path, default=Path(__file__).parent, help="folder of the gold's folders")
    asked = parser.parse_args()
    try:
        folder = AnnotationFolder(asked.annotations)
        told = merge(asked.tables, folder, asked.annotator, asked.counts_of, asked.replace)
    except SgreportsError as error:
        sys.exit(str(error))
    sys.stdout.write(f"{told}\n")


def merge(
    tables: Iterable[Path], folder: AnnotationFolder, annotator: str, counts_of: str | None, replace: bool
) -> str:
    """Merges tables into the annotator's files; says how many rows were taken in."""
    rows = read_rows(tables)
    documents = [document for document, _ in rows]
    started = gold_of(folder, counts_of, documents) if counts_of else {}
    gold = {place: counts_alone(p, annotator) for place, p in started.items()}
    gold |= gold_of(folder, annotator, documents)
    tally = Counter({"taken in": 0, "the same already": 0, "replaced": 0})
    done = list(merged(gold, rows, annotator, replace))
    order = {document: [key for d, key in (started or gold) if d == document] for document in documents}
    for p, its in done:
        tally += its
        path = folder.file(annotator, p.document)
        folder.save(path, p, folder.read(path, p.paragraph).version, order[p.document])
    return ", ".join(f"{tally[what]} {what}" for what in ("taken in", "the same already", "replaced"))


if __name__ == "__main__":
    main()
