"""Trials of runs that something happens to: what was tried, and whether anything was lost by it."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from faulty.poisons import POISONS
from faulty.runs import DONE, TOLD
from faulty.strangers import TOPS, Strangers, some_outputs

REPORTS, PAUSE, HANG = 8, 0.01, 120
"""Reports of a run; seconds that it waits at each, so that it can be killed there; seconds after which it hangs."""
MEASURES = ("seconds", "memory_mb", "path")
Verdict = str
"""`whole`, or what is wrong: `lost`, `torn`, `hung`, `unexpected error`."""


class Hung(Exception):  # noqa: N818
    """A run that does not end."""


class Server:
    """Starts runs, and says how they end."""

    def __init__(self, log: Path) -> None:
        script = Path(__file__).with_name("runs.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log.open("a"),
            text=True,
        )

    def ask(self, **order: Any) -> int:
        """The process id of a run, or the exit code of one that is waited for."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def wait(self, pid: int) -> int:
        """The exit code; negative, the signal that ended it. Raises Hung."""
        until = time.monotonic() + HANG
        while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
            if time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
                self.ask(wait=pid)
                raise Hung
            time.sleep(0.005)
        return self.ask(wait=pid)

    def end(self) -> None:
        """Ends the server."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)


class Trials:
    """Runs over the same few reports, each with something that happens to it, in a folder of its own."""

    def __init__(self, work: Path, server: Server, chance: random.Random) -> None:
        self.work, self.server, self.chance, self.kills = work, server, chance, 0
        self.folder = work / "reports"
        self.folder.mkdir()
        for n in range(REPORTS):
            texts = "\n\n".join(f"{k}. Body{n % 5} said {k} things in the north." for k in range(1, 4 + n))
            (self.folder / f"report-{n}.txt").write_text(f"# Report {n}\n\n{texts}\n")
        self.whole = self.complete(work / "whole", work / "cache-whole")
        self.takes = {workers: self._seconds(workers) for workers in (0, 2)}
        (self.folder / "report-0.txt").rename(work / "aside")
        self.before = self.complete(work / "before", work / "cache-whole")
        (work / "aside").rename(self.folder / "report-0.txt")

    def start(self, out: Path, cache: Path, **more: Any) -> int:
        """The process id of a run."""
        order = {"folder": str(self.folder), "out": str(out), "cache": str(cache), "workers": 0, **more}
        return self.server.ask(**order)

    def complete(self, out: Path, cache: Path, **more: Any) -> dict[str, Any]:
        """What a run leaves that nothing happens to. Raises RuntimeError where it ends otherwise."""
        code = self.server.wait(self.start(out, cache, **more))
        if code != DONE:
            raise RuntimeError(f"a run that nothing happened to ended with {code}")
        return contents(out)

    def _seconds(self, workers: int) -> float:
        """What a run takes that may be killed."""
        with self.places() as (out, cache):
            began = time.monotonic()
            self.complete(out, cache, workers=workers, pause=PAUSE)
            return time.monotonic() - began

    @contextmanager
    def places(self) -> Iterator[tuple[Path, Path]]:
        """An output folder, as often with an older dataset as without, and a cache; removed at the end."""
        folder = self.work / "trial"
        folder.mkdir()
        if (self.work / "before").exists() and self.chance.random() < 0.5:
            shutil.copytree(self.work / "before", folder / "run")
        try:
            yield folder / "run", folder / "cache"
        finally:
            shutil.rmtree(folder)

    def state(self, out: Path, older: bool, others: Sequence[dict[str, Any]] = ()) -> Verdict:
        """Whether a reader sees the old dataset or the new one, or one of others that a run may have left."""
        if not out.exists():
            return "lost" if older else "whole"
        try:
            return "whole" if contents(out) in (self.whole, self.before if older else self.whole, *others) else "torn"
        except (OSError, ValueError):
            return "torn"

    def ends_whole(self, out: Path, cache: Path, tries: int = 1) -> Verdict:
        """Whether the next run ends with the same bytes; `tries` are those that may say what to do instead."""
        for _ in range(tries):
            code = self.server.wait(self.start(out, cache))
            if code == DONE:
                left = {p.name for p in out.parent.iterdir() if p.name.startswith(f".{out.name}")}
                return "whole" if contents(out) == self.whole and left <= TOPS else "torn"
            if code != TOLD:
                return "unexpected error"
        return "lost"

    def killed(self, **more: Any) -> Verdict:
        """Ends up to eight runs, or a worker of one, by signals at random moments; then the next run ends whole."""
        workers, others = self.chance.choice((0,) * 9 + (2,)), list[dict[str, Any]]()
        with self.places() as (out, cache):
            older = out.exists()
            for _ in range(self.chance.randint(1, 8)):
                pid = self.start(out, cache, workers=workers, pause=PAUSE, **more)
                time.sleep(self.takes[workers] * self.chance.random() ** 2)  # what is in the cache takes no more time
                hit = self._signal(pid, workers)
                code = self.server.wait(pid)
                self.kills += hit or code not in (DONE, TOLD)
                if code not in (DONE, TOLD, -signal.SIGKILL, -signal.SIGTERM):
                    return "unexpected error"
                if hit and code == DONE and lacks_what_was_hit(out):
                    others.append(contents(out))
                seen = "whole" if more.get("exchange") is False else self.state(out, older, others)
                if seen != "whole":
                    return seen
            return self.ends_whole(out, cache)

    def _signal(self, pid: int, workers: int) -> bool:
        """Ends the run or a process that it started; whether it was one of these."""
        try:
            children = psutil.Process(pid).children() if workers else []
            one = self.chance.choice(children) if children and self.chance.random() < 0.5 else psutil.Process(pid)
            if one.pid == pid:
                one.send_signal(self.chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM)))
            else:
                one.kill()
        except psutil.Error:
            return False
        return one.pid != pid

    def killed_without_exchange(self) -> Verdict:
        """The same where two renames are needed: for a moment between them there is no dataset, and the next run
        brings it back."""
        return self.killed(exchange=False)

    def two_at_once(self) -> Verdict:
        """Two runs to one place from one cache, one of them killed as often as not."""
        with self.places() as (out, cache):
            older = out.exists()
            pids = [self.start(out, cache, pause=self.chance.choice((0, 0.02))) for _ in range(2)]
            if self.chance.random() < 0.5:
                time.sleep(self.chance.uniform(0, self.takes[0]))
                self._signal(pids[0], 0)
            codes = [self.server.wait(pid) for pid in pids]
            self.kills += codes[0] not in (DONE, TOLD)
            if codes[1] not in (DONE, TOLD):
                return "unexpected error"
            seen = self.state(out, older)
            return seen if seen != "whole" else self.ends_whole(out, cache)

    def clock_jumps(self) -> Verdict:
        """A clock that jumps by up to a year at every look, and files from the future."""
        with self.places() as (out, cache):
            self.complete(out, cache, clock=self.chance.randrange(1, 1000))
            for entry in cache.glob("*/*.entry"):
                at = time.time() + self.chance.uniform(-1, 1) * 3e8
                os.utime(entry, (at, at))
            (self.folder / "report-0.txt").touch()
            return self.ends_whole(out, cache)

    def poisoned_cache(self) -> Verdict:
        """Entries cut, changed, exchanged, made folders or links; the run may say once that a result was lost."""
        with self.places() as (out, cache):
            self.complete(out, cache)
            held = {entry: entry.read_bytes() for entry in sorted(cache.glob("*/*.entry"))}
            entries = list(held)
            for entry in self.chance.sample(entries, self.chance.randint(1, len(entries))):
                self.chance.choice(POISONS)(self.chance, entry, held[self.chance.choice(entries)])
            if self.chance.random() < 0.5:
                shutil.rmtree(out)
            return self.ends_whole(out, cache, tries=2)

    def strangers(self) -> Verdict:
        """A stranger's files beside every output and within it, and in the cache: refused or left alone, never lost."""
        with self.places() as (out, cache):
            own = self.chance.random() < 0.5
            if own:
                self.complete(out, cache)
            there = Strangers(self.chance, [cache, out.parent])
            pid = self.start(out, cache, pause=self.chance.choice((0, PAUSE)))
            if own and self.chance.random() < 0.5:
                time.sleep(self.chance.uniform(0, self.takes[0]))
                self._signal(pid, 0)
            code = self.server.wait(pid)
            if not there.stay() or (not own and code != TOLD):
                return "lost"
            if not own:
                there.leave()
            seen = self.ends_whole(out, cache)
            whole = some_outputs(self.chance, out, out.parent / "outputs") and (not own or there.stay())
            return seen if seen != "whole" or whole else "lost"

    def full_disk(self) -> Verdict:
        """A disk that is full before the run ends; then one with room."""
        return self._on_disk(f"size={self.chance.randrange(200, 4000)}k", "size=200m")

    def read_only_disk(self) -> Verdict:
        """A disk that cannot be written while the run goes on; then it can."""
        return self._on_disk("size=200m", "rw", during="ro")

    def _on_disk(self, small: str, large: str, during: str | None = None) -> Verdict:
        disk = self.work / "disk"
        disk.mkdir()
        mount("-t", "tmpfs", "-o", small, "tmpfs", str(disk))
        try:
            older = self.chance.random() < 0.5 and during is not None
            if older:
                shutil.copytree(self.work / "before", disk / "run")
            pid = self.start(disk / "run", disk / "cache", pause=PAUSE)
            if during:
                time.sleep(self.chance.uniform(0, self.takes[0]))
                remount(disk, during)
            if self.server.wait(pid) not in (DONE, TOLD):
                return "unexpected error"
            seen = self.state(disk / "run", older)
            remount(disk, large)
            return seen if seen != "whole" else self.ends_whole(disk / "run", disk / "cache")
        finally:
            subprocess.run(["umount", "-l", str(disk)], check=False)
            disk.rmdir()


