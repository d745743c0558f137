"""The browser's pages of counts and series: totals as in the DuckDB file; charts, map, sentences, citation, CSV."""

import datetime
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, Page

from chromium import IN_CHROMIUM, quiet_tab
from invented.killed_in_chad import CHAD, TEXT, YEAR, counted, fact, killed_in_chad
from invented.runs import report, said, whole_run
from sgreports.dataset.browser_page import Shown, write_browser
from sgreports.dataset.browser_page.counts import assumed, doubted, phrase_of
from sgreports.dataset.browser_page.series import series_data
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.stored.by_document import opened
from sgreports.model.facts import CountFact, Extraction

pytestmark = IN_CHROMIUM


def value(measure: int, document: str, place: str, end: str | None, number: str, **more: Any) -> dict[str, Any]:
    """A row of `sgreports.series`."""
    said = {"series": "unxyz", "name": f"guards {measure}", "unit": "guard", "event": "deployed", "country": None}
    day = datetime.date.fromisoformat(end) if end else None
    rest = {
        "start": day, "document_date": datetime.date(2044, 7, 1), "value": float(number), "exact": True,
        "latest": True, "sentence": f"There were {number} guards.", "after_gap": False, "outlier": False,
    }  # fmt: skip
    where = {"document": document, "place": place, "page": 9, "link": "https://docs.un.org/en/A/99/7#page=9"}
    return {"measure": measure, "end": day, "number": number, "source_id": "", **said, **rest, **where, **more}


UNSURE = "A/99/8#m1-x"
MEASURES = (
    value(1, "A/99/7", "¶1", "2043-03-01", "40", country="TCD"),
    value(1, "A/99/8", "table-1, row 2", None, "30", after_gap=True, country="TCD", source_id=UNSURE),
    value(2, "A/99/8", "¶1", "2043-03-01", "7", latest=False),
    value(2, "A/99/8", "¶1", "2043-03-01", "8"),
)


LINE = {
    "line": 0,
    "thing": "Guards of UNXYZ", "counted": "personnel", "country": "TCD", "holder": "UNXYZ", "page": 9,
    "place": "table-1, row 2", "link": "https://docs.un.org/en/A/99/7#page=9", "title": "Guards of UNXYZ on that day",
}  # fmt: skip
LINES = (
    LINE | {"document": "A/99/8", "on_day": "2044-03-01", "amount": 50.0},
    LINE | {"document": "A/99/7", "on_day": "2043-03-01", "amount": 40.0},
)
SCORE = {"name": "entity", "precision": 0.9, "recall": 0.8, "f1": 0.85, "low": 0.79, "high": 0.91, "n": 120}
DEPLOYED = "#counts?event=deployed&counted=personnel"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return killed_in_chad(tmp_path_factory.mktemp("counts") / "run")


@pytest.fixture(scope="module")
def page(run: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page of counts of the run, in which nothing may go wrong."""
    folder = tmp_path_factory.mktemp("browser") / "browser"
    with opened(run) as tables:
        write_browser(tables, folder, "Invented", Shown(measures=MEASURES, table_lines=LINES, scores=(SCORE,)))
    with quiet_tab(browser) as tab:
        tab.goto(f"{(folder / 'index.html').as_uri()}#counts?event=killed&counted=people")
        tab.locator(".status", has_text="3 numbers in 2 reports; no sum").wait_for()
        yield tab


@contextmanager
def browsed(browser: Browser, folder: Path, address: str, *reports: Extraction) -> Iterator[Page]:
    """A tab with a page of these reports."""
    with opened(whole_run(folder / "run", *reports)) as tables:
        write_browser(tables, folder / "browser", "Invented")
    with quiet_tab(browser) as tab:
        tab.goto((folder / "browser" / "index.html").as_uri() + address)
        yield tab


@pytest.fixture
def mixed(page: Page) -> Iterator[Page]:
    """The page, with the four who died in the report of the lowest score as children."""
    kind = """async (kind) => {
        const data = await load("counts"), row = data.rows.find((r) => r[AT.score] < 700);
        row[AT.counted] = data.counted.indexOf(kind);
    }"""
    page.evaluate(kind, "children")
    page.locator("select[name=counted]").select_option("")
    yield page
    page.evaluate(kind, "people")
    page.locator("select[name=score]").select_option("500")
    page.locator("select[name=counted]").select_option("people")
    page.locator(".status", has_text="3 numbers in 2 reports; no sum").wait_for()


Told = set[tuple[float, str | None]]
Changed = tuple[int, str, int | None]
"""The amount of a row, a column, and its other value."""


def asked_of_duckdb(connection: duckdb.DuckDBPyConnection, asked: dict[str, Any]) -> Told:
    names = {
        "event": "of_event", "counted": "of_class", "country": "in_country", "year": "in_year", "agent": "by_agent",
        "since": "since_day", "until": "until_day", "about": "about",
    }  # fmt: skip
    given = ", ".join(f"{names[name]} := ${name}" for name in asked)
    select = "SELECT amount, left_out FROM selected({})"
    found = connection.execute(select.format(given), asked).fetchall()
    if not found and "about" in asked:  # as the command does
        found = connection.execute(select.format(f"{given}, about_in := 'paragraph'"), asked).fetchall()
    return set(found)


def asked_of_page(page: Page, asked: dict[str, Any], *changes: Changed) -> Told:
    script = "chosen.map(([i, reason]) => [data.rows[i][AT.amount], reason])"
    return {(amount, reason) for amount, reason in told_of(page, script, *changes, **asked)}


def told_of(page: Page, script: str, *changes: Changed, **asked: Any) -> Any:
    """What a script says of the page's `data` with these changes, and of what is asked for, which is `chosen`."""
    whole = """async ([changes, want]) => {
        const data = structuredClone(await load("counts"));
        const rows = Object.fromEntries(data.rows.map((r) => [r[AT.amount], r]));
        for (const [amount, name, value] of changes) rows[amount][AT[name]] = value;
        const chosen = selected(data, counts_wanted(data, await counts_asked(want, data, await load("documents"))));
        return SCRIPT;
    }"""
    want = {"about": ""} | {name: str(value) for name, value in asked.items()}
    return page.evaluate(whole.replace("SCRIPT", script), [changes, want])


FILTERS: dict[str, list[Any]] = {
    "event": [None, "killed"], "counted": [None, "people", "women", "children"], "country": [None, "TCD"],
    "year": [None, 2043, 2044], "agent": [None, "guard"], "since": [None, datetime.date(2043, 8, 1)],
    "until": [None, datetime.date(2043, 12, 30)], "about": [None, "GUARD Chad", "uards"],
}  # fmt: skip


def test_what_is_summed_is_what_the_macro_selects(run: Path, page: Page) -> None:
    with duckdb.connect(str(run / DUCKDB), read_only=True) as connection:
        for view in ("facts", "wholes", "coverings"):  # made once for all questions
            connection.execute(f"CREATE TEMP TABLE {view} AS SELECT * FROM {view}")
        for values in itertools.product(*FILTERS.values()):
            asked = {name: value for name, value in zip(FILTERS, values, strict=True) if value is not None}
            if len(asked) > 2:  # a third filter only leaves out more, and each question takes DuckDB its time to plan
                continue
            assert asked_of_page(page, asked) == asked_of_duckdb(connection, asked), asked


def test_of_a_fact_the_first_sure_row_that_fits_is_summed(page: Page) -> None:
    """The macro's examples are in tests/answers/test_what_is_added.py."""
    again = """(() => {
        const [one, other, part] = [90, 8, 30].map((amount) => rows[amount]), fact = data.rows.indexOf(one);
        const repeated = data.reasons.push("repeated") - 1;
        Object.assign(other, { [AT.reason]: repeated, [AT.repeats]: fact, [AT.whole]: null });
        const told = (...its) => selected(data, (row) => its.includes(row)).map(([i, why]) =>
            [data.rows[i][AT.amount], why]);
        const found = [told(other), told(one, other), told(other, part)];
        one[AT.score] = 100;
        found.push(told(one, other));
        other[AT.score] = 100;
        return [...found, told(one, other), told(other)];
    })()"""
    assert told_of(page, again) == [
        [[8, None]],
        [[90, None], [8, "repeated"]],
        [[30, "part_of_another"], [8, None]],
        [[90, "unsure"], [8, None]],
        [[90, "unsure"], [8, "repeated"]],
        [[8, "unsure"]],
    ]


def test_what_is_counted_is_told_in_few_words_and_a_part_as_one(page: Page) -> None:
    said = ("first three talks", "such people", "people who had waited since 2041", 20 * "aunts ", "2041")
    phrases = [phrase_of({"unit_phrase": phrase, "text": "three"}) for phrase in said]
    script = (
        f"(data.phrases = {phrases}).map((_, n) => unit_words(data, Object.assign(rows[90], {{ [AT.phrase]: n }})))"
    )
    told = ["first talks", "people", "people who had waited since …", 13 * "aunts " + "…", "people in general"]
    assert told_of(page, script) == told
    paid = "data.counted.push('money, USD') && unit_words(data, rows[90].with(AT.counted, data.counted.length - 1))"
    assert told_of(page, paid) == "USD"
    part = "moment_line(data, [data.rows.indexOf(rows[10])], false).called"
    assert told_of(page, part) == "people, of the 30 people"


def test_words_of_what_is_counted_are_a_filter(page: Page) -> None:
    killed = asked_of_page(page, {"event": "killed"})
    assert asked_of_page(page, {"event": "killed", "words": "Peoples"}) == killed != set()
    assert asked_of_page(page, {"event": "killed", "words": "peop"}) == set()


def test_forms_of_a_word_are_those_of_the_macro(run: Path, page: Page) -> None:
    words = "mine mines miner children robbed raped died refugees refugee countries recruitment demobilised raised"
    stems = "mine mine miner child rob rape die refugee refugee country recruit demobiliz rais"
    with duckdb.connect(str(run / DUCKDB), read_only=True) as connection:
        assert connection.execute("SELECT stems_of($1)", [words]).fetchone() == (stems.split(),)
    assert page.evaluate("(words) => words_of(words).map(stem)", words) == stems.split()


def test_what_is_unsure_on_the_page_is_so_in_the_macro(run: Path, page: Page) -> None:
    with duckdb.connect(str(run / DUCKDB), read_only=True) as connection:
        for view in ("facts", "wholes", "coverings"):
            connection.execute(f"CREATE TEMP TABLE {view} AS SELECT * FROM {view}")
        connection.execute("UPDATE facts SET score = 0.599 WHERE amount IN (90, 8)")
        unsure: tuple[Changed, ...] = ((90, "score", 599), (8, "score", 599))
        found = asked_of_page(page, {"event": "killed"}, *unsure)
        assert found == asked_of_duckdb(connection, {"event": "killed"})
        assert found > {(90, "unsure"), (30, None), (10, "part_of_another")}
        standing = connection.execute("SELECT amount FROM standing(of_event := 'killed')").fetchall()
    shown = "standing(data, chosen).flat().map((i) => [data.rows[i][AT.amount]])"
    assert told_of(page, shown, *unsure, event="killed") == [list(row) for row in standing] == [[7]]
    doubt = "doubt_words(data, chosen, data.rows.indexOf(rows[90]))"
    assert told_of(page, doubt, *unsure, event="killed") == "less sure, score 0.59; 30 of it is added"


def rows_of_totals(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".totals tbody tr").all_inner_texts()]


