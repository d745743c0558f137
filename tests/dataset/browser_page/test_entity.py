"""The browser's pages of an entity, of relations and of search: groups, scores, roles, text units, facets."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, Page

from chromium import IN_CHROMIUM, quiet_tab
from invented.runs import related, report, said, whole_run
from sgreports.dataset.browser_page import write_browser
from sgreports.dataset.browser_page.document import letter_of
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.stored.by_document import opened
from sgreports.model.facts import Extraction, Mention
from sgreports.model.report import Masthead, Section, Table, TextUnit

pytestmark = IN_CHROMIUM
WORKS = "UNICEF works with UNHCR in Chad and trained 40 girls, of the 90 pupils."
HELPS = "UNICEF will support the Ministry. It is no member of UNHCR."


def in_unit(unit: str, text: str, words: str, entity: str) -> Mention:
    start = text.index(words)
    place = {"id": f"{unit}-{entity}", "paragraph": unit, "start": start, "end": start + len(words), "text": words}
    return Mention.model_validate({"label": "AGENCY", "entity": entity, "source": "rule:test", **place})


def masthead(symbol: str, year: int, kind: Any) -> Masthead:
    return Masthead(symbols=(symbol,), title=f"Work of {year}", date=datetime.date(year, 5, 6), kind=kind)


PARTS: dict[str, Any] = {
    "sections": (Section(key="I", level=1, label="I", title="Work of UNICEF", parent=None, order=0),),
    "tables": (
        Table(key="table-1", number="1", title="Sums", page=2, section="I", cells=(("Body", "Sum"), ("UNICEF", "4"))),
    ),
    "text_units": (
        TextUnit(key="heading/I", kind="heading", text="Work of UNICEF", page=2, order=0),
        TextUnit(key="cell/table-1/1/0", kind="cell", text="UNICEF", page=2, order=1),
    ),
}
IN_UNITS = (
    in_unit("heading/I", "Work of UNICEF", "UNICEF", "unicef"),
    in_unit("cell/table-1/1/0", "UNICEF", "UNICEF", "unicef"),
)


def two_reports() -> list[Extraction]:
    """A report of 2043 with text units, and a letter of 2044 with a ministry of Chad."""
    first = report(
        said(WORKS, unicef="AGENCY UNICEF", unhcr="AGENCY UNHCR", TCD="COUNTRY Chad", x40="COUNT 40", x90="COUNT 90"),
        relations=(
            related("works_with", "unicef", "unhcr", WORKS, score=0.9),
            related("count_by", "x40", "unicef", WORKS, score=0.6, role="agent"),
            related("part_of", "x40", "x90", WORKS, score=0.3),
        ),
        masthead=masthead("A/99/7", 2043, "report"), **PARTS,
    ).model_copy(update={"text_unit_mentions": IN_UNITS})  # fmt: skip
    marks = {"unicef": "AGENCY UNICEF", "name/tcd/ministry": "AGENCY Ministry", "unhcr": "AGENCY UNHCR"}
    second = report(
        said(HELPS, **marks), document="A/99/8", sha256="1" * 64, masthead=masthead("A/99/8", 2044, "letter"),
        relations=(
            related("supports", "unicef", "name/tcd/ministry", HELPS, modality="planned"),
            related("member_of", "unicef", "unhcr", HELPS, polarity="negated"),
            related("works_with", "unicef", "name/tcd/ministry", HELPS),
        ),
    )  # fmt: skip
    return [first, second]


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The pages of the two reports, in which nothing may go wrong."""
    folder: Path = tmp_path_factory.mktemp("entity")
    run = whole_run(folder / "run", *two_reports())
    with duckdb.connect(str(run / DUCKDB)) as connection:
        connection.execute("UPDATE entities SET kind = 'un', abbreviation = 'UNICEF' WHERE entity = 'unicef'")
    with opened(run) as tables:
        write_browser(tables, folder / "browser", "Invented")
    with quiet_tab(browser) as tab:
        tab.goto((folder / "browser/index.html").as_uri())
        yield tab


def show(page: Page, address: str, heading: str) -> None:
    page.goto(f"{page.url.partition('#')[0]}{address}")
    page.locator("h1", has_text=heading).wait_for()


