"""Tables, charts and maps beside the pages that they stand on, to be compared by eye.

A place is a page. `draw tables` draws pages that have a table as read, the caption of one, or rows with wide white in
them, so that missed tables are drawn too. `draw figures` draws pages with a figure as read, a large picture or a
drawing.
At most two pages of one document are drawn. `show` writes the picture of each place, and its tables, figures and
other lines as they are read now.

Usage: python benchmarks/tables.py draw tables|figures PLACES.csv COUNT SEED FOLDER … [--but OTHER.csv]
       python benchmarks/tables.py show PLACES.csv OUT [NUMBER …]
"""

import csv
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium

from sgreports.errors import SgreportsError
from sgreports.knowledge.layout.captions import caption
from sgreports.reading.assemble import assemble
from sgreports.reading.lines import Page, Source
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings

Place = tuple[str, int]

_FOLDERS = 4  # arguments before the folders of `draw`
_CELLS, _ROWS = 3, 4  # texts beside each other; rows that have as many
_BESIDE = 3.0  # points between the baselines of one row
_PICTURE = 0.1  # of the page
_DRAWN = 60  # letters in short lines: labels
_AT_MOST = 2  # pages of a document


def main() -> None:
    """Runs the command."""
    if sys.argv[1] == "draw":
        _draw(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]), sys.argv[6:])
    else:
        _show(Path(sys.argv[2]), Path(sys.argv[3]), {int(number) for number in sys.argv[4:]})


def _draw(what: str, target: Path, count: int, seed: int, rest: list[str]) -> None:
    folders = rest[: rest.index("--but")] if "--but" in rest else rest
    taken = set(_places(Path(rest[-1]))) if "--but" in rest else set()
    fits = {"tables": _has_table, "figures": _has_figure}[what]
    found = [place for folder in folders for place in _candidates(Path(folder), fits) if place not in taken]
    random.Random(seed).shuffle(found)
    times: Counter[str] = Counter()
    kept: list[Place] = []
    for file, page in found:
        times[file] += 1
        if times[file] <= _AT_MOST and len(kept) < count:
            kept.append((file, page))
    with target.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(kept)
    sys.stdout.write(f"{len(kept)} of {len(found)} pages\n")


def _places(path: Path) -> list[Place]:
    with path.open(newline="", encoding="utf-8") as rows:
        return [(row[0], int(row[1])) for row in csv.reader(rows)]


def _candidates(folder: Path, fits: Callable[[Page, pdfium.PdfPage], bool]) -> Iterator[Place]:
    for path in sorted(folder.glob("*.pdf")):
        try:
            pages = _read(path).pages
        except SgreportsError:
            continue
        with pdfium.PdfDocument(path) as document:
            for page in pages:
                if fits(page, document[page.number - 1]):
                    yield str(path), page.number


def _read(path: Path) -> Source:
    return read_pdf(path, path.read_bytes(), Settings(ocr="never"))


def _has_table(page: Page, _raw: pdfium.PdfPage) -> bool:
    text = [line for line in page.lines if line.role == "text" and line.box]
    if page.tables or any(caption("table").fullmatch(line.text) for line in text):
        return True
    beside = Counter(round(line.box.bottom / _BESIDE) for line in text if line.box)
    return page.number > 1 and sum(times >= _CELLS for times in beside.values()) >= _ROWS


def _has_figure(page: Page, raw: pdfium.PdfPage) -> bool:
    if page.figures:
        return True
    least = _PICTURE * page.width * page.height
    boxes = [item.get_bounds() for item in raw.get_objects(max_depth=1) if item.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE]
    whole = 0.9 * page.width * page.height
    pictured = any(least < (right - left) * (top - bottom) < whole for left, bottom, right, top in boxes)
    paths = sum(item.type == pdfium.raw.FPDF_PAGEOBJ_PATH for item in raw.get_objects(max_depth=1))
    return pictured or (paths > _DRAWN and not page.tables)


def _show(places: Path, out: Path, wanted: set[int]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for number, (file, page) in enumerate(_places(places), start=1):
        if wanted and number not in wanted:
            continue
        with pdfium.PdfDocument(file) as document:
            document[page - 1].render(scale=1.4).to_pil().convert("RGB").save(out / f"{number:02}.png")
        (out / f"{number:02}.txt").write_text("\n".join(_described(Path(file), page)), encoding="utf-8")


def _described(path: Path, number: int) -> Iterator[str]:
    source = _read(path)
    report = assemble(source)
    page = next(page for page in source.pages if page.number == number)
    yield f"{path.stem} page {number}"
    for table in (table for table in report.tables if table.page == number):
        yield f"\nTABLE {table.key} number={table.number} title={table.title!r} section={table.section}"
        yield from (" | ".join(row) for row in table.cells)
        yield f"notes={table.notes!r} source={table.source_line!r}"
    for figure in (figure for figure in report.figures if figure.page == number):
        yield f"\nFIGURE {figure.key} number={figure.number} title={figure.title!r} notes={figure.notes!r}"
    yield "\nLINES"
    yield from (f"{line.role[:2]} {line.text}" for line in page.lines if line.role != "table")


if __name__ == "__main__":
    main()
