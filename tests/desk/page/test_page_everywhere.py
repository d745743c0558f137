"""One decision for the same words everywhere in a report: previewed, made, marked, undone, by a few keys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Route

from .conftest import Bench, Open, lines

pytestmark = pytest.mark.slow
LAKES = ("The [Lake Board]{AGENCY name/lake-board un} and the Lake Board’s men; the Lake Boards.",)
BLANK = ("The Lake Board of [Lake]{COUNTRY - name}.",)


def go(desk: Bench, key: str, number: int) -> None:
    desk.keys(key)
    desk.page.locator("#which", has_text=f"¶{number}").wait_for()


def decide(desk: Bench, keys: str) -> None:
    desk.keys(keys)
    desk.page.locator("#everywhere[open]").wait_for()
    desk.keys("Enter")
    desk.says("u undoes it, E lists all.")


def listed(desk: Bench, which: str) -> list[str]:
    return [li.replace("\n", " ") for li in desk.page.locator(f"#everywhere-{which} li").all_inner_texts()]


@pytest.fixture
def desk(at_desk: Open) -> Bench:
    """The second of four paragraphs is accepted, the third begun, and read before the decision."""
    bench = at_desk(LAKES, BLANK, LAKES, BLANK)
    go(bench, ".", 2)
    go(bench, "Enter", 3)
    bench.keys("Tab w End 4")
    bench.state("saved")
    go(bench, ",", 2)
    go(bench, ",", 1)
    return bench


def test_what_would_change_is_shown_first(desk: Bench) -> None:
    desk.keys("k k k E")
    desk.page.locator("#everywhere[open]").wait_for()
    assert desk.page.locator("#everywhere-title").text_content() == (
        "“Lake Board” is AGENCY national name/lake-board everywhere in A/99/7?"
    )
    assert desk.page.locator("#everywhere-words").text_content() == (
        "4 places in paragraphs that you began change; 1 place in paragraphs not begun will be proposed so; "
        "1 place stays as it is."
    )
    assert listed(desk, "places")[1:3] == [
        "¶2 accepted: The Lake Board of Lake. not marked → AGENCY national name/lake-board",
        "¶3 begun: The Lake Board and the Lake Board’s men; the Lake Boards. "
        "AGENCY un name/lake-board → AGENCY national name/lake-board",
    ]
    desk.keys("Escape")
    assert desk.saved() == ["Lake Board AGENCY name/lake-board national"]
    assert desk.saved(2)[0] == "Lake Board AGENCY name/lake-board un"


def test_a_decision_changes_what_was_begun_and_says_so_there(desk: Bench) -> None:
    decide(desk, "k k k E")
    assert desk.saved() == ["Lake Board AGENCY name/lake-board national"] * 2
    tags = desk.page.locator("#queue li").evaluate_all("all => all.map(li => li.querySelector('.tag')?.textContent)")
    assert tags == ["decided", "decided", "decided", None]
    go(desk, ".", 2)
    assert desk.shown() == ["+ E 1 name/lake-board", "2 ?"]
    assert desk.answer(1).state == "done"
    desk.page.locator("#form", has_text="Decision 1 for the report changed this: it was not marked.").wait_for()
    go(desk, "Enter", 3)
    assert desk.page.locator("#queue .tag").all_text_contents() == ["decided", "decided"]
    go(desk, ".", 4)
    assert desk.shown() == ["+ 1 name/lake-board", "2 ?"]
    assert desk.answer(3).saved is None


def test_a_decision_is_undone_at_once_or_from_the_list(desk: Bench) -> None:
    decide(desk, "k k k E")
    desk.keys("u")
    desk.says("Decision 1 is undone.")
    assert [lines(desk.answer(i).saved)[0] for i in range(3)] == [
        "Lake Board AGENCY name/lake-board national", "Lake COUNTRY - name", "Lake Board AGENCY name/lake-board un",
    ]  # fmt: skip
    decide(desk, "E")
    go(desk, ".", 2)
    desk.keys("Escape E")
    desk.page.locator("#everywhere[open]").wait_for()
    assert listed(desk, "list") == ["2 “Lake Board” is AGENCY national name/lake-board; 4 places changed Undo"]
    desk.page.locator("#everywhere-list button").press("Enter")
    desk.says("Decision 2 is undone.")
    assert desk.shown() == ["2 ?"]


HELD = "**/api/paragraph?index=0"


@pytest.fixture
def held(desk: Bench) -> Iterator[Route]:
    """A decision was made, and the page waits for what it made of the paragraph that is open."""
    routes = list[Route]()
    desk.keys("k k k E")
    desk.page.locator("#everywhere[open]").wait_for()

    def hold(route: Route) -> None:
        routes.append(route)

    desk.page.route(HELD, hold)
    desk.keys("Enter")
    while not routes:
        desk.settle()
    yield routes[0]
    desk.page.unroute(HELD)


def test_keys_pressed_while_a_decision_is_made_are_done_after_it(desk: Bench, held: Route) -> None:
    desk.keys(".")
    desk.settle()
    assert "¶1" in desk.page.locator("#which").inner_text()
    held.continue_()
    desk.page.locator("#which", has_text="¶2").wait_for()
    assert desk.shown() == ["+ E 1 name/lake-board", "2 ?"]


def test_another_paragraph_opened_while_a_decision_is_made_stays(desk: Bench, held: Route) -> None:
    desk.page.locator("#queue li").nth(1).click()
    desk.page.locator("#which", has_text="¶2").wait_for()
    held.continue_()
    desk.says("u undoes it, E lists all.")
    assert "¶2" in desk.page.locator("#which").inner_text()
    assert desk.shown() == ["+ E 1 name/lake-board", "2 ?"]
