"""What comes late: proposals that are still being made, answers to a question that is over; dates that nobody read."""

import threading
from collections.abc import Mapping

import pytest

from sgreports_gold.desk.sources.source import PendingError, Proposal

from .conftest import Bench, Open, held

pytestmark = pytest.mark.slow
PROPOSED = ("[UNICEF]{AGENCY unicef un} helped [UNHCR]{AGENCY unhcr un} in [Chad]{COUNTRY TCD name}.",)


def pending(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opens the paragraph again while its proposals are being made."""

    def proposals(_: str) -> Mapping[str, Proposal]:
        raise PendingError

    monkeypatch.setattr(desk.desk.source, "proposals", proposals, raising=False)
    desk.open()
    desk.page.locator("#coming", has_text="Proposals for this report are being made.").wait_for()


def begun(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, and marks its first word."""
    pending(desk, monkeypatch)
    desk.keys("w 1")
    desk.gloss("1 unicef")  # with its kind: a key for the kind would meet it either before or after


def test_proposals_are_said_to_come_and_are_shown_when_they_do(at_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = at_desk(PROPOSED)
    with monkeypatch.context() as slow:
        pending(desk, slow)
        desk.keys("w ArrowRight")
        assert desk.shown() == []
    desk.says("The proposals are there.")
    assert desk.shown() == ["1 unicef", "1 unhcr", "2 TCD"]
    assert desk.page.locator("#text .selected").all_text_contents() == ["helped"]
    assert desk.page.locator("#coming").is_hidden()
    assert desk.answer().saved is None


def test_proposals_that_come_to_a_paragraph_begun_are_listed_beside_it(
    at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_desk(PROPOSED)
    with monkeypatch.context() as slow:
        begun(desk, slow)
        assert desk.saved() == ["UNICEF AGENCY unicef un"]
    desk.says("The proposals are there: see Changed for what they have and you have not.")
    listed = desk.page.locator("#changes li")
    assert listed.all_text_contents() == ["−AGENCY UNHCRput back", "−COUNTRY Chadput back"]
    listed.last.get_by_role("button").click()
    assert desk.saved() == ["UNICEF AGENCY unicef un", "Chad COUNTRY TCD name"]


def test_a_click_in_the_queue_and_enter_accepts(at_desk: Open) -> None:
    desk = at_desk(PROPOSED, PROPOSED, PROPOSED)
    desk.page.locator("#queue [data-index='1']").click()
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶3").wait_for()
    assert [item.state for item in desk.desk.start().queue] == ["open", "done", "open"]


def test_a_late_answer_does_not_open_what_was_asked_for_before(at_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = at_desk(PROPOSED, PROPOSED, PROPOSED)
    begun, whole = threading.Event(), desk.desk.paragraph
    late = held(whole, begun)
    monkeypatch.setattr(desk.desk, "paragraph", lambda index: (late if index == 2 else whole)(index))
    desk.page.locator("#queue [data-index='2']").click()
    desk.page.locator("#queue [data-index='1']").click()
    desk.page.locator("#which", has_text="¶2").wait_for()
    with desk.page.expect_response("**/api/paragraph?index=2"):
        begun.set()
    desk.keys("k")
    assert desk.saved(1)[0] == "UNICEF AGENCY unicef intergovernmental"
    assert desk.page.locator("#which").text_content() == "A/99/7 ¶2"


def test_what_is_typed_while_a_paragraph_opens_comes_to_its_field(
    at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_desk(PROPOSED, PROPOSED, PROPOSED, index=2)
    typed = threading.Event()
    monkeypatch.setattr(desk.desk, "paragraph", held(desk.desk.paragraph, typed))
    desk.keys(", n 'not_clear Enter k")
    typed.set()
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert desk.saved(1)[0] == "UNICEF AGENCY unicef intergovernmental"
    assert desk.answer(1).note == "not clear"


def test_a_save_leaves_the_queue_where_it_was_scrolled_to(at_desk: Open) -> None:
    desk = at_desk(*[PROPOSED] * 40)
    queue = desk.page.locator("#queue")
    queue.evaluate("list => (list.scrollTop = 900)")
    desk.keys("k")
    desk.page.locator("#queue [data-index='0'].saved").wait_for(state="attached")
    desk.settle()
    assert queue.evaluate("list => list.scrollTop") == 900


def test_a_date_that_no_reading_covers_is_asked_for(at_desk: Open) -> None:
    desk = at_desk(("From March to November 2025, and in the week of 6 April 2024, UNICEF helped.",))
    desk.drag("March to November 2025")
    desk.keys("5")
    desk.gloss("+ 5 2025-03/2025-11")
    desk.drag("week of 6 April 2024")
    desk.keys("5")
    desk.page.locator("#form .source", has_text="No reading covers all of these words").wait_for()
    desk.keys("Enter")
    desk.says("No reading covers all of “week of 6 April 2024”. e writes its date, Enter leaves it unknown.")
    desk.keys("e Control+a '2024-04-06/2024-04-12 Enter Enter")
    desk.says("That was the last one")
    assert desk.saved() == [
        "March to November 2025 YEAR 2025-03/2025-11",
        "week of 6 April 2024 YEAR 2024-04-06/2024-04-12",
    ]
