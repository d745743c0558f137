"""Number cells of tables that share both headings with another cell of their table: no reader can tell them apart.

Usage: python benchmarks/table_headings.py FOLDER … [--by-file]
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sgreports.dataset.rows.document_rows import cell_rows
from sgreports.errors import SgreportsError
from sgreports.model.records import TableCellRow
from sgreports.reading import read_report
from sgreports.settings import Settings


def main() -> None:
    """Prints how many number cells there are, how many share both headings, and their share."""
    folders = [Path(name) for name in sys.argv[1:] if name != "--by-file"]
    found = [(path, *_counted(path)) for folder in folders for path in sorted(folder.glob("*.pdf"))]
    if "--by-file" in sys.argv:
        sys.stdout.writelines(f"{alike:5} of {cells:5}  {path.name}\n" for path, cells, alike in found if alike)
    cells, alike = (sum(row[column] for row in found) for column in (1, 2))
    sys.stdout.write(f"{alike} of {cells} number cells share both headings, {alike / max(cells, 1):.4f}\n")


def _counted(path: Path) -> tuple[int, int]:
    """The number cells of a report, and those that share both headings."""
    numbers = list(_number_cells(path))
    times = Counter((cell.table_key, cell.row_header, cell.col_header) for cell in numbers)
    return len(numbers), sum(count for count in times.values() if count > 1)


def _number_cells(path: Path) -> Iterator[TableCellRow]:
    try:
        report = read_report(path, Settings(ocr="never"))
    except SgreportsError:
        return
    yield from (cell for cell in cell_rows(report) if cell.number is not None)


if __name__ == "__main__":
    main()
