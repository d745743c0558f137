"""What batches cost, in processes of their own, beside the peer (../shared/eval/plain_script.py) over the same reports.

Usage: python benchmarks/batches.py [speed] [flow] [growth] [again]     all four without a name

    speed    PDFs of the corpus (`--pdfs`, default 12, spread over its names), without character recognition, which the
             peer has not: 1 and 2 workers, at least 2.2 and 4 times as fast as the peer
    flow     100 reports of some ten pages: what the Prefect flow takes longer than the pipeline alone; under 10 %
    growth   10, 100 and 500 small reports (`--sizes`): what each more costs than the row above stays the same
    again    500 small reports (`--reports`) twice: the second run, with nothing changed, costs under 2 % of the first

Small reports are two pages drawn by this script, as those of `flow` are, from the sample's paragraphs, under symbols
of their own. Wall time of whole processes, start and writing included; memory is the peak of the sum over a process
and its children. One part takes minutes; ratios mean nothing on a machine that does other work meanwhile.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
import spacy
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

ROOT = Path(__file__).parents[1]
SEED = ROOT / "src" / "sgreports" / "data" / "child-protection-2016.txt"
SHARED = ROOT.parent / "shared"
PEER = SHARED / "eval" / "plain_script.py"
SMALL, USUAL = 12, 70
"""Paragraphs of a drawn report: two pages, and about ten."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds of a command, and the most megabytes that it and its children held at once."""

    seconds: float
    megabytes: float


