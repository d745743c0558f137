"""Finding one's way: search over all paragraphs, a part of the queue, the guidelines at a field, what others noted."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from sgreports_gold.annotation.gold.marks import gold_of
from sgreports_gold.desk.files.folder import AnnotationFolder
from sgreports_gold.desk.ordering import Item

from .conftest import DOCUMENT, Open, said

pytestmark = pytest.mark.slow
EACH = (
    ("The [Lake Board]{AGENCY name/lake-board un} helped [Chad]{COUNTRY TCD name}.", "supports m1 m2"),
    ("In all, [1,300]{COUNT 1300 cardinal unit=wells} wells were dug by the lake.",),
    ("[Mali]{COUNTRY MLI name} rested.",),
)


def test_a_search_covers_all_paragraphs_and_opens_at_the_words(at_desk: Open) -> None:
    desk = at_desk(*EACH)
    desk.desk.documents = (DOCUMENT,)
    del desk.desk.items[1:]
    desk.open()
    desk.keys("/ '1300_wells")
    found = desk.page.locator("#found li")  # while the words are typed, other paragraphs are found
    expect(found).to_have_text(
        ["A/99/7 ¶2 not in the queue yet\nIn all, 1,300 wells were dug by the lake."], use_inner_text=True
    )
    desk.keys("Enter")
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert desk.page.locator("#text .selected").all_text_contents() == ["1,300", " wells"]
    assert desk.page.locator("#queue .which").all_text_contents() == ["A/99/7 ¶1", "A/99/7 ¶2"]
    desk.keys("/ '1300_wells Enter")
    desk.page.locator("#search").wait_for(state="hidden")
    assert [i.paragraph for i in desk.desk.items] == ["1", "2"]


def test_a_part_of_the_queue_is_listed_and_gone_through(at_desk: Open) -> None:
    desk = at_desk(*EACH)
    desk.desk.items = [Item(DOCUMENT, str(i), "", names=names) for i, names in enumerate(NAMES, 1)]
    desk.open()
    desk.keys("F")
    assert desk.page.locator("#only-name option").all_text_contents() == [
        "Any label or relation", "AGENCY", "COUNTRY", "COUNT", "supports",
    ]  # fmt: skip
    desk.page.locator("#only-name").select_option("COUNTRY")
    assert desk.page.locator("#queue li:visible .which").all_text_contents() == ["A/99/7 ¶1", "A/99/7 ¶3"]
    assert desk.page.locator("#filter-words").text_content() == "Listed: 2 of 3"
    desk.page.locator("#text").focus()
    desk.keys(".")
    desk.page.locator("#which", has_text="¶3").wait_for()
    desk.keys("n 'why? Enter")
    desk.state("saved")
    desk.page.locator("#only-state").select_option("doubt")
    assert desk.page.locator("#queue li:visible .which").all_text_contents() == ["A/99/7 ¶3"]


NAMES = (("AGENCY", "COUNTRY", "supports"), ("COUNT",), ("COUNTRY",))


@pytest.mark.parametrize(
    ("keys", "begins"),
    [
        ("F1", "AGENCY"),
        ("Tab l F1", "supportsAGENCY, COUNTRY, PROGRAMME"),
        (". e F1", "entity: comparator"),
        (". o F1", "unit: the head noun"),
    ],
)
def test_f1_opens_the_guidelines_at_the_field(at_desk: Open, keys: str, begins: str) -> None:
    desk = at_desk(*EACH)
    for key in keys.split():
        desk.keys(key)
        if key == ".":
            desk.page.locator("#which", has_text="¶2").wait_for()
    at_hand = desk.page.locator("#ruling .at-hand")
    assert (at_hand.text_content() or "").startswith(begins)
    desk.keys("Escape")
    desk.page.locator("#ruling").wait_for(state="hidden")


def test_what_others_noted_stands_beside_ones_own_doubt(at_desk: Open) -> None:
    desk = at_desk(*EACH)
    _note(desk.desk.folder.root, "ann", "which lake?")
    desk.open()
    assert desk.page.locator("#comments li").all_text_contents() == ["annwhich lake?"]
    desk.keys("n 'the_big_one Enter")
    desk.state("saved")
    assert desk.answer().note == "the big one"
    desk.desk.items[0] = Item(DOCUMENT, "1", "", blind=True)
    desk.open()
    assert desk.page.locator("#comments li").count() == 0


def _note(root: Path, name: str, note: str) -> None:
    folder = AnnotationFolder(root)
    its = said(*EACH[0])
    gold = gold_of(its.marks, its.text, DOCUMENT, "1", name).model_copy(update={"note": note})
    folder.save(folder.file(name, DOCUMENT), gold, "", ["1"])


def test_the_first_letters_of_a_word_lead_to_it(at_desk: Open) -> None:
    desk = at_desk(
        ("[Chad]{COUNTRY TCD name} asked the Lake Board, the Ligne Élue and the Land Board for 😀👩\u200d👧.",)
    )

    def there(keys: str) -> str:
        desk.keys(keys)
        return "".join(desk.page.locator("#text .selected").all_text_contents())

    assert [there(keys) for keys in ("w l", "a", "n", "l", "l", "e", "l", "x", "End")] == [
        "Lake", "Lake", "Land", "Lake", "Ligne", "Élue", "Élue", "Élue", "👩\u200d👧",
    ]  # fmt: skip
    assert [there(keys) for keys in ("l a k B", "B", "X")] == [
        "Lake Board", *["Lake Board, the Ligne Élue and the Land Board"] * 2,
    ]  # fmt: skip
    desk.keys("l a n B 1")
    desk.gloss("+ 1 name/land-board")
    assert desk.saved() == ["Chad COUNTRY TCD name", "Land Board AGENCY name/land-board"]


def test_a_capital_chooses_the_other_end_of_a_relation(at_desk: Open) -> None:
    desk = at_desk(
        ("[Chad]{COUNTRY TCD name}, [UNICEF]{AGENCY unicef un}, [Mali]{COUNTRY MLI name}, [UNDP]{AGENCY undp un} met.",)
    )
    desk.keys("Tab r")

    def end(keys: str) -> str:
        desk.keys(keys)
        return str(desk.page.locator("#text .mention.to").text_content())

    assert [end(keys) for keys in ("U", "M", "C", "X")] == ["UNDP", "Mali", "Chad", "Chad"]
    desk.keys("U U 1")
    assert len(desk.arcs()) == 1
    desk.page.locator("#text .mention.focused", has_text="UNICEF").wait_for()


def test_a_short_form_is_suggested_what_was_named_before(at_desk: Open) -> None:
    lakes = "the [Lake Partnership]{AGENCY name/lake partnership} and the [Partnership]{AGENCY - un} met."
    desk = at_desk((f"[UNDP]{{AGENCY undp un}}, {lakes}",))
    desk.keys("Tab Tab e")
    desk.page.locator("#suggestions li").first.wait_for()
    assert desk.page.locator("#suggestions .its").all_text_contents() == ["name/partnership", "name/lake", "undp"]
    desk.keys("ArrowDown ArrowDown Enter")
    assert desk.saved()[-1] == "Partnership AGENCY name/lake partnership"
