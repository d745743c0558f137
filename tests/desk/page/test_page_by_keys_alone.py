"""Paragraphs annotated without the mouse: one that was proposed badly, and one read blind."""

import pytest

from sgreports.model.facts import EVENTS

from .conftest import Open

pytestmark = pytest.mark.slow


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
