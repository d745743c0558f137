"""What an archive costs: many reports, copies of those of the corpus under symbols of their own.

Usage: python benchmarks/archive.py copies FOLDER [--reports 5000]   makes them, in folders of one copy of each
       python benchmarks/archive.py run FOLDER [--reports 500]       in one run, and unchanged again
       python benchmarks/archive.py shards FOLDER [--shards 10]      in shards, merged and asked; what 100,000 cost

Reports are read by two workers (`--workers`; `--dask`: by the flow, on a Dask cluster of this machine), with `best`
(`--accuracy`), scans without text left out. Wall time and processor seconds are of whole processes,
start and writing included; memory is the peak of the sum over a process and its children, where shared memory counts
for each. `--work DIR` keeps the datasets. Wall time means little on a machine that does other work meanwhile: the load
before and after is printed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from renumbered import SETTINGS, Source, source

from batches import ROOT, SHARED, Cost, all_read, cost, extract, table
from sgreports.dataset.files.parquet import open_duckdb
from sgreports.pipeline import extract as extract_one

ARCHIVE = 100_000
FLOW = ROOT / "flows" / "extract_reports.py"
COMPARED = 10
HEADS = ("", "seconds", "a report", "processor", "memory (MB)", "disk (MB)", "load before", "load after")
QUESTION = (
    "SELECT year, count(*) FROM read_parquet('{}/*/*.parquet', hive_partitioning = true) WHERE year > 2000 GROUP BY 1"
)


def sources() -> list[Source]:
    """The PDFs of both corpora that can be copied, one of each symbol; says what becomes of the others."""
    files = [*sorted((SHARED / "corpus").glob("*.pdf")), *sorted((SHARED / "corpus-more").glob("*.pdf"))]
    with ProcessPoolExecutor(2) as pool:
        found = [s for s in pool.map(source, files) if s]
    kept = list({s.own: s for s in reversed(found)}.values())[::-1]
    anew = sum(s.rewritten for s in kept)
    say(f"{len(files)} PDFs: {len(kept)} are copied, {anew} of them with their symbols set anew, the others in place")
    return kept


def copied(kept: Sequence[Source]) -> Iterator[tuple[int, str, bytes]]:
    """The reports themselves, then copies of each in turn, with the number of the turn and their symbols."""
    taken = {s.own for s in kept}
    yield from ((0, s.own, s.file.read_bytes()) for s in kept)
    makers = [s.copies(taken) for s in kept]
    for turn in range(1, ARCHIVE):
        yield from ((turn, *made) for maker in makers if (made := next(maker, None)))


def copies(given: argparse.Namespace) -> None:
    """Writes the reports, and says how much longer those with their symbols set anew take than their originals."""
    kept = sources()
    for turn, symbol, data in islice(copied(kept), given.reports):
        folder = given.folder / f"{turn:03}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{symbol.replace('/', '_')}.pdf").write_bytes(data)
    anew = [s for s in kept if s.rewritten]
    compared(anew[:: max(len(anew) // COMPARED, 1)][:COMPARED])


def compared(chosen: Iterable[Source]) -> None:
    """Prints the processor seconds of originals and of their copies, read in turn after one that warms up."""
    rows, first = [], True
    with tempfile.TemporaryDirectory() as work:
        for one in chosen:
            copy = Path(work) / "copy.pdf"
            copy.write_bytes(one.data)
            if first:
                extract_one(one.file, SETTINGS)
            rows.append([one.own, *(f"{seconds_of(file):.2f}" for file in (one.file, copy))])
            first = False
    both = [sum(float(row[at]) for row in rows) for at in (1, 2)]
    rows.append(["all", *(f"{each:.2f}" for each in both)])
    table(f"Copies: {both[1] / both[0]:.2f} times the processor time", ["", "original", "copy"], rows)


def seconds_of(file: Path) -> float:
    """The processor seconds of a report, from its file to its facts."""
    began = time.process_time()
    extract_one(file, SETTINGS)
    return time.process_time() - began


def run(given: argparse.Namespace) -> None:
    """One run over the first reports, and one after it with nothing changed."""
    files = sorted(given.folder.rglob("*.pdf"))[: given.reports]
    out, cache = given.work / f"run-{len(files)}", str(given.work / f"cache-{len(files)}")
    rows = []
    for name in ("first run", "unchanged again"):
        rows.append(measured(name, given, files, out, cache))
        all_read(out, len(files))
    table(f"One run: {len(files)} reports", HEADS, rows)


def measured(
    name: str, given: argparse.Namespace, inputs: Sequence[Path], out: Path, cache: str, *words: str
) -> list[str]:
    """The row of a run by the workers that are asked for."""
    env = {"SGREPORTS_CACHE": cache, "SGREPORTS_ACCURACY": given.accuracy, "PREFECT_HOME": str(given.work / "prefect")}
    if given.dask:
        command = [FLOW, *inputs, "--out", out, "--ocr", "never", "--dask", "local", "--workers", str(given.workers)]
        return row(name, out, lambda: cost(command, env))
    return row(name, out, lambda: extract(inputs, out, given.workers, "--ocr", "never", *words, **env))


def row(name: str, out: Path, work: Callable[[], Cost]) -> list[str]:
    """The cells of a table for a command that writes a dataset, with the time of a report; prints them too."""
    load, began = os.getloadavg()[0], processor()
    took = work()
    cells = [
        name, f"{took.seconds:.1f}", f"{took.seconds / documents(out):.3f}", f"{processor() - began:.1f}",
        f"{took.megabytes:.0f}", f"{megabytes(out):.0f}", f"{load:.1f}", f"{os.getloadavg()[0]:.1f}",
    ]  # fmt: skip
    say(" | ".join(cells))
    return cells


def processor() -> float:
    """The processor seconds of all processes that were started and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def documents(out: Path) -> int:
    """How many reports a dataset has."""
    with open_duckdb(out / "sgreports.duckdb", read_only=True) as connection:
        return int((connection.execute("SELECT count(*) FROM documents").fetchone() or (0,))[0])


