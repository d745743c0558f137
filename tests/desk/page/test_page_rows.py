"""The row of a count: prefilled from the proposal, changed by one key a cell, asked for where the program is unsure."""

import pytest

from .conftest import Bench, Open

pytestmark = pytest.mark.slow
COUNTS = (
    "In [2043]{YEAR 2043} [40]{COUNT 40 cardinal killed unit=children row=flow,2044,TCD?years} children "
    "and [12]{COUNT 12 cardinal killed unit=women} women were killed in "
    "[Chad]{COUNTRY TCD name} and [Mali]{COUNTRY MLI name}."
)


def rows(desk: Bench) -> list[tuple[object, ...] | None]:
    """The rows of the first paragraph's counts as the file holds them."""
    desk.saved()
    saved = desk.answer().saved
    assert saved
    counts = [m.row for m in saved.mentions if m.label == "COUNT"]
    return [(row.measure, row.years, row.country, row.again) if row else None for row in counts]


def test_each_cell_is_changed_by_its_key(at_desk: Open) -> None:
    desk = at_desk((COUNTS,))
    assert desk.shown()[1] == "6 40 children · killed · flow 2044 TCD"
    desk.keys("Tab Y")
    assert desk.page.locator("#menu button").all_text_contents() == ["12044", "22043", "3unknown", "4another: write it"]
    desk.keys("2 P")
    assert desk.page.locator("#menu button").all_text_contents() == ["1TCD", "2MLI", "3unknown", "4another: write it"]
    desk.keys("2 g m 2")
    assert rows(desk) == [("stock", "2043", ("MLI",), True), None]
    desk.keys("P 4 Control+a 'mli,_tcd Enter g u")
    assert rows(desk) == [("stock", "2043", ("MLI", "TCD"), True), None]
    assert desk.page.locator("#changes li").all_text_contents() == [
        "~40: row flow, 2044, TCD → stock, 2043, MLI+TCD, again"
    ]


def test_a_count_without_a_row_gets_one_by_its_measure(at_desk: Open) -> None:
    desk = at_desk((COUNTS,))
    desk.keys("Tab Tab Y")
    desk.says("Say first what kind of figure it is: m.")
    desk.keys("m 1 Y 1 P 1")
    assert rows(desk) == [("flow", "2044", ("TCD",), False)] * 2


def test_what_is_unsure_is_asked_for_once(at_desk: Open) -> None:
    desk = at_desk((COUNTS,), (COUNTS,))
    desk.keys("Enter")
    desk.says("Is “40” flow, 2044, TCD? Unsure: years. Enter says yes; m measure, Y years, P country, g again.")
    assert desk.page.locator(".mention.focused").text_content() == "40"
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert desk.answer().state == "done"
    desk.keys("Tab Y 2 Enter")
    desk.says("That was the last one")
