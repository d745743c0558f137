"""What units of long lists cost: what a share is of, and what was counted before, is looked for near to it."""

import pytest

from invented.reports import paragraph_of, report_of
from sgreports.counting.quantity.quantities import find_counts
from sgreports.parsing.language import parse_report
from sgreports.settings import Settings
from steps import steps


@pytest.mark.model
@pytest.mark.parametrize(
    ("opening", "each"),
    [
        ("There were 90 men, ", "of whom 5 per cent, "), ("", "Of whom 5 per cent, "), ("", "On 1, 1, "),
        ("", "9 of whom (with 7 women), "), ("", "8 farmers – 4 men – and 3 of "), ("", "in Lakeside (24), "),
    ],
)  # fmt: skip
def test_a_list_twice_as_long_costs_twice_as_much(opening: str, each: str) -> None:
    def cost(many: int) -> int:
        text = opening + each * many + "left."
        (unit,) = parse_report(report_of(paragraph_of(text)), Settings().model)
        return steps(lambda: [*find_counts(unit)])

    assert cost(400) < 2.2 * cost(200)
