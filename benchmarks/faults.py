"""What happens when files, disks, clocks and machines fail: a table of what was tried, and of what was lost.

Usage: python benchmarks/faults.py --minutes 15 [--seed 1] [--keep FOLDER] [--reports FOLDER ...] [kind ...]

Files are damaged where their structure is (see faulty/files.py) and extracted by the command line with one worker, 30
at a time with one that is not damaged. What may become of one: read, in part with an issue, refused, failed with a
reason or by a limit. What may not: an exception that nobody foresaw, a crash, a run that hangs or ends, an undamaged
report with other rows than alone.

Runs over eight small texts are killed, have a full or read-only disk (a tmpfs; needs root), a second run beside them, a
clock that jumps, a cache that was meddled with. Every time the dataset must be the old or the new one, and the next run
must end with the same bytes. `--keep` keeps files that were not read as they should be. Without `--reports`, the
smallest of ../shared are damaged, and the packaged sample.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from faulty.files import damaged
from faulty.trials import Hung, Server, Trials

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "src" / "sgreports" / "data" / "child-protection-2016.txt"
BATCH, LARGEST, SECONDS, MEGABYTES = 30, 60_000, 20, 1500
"""Damaged files of a run, bytes of a file that is damaged, and the limits of the run."""
FORESEEN = ("it takes longer", "it takes more than", "it was refused memory")
BAD = ("unexpected error", "crash", "hung", "neighbour changed", "lost", "torn")
Counts = dict[str, Counter[str]]


class Files:
    """Batches of damaged files, with one that is whole."""

    def __init__(self, work: Path, folders: list[Path], chance: random.Random, keep: Path | None) -> None:
        found = [p for folder in folders for p in folder.rglob("*.pdf") if p.stat().st_size < LARGEST]
        text = SAMPLE.read_text(encoding="utf-8").split("\n\n")
        self.texts = ["\n\n".join(text[n : n + 12]).encode() for n in range(0, len(text), 12)]
        self.sources = sorted(found)
        self.work, self.chance, self.keep = work, chance, keep
        self.alone = self._rows(self._batch({}), "whole.txt")

    def batch(self, counts: Counts) -> None:
        """Damages files, extracts them and counts what became of them."""
        files, kinds = dict[str, bytes](), dict[str, str]()
        for n in range(BATCH):
            pdf = bool(self.sources) and self.chance.random() < 0.7
            data = self.chance.choice(self.sources).read_bytes() if pdf else self.chance.choice(self.texts)
            name = f"{n:02}.{'pdf' if pdf else 'txt'}"
            kind, files[name] = damaged(self.chance, name, data)
            kinds[name] = f"{'PDF' if pdf else 'text'}: {kind}"
        out = self._batch(files)
        records = (
            {}
            if out is None
            else {Path(i["path"]).name: i for i in json.loads((out / "run.json").read_text())["inputs"]}
        )
        for name, kind in kinds.items():
            outcome = "hung" if name not in records else verdict(records[name])
            counts[kind][outcome] += 1
            if self.keep and outcome in BAD:
                self.keep.mkdir(parents=True, exist_ok=True)
                stem = f"{self.chance.randrange(10**9)}-{name}"
                (self.keep / stem).write_bytes(files[name])
                (self.keep / f"{stem}.json").write_text(json.dumps(records.get(name), indent=1))
        if out and self._rows(out, "whole.txt") != self.alone:
            counts["an undamaged text among them"]["neighbour changed"] += 1
        else:
            counts["an undamaged text among them"]["ok"] += 1

    def _batch(self, files: dict[str, bytes]) -> Path | None:
        """The dataset of a run over the files; None where it hangs or ends otherwise than it should."""
        folder, out = self.work / "in", self.work / "out"
        for old in (folder, out):
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir()
        (folder / "whole.txt").write_bytes(self.texts[1])
        for name, data in files.items():
            (folder / name).write_bytes(data)
        env = {**os.environ, "SGREPORTS_MAX_SECONDS": str(SECONDS), "SGREPORTS_MAX_MEMORY_MB": str(MEGABYTES)}
        command = [
            sys.executable,
            "-m",
            "sgreports",
            "extract",
            str(folder),
            "--out",
            str(out),
            "--no-cache",
            "--quiet",
        ]
        try:
            done = subprocess.run(
                command, env=env, timeout=(len(files) + 3) * (SECONDS + 20), capture_output=True, check=False
            )
        except subprocess.TimeoutExpired:
            return None
        if done.returncode not in (0, 1) or not out.is_dir():
            sys.stderr.write(f"a run ended with {done.returncode}: {done.stderr.decode()[-2000:]}\n")
            return None
        return out

    @staticmethod
    def _rows(out: Path | None, source: str) -> list[str]:
        """The rows of one file's document, in all tables but the run's entities."""
        if out is None:
            return []
        name = Path(source).stem
        tables = sorted(p for p in out.glob("*.jsonl") if p.stem != "entities")
        return [
            line for table in tables for line in table.read_text().splitlines() if json.loads(line)["document"] == name
        ]


def verdict(record: dict[str, str]) -> str:
    """What became of a file."""
    reason = record["reason"] or ""
    if record["outcome"] != "failed":
        return record["outcome"]
    if reason.startswith("unexpected"):
        return "unexpected error"
    if reason.startswith("its worker process ended") or "did not start" in reason:
        return "crash"
    return "limit" if reason.startswith(FORESEEN) else "failed"


def main() -> None:
    """Tries kind after kind, each for its share of the time, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="kind")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--reports", type=Path, nargs="+", default=[ROOT.parent / "shared"])
    given = parser.parse_args()
    chance, counts = random.Random(given.seed), defaultdict[str, Counter[str]](Counter)
    with tempfile.TemporaryDirectory(prefix="sgreports-faults-") as name:
        work = Path(name)
        on_runs = Trials(work, Server(work / "log"), chance)
        kinds = trials(on_runs, Files(work, given.reports, chance, given.keep))
        if wrong := set(given.kinds) - set(kinds):
            parser.error(f"no kind {', '.join(sorted(wrong))}; there are {', '.join(kinds)}")
        chosen = {kind: kinds[kind] for kind in given.kinds or kinds}
        until, spent = time.monotonic() + 60 * given.minutes, dict.fromkeys(chosen, 0.0)
        while time.monotonic() < until:
            kind = min(chosen, key=lambda k: spent[k] / chosen[k][0])
            began = time.monotonic()
            chosen[kind][1](counts)
            spent[kind] += time.monotonic() - began
    sys.stdout.write(f"{given.minutes:g} minutes, seed {given.seed}; {on_runs.kills} runs ended by signals\n\n")
    show(counts)


