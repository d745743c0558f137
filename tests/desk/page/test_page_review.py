"""Reviewing: label, relate, undo, save, reload, each by keys and by mouse."""

import pytest

from .conftest import Open

pytestmark = pytest.mark.slow
PLAIN = ("The Office of Peace helped UNICEF reach 40 children in Chad in 2044.",)
PROPOSED = (
    "[UNICEF]{AGENCY unicef un} and [UNHCR]{AGENCY unhcr un} helped "
    "[40]{COUNT 40 cardinal assisted unit=children} children in [Chad]{COUNTRY TCD name}.",
    "active_in m1 m4",
)


def test_a_proposal_is_shown_and_not_saved_before_it_is_touched(at_desk: Open) -> None:
    desk = at_desk(PROPOSED)
    assert desk.shown() == ["1 unicef", "1 unhcr", "6 40 children · assisted", "2 TCD"]
    assert desk.arcs() == ["active in"]
    assert desk.page.locator("#where span").all_text_contents() == ["II. Cooperation", "A. In the field"]
    assert desk.page.locator("#form .source").text_content() == "Proposed by rule:test, 90% sure"
    assert desk.answer().saved is None
    desk.keys("k")
    assert desk.page.locator("#form .source").count() == 0


def test_label_by_keys(at_desk: Open) -> None:
    desk = at_desk(PLAIN)
    desk.keys("w ArrowRight Shift+ArrowRight Shift+ArrowRight 1")
    desk.gloss("+ 1 name/office-of-peace")
    assert desk.saved() == ["Office of Peace AGENCY name/office-of-peace"]
    desk.says("What is “Office of Peace”?")
    desk.keys("Enter")
    desk.says("Choose one: its number, or an arrow and Enter.")
    desk.keys("4")
    assert desk.saved() == ["Office of Peace AGENCY name/office-of-peace national"]
    desk.keys("w ArrowRight 1")
    desk.gloss("+ 1 unicef")
    assert desk.saved() == ["Office of Peace AGENCY name/office-of-peace national", "UNICEF AGENCY unicef un"]
    desk.keys("3")
    desk.gloss("+ 3 name/unicef")
    desk.says("What is “UNICEF”?")
    desk.keys("ArrowDown ArrowDown Enter")
    assert desk.saved()[1:] == ["UNICEF INSTRUMENT name/unicef document"]


def test_a_label_takes_in_what_it_covers_and_drops_what_it_does_not_allow(at_desk: Open) -> None:
    desk = at_desk(
        (
            "The [United Nations]{AGENCY un un} [Fund]{PROGRAMME name/fund} for [Chad]{COUNTRY TCD name}.",
            "supports m1 m3",
            "supports m2 m3",
            "leads m1 m2",
        )
    )
    desk.keys("w ArrowLeft ArrowLeft Shift+ArrowRight Shift+ArrowRight 4")
    desk.gloss("~ 4 name/united-nations-fund")
    assert desk.saved() == [
        "United Nations Fund PROGRAMME name/united-nations-fund",
        "Chad COUNTRY TCD name",
        "United Nations Fund supports Chad",
    ]
    desk.keys("5")
    desk.says("1 relation removed with it; u undoes.")
    assert desk.arcs() == []
    desk.keys("u u")
    assert desk.saved()[3:] == ["United Nations supports Chad", "Fund supports Chad", "United Nations leads Fund"]


def test_label_by_mouse(at_desk: Open) -> None:
    desk = at_desk(PLAIN)
    desk.drag("fice of Pea")
    desk.page.locator("[data-label=AGENCY]").click()
    desk.says("What is “Office of Peace”?")
    desk.page.locator(".pill", has_text="civil").click()
    desk.drag("2044.", meanwhile=lambda: desk.state("saved"))
    desk.page.locator("[data-label=YEAR]").click()
    desk.gloss("+ 5 2044")
    assert desk.saved() == ["Office of Peace AGENCY name/office-of-peace civil", "2044 YEAR 2044"]
    desk.click("Chad")
    desk.page.locator("[data-label=COUNTRY]").click()
    desk.gloss("+ 2 TCD")
    assert desk.saved() == [
        "Office of Peace AGENCY name/office-of-peace civil", "Chad COUNTRY TCD name", "2044 YEAR 2044",
    ]  # fmt: skip


