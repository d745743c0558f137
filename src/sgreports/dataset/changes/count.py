"""Changes in numbers."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, get_args

from sgreports.dataset.changes.change import Cause, Change, Kind, Table
from sgreports.dataset.changes.runs import Comparison
from sgreports.dataset.stored.by_document import RunTables

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(slots=True)
class ChangeCount:
    """Changes counted while they go by."""

    kinds: Counter[tuple[Table, Kind]] = field(default_factory=Counter)
    columns: Counter[tuple[Table, str]] = field(default_factory=Counter)
    causes: Counter[tuple[Cause, ...]] = field(default_factory=Counter)

    def add(self, change: Change) -> None:
        """Counts one."""
        self.kinds[change.table, change.kind] += 1
        self.causes[change.causes] += 1
        self.columns.update((change.table, f.name) for f in change.fields)

    def columns_of(self, table: Table) -> list[tuple[str, int]]:
        """The columns of a table that differ, the most frequent first, with the number of rows."""
        return [(name, n) for (of, name), n in self.columns.most_common() if of == table]

    @property
    def total(self) -> int:
        """The number of changes."""
        return self.kinds.total()


def counts(count: ChangeCount, comparison: Comparison) -> dict[str, Any]:
    """Changes by table, kind and column; rows of each table in either run; changes by cause."""
    before, after = rows_of_tables(comparison.before), rows_of_tables(comparison.after)
    tables = {
        name: {"before": before[name], "after": after[name], **{kind: count.kinds[name, kind] for kind in KINDS},
               "columns": dict(count.columns_of(name))}
        for name in comparison.wanted.tables
    }  # fmt: skip
    causes = [{"causes": causes, "changes": n} for causes, n in count.causes.most_common()]
    return {"total": count.total, "tables": tables, "causes": causes}


def rows_of_tables(run: RunTables) -> dict[Table, int]:
    """The number of a run's rows by table."""
    return {name: run.tables[name].rows for name in get_args(Table)}
