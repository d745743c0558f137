"""Seconds a page: ours (text, boxes, sizes, layout) beside pdfplumber's extract_text, one core, warm, in one run.

Usage: python benchmarks/reading.py FILE.pdf …
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber

from sgreports.reading.pdf import read_pdf
from sgreports.settings import Settings


def ours(path: Path) -> int:
    """Reads the file as a run does; the number of its pages."""
    return len(read_pdf(path, path.read_bytes(), Settings()).pages)


def theirs(path: Path) -> int:
    """pdfplumber's plain text of every page; the number of pages."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()
        return len(document.pages)


def seconds_a_page(read: Callable[[Path], int], paths: list[Path]) -> float:
    """Processor seconds a page over the files."""
    start = time.process_time()
    pages = sum(read(path) for path in paths)
    return (time.process_time() - start) / pages


def main() -> None:
    """Prints both and their ratio."""
    paths = [Path(argument) for argument in sys.argv[1:]]
    ours(paths[0])  # warm: the word lists and patterns are loaded once a process
    mine, plumber = seconds_a_page(ours, paths), seconds_a_page(theirs, paths)
    sys.stdout.write(f"sgreports  {1000 * mine:7.1f} ms a page\npdfplumber {1000 * plumber:7.1f} ms a page\n")
    sys.stdout.write(f"ratio      {plumber / mine:7.1f}\n")


if __name__ == "__main__":
    main()
