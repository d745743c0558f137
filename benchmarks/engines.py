"""Paragraphs by pdfium and by pdfplumber: the share with the same letters, the differences, and seconds a page.

Each engine reads first, and the other where its letters are in doubt, as in a run. Paragraphs are compared by key;
one that only one engine has is a difference too.

Usage: python benchmarks/engines.py FILE.pdf …
"""

import sys
import time
from pathlib import Path

from sgreports.errors import SgreportsError
from sgreports.reading import read_report
from sgreports.settings import ReaderName, Settings

SHOWN = 60  # characters of a difference
ENGINES: tuple[ReaderName, ...] = ("pdfium", "pdfplumber")


def paragraphs(path: Path, reader: ReaderName) -> tuple[dict[str, str], int, float]:
    """The letters of each paragraph by key, the number of pages, and the seconds."""
    start = time.process_time()
    report = read_report(path, Settings(reader=reader, ocr="never"))
    seconds = time.process_time() - start
    texts = {p.key: "".join(char for char in p.text if char.isalnum()) for p in report.paragraphs}
    return texts, report.pages or 0, seconds


def difference(one: str, other: str) -> str:
    """Both from a little before where they part."""
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, at - 10)
    return f"{one[start : start + SHOWN]!r} | {other[start : start + SHOWN]!r}"


def main() -> None:
    """Prints each difference, then the shares and the time."""
    total = same = pages = 0
    seconds = [0.0, 0.0]
    for path in map(Path, sys.argv[1:]):
        try:
            (first, count, one), (second, _, two) = (paragraphs(path, reader) for reader in ENGINES)
        except SgreportsError as error:
            sys.stdout.write(f"{path.name}: {error.code}\n")
            continue
        pages, seconds = pages + count, [seconds[0] + one, seconds[1] + two]
        keys = dict.fromkeys((*first, *second))
        apart = [key for key in keys if first.get(key) != second.get(key)]
        total, same = total + len(keys), same + len(keys) - len(apart)
        for key in apart:
            sys.stdout.write(f"{path.name} {key}: {difference(first.get(key, ''), second.get(key, ''))}\n")
    sys.stdout.write(f"same letters {same} of {total} paragraphs: {same / max(1, total):.4f}\n")
    for reader, spent in zip(ENGINES, seconds, strict=True):
        sys.stdout.write(f"{reader:10} {1000 * spent / max(1, pages):7.1f} ms a page\n")


if __name__ == "__main__":
    main()