def test_totals_open_their_sentences(page: Page) -> None:
    assert page.locator(".status .lead").all_inner_texts() == [
        "The largest that is surely stated is 90 people (Chad; happened: 2043; score 1.00; its sentence).",
        "Larger, but not surely stated: 500 people (happened: no time is said; nothing says of which one country; "
        "its sentence).",
    ]
    assert rows_of_totals(page) == [
        "Chad 90 (2043) – – 2 2 1 –", "unknown no country is said, or several – 500 – 1 1 – 2",
    ]  # fmt: skip
    page.locator(".moments .source a").nth(4).wait_for()
    moments = [" ".join(text.split()) for text in page.locator(".moments tbody tr").all_inner_texts()]
    assert [row.partition(" In Chad")[0] for row in moments] == [
        "people 90 happened 2043 Chad the Guards A/99/7 ¶1",
        "people 500 happened: nothing says of which one country unknown unknown – A/99/7 ¶1",
        "people 8 there on that day: nothing says of which one country 2040-01-01 unknown – A/99/7 ¶1",
        "people ? about 4 happened: less sure, score 0.60 2043-06 to 2044-05 Chad, assumed not sure A/99/8 ¶1"
        " Some 4 died.",
        "people 7 limit or plan: no count; nothing says of which one country 2043-12-31 unknown – A/99/7 ¶1",
    ]
    assert page.locator(".moments mark").first.inner_text() == "90"
    page.get_by_role("button", name="Chad", exact=True).click()
    page.locator("h2", has_text="2 sentences: Chad").wait_for()
    page.locator(".passages mark", has_text="90").wait_for()
    assert page.locator(".passages mark").all_inner_texts() == ["90", "4"]


def test_back_leads_to_where_one_was_on_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 200})
    page.evaluate("scrollTo(0, 300)")
    page.locator(".passages .place a").first.evaluate("(link) => link.click()")
    page.locator("h1", has_text="Invented").wait_for()
    page.go_back()
    page.locator(".passages li").first.wait_for()
    page.wait_for_function("scrollY === 300")
    page.set_viewport_size({"width": 1280, "height": 720})


def test_what_is_unknown_is_told(page: Page) -> None:
    assert page.locator(".unknown").all_inner_texts() == [
        "Not drawn: 2 of 3 numbers, of which nothing says a time within one year, or of which none is surely stated.",
        "Not drawn: 1 of 3 numbers, of which nothing says one country, or of which none is surely stated.",
    ]
    page.locator("select[name=by]").select_option("agent")
    page.locator("h2", has_text="Sums by who did it").wait_for()
    assert rows_of_totals(page)[1] == "unknown nothing says who did it – 500 – 1 1 – 2"
    page.locator("select[name=by]").select_option("country")
    page.locator("h2", has_text="Sums by country").wait_for()


def test_no_perpetrator_is_named_by_a_guess(page: Page) -> None:
    page.locator("select[name=by]").select_option("agent")
    page.locator("h2", has_text="Sums by who did it").wait_for()
    assert rows_of_totals(page)[::2] == [
        "the Guards 90 (2043) – – 1 1 – –",
        "not sure someone is named, but not surely – ? about 4 (2043–2044) – 1 1 1 –",
    ]  # fmt: skip
    page.get_by_role("button", name="the Guards", exact=True).click()
    page.locator("h2", has_text="1 sentence: the Guards").wait_for()
    assert "&by=agent&" in page.url
    assert page.url.endswith("&row=the+Guards")
    page.goto(page.url.replace("the+Guards", "not+sure"))
    page.reload()
    page.locator("h2", has_text="1 sentence: not sure").wait_for()
    assert page.locator("tr.chosen button").all_inner_texts() == ["not sure"]
    page.locator("select[name=by]").select_option("country")
    page.locator("h2", has_text="Sums by country").wait_for()


@pytest.mark.parametrize(
    ("event", "agents", "agent_score", "score", "hidden"),
    [
        ("killed", ["guards"], 0.9, 0.6, False), ("killed", ["guards"], 0.89, 0.9, True),
        ("abducted", ["guards"], 0.9, 0.59, True), ("injured", ["guards"], None, 0.9, True),
        ("killed", [], None, 0.1, False), ("trained", ["guards"], 0.7, 0.1, False),
        ("trained", ["guards"], 0.6, 0.9, True),
    ],
)  # fmt: skip
def test_who_did_harm_is_doubted(
    event: str, agents: list[str], agent_score: float | None, score: float, hidden: bool
) -> None:
    row = {"event": event, "agents": agents, "agent_text": None, "agent_score": agent_score, "score": score}
    assert doubted(row) is hidden


def test_a_date_that_may_be_that_of_something_else_is_assumed() -> None:
    told = {("said", "2043", "2044"): 0, ("document", "2043"): 1, ("near", "2043"): 4, ("said", "2043", "2043-06"): 4}
    assert {case: assumed({"time_from": case[0], "times": case[1:], "country_from": None}) for case in told} == told


def test_a_place_of_the_report_or_of_another_sentence_is_assumed() -> None:
    said = {"time_from": "said", "times": ["2043"]}
    assert [assumed(said | {"country_from": it}) for it in ("said", "document", "carried", None)] == [0, 2, 8, 0]


def test_what_another_sentence_places_is_not_surely_stated(page: Page) -> None:
    found = "[doubts(data, data.rows.indexOf(rows[90])), where_words(data, rows[90])]"
    assert told_of(page, found) == [[], "Chad"]
    assert told_of(page, found, (90, "assumed", 8)) == [["its place is that of another sentence"], "Chad, assumed"]


def stated_at_start(page: Page, want: str, *changes: Changed, also: str = "") -> list[str]:
    """What the start page says of the largest numbers of places, and of what stands beside each."""
    script = f"""await (async (item) => {{
        {also}
        await tell_stated(data, {want}, item);
        const told = Array.from(item.querySelectorAll("li"), (li) => [li.firstChild, ...li.querySelectorAll("div")]);
        return [item.firstChild, ...told.flat()].map((part) => part.textContent.trim());
    }})(make("div", {{}}, make("span")))"""
    return told_of(page, script, *changes)  # type: ignore[no-any-return]


NIGER: list[Changed] = [(4, "country", 1), (4, "score", 900), (4, "assumed", 2)]
LARGER = "Larger, but not surely stated: 500 people (no time is said)"


@pytest.mark.parametrize(("size", "others"), [(95, "; and 1 other."), (89, "."), (500, ".")])
def test_first_are_the_places_with_the_largest_numbers_and_how_many_are_larger(
    page: Page, size: int, others: str
) -> None:
    """Also where its report tells larger ones, of which not all are named, however unsure; no plan is one of them."""
    larger: list[Changed] = [(10, "whole", None), (10, "score", 0), (10, "amount", size), (7, "amount", 800)]
    niger = 'data.countries.push(["NER", "Niger"]);'
    told = stated_at_start(page, "{ event: 'killed' }", *NIGER, *larger, also=niger)
    first = "2 numbers of 2 places are each surely stated by one sentence. The largest of each place:"
    assert told == [first, "Chad: 90 people (2043).", LARGER + others, "Niger*: about 4 people (2043-06 to 2044-05)."]


def test_no_more_places_are_shown_than_three(page: Page) -> None:
    also = """const country = (code) => data.countries.push([code, code]) - 1;
        const sure = { [AT.whole]: null, [AT.score]: 900 };
        for (const n of [4, 10, 30]) Object.assign(rows[n], sure, { [AT.country]: country(`in ${n}`) });"""
    first, *places = stated_at_start(page, "{ event: 'killed' }", (500, "score", 0), also=also)
    assert first == "4 numbers of 4 places are each surely stated by one sentence. The 3 places with the largest:"
    assert [words.partition(":")[0] for words in places if not words.startswith("Larger")] == ["Chad", "in 30", "in 10"]


