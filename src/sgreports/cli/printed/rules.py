"""The finds of declared relation rules as a table, at most 80 columns wide."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from sgreports.annotation.scoring.rule_finds import RuleFinds

NOT_SHOWN = "!"
NUMBERS = ("alone", "others", "wrong", "unseen", "no gold", "docs")


def table_of_rules(found: "Iterable[RuleFinds]") -> Table:
    """The rules under their type, those with most finds in gold first. `!` marks those that nothing here shows."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("rule", no_wrap=True)
    for name in NUMBERS:
        table.add_column(name, justify="right", no_wrap=True)
    for type_, rules in groupby(found, key=lambda finds: finds.type):
        table.add_row(type_, style="bold")
        for finds in sorted(rules, key=lambda finds: (-len(finds.right), -len(finds.without_gold), finds.rule)):
            sign, style = (" ", None) if finds.is_shown else (NOT_SHOWN, "red")
            table.add_row(f"{sign} {finds.rule}", *_cells(finds), style=style)
    return table


def legend(found: "Iterable[RuleFinds]") -> str | None:
    """What the sign before a rule says, and how many rules have it; None where none has."""
    not_shown = sum(not finds.is_shown for finds in found)
    return (
        f"{NOT_SHOWN} fewer than two documents of gold show the rule, or it is right in less than half: {not_shown}"
        if not_shown
        else None
    )


def _cells(finds: "RuleFinds") -> tuple[str, ...]:
    n = finds.row
    unseen = f"{n['unseen_right']} of {n['unseen']}" if n["unseen"] else ""
    return (*(str(n[name]) for name in ("alone", "with_others", "wrong")), unseen, str(n["without_gold"]),
            str(n["documents"]))  # fmt: skip
