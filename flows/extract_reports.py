"""The Prefect flow of the main job: reports to a dataset. `python flows/extract_reports.py IN... --out DIR`.

It says what runs as a flow and what as a task, and nothing about content: that is `sgreports.pipeline`.
"""

import interrupt

if __name__ == "__main__":
    interrupt.end_at_once()  # before anything else, which takes its time

# isort: split

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import quiet_prefect  # noqa: F401 - its settings must be there before Prefect is

# isort: split

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.utilities.annotations import quote

import own_server
from artifacts import leave_artifacts
from batch_runs import Listener, run_batches
from sgreports.batches.entry import Processed
from sgreports.batches.plan import Plan, planned
from sgreports.batches.runs import cache_for, emit, validated
from sgreports.cache import Cache
from sgreports.cli.printed.controls import guard_terminal, printable
from sgreports.cli.printed.progress import progress_bar
from sgreports.cli.printed.summary import print_summary
from sgreports.dataset.files.folder import check_out
from sgreports.errors import SgreportsError, UsageError
from sgreports.inputs import expand
from sgreports.model.run import Entry, RunSummary
from sgreports.settings import OcrMode, Settings, settings_from

T = TypeVar("T")
SEED = Path(str(resources.files("sgreports") / "data" / "child-protection-2016.txt"))
LISTENER = Listener()


def as_is(value: T) -> T:
    """A value that Prefect passes on unseen; else it looks into each of its thousands of parts for a future."""
    return cast(T, quote(value))


def may_mend(_task: object, _run: TaskRun, state: State[Any]) -> bool:
    """Whether another try can help: not where the library says in so many words what is wrong."""
    return not isinstance(state.result(raise_on_failure=False), SgreportsError)


@task(tags=["ingest"], cache_policy=NO_CACHE, retries=2, retry_delay_seconds=5, retry_condition_fn=may_mend,
      timeout_seconds=3600)  # fmt: skip
def ingest(inputs: Sequence[Path], out: Path, cache: Cache, settings: Settings) -> Plan:
    """Which files there are, and which of them are new or changed. A shared folder may be gone for a moment."""
    check_out(out)
    return planned(expand(inputs), cache, settings)


@task(name="segment, find, relate", tags=["segment", "find", "relate"], cache_policy=NO_CACHE, retries=1,
      retry_condition_fn=may_mend)  # fmt: skip
def extract(files: Sequence[Path], do: Callable[[Path], Processed]) -> list[Processed]:
    """Three steps in one task a batch of reports: Prefect takes tens of milliseconds a task, a report hardly a second.

    A report goes through the three in one worker process, which may crash or hang without harm to this one.
    """
    return [do(file) for file in files]


@task(tags=["validate"], cache_policy=NO_CACHE, timeout_seconds=3600)
def validate(plan: Plan, entries: dict[Path, Entry]) -> list[Entry]:
    """One file of a symbol, every document's rows there and whole."""
    return validated(plan, entries)


@task(tags=["write"], cache_policy=NO_CACHE, retries=2, retry_delay_seconds=5, timeout_seconds=3600)
def write(plan: Plan, kept: Sequence[Entry], out: Path, settings: Settings, start: datetime) -> RunSummary:
    """A disk may be full for a moment: two more tries, and what was there stays until one succeeds."""
    return emit(plan, kept, out, settings, start)


@flow(name="extract-reports", flow_run_name="extract into {out}", validate_parameters=True)
def extract_reports(  # noqa: PLR0917 - each is a parameter in Prefect's UI
    inputs: list[Path] = [SEED],  # noqa: B006 - Prefect shows it, nobody changes it
    out: Path = Path("outputs/run"),
    workers: int | None = None,
    batch: int = 16,
    dask: str | None = None,
    use_cache: bool | None = None,
    links: bool | None = None,
    ocr: OcrMode | None = None,
    model: str | None = None,
    names: str | None = None,
) -> RunSummary:
    """Reports of the Secretary-General to a dataset of paragraphs, mentions and relations.

    Settings that are no parameters come from the environment (SGREPORTS_...) and sgreports.toml.

    Args:
        inputs: Files (.pdf, .txt, .md) and folders with reports.
        out: Folder of the dataset; a run that lies there is replaced as a whole.
        workers: Worker processes of this machine. Default: the setting `workers`.
        batch: Reports a task.
        dask: Address of a Dask scheduler (tcp://host:8786) to run on, or `local` for a cluster of this machine.
        use_cache: Take up only what is new or changed since earlier runs.
        links: Use the PDF's own hyperlinks as evidence for citations.
        ocr: Recognize text by Tesseract: `auto` where a page has none that can be used, `never`, or `force` for all.
        model: Installed spaCy model that parses the text.
        names: CSV file of your own agencies, programmes and names of countries.
    """
    if batch < 1:
        raise UsageError(f"a batch of {batch} reports does no work; give 1 or more")
    start = datetime.now(UTC)
    settings = settings_from(workers=workers, use_cache=use_cache, links=links, ocr=ocr, model=model, names=names)
    with cache_for(out, settings) as cache:
        plan = ingest(inputs, out, cache, settings)
        entries = run_batches(extract, plan, settings, batch, dask, LISTENER)
        kept = validate(as_is(plan), as_is(entries))
        summary: RunSummary = write(as_is(plan), as_is(kept), out, settings, start)
    leave_artifacts(summary)
    return summary


def at_least(least: int) -> Callable[[str], int]:
    """What reads a number of the command line, and says so where it is too small."""

    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is no number from {least} on")
        return int(text)

    return number


def main() -> None:
    """Runs the flow on the seed, or on what the command line names."""
    parser = argparse.ArgumentParser(description="Extract reports by Prefect's embedded default.")
    parser.add_argument("inputs", nargs="*", type=Path, default=[SEED], help="reports or folders; default: the seed")
    parser.add_argument("--out", type=Path, default=Path("outputs/run"), help="folder of the dataset")
    parser.add_argument("--workers", type=at_least(0), help="worker processes of this machine")
    parser.add_argument("--batch", type=at_least(1), default=16, help="reports a task, 1 or more")
    parser.add_argument("--dask", metavar="ADDRESS", help="a Dask scheduler, or `local` for a cluster of this machine")
    parser.add_argument("--ocr", choices=get_args(OcrMode), help="recognize text by Tesseract; default: the setting")
    parser.add_argument("--names", metavar="FILE", help="CSV of your own agencies, programmes and names of countries")
    given = parser.parse_args()
    logging.getLogger("sgreports").addHandler(logging.NullHandler())  # the summary says what failed
    logging.getLogger("sgreports").propagate = False
    guard_terminal()
    try:
        check_out(given.out)
        expand(given.inputs)
        own_server.start()
        with progress_bar() as progress:
            LISTENER.progress = progress
            summary = extract_reports(
                given.inputs, given.out, given.workers, given.batch, given.dask, ocr=given.ocr, names=given.names
            )
    except SgreportsError as error:
        interrupt.give_way()
        sys.stderr.write(f"sgreports: {printable(str(error))}\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.stderr.write(interrupt.STOPPED)
        sys.exit(130)
    print_summary(summary)
    sys.exit(summary.failed)


if __name__ == "__main__":
    main()