@pytest.mark.parametrize(
    ("day", "told"), [("2040-01-01", ["In the same paragraph, on the same day: 7 people."]), ("2040-01-02", [])]
)
def test_beside_a_strength_stands_what_the_body_has_too_on_that_day(page: Page, day: str, told: list[str]) -> None:
    also = f"""const stock = rows[8], own = {{ [AT.whose]: data.whose.push("UNXYZ") - 1, [AT.score]: 900 }};
        const beside = {{ [AT.amount]: 7, [AT.moment]: [stock[AT.moment][0], "{day}", null, null], [AT.whole]: null }};
        Object.assign(stock, own);
        Object.assign(rows[10], beside, {{ [AT.country]: null, [AT.reason]: stock[AT.reason] }}, own);"""
    assert stated_at_start(page, "{ whose: 'UNXYZ' }", also=also)[2:] == told


def test_no_day_is_broken_at_its_hyphens(page: Page) -> None:
    script = """(words) => {
        const told = make("p", {}, whole_days(words));
        document.querySelector("main").append(told);
        const kept = Array.from(told.children, (part) => [part.innerText, getComputedStyle(part).whiteSpace]);
        told.remove();
        return [told.textContent, kept];
    }"""
    words = "from 2043-06 to 2044-05-31, not sure"
    assert page.evaluate(script, words) == [words, [["2043-06", "nowrap"], ["2044-05-31", "nowrap"]]]
    assert page.locator(".moments .day .whole").first.inner_text() == "2040-01-01"


def test_the_page_names_the_largest_number_that_is_stated(page: Page) -> None:
    status = page.locator(".status")
    status.get_by_role("button", name="its sentence").first.click()
    page.locator("h2", has_text="1 sentence: 90 people").wait_for()
    with_score = 'async (score) => { (await load("counts")).rows.find((r) => r[AT.amount] === 90)[AT.score] = score; }'
    page.evaluate(with_score, 799)
    page.locator("select[name=by]").select_option("years")
    status.filter(has_text="None is surely stated. The largest that is likely right: 500 people").wait_for()
    assert rows_of_totals(page)[0] == "2043 – 90 – 1 1 – 1"
    page.evaluate(with_score, 1000)
    page.go_back()
    page.locator("h2", has_text="Sums by country").wait_for()
    assert page.locator("select[name=by]").input_value() == "country"


@pytest.mark.parametrize(
    ("changes", "leading"),
    [
        ([(500, "amount", 89)], [90]), ([(500, "counted", 2)], [90, 500]), ([(500, "score", 299)], [90]),
        ([(4, "amount", 600)], [90, 600]), ([(4, "amount", 600), (4, "score", 599)], [90, 500, 600]),
        ([(8, "amount", 700)], [90, 700]), ([(7, "amount", 91), (500, "country", 0)], [500]),
        ([(7, "amount", 800)], [90, 500]), ([(90, "score", 799)], [500]), ([(90, "assumed", 4)], [500]),
        ([(8, "amount", 700), (8, "score", 599)], [90, 500]),
    ],
)  # fmt: skip
def test_what_is_larger_leads_with_what_is_stated(page: Page, changes: list[Changed], leading: list[int]) -> None:
    """Of persons of all classes: the surest, and the largest, but no limit, and no stock that is unsure."""
    asked = "leads(data, told_lines(data, chosen).flat())[0].rows.map((i) => data.rows[i][AT.amount])"
    assert told_of(page, asked, *changes, event="killed") == leading


def test_no_files_are_a_larger_number_of_applications(page: Page) -> None:
    asked = "leads(data, told_lines(data, chosen).flat())[0].rows.map((i) => data.rows[i][AT.amount])"
    files = "(rows[90][AT.counted] = rows[500][AT.counted] = data.counted.push('texts, file') - 1) && "
    applications = "(rows[500][AT.counted] = data.counted.push('texts, application') - 1) && "
    others = [(n, "amount", 0) for n in (4, 8, 10, 30)]
    told = [told_of(page, script, *others, event="killed") for script in (files + asked, files + applications + asked)]
    assert told == [[90, 500], [90]]


STOCKS = "rows[500][AT.reason] = rows[90][AT.reason] = data.reasons.indexOf('stock')"


@pytest.mark.parametrize(
    ("tie", "score", "leading"),
    [
        ("whole] = n", 900, [500]), ("covering] = [n]", 700, [500]), ("covering] = [n]", 900, [90, 500]),
        (f"covering] = [n]; {STOCKS}", 700, [90, 500]),
    ],
)  # fmt: skip
def test_no_part_leads_before_its_less_sure_whole(page: Page, tie: str, score: int, leading: list[int]) -> None:
    """But what is surely stated does, and what there is on a day, which is no part of what there is on another."""
    tied = f"const n = data.rows.indexOf(rows[500]); rows[90][AT.{tie}; return [n, data.rows.indexOf(rows[90])];"
    asked = f"leads(data, (() => {{ {tied} }})())[0].rows.map((i) => data.rows[i][AT.amount])"
    assert told_of(page, asked, (90, "score", score), (500, "score", 599)) == leading


def test_what_a_table_rests_on_has_for_its_place_whose_it_is(page: Page) -> None:
    rests = "data.whose.push('UNXYZ') && data.rows[rests_on(data, chosen, 594, [], {{ whose: '{}' }}).most][AT.amount]"
    told = [told_of(page, rests.format(whose), (500, "whose", 0), event="killed") for whose in ("", "unxyz")]
    assert told == [90, 500]


LEADING = (
    "leads(data, told_lines(data, chosen).flat(), WANT).map((group) => group.rows.map((i) => data.rows[i][AT.amount]))"
)


def leading(page: Page, want: str, *changes: Changed, also: str = "", **asked: Any) -> Any:
    """The numbers that lead the page of those killed, a list a kind."""
    return told_of(page, also + LEADING.replace("WANT", want), *changes, event="killed", **asked)


@pytest.mark.parametrize(
    ("holders", "asked", "most"),
    [
        (["UNXYZ", "UNXYZ; Ministry"], "unxyz", [[90]]), (["UNXYZ", "Police of UNXYZ"], "unxyz", [[90, 500]]),
        (["Chad", "Chad; UNXYZ"], "chad", [[90, 500]]), (["Guards", "UNXYZ; Ministry"], "ministry", [[500]]),
    ],
)  # fmt: skip
def test_what_another_body_has_leads_no_page_of_a_body(
    page: Page, holders: list[str], asked: str, most: list[list[int]]
) -> None:
    """But what a part of it has does, and what a State has in a mission; and any where there is nothing else."""
    held: list[Changed] = [(90, "whose", 0), (500, "whose", 1)]
    assert leading(page, f"{{ whose: '{asked}' }}", *held, also=f"data.whose.push(...{holders}) && ") == most


def test_what_is_of_a_longer_time_leads_no_page_of_a_year(page: Page) -> None:
    long: list[Changed] = [(500, "first", Y2041), (500, "last", Y2044), (500, "country", 0)]
    assert leading(page, "{}", *long) == [[500]]
    assert leading(page, "{ year: 2043 }", *long, year=2043) == [[90]]
    unsure = [(n, "score", 599) for n in (90, 30, 10, 4)]
    assert leading(page, "{ year: 2043 }", *long, *unsure, year=2043) == [[500]]
    doubt = "doubts(data, data.rows.indexOf(rows[500]), { year: 2043 })"
    assert told_of(page, doubt, *long) == ["its time is not mostly in 2043"]


def test_cases_are_told_beside_persons_of_other_paragraphs(page: Page) -> None:
    cases = "data.counted.push('incidents') && Object.assign(rows[4], { [AT.counted]: data.counted.length - 1 }) && "
    assert leading(page, "{}", also=cases) == [[90, 500], [4]]
    assert leading(page, "{}", also=f"rows[4].splice(0, 2, 0, 0) && {cases}") == [[90, 500]]
    words = "make('p', {}, ...counts_status(data, chosen, true, ADDED, () => null, {})).textContent"
    assert "Told as cases, not as persons: ? about 4 " in told_of(page, cases + words, event="killed")
    sure = [(4, "score", 900), (90, "score", 700), (500, "score", 600)]
    assert "Of persons none is surely stated. " in told_of(page, cases + words, *sure, event="killed")
    assert leading(page, "{}", (4, "amount", 600), also=cases) == [[600], [90, 500]]
    apart = "data.counted.push('people, without violence') && (rows[90][AT.counted] = data.counted.length - 1) && "
    assert leading(page, "{}", also=apart) == [[500], [90]]
    assert leading(page, "{}", also=apart.replace("90", "500")) == [[90], [500]]
    assert "Of disasters and accidents: 90 people (Chad; " in told_of(page, apart + words, event="killed")


Y2041, Y2043, Y2044 = ((datetime.date(year, 1, 1) - datetime.date(1970, 1, 1)).days for year in (2041, 2043, 2044))
APART = [
    (500, "country", 0), (500, "first", Y2041), (500, "last", Y2041), (4, "first", Y2044), (4, "last", Y2044),
    (4, "score", 850),
]  # fmt: skip
"""Three numbers of Chad, each surely stated, of three years."""


