"""The pages of a published dataset, and the page of changes, in a real browser and from the file system."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, urljoin

import pytest
from playwright.sync_api import Browser, Dialog, Page

from chromium import IN_CHROMIUM, patient_tab
from invented.runs import jsonl_run, related, report, said, whole_run
from sgreports.dataset.browser_page import write_browser
from sgreports.dataset.changes.count import ChangeCount
from sgreports.dataset.changes.runs import compared
from sgreports.dataset.changes_page import page as changes_page
from sgreports.dataset.stored.by_document import opened
from sgreports.model.facts import Extraction
from sgreports.model.report import Masthead, NoteCall, Section, Table

pytestmark = IN_CHROMIUM
NASTY = "</script><script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'> \"q\" & {{data}} \u2028 end"
WORKS = "😀 UNICEF works with UNHCR in Chad, reaching 40 children.\nIt goes on."


def made_up() -> list[Extraction]:
    """Two reports: one with everything that a page shows, one of texts that want to do harm."""
    text, mentions = said(WORKS, unicef="AGENCY UNICEF", unhcr="AGENCY UNHCR", TCD="COUNTRY Chad", x40="COUNT 40")
    first = text.model_copy(update={"section": "I", "calls": (NoteCall(mark="1", offset=8, paragraph="fn-1"),)})
    note, _ = said("See UNICEF above.", "fn-1")
    other, its = said("UNICEF will not lead Chad.", "2", unicef="AGENCY UNICEF", TCD="COUNTRY Chad")
    relations = (
        related("works_with", "unicef", "unhcr", WORKS),
        related("leads", "unicef", "TCD", "It.", "2", polarity="negated", modality="planned"),
    )
    masthead = Masthead(
        symbols=("A/99/7", "S/2044/1"), title="Children", organs=("General Assembly",), date=datetime.date(2044, 5, 6)
    )
    parts: dict[str, Any] = {
        "sections": (Section(key="I", level=1, label="I", title="Work", parent=None, order=0),),
        "tables": (
            Table(key="table-1", number="1", title="Sums", page=2, section="I", cells=(("a", "b"), ("1", "2"))),
        ),
    }
    paragraphs = (first, mentions), (other, its), (note.model_copy(update={"part": "footnote"}), ())
    whole = report(*paragraphs, relations=relations, masthead=masthead, **parts)
    nasty_text, marks = said(f"{NASTY} UNHCR recruits children.", nasty="AGENCY UNHCR")
    nasty = report(
        (nasty_text, marks), document="Z/'\"<b>", sha256="1" * 64, masthead=Masthead(symbols=(NASTY,), title=NASTY)
    )
    return [whole, nasty]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """The one tab of all tests."""
    with patient_tab(browser) as tab:
        yield tab


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the pages of the two reports."""
    place = tmp_path_factory.mktemp("published")
    (place / "empty.html").touch()
    run = whole_run(place / "run", *made_up())
    rows = [json.loads(line) for line in (run / "entities.jsonl").read_text().splitlines()]
    urls = {"unicef": "https://example.org/unicef", "nasty": "javascript:window.harmed=1"}
    told = (json.dumps(row | {"url": urls.get(row["entity"]), "aliases": [NASTY]}) + "\n" for row in rows)
    (run / "entities.jsonl").write_text("".join(told))
    with opened(run) as tables:
        write_browser(tables, place / "browser", f"Made up {NASTY}")
    return (place / "browser" / "index.html").as_uri()