def texts(page: Page, selector: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def test_what_is_said_of_an_entity_in_groups(page: Page) -> None:
    show(page, "#entity?key=unicef", "UNICEF")
    assert texts(page, ".said section") == [
        "Works with 2 names in 2 relations Ministry (TCD) 1 sentence UNHCR 1 sentence",
        "Supports 1 name in 1 relation Ministry (TCD) 1 sentence planned",
        "Is a member of 1 name in 1 relation UNHCR 1 sentence denied",
    ]  # fmt: skip
    assert texts(page, "dd a") == ["all relations", "1 number of what it did", "paragraphs that name it"]
    page.get_by_label("1 sentence: Ministry (TCD)").last.click()
    page.locator(".ties mark.object", has_text="Ministry").wait_for()
    assert texts(page, ".ties .tag") == ["planned", "letter", "planned", "denied"]
    page.locator(".ties a", has_text="Ministry (TCD)").first.click()
    page.locator("h1", has_text="Ministry (TCD)").wait_for()
    assert texts(page, ".said section") == [
        "Works with 1 name in 1 relation UNICEF 1 sentence",
        "Is supported by 1 name in 1 relation UNICEF 1 sentence planned",
    ]


def test_a_question_leads_to_as_much_as_it_says_and_without_letters(page: Page) -> None:
    show(page, "#start", "Invented")
    page.locator(".questions a").first.wait_for()
    page.locator(".questions li[hidden]").first.wait_for(state="detached")
    assert texts(page, ".questions li") == [
        "With whom does UNICEF work? 1 name in 1 relation",
        "What does each report hold? with its paragraphs, and what is marked in them",
    ]
    page.locator(".questions a").first.click()
    page.locator("h1", has_text="UNICEF").wait_for()
    assert texts(page, ".said section") == ["Works with 1 name in 1 relation UNHCR 1 sentence"]
    page.get_by_role("link", name="All that is said of it").click()
    page.locator(".said section").nth(2).wait_for()


def test_no_question_is_answered_by_a_guess(page: Page) -> None:
    rows = """(scores) => tie_rows({ types: ["works_with"], ends: [[0, 0, [0]], [0, 0, [1]]],
        rows: scores.map((score) => [0, 0, 1, 0, 0, 0, 0, score]) }, 0, "works_with", [{}]).length"""
    assert page.evaluate(rows, [499, 500]) == 1


def test_a_letter_is_told_as_one(page: Page) -> None:
    show(page, "#documents", "Documents")
    assert texts(page, "td.title") == ["Work of 2043", "Work of 2044letter"]
    show(page, "#document?symbol=A/99/8", "Work of 2044")
    assert texts(page, ".tag.letter") == ["letter"]
    show(page, "#relations?type=member_of", "Relations")
    assert texts(page, ".found .tag") == ["denied", "letter"]
    show(page, "#search?text=support", "Search")
    page.locator(".passages .tag.letter").wait_for()
    page.get_by_label("Letters of States").select_option("without")
    page.locator(".status", has_text="No paragraph").wait_for()


@pytest.mark.parametrize(
    ("kind", "author", "title", "told"),
    [
        ("letter", None, "Letter dated 5 May 2044 from the Permanent Representative of Chad to the United Nations",
         "letter of Chad"),
        ("letter", None, "Letters of the chargé d’affaires of the Permanent Mission of the Sudan to the United Nations",
         "letter of Sudan"),
        ("letter", None, None, "letter"), ("letter", "Secretary-General", "Letter dated 5 May 2044", None),
        ("report", None, "Report", None),
    ],
)  # fmt: skip
def test_whose_a_letter_is(kind: str, author: str | None, title: str | None, told: str | None) -> None:
    assert letter_of({"kind": kind, "author": author, "title": title}) == told


def test_mentions_over_the_years_and_in_text_units(page: Page) -> None:
    show(page, "#entity?key=unicef", "UNICEF")
    assert [bar.get_attribute("aria-label") for bar in page.locator(".bar").all()] == ["2043: 3", "2044: 1"]
    page.locator(".passages > li").nth(3).wait_for()
    assert texts(page, ".passages .place > a:first-child") == [
        "A/99/7 ¶1", "A/99/7 heading of I, p. 2", "A/99/7 table-1, row 2, column 1, p. 2", "A/99/8 ¶1",
    ]  # fmt: skip
    assert texts(page, ".passages mark") == ["UNICEF"] * 4
    page.get_by_label("Where").select_option("units")
    page.wait_for_function("document.querySelectorAll('.passages > li').length === 2")
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.passages > li').length === 4")
    page.locator(".bar").last.press("Enter")
    page.wait_for_function("document.querySelectorAll('.passages > li').length === 1")
    show(page, "#document?symbol=A/99/7&paragraph=cell/table-1/1/0", "Work of 2043")
    assert texts(page, "td.here a.mention") == ["UNICEF"]
    show(page, "#document?symbol=A/99/7&paragraph=heading/I", "Work of 2043")
    assert texts(page, ".here") == ["I. Work of UNICEF"]
    assert texts(page, ".here a.mention") == ["UNICEF"]


def test_relations_by_score_with_their_roles(page: Page) -> None:
    show(page, "#relations?score=0", "Relations")
    assert texts(page, ".found summary") == [
        "UNICEF works with UNHCR A/99/7 · score 0.90", "40 done by UNICEF A/99/7 · score 0.60",
        "40 part of 90 A/99/7 · score 0.30",
        "UNICEF supports Ministryplanned A/99/8 · score 1.00letter",
        "UNICEF member of UNHCRdenied A/99/8 · score 1.00letter",
        "UNICEF works with Ministry A/99/8 · score 1.00letter",
    ]  # fmt: skip
    assert page.locator(".status").inner_text().startswith("6 relations found by a program, including unsure ones;")
    page.locator("[name=score]").fill("60")
    page.locator(".status", has_text="5 relations").wait_for()
    page.locator("[name=type]").select_option("count_by:agent")
    page.locator(".status", has_text="1 relation ").wait_for()
    assert page.url.endswith("#relations?type=count_by:agent&score=60".replace(":", "%3A"))


def test_national_bodies_are_found_by_their_state(page: Page) -> None:
    show(page, "#entities", "Entities")
    page.get_by_label("National bodies of").select_option("TCD")
    page.locator(".status", has_text="1 entity").wait_for()
    assert texts(page, "tbody th") == ["Ministry (TCD)"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("text=unicef", ["A/99/7 ¶1", "A/99/8 ¶1"]), ("text=unicef&country=TCD", ["A/99/7 ¶1"]),
        ("year=2044", ["A/99/8 ¶1"]), ("kind=report&agency=unhcr", ["A/99/7 ¶1"]), ("kind=letter&country=TCD", []),
    ],
)  # fmt: skip
def test_facets_narrow_the_search(page: Page, asked: str, found: list[str]) -> None:
    show(page, f"#search?{asked}", "Search")
    page.locator(".status", has_text=f"{len(found)} paragraph" if found else "No paragraph").wait_for()
    page.wait_for_function(f"document.querySelectorAll('.passages > li').length === {len(found)}")
    assert texts(page, ".passages .place > a:first-child") == found


def test_what_is_searched_is_marked(page: Page) -> None:
    show(page, "#search?text=girl&country=TCD", "Search")
    page.locator(".passages mark", has_text="girls").wait_for()
    assert texts(page, ".passages mark") == ["Chad", "girls"]


def test_facets_say_what_is_left(page: Page) -> None:
    show(page, "#search?text=unicef&year=2044", "Search")
    page.locator(".status", has_text="1 paragraph").wait_for()
    options = {name: texts(page, f"[name={name}] option") for name in ("country", "agency", "year", "kind")}
    assert options == {
        "country": ["all"], "agency": ["all", "Ministry (TCD) (1)", "UNHCR (1)", "UNICEF (1)"],
        "year": ["all", "2044 (1)", "2043 (1)"], "kind": ["all", "letter (1)"],
    }  # fmt: skip


def test_what_is_called_so_comes_first(page: Page) -> None:
    show(page, "#entities?text=tcd", "Entities")
    assert texts(page, "tbody .code") == ["TCD", "name/tcd/ministry"]
