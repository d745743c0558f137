"""Adjudication: what two annotators agree on is there already; the rest is decided by keys or by mouse."""

import pytest

from .conftest import Open

pytestmark = pytest.mark.slow
FORTY = "[40]{COUNT 40 cardinal unit=children} children in [Chad]{COUNTRY TCD name} and"
ANN = (
    "[UNICEF]{AGENCY unicef un} and the [World Bank]{AGENCY world-bank un} helped "
    f"{FORTY} Mali since [2044]{{YEAR 2044}}.",
    "works_with m1 m2",
    "count_in m3 m4",
    "supports m1 m4",
)
BEN = (
    "[UNICEF]{AGENCY unicef un} and [the World Bank]{AGENCY world-bank intergovernmental} helped "
    f"{FORTY} [Mali]{{COUNTRY MLI name}} since 2044.",
    "works_with m1 m2",
    "count_in m3 m5",
    "supports m1 m4 planned",
)
AGREED = ["UNICEF AGENCY unicef un", "40 COUNT 40 cardinal unit=children", "Chad COUNTRY TCD name"]


def test_adjudicate_by_keys(at_desk: Open) -> None:
    desk = at_desk(sides=([ANN, ANN], [BEN, ANN]))
    assert desk.shown() == ["1 unicef", "6 40 children · other", "2 TCD"]
    assert desk.page.locator("#side-b .mention").all_text_contents() == [
        "UNICEF", "the World Bank", "40", "Chad", "Mali",
    ]  # fmt: skip
    assert desk.page.locator("#differences-title").text_content() == "6 differences, 6 open"
    desk.keys("a")
    assert desk.saved() == [AGREED[0], "World Bank AGENCY world-bank un", *AGREED[1:], "UNICEF works_with World Bank"]
    desk.keys("b")
    assert desk.saved()[-3:] == [AGREED[2], "Mali COUNTRY MLI name", "UNICEF works_with World Bank"]
    desk.keys("0 b + a")
    desk.says("Every difference is decided; Enter accepts.")
    assert desk.saved()[-3:] == ["UNICEF works_with World Bank", "UNICEF supports Chad planned", "40 count_in Chad"]
    desk.keys("u u u D b")
    assert desk.page.locator("#differences-title").text_content() == "6 differences, 2 open"
    desk.keys("Enter")
    desk.says("2 differences are open. Enter again accepts what the text shows.")
    assert [i.state for i in desk.desk.start().queue] == ["saved", "open"]
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert desk.page.locator("#differences-title").text_content() == "The two agree on everything here"
    assert [i.state for i in desk.desk.start().queue] == ["done", "open"]
    gold = (desk.desk.folder.root / "gold" / "A_99_7.gold").read_text()
    assert "World Bank" in gold


def test_adjudicate_by_mouse(at_desk: Open) -> None:
    desk = at_desk(sides=([ANN], [BEN]))

    def choose(name: str) -> None:
        desk.page.locator("#differences [aria-current] .row button", has_text=name).click()

    choose("both")
    desk.says("You cannot take both: they overlap.")
    choose("ben")
    assert desk.saved() == [
        AGREED[0], "the World Bank AGENCY world-bank intergovernmental", *AGREED[1:],
        "UNICEF works_with the World Bank",
    ]  # fmt: skip
    desk.page.locator("#differences li").nth(3).locator("button").first.click()
    assert "Chad" in (desk.page.locator("#differences [aria-current]").text_content() or "")
    choose("ann")
    desk.page.locator("#differences li").nth(1).locator("button").first.click()
    choose("neither")
    assert desk.page.locator("#differences-title").text_content() == "6 differences, 3 open"
    desk.click("Mali")
    desk.page.locator("[data-label=COUNTRY]").click()
    desk.page.locator("#text [data-gloss='2 MLI']").wait_for()
    assert "Mali COUNTRY MLI name" in desk.saved()
    desk.open()
    assert desk.page.locator("#differences-title").text_content() == "6 differences, 3 open"