class Tab:
    """A tab that notes what no page of ours may do: errors, messages, dialogs, and requests for more than files."""

    def __init__(self, page: Page, index: str) -> None:
        self.page, self.index, self.trouble = page, index, list[str]()
        self.empty = urljoin(index, "../empty.html")  # a page of elsewhere, as about:blank, costs a process
        self.hears = {
            "pageerror": lambda error: self.trouble.append(str(error)),
            "console": lambda message: self.trouble.append(message.text),
            "dialog": self.refuse,
            "request": lambda asked: (
                None if asked.url.startswith(("file:", "about:")) else self.trouble.append(asked.url)
            ),
        }

    def refuse(self, dialog: Dialog) -> None:
        self.trouble.append(dialog.message)
        dialog.dismiss()

    def open(self, address: str, heading: str) -> None:
        self.page.goto(self.empty)
        self.page.goto(self.index + address)
        self.wait(heading)

    def wait(self, heading: str) -> None:
        self.page.locator("h1", has_text=heading).wait_for()

    def texts(self, selector: str) -> list[str]:
        return [" ".join(text.split()) for text in self.page.locator(selector).all_text_contents()]

    def status(self, words: str) -> None:
        self.page.locator(".status", has_text=words).wait_for()


@pytest.fixture
def tab(page: Page, index: str) -> Iterator[Tab]:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    made = Tab(page, index)
    for event, hear in made.hears.items():
        page.on(event, hear)  # type: ignore[call-overload]
    yield made
    for event, hear in made.hears.items():
        page.remove_listener(event, hear)
    assert made.trouble == []
    assert page.evaluate("window.harmed === undefined")


def test_documents_are_sorted_and_filtered(tab: Tab) -> None:
    tab.open("#documents", "Documents")
    assert tab.texts("tbody th") == ["A/99/7", "Z/'\"<b>"]
    tab.page.get_by_role("button", name="Document").click()
    tab.page.get_by_role("button", name="Document").click()
    assert tab.texts("tbody th") == ["Z/'\"<b>", "A/99/7"]
    assert tab.page.locator("[aria-sort]").get_attribute("aria-sort") == "descending"
    tab.page.get_by_label("Year").select_option("2044")
    assert tab.texts("tbody td") == ["Children", "2044-05-06", "General Assembly", "2", "3", "6", "2"]
    assert tab.page.url.endswith("#documents?year=2044&sort=-document")
    tab.page.get_by_label("Symbol or title").fill("s/2044/1")
    tab.status("1 of 2 documents")


def test_a_document_shows_its_text_with_mentions_notes_and_tables(tab: Tab) -> None:
    tab.open("#document?symbol=S/2044/1", "Children")
    assert tab.texts(".above") == ["A/99/7 – S/2044/1"]
    assert tab.texts(".text h2") == ["I. Work", "Notes"]
    assert tab.texts(".text > .paragraph:first-of-type p") == [
        "😀 UNICEF1 works with UNHCR in Chad, reaching 40 children. It goes on."
    ]
    assert tab.texts(".paragraph .mention") == ["UNICEF", "UNHCR", "Chad", "40", "UNICEF", "Chad"]
    assert tab.texts("figure") == ["Table 1 Sumsab12"]
    tab.page.locator("sup a").click()
    tab.page.locator(".paragraph.footnote.here").wait_for()
    assert tab.page.url.endswith("#document?symbol=A/99/7&paragraph=fn-1")
    tab.page.get_by_label("Back to paragraph 1").click()
    tab.page.locator(".here", has_text="It goes on").wait_for()


def test_a_link_leads_to_the_paragraph(tab: Tab) -> None:
    tab.open("#document?symbol=A/99/7&paragraph=2", "Children")
    assert tab.texts(".here .key") == ["¶2"]
    assert tab.page.evaluate("document.activeElement.dataset.key") == "2"


def test_a_mention_lights_up_what_it_is_related_to(tab: Tab) -> None:
    tab.open("#document?symbol=A/99/7", "Children")
    tab.page.locator("a.mention", has_text="UNHCR").focus()
    assert tab.texts(".mention.lit") == ["UNICEF", "UNHCR"]
    tab.page.get_by_text("1 relation").last.click()
    assert tab.texts("li.lit") == []
    tab.page.locator("li[data-relation]").last.hover()
    assert tab.texts(".lit") == ["UNICEF", "Chad", "UNICEF leads Chaddeniedplanned score 1.00, rule test"]