def megabytes(folder: Path) -> float:
    """The size of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def shards(given: argparse.Namespace) -> None:
    """All reports in shards, merged, and asked; each row is printed when it is known."""
    parts, rows, cache = [], [], str(given.work / "cache")
    for number in range(1, given.shards + 1):
        share, part = f"{number}/{given.shards}", given.work / f"part-{number}"
        rows.append(measured(f"shard {share}", given, [given.folder], part, cache, "--shard", share))
        parts.append(part)
    archive = given.work / "archive"
    merge = ["-m", "sgreports", "merge", *parts, "--out", archive]
    rows.append(row("merge", archive, lambda: cost(merge, codes=(0,))))
    number = documents(archive)
    for name in ("one dataset from the cache", "unchanged again"):
        rows.append(measured(name, given, [given.folder], given.work / "whole", cache))
    table(f"An archive: {number} reports, {given.shards} shards", HEADS, rows)
    asked(archive)
    extrapolated(number, rows[: given.shards + 1])


def asked(archive: Path) -> None:
    """The seconds of two questions to a merged dataset: by command, and by DuckDB over the files of some years."""
    took = cost(["-m", "sgreports", "counts", archive, "--event", "killed", "--by", "year"], codes=(0,))
    began = time.monotonic()
    with open_duckdb(archive / "sgreports.duckdb", read_only=True) as connection:
        years = connection.execute(QUESTION.format(archive / "mentions")).fetchall()
    say(f"`sgreports counts --event killed --by year`: {took.seconds:.1f} s, {took.megabytes:.0f} MB")
    say(f"the mentions of each year after 2000 ({len(years)}): {time.monotonic() - began:.2f} s")


def extrapolated(number: int, rows: Sequence[Sequence[str]]) -> None:
    """Says what an archive would cost if each report did what these do."""
    times = ARCHIVE / number
    *shares, merged = ([float(cell) for cell in row[1:]] for row in rows)
    seconds, used, kept = (sum(share[at] for share in shares) * times for at in (0, 2, 4))
    say(f"{ARCHIVE:,} reports in {len(shares) * times:.0f} shards: {used / 3600:.0f} processor hours,")
    say(f"{seconds / 3600:.0f} hours of two cores as busy as these, {kept / 1e3:.0f} GB; their merge:")
    say(f"{merged[2] * times / 60:.0f} processor minutes, {merged[4] * times / 1e3:.0f} GB")


def say(text: str) -> None:
    """Writes a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


PARTS = {"copies": (copies, 5000), "run": (run, 500), "shards": (shards, 0)}


def main() -> None:
    """Does what is asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int)
    parser.add_argument("--shards", type=int, default=10)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--accuracy", choices=("best", "fast"), default="best")
    parser.add_argument("--dask", action="store_true")
    given = parser.parse_args()
    do, usual = PARTS[given.part]
    given.reports = given.reports or usual
    with tempfile.TemporaryDirectory(prefix="sgreports-archive-") as work:
        given.work = given.work or Path(work)
        do(given)


if __name__ == "__main__":
    main()
