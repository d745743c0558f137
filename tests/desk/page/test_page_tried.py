"""What annotators ran into when they worked a day at the desk."""

import pytest

from sgreports_gold.desk.sources.source import Proposal

from .conftest import Bench, MadeUp, Open
from .test_page_look import FULL

pytestmark = pytest.mark.slow
NAMES = ("[UNICEF]{AGENCY unicef un} met [Chad]{COUNTRY TCD name} and [Mali]{COUNTRY MLI name}.", "supports m1 m2")
NEXT = ("In [Chad]{COUNTRY TCD name} it rained.",)
FOCUSED = "[...document.querySelectorAll('#text .focused')].map(e => e.textContent.trim()).join()"


def focused(desk: Bench) -> str:
    desk.settle()
    return str(desk.page.evaluate(FOCUSED))


def test_tab_after_the_last_mention_comes_to_accept(at_desk: Open) -> None:
    desk = at_desk(NAMES, NEXT)
    desk.keys("Tab Tab Tab")
    desk.says("That was the last mention: Enter accepts.")
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert desk.answer().state == "done"


def test_undo_goes_back_to_where_the_step_was_made(at_desk: Open) -> None:
    desk = at_desk(NAMES)
    desk.keys("k Tab Tab k")
    assert focused(desk) == "Mali"
    desk.keys("Shift+Tab u")
    assert focused(desk) == "Mali"
    desk.keys("Backspace u")
    assert focused(desk) == "Mali"
    desk.keys("u")
    assert focused(desk) == "UNICEF"
    desk.keys("Escape w ArrowRight 4 Escape u")
    assert desk.page.locator("#text .selected").text_content() == "met"
    desk.keys("Backspace")
    desk.says("Go to a mention (Tab) or a relation (l) first.")


def test_bare_counts_are_asked_for_before_a_paragraph_is_accepted(at_desk: Open) -> None:
    desk = at_desk(("Of 40 schools 12 were hit.",), NEXT, blind=True)
    desk.keys("Space 6 1 Space 6 1 Enter")
    desk.says("Counts: 2 with no unit (o), 2 with no row (m), 2 with no relation (r). Enter again accepts them so.")
    assert focused(desk) == "40"
    desk.keys("= Enter")
    desk.says("Counts: 1 with no unit (o), 2 with no row (m), 2 with no relation (r). Enter again accepts them so.")
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert desk.answer().state == "done"


def test_an_edit_makes_an_accepted_paragraph_a_draft_again(at_desk: Open) -> None:
    desk = at_desk(NAMES, NEXT)
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    desk.keys(", n 'clear Enter")
    desk.page.locator("#accepted:visible").wait_for()
    assert desk.saved()
    assert desk.answer().state == "done"
    desk.keys("k")
    desk.says("This is a draft again: Enter accepts it.")
    desk.page.locator("#accepted").wait_for(state="hidden")
    assert desk.saved()[0] == "UNICEF AGENCY unicef intergovernmental"
    assert desk.answer().state == "saved"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("12 United Nations Volunteers came.", ["Volunteers", "United Nations Volunteers"]),
        ("12 unarmed soldiers came.", ["soldiers", "unarmed soldiers"]),
    ],
)
def test_the_unit_of_a_count_is_the_last_word_of_a_name(at_desk: Open, text: str, units: list[str]) -> None:
    desk = at_desk((text,))
    desk.keys("Space 6 1")
    for unit in units:
        desk.keys("=")
        desk.says(f"12 counts {unit} (own).")


def test_dates_and_counts_are_targets_by_key(at_desk: Open) -> None:
    desk = at_desk(
        (
            "[UNICEF]{AGENCY unicef un} began [Wells]{PROGRAMME name/wells} in [Chad]{COUNTRY TCD name} on "
            "[4 May 2043]{YEAR 2043-05-04} and [2044]{YEAR 2044}; [40]{COUNT 40 cardinal other unit=wells} wells.",
        )
    )
    target = desk.page.locator("#text .mention.to.first")
    desk.keys("Tab Tab Tab Tab Tab r")
    for key, words in (("M", "4 May 2043"), ("@", "2044"), ("@", "4 May 2043"), ("C", "Chad")):
        desk.keys(key)
        assert target.text_content() == words, key
    desk.keys("@ 1")
    assert "40 count_at 4 May 2043" in desk.saved()


class Unsure(MadeUp):
    """Proposals of which the second relation is likely wrong."""

    def proposals(self, document: str) -> dict[str, Proposal]:
        whole = super().proposals(document) or {}
        return {key: self.doubted(proposal) for key, proposal in whole.items()}

    def doubted(self, proposal: Proposal) -> Proposal:
        scores = (0.98, 0.4)
        relations = zip(proposal.relations, scores, strict=True)
        return proposal.model_copy(
            update={"relations": tuple(r.model_copy(update={"score": score}) for r, score in relations)}
        )


def test_the_relations_that_may_be_wrong_are_shown(at_desk: Open) -> None:
    desk = at_desk((NAMES[0], "supports m1 m2", "supports m1 m3"))
    desk.desk.source = Unsure(desk.desk.source.each)  # type: ignore[attr-defined]
    desk.open()
    assert desk.page.locator("#check li").all_text_contents() == ["UNICEF supports Mali40% sure"]
    assert desk.page.locator("#text .said.doubtful").count() == 1
    desk.page.locator("#check button").click()
    desk.keys("Backspace")
    desk.page.locator("#check-part").wait_for(state="hidden")
    assert desk.saved()[-1] == "UNICEF supports Chad"


@pytest.mark.parametrize(("width", "height", "least"), [(390, 844, 340), (640, 400, 560)])
def test_the_text_has_room_on_a_telephone_and_at_twice_the_size(
    at_desk: Open, width: int, height: int, least: int
) -> None:
    desk = at_desk(*[FULL] * 3)
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.settle()
    size = "its => { const box = document.querySelector(its).getBoundingClientRect(); return [box.width, box.top]; }"
    room, top = desk.page.evaluate(size, "#text")
    assert room >= least
    footer = desk.page.evaluate(size, "footer")[1]
    assert footer - top > height / 3
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
    desk.keys("Tab k")
    desk.gloss("~ 1 sc")
    desk.page.get_by_role("button", name="Accept").click()
    desk.page.locator("#which", has_text="¶2").wait_for()


def test_what_was_done_can_be_undone_after_a_reload(at_desk: Open) -> None:
    desk = at_desk(NAMES)
    desk.keys("k Tab k")
    assert desk.saved()[:2] == ["UNICEF AGENCY unicef intergovernmental", "Chad COUNTRY TCD demonym"]
    desk.page.reload()
    desk.page.locator("#text .line").first.wait_for()
    desk.keys("u")
    assert focused(desk) == "Chad"
    assert desk.saved()[:2] == ["UNICEF AGENCY unicef intergovernmental", "Chad COUNTRY TCD name"]
    desk.keys("u")
    assert desk.saved()[0] == "UNICEF AGENCY unicef un"
    desk.keys("U U")
    assert desk.saved()[1] == "Chad COUNTRY TCD demonym"