def test_labels_can_be_put_out(tab: Tab) -> None:
    tab.open("#document?symbol=A/99/7", "Children")
    chad = tab.page.locator(".paragraph .mention.COUNTRY").first
    assert chad.evaluate("e => getComputedStyle(e).borderBottomColor") == "rgb(42, 138, 91)"
    tab.page.get_by_label("country").uncheck()
    assert chad.evaluate("e => getComputedStyle(e).borderBottomColor") == "rgba(0, 0, 0, 0)"


def test_an_entity_is_found_and_shown_in_its_sentences(tab: Tab) -> None:
    tab.open("#entities", "Entities")
    assert tab.texts("tbody .number:nth-last-child(2)") == ["2", "2", "1", "1"]
    tab.page.get_by_label("Name, abbreviation or key").fill("unic")
    tab.status("1 entity")
    tab.page.locator("tbody a").click()
    tab.wait("UNICEF")
    assert tab.texts("h2") == ["What is said of it", "2 mentions in 1 document"]
    first, second = tab.texts(".passages li")
    assert first == "A/99/7 ¶1😀 UNICEF works with UNHCR in Chad, reaching 40 children. It goes on."
    assert second == "A/99/7 ¶2UNICEF will not lead Chad."
    assert tab.texts(".passages mark") == ["UNICEF", "UNICEF"]
    assert tab.page.locator("a.outside").get_attribute("href") == "https://example.org/unicef"


def test_relations_are_filtered_and_open_their_sentence(tab: Tab) -> None:
    tab.open("#relations", "Relations")
    assert tab.texts(".found summary") == [
        "UNICEF works with UNHCR A/99/7 · score 1.00",
        "UNICEF leads Chaddeniedplanned A/99/7 · score 1.00",
    ]
    tab.page.get_by_label("Country").select_option(label="Chad")
    tab.status("1 relation ")
    tab.page.locator(".found summary").click()
    tab.page.locator(".found blockquote", has_text="UNICEF will not lead Chad.").wait_for()
    assert tab.texts("mark.subject") + tab.texts("mark.object") == ["UNICEF", "Chad"]
    tab.page.get_by_label("Said to be").select_option("affirmed")
    tab.status("0 relations")
    tab.open("#relations?type=works_with&agency=unhcr", "Relations")
    assert tab.texts(".found summary") == ["UNICEF works with UNHCR A/99/7 · score 1.00"]


def test_without_a_measure_the_page_of_series_says_what_one_needs(tab: Tab) -> None:
    tab.open("#series", "Series")
    needs = "No measure recurs here: one needs values of three periods, in the reports of a series."
    assert tab.texts(".status") == [needs]
    assert tab.page.locator(".measures > *").count() == 0


@pytest.mark.parametrize(
    ("words", "status", "found"),
    [
        ("child", "2 paragraphs in 2 documents", ["A/99/7 ¶1", "Z/'\"<b> ¶1"]),
        ("CHILDREN unicef", "1 paragraph in 1 document", ["A/99/7 ¶1"]),
        ("40", "1 paragraph in 1 document", ["A/99/7 ¶1"]),
        ("4", "No paragraph has 4.", []), ("above", "1 paragraph in 1 document", ["A/99/7 ¶fn-1"]),
        ("zzz", "No paragraph has zzz.", []), ('"works with"', "1 paragraph in 1 document", ["A/99/7 ¶1"]),
        ('"with works"', 'No paragraph has "with works".', []),
        ('"work" unicef', 'No paragraph has "work" unicef.', []),
        ('child "recruits children"', "1 paragraph in 1 document", ["Z/'\"<b> ¶1"]),
        ("recruitment child", "1 paragraph in 1 document", ["Z/'\"<b> ¶1"]),
        ("working", "1 paragraph in 1 document", ["A/99/7 ¶1"]),
        ("who recruits the zzz", "1 document without “zzz”: no paragraph has all of it", ["Z/'\"<b> ¶1"]),
        ("40 works recruits", "no paragraph has all of it; with 1 other that has part of it, the most telling first",
         ["A/99/7 ¶1", "Z/'\"<b> ¶1"]),
        ("Who works with UNICEF's people since 2044?", "without “people”: no paragraph has all of it",
         ["A/99/7 ¶1", "A/99/7 ¶2", "A/99/7 ¶fn-1"]),
        ("UNICEF works until 2043", "without until 2043: no paragraph has all of it",
         ["A/99/7 ¶1", "A/99/7 ¶2", "A/99/7 ¶fn-1"]),
    ],
)  # fmt: skip
def test_search_finds_paragraphs_with_all_words_or_says_which_it_drops(
    tab: Tab, words: str, status: str, found: list[str]
) -> None:
    tab.open(f"#search?text={quote_plus(words)}", "Search")
    tab.status(status)
    assert tab.texts(".passages .place") == found


