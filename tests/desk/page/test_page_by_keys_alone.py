"""Paragraphs annotated without the mouse: one that was proposed badly, and one read blind."""

import pytest

from sgreports.model.facts import EVENTS

from .conftest import Open

pytestmark = pytest.mark.slow
PROPOSED = (
    "In [March]{YEAR 2043-03} 2044 the [United Nations]{AGENCY un un} Children’s Fund and the "
    "[World Food]{PROGRAMME name/world-food} Programme, in cooperation with [Chad]{COUNTRY TCD demonym}, launched the "
    "Wells for [Schools]{INSTRUMENT name/schools policy} campaign; by [2045 more]{COUNT >2045 cardinal unit=} than 300 "
    "schools in Chad and [40]{COUNT 40 cardinal unit=schools} per cent of those in [Mali]{COUNTRY MLT name} had water, "
    "and Mali ratified the [Convention]{INSTRUMENT - treaty} on the Rights of the Child.",
    "works_with m2 m4",
    "count_in m7 m4",
    "supports m2 m4",
)
RIGHT = [
    "March 2044 YEAR 2044-03",
    "United Nations Children’s Fund AGENCY unicef un",
    "World Food Programme AGENCY wfp un",
    "Chad COUNTRY TCD name",
    "Wells for Schools PROGRAMME name/wells-for-schools",
    "2045 YEAR 2045",
    "more than 300 COUNT >300 cardinal unit=schools",
    "Chad COUNTRY TCD name",
    "40 per cent COUNT 40 percent unit=schools",
    "Mali COUNTRY MLI name",
    "Mali COUNTRY MLI name",
    "Convention on the Rights of the Child INSTRUMENT treaty/crc treaty",
    "United Nations Children’s Fund works_with Chad",
    "40 per cent count_in Mali",
    "Wells for Schools dated March 2044",
    "United Nations Children’s Fund launched Wells for Schools",
    "World Food Programme works_with Chad",
    "World Food Programme launched Wells for Schools",
    "more than 300 count_in Chad",
    "Mali ratified Convention on the Rights of the Child",
]


def test_a_full_paragraph_is_corrected_by_keys_alone(at_desk: Open) -> None:
    desk = at_desk(PROPOSED, ("The end.",))
    press = desk.keys
    press("] e Control+a '2044-03 Enter")
    press("Tab ] ] e Control+a 'unicef")
    desk.page.locator("#suggestions li", has_text="unicef").first.wait_for()
    press("Enter Tab ] 1")
    desk.gloss("~ 1 wfp")
    press("Tab K Tab Backspace")
    press("Shift+Tab w ArrowRight ArrowRight Shift+ArrowRight Shift+ArrowRight 4")
    desk.gloss("~ 4 name/wells-for-schools")
    press("Tab [ 5 e")
    press("Control+a '2045 Enter w Shift+ArrowRight Shift+ArrowRight 6")
    desk.page.locator("#text [data-gloss$=' 6 >300']").wait_for()  # + or, where the desk missed its event already, !
    press("Enter o 'schools Enter")
    press("w ArrowRight ArrowRight 2")
    desk.gloss("+ 2 TCD")
    press("Tab ] ]")
    desk.gloss("~ 6 40 schools · other")
    press("Tab e Control+a 'MLI Enter")
    press("w ArrowRight ArrowRight ArrowRight 2")
    desk.gloss("+ 2 MLI")
    press("Tab ] ] ] ] ] ]")
    desk.gloss("~ 3 treaty/crc")
    assert desk.saved()[:12] == RIGHT[:12]
    press("Escape Tab Tab l l Backspace")
    press("Tab Tab Tab Tab Tab Tab Tab l Backspace r 1")
    press("Shift+Tab Shift+Tab Shift+Tab Shift+Tab r Shift+Tab Shift+Tab Shift+Tab Shift+Tab 1")
    press("Shift+Tab Shift+Tab Shift+Tab r Tab Tab 2")
    press("Tab r 1 r Tab 2")
    press("Tab Tab Tab Tab r 1")
    press("Tab Tab Tab Tab r 4")
    assert desk.saved() == RIGHT
    press("Enter")
    desk.says("Is the normal form of “Convention on the Rights of the Child” treaty/crc, treaty?")
    press("Enter")
    desk.says("Counts: 2 with no row (m).")
    press("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert desk.answer().state == "done"


BLIND = (
    "On 3 May 2043 the Lake Water Board and UNICEF told the Security Council that 40 schools in Chad, and over 200 in "
    "Mali, were built. The Board thanked UNICEF, and UNICEF the Council, by its resolution 2718 (2043).",
)
READ = [
    "3 May 2043 YEAR 2043-05-03",
    "Lake Water Board AGENCY name/lake-water-board national",
    "UNICEF AGENCY unicef un",
    "Security Council AGENCY sc un",
    "40 COUNT 40 cardinal conducted unit=schools",
    "Chad COUNTRY TCD name",
    "over 200 COUNT >200 cardinal conducted unit=schools ellipsis",
    "Mali COUNTRY MLI name",
    "Board AGENCY name/lake-water-board national",
    "UNICEF AGENCY unicef un",
    "UNICEF AGENCY unicef un",
    "Council AGENCY sc un",
    "resolution 2718 (2043) INSTRUMENT S/RES/2718(2043) resolution",
]
CONDUCTED = "123456789abcdefghijklmnopqrstuvwxyz"[EVENTS.index("conducted")]
HELD_DOWN = "window.pressed = 0; addEventListener('keydown', () => (window.pressed += 1), true)"


def test_a_paragraph_read_blind_takes_three_keys_a_mark(at_desk: Open) -> None:
    desk = at_desk(BLIND, ("The end.",), blind=True)
    desk.page.evaluate(HELD_DOWN)
    desk.keys("Space 5")
    desk.gloss("5 2043-05-03")
    desk.keys("Space 1")
    desk.says("What is “Lake Water Board”?")
    desk.keys("4 Space 1")
    desk.gloss("1 unicef")
    desk.keys("W")
    desk.says("“UNICEF” is marked 2 times more; u undoes.")
    desk.keys("Space 1")
    desk.gloss("1 sc")
    desk.keys("Space 6")
    desk.page.locator("#menu button", has_text="conducted").wait_for()
    desk.keys(CONDUCTED)
    desk.keys("= Space 2")
    desk.gloss("2 TCD")
    desk.keys("Space 6 Enter = Space 2")
    desk.gloss("2 MLI")
    desk.keys("Space 1")
    desk.page.locator("[data-gloss$=lake-water-board]").nth(1).wait_for()
    desk.keys("Space 1")
    desk.page.locator("[data-gloss='1 sc']").nth(1).wait_for()
    desk.keys("Space 3")
    desk.gloss("3 S/RES/2718(2043)")
    assert desk.saved() == READ
    desk.keys("Space")
    desk.says("No name, number or date is left that its letters show; w goes word by word.")
    desk.keys("Enter")
    desk.says("with no row (m)")
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert desk.answer().state == "done"
    assert desk.page.evaluate("window.pressed") <= 3 * len(READ)
