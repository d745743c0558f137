"""A slip of the hand leaves no wrong gold: what was not looked at is asked, and an acceptance can be taken back."""

from time import sleep

import pytest

from .conftest import Open, lines

pytestmark = pytest.mark.slow
PATIENT = """() => {
  const before = window.setTimeout;
  window.setTimeout = (then, after) => before(then, after === 4000 ? 1e8 : after);
}"""
"""The page's patience with a desk that does not answer would end on a busy machine."""
COUNCIL = ("The [Council]{AGENCY sc un} of States met [UNICEF]{AGENCY unicef un} in [Chad]{COUNTRY TCD name}.",)


def test_a_corrected_span_gets_a_new_normal_form_which_is_asked_for(at_desk: Open) -> None:
    desk = at_desk(COUNCIL, ("The end.",))
    desk.keys("] ]")
    desk.gloss("~ 1 name/council-of-states")
    assert desk.page.locator("#form .source").text_content() == "The words were corrected: look at the normal form."
    desk.keys("Tab Enter")
    desk.says("Is the normal form of “Council of States” name/council-of-states, un? It was sc, un for “Council”.")
    desk.state("saved")
    assert [i.state for i in desk.desk.start().queue] == ["saved", "open"]
    desk.keys("k k k")
    assert desk.saved()[0] == "Council of States AGENCY name/council-of-states national"
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert [i.state for i in desk.desk.start().queue] == ["done", "open"]


def test_the_words_of_before_bring_back_their_normal_form_and_nothing_is_asked(at_desk: Open) -> None:
    desk = at_desk(COUNCIL, ("The end.",))
    desk.keys("]")
    desk.gloss("~ 1 name/council-of")
    desk.keys("[")
    assert desk.saved()[0] == "Council AGENCY sc un"
    desk.keys("] e")
    desk.page.locator("#suggestions li").first.wait_for()
    desk.keys("Enter Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()


def test_enter_on_a_blind_paragraph_that_is_untouched_asks(at_desk: Open) -> None:
    desk = at_desk(("Nothing.",), ("Nothing else.",), blind=True)
    desk.keys("Enter")
    desk.says("Nothing is marked here. Enter again accepts it as a paragraph without mentions.")
    assert [i.state for i in desk.desk.start().queue] == ["open", "open"]
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert [i.state for i in desk.desk.start().queue] == ["done", "open"]


def test_u_takes_an_acceptance_back_at_once(at_desk: Open) -> None:
    desk = at_desk(COUNCIL, ("In [Chad]{COUNTRY TCD name}.",))
    desk.keys("k Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    desk.keys("u")
    desk.says("The acceptance is taken back: a draft again.")
    assert desk.page.locator("#which").text_content() == "A/99/7 ¶1"
    desk.page.locator("#queue [data-index='0'].saved").wait_for()
    assert [i.state for i in desk.desk.start().queue] == ["saved", "open"]
    assert desk.saved()[0] == "Council AGENCY sc intergovernmental"
    desk.keys("u")
    assert desk.saved()[0] == "Council AGENCY sc un"
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    desk.keys("k u u")
    desk.says("Nothing to undo.")
    desk.state("saved")
    assert [i.state for i in desk.desk.start().queue] == ["done", "saved"]


@pytest.mark.parametrize("width", [1280, 1920])
def test_suggestions_and_the_reports_date_are_in_view(at_desk: Open, width: int) -> None:
    desk = at_desk(COUNCIL)
    desk.page.set_viewport_size({"width": width, "height": 800})
    desk.page.evaluate(
        "document.getElementById('title').textContent = 'A very long title of a report '.repeat(20);"
        "document.getElementById('dated').textContent = '2044-05-06, covers 2044-01-01 to 2044-04-30'"
    )
    desk.keys("e 'un")
    desk.page.locator("#suggestions li").first.wait_for()
    seen = """its => { const box = document.querySelector(its).getBoundingClientRect();
      return [[box.left + 2, box.top + 2], [box.right - 2, box.bottom - 2]]
        .every(([x, y]) => document.elementFromPoint(x, y)?.closest(its)); }"""
    assert [its for its in ("#suggestions", "#dated") if not desk.page.evaluate(seen, its)] == []


def test_keys_pressed_while_a_paragraph_opens_are_meant_for_that_one(
    at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_desk(COUNCIL, ("In [Chad]{COUNTRY TCD name}.",), COUNCIL)
    whole = desk.desk.paragraph

    def slow(index: int) -> object:
        sleep(0.4)
        return whole(index)

    monkeypatch.setattr(desk.desk, "paragraph", slow)
    desk.page.evaluate(PATIENT)
    desk.keys(". k Enter k")
    desk.page.locator("#which", has_text="¶3").wait_for()
    desk.state("saved")
    assert [i.state for i in desk.desk.start().queue] == ["open", "done", "saved"]
    assert lines(whole(1).saved) == ["Chad COUNTRY TCD demonym"]