ALSO: dict[str, list[Changed]] = {
    "sum": [], "one unsure": [(4, "score", 790)], "no place": [(4, "country", None)],
    "no number": [(4, "amount", None)], "times of two reports overlap": [(4, "first", Y2043)],
    "most not very sure": [(500, "score", 890)], "equal in one report": [(500, "amount", 90)],
}  # fmt: skip


@pytest.mark.parametrize("also", ALSO.values(), ids=ALSO)
def test_a_sum_is_told_only_of_what_is_stated_and_told_once(page: Page, also: list[Changed]) -> None:
    asked = "make('p', {}, ...counts_status(data, chosen, true, ADDED, () => null, {})).textContent"
    told = "3 numbers in 2 reports; their sum is about 594: no report states it, and more may have happened."
    status = told_of(page, asked, *APART, *also, event="killed")
    assert ("3 numbers in 2 reports; no sum of them is told" if also else told) in status


def test_a_filter_by_score_leaves_out_what_is_less_sure(page: Page) -> None:
    page.get_by_text("More filters").click()
    page.locator("select[name=score]").select_option("700")
    page.locator(".status", has_text="2 numbers in 1 report; no sum").wait_for()
    page.locator("select[name=score]").select_option("500")
    page.locator(".status", has_text="3 numbers in 2 reports; no sum").wait_for()


def test_bars_and_states_are_pressed_by_keys(page: Page) -> None:
    assert [b.get_attribute("aria-label") for b in page.locator(".bar").all()] == ["2043: 90"]
    page.locator(".bar").press("Enter")
    page.locator("h2", has_text="2 sentences: 2043").wait_for()
    assert [s.get_attribute("aria-label") for s in page.locator(".state[role]").all()] == ["Chad: 90"]
    page.locator(".state[role]").press("Enter")
    page.locator("h2", has_text="2 sentences: Chad").wait_for()
    drawn = """(groups) => [...bars(groups, "").querySelectorAll(".value")].map((value) => value.textContent)"""
    years = [{"words": "2043", "total": 38, "bound": 1}, {"words": "2044", "total": 4, "bound": 0}]
    assert page.evaluate(drawn, years) == ["≥38", "4"]


def test_a_list_offers_what_the_others_leave_and_no_year_to_come(page: Page) -> None:
    names = ("event", "counted", "country", "year")
    offered = {name: page.locator(f"select[name={name}] option").all_inner_texts()[1:] for name in names}
    assert offered == {
        "event": ["killed (7)"], "counted": ["people in general (5)", "children (1)", "women (1)"],
        "country": ["Chad (2)"], "year": ["2044 (1)", "2043 (3)", "2040 (1)"],
    }  # fmt: skip
    offer = '(want) => load("counts").then((data) => offer_counts(document.forms[0], data, [], 2043, want))'
    page.evaluate(offer, {"event": "killed", "counted": "people"})
    assert page.locator("select[name=year] option").all_inner_texts()[1:] == ["2043 (3)", "2040 (1)"]


def test_different_things_have_rows_of_their_own(mixed: Page) -> None:
    mixed.locator(".totals thead", has_text="What is counted").wait_for()
    assert rows_of_totals(mixed) == [
        "Chad people in general 90 (2043) – – 1 1 – –",
        "unknown no country is said, or several people in general – 500 – 1 1 – 2",
        "Chad children – ? about 4 (2043–2044) – 1 1 1 1",
    ]  # fmt: skip


def test_what_is_left_out_gives_the_table_no_kinds(page: Page) -> None:
    page.locator("select[name=counted]").select_option("")
    page.locator(".status", has_text="part of another number here").wait_for()
    assert "3 numbers in 2 reports" in page.locator(".status").inner_text()
    assert rows_of_totals(page)[0] == "Chad 90 (2043) – – 2 2 1 2"
    page.locator("select[name=counted]").select_option("people")
    page.locator(".status", has_text="part of another number here").wait_for(state="detached")


def test_an_event_that_befell_none_so_counted_is_asked_of_all(mixed: Page) -> None:
    lone = """async (event) => {
        const data = await load("counts"), row = data.rows.find((r) => r[AT.score] < 700);
        row[AT.event] = data.events.indexOf(event) < 0 ? data.events.push(event) - 1 : data.events.indexOf(event);
    }"""
    mixed.evaluate(lone, "seized")
    mixed.locator("select[name=counted]").select_option("people")
    mixed.locator("select[name=event] option", has_text="seized, cleared, handed in (1)").wait_for(state="attached")
    mixed.locator("select[name=event]").select_option("seized")
    likely = "None is surely stated. The largest that is likely right: ? about 4 people"
    mixed.locator(".status", has_text=likely).wait_for()
    assert mixed.locator("select[name=counted]").input_value() == ""
    mixed.evaluate(lone, "killed")
    mixed.locator("select[name=event]").select_option("killed")


def test_letters_of_states_are_left_out_until_they_are_asked_for(page: Page) -> None:
    address = page.url
    page.evaluate('load("counts").then((data) => { data.letters.push(0); })')
    for asked, chosen in (("#counts", "without"), ("#counts?event=killed", "")):
        page.goto(address.partition("#")[0] + asked)
        page.wait_for_function("(chosen) => document.querySelector('[name=letters]')?.value === chosen", arg=chosen)
    page.evaluate('load("counts").then((data) => { data.letters.pop(); })')
    page.goto(address)
    page.locator(".status", has_text="3 numbers in 2 reports; no sum").wait_for()


def test_a_sentence_is_cited_and_rows_are_saved(page: Page) -> None:
    page.locator(".passages .copy").first.click()
    page.locator(".passages .copy", has_text="A/99/").first.wait_for()
    assert ", para. 1" in page.locator(".passages .copy").first.inner_text()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download these counts as CSV").click()
    lines = Path(saving.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines[:2] == [
        "document,amount,bound,counted,unit_phrase,event,country,years,agent,series,left_out",
        "A/99/7,90,exact,people,people,killed,TCD,2043,the Guards,,",
    ]


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("How many died in Chad in 2043?", ["90 people"]), ("deaths in Chad in 2043", ["90 people"]),
        ("How many people lost their lives in Chad in March 2043?", ["90 people"]),
        ("How many women were killed in Chad in 2043?", ["30 people"]),
        ("HOW MANY DIED IN CHAD BY MAGIC", []),  # without its only word
        ('killed in Chad "guards"', ["90 people"]),
        ("Who died in Chad since May 2043?", ["about 4 people", "90 people"]),
        ("floods killed Chad 2020", []), ("killed in Chad by Storm Nora", []),  # numbers of other years and storms
        ("How many people were let out in Chad in 2043?", []), ("How many people died in Mali in 2043?", []),
        ("How many wild elephants died in Chad in 2043?", []),
        ("people killed in Chad", ["90 people", "about 4 people", "500 people"]),
        ("What share of people died in Chad in 2043?", []), ("Have people died in Chad in 2043?", []),
        ("Were 90 killed, and how many in Chad?", ["90 people", "500 people"]),
        ("How much did it cost in Chad?", []), ("killed", []), ("Chad 2043", []), ("did Chad lose", []),
    ],
)  # fmt: skip
def test_the_numbers_that_fit_a_question_answer_it(page: Page, asked: str, answers: list[str]) -> None:
    page.goto(f"{page.url.partition('#')[0]}#search?text={asked.replace(' ', '+')}")
    page.locator(".status", has_text="paragraph").wait_for()
    assert page.locator(".answers b").all_inner_texts() == answers


def test_a_number_that_does_not_fit_all_says_what_is_missing(page: Page) -> None:
    page.goto(f"{page.url.partition('#')[0]}#search?text=How+many+wild+elephants+died+in+Chad+in+2043")
    page.locator(".answers").wait_for()
    assert page.locator(".leads h2").inner_text() == "No number fits all of it; the nearest"
    assert page.locator(".answers li p:first-child").all_inner_texts() == [
        "90 people (Chad; happened: 2043)without “wild”, “elephants”"
    ]


def test_a_number_of_which_most_words_are_not_told_fits_in_part(page: Page) -> None:
    page.goto(f"{page.url.partition('#')[0]}#search?text=How+many+died+in+Chad+by+magic")
    page.locator(".answers").wait_for()
    assert page.locator(".leads h2").inner_text() == "Numbers that fit in part, the best first"
    assert page.locator(".answers li p:first-child").first.inner_text().endswith("without “magic”")


def test_what_tells_little_of_a_question_is_not_near_it(page: Page) -> None:
    """A word that its sentence tells, a heavier one that it does not, and another want."""
    partly = (
        "(least) => is_partly([1, 0.5, 1], [{ word: 'a', weight: 1 }, { word: 'b', weight: 3 }, { weight: 9 }], least)"
    )
    assert [page.evaluate(partly, least) for least in (0.25, 0.3)] == [False, True]
    page.goto(f"{page.url.partition('#')[0]}#search?text=How+many+wild+elephants+and+zebras+died+in+Mali+in+2043")
    page.locator(".leads h2", has_text="No number fits it").wait_for()
    assert page.locator(".answers").count() == 0


def test_a_number_of_one_of_two_countries_fits_less_where_the_other_is_not_named(page: Page) -> None:
    fits = """(async () => {
        const parts = ["TCD", "MLI"].map((country, entity) => ({ entity, words: [country], asks: [{ country }] }));
        const places = data.rows.map((_, i) => i), entities = [{ entity: "TCD" }, { entity: "MLI" }];
        return Promise.all([[], [1]].map(async (here) => (await name_want(parts, true,
            { data, documents: [{ first: 0 }], entities, named: places.map(() => here), places })).fit(rows[90], 0)));
    })()"""
    assert told_of(page, fits) == [0.7, 1]


