"""What no sum adds: overlapping times and places, corrected figures; what stands at a moment, limits, tables."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from called_command import called
from invented.runs import changed, report, said, whole_run
from sgreports.answers.counts.answer import answer, cells, opened_for
from sgreports.answers.counts.question import Question
from sgreports.answers.counts.tables import all_table_lines
from sgreports.answers.named import country_code
from sgreports.errors import UsageError
from sgreports.model.facts import CountFact, Extraction
from sgreports.model.report import Masthead, Table

Told = tuple[str, dict[str, Any]]
"""The words of a number, and the cells of its count."""


def killed(number: str, start: str, end: str, country: str | None = "TCD", **more: Any) -> Told:
    days = {"time_start": start, "time_end": end, "times": (f"{start}/{end}",), "time_from": "said"}
    place = {"country": country, "country_from": country and "said"}
    return number, {"unit_class": "people", "unit_lemma": "person", **days, **place, **more}


def told(document: str, sentence: str, *numbers: Told, event: str = "killed", **more: Any) -> Extraction:
    """A report of one sentence with these counts."""
    paragraph, mentions = said(sentence, **{f"n{n}": f"COUNT {words}" for n, (words, _) in enumerate(numbers)})
    read = {"kind": "cardinal", "comparator": "=", "event": event, "unit": "people"}
    values = {m.id: float(m.text.replace(",", "")) for m in mentions}
    marked = tuple(
        m.model_copy(update={**read, "value_min": values[m.id], "value_max": values[m.id]}) for m in mentions
    )
    facts = tuple(
        CountFact.model_validate({"count": f"m1-n{n}", "sentence_text": sentence, **cells})
        for n, (_, cells) in enumerate(numbers)
    )
    masthead = {"symbols": (document,), "title": "Invented", "date": datetime.date(2044, 3, int(document[-1])), **more}
    tables = masthead.pop("tables", ())
    made = report((paragraph, marked), document=document, masthead=Masthead.model_validate(masthead), tables=tables)
    return made.model_copy(update={"counts": facts})


def left_out(run: Path, arguments: str = "", column: str = "left_out") -> list[tuple[str, str | None]]:
    with opened_for(run, Question()) as connection:
        query = f"SELECT number_text, {column} FROM selected({arguments}) ORDER BY document, char_start"
        return connection.execute(query).fetchall()


YEAR, QUARTER, DAY = ("2043-01-01", "2043-12-31"), ("2043-01-01", "2043-03-31"), ("2043-02-03", "2043-02-03")


def test_no_sum_is_made_of_things_of_several_sorts_nor_of_averages_and_who_was_forced(tmp_path: Path) -> None:
    cells = {"12": ("weapons", "rifle"), "9": ("goods", "cart"), "20": ("people", "person"), "8": ("people", "person")}
    text = "After 12 rifles and 9 carts came back, an average of 20 people returned, and 8 were forced to."
    counts = [killed(n, *YEAR, unit_class=of, unit_lemma=lemma) for n, (of, lemma) in cells.items()]
    mixed = told("S/3", "Of 30 people 19 came spontaneously, 11 were deported.", killed("30", *YEAR), event="returned")
    run = whole_run(tmp_path / "run", told("S/2", text, *counts, event="returned"), mixed)
    with opened_for(run, Question()) as connection:
        rows = connection.execute("SELECT number_text, counted, not_added FROM facts ORDER BY char_start").fetchall()
    assert rows == [
        ("30", "people", None), ("12", "weapons, rifle", None), ("9", "goods, cart", None), ("20", "people", "rate"),
        ("8", "people, forced", None),
    ]  # fmt: skip
    for asked in ({"unit_class": "weapons", "event": "seized"}, {"unit_class": "people", "event": "returned"}):
        assert Question.model_validate({"by": ("country",), **asked}).groups == ("country", "counted")


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("The earthquake killed 7 people.", "people, without violence"),
        ("In road accidents 7 police officers died.", "people, without violence"),
        ("Floods burst the dams. They took 7 lives.", "people, without violence"),
        ("Some were shot, 7 died in a flood, and more in raids.", "people, without violence"),
        ("Rain fell, cholera spread to 7 men; violence came.", "people, without violence"),
        ("Some died in a flood, 7 were shot; more drowned.", "people"),
        ("Gunmen stormed the camp and killed 7.", "people"),
        ("After the drought 7 were massacred.", "people"),
        ("After the flood came the shelling, which killed 7 people.", "people"),
        ("They lost 7 people.", "people"),
    ],
)
def test_who_died_of_a_disaster_or_an_accident_is_not_added_to_the_killed(
    tmp_path: Path, sentence: str, counted: str
) -> None:
    run = whole_run(tmp_path / "run", told("S/2", sentence, killed("7", *YEAR)))
    with opened_for(run, Question()) as connection:
        assert connection.execute("SELECT counted FROM facts").fetchall() == [(counted,)]


def test_the_acquitted_are_not_added_to_the_convicted_and_all_cases_of_one_harm_are(tmp_path: Path) -> None:
    words = "20 convicted", "5 Sentences", "6 acquittal", "4 charge", "3 trial"
    tried = (killed(word.split()[0], *YEAR, event_text=word) for word in words)
    cases = (killed(n, *YEAR, unit_class="incidents", unit_lemma=of) for n, of in (("7", "attack"), ("2", "case")))
    made = told("S/2", "20 5 6 4 3", *tried, event="prosecuted"), told("S/3", "7 2", *cases, event="abducted")
    rows = answer(whole_run(tmp_path / "run", *made), Question(by=("counted",))).rows
    totals = {"incidents": 9, "people": 3, "people, acquitted": 6, "people, charged": 4, "people, convicted": 25}
    assert {row["counted"]: row["total"] for row in rows} == totals


def test_places_may_be_the_same_each_time_and_are_not_added_where_people_returned(tmp_path: Path) -> None:
    def places(name: str, event: str, *counts: Told) -> Extraction:
        of = [(number, {**cells, "unit_class": "places"}) for number, cells in counts]
        return told(name, " ".join(number for number, _ in counts), *of, event=event)

    year, later = ("9", "30"), killed("8", "2044-01-01", "2044-02-03")
    others = [later, killed("7", *YEAR, country="NER"), killed("6", *YEAR, time_start=None, time_end=None)]
    assisted = places("S/2", "assisted", *(killed(number, *YEAR) for number in year), *others)
    lost = [
        places(f"S/{n}", event, killed("4", *YEAR), killed("5", *YEAR))
        for n, event in ((3, "destroyed"), (4, "seized"), (5, "other"))
    ]
    where = places("S/6", "returned", killed("3", *YEAR))
    run, added = whole_run(tmp_path / "run", assisted, *lost, where), ("30", "8", "7", "6", *("4", "5") * 3)
    assert left_out(run) == [("9", "overlapping"), *((n, None) for n in added), ("3", "where")]
    changed(run, "UPDATE counts SET verdict = 'right' WHERE value_min = 9")
    assert left_out(run)[0] == ("9", None)


def test_bodies_and_homicides_are_people_of_whom_a_sum_of_more_time_has_the_others(tmp_path: Path) -> None:
    year = killed("90", *YEAR, unit_class="incidents", unit_lemma="homicide")
    bodies = killed("8", "2044-02-03", "2044-02-03", unit_class="organizations", unit_lemma="body")
    text = "The police counted 90 homicides with rifles, and 8 bodies."
    quarter = told("S/3", "In March, the police counted 7 people killed with rifles.", killed("7", *QUARTER))
    run = whole_run(tmp_path / "run", told("S/2", text, year, bodies), quarter)
    with opened_for(run, Question()) as connection:
        assert connection.execute("SELECT DISTINCT counted FROM facts").fetchall() == [("people",)]
    assert left_out(run) == [("90", None), ("8", None), ("7", "overlapping")]


def test_people_are_as_sure_as_their_cells_beside_a_doubtful_noun_and_need_none(tmp_path: Path) -> None:
    cells: dict[str, Any] = {"score": 0.4, "event_score": 0.9, "time_score": 0.9, "country_score": 0.9}
    none: dict[str, Any] = {"unit_class": None, "unit_lemma": None}
    young = {"unit_class": "children", "unit_lemma": "child", "unit_phrase": "children"}
    numbers = [
        killed("60", *DAY, scores=cells, **none), killed("57", *DAY, scores=cells | {"unit_score": 0.6}, **young),
        killed("48", *DAY, scores=cells | {"unit_score": 0.4}, **young),
        killed("42", *DAY, scores=cells | {"unit_score": 0.95}),
        killed("33", *DAY, scores=cells | {"event_score": 0.6}),
        killed("24", *DAY, scores=cells, unit_class="goods", unit_lemma="cow"),
        killed("15", *DAY, scores=cells, measure="stock", not_additive="stock", **none),
        killed("9", *DAY, unit_class="other", unit_lemma="rogue"),
    ]  # fmt: skip
    events = ("killed", "returned", "trained")
    made = [told(f"S/{n}", "60, 57, 48, 42, 33, 24, 15, 9.", *numbers, event=e) for n, e in enumerate(events, 1)]
    with opened_for(whole_run(tmp_path / "run", *made), Question()) as connection:
        of_rows = "left_out IS DISTINCT FROM 'unsure' ORDER BY document, char_start"
        shown = "number_text, counted, unit_phrase, score"
        found = connection.execute(f"SELECT {shown} FROM selected() WHERE {of_rows}").fetchall()
        things = connection.execute("SELECT thing, standing_score FROM moments ORDER BY count_id").fetchall()
    sure = [("60", "people", "people", 0.729), ("57", "children", "children", 0.729), ("48", "people", "people", 0.729)]
    stock, other = ("15", "people", "people", 0.729), ("9", "other, rogue", None, 1.0)
    people = "9", "people", None, 1.0
    assert found == [*sure, stock, people, *sure, stock, other, ("15", None, None, 0.4), other]
    assert things == [("person", 0.729), ("person", 0.729), ("cardinal", 0.4)]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (killed("7", *QUARTER), "overlapping"),
        (killed("7", *DAY, unit_lemma="farmer"), "overlapping"),
        (killed("700", *QUARTER), None),  # more than the year's: not a part of it
        (killed("7", *QUARTER, country="NER"), None),
        (killed("7", "2044-01-01", "2044-03-31"), None),
        (killed("80", *YEAR), "overlapping"),  # the same time in another report
        (killed("80", "2043-07-01", "2044-03-31"), "overlapping"),
        (killed("80", "2043-12-28", "2044-03-31"), None),  # a few days in common
    ],
)
def test_of_overlapping_times_the_longer_one_counts(tmp_path: Path, other: Told, why: str | None) -> None:
    year = told("A/99/1", "In the year 90 people were killed.", killed("90", *YEAR))
    run = whole_run(tmp_path / "run", year, told("A/99/2", f"Then {other[0]} people were killed.", other))
    assert left_out(run) == [("90", None), (other[0], why)]
    if why and other[1]["time_start"] > "2043-01-01":
        assert left_out(run, "in_year := 2044") in ([], [(other[0], None)])  # a sum without the longer one has it


@pytest.mark.parametrize(
    ("year", "other", "why"),
    [
        ("Cholera killed 90 patients of the camps in 2043.", "Cholera killed 7 patients in camps.", "overlapping"),
        ("Cholera killed 90 patients of the camps in 2043.", "At a rally 7 people were killed.", None),
        ("The police counted 90 killings in 2043.", "The police counted 7 killings.", "overlapping"),
    ],
)
def test_a_number_covers_only_what_its_sentence_speaks_of(
    tmp_path: Path, year: str, other: str, why: str | None
) -> None:
    first, then = told("A/99/1", year, killed("90", *YEAR)), told("A/99/2", other, killed("7", *QUARTER))
    assert left_out(whole_run(tmp_path / "run", first, then)) == [("90", None), ("7", why)]


@pytest.mark.parametrize(("number", "event"), [("9", "killed"), ("90", "other"), ("90", "trained")])
def test_what_is_small_or_no_event_covers_nothing(tmp_path: Path, number: str, event: str) -> None:
    year = told("A/99/1", f"In the year {number} people were killed.", killed(number, *YEAR), event=event)
    part = told("A/99/2", "Then 7 people were killed.", killed("7", *QUARTER), event=event)
    assert left_out(whole_run(tmp_path / "run", year, part)) == [(number, None), ("7", None)]


def test_humanitarian_partners_reach_all_who_are_assisted(tmp_path: Path) -> None:
    cells = {"unit_class": "children", "unit_lemma": "child", "agent_text": "bakers"}
    for reached, why in (("people", "overlapping"), ("displaced people", None)):
        partners = killed("9,000", *YEAR, agent_text="humanitarian partners", unit_phrase=reached)
        text = f"Humanitarian partners reached 9,000 {reached}; bakers fed 700 children."
        fed = told("A/99/1", text, partners, killed("700", *YEAR, **cells), event="assisted")
        assert left_out(whole_run(tmp_path / reached, fed)) == [("9,000", None), ("700", why)]


def test_times_that_merely_overlap_are_apart_within_a_report(tmp_path: Path) -> None:
    numbers = killed("90", *YEAR), killed("80", "2043-07-01", "2044-03-31")
    run = whole_run(tmp_path / "run", told("A/99/1", "In all 90 people were killed, then 80 people.", *numbers))
    assert left_out(run) == [("90", None), ("80", None)]


@pytest.mark.parametrize(
    ("event", "day", "more", "why"),
    [
        ("killed", DAY, {}, "overlapping"),
        ("killed", QUARTER, {}, None),
        ("killed", DAY, {"time_from": "document"}, None),
        ("killed", DAY, {"country": "NER"}, None),
        ("killed", DAY, {"unit_class": "incidents", "unit_lemma": "raid"}, None),
        ("deployed", DAY, {}, None),
    ],
)
def test_an_annex_tells_again_what_the_body_tells_of_a_day(
    tmp_path: Path, event: str, day: tuple[str, str], more: dict[str, Any], why: str | None
) -> None:
    numbers = killed("9", *day, **more), killed("7", *day, **more | {"country": "TCD"})
    run = whole_run(tmp_path / "run", told("A/99/1", "Then 9 people, then 7 people.", *numbers, event=event))
    assert left_out(run) == [("9", None), ("7", None)]
    changed(
        run, "INSERT INTO paragraphs SELECT * REPLACE ('annex-1/2' AS paragraph) FROM paragraphs",
        "UPDATE counts SET paragraph = 'annex-1/2' WHERE text = '9'",
    )  # fmt: skip
    assert left_out(run) == [("9", None), ("7", why)]


def test_what_has_only_its_report_s_time_covers_nothing(tmp_path: Path) -> None:
    year = told("A/99/1", "In all 90 people were killed.", killed("90", *YEAR, time_from="document"))
    run = whole_run(tmp_path / "run", year, told("A/99/2", "Then 7 people were killed.", killed("7", *QUARTER)))
    assert left_out(run) == [("90", None), ("7", None)]


def test_of_a_country_and_of_several_countries_the_latter_counts(tmp_path: Path) -> None:
    world = told("A/99/1", "Worldwide 90 people were killed.", killed("90", *YEAR, country=None))
    run = whole_run(tmp_path / "run", world, told("A/99/2", "In Chad 7 people were killed.", killed("7", *YEAR)))
    assert left_out(run) == [("90", None), ("7", "overlapping")]
    assert left_out(run, "in_country := 'TCD'") == [("7", None)]


def test_sums_of_money_do_not_cover_one_another(tmp_path: Path) -> None:
    numbers = (killed("90", *YEAR), killed("7", *QUARTER))
    made = [told(f"A/99/{n}", f"Then {c[0]} were paid.", c, event="funded") for n, c in enumerate(numbers, 1)]
    money = {"kind": "money", "unit": "USD"}
    paid = [m.model_copy(update={"mentions": tuple(c.model_copy(update=money) for c in m.mentions)}) for m in made]
    assert left_out(whole_run(tmp_path / "run", *paid)) == [("90", None), ("7", None)]


def test_a_corrigendum_s_figure_replaces_the_one_that_it_corrects(tmp_path: Path) -> None:
    first = told("A/99/1", "In Chad 90 people were killed and 5 others hurt.", killed("90", *QUARTER))
    text = "Paragraph 1: for 91 people were killed read 81 people were killed"
    second = told(
        "A/99/1/Corr.2", text, killed("91", *QUARTER), killed("81", *QUARTER), kind="corrigendum", corrects="A/99/1"
    )
    run = whole_run(tmp_path / "run", first, second)
    assert left_out(run) == [("90", "corrected"), ("91", "corrected"), ("81", None)]
    assert [row["left_out_for_number"] for row in cells(run, Question())] == ["81", None, None]
    text = text.replace("1:", "12:")
    elsewhere = told("A/99/1/Corr.2", text, killed("81", *YEAR), kind="corrigendum", corrects="A/99/1")
    assert left_out(whole_run(tmp_path / "other", first, elsewhere)) == [("90", None), ("81", None)]


@pytest.mark.parametrize(("words", "why"), [("bringing the total to", None), ("of a total of", "running_total")])
def test_what_brings_a_total_to_a_height_happened(tmp_path: Path, words: str, why: str | None) -> None:
    total = killed("90", *YEAR, measure="running_total", not_additive="running_total")
    found = told("A/99/1", f"In Chad 12 people were killed, {words} 90.", killed("12", *DAY, part_of="m1-n1"), total)
    run = whole_run(tmp_path / "run", found)
    assert left_out(run) == [("12", why), ("90", "running_total")]


@pytest.mark.parametrize(
    ("measure", "event", "why"),
    [("stock", "killed", "stock"), ("stock", "detained", None), ("limit", "killed", None)],
)
def test_what_happened_to_a_part_or_was_done_of_a_plan_is_added(
    tmp_path: Path, measure: str, event: str, why: str | None
) -> None:
    whole = killed("90", *YEAR, measure=measure, not_additive=measure)
    found = told("A/99/1", "Of 90 people 12 were killed.", whole, killed("12", *DAY, part_of="m1-n0"))
    run = whole_run(tmp_path / "run", found)
    changed(run, f"UPDATE counts SET event = '{event}' WHERE text = '90'")
    assert left_out(run) == [("90", measure), ("12", why)]


OTHERS = {
    "part of {}": {"part_of": "m1-n0"},
    "the report says it before: {}": {"repeats": "m1-n0", "not_additive": "repeated"},
}


@pytest.mark.parametrize(
    "words", [*OTHERS, "of a time, a place or a case that {} covers", "an earlier report says it, too: {}"]
)
def test_a_number_that_is_left_out_says_for_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    days = YEAR if "earlier" in words else QUARTER
    year, other = killed("300", *YEAR), killed("300.0", *days, **OTHERS.get(words, {}))
    text = "In Chad {} people were killed."
    if words in OTHERS:
        made = [told("A/99/1", text.format("300 and again 300.0"), year, other)]
    else:
        made = [told("A/99/1", text.format("300"), year), told("A/99/2", text.format("300.0"), other)]
    run = whole_run(tmp_path / "run", *made)
    if "earlier" in words:
        changed(run, "UPDATE counts SET also_in = ['A/99/1'] WHERE document = 'A/99/2'")
    columns = ("left_out_for", "left_out_for_number", "left_out_for_document", "left_out_for_paragraph")
    assert [tuple(row[name] for name in columns) for row in cells(run, Question(by=()))] == [
        (None, None, None, None), ("A/99/1#m1-n0", "300", "A/99/1", "1")
    ]  # fmt: skip
    printed = [line.rstrip() for line in called(capsys, "counts", run, "--cells").splitlines()]
    assert f"    not added: {words.format('300 of A/99/1 ¶1')}" in printed


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("", [None, "repeated", "repeated", "repeated"]),
        ("in_year := 2042", ["repeated", None, "repeated"]),
        ("in_year := 2042, from_score := 0.96", ["unsure", "repeated", "repeated"]),
        ("from_score := 0.9", ["unsure", "repeated", None, "repeated"]),
    ],
)
def test_of_a_fact_the_first_sure_row_that_fits_is_added(tmp_path: Path, asked: str, why: list[str | None]) -> None:
    again = OTHERS["the report says it before: {}"]
    rows = [killed("5", *YEAR), *(killed(n, "2042-01-01", "2042-12-31", **again) for n in ("5.0", "5.00", "5.000"))]
    run = whole_run(tmp_path / "run", told("A/99/1", "In all 5 died, then 5.0, then 5.00, then 5.000.", *rows))
    changed(run, "UPDATE counts SET score = CASE text WHEN '5' THEN 0.8 WHEN '5.0' THEN 0.5 ELSE 0.95 END")
    assert [reason for _, reason in left_out(run, asked)] == why
    if asked.startswith("in_year"):
        one = f"A/99/1#m1-n{1 + [reason != 'repeated' for reason in why].index(True)}"
        fors = [other for _, other in left_out(run, asked, "left_out_for")]
        assert fors == [one if reason == "repeated" else None for reason in why]
    changed(run, "UPDATE counts SET verdict = 'wrong' WHERE text = '5'")
    assert left_out(run)[1:] == [("5.0", "repeated"), ("5.00", "repeated"), ("5.000", "repeated")]


def test_what_stands_for_a_fact_is_part_of_and_covers_what_its_counted_row_is_and_covers(tmp_path: Path) -> None:
    other: dict[str, Any] = {"agents": ("unxyz",), **OTHERS["the report says it before: {}"], "repeats": "m1-n1"}
    rows = killed("90", *YEAR), killed("12", *YEAR, country="NER", part_of="m1-n0"), killed("12.0", *YEAR, **other)
    part = killed("3", *QUARTER, part_of="m1-n1")
    run = whole_run(tmp_path / "run", told("A/99/1", "Of 90 people 12 died, again 12.0, 3 in May.", *rows, part))
    asked = "in_country := 'TCD'"
    assert left_out(run, asked) == [("90", None), ("12.0", "part_of_another"), ("3", "part_of_another")]
    changed(run, "UPDATE counts SET score = 0.5 WHERE text = '90'")
    assert left_out(run, asked) == [("90", "unsure"), ("12.0", None), ("3", "part_of_another")]
    changed(run, "UPDATE counts SET part_of = NULL; UPDATE counts SET covered_by = 'A/99/1#m1-n1' WHERE text = '3'")
    assert left_out(run, asked) == [("90", "unsure"), ("12.0", None), ("3", "overlapping")]
    changed(run, "UPDATE counts SET score = 1; UPDATE counts SET covered_by = 'A/99/1#m1-n0' WHERE text = '12'")
    assert left_out(run, asked) == [("90", None), ("12.0", "overlapping"), ("3", "overlapping")]


def strength(number: str, measure: str, day: str = "2043-06-30", **more: Any) -> Told:
    cells = {"unit_class": "personnel", "unit_lemma": "soldier", "whose": ("unxyz",), "unit_phrase": "people"}
    return killed(number, day, day, measure=measure, not_additive=measure, **{**cells, **more})


SOLDIERS = {"event": "deployed", "series": "unxyz", "mission": "unxyz"}


def standing(run: Path, **asked: Any) -> list[tuple[Any, ...]]:
    found = answer(run, Question(unit_class="personnel", **asked)).standing
    columns = ("measure", "on_day", "amount", "limit_amount", "limiting", "latest")
    return [tuple(row[name] for name in columns) for row in found]


def test_a_limit_stands_beside_what_it_limits(tmp_path: Path) -> None:
    text = "Of 17,000 authorized people, 13,888 were there; 2,101 were said to be."
    limit, stock = strength("17,000", "limit", whose=()), strength("13,888", "stock", part_of="m1-n0")
    made = told("S/2044/1", text, limit, stock, strength("2,101", "stock"), **SOLDIERS)
    later = told("S/2044/2", "There were 14,010 people.", strength("14,010", "stock", "2043-09-30"), **SOLDIERS)
    june, september = datetime.date(2043, 6, 30), datetime.date(2043, 9, 30)
    run = whole_run(tmp_path / "run", made, later)
    assert standing(run, whose="unxyz") == [
        ("stock", september, 14010.0, None, False, True), ("stock", june, 13888.0, 17000.0, False, False),
    ]  # fmt: skip
    both = {("limit", june, 17000.0, None, True, True), ("stock", june, 13888.0, 17000.0, False, False)}
    assert both <= set(standing(run))


def test_a_limit_is_of_the_whole_and_not_of_its_parts(tmp_path: Path) -> None:
    text = "There were 13,888 people out of 17,000, including 101 observers."
    observers = strength("101", "stock", unit_phrase="observers", unit_lemma="observer")
    made = told("S/2044/1", text, strength("13,888", "stock"), strength("17,000", "limit"), observers, **SOLDIERS)
    found = {row[2]: row[3] for row in standing(whole_run(tmp_path / "run", made))}
    assert found == {13888.0: 17000.0, 17000.0: None, 101.0: None}
    far = f"There were 13,888 people,{' some of them of Lund,' * 4} 101 observers, of 17,000."
    made = told("S/2044/1", far, strength("13,888", "stock"), observers, strength("17,000", "limit"), **SOLDIERS)
    assert {row[2]: row[3] for row in standing(whole_run(tmp_path / "far", made))}[101.0] is None


def test_money_is_limited_by_money_of_its_currency(tmp_path: Path) -> None:
    numbers = strength("80", "stock", whose=()), strength("90", "limit", whose=())
    run = whole_run(tmp_path / "run", told("S/2044/1", "Of 90 there were 80.", *numbers, **SOLDIERS))
    assert {row[2]: row[3] for row in standing(run)} == {80.0: 90.0, 90.0: None}
    changed(run, "UPDATE counts SET kind = 'money', unit = CASE measure WHEN 'stock' THEN 'EUR' ELSE 'USD' END")
    assert {row[2]: row[3] for row in standing(run)} == {80.0: None, 90.0: None}


def test_the_last_limit_of_the_holder_holds_until_it_is_exceeded(tmp_path: Path) -> None:
    limit = told("S/2044/1", "Authorized are 400 people.", strength("400", "limit"), **SOLDIERS)
    days = {"380": "2043-07-01", "410": "2043-08-01"}
    stocks = [
        told(f"S/2044/{n}", f"There were {number} people.", strength(number, "stock", day), **SOLDIERS)
        for n, (number, day) in enumerate(days.items(), 2)
    ]
    found = {row[2]: row[3] for row in standing(whole_run(tmp_path / "run", limit, *stocks))}
    assert found == {400.0: None, 380.0: 400.0, 410.0: None}


def test_a_part_that_is_something_else_stands_after_its_whole_and_people_before_things(tmp_path: Path) -> None:
    text = "In 37 places 59,720 people, 960 of them women, stood for 400 people more."
    part, women = {"part_of": "m1-n1"}, {"unit_class": "women", "unit_phrase": "women", "unit_lemma": "woman"}
    camps = strength("37", "stock", unit_class="places", unit_phrase="places", unit_lemma="place")
    all_, of_them = strength("59,720", "stock"), strength("960", "stock", **part, **women)
    made = told("S/2044/1", text, camps, all_, of_them, strength("400", "stock", **part), **SOLDIERS)
    found = answer(whole_run(tmp_path / "run", made), Question(event="deployed")).standing
    assert [row["amount"] for row in found] == [59720.0, 960.0, 37.0]


def test_returns_stand_before_things_as_people_do(tmp_path: Path) -> None:
    so_far = {"measure": "running_total", "not_additive": "running_total"}
    places = killed("9", *YEAR, unit_class="places", unit_lemma="place", **so_far)
    returns = killed("276", *YEAR, unit_class="activities", unit_lemma="return", **so_far)
    made = told("A/99/1", "To date 276 returns to 9 places were recorded.", returns, places, event="returned")
    found = answer(whole_run(tmp_path / "run", made), Question(event="returned")).standing
    assert [(row["counted"], row["amount"]) for row in found] == [("people", 276.0), ("places, place", 9.0)]


def test_what_is_there_of_a_limit_stands_as_a_whole_does(tmp_path: Path) -> None:
    text = "Of the 90 guards required 60 were there, and 20 clerks."
    needed, clerk = strength("90", "limit"), {"unit_phrase": "clerks", "unit_lemma": "clerk"}
    there = strength("60", "stock", part_of="m1-n0", unit_lemma="guard", unit_phrase="guards", scores={"score": 0.9})
    made = told("S/2044/1", text, needed, there, strength("20", "stock", scores={"score": 0.8}, **clerk), **SOLDIERS)
    found = answer(whole_run(tmp_path / "run", made), Question(event="deployed")).standing
    assert [row["amount"] for row in found if row["measure"] == "stock"] == [60.0, 20.0]


def test_what_happened_so_far_is_no_part_of_what_is_there(tmp_path: Path) -> None:
    text = "About 40 of the 90 guards had been registered, 30 of the 60 clerks were there."
    guard, clerk = ({"unit_phrase": f"{it}s", "unit_lemma": it} for it in ("guard", "clerk"))
    registered = strength("40", "running_total", part_of="m1-n1", **guard)
    there = strength("30", "stock", part_of="m1-n3", **clerk)
    made = told("S/2044/1", text, registered, strength("90", "stock", **guard), there, strength("60", "stock", **clerk))
    found = {(row[0], row[2]) for row in standing(whole_run(tmp_path / "run", made))}
    assert found == {("running_total", 40.0), ("stock", 90.0), ("stock", 60.0)}


@pytest.mark.parametrize(
    ("asked", "amounts"),
    [({}, [63.0]), ({"year": 2043}, [19.0]), ({"year": 2041}, [63.0]), ({"since": "2043-01"}, [19.0])],
)
def test_of_two_totals_so_far_that_which_began_in_the_time_asked_for_stands(
    tmp_path: Path, asked: dict[str, Any], amounts: list[float]
) -> None:
    text, so_far = "19 guards were killed since January, 63 since 2041.", {"not_additive": "running_total"}
    later, earlier = (
        killed(number, start, "2043-06-30", measure="running_total", **so_far)
        for number, start in (("19", "2043-01-01"), ("63", "2041-01-01"))
    )
    run = whole_run(tmp_path / "run", told("S/2044/1", text, later, earlier))
    assert [row["amount"] for row in answer(run, Question(**asked)).standing] == amounts


def test_totals_of_tables_answer_too(tmp_path: Path) -> None:
    made = []
    for n, (day, number) in enumerate((("1 March", "1 200"), ("1 June", "1 150")), 1):
        cells = (("Country", "Number", "Percentage"), ("Chad", "12", "1"), ("Total", number, "100"))
        title = f"Strength of the military personnel as at {day} 2044"
        table = Table(key="table-1", number=None, title=title, page=9, section=None, cells=cells)
        made.append(told(f"S/2044/{n}", "There were 8 people.", killed("8", *DAY), tables=(table,), **SOLDIERS))
    run = whole_run(tmp_path / "run", *made)
    found = answer(run, Question(unit_class="personnel", series="unxyz")).tables
    assert [(r["thing"], str(r["on_day"]), r["amount"], r["place"], r["latest"]) for r in found] == [
        ("Strength of the military personnel: Number", "2044-06-01", 1150.0, "table-1, row 3", True),
        ("Strength of the military personnel: Number", "2044-03-01", 1200.0, "table-1, row 3", False),
    ]  # fmt: skip
    every = [{name: value for name, value in row.items() if name in found[0]} for row in all_table_lines(run)]
    assert every[:2] == list(found)
    assert [(row["line"], row["counted"], row["country"], row["holder"]) for row in all_table_lines(run)][:2] == [
        (0, "personnel", None, "unxyz"), (0, "personnel", None, "unxyz"),
    ]  # fmt: skip
    for other in ({"unit_class": "money"}, {"unit_class": "personnel", "event": "killed"}, {"event": "deployed"}):
        assert answer(run, Question(**other)).tables == ()


def test_a_holder_is_found_by_its_abbreviation(tmp_path: Path) -> None:
    made = told("S/2044/1", "There were 8 people.", strength("8", "stock"), **SOLDIERS)
    run = whole_run(tmp_path / "run", made)
    mission = "('unxyz', 'AGENCY', 'United Nations Mission in Xyz', 'UNMX')"
    changed(run, f"INSERT INTO entities (entity, label, display_name, abbreviation) VALUES {mission}")
    for name in ("unxyz", "unmx", "mission in xyz"):
        assert len(standing(run, whose=name)) == 1
    with pytest.raises(UsageError, match="no count of this dataset has the whose 'UNMY'"):
        standing(run, whose="UNMY")


@pytest.mark.parametrize("name", ["TCD", "td", "148", "Chad", "the Chad", "Republic of Chad", "Chadians"])
def test_a_country_is_found_by_code_and_any_name(name: str) -> None:
    assert country_code(name) == "TCD"


@pytest.mark.parametrize(
    ("wrong", "told_"),
    [
        ("Haitii", "there is no country 'Haitii'; did you mean Haiti or"),
        ("Congolese", "'Congolese' may be Congo or Democratic Republic of the Congo; name one of them"),
        ("xxxxxxx", "there is no country 'xxxxxxx'$"),
    ],
)
def test_a_country_that_there_is_not(wrong: str, told_: str) -> None:
    with pytest.raises(UsageError, match=told_):
        country_code(wrong)
