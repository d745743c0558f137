"""Losses without an issue: damages PDFs at random, reads them, and counts those that lost text and do not say so.

Each file is damaged in one of these ways: bytes flipped anywhere, or in a stream; a block set to zero or cut out; the
file or a stream cut short; a stream whose contents are cut and packed again. A loss is silent where the status is `ok`,
no issue is new, and over 2 % of the letters are gone.

Usage: python benchmarks/damage.py COUNT FILE.pdf …
"""

import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from sgreports.errors import SgreportsError
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.settings import Settings

LOST = 0.02
STREAM = re.compile(rb"(?<!end)stream\r?\n(.*?)endstream", re.DOTALL)
Damage = Callable[[bytearray, random.Random], bytes]


def flipped(data: bytearray, chance: random.Random) -> bytes:
    """One to twenty bytes anywhere changed."""
    for _ in range(chance.choice((1, 5, 20))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def flipped_stream(data: bytearray, chance: random.Random) -> bytes:
    """Three bytes of one stream changed."""
    start, end = _stream(data, chance)
    for _ in range(3):
        data[chance.randrange(start, end)] = chance.randrange(256)
    return bytes(data)


def zeroed(data: bytearray, chance: random.Random) -> bytes:
    """A block of 512 bytes set to zero."""
    start = chance.randrange(max(1, len(data) - 512))
    return bytes(data[:start]) + bytes(512) + bytes(data[start + 512 :])


def cut_out(data: bytearray, chance: random.Random) -> bytes:
    """A block of 512 bytes missing."""
    start = chance.randrange(max(1, len(data) - 512))
    return bytes(data[:start] + data[start + 512 :])


def cut_short(data: bytearray, chance: random.Random) -> bytes:
    """The end of the file missing."""
    return bytes(data[: int(len(data) * chance.uniform(0.3, 0.999))])


def cut_stream(data: bytearray, chance: random.Random) -> bytes:
    """The second half of a stream missing."""
    start, end = _stream(data, chance)
    return bytes(data[: (start + end) // 2] + b"\n" + data[end:])


def packed_again(data: bytearray, chance: random.Random) -> bytes:
    """A stream unpacked, cut, and packed again; its length in the file as before."""
    start, end = _stream(data, chance)
    try:
        body = zlib.decompress(bytes(data[start:end]))
    except zlib.error:
        return cut_stream(data, chance)
    short = zlib.compress(body[: int(len(body) * chance.uniform(0.3, 0.9))])
    return bytes(data[:start]) + short.ljust(end - start, b"\n") + bytes(data[end:])


WAYS: tuple[Damage, ...] = (flipped, flipped_stream, zeroed, cut_out, cut_short, cut_stream, packed_again)


def _stream(data: bytearray, chance: random.Random) -> tuple[int, int]:
    found = [match.span(1) for match in STREAM.finditer(data) if match.end(1) - match.start(1) > 20]
    return chance.choice(found) if found else (0, len(data))


def letters(report: Report) -> Counter[str]:
    """The letters of all paragraphs and tables."""
    texts = [p.text for p in report.paragraphs]
    texts += [cell for table in report.tables for row in table.cells for cell in row]
    return Counter(char for text in texts for char in text if char.isalnum())


def read(path: Path) -> Report | str:
    """The report, or the code of the error."""
    try:
        return read_report(path, Settings(ocr="never"))
    except SgreportsError as error:
        return error.code


def outcome(whole: Report, damaged: Report | str) -> str:
    """What became of a damaged file."""
    if isinstance(damaged, str):
        return "error"
    before, after = letters(whole), letters(damaged)
    lost = 1 - (before & after).total() / max(1, before.total())
    known = {(issue.code, issue.page, issue.paragraph) for issue in whole.issues}
    said = [issue for issue in damaged.issues if (issue.code, issue.page, issue.paragraph) not in known]
    if lost <= LOST:
        return "partial-kept" if damaged.status == "partial" and whole.status == "ok" else "kept"
    if damaged.status == "partial":
        return "partial"
    return "issue" if said else f"silent {lost:.0%}"


def main() -> None:
    """Prints the outcomes by kind of damage, and the silent losses."""
    chance = random.Random(17)
    paths = [Path(argument) for argument in sys.argv[2:]]
    wholes = {path: report for path in paths if isinstance(report := read(path), Report)}
    table: dict[str, Counter[str]] = {way.__name__: Counter() for way in WAYS}
    with TemporaryDirectory() as folder:
        target = Path(folder) / "damaged.pdf"
        for number in range(int(sys.argv[1])):
            path, way = chance.choice(list(wholes)), WAYS[number % len(WAYS)]
            target.write_bytes(way(bytearray(path.read_bytes()), chance))
            found = outcome(wholes[path], read(target))
            if found.startswith("silent"):
                sys.stdout.write(f"{number} {way.__name__} {path.name}: {found}\n")
            table[way.__name__][found.split()[0]] += 1
    for name, counts in table.items():
        sys.stdout.write(f"{name:15} {dict(sorted(counts.items()))}\n")
    total = sum(table.values(), Counter[str]())
    sys.stdout.write(f"{'all':15} {dict(sorted(total.items()))}\n")


if __name__ == "__main__":
    main()