def mount(*words: str) -> None:
    """Raises CalledProcessError where this user may not."""
    subprocess.run(["mount", *words], check=True, capture_output=True)


def remount(disk: Path, how: str) -> None:
    """Changes size or rights of a mounted disk; a disk that is being written is tried again until it can be."""
    for _ in range(200):
        if (
            subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=False, capture_output=True).returncode
            == 0
        ):
            return
        time.sleep(0.01)


def lacks_what_was_hit(out: Path) -> bool:
    """Whether a run could not read the report whose worker was killed, and says so; the next run reads it."""
    failed = [i for i in json.loads((out / "run.json").read_text())["inputs"] if i["outcome"] == "failed"]
    return bool(failed) and all(i["reason"].startswith("its worker process ended (SIGKILL") for i in failed)


def contents(out: Path) -> dict[str, Any]:
    """All that a run wrote, but for the DuckDB file's bytes and what run.json measured. Raises ValueError, OSError."""
    run = json.loads((out / "run.json").read_text())
    run |= {"start": None, "end": None, "settings": None, "out": None, "totals": run["totals"] | {"seconds": None}}
    run["inputs"] = [{k: v for k, v in i.items() if k not in MEASURES} for i in run["inputs"]]
    names = sorted(p.name for p in out.iterdir())
    files = {name: (out / name).read_bytes() for name in names if name not in ("run.json", "sgreports.duckdb")}
    return {"names": names, "run.json": run, **files}
