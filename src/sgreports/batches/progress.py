"""The progress of a run."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sgreports.model.run import Entry, InputRecord


@dataclass(frozen=True, slots=True)
class Step:
    """Where a run is: `last` is what became of the input done last, None before the first. Pages are the new ones'."""

    done: int
    total: int
    reused: int = 0
    failed: int = 0
    pages: int = 0
    last: InputRecord | None = None

    @classmethod
    def first(cls, known: Iterable[Entry], total: int) -> "Step":
        """Where a run is that has what earlier runs found."""
        records = [entry.record for entry in known]
        failed = sum(record.outcome == "failed" for record in records)
        return cls(len(records), total, len(records), failed)

    def after(self, record: InputRecord) -> "Step":
        """The next step, when this input is done."""
        return Step(
            self.done + 1, self.total, self.reused, self.failed + (record.outcome == "failed"),
            self.pages + (record.pages or 0), record,
        )  # fmt: skip


Progress = Callable[[Step], None]


def silent(_: Step) -> None:
    """Tells nobody."""