@pytest.mark.parametrize(("people", "fit"), [("true", 0), ("false", -0.5)])
def test_a_people_may_be_in_another_country(page: Page, people: str, fit: float) -> None:
    """`the Malian flags` of a number in Chad whose paragraph names Mali."""
    fits = f"""(async () => {{
        const part = {{ entity: 0, words: ["malian"], asks: [{{ country: "MLI" }}], people: {people} }};
        const run = {{ data, documents: [{{ first: 0, paragraphs: 99 }}], entities: [{{ entity: "MLI" }}] }};
        run.named = data.rows.map(() => [0]); run.places = data.rows.map((_, i) => i);
        return (await name_want([part], true, run)).fit(rows[90], 0);
    }})()"""
    assert told_of(page, fits) == fit


def test_things_are_counted_by_their_noun_or_its_like(page: Page) -> None:
    """`landmines` are mines, `guns` are weapons, and no barriers; `aid workers` are no health workers."""
    fits = """(async () => {
        const phrases = ["15 mines", "weapons", "barriers", "troops", "military personnel", "aid workers", "workers"];
        const counted = ["weapons", "personnel"], places = [0, 0, 0, 1, 1, 1, 1];
        const found = async (want) => {
            const { fit } = await counted_want(want, { data: { ...data, counted, phrases, persons: ["personnel"] } });
            return phrases.map((_, n) =>
                fit(Object.assign([], rows[90], { [AT.counted]: places[n], [AT.phrase]: n }), -1));
        };
        return Promise.all([
            found({ counted: "weapons", words: ["landmines"] }),
            found({ counted: "personnel", words: ["soldiers"], like: ["troop", "military personnel"] }),
            found({ counted: "personnel", words: ["workers"], modifier: "aid" }),
        ]);
    })()"""
    assert told_of(page, fits) == [
        [1, 0.5, -0.5, -0.5, -0.5, -0.5, -0.5], [-0.5, -0.5, -0.5, 1, 1, 0.2, 0.2],
        [-0.5, -0.5, -0.5, 0.2, 0.2, 1, 0.8],
    ]  # fmt: skip


def test_a_number_of_another_noun_fits_in_part(page: Page) -> None:
    found = """best_of([{ i: 0, row: rows[90], fits: [1, 0.2] }],
        [{ weight: 5, said: "Chad" }, { weight: 1, said: "“guards”", is_noun: true }], { planned: false }, data, 0.6
    ).map(({ is_partly, without }) => [is_partly, without])"""
    assert told_of(page, found) == [[True, ["“guards”"]]]


@pytest.mark.parametrize(
    ("said", "cells", "fit"),
    [("killed", {}, 1), ("killed", {"counted": 1}, 0.8), ("died", {"counted": 1}, 1), ("have", {}, 0.6),
     ("have", {"moment": 1}, 1)],
)  # fmt: skip
def test_who_was_killed_died_of_no_flood_and_what_one_has_is_there(
    page: Page, said: str, cells: dict[str, int], fit: float
) -> None:
    asked = """async ([said, cells]) => {
        const row = Object.assign([0], Object.fromEntries(Object.keys(cells).map((name) => [AT[name], cells[name]])));
        row[AT.event] = 0; row[AT.counted] ??= 0;
        const data = { rows: [row], events: ["killed"], persons: ["people"] };
        data.counted = ["people", "people, without violence"];
        return event_want([{ said, words: [said], asks: [{ event: "killed" }] }], undefined, { data }).fit(row, 0);
    }"""
    assert page.evaluate(asked, [said, cells]) == fit


def test_who_asks_for_people_gets_no_number_of_things(page: Page) -> None:
    fits = """(async () => {
        const kinds = ["people", "personnel", "incidents", "places", "other"], row = Object.assign([], rows[90]);
        const want = (words) => counted_want({ counted: "people", words }, { data: { ...data, counted: kinds } });
        const fit_of = ({ fit }) => kinds.map((_, n) => fit(Object.assign([...row], { [AT.counted]: n }), -1));
        return (await Promise.all([["people"], ["zebras"]].map(want))).map(fit_of);
    })()"""
    assert told_of(page, fits) == [[1, 0.8, 0.7, -1, 0], [0.56, 0.56, 0.4, -1, 0]]


def test_an_answer_says_when(page: Page) -> None:
    page.goto(f"{page.url.partition('#')[0]}#search?text=Who+died+in+Chad+since+May+2043")
    told = "about 4 people (Chad; happened: 2043-06 to 2044-05)less sure, score 0.60"
    assert page.locator(".answers li p").first.inner_text() == told


def test_what_fits_a_question_in_part_is_near_though_it_is_without_nothing(page: Page) -> None:
    found = """((row, wants) => [NEARLY, FITTING].map((least) =>
        best_of([{ i: 0, row, fits: [0.6] }], wants, { planned: false }, data, least).map((each) => each.near))
    )(rows[90], [{ weight: 1, said: "Chad" }])"""
    assert told_of(page, found) == [[True], [False]]


@pytest.mark.parametrize(
    ("text", "told"),
    [("died in Chad two years after the war", "“two years after”"), ("who died in Chad this year", "“this year”")],
)
def test_a_time_that_no_calendar_says_is_told_as_unread(page: Page, text: str, told: str) -> None:
    page.goto(f"{page.url.partition('#')[0]}#search?text={text.replace(' ', '+')}")
    page.locator(".reading", has_text=f"{told} (a time that is not read)").wait_for()
    assert page.locator(".answers b").all_inner_texts() == []
    assert told in page.locator(".answers .tag", has_text="without").first.inner_text()


def test_the_sentence_that_tells_most_is_shown_whole(page: Page) -> None:
    """A frequent word, a rare one and a number; of sentences that say as much the first."""
    text = "A guard fell in Mr. Xu's care. The guards kept 7 raiders. A raider fell. Nobody."
    best = """([text, words, start]) => {
        const told = words.map(([word, weight]) => ({ words: [word], fits: begins, weight })), row = [];
        const found = best_sentence(text, told, start === null ? [] : [Object.assign(row, { [AT.start]: start })]);
        return found && text.slice(...found).trim();
    }"""
    first, second, third = "A guard fell in Mr. Xu's care.", "The guards kept 7 raiders.", "A raider fell."
    asked = [([["guard", 1]], None), ([["guard", 1]], 47), ([["raider", 2], ["fell", 4]], 47), ([["tank", 9]], 47)]
    assert [page.evaluate(best, [text, *each]) for each in asked] == [first, second, third, None]
    shown = """([text, ranges, sentence, around]) => {
        const p = make("p", {}, excerpt(text, ranges, sentence, around));
        return p.innerHTML.replaceAll(/ class="\\w+"/g, "");
    }"""
    told = [text, [[2, 7, "found"], [49, 56, "found"]], [31, 58], 12]
    marked = "<span>… Xu's care. </span>The guards kept 7 <mark>raiders</mark>. <span>A raider …</span>"
    assert page.evaluate(shown, told) == marked


def test_of_numbers_of_a_sentence_that_which_the_words_stand_nearest_to_fits_best(page: Page) -> None:
    """Two numbers of the first sentence, and one of the second, which stands alone."""
    fits = """async () => {
        const text = "Some 40 guards came when 7 raiders had fled. Then 9 raiders fell.", taken = load;
        load = async () => ({ paragraphs: [{ text }] });
        const rows = [[5, 7], [25, 26], [50, 51]].map(([start, end], i) => {
            const row = Object.assign([], { [AT.document]: 0, [AT.paragraph]: 0, [AT.amount]: i });
            return { i, row: Object.assign(row, { [AT.start]: start, [AT.end]: end }), fits: [1, 1, 1, 0.6] };
        });
        const words = ["guards", "raiders", null, "came"].map((word) => ({ word }));
        const told = await with_clauses(rows, words, { data: { phrases: [] } });
        load = taken;
        return told.map((each) => each.fits);
    }"""
    assert page.evaluate(fits) == [[1, 0.9, 1, 0.6], [0.9, 1, 1, 0.6], [1, 1, 1, 0.6]]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("aid workers detained in Chad", ["aid", "workers"]), ("kidnapped in Chad", ["kidnapped"]),
        ("Chad palace attack", ["palace", "attack"]), ("soldiers shot in Chad", ["soldiers"]),
    ],
)  # fmt: skip
def test_a_question_of_few_words_begins_with_what_is_counted(page: Page, text: str, nouns: list[str]) -> None:
    asked = [word for word in text.lower().split() if word not in ("in", "chad")]
    assert page.evaluate("([text, asked]) => first_nouns(text, asked, { shot: 'shoot' })", [text, asked]) == nouns


@pytest.mark.parametrize(
    ("reason", "answers"), [("stock", [90, 7]), ("negated", []), ("rate", []), ("refused", []), ("disputed", [])]
)
def test_what_is_denied_or_refused_answers_no_question(page: Page, reason: str, answers: list[int]) -> None:
    asked = f"""(async () => {{
        for (const row of data.rows) row[AT.reason] = data.reasons.push("{reason}") - 1;
        const [documents, entities, named, told] = await Promise.all(
            ["documents", "entities", "facets", "asking"].map(load));
        const question = read_question("killed in Chad in 2043", names_to_read(entities, new Set()), entities, told);
        const run = {{ documents, entities, named, data, total: 2, places: data.rows.map(() => 0) }};
        return (await answers_to(question, run)).map(({{ i }}) => data.rows[i][AT.amount]);
    }})()"""
    assert told_of(page, asked) == answers


