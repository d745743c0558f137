"""Where the batches of a flow run: in worker processes of this machine, or on a Dask cluster. Nothing about content."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

import cloudpickle
from prefect import Task, get_run_logger
from prefect.futures import PrefectFuture, as_completed
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from sgreports.batches import runs
from sgreports.batches.entry import Processed, lost
from sgreports.batches.plan import Plan
from sgreports.batches.progress import Progress, Step
from sgreports.batches.workers import Pool, without_interrupts
from sgreports.cli.printed.progress import lines
from sgreports.errors import SgreportsError, UsageError
from sgreports.model.run import Entry
from sgreports.settings import Settings
from sgreports.time_limit import BACKSTOP

Do = Callable[[Path], Processed]
Batch = tuple[Path, ...]
START_SECONDS = 300
"""What a batch may take beside its reports: a process that starts, a model that loads."""


class Listener:
    """Receives the progress of a run; by default it goes to Prefect's log. It is not pickled with the flow for Dask."""

    def __init__(self) -> None:
        self.progress: Progress | None = None

    def __reduce__(self) -> tuple[type["Listener"], tuple[()]]:
        return Listener, ()

    def __call__(self, step: Step) -> None:
        if self.progress:
            self.progress(step)
        else:
            for line in lines(step):
                get_run_logger().info(line)


class Arrivals:
    """The outcomes of files from batches that run at the same time: kept, and reported as progress."""

    def __init__(self, plan: Plan, progress: Progress) -> None:
        self.entries: dict[Path, Entry] = dict(plan.known)
        self._plan, self._progress, self._lock = plan, progress, Lock()
        self._step = Step.first(plan.known.values(), len(plan.files))
        progress(self._step)

    def take(self, file: Path, processed: Processed) -> None:
        """Puts a result into the cache at once, so that a run that is killed has it."""
        entry = self._plan.keep(file, processed)
        with self._lock:
            self.entries[file] = entry
            self._step = self._step.after(entry.record)
            self._progress(self._step)


def run_batches(  # noqa: PLR0917
    task: "Task[..., list[Processed]]", plan: Plan, settings: Settings, size: int, dask: str | None, progress: Progress
) -> dict[Path, Entry]:
    """Runs the task on batches of what is new; one that fails is run again report by report, to lose one row only."""
    arrivals, todo = Arrivals(plan, progress), plan.todo
    batches = [tuple(todo[at : at + size]) for at in range(0, len(todo), size)]
    if batches:
        with on_dask(dask, settings) if dask else here(arrivals, settings, len(todo)) as (runner, do):
            for batch, result in results(runner, task, batches, do, settings):
                for file, processed in zip(batch, result, strict=True):
                    if file not in arrivals.entries:
                        arrivals.take(file, processed)
    return arrivals.entries


def results(
    runner: "TaskRunner[Any]", task: "Task[..., list[Processed]]", batches: Sequence[Batch], do: Do, settings: Settings
) -> Iterator[tuple[Batch, list[Processed]]]:
    """The batches with what became of their files, as they are done."""
    futures = {submitted(runner, task, batch, do, settings): batch for batch in batches}
    again: list[Batch] = []
    for future in as_completed(list(futures)):
        batch = futures[future]
        done = outcome(future)
        if isinstance(done, list):
            yield batch, done
        elif len(batch) == 1:
            yield batch, [lost(batch[0], done, settings)]
        else:
            again += [(file,) for file in batch]
    if again:
        yield from results(runner, task, again, do, settings)


def submitted(
    runner: "TaskRunner[Any]", task: "Task[..., list[Processed]]", batch: Batch, do: Do, settings: Settings
) -> PrefectFuture[list[Processed]]:
    """The future of a batch."""
    more = f" and {len(batch) - 1} more" if len(batch) > 1 else ""
    recognition = 0 if settings.ocr == "never" else settings.max_ocr_seconds
    # Of threads Prefect only warns that it cannot end them; the pool behind them ends a report that takes too long.
    threads = isinstance(runner, ThreadPoolTaskRunner)
    seconds = None if threads else START_SECONDS + BACKSTOP * len(batch) * (2 * settings.max_seconds + recognition)
    timed = task.with_options(timeout_seconds=seconds, task_run_name=f"segment, find, relate: {batch[0].name}{more}")
    future: PrefectFuture[list[Processed]] = runner.submit(timed, parameters={"files": batch, "do": do})
    return future


def outcome(future: PrefectFuture[list[Processed]]) -> list[Processed] | BaseException:
    """What a batch gave, or why it gave nothing. Raises what no other try would mend: wrong usage."""
    try:
        return future.result()
    except SgreportsError:
        raise
    except Exception as error:
        return error


@contextmanager
def here(arrivals: Arrivals, settings: Settings, most: int) -> "Iterator[tuple[TaskRunner[Any], Do]]":
    """Worker processes of this machine: a thread of Prefect's for each; what they give is kept report by report."""
    threads: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=max(settings.workers, 1))
    with Pool(runs.JOB, settings, most) as pool, threads as runner:
        read = pool.do if settings.workers else read_with(settings)

        def do(file: Path) -> Processed:
            processed = read(file)
            arrivals.take(file, processed)
            return replace(processed, rows=b"")

        yield runner, do


@contextmanager
def on_dask(address: str, settings: Settings) -> "Iterator[tuple[TaskRunner[Any], Do]]":
    """A Dask cluster, of this machine (`local`) or at a scheduler's address. Raises UsageError without the extra."""
    try:
        import dask
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise UsageError("Dask is not installed: install sgreports with [dask]") from error
    for name in {__name__, "__main__"} & {"batch_runs", "__main__"}:
        cloudpickle.register_pickle_by_value(sys.modules[name])
    local = {
        "n_workers": max(settings.workers, 1), "threads_per_worker": 1, "dashboard_address": None,
        "memory_limit": settings.max_memory_mb * 1_000_000,
    }  # fmt: skip
    runner = DaskTaskRunner(cluster_kwargs=local) if address == "local" else DaskTaskRunner(address=address)
    with one_server(), dask.config.set({"distributed.scheduler.allowed-failures": 0}), runner:
        with without_interrupts():
            assert runner.client  # its first use starts the cluster's processes
        yield runner, read_with(settings)


@contextmanager
def one_server() -> Iterator[None]:
    """Tells the workers of the embedded server that this flow runs with; else each would start one of its own."""
    if PREFECT_API_URL.value():
        yield
    else:
        from prefect.server.api.server import SubprocessASGIServer

        with temporary_settings({PREFECT_API_URL: SubprocessASGIServer().api_url}):
            yield


def read_with(settings: Settings) -> Do:
    """What reads a file in the process that it is called in."""
    work = runs.JOB.work
    return lambda file: work(file, settings)
