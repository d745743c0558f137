"""The finds of declared relation rules as a table."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from sgreports.annotation.scoring.rule_finds import RuleFinds

HEAD = ("alone", "others", "wrong", "unseen", "without gold", "in documents")


def table_of_rules(found: "Iterable[RuleFinds]") -> Table:
    """A line a rule, those with most finds in gold first; red: a rule that is not shown by enough."""
    table = Table(box=None, padding=(0, 1), header_style="dim")
    table.add_column("rule")
    for name in HEAD:
        table.add_column(name, justify="right")
    for each in sorted(found, key=lambda f: (-len(f.right), -len(f.without_gold), f.type, f.rule)):
        n = each.row
        cells = [n["alone"], n["with_others"], n["wrong"], f"{n['unseen_right']} of {n['unseen']}",
                 n["without_gold"], n["documents"]]  # fmt: skip
        table.add_row(f"{each.type} {each.rule}", *map(str, cells), style=None if each.is_shown else "red")
    return table