def cost(command: Sequence[str | Path], env: Mapping[str, str] | None = None, codes: Sequence[int] = (0, 1)) -> Cost:
    """Runs a command to its end. Raises RuntimeError where it fails; a run whose reports fail in part does not."""
    began, peak = time.monotonic(), 0.0
    process = subprocess.Popen(
        [sys.executable, *map(str, command)],
        env={**os.environ, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    while process.poll() is None:
        peak = max(peak, held(process.pid))
        time.sleep(0.1)
    seconds = time.monotonic() - began
    said = process.communicate()[1].decode()
    if process.returncode not in codes:
        raise RuntimeError(f"{command} ended with {process.returncode}: {said}")
    return Cost(seconds, peak)


def held(pid: int) -> float:
    """Megabytes of a process and its children; memory that they share counts for each."""
    try:
        process = psutil.Process(pid)
        return float(sum(p.memory_info().rss for p in (process, *process.children(recursive=True)))) / 1e6
    except psutil.Error:
        return 0.0


def extract(inputs: Iterable[Path], out: Path, workers: int, *words: str, **env: str) -> Cost:
    """The command line over files or folders."""
    return cost(
        ["-m", "sgreports", "extract", *inputs, "--out", out, "--workers", str(workers), "--quiet", *words], env
    )


def all_read(out: Path, number: int) -> None:
    """Raises RuntimeError unless a run has so many documents: else another amount of work would be measured."""
    totals = json.loads((out / "run.json").read_text())["totals"]
    if totals["documents"] != number:
        raise RuntimeError(f"{out} has {totals['documents']} documents, {number} were given: {totals['outcomes']}")


def peer(files: Iterable[Path], out: Path) -> Cost:
    """The script that a user would write."""
    return cost([PEER, out, *files], codes=(0,))


def amount(out: Path) -> tuple[int, int]:
    """Pages and tokens of a run."""
    pages = sum(i["pages"] or 0 for i in json.loads((out / "run.json").read_text())["inputs"])
    texts = (json.loads(line)["text"] for line in (out / "paragraphs.jsonl").open(encoding="utf-8"))
    nlp = spacy.blank("en")
    return pages, sum(len(nlp.make_doc(text)) for text in texts)


def drawn(number: int, folder: Path, paragraphs: int = SMALL) -> list[Path]:
    """Reports, each with a symbol, some words and a stretch of the sample's paragraphs of its own."""
    folder.mkdir()
    texts = [p.partition(". ")[2] for p in SEED.read_text(encoding="utf-8").split("\n\n") if p[:1].isdigit()]
    style, files = getSampleStyleSheet()["Normal"], []
    for n in range(number):
        symbol = f"A/{60 + n // 100}/{300 + n % 100}"
        chosen = [texts[(n * 5 + k) % len(texts)].replace("2016", str(2000 + n % 20)) for k in range(paragraphs)]
        head = [symbol, "Report of the Secretary-General"]
        body = [f"{k}. {text}" for k, text in enumerate(chosen, 1)]
        file = folder / f"{symbol.replace('/', '_')}.pdf"
        SimpleDocTemplate(str(file), pagesize=A4).build([Paragraph(line, style) for line in (*head, *body)])
        files.append(file)
    return files


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Prints a table that Markdown and people can read."""
    lines = [heads, *rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    said = [" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    said.insert(1, " | ".join("-" * width for width in widths))
    sys.stdout.write(f"\n{title}\n\n" + "".join(f"| {line} |\n" for line in said))
    sys.stdout.flush()


def speed(work: Path, given: argparse.Namespace) -> None:
    """Pages and tokens per second of real reports, beside the peer."""
    corpus = sorted((SHARED / "corpus").glob("*.pdf"))
    files = corpus[:: max(len(corpus) // given.pdfs, 1)][: given.pdfs]
    costs = {"peer": peer(files, work / "peer")}
    for n in (1, 2):
        words = ("--no-cache", "--ocr", "never")  # the peer takes the text of scans as it is
        costs[f"{n} worker{'s' * (n > 1)}"] = extract(files, work / f"workers-{n}", n, *words)
    pages, tokens = amount(work / "workers-1")
    table(
        f"Speed: {len(files)} PDFs of the corpus, {pages} pages, {tokens} tokens",
        ["", "seconds", "pages/s", "tokens/s", "memory (MB)", "times the peer's speed"],
        ([name, f"{c.seconds:.1f}", f"{pages / c.seconds:.1f}", f"{tokens / c.seconds:.0f}", f"{c.megabytes:.0f}",
          f"{costs['peer'].seconds / c.seconds:.2f}"] for name, c in costs.items()),
    )  # fmt: skip


def flow(work: Path, given: argparse.Namespace) -> None:
    """What Prefect adds. Its first start makes a database and is not measured."""
    files = drawn(given.orchestrated, work / "in", USUAL)
    script, env = ROOT / "flows" / "extract_reports.py", {"PREFECT_HOME": str(work / "home")}
    cost([script, files[0], "--out", work / "first"], env)
    words = ["--workers", "1"]
    plain = extract([work / "in"], work / "plain", 1, "--no-cache")
    under = cost([script, work / "in", "--out", work / "flow", *words], env | {"SGREPORTS_USE_CACHE": "false"})
    all_read(work / "plain", len(files))
    all_read(work / "flow", len(files))
    other = peer(files, work / "peer")
    table(
        f"Orchestration: {len(files)} reports of some ten pages, one worker",
        ["", "seconds", "memory (MB)", "share of orchestration", "times the peer's speed"],
        [
            ["peer", f"{other.seconds:.1f}", f"{other.megabytes:.0f}", "", "1.00"],
            ["pipeline", f"{plain.seconds:.1f}", f"{plain.megabytes:.0f}", "", f"{other.seconds / plain.seconds:.2f}"],
            ["flow", f"{under.seconds:.1f}", f"{under.megabytes:.0f}", f"{1 - plain.seconds / under.seconds:.1%}",
             f"{other.seconds / under.seconds:.2f}"],
        ],
    )  # fmt: skip


def growth(work: Path, given: argparse.Namespace) -> None:
    """Seconds and memory as the number of reports grows."""
    rows, fewer, less = [], 0, 0.0
    for size in sorted(given.sizes):
        files = drawn(size, work / f"in-{size}")
        ours = extract([work / f"in-{size}"], work / f"out-{size}", 1, "--no-cache")
        all_read(work / f"out-{size}", size)
        other = peer(files, work / f"peer-{size}")
        rows.append([
            str(size), f"{ours.seconds:.1f}", f"{(ours.seconds - less) / (size - fewer):.3f}", f"{ours.megabytes:.0f}",
            f"{other.seconds:.1f}", f"{other.seconds / ours.seconds:.2f}",
        ])  # fmt: skip
        fewer, less = size, ours.seconds
    heads = ["small reports", "seconds", "a report more", "memory (MB)", "peer's seconds", "times the peer's speed"]
    table("Growth: one worker", heads, rows)


def again(work: Path, given: argparse.Namespace) -> None:
    """A second run with nothing changed, and a third with one report changed."""
    files = drawn(given.reports, work / "in")
    env = {"SGREPORTS_CACHE": str(work / "cache")}
    costs = [extract([work / "in"], work / "out", 2, **env) for _ in range(2)]
    all_read(work / "out", len(files))
    files[0].unlink()
    costs.append(extract([work / "in"], work / "out", 2, **env))
    all_read(work / "out", len(files) - 1)
    names = ("first run", "nothing changed", "one report gone")
    table(
        f"Again: {given.reports} small reports, two workers",
        ["", "seconds", "share of the first"],
        ([name, f"{c.seconds:.2f}", f"{c.seconds / costs[0].seconds:.2%}"]
         for name, c in zip(names, costs, strict=True)),
    )  # fmt: skip


PARTS: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "speed": speed, "flow": flow, "growth": growth, "again": again,
}  # fmt: skip


def main() -> None:
    """Prints a table for each part asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage="%(prog)s [options] [part ...]"
    )
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--pdfs", type=int, default=12)
    parser.add_argument("--orchestrated", type=int, default=100)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 500])
    parser.add_argument("--reports", type=int, default=500)
    given = parser.parse_args()
    if wrong := set(given.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(wrong))}; there are {', '.join(PARTS)}")
    for name in given.parts or PARTS:
        with tempfile.TemporaryDirectory(prefix=f"sgreports-{name}-") as work:
            PARTS[name](Path(work), given)


if __name__ == "__main__":
    main()