def test_where_no_sentence_has_the_words_its_paragraphs_answer(page: Page) -> None:
    found = """async () => {
        const looked_up = paragraphs_with, data = await load("counts"), documents = await load("documents");
        paragraphs_with = async (words, index) => (index === "words" ? [0] : []);
        const want = await counts_asked({ about: "raid" }, data, documents);
        paragraphs_with = looked_up;
        const status = make("p", {}, ...counts_status(data, [], true, ADDED, () => null, want)).textContent;
        return [want.told.size, new Set([...want.told].map((i) => data.rows[i][AT.document])).size, status];
    }"""
    size, documents, status = page.evaluate(found)
    assert (size > 0, documents) == (True, 1)
    assert "No fitting sentence has “raid”: its paragraphs answer." in status


def test_the_longest_words_say_what_happened(page: Page) -> None:
    events = "[['violence', 'violence', null], ['sexual violence', 'sexual_violence', null]]"
    told = f"{{ events: {events}, forms: {{}}, units: {{}}, asking: {{}}, joining: {{}}, helping: {{}} }}"
    asked = f"event_parts(['sexual', 'violence'], ['sexual', 'violence'], new Set(), {told})"
    assert page.evaluate(f"() => {asked}.map((part) => part.asks)") == [[{"event": "sexual_violence"}]]


def test_a_question_says_what_happened_and_when(page: Page) -> None:
    events = """(text) => load("asking").then((told) =>
        read_question(text, names_to_read([], new Set(told.function)), [], told).events[0].asks[0].event)"""
    said = {
        "How many prisoners were let out in jail?": "released", "How many men did the raid free?": "released",
        "How many had gone back by then?": "returned", "How many guns were taken away?": "seized",
        "How many prisoners held in camps were freed?": "released", "How many lost their lives?": "killed",
        "How many people died in the strong flood near a school?": "killed",
        "How many police officers were killed?": "killed", "How many men have now died?": "killed",
        "How many schoolchildren did the police teach?": "trained", "How many men had fled?": "displaced",
        "How many women, staff and villagers, were wounded?": "injured", "How many were shot dead?": "killed",
    }  # fmt: skip
    assert {text: page.evaluate(events, text) for text in said} == said
    asked = events.replace("events[0].asks[0].event", "asks")
    assert [page.evaluate(asked, text) for text in ("How many", "How many died")] == [False, True]
    counted = events.replace("events[0].asks[0].event", "parts.find((part) => part.counted)?.counted")
    assert page.evaluate(counted, "How much land was cleared?") == "places"
    assert page.evaluate(counted, "How many convicts left prison?") == "people"
    times = {
        "between late 2041 and early 2042": ["2041-09-01", "2042-04-30"], "by March 2041": [None, "2041-03-31"],
        "from April to July 2041": ["2041-04-01", "2041-07-31"], "since 5 May 2041": ["2041-05-05", None],
        "after the 2040 war, in the spring of 2041": ["2041-03-01", "2041-06-30"], "before 2041": [None, "2040-12-31"],
        "in the 2040s": ["2040-01-01", "2049-12-31"], "by the mid-2080s": [None, "2086-12-31"],
        "on March 5, 2041": ["2041-03-05", "2041-03-05"], "in the first half of 2041": ["2041-01-01", "2041-06-30"],
    }  # fmt: skip
    when = events.replace("events[0].asks[0].event", "parts.find((part) => part.spans)")
    told = {text: page.evaluate(when, text)["asks"][0] for text in times}
    assert {text: [told[text].get("since"), told[text].get("until")] for text in times} == times
    assert len(page.evaluate(when, "in 2040 and 2043")["spans"]) == 2


def test_a_people_is_that_of_its_one_state(page: Page) -> None:
    asked = """(text) => load("asking").then((told) => {
        const states = ["SDN", "SSD", "COG", "COD"].map((entity) => ({ entity, label: "COUNTRY", name: entity }));
        const { parts } = read_question(text, names_to_read([], new Set(told.function)), states, told);
        return parts.flatMap(({ asks }) => asks.flatMap(({ country }) => country ?? []));
    })"""
    peoples = {"South Sudanese": ["SSD"], "Sudanese": ["SDN"], "Congolese": []}
    assert {words: page.evaluate(asked, f"How many {words} fled?") for words in peoples} == peoples


def test_who_moves_has_two_countries_but_another_time_or_thing_is_false(page: Page) -> None:
    fit = """async () => {
        const row = [], of_row = { document: 0, country: 1, assumed: 1, counted: 0, event: 0, first: 999, last: 999 };
        for (const name in of_row) row[AT[name]] = of_row[name];
        const data = { rows: [row], series: [], counted: ["places"], events: ["returned"], phrases: [], persons: [] };
        const run = { data, documents: [{}], named: [[]], places: [0], entities: [{}] };
        return [time_want({ spans: [[1, 9]] }, run), await counted_want({ counted: "people", words: [] }, run),
            await name_want([{ entity: 0, words: ["chad"], asks: [] }], true, run)].map((want) => want.fit(row, 0));
    }"""
    assert page.evaluate(fit) == [-1, -1, 0.6]


def test_a_name_must_stand_in_the_report_of_the_number(page: Page) -> None:
    """Two reports of two paragraphs; the second alone has the name `nora`, and names the body 0."""
    fits = """async () => {
        const data = { rows: [], series: [], events: [], phrases: [] }, documents = [{ first: 0 }, { first: 2 }];
        const run = { data, documents, named: [[], [], [0], []], places: [1, 3], total: 4, entities: [{}] };
        const looked_up = [paragraphs_with_word, paragraphs_with];
        paragraphs_with_word = async (word, index) =>
            Object.assign(new Set(index === "words" ? [2] : []), { is_name: word === "nora" });
        paragraphs_with = async () => [];
        const [name, word] = [{ words: ["nora"] }, { words: ["storm"] }];
        const body = { entity: 0, words: ["UNXYZ"], asks: [] };
        const wants = [await word_want(name, run), await word_want(word, run), await name_want([body], false, run)];
        [paragraphs_with_word, paragraphs_with] = looked_up;
        return wants.map(({ fit }) => [fit([0], 0), fit([1], 1)]);
    }"""
    assert page.evaluate(fits) == [[-1, 0], [0, 0], [-1, 0]]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("guards killed by storms", [True, ["guards"]]), ("raid killed guards", [True, ["guards"]]),
        ("raid killed", [False, None]), ("guards", [False, ["guards"]]),
    ],
)  # fmt: skip
def test_a_question_of_few_words_asks_for_what_is_counted(page: Page, text: str, read: list[object]) -> None:
    asked = """async (text) => {
        const told = await load("asking"), names = names_to_read([], new Set(told.function));
        const { asks, parts } = read_question(text, names, [], told);
        return [asks, parts.find((part) => part.counted)?.words ?? null];
    }"""
    assert page.evaluate(asked, text) == read


@pytest.mark.parametrize(
    ("want", "row", "fit"),
    [
        ("event", {"event": 0}, 1), ("event", {"event": 1}, 0.5), ("event", {"event": 2}, -0.5),
        ("money", {"counted": 0}, -1), ("money", {"counted": 1}, 1), ("counted", {"counted": 1}, -1),
        ("time", {"first": 1, "last": 9}, 1), ("time", {"first": 1, "last": 9, "assumed": 1}, 0.8),
        ("time", {"first": 40, "last": 49, "assumed": 1}, 0), ("time", {"first": 40, "last": 49}, 0),
        ("time", {"first": 41, "last": 49}, -0.5), ("time", {"first": 41, "last": 300, "assumed": 1}, 0),
        ("time", {"first": None, "last": None}, -1),
        ("name", {"series": 0}, 0.8), ("name", {"series": 1}, -1),
    ],
)  # fmt: skip
def test_how_well_a_number_fits_what_is_asked(page: Page, want: str, row: dict[str, int | None], fit: float) -> None:
    """Who were killed or injured, what was paid or counted, on the first days of 1970, and whose it is."""
    asked = """async ([want, told]) => {
        const data = { rows: [], series: ["unxyz", "unabc"], counted: ["people", "money, USD"], phrases: [],
            events: ["killed", "injured", "trained"], persons: ["people"] };
        const run = { data, documents: [{}], named: [[]], places: [0], entities: [{ entity: "unxyz", kind: "un" }] };
        const deeds = ["killed", "injured"].map((event) => ({ words: [event], asks: [{ event }] }));
        const row = Object.assign([0], Object.fromEntries(Object.keys(told).map((name) => [AT[name], told[name]])));
        const wants = {
            event: () => event_want(deeds, undefined, run), time: () => time_want({ spans: [[1, 9]] }, run),
            money: () => counted_want({ counted: "money", words: [] }, run),
            counted: () => counted_want({ counted: "people", words: [] }, run),
            name: () => name_want([{ entity: 0, words: ["unxyz"], asks: [] }], false, run),
        };
        return (await wants[want]()).fit(row, 0);
    }"""
    assert page.evaluate(asked, [want, row]) == fit