def test_relate_by_keys(at_desk: Open) -> None:
    desk = at_desk(PROPOSED)
    desk.keys("r 1")
    assert desk.saved()[4:] == ["UNICEF active_in Chad", "UNICEF works_with UNHCR"]
    desk.keys("p -")
    assert desk.saved()[4:] == ["UNICEF active_in Chad", "UNICEF works_with UNHCR negated planned"]
    assert desk.arcs() == ["active in", "not works with · planned"]
    desk.keys("Tab Tab r Shift+Tab ArrowDown Enter")
    assert desk.saved()[4:] == [
        "UNICEF active_in Chad", "UNICEF works_with UNHCR negated planned", "40 count_by UNHCR whose",
    ]  # fmt: skip
    desk.keys("l Backspace")
    assert desk.saved()[4:] == ["UNICEF active_in Chad", "UNICEF works_with UNHCR negated planned"]


def test_relate_by_mouse(at_desk: Open) -> None:
    desk = at_desk(PROPOSED)
    desk.click("UNHCR")
    desk.page.get_by_role("button", name="Relate").click()
    desk.click("Chad")
    desk.page.get_by_role("menuitem", name="supports").first.click()
    assert desk.saved()[4:] == ["UNICEF active_in Chad", "UNHCR supports Chad"]
    desk.page.get_by_role("button", name="UNHCR supports Chad").and_(desk.page.locator(".said")).click()
    desk.page.locator(".pill", has_text="planned").click()
    assert desk.saved()[4:] == ["UNICEF active_in Chad", "UNHCR supports Chad planned"]
    desk.page.get_by_role("button", name="Remove").click()
    assert desk.saved()[4:] == ["UNICEF active_in Chad"]


def test_edges_values_and_removal_by_keys(at_desk: Open) -> None:
    met = "met [UNICEF]{AGENCY unicef civil}’s Board."
    desk = at_desk((f"In 2044 some [60]{{COUNT 60 cardinal unit=}} girls of [Chad]{{COUNTRY TCD name}} {met}",))
    desk.keys("{ o 'girls_and_boys Enter e Control+a '~60 Enter")
    assert desk.saved()[0] == "some 60 COUNT ~60 cardinal unit=girls and boys"
    desk.keys("}")
    assert desk.saved()[0] == "60 COUNT 60 cardinal unit=girls and boys"
    desk.keys("Tab Tab ] e Control+a 'wfp Enter")
    desk.gloss("~ 1 wfp")
    desk.keys("K K N 'not_sure Enter")
    assert desk.saved()[1:] == ["Chad COUNTRY TCD name", "UNICEF’s Board AGENCY wfp civil"]
    assert desk.kept("m3").note == "not sure"
    desk.keys("[ Shift+Tab Backspace")
    desk.gloss("~ 1 unicef")
    assert desk.saved()[1:] == ["UNICEF AGENCY unicef un"]
    desk.keys("n 'ask_Ben Enter Escape")
    desk.state("saved")
    assert desk.answer().note == "ask Ben"


def test_values_by_mouse(at_desk: Open) -> None:
    desk = at_desk(("On [UNICEF]{AGENCY - un} the [General Assembly]{AGENCY ga un} spoke.",))
    desk.click("UNICEF")
    desk.page.locator("#entity").click()
    desk.page.locator("#suggestions li", has_text="unicef").first.click()
    desk.page.locator(".pill", has_text="civil").click()
    desk.page.get_by_role("button", name="End one word later").click()
    desk.gloss("~ 1 name/unicef-the")
    assert desk.saved() == ["UNICEF the AGENCY name/unicef-the civil", "General Assembly AGENCY ga un"]
    desk.page.get_by_role("button", name="End one word later").click()
    desk.says("That word belongs to “General Assembly”.")
    desk.page.get_by_role("button", name="Undo").click()
    desk.click("General")
    desk.page.get_by_role("button", name="Remove").click()
    desk.click("UNICEF")
    desk.page.get_by_role("button", name="End one word sooner").click()
    assert desk.saved() == ["UNICEF AGENCY unicef civil"]
    assert desk.page.locator("#changes li").all_text_contents() == [
        "~UNICEF: normal form none → unicef, kind un → civil", "−AGENCY General Assemblyput back"]  # fmt: skip
    desk.page.get_by_role("button", name="put back").click()
    assert desk.saved() == ["UNICEF AGENCY unicef civil", "General Assembly AGENCY ga un"]


