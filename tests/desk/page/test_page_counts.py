"""What a count says: its event, where its unit is from, whose or by whom it is, what it is a part of; and its row."""

import threading

import pytest

from sgreports_gold.desk.server import app
from sgreports_gold.desk.suggest import suggest

from .conftest import Bench, Open, held

pytestmark = pytest.mark.slow
PROPOSED = (
    "[UNICEF]{AGENCY unicef un} trained [40]{COUNT 40 cardinal trained unit=teachers} teachers, "
    "[12]{COUNT 12 cardinal injured unit=(teachers)} of them women.",
    "count_by m2 m1 agent",
)
FORTY, TWELVE = "40 COUNT 40 cardinal trained unit=teachers", "12 COUNT 12 cardinal injured unit=teachers ellipsis"


def test_event_and_source_of_the_unit_by_keys(at_desk: Open) -> None:
    desk = at_desk(PROPOSED)
    desk.keys("Tab Tab v")
    assert desk.page.locator("#menu [aria-current=true]").text_content() == "2injured"
    desk.keys("h f")
    desk.gloss("~ 6 12 teachers · trained")
    assert desk.saved()[2] == "12 COUNT 12 cardinal trained unit=teachers"
    desk.keys("v ArrowDown Enter")
    assert desk.saved()[2] == "12 COUNT 12 cardinal deployed unit=teachers"
    desk.keys("v Escape f o Control+a Backspace Enter")
    assert desk.saved()[2] == "12 COUNT 12 cardinal deployed"
    desk.keys("f")
    desk.says("There is no unit yet: o writes it.")
    desk.keys("u u u")
    assert desk.saved()[2] == "12 COUNT 12 cardinal trained unit=teachers"
    desk.keys("Shift+Tab Shift+Tab v")
    desk.says("Only a COUNT has an event.")


def test_event_and_source_of_the_unit_by_mouse(at_desk: Open) -> None:
    desk = at_desk(PROPOSED)
    desk.click("12")
    desk.page.locator("#event").select_option("returned")
    desk.page.locator(".pill", has_text="own").click()
    assert desk.saved()[2] == "12 COUNT 12 cardinal returned unit=teachers"
    assert desk.page.locator("#changes li").all_text_contents() == [
        "~12: unit from ellipsis → own, event injured → returned"
    ]


def test_a_new_count_asks_for_its_event_and_is_not_accepted_without(at_desk: Open) -> None:
    desk = at_desk(("In Chad 40 schools were built.",))
    desk.keys("w ArrowRight ArrowRight 6")
    desk.page.locator("#menu").wait_for()
    desk.keys("Escape")
    desk.gloss("+ 6 40")
    assert desk.saved() == ["40 COUNT 40 cardinal"]
    desk.keys("Enter")
    desk.says("Counts: 1 with no unit (o), 1 with no row (m), 1 with no relation (r). Enter again accepts them so.")
    desk.keys("Enter")
    desk.says("Not accepted yet, kept as a draft. “40”: a COUNT has an event: choose")
    desk.state("saved")
    assert "a COUNT has an event: choose" in (desk.page.locator("#form .trouble").text_content() or "")
    desk.keys("v 2 o 'schools Enter")
    assert desk.saved() == ["40 COUNT 40 cardinal injured unit=schools"]
    desk.keys("w ArrowRight 6")
    assert desk.page.locator("#menu [aria-current=true]").text_content() == "2injured"
    desk.page.locator("#menu button", has_text="conducted").click()
    assert desk.saved()[1] == "were COUNT - cardinal conducted"


def test_a_unit_that_is_read_late_moves_no_event_in_the_menu(at_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = at_desk(("It paid $5 million.",))
    desk.desk.events_of_units = {"usd": ("funded",)}
    desk.open()
    read = threading.Event()
    monkeypatch.setattr(app, "suggest", held(suggest, read))
    desk.keys("Space 6")
    before = desk.page.locator("#menu button").all_text_contents()
    read.set()
    desk.gloss("+ 6 5000000 USD")
    assert desk.page.locator("#menu button").all_text_contents() == before
    desk.keys("Escape v")
    assert desk.page.locator("#menu [aria-current=true]").text_content() == "mfunded"


def test_a_role_is_drawn_and_changed_by_one_key(at_desk: Open) -> None:
    desk = at_desk(PROPOSED)
    desk.keys("Tab r Shift+Tab")
    assert desk.page.locator("#menu button").all_text_contents() == [
        "1count by · agent is there", "2count by · whose", "3count by · source",
    ]  # fmt: skip
    desk.keys("3")
    assert desk.saved()[3:] == ["40 count_by UNICEF agent", "40 count_by UNICEF source"]
    desk.keys("y")
    desk.says("40 count by UNICEF (whose).")
    desk.keys("p l l y")
    desk.says("40 count by UNICEF (source, planned).")
    assert desk.saved()[3:] == ["40 count_by UNICEF agent", "40 count_by UNICEF source planned"]
    desk.page.locator(".pill", has_text="agent").click()
    desk.says("40 count by UNICEF (agent): that is there already.")
    desk.page.locator(".pill", has_text="whose").click()
    assert desk.saved()[4:] == ["40 count_by UNICEF whose planned"]
    desk.keys("u")
    assert desk.saved()[4:] == ["40 count_by UNICEF source planned"]


def test_a_part_is_drawn_like_any_relation_and_is_always_affirmed(at_desk: Open) -> None:
    desk = at_desk(PROPOSED)
    desk.keys("Tab Tab r 1")
    assert desk.saved()[4:] == ["12 part_of 40"]
    desk.keys("p")
    desk.says("A part of is always affirmed and actual.")
    desk.keys("l")
    assert desk.page.locator("#form .pill").count() == 0
    desk.keys("s")
    assert desk.saved()[4:] == ["40 part_of 12"]


def test_sides_that_differ_in_event_and_role_are_decided(at_desk: Open) -> None:
    other = PROPOSED[0].replace("cardinal trained", "cardinal assisted").replace("(teachers)", "women")
    desk = at_desk(sides=([PROPOSED], [(other, "count_by m2 m1 source")]))
    assert [d.text_content() for d in desk.page.locator("#differences li > button").all()] == [
        "○COUNT 40ann event trainedben event assisted",
        "○COUNT 12ann unit teachers, unit from ellipsisben unit women, unit from own",
        "○ann 40 count by UNICEF (agent)ben 40 count by UNICEF (source)",
    ]
    desk.keys("b a +")
    desk.says("Every difference is decided; Enter accepts.")
    assert desk.saved()[1:] == [
        "40 COUNT 40 cardinal assisted unit=teachers", TWELVE, "40 count_by UNICEF agent", "40 count_by UNICEF source",
    ]  # fmt: skip


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
