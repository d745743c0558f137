"""Reports that need no language model, and work on them that goes wrong as their text says."""

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import cloudpickle
import pytest

from sgreports import pipeline
from sgreports.batches import runs
from sgreports.batches.entry import Processed
from sgreports.batches.workers import Job
from sgreports.model.facts import Extraction
from sgreports.model.report import Report
from sgreports.reading import read_report
from sgreports.settings import Settings

cloudpickle.register_pickle_by_value(sys.modules[__name__])  # a worker cannot import a test


def nothing_found(report: Report, settings: Settings) -> Extraction:
    assert settings.workers  # in a worker, not in the test's process
    return Extraction(report=report, mentions=(), relations=())


def as_told(file: Path, settings: Settings) -> Processed:
    """Reads the file, finds nothing in it, and before that does what its words say."""
    words = file.read_text().split()
    if "crashes" in words:
        faulthandler._sigsegv()  # type: ignore[attr-defined]
    if "aborts" in words:
        os.abort()
    if "sleeps" in words:
        time.sleep(60)
    if "hangs" in words:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGPROF})
        while True:
            pass
    if "eats" in words:
        bytes(10**10)
    if "nibbles" in words:
        eaten = [bytearray(b"x" * 10**7) for _ in range(10_000)]
        assert eaten
    pipeline.find = nothing_found
    return runs.process(file, settings)


def loaded(_: Settings) -> None:
    """Imports what the first report would import within its time: thirty times what the reading itself takes."""
    import sgreports.dataset.files.parquet
    import sgreports.dataset.files.share  # noqa: F401

    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.txt"
        file.write_text("# A report\n\n1. This one stands.\n")
        read_report(file, Settings())


@pytest.fixture
def reports(tmp_path: Path) -> Callable[..., Path]:
    """Writes files of the names and words given, and gives their folder."""

    def write(**words: str) -> Path:
        folder = tmp_path / "reports"
        folder.mkdir(exist_ok=True)
        for name, word in words.items():
            (folder / f"{name}.txt").write_text(f"# A report\n\n1. This one {word} in the north.\n")
        return folder

    return write


@pytest.fixture
def _as_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers do as the reports say."""
    monkeypatch.setattr(runs, "JOB", Job(as_told, loaded))