@pytest.mark.parametrize(
    ("asked", "row", "fit"),
    [
        (["2043-01-01", "2043-12-31"], {}, 1), (["2043-06-01", "2043-07-31"], {}, 0.8),
        (["2043-01-01", "2043-12-31"], {"moment": 1}, 0.8),
    ],
)  # fmt: skip
def test_an_assumed_time_within_the_year_asked_for_fits_it(
    page: Page, asked: list[str], row: dict[str, int], fit: float
) -> None:
    """A number of the report's period, of June 2043; and one there then."""
    found = """([span, told]) => {
        const cells = { document: 0, assumed: 1, first: day_of("2043-06-01"), last: day_of("2043-06-30"), ...told };
        const row = Object.assign([], Object.fromEntries(Object.keys(cells).map((name) => [AT[name], cells[name]])));
        return time_want({ spans: [span.map(day_of)] }, { documents: [{}] }).fit(row);
    }"""
    assert round(page.evaluate(found, [asked, row]) / page.evaluate(found, [asked, row | {"assumed": 0}]), 2) == fit


def test_what_goes_on_long_after_a_time_does_not_fit_until_then(page: Page) -> None:
    fit = """(years) => {
        const row = [], [first, last] = [`${years[0]}-01-01`, `${years[1]}-12-31`].map(day_of);
        Object.assign(row, { [AT.document]: 0, [AT.first]: first, [AT.last]: last });
        const time = { spans: [[day_of("2042-12-31"), day_of("2043-12-31")]], open: "until" };
        return Math.round(100 * time_want(time, { documents: [{}] }).fit(row));
    }"""
    assert [page.evaluate(fit, years) for years in ([2043, 2043], [2043, 2044], [2043, 2082])] == [100, 60, 22]


def test_the_least_telling_words_are_left_out_first(page: Page) -> None:
    sets = "[[2, [1, 2, 3, 4]], [0, [3]], [0, [1, 2, 5, 6, 7]], [0, [8]], [0, []]]"  # how firm, and where
    found = f"most_telling({sets}.map(([firm, its]) => ({{ firm, set: new Set(its) }})), 10)"
    assert page.evaluate(f"() => {found}.kept.map(({{ set }}) => set.size)") == [4, 1]


def test_of_a_question_that_no_paragraph_has_all_of_the_most_telling_stand_first(page: Page) -> None:
    """Names or times, what happened, words; two reports; and rows of which one's sentence has a word."""
    found = """([sets, rows]) => {
        const documents = [{ first: 0 }, { first: 4 }], its = rows && Map.groupBy(rows, (row) => row);
        return ranked(sets.map(([firm, spans, set, of = []]) =>
            ({ part: { spans }, firm, set: new Set(set), rows: of })), { total: 10, documents }, its);
    }"""
    words: list[Any] = [[0, None, [1]], [0, None, [3, 4, 5]]]
    asked = {
        "a rare word, and its report": ([*words, [0, None, []]], None, [1, 3, 4, 5]),
        "a name": ([*words, [2, None, [2, 4]]], None, [4, 2, 1, 3, 5]),
        "what happened": ([*words, [1, None, [5]]], None, [5, 1, 3, 4]),
        "a time": ([*words, [2, 1, [2]]], None, [2, 1, 3, 4, 5]),
        "a number": (words, [4], [4, 1, 3, 5]),
        "a sentence": ([words[0], [0, None, [3, 4, 5], [5]]], [4, 5], [5, 4, 1, 3]),
    }
    assert {what: page.evaluate(found, [*case[:2]]) for what, case in asked.items()} == {
        what: order for what, (_, _, order) in asked.items()
    }


@pytest.mark.parametrize(
    ("part", "has", "kept"),
    [
        ({"proper": True}, [1], [2, 0, 1]), ({"entity": 0}, [3], [4, 3]), ({"entity": 1}, [3], [2, 4, 0, 3, 1]),
        ({}, [1], [2, 4, 0, 3, 1]), ({"proper": True}, [], [2, 4, 0, 3, 1]),
    ],
)  # fmt: skip
def test_the_nearest_are_of_reports_that_have_the_names(
    page: Page, part: dict[str, Any], has: list[int], kept: list[int]
) -> None:
    documents = "[{ first: 0, paragraphs: 3 }, { first: 3, paragraphs: 2 }]"
    run = f"{{ documents: {documents}, entities: [{{ label: 'COUNTRY' }}, {{ label: 'AGENCY' }}] }}"
    found = f"([part, has]) => of_places([2, 4, 0, 3, 1], [{{ part, set: new Set(has) }}], {run})"
    assert page.evaluate(found, [part, has]) == kept


def questions_at_start(page: Page) -> list[str]:
    page.goto(f"{page.url.partition('#')[0]}#documents")
    page.locator("h1", has_text="Documents").wait_for()
    page.goto(f"{page.url.partition('#')[0]}#start")
    page.locator("h2", has_text="How good it is").wait_for()
    page.locator(".questions li[hidden]").first.wait_for(state="detached")
    return [" ".join(text.split()) for text in page.locator(".questions > li").all_inner_texts()]


def test_the_start_page_says_how_good_it_is_and_leads_a_question_to_its_answer(page: Page) -> None:
    again = "What do the reports say again and again? 2 measures"
    each = "What does each report hold? with its paragraphs, and what is marked in them"
    said = "1 number of 1 place is surely stated by one sentence. The largest: Chad: 90 people (2043)."
    killed = f"How many died or were killed, and where? {said} A/99/7 ¶1 {TEXT}"
    less_sure = "Larger, but not surely stated: 500 people (no time is said)."
    assert questions_at_start(page) == [f"{killed} {less_sure}", again, each]
    row = "(await load('counts')).rows.find((r) => r[AT.amount] === old)"
    resize = f"async ([old, size]) => {{ {row}[AT.amount] = size; }}"
    page.evaluate(resize, [500, 50])
    assert questions_at_start(page) == [killed, again, each]
    assert page.locator("thead th").last.inner_text() == "In gold"
    assert page.locator("tbody tr").inner_text() == "entity\t90 %\t80 %\t85 %\t79 % to 91 %\t120"
    page.get_by_role("link", name="How many died").click()
    page.locator(".status", has_text="The largest that is surely stated is 90").wait_for()
    page.go_back()
    page.get_by_role("searchbox").fill("How many women were killed in Chad in 2043?")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Counts: 1 number of killed").click()
    page.locator("h1", has_text="Counts").wait_for()
    page.go_back()
    page.locator(".answers mark", has_text="30").wait_for()
    page.evaluate(resize, [50, 500])


@pytest.mark.parametrize(("assumed", "state"), [(0, "hidden"), (2, "visible")])
def test_the_start_page_explains_what_is_assumed_where_something_is(page: Page, assumed: int, state: Any) -> None:
    row = "(await load('counts')).rows.find((r) => r[AT.amount] === 90)"
    page.evaluate(f"async (assumed) => {{ {row}[AT.assumed] = assumed; }}", assumed)
    assert ["Chad*: 90" in told for told in questions_at_start(page)[:1]] == [assumed > 0]
    page.locator("p", has_text="* No sentence says this place or day").wait_for(state=state)
    page.evaluate(f"async () => {{ {row}[AT.assumed] = 0; }}")


SO_FAR = {"measure": "running_total", "not_additive": "running_total"}


@pytest.mark.parametrize(("more", "asked"), [({}, 1), (SO_FAR, 1), ({"country_from": "document"}, 0)])
def test_those_displaced_are_asked_of_where_a_sentence_says_their_country(
    browser: Browser, tmp_path: Path, more: dict[str, Any], asked: int
) -> None:
    text = report(said("In Chad 9 internally displaced persons remain.", x="COUNT 9"))
    stock: dict[str, Any] = {"measure": "stock", "not_additive": "stock", "unit_class": "displaced"}
    cells = {**stock, "unit_lemma": "person", "unit_phrase": "internally displaced persons", **YEAR, **CHAD, **more}
    with browsed(browser, tmp_path, "", counted(text, [fact("x", **cells)], event="displaced")) as tab:
        tab.locator(".questions > li[hidden]").first.wait_for(state="detached")
        assert tab.locator(".questions > li", has_text="displaced within their countries").count() == asked


def test_who_did_it_has_a_column_where_it_is_known(browser: Browser, tmp_path: Path) -> None:
    with browsed(browser, tmp_path, DEPLOYED, guards("A/99/7", 2043, "40", agent_text="the envoy")) as tab:
        tab.locator(".moments tbody tr").first.wait_for()
        assert tab.locator(".moments th[scope=col]").all_inner_texts() == [
            "What", "Number", "Kind of number", "When", "Where", "Who did it", "Sentence",
        ]  # fmt: skip
        assert tab.locator(".moments tbody tr").first.inner_text().split("\t")[4:6] == ["Chad", "the envoy"]


def guards(name: str, year: int, there: str, **cells: Any) -> Extraction:
    """A report that says how many guards are in Chad, and how many may be; `cells` are those of the former."""
    text = f"On 31 March {year} there were {there} guards in Chad, of 60 that are authorized."
    day = datetime.date(year, 3, 31)
    own: dict[str, Any] = {
        **CHAD, "sentence_text": text, "unit_class": "personnel", "unit_lemma": "guard", "time_from": "said",
        "times": (str(day),), "time_start": day, "time_end": day,
    }  # fmt: skip
    facts = [
        CountFact.model_validate({"count": f"m1-{what}", "measure": what, "not_additive": what, **own, **more})
        for what, more in (("stock", cells), ("limit", {}))
    ]
    whole = report(said(text, TCD="COUNTRY Chad", stock=f"COUNT {there}", limit="COUNT 60"), document=name)
    return counted(whole, facts, event="deployed", unit="guards")


PART = {"part_of": "m1-limit", "part_group": 1}


