"""Nothing is lost or let in: drafts, two tabs, no answer, a full disk, a hostile text, an end before what is saved."""

import errno
import re

import pytest

from sgreports_gold.desk.files.folder import AnnotationFolder, StoredParagraph

from .conftest import Bench, Open, keep, lines, said

pytestmark = pytest.mark.slow
PROPOSED = ("[UNICEF]{AGENCY unicef un} helped [UNHCR]{AGENCY unhcr un} in [Chad]{COUNTRY TCD name}.", "supports m1 m2")
NASTY = "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>"


def test_a_draft_is_kept_and_acceptance_marks_what_is_wrong_until_it_is_mended(at_desk: Open) -> None:
    desk = at_desk((f"{PROPOSED[0]} [Lake Board]{{AGENCY name/lake-board}}.",), PROPOSED)
    desk.keys("Tab Tab e Control+a 'Tschad Enter")
    assert desk.saved()[2:] == ["Chad COUNTRY Tschad name", "Lake Board AGENCY name/lake-board"]
    desk.page.locator("#queue [data-index='0'].saved").wait_for()
    desk.keys("Enter")
    desk.says("Not accepted yet, kept as a draft. “Chad”: 'Tschad' is no code")
    desk.says("“Lake Board”: AGENCY takes the kinds")
    desk.state("saved")
    assert "'Tschad' is no code" in (desk.page.locator("#form .trouble").text_content() or "")
    assert desk.page.locator(".mention.refused").all_text_contents() == ["Chad", "Lake Board"]
    assert desk.page.locator("#which").text_content() == "A/99/7 ¶1"
    desk.keys("e Control+a 'TCD Enter")
    desk.gloss("2 TCD")
    assert desk.saved()[2] == "Chad COUNTRY TCD name"
    assert desk.page.locator(".mention.refused").all_text_contents() == ["Lake Board"]
    desk.keys("Enter")
    desk.says("Not accepted yet, kept as a draft. “Lake Board”")
    desk.state("saved")
    desk.keys("k 5 Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert (desk.answer().state, lines(desk.answer().saved)[3]) == ("done", "Lake Board AGENCY name/lake-board civil")
    assert desk.page.locator(".trouble, .refused").count() == 0


def test_a_full_disk_is_called_one_and_what_it_did_not_take_is_saved_when_it_has_room(
    at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    desk = at_desk(PROPOSED, PROPOSED)
    with monkeypatch.context() as disk:
        disk.setattr(AnnotationFolder, "save", full)
        desk.keys("k")
        desk.state("disk")
        desk.says("The disk is full (No space left on device): this was not saved;")
        assert desk.page.locator("#saving").text_content() == "not saved: the disk refuses, trying again"
        desk.keys("Enter")
        desk.page.locator("#which", has_text="¶2").wait_for()
        desk.says("The disk is full (No space left on device): this was not saved;")
    desk.page.locator("#queue [data-index='0'].done").wait_for()
    desk.says("Saved: the disk has room again.")
    assert desk.kept("m1").kind == "intergovernmental"


def test_two_tabs_lose_nothing(at_desk: Open) -> None:
    desk = at_desk(PROPOSED, PROPOSED)
    other = desk.page.context.new_page()
    desk.listen(other)
    other.goto(desk.address)
    other.locator("#text .line").first.wait_for()
    other.keyboard.press("Backspace")
    other.locator("#saving.saved").wait_for()
    desk.page.bring_to_front()
    desk.keys("Tab k")
    desk.page.locator("#conflict").wait_for()
    assert desk.page.locator("#both li").all_text_contents() == [
        "Only here: AGENCY UNICEF (unicef)",
        "UNHCR: kind un there, intergovernmental here",
        "Only here: UNICEF supports UNHCR",
    ]
    desk.page.locator("#theirs").click()
    assert desk.saved() == ["UNHCR AGENCY unhcr un", "Chad COUNTRY TCD name"]
    desk.keys("u")
    assert desk.saved()[1] == "UNHCR AGENCY unhcr intergovernmental"
    other.bring_to_front()
    other.keyboard.press("K")
    other.locator("#conflict #mine").click()
    other.locator("#saving.saved").wait_for()
    assert desk.saved() == ["UNHCR AGENCY unhcr armed_group", "Chad COUNTRY TCD name"]
    desk.page.bring_to_front()
    desk.keys("k .")
    desk.says("A/99/7 ¶1 was saved elsewhere too")
    desk.keys(",")
    desk.page.locator("#conflict #mine").click()
    assert desk.saved()[:2] == ["UNICEF AGENCY unicef un", "UNHCR AGENCY unhcr partnership"]


def test_what_could_not_be_sent_is_kept_and_sent_again(at_desk: Open) -> None:
    desk = at_desk(PROPOSED, PROPOSED)
    desk.page.context.set_offline(True)
    desk.keys("k Tab")
    desk.state("offline")
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert desk.page.locator("#saving").text_content() == "not changed; 1 other paragraph is not saved"
    desk.says("The desk does not answer. What you did is kept in this tab and sent again: leave it open.")
    assert desk.answer().saved is None
    desk.page.context.set_offline(False)
    desk.page.locator("#queue [data-index='0'].done").wait_for()
    desk.page.locator("#saving", has_text=re.compile("^not changed$")).wait_for()
    assert desk.answer().state == "done"
    assert desk.kept("m1").kind == "intergovernmental"


def test_leaving_in_the_middle_of_a_change_keeps_it(at_desk: Open) -> None:
    desk = at_desk(PROPOSED)
    desk.keys("k n 'why")
    desk.open()
    assert desk.answer().note == "why"
    assert desk.page.locator("#doubt").input_value() == "why"
    assert desk.page.locator("#saving").text_content() == "saved"


def test_what_stands_in_a_report_is_text_and_never_html(at_desk: Open) -> None:
    desk = at_desk(
        (f"{NASTY} [UNICEF]{{AGENCY unicef un}} [{NASTY}]{{INSTRUMENT name/nasty policy}}",), (f"after {NASTY}",)
    )
    typed = NASTY.replace(" ", "_")
    desk.keys(f"N '{typed} Enter n '{typed} Enter Tab / '{typed[:20]}")
    desk.page.locator("#found li").first.wait_for()
    desk.keys("Escape")
    desk.page.locator("#search").wait_for(state="hidden")
    desk.keys("r 1")
    assert desk.saved()[1] == f"{NASTY} INSTRUMENT name/nasty policy"
    assert _close(f"{NASTY} UNICEF {NASTY}") in _close(desk.page.locator("#text").text_content())
    assert NASTY in (desk.page.locator("#after").text_content() or "")
    hostile = "main script, main img, aside script, nav script, #found script, #found img, #changes img, h1 b, #text b"
    assert desk.page.locator(hostile).count() == 0
    assert desk.page.evaluate("window.harmed === undefined")
    assert desk.page.locator("#title").text_content() == "Children of <b>nowhere</b>"


def _close(text: str | None) -> str:
    """The text without blanks: at the end of a line of the page, wherever the fonts break it, stands none."""
    return "".join((text or "").split())


def test_characters_beyond_the_basic_plane_count_as_one(at_desk: Open) -> None:
    desk = at_desk(("😀😀 [UNICEF]{AGENCY unicef un} 𝒳𝒴 met 👩‍👧 the World Bank 😀 in Mali.",))
    assert desk.page.locator(".mention").all_text_contents() == ["UNICEF"]
    desk.drag("orld Ban")
    desk.keys("1")
    desk.gloss("+ 1 world-bank")
    desk.click("Mali")
    desk.keys("2")
    desk.gloss("+ 2 MLI")
    desk.keys("Shift+Tab {")
    desk.gloss("+ 1 name/the-world-bank")
    desk.keys("e Control+a 'world-bank Enter")
    desk.gloss("+ 1 world-bank")
    assert desk.saved() == ["UNICEF AGENCY unicef un", "the World Bank AGENCY world-bank un", "Mali COUNTRY MLI name"]
    desk.open()
    assert desk.page.locator(".mention").all_text_contents() == ["UNICEF", "the World Bank", "Mali"]


SUPPORTED = ("[UNICEF]{AGENCY unicef un} helped [Chad]{COUNTRY TCD name}.", "supports m1 m2")
KEPT = "digits => Object.keys(localStorage).filter(key => key.startsWith(`desk ${digits} `)).length"


class Gone(AnnotationFolder):
    """A folder on a disk that takes nothing, whenever the page sends it: at once, again, and while it is left."""

    def save(self, *_: object, **__: object) -> StoredParagraph:
        raise OSError(5, "the disk is gone")


def end_unsaved(desk: Bench) -> None:
    """The desk saves no more, the reader changes a kind and notes a doubt, and closes the tab."""
    desk.desk.folder = Gone(desk.desk.folder.root)
    desk.keys("k n 'why? Enter")
    desk.state("disk")
    desk.page.goto("about:blank")
    assert desk.answer().saved is None


def test_the_next_desk_of_the_folder_takes_over_what_was_not_saved(at_desk: Open) -> None:
    end_unsaved(at_desk(SUPPORTED, SUPPORTED))
    desk = at_desk(SUPPORTED, SUPPORTED, index=1)
    desk.says("One paragraph that the desk had not saved before was taken over.")
    assert desk.page.locator("#which").text_content() == "A/99/7 ¶2"
    assert (desk.answer().note, desk.kept("m1").kind) == ("why?", "intergovernmental")
    assert desk.page.evaluate(KEPT, desk.desk.folder.digits()) == 0


def test_what_another_saved_meanwhile_is_not_written_over(at_desk: Open) -> None:
    before = at_desk(SUPPORTED)
    end_unsaved(before)
    keep(AnnotationFolder(before.desk.folder.root), before.desk.annotator, [said("UNICEF helped Chad.")])
    desk = at_desk(SUPPORTED)
    desk.page.locator("#conflict #mine").click()
    assert desk.saved()[0] == "UNICEF AGENCY unicef intergovernmental"
    assert desk.page.evaluate(KEPT, desk.desk.folder.digits()) == 0
