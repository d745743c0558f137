"""What a run tells of itself while it goes on."""

import io

import pytest
from rich.console import Console

from sgreports.batches.progress import Step
from sgreports.cli.printed import progress
from sgreports.cli.printed.progress import lines, progress_bar, where
from sgreports.model.run import Entry, InputRecord


def record(name: str, outcome: str = "ok", pages: int | None = 20) -> InputRecord:
    return InputRecord.model_validate(
        {"path": f"in/{name}", "sha256": None, "outcome": outcome, "pages": pages, "seconds": 1}
    )


def test_steps_count_reports_pages_and_failures() -> None:
    first = Step.first([Entry(record=record("a.pdf")), Entry(record=record("b.pdf", "failed"))], 4)
    assert first == Step(2, 4, reused=2, failed=1)
    last = first.after(record("c.pdf")).after(record("d.pdf", "failed", None))
    assert last == Step(4, 4, reused=2, failed=2, pages=20, last=record("d.pdf", "failed", None))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step(0, 4), []),
        (Step(3, 4, reused=3), ["3/4 unchanged, from the cache"]),
        (Step(4, 4, last=record("odd\nname.pdf")), ["4/4 odd name.pdf"]),
        (Step(2, 4, failed=1, last=record("a.pdf", "failed")), ["2/4 a.pdf failed"]),
    ],
)
def test_a_line_a_file_where_there_is_no_terminal(step: Step, said: list[str]) -> None:
    assert lines(step) == said


def test_beside_the_bar_stand_reports_pages_rate_and_failures() -> None:
    step = Step(1_200, 3_000, failed=2, pages=2_400, last=record("S_2044_1.pdf"))
    assert where(step, 100) == "1,200/3,000 reports · 2,400 pages, 24.0/s · [red]2 failed[/] · S_2044_1.pdf"
    assert where(Step(0, 3), 1) == "0/3 reports"
    assert where(Step(3, 3), 1) == "writing"


def test_the_bar_fits_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=80, height=20)
    monkeypatch.setattr(progress, "Console", lambda **_: console)
    with progress_bar() as tell:
        tell(Step(0, 2))
        tell(Step(1, 2, pages=20, last=record("S_2044_1.pdf")))
        screen.truncate(0)
    assert "1/2 reports · 20 pages" in screen.getvalue()
    assert max(len(Console(width=200).render_str(line).plain) for line in screen.getvalue().splitlines()) < 200