def test_what_stands_at_a_moment_is_a_line_and_no_sum(browser: Browser, tmp_path: Path) -> None:
    elsewhere = guards("A/99/9", 2045, "900", country=None, country_from=None)
    held: dict[str, Any] = {"whose": ("unxyz",)}
    others = ((3, "5", "NER"), (4, "57", "NER"), (5, "54", "MLI"), (6, "55", "MLI"))
    whose = {"NER": held, "MLI": {}}
    several = [guards(f"A/99/{n}", 2052 + n, there, country=where, **whose[where]) for n, there, where in others]
    chad = guards("A/99/7", 2043, "40", **held), guards("A/99/8", 2044, "50", **PART, **held)
    with browsed(browser, tmp_path, DEPLOYED, *chad, elsewhere, *several) as tab:
        tab.locator(".status", has_text="7 of what there is at a moment").wait_for()
        rows = tab.locator(".moments tbody tr").all_inner_texts()
        assert [row.split("\t")[4] for row in rows] == ["NER", "unknown", "MLI", "Chad", "Chad"]
        assert "Sum of" not in tab.locator("main").inner_text()
        line = tab.locator(".multiples .measure")
        assert line.locator("h3").all_inner_texts() == ["Chad · unxyz · guard"]
        assert line.locator("p").first.inner_text() == "up, from 40 (2043-03-31) to 50 (2044-03-31)."
        assert line.locator(".limit").count() == 1
        dots = line.get_by_role("button").filter(has=tab.locator("circle"))
        assert [d.get_attribute("aria-label") for d in dots.all()] == [
            "2043-03-31: 40 of at most 60", "2044-03-31: 50 of at most 60",
        ]  # fmt: skip
        dots.last.focus()
        line.locator(".tip a").first.wait_for()
        assert line.locator(".tip").inner_text().startswith("2044-03-31: 50 of at most 60 A/99/8 ¶1")
        assert line.locator(".tip mark").inner_text() == "50"
        of_series = 'async (n) => { (await load("counts")).rows.find((r) => r[AT.amount] === 50)[AT.series] = n; }'
        tab.evaluate(of_series, 7)
        tab.locator("select[name=by]").select_option("years")
        line.wait_for(state="detached")
        tab.evaluate(of_series, None)
        tab.locator("select[name=by]").select_option("country")
        line.wait_for()
        tab.evaluate('MANY_THINGS.push("deployed")')
        tab.evaluate('load("counts").then((data) => { data.rows.find((r) => r[AT.amount] === 57)[AT.score] = 400; })')
        tab.get_by_text("More filters").click()
        tab.locator("input[name=whose]").fill("unxyz")
        tab.locator(".moments td", has_text="? 57").wait_for()
        numbers = [row.split("\t")[1] for row in tab.locator(".moments tbody tr").all_inner_texts()]
        assert (numbers, line.count()) == (["50 of 60", "? 57 of 60", "5 of 60"], 0)
        tab.evaluate('load("counts").then((data) => { data.rows.find((r) => r[AT.amount] === 40)[AT.amount] = 70; })')
        tab.locator("select[name=country]").select_option("TCD")
        tab.locator(
            ".lead", has_text="The largest that is surely stated is 70 guards (there on that day: 2043"
        ).wait_for()


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("event=deployed&counted=personnel&whose=unx", ["2043-03-01: 40", "2044-03-01: 50"]),
        ("counted=personnel&country=TCD&year=2044", ["2044-03-01: 50"]), ("counted=personnel&agent=guards", []),
        ("event=killed&counted=personnel", []), ("counted=people", []),
        ("counted=personnel&whose=other", []),
    ],
)  # fmt: skip
def test_totals_of_tables_are_lines_where_they_fit(page: Page, asked: str, days: list[str]) -> None:
    page.goto(f"{page.url.partition('#')[0]}#series")
    page.locator("h1", has_text="Series").wait_for()
    page.goto(f"{page.url.partition('#')[0]}#counts?{asked}")
    page.locator("h2", has_text="sentence").wait_for()
    dots = page.locator(".tables .dot")
    assert [d.get_attribute("aria-label") for d in dots.all()] == days
    if days:
        assert page.locator(".tables h3").inner_text() == "UNXYZ · Guards of UNXYZ"
        dots.last.focus()
        page.locator(".tip", has_text="A/99/8 table-1, row 2, p. 9 Guards of UNXYZ on that day").wait_for()


def test_a_number_is_on_the_page_of_its_sentence(browser: Browser, tmp_path: Path) -> None:
    whole = guards("A/99/7", 2043, "40")
    (paragraph,) = whole.report.paragraphs
    turned = paragraph.model_copy(update={"pages": ((0, 4), (paragraph.text.index(" in Chad"), 5))})
    whole = whole.model_copy(update={"report": whole.report.model_copy(update={"paragraphs": (turned,)})})
    with browsed(browser, tmp_path, DEPLOYED, whole) as tab:
        tab.locator(".passages li").nth(1).wait_for()
        links = "links => links.map(link => [link.textContent, link.getAttribute('href').split('#').at(-1)])"
        assert tab.locator(".passages .place a").evaluate_all(links) == [
            ["A/99/7 ¶1, p. 5", "document?symbol=A/99/7&paragraph=1"], ["PDF", "page=5"],
            ["A/99/7 ¶1, p. 4", "document?symbol=A/99/7&paragraph=1"], ["PDF", "page=4"],
        ]  # fmt: skip
        tab.goto(f"{tab.url.partition('#')[0]}#search?text=guards")
        tab.locator(".passages .place a", has_text="A/99/7 ¶1, p. 4–5").wait_for()


def test_series_have_a_line_and_the_source_of_each_value(page: Page) -> None:
    page.goto(f"{page.url.partition('#')[0]}#series?text=guards+1")
    page.locator(".status", has_text="1 measure that recurs").wait_for()
    measure = page.locator(".measure")
    assert measure.locator("h2").all_inner_texts() == ["Guards 1"]
    assert measure.locator(".place").inner_text() == "unxyz · deployed · Chad"
    assert measure.locator(".sentence").inner_text() == (
        "Guard: down, from 40 (2043-03-01) to ? 30 (report of 2044-07-01)."
    )
    rows = [" ".join(text.split()) for text in measure.locator("tr").all_inner_texts()]
    assert rows == ["2043-03-01 40 A/99/7 ¶1, p. 9", "report of 2044-07-01 ? 30 A/99/8 table-1, row 2, p. 9"]
    assert page.locator(".lines .gap").count() == 1
    assert page.locator(".lines text").all_text_contents() == ["0", "20", "40", "2043-03-01", "2044-07-01"]
    page.locator(".dot").first.focus()
    page.locator(".tip a").first.wait_for()
    assert page.locator(".tip").inner_text() == "2043-03-01: 40 A/99/7 ¶1, p. 9 PDF There were 40 guards."


def test_a_series_is_taken_away_as_picture_rows_and_address(page: Page) -> None:
    page.goto(f"{page.url.partition('#')[0]}#series?text=guards+1")
    with page.expect_download() as saving:
        page.get_by_role("button", name="PNG").click()
    assert Path(saving.value.path()).read_bytes()[:4] == b"\x89PNG"
    with page.expect_download() as saving:
        page.get_by_role("button", name="CSV").click()
    lines = Path(saving.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines == [
        "when,value,number_text,latest,document,place,page,sentence",
        "2043-03-01,40,40,true,A/99/7,¶1,9,There were 40 guards.",
        'report of 2044-07-01,30,30,true,A/99/8,"table-1, row 2",9,There were 30 guards.',
    ]
    page.get_by_text("Embed").click()
    code = page.get_by_label("HTML that embeds the chart").input_value()
    page.goto(code.split('"')[1])
    page.locator("h1", has_text="Guards 1").wait_for()
    assert [page.locator(what).is_visible() for what in ("header", "footer", ".chart")] == [False, False, True]
    page.locator(".measure td a").first.click()
    page.locator("h1", has_text="Invented").wait_for()
    assert [page.locator(what).is_visible() for what in ("header", "footer")] == [True, True]


def test_series_that_count_alike_stand_side_by_side(page: Page) -> None:
    page.goto(f"{page.url.partition('#')[0]}#series?show=alike")
    page.locator(".multiples").wait_for()
    assert page.locator("header").is_visible()
    assert page.locator("h2").all_inner_texts() == ["guard, deployed"]
    assert page.locator(".multiples .lines").count() == 1  # of the other no place is known
    assert page.locator(".multiples h3").all_inner_texts() == ["unxyz · deployed · Chad", "unxyz · deployed"]
    page.locator(".multiples h3 a").first.click()
    page.locator("h1", has_text="Guards 1").wait_for()
    page.locator(".measure td a").first.click()
    page.locator("h1", has_text="Invented").wait_for()
    assert page.url.endswith("#document?symbol=A/99/7&paragraph=1")


def test_measures_as_data() -> None:
    first, second = series_data(MEASURES, ["A/99/7", "A/99/8"], {"unxyz": "UNXYZ reports", "TCD": "Chad"}, {UNSURE})
    assert (first["name"], [v["document"] for v in first["values"]]) == ("guards 1", [0, 1])
    assert [(v["day"], v["when"], v["paragraph"], v["unsure"]) for v in first["values"]] == [
        ("2043-03-01", "2043-03-01", "1", False), ("2044-07-01", "report of 2044-07-01", None, True),
    ]  # fmt: skip
    assert (first["series_name"], first["country_name"]) == ("UNXYZ reports", "Chad")
    assert second["values"][0]["latest"] is False
