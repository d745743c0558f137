"""Seconds a page: ours (text, boxes, sizes, layout) beside pdfplumber's extract_text, one core, warm, in one run.

Then the memory that a report of 400 pages takes, made of the first file's pages over and over, in a process of its own.

Usage: python benchmarks/reading.py FILE.pdf …
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from sgreports.reading import read_report
from sgreports.reading.pages.pdf import read_pdf
from sgreports.settings import Settings

LONG = 400  # pages


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


def lengthened(path: Path, target: Path) -> None:
    """Writes the file's pages over and over until there are 400."""
    with pdfium.PdfDocument(path) as source, pdfium.PdfDocument.new() as out:
        while len(out) < LONG:
            out.import_pages(source, list(range(min(len(source), LONG - len(out)))))
        out.save(target)


def megabytes(path: Path) -> float:
    """The most memory that a fresh process took to read the file as a report."""
    read_report(path, Settings(max_pages=LONG))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def memory(path: Path) -> float:
    """`megabytes` of a report of 400 pages, measured in a process of its own."""
    with tempfile.TemporaryDirectory() as folder, get_context("spawn").Pool(1) as pool:
        lengthened(path, Path(folder) / "long.pdf")
        return pool.apply(megabytes, (Path(folder) / "long.pdf",))


def main() -> None:
    """Prints both, their ratio, and the memory."""
    paths = [Path(argument) for argument in sys.argv[1:]]
    ours(paths[0])  # warm: the word lists and patterns are loaded once a process
    mine, plumber = seconds_a_page(ours, paths), seconds_a_page(theirs, paths)
    sys.stdout.write(f"sgreports  {1000 * mine:7.1f} ms a page\npdfplumber {1000 * plumber:7.1f} ms a page\n")
    sys.stdout.write(f"ratio      {plumber / mine:7.1f}\n")
    sys.stdout.write(f"memory     {memory(paths[0]):7.0f} MB for {LONG} pages\n")


if __name__ == "__main__":
    main()
