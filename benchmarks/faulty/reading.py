"""Damaged files that are only read, or searched as well, in a worker with the limits of real runs."""

import json
import os
import random
import time
from pathlib import Path

from faulty import forks
from faulty.files import ADDED, damaged
from faulty.sources import Source
from faulty.verdicts import BAD, UNDAMAGED, Counts, Reading, added, expected, loss, verdict

from sgreports import pipeline
from sgreports.batches import inside, runs
from sgreports.batches.entry import Processed
from sgreports.batches.workers import Job, Worker
from sgreports.model.facts import Extraction
from sgreports.model.report import Report
from sgreports.model.run import InputRecord
from sgreports.settings import Settings
from sgreports.time_limit import BACKSTOP

SECONDS, MEGABYTES, LATE = 10, 1500, 20
"""The limits of a file, and the seconds above them after which it hangs."""
AT_ONCE, SEARCHED = 50, 40
"""Files between two looks at an undamaged one; of so many one is searched for mentions and relations too."""

_search = pipeline.find
_read = list[Report]()


def noted(path: Path, settings: Settings) -> Report:
    """The report, which is kept for the judgement."""
    from sgreports.reading import read_report

    _read[:] = [read_report(path, settings)]
    return _read[0]


def found(report: Report, settings: Settings) -> Extraction:
    """What a search finds, for some files; nothing for the others."""
    if int(report.source.partition(".")[0]) % SEARCHED == 0:
        return _search(report, settings)
    return Extraction(report=report, mentions=(), relations=())


def work(file: Path, settings: Settings) -> Processed:
    """The pipeline's own work on a file; in the place of its rows, what was read."""
    pipeline.read_report, pipeline.find = noted, found
    _read.clear()
    done = runs.process(file, settings)
    return Processed(done.entry, Reading.of(_read[0]).to_bytes() if _read and done.rows else b"")


class Readings:
    """Damaged files, one after the other, in a worker."""

    def __init__(self, work_in: Path, sources: list[Source], chance: random.Random, keep: Path | None) -> None:
        forks.use()
        runs.warm(Settings())
        self.folder, self.chance, self.keep, self.count = work_in / "read", chance, keep, 0
        self.folder.mkdir()
        settings = Settings(ocr="never", max_seconds=SECONDS, max_memory_mb=MEGABYTES, use_cache=False)
        self.worker = Worker(Job(work, runs.warm), settings, self.folder / "trace")
        self.wholes = {source: self._read(source.name, source.data)[1] for source in sources}
        self.pdfs = [source for source in sources if source.is_pdf]
        self.texts = [source for source in sources if not source.is_pdf]

    def batch(self, counts: Counts) -> None:
        """Damages files, reads them and counts what became of them; then one that is whole."""
        for _ in range(AT_ONCE):
            source = self.chance.choice(self.pdfs if self.pdfs and self.chance.random() < 0.5 else self.texts)
            kind, data = damaged(self.chance, source.name, source.data)
            outcome = self._outcome(source, kind, data)
            counts[source.kind(kind)][outcome] += 1
        source = self.chance.choice(list(self.wholes))
        again = self._read(source.name, source.data)[1] == self.wholes[source]
        counts[UNDAMAGED]["ok" if again else "neighbour changed"] += 1

    def _outcome(self, source: Source, kind: str, data: bytes) -> str:
        began = time.monotonic()
        record, reading = self._read(source.name, data)
        outcome = verdict(record)
        if time.monotonic() - began > BACKSTOP * (SECONDS + 2 * inside.GRACE) + LATE:
            outcome = "hung"
        elif outcome in ("ok", "partial"):
            whole = self.wholes[source]
            lost = loss(expected(data, whole, source.is_pdf), whole, reading)
            outcome = added(whole, reading) if kind in ADDED else lost
        if self.keep and outcome in BAD:
            self._keep(source, data, outcome, record)
        return outcome

    def _read(self, name: str, data: bytes) -> tuple[InputRecord, Reading]:
        self.count += 1
        file = self.folder / f"{self.count}.{name}"
        file.write_bytes(data)
        try:
            done = self.worker.do(file)
        finally:
            file.unlink()
        return done.entry.record, Reading.from_bytes(done.rows)

    def _keep(self, source: Source, data: bytes, outcome: str, record: InputRecord) -> None:
        assert self.keep
        stem = f"{outcome.replace(' ', '-')}-{os.getpid()}-{self.count}"
        (self.keep / f"{stem}-{source.name}").write_bytes(data)
        (self.keep / f"{stem}-whole-{source.name}").write_bytes(source.data)
        (self.keep / f"{stem}.json").write_text(json.dumps(json.loads(record.model_dump_json()), indent=1))
