"""What happens when files, disks, clocks and machines fail: a table of what was tried, and of what was lost.

Usage: python benchmarks/faults.py --minutes 15 [--seed 1] [--keep FOLDER] [--reports FOLDER ...] [kind ...]

Files are damaged where their structure is (see faulty/files.py). Most are only read, one of 40 is searched too, in a
worker with the limits of real runs (faulty/reading.py); some go through the command line, 30 at a time
(faulty/commands.py). What may become of one: read, with an issue or in part where text is lost, refused, failed with a
reason or by a limit. What may not: text lost without an issue, text read that no reader of the page sees, an attached
file of which nothing is said (faulty/unseen.py), an exception that nobody foresaw, a crash, a run that hangs or ends,
an undamaged file read otherwise than before (faulty/verdicts.py).

Runs over eight small texts are killed, have a full or read-only disk (a tmpfs; needs root), a second run beside them, a
clock that jumps, a cache that was meddled with, a stranger's files beside every output and in it, which must stay.
Every time the dataset must be the old or the new one, and the next run must end with the same bytes. `--keep` keeps
files that were not read as they should be. Without `--reports`, those of ../shared are damaged (of long ones the first
or last page or two), and the packaged sample. The table is printed at the end, which SIGTERM may bring, and every five
minutes before it.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from faulty.commands import Commands
from faulty.reading import Readings
from faulty.sources import Source, pdfs, texts
from faulty.trials import Hung, Server, Trials
from faulty.verdicts import BAD, FINE, Counts

ROOT = Path(__file__).parents[1]
SHARES = {
    "read": 24, "commands": 3, "kills": 8, "renames": 4, "two": 2, "full": 1, "readonly": 1, "clock": 1, "cache": 1,
    "strangers": 1,
}  # fmt: skip
"""The kinds, with their shares of the time."""
SAID_EVERY = 300.0


class Campaign:
    """What is tried, and what became of it. What a kind needs is made when it is first tried."""

    def __init__(self, work: Path, given: argparse.Namespace) -> None:
        self.work, self.keep, self.chance = work, given.keep, random.Random(given.seed)
        self.reports: list[Path] = given.reports
        self.counts: Counts = defaultdict(Counter)
        self.kills, self.stopped = 0, False

    def stop(self, *_: object) -> None:
        """Ends the campaign after what it is trying."""
        self.stopped = True

    @cached_property
    def sources(self) -> list[Source]:
        """What is damaged."""
        return pdfs(self.reports, self.chance) + texts()

    @cached_property
    def readings(self) -> Readings:
        """Damaged files that are read."""
        return Readings(self.work, self.sources, self.chance, self.keep)

    @cached_property
    def commands(self) -> Commands:
        """Damaged files through the command line."""
        return Commands(self.work, self.sources, self.chance, self.keep)

    @cached_property
    def trials(self) -> Trials:
        """Runs that something happens to."""
        return Trials(self.work, Server(self.work / "log"), self.chance)

    def attempt(self, kind: str) -> None:
        """Tries a kind once, and counts what came of it."""
        if kind in ("read", "commands"):
            (self.readings if kind == "read" else self.commands).batch(self.counts)
            return
        title, trial = on_runs(self.trials)[kind]
        try:
            self.counts[title][trial()] += 1
        except Hung:
            self.counts[title]["hung"] += 1
        except subprocess.CalledProcessError:
            self.counts[title]["not tried"] += 1
        except RuntimeError:
            self.counts[title]["unexpected error"] += 1
        self.kills = self.trials.kills


def on_runs(trials: Trials) -> dict[str, tuple[str, Callable[[], str]]]:
    """What is done to runs, by kind, with its title in the table."""
    return {
        "kills": ("runs killed at a random moment", trials.killed),
        "renames": ("runs killed, no atomic exchange", trials.killed_without_exchange),
        "two": ("two runs at once", trials.two_at_once),
        "full": ("full disk", trials.full_disk),
        "readonly": ("read-only disk", trials.read_only_disk),
        "clock": ("clock that jumps", trials.clock_jumps),
        "cache": ("poisoned cache", trials.poisoned_cache),
        "strangers": ("strangers' files beside and in outputs", trials.strangers),
    }


def main() -> None:
    """Tries kind after kind, each for its share of the time, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="kind", help=", ".join(SHARES))
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--reports", type=Path, nargs="+", default=[ROOT.parent / "shared"])
    given = parser.parse_args()
    if wrong := set(given.kinds) - set(SHARES):
        parser.error(f"no kind {', '.join(sorted(wrong))}; there are {', '.join(SHARES)}")
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sgreports-faults-") as name:
        campaign = Campaign(Path(name), given)
        start = time.monotonic()
        signal.signal(signal.SIGTERM, campaign.stop)
        go_on(campaign, given.kinds or list(SHARES), 60 * given.minutes)
        sys.stdout.write(f"{(time.monotonic() - start) / 60:.0f} minutes, seed {given.seed}\n")
        sys.exit(1 if show(campaign) else 0)


def go_on(campaign: Campaign, kinds: list[str], seconds: float) -> None:
    """Tries these kinds for so long, the one next that had least of its share."""
    start = said = time.monotonic()
    spent = dict.fromkeys(kinds, 0.0)
    while not campaign.stopped and (began := time.monotonic()) < start + seconds:
        if began > said + SAID_EVERY:
            said = began
            show(campaign)
        kind = min(kinds, key=lambda k: spent[k] / SHARES[k])
        campaign.attempt(kind)
        spent[kind] += time.monotonic() - began


def show(campaign: Campaign) -> int:
    """Prints the table as Markdown; how many are not as they should be."""
    counts = campaign.counts
    heads = ["", "tried", *(name for name in (*FINE, *BAD) if any(row[name] for row in counts.values()))]
    rows = [[kind, row.total(), *(row[name] for name in heads[2:])] for kind, row in sorted(counts.items())]
    rows.append(["all", *(sum(row[at] for row in rows) for at in range(1, len(heads)))])
    lines = [heads, ["---"] * len(heads), *rows]
    bad = sum(row[name] for row in counts.values() for name in BAD)
    files = sum(row.total() for kind, row in counts.items() if kind.startswith(("PDF", "text")))
    sys.stdout.write("".join(f"| {' | '.join(map(str, line))} |\n" for line in lines))
    sys.stdout.write(f"\n{files} files, {campaign.kills} runs ended by signals, {bad} not as it should be\n\n")
    sys.stdout.flush()
    return bad


if __name__ == "__main__":
    main()
