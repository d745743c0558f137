"""The Prefect flow of the main job: reports to a dataset. `python flows/extract_reports.py IN... --out DIR`.

It says what runs as a flow and what as a task, and nothing about content: that is `sgreports.pipeline`.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import quiet_prefect  # noqa: F401 - its settings must be there before Prefect is

# isort: split

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from sgreports.batches.plan import Plan, planned
from sgreports.batches.progress import Progress
from sgreports.cli.progress import progress_bar
from sgreports.cli.summary import print_summary
from sgreports.dataset.folder import check_out
from sgreports.errors import SgreportsError
from sgreports.inputs import expand
from sgreports.model.run import Entry, RunSummary
from sgreports.pipeline import cache_for, finish, read_all
from sgreports.settings import Settings, settings_from

SEED = Path(__file__).resolve().parents[1] / "src" / "sgreports" / "data" / "child-protection-2016.txt"


@task(cache_policy=NO_CACHE)
def extract_batch(plan: Plan, settings: Settings, progress: Progress) -> dict[Path, Entry]:
    """One task a batch: Prefect takes tens of milliseconds a task, and a language model is loaded once a process."""
    return read_all(plan, settings, progress)


@task(cache_policy=NO_CACHE, retries=1)
def write_dataset(plan: Plan, entries: dict[Path, Entry], out: Path, settings: Settings, start: datetime) -> RunSummary:
    """A disk may be full for a moment: one more try, and what was there stays until it succeeds."""
    return finish(plan, entries, out, settings, start)


@flow(name="extract-reports", validate_parameters=False)
def extract_reports(files: Sequence[Path], out: Path, settings: Settings, progress: Progress) -> RunSummary:
    """Files to a dataset at `out`."""
    start = datetime.now(UTC)
    with cache_for(out, settings) as cache:
        plan = planned(files, cache, settings)
        return write_dataset(plan, extract_batch(plan, settings, progress), out, settings, start)


def main() -> None:
    """Runs the flow on the seed, or on what the command line names."""
    parser = argparse.ArgumentParser(description="Extract reports by Prefect's embedded default.")
    parser.add_argument("inputs", nargs="*", type=Path, default=[SEED], help="reports or folders; default: the seed")
    parser.add_argument("--out", type=Path, default=Path("outputs/run"), help="folder of the dataset")
    given = parser.parse_args()
    try:
        settings, files = settings_from(), expand(given.inputs)
        check_out(given.out)
        with progress_bar() as progress:
            summary = extract_reports(files, given.out, settings, progress)
    except SgreportsError as error:
        print(f"sgreports: {error}", file=sys.stderr)  # noqa: T201 - the flow's own console
        sys.exit(2)
    print_summary(summary)
    sys.exit(summary.failed)


if __name__ == "__main__":
    main()
