"""Damaged files through the whole command line: batches with one that is not damaged, whose rows may not change."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from faulty.files import damaged
from faulty.sources import Source
from faulty.verdicts import BAD, UNDAMAGED, Counts, verdict

from sgreports.model.run import InputRecord

FLAGS = ("--no-cache", "--quiet")
BATCH, SECONDS, MEGABYTES = 30, 10, 1500
"""Damaged files of a run, and the limits of the run."""


class Commands:
    """Runs of `sgreports extract` over damaged files."""

    def __init__(self, work: Path, sources: list[Source], chance: random.Random, keep: Path | None) -> None:
        self.work, self.sources, self.chance, self.keep = work, sources, chance, keep
        self.whole = next(source for source in sources if not source.is_pdf)
        self.alone = self._rows(self._run({}))

    def batch(self, counts: Counts) -> None:
        """Damages files, extracts them and counts what became of them."""
        files, kinds = dict[str, bytes](), dict[str, str]()
        for n in range(BATCH):
            source = self.chance.choice(self.sources)
            name = f"{n:02}-{source.name}"
            kind, files[name] = damaged(self.chance, name, source.data)
            kinds[name] = source.kind(kind)
        out = self._run(files)
        inputs = json.loads((out / "run.json").read_text())["inputs"] if out else []
        records = {Path(i["path"]).name: InputRecord.model_validate(i) for i in inputs}
        for name, kind in kinds.items():
            outcome = verdict(records[name]) if name in records else "hung"
            counts[kind][outcome] += 1
            if self.keep and outcome in BAD:
                (self.keep / f"{outcome}-{self.chance.randrange(10**9)}-{name}").write_bytes(files[name])
        whole = out is not None and self._rows(out) == self.alone
        counts[UNDAMAGED]["ok" if whole else "neighbour changed"] += 1

    def _run(self, files: dict[str, bytes]) -> Path | None:
        """The dataset of a run over the files; None where it hangs or ends otherwise than it should."""
        folder, out = self.work / "in", self.work / "out"
        for old in (folder, out):
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir()
        for name, data in {"whole.txt": self.whole.data, **files}.items():
            (folder / name).write_bytes(data)
        env = {**os.environ, "SGREPORTS_MAX_SECONDS": str(SECONDS), "SGREPORTS_MAX_MEMORY_MB": str(MEGABYTES)}
        command = [sys.executable, "-m", "sgreports", "extract", str(folder), "--out", str(out), *FLAGS]
        most = (len(files) + 3) * (SECONDS + 20)
        try:
            done = subprocess.run(command, env=env, timeout=most, capture_output=True, check=False)
        except subprocess.TimeoutExpired:
            return None
        if done.returncode not in (0, 1) or not out.is_dir():
            sys.stderr.write(f"a run ended with {done.returncode}: {done.stderr.decode()[-2000:]}\n")
            return None
        return out

    @staticmethod
    def _rows(out: Path | None) -> list[str]:
        """The rows of the undamaged document, in all tables but the run's entities."""
        tables = sorted(p for p in out.glob("*.jsonl") if p.stem != "entities") if out else []
        lines = (line for table in tables for line in table.read_text().splitlines())
        return [line for line in lines if json.loads(line)["document"] == "whole"]