def test_what_no_list_fits_is_told(tab: Tab) -> None:
    tab.open("#search?text=child&agency=none", "Search")
    tab.status("No paragraph fits the lists; 2 paragraphs have the words: set a list to “all”.")


@pytest.mark.parametrize(
    "words", ["A/99/7 ¶2", "a/99/7, para. 2", "S/2044/1 paragraph 2", "A/99/7 ¶2, p. 3", "A/99/7, 2"]
)
def test_a_paragraph_is_looked_up(tab: Tab, words: str) -> None:
    tab.open(f"#search?text={quote_plus(words)}", "Children")
    tab.page.locator(".here .key", has_text="¶2").wait_for()
    assert tab.page.url.endswith("#document?symbol=A/99/7&paragraph=2")


def test_a_symbol_leads_to_its_document_first(tab: Tab) -> None:
    tab.open("#search?text=S/2044/1", "Search")
    tab.page.locator(".leads a").wait_for()
    assert tab.texts(".leads p") == ["A/99/7 Children"]
    tab.page.get_by_role("searchbox").fill("A/99/7 para. 2")
    tab.page.locator(".leads a", has_text="¶2").wait_for()
    tab.page.keyboard.press("Enter")
    tab.page.locator(".here .key", has_text="¶2").wait_for()


@pytest.mark.parametrize(
    ("words", "read", "found"),
    [
        ("unicef chad",
         "Read as UNICEF (agency) and Chad (country): 1 of 2 documents names both, 2 paragraphs in one place.",
         ["A/99/7 ¶1", "A/99/7 ¶2"]),
        ("lead unicef", "Read as UNICEF (agency): it is named in 2 paragraphs of 1 document.", ["A/99/7 ¶2"]),
        ('"unicef" above', "", ["A/99/7 ¶fn-1"]),
        ("What did UNICEF lead in 2044?",
         "Read as UNICEF (agency), 2044 (when): the name stands in 2 paragraphs of 1 document.", ["A/99/7 ¶2"]),
        ("works from May 2043 to 2045", "Read as 2043-05 to 2045-12 (when).", ["A/99/7 ¶1"]),
    ],
)  # fmt: skip
def test_search_reads_names(tab: Tab, words: str, read: str, found: list[str]) -> None:
    tab.open(f"#search?text={quote_plus(words)}", "Search")
    tab.status("1 paragraph" if len(found) == 1 else f"{len(found)} paragraphs")
    assert tab.texts(".passages .place") == found
    assert tab.texts(".reading") == [f"{read} Put words in quotes to look for the words alone." if read else ""]


def test_the_start_page_says_what_there_is_and_leads_to_answers(tab: Tab) -> None:
    tab.open("", "Made up")
    assert tab.texts("main > p:first-of-type") == [
        "2 documents of 2044, read by a program: 4 paragraphs, 1 country, 7 mentions, 2 relations. "
        "Each row leads to its sentence and its page."
    ]
    tab.page.locator(".questions li[hidden]").first.wait_for(state="detached")
    assert tab.texts(".questions li") == [
        "What does each report hold? with its paragraphs, and what is marked in them",
    ]  # fmt: skip
    assert tab.texts("h2") == ["Ask", "How good it is"]
    assert tab.texts("main > p:last-child") == ["No scores on gold were published with this dataset."]
    assert not tab.page.locator("#name").is_visible()
    tab.page.get_by_role("searchbox").fill("unicef chad")
    tab.page.keyboard.press("Enter")
    tab.wait("Search")
    tab.status("2 paragraphs")
    tab.page.locator("#name a").click()
    tab.wait("Made up")


