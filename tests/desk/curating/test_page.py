"""The page of decisions in a browser: by keys alone, by mouse, on a narrow screen."""

import json

from chromium import IN_CHROMIUM

from .conftest import AtPage

pytestmark = IN_CHROMIUM


def verdicts(at: AtPage) -> list[tuple[str, str]]:
    lines = at.sitting.path.read_text("utf-8").splitlines()
    return [(line["quote"], line["verdict"]) for line in map(json.loads, lines)]


def test_three_rows_are_decided_by_keys_undone_and_there_after_a_reload(at_page: AtPage) -> None:
    assert at_page.listed() == ["· 640 civilians", "· ~30 civilians", "· 75 civilians"]
    at_page.total("640 civilians, from 1 row; decided so far: 0")
    at_page.keys("Enter x")
    at_page.keys("v '70 Enter")
    at_page.says("value: 70.")
    at_page.total("640 civilians, from 1 row; decided so far: 640 (1 by mk)")
    assert at_page.listed() == ["✓ 640 civilians", "✕ ~30 civilians", "✎ 70 civilians"]
    assert verdicts(at_page) == [("640", "right"), ("Some 30", "wrong"), ("75", "corrected")]
    at_page.keys("u")
    at_page.says("Undone: 75 civilians, not decided; not in the total: part of 640 civilians")
    at_page.open()
    assert at_page.listed() == ["✓ 640 civilians", "✕ ~30 civilians", "· 75 civilians"]
    at_page.keys("u")
    at_page.says("Undone: ~30 civilians, not decided")
    assert (at_page.page.locator("#where").text_content() or "").startswith("A/99/7 ¶13")


def test_the_number_that_a_row_is_part_of_is_pointed_at(at_page: AtPage) -> None:
    at_page.keys("ArrowDown ArrowDown p Backspace")
    at_page.says("part of: none.")
    at_page.total("715 civilians, from 2 rows; decided so far: 75 (1 by mk)")
    at_page.keys("p Enter")
    at_page.says("part of: 640 civilians, A/99/7 ¶12.")
    at_page.total("640 civilians, from 1 row; decided so far: 75")
    assert verdicts(at_page) == [("75", "corrected"), ("75", "right")]


def test_what_is_refused_is_told_and_typed_again(at_page: AtPage) -> None:
    at_page.keys("y '2044-2043 Enter")
    at_page.page.locator(".editor .trouble", has_text="are no years").wait_for()
    at_page.keys("Escape")
    at_page.page.locator(".item:first-child .sign", has_text="·").wait_for()  # drawn again once it is refused
    assert at_page.listed()[0] == "· 640 civilians"
    assert not at_page.sitting.path.exists()


def test_all_is_done_by_mouse_on_a_narrow_screen(at_page: AtPage) -> None:
    page = at_page.page
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Rows", exact=True).click()
    page.get_by_role("option").nth(2).click()
    page.locator("[data-cell=event] button").click()
    page.get_by_label("event", exact=True).select_option("injured")
    page.get_by_role("button", name="Keep").click()
    at_page.says("event: injured.")
    page.get_by_role("button", name="Undo").click()
    at_page.says("Undone: 75 civilians")
    assert [verdict for _, verdict in verdicts(at_page)] == ["corrected", "unsure"]