def test_undo_without_limit_and_redo(at_desk: Open) -> None:
    desk = at_desk(PROPOSED)
    before = [
        "UNICEF AGENCY unicef un", "UNHCR AGENCY unhcr un", "40 COUNT 40 cardinal assisted unit=children",
        "Chad COUNTRY TCD name", "UNICEF active_in Chad",
    ]  # fmt: skip
    desk.keys("k " * 12)  # twice through the kinds of a body: undone together
    desk.keys("Backspace Backspace Tab r 1 n 'why? Enter")
    after = ["40 COUNT 40 cardinal assisted unit=children", "Chad COUNTRY TCD name", "40 count_in Chad"]
    assert desk.saved() == after
    desk.keys("u u u")
    desk.says("Undone.")
    desk.keys("Control+z Control+z")
    assert desk.saved() == before
    desk.keys("u")
    desk.says("Nothing to undo.")
    desk.keys("U Control+y Control+Shift+z U U")
    assert desk.saved() == after
    assert desk.answer().note == "why?"
    desk.page.get_by_role("button", name="Undo").click(click_count=4)
    desk.page.get_by_role("button", name="Redo").click()
    assert desk.saved() == ["UNHCR AGENCY unhcr un", *before[2:4]]


def test_accept_goes_on_and_a_reload_shows_what_was_saved(at_desk: Open) -> None:
    desk = at_desk(PROPOSED, PLAIN, PROPOSED)
    desk.keys("Backspace Enter")
    desk.page.locator("#which", has_text="A/99/7 ¶2").wait_for()
    assert [i.state for i in desk.desk.start().queue] == ["done", "open", "open"]
    assert desk.page.locator("#progress-words").text_content() == "1 of 3 accepted"
    desk.page.locator("[data-command=accept]").click()
    desk.page.locator("#which", has_text="A/99/7 ¶3").wait_for()
    desk.keys("Enter")
    desk.says("That was the last one")
    desk.page.locator("#queue [data-index='0']").click()
    desk.page.locator("#which", has_text="A/99/7 ¶1").wait_for()
    desk.page.locator("#accepted").wait_for()
    assert desk.shown() == ["1 unhcr", "6 40 children · assisted", "2 TCD"]
    desk.keys("u")
    assert desk.saved()[:2] == ["UNICEF AGENCY unicef un", "UNHCR AGENCY unhcr un"]
    desk.open(0)
    assert desk.shown() == ["1 unicef", "1 unhcr", "6 40 children · assisted", "2 TCD"]
    desk.keys("Shift+Enter")
    desk.page.locator("#queue [data-index='0'].saved").wait_for()
    assert [i.state for i in desk.desk.start().queue] == ["saved", "done", "done"]


def test_the_whole_paragraph_is_selected_by_a_key_and_copied_as_it_reads(at_desk: Open) -> None:
    text = "UNICEF helped all children of Chad and its neighbours. " * 9
    desk = at_desk((text,))
    desk.page.evaluate("document.addEventListener('copy', e => { window.copied = e.clipboardData.getData('text') })")
    desk.keys("Control+a Control+c")
    assert desk.page.locator("#text .line").count() > 3
    assert desk.page.evaluate("copied") == text.strip(" .")
    desk.drag("UNICEF helped")
    assert desk.page.locator("#text .selected").all_text_contents() == ["UNICEF helped"]


def test_a_double_click_in_a_mention_means_the_mention(at_desk: Open) -> None:
    desk = at_desk(("The [Office of Peace]{AGENCY name/office-of-peace un} helped Chad.",))
    desk.page.locator("#text .mention").dblclick()
    assert desk.page.locator(".mention.focused").all_text_contents() == ["Office of Peace"]
    desk.drag("helped")
    desk.page.locator("#text .selected").dblclick()
    assert desk.page.locator("#text .selected").all_text_contents() == ["helped"]