def test_search_marks_the_words_and_leads_to_the_paragraph(tab: Tab) -> None:
    tab.open("#search", "Search")
    tab.page.keyboard.type("recruit")
    tab.page.locator("mark", has_text="recruits").wait_for()
    tab.page.locator(".passages a").click()
    tab.page.locator(".here", has_text=NASTY[:20]).wait_for()


def test_search_marks_a_phrase_as_one(tab: Tab) -> None:
    tab.open(f"#search?text={quote_plus('chil “works with” unicef')}", "Search")
    tab.status("1 paragraph")
    assert tab.texts(".passages mark") == ["UNICEF", "works with", "children"]


def test_no_text_does_harm(tab: Tab) -> None:
    tab.open("#document?symbol=Z/'%22%3Cb%3E", "window.harmed")
    assert tab.texts(".paragraph p") == [" ".join(f"{NASTY} UNHCR recruits children.".split())]
    tab.open("#entity?key=nasty", "UNHCR")
    assert tab.page.locator("a[href^='javascript']").count() == 0
    tab.open("#nonsense?<img src=x onerror=window.harmed=1>", "No such page")
    tab.open("#__proto__", "No such page")
    tab.open("#entity?key=__proto__", "No such entity")
    tab.open("#document?symbol=gone", "No such document")


PAGES = {
    "": "Made up", "#documents": "Documents", "#document?symbol=A/99/7": "Children",
    "#document?symbol=Z/'%22%3Cb%3E": "window",
    "#entities": "Entities", "#entity?key=nasty": "UNHCR", "#relations": "Relations", "#search?text=child": "Search",
}  # fmt: skip


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (400, False)])
def test_nothing_sticks_out(tab: Tab, width: int, dark: bool) -> None:
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.page.emulate_media(color_scheme="dark" if dark else "light")
    for address, heading in PAGES.items():
        tab.open(address, heading)
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert tab.page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(20, 24, 29)" if dark else "rgb(252, 252, 251)"
    )


def test_the_keyboard_reaches_everything(tab: Tab) -> None:
    tab.open("#documents", "Documents")
    seen = []
    for _ in range(20):
        tab.page.keyboard.press("Tab")
        seen.append(str(tab.page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name")))
    assert [words for words in seen if words in {"Search", "text", "Document", "A/99/7"}] == [
        "text", "Document", "A/99/7",
    ]  # fmt: skip
    tab.page.locator("tbody a").first.focus()
    tab.page.keyboard.press("Enter")
    tab.wait("Children")


def test_the_page_of_changes(tab: Tab, tmp_path: Path) -> None:
    before, nasty = made_up()
    after = before.model_copy(update={"relations": (), "mentions": before.mentions[1:]})
    folders = [jsonl_run(tmp_path / "a", before), jsonl_run(tmp_path / NASTY.replace("/", "∕"), after, nasty)]
    with opened(folders[0]) as one, opened(folders[1]) as other:
        comparison, count = compared(one, other), ChangeCount()
        changes = list(comparison.changes())
        for change in changes:
            count.add(change)
        (tmp_path / "changes.html").write_text(changes_page(comparison, changes, count), encoding="utf-8")
    tab.index = (tmp_path / "changes.html").as_uri()
    tab.open("", "what changed")
    tab.page.locator("[name=table]").select_option("mentions")
    assert tab.texts("article h3") == ["removed mention AGENCY “UNICEF” unicef", "added mention AGENCY “UNHCR” nasty"]
    assert tab.texts("blockquote mark") == ["UNICEF", "UNHCR"]
    tab.page.locator("[name=kind]").select_option("removed")
    assert tab.texts("section h2") == ["A/99/7 ¶1"]
    tab.page.locator("[name=text]").fill("nothing like it")
    assert tab.texts("#status") == ["0 of 0 changes shown"]
    tab.page.set_viewport_size({"width": 400, "height": 800})
    assert tab.page.evaluate("document.documentElement.scrollWidth") == 400
