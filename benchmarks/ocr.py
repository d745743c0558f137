"""What character recognition costs: processor seconds and wall seconds a page, of Tesseract and of all the rest.

Each file is read twice: with every page recognized, and again with what was kept of the first reading.

Usage: python benchmarks/ocr.py SCAN.pdf …
"""

import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sgreports.reading import read_report
from sgreports.reading.ocr.tesseract import HOW_TO_INSTALL, engine_version
from sgreports.settings import Settings


@dataclass(frozen=True)
class Cost:
    """Seconds: of Tesseract's processes, of this one, and on the clock."""

    tesseract: float
    own: float
    wall: float

    def __str__(self) -> str:
        return f"Tesseract {self.tesseract:5.2f} s, the rest {self.own:5.2f} s, on the clock {self.wall:5.2f} s"


def cost(path: Path, settings: Settings) -> tuple[Cost, int]:
    """What it takes to read the file once, and the number of its pages."""
    children, own, wall = _children(), time.process_time(), time.perf_counter()
    pages = read_report(path, settings).pages or 0
    return Cost(_children() - children, time.process_time() - own, time.perf_counter() - wall), pages


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(paths: list[Path]) -> None:
    """Prints a line a file and reading."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(ocr="force", cache=Path(folder))
        for path in paths:
            for name in ("recognized", "from the cache"):
                took, pages = cost(path, settings)
                each = Cost(took.tesseract / pages, took.own / pages, took.wall / pages)
                sys.stdout.write(f"{path.name}, {pages} pages, {name}, a page: {each}\n")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if engine_version() is None:
        sys.exit(f"Tesseract is not installed: {HOW_TO_INSTALL}")
    main(list(map(Path, sys.argv[1:])))