def trials(on_runs: Trials, files: Files) -> dict[str, tuple[int, Callable[[Counts], None]]]:
    """Each kind with its share of the time and what tries it once."""

    def counted(title: str, trial: Callable[[], str]) -> Callable[[Counts], None]:
        def once(counts: Counts) -> None:
            try:
                counts[title][trial()] += 1
            except Hung:
                counts[title]["hung"] += 1
            except (RuntimeError, subprocess.CalledProcessError) as error:
                counts[title][
                    "not tried" if isinstance(error, subprocess.CalledProcessError) else "unexpected error"
                ] += 1

        return once

    return {
        "files": (12, files.batch),
        "kills": (4, counted("runs killed at a random moment", on_runs.killed)),
        "renames": (2, counted("runs killed, no atomic exchange", on_runs.killed_without_exchange)),
        "two": (1, counted("two runs at once", on_runs.two_at_once)),
        "full": (1, counted("full disk", on_runs.full_disk)),
        "readonly": (1, counted("read-only disk", on_runs.read_only_disk)),
        "clock": (1, counted("clock that jumps", on_runs.clock_jumps)),
        "cache": (1, counted("poisoned cache", on_runs.poisoned_cache)),
    }  # fmt: skip


def show(counts: Counts) -> None:
    """The table, as Markdown."""
    fine = ("ok", "partial", "refused", "failed", "limit", "whole", "not tried")
    heads = ["", "tried", *(name for name in (*fine, *BAD) if any(row[name] for row in counts.values()))]
    rows = [[kind, row.total(), *(row[name] for name in heads[2:])] for kind, row in sorted(counts.items())]
    rows.append(["all", *(sum(row[at] for row in rows) for at in range(1, len(heads)))])
    lines = [heads, ["---"] * len(heads), *rows]
    sys.stdout.write("".join(f"| {' | '.join(map(str, line))} |\n" for line in lines))
    bad = sum(row[name] for row in counts.values() for name in BAD)
    sys.stdout.write(f"\n{bad} not as it should be\n")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
