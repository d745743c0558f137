"""Recognition extends a file's limit inside its worker, and the parent learns of it."""

import signal
import threading
from itertools import count
from pathlib import Path

import pytest

from sgreports.batches import inside, runs
from sgreports.batches.entry import Processed
from sgreports.batches.watch import LateError, Watch
from sgreports.model.run import Entry, InputRecord
from sgreports.provenance import totals
from sgreports.settings import Settings
from sgreports.time_limit import extend

DONE = Processed(Entry(record=InputRecord(path="a.pdf", sha256=None, outcome="ok", seconds=0)))


def test_an_extension_is_told_and_ends_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trace, settings = tmp_path / "0.trace", Settings(max_seconds=300)
    seen: list[float] = []

    def work(_: Path, __: Settings) -> Processed:
        extend(3600)
        seen.append(inside.extension(trace))
        extend(-3500)
        return DONE

    with trace.open("w", encoding="utf-8") as file:
        monkeypatch.setattr(inside, "_trace", file)
        assert inside.extension(trace) == 0
        inside.do(work, Path("a.pdf"), settings)
        assert (seen, inside.extension(trace)) == ([3600], 100)
        inside.do(lambda *_: DONE, Path("b.pdf"), settings)
    assert inside.extension(trace) == 0


def test_an_extension_is_never_read_half_written(tmp_path: Path) -> None:
    trace, told, ended = tmp_path / "0.trace", (3600.25, 7200.5), threading.Event()
    inside.tell_extension(trace, told[0])

    def tells() -> None:
        for number in count():
            inside.tell_extension(trace, told[number % 2])
            if ended.is_set():
                return

    teller = threading.Thread(target=tells)
    teller.start()
    read = {inside.extension(trace) for _ in range(5000)}
    ended.set()
    teller.join()
    assert read <= set(told)


def test_what_recognition_took_is_told_with_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def recognizes(_: Path, __: Settings) -> Processed:
        extend(3600)
        extend(-3597.5)
        return DONE

    monkeypatch.setattr(runs, "rows_in_bytes", recognizes)
    assert runs.process(Path("a.pdf"), Settings()).entry.record.ocr_seconds == 2.5
    assert totals([runs.process(Path("a.pdf"), Settings()).entry] * 2, 9.0).ocr_seconds == 5.0


def test_the_parent_waits_as_long_as_the_worker_says(tmp_path: Path) -> None:
    """By the clock, of which a worker that hangs may take many times its limit."""
    trace = tmp_path / "0.trace"
    watch = Watch(tmp_path / "a.pdf", Settings(max_seconds=10), Stands(), trace, began=-1e9)
    with pytest.raises(LateError):
        watch._look()
    inside.tell_extension(trace, 1e12)
    watch._look()


def test_the_parent_counts_the_work_of_the_worker_and_of_its_programs(tmp_path: Path) -> None:
    trace, process = tmp_path / "0.trace", Stands()
    watch = Watch(tmp_path / "a.pdf", Settings(max_seconds=10), process, trace)
    process.user, process.children_user = 6, 7
    watch._look()
    assert process.signals == []
    process.system = 5
    inside.tell_extension(trace, 30)
    watch._look()
    assert process.signals == []
    inside.tell_extension(trace, 0)
    watch._look()
    watch._look()
    assert process.signals == [signal.SIGABRT]  # which has it say where it is
    assert watch.failure(RuntimeError("exit codes of the workers are {SIGABRT(-6)}"), "there").entry.late
    watch.late_at = -1e9
    with pytest.raises(LateError):
        watch._look()


class Stands:
    """A process that takes no memory, and as much time as it is told."""

    rss = user = system = children_user = children_system = 0

    def __init__(self) -> None:
        self.signals: list[int] = []

    def memory_info(self) -> "Stands":
        return self

    def cpu_times(self) -> "Stands":
        return self

    def send_signal(self, number: int) -> None:
        self.signals.append(number)
