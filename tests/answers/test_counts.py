"""Totals of counts: no part twice, nothing dropped, one rule in SQL, Python and on the command line."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

import sgreports
from called_command import called
from invented.killed_in_chad import TEXT
from invented.runs import changed
from sgreports.answers.counts.answer import answer, cells, check_names, opened_for, totals_from
from sgreports.answers.counts.question import Question
from sgreports.answers.plots import draw_totals
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.views import VIEWS
from sgreports.errors import UsageError


def rows(run: Path, **asked: Any) -> list[tuple[Any, ...]]:
    """The groups with the total and what it is made of, without the largest number and the readers."""
    found = answer(run, Question(**asked))
    shown = (*found.question.groups, "total", "exact", "counts", "assumed", "left_out", "bound")
    return [tuple(row[name] for name in shown) for row in found.rows]


def totals(run: Path, *asked: dict[str, Any]) -> list[list[float]]:
    """The total of each question; a name that the dataset has not is an error."""
    questions = [Question.model_validate({"by": (), **one}) for one in asked]
    with opened_for(run, Question()) as connection:
        for question in questions:
            check_names(connection, question)
        return [[row["total"] for row in totals_from(connection, question)] for question in questions]


def test_no_part_counts_twice_and_nothing_is_dropped(run: Path) -> None:
    assert rows(run, by=("country", "year")) == [
        ("Chad", "2043", "killed", "children", None, True, 0, 0, 1, None),
        ("Chad", "2043", "killed", "people", 90.0, True, 1, 0, 0, "exact"),
        ("Chad", "2043", "killed", "women", None, True, 0, 0, 1, None),
        ("Chad", "2043–2044", "killed", "people", 4.0, False, 1, 1, 0, "about"),
        (None, "2040", "killed", "people", None, True, 0, 0, 1, None),
        (None, "2043", "killed", "people", None, True, 0, 0, 1, None),
        (None, None, "killed", "people", 500.0, True, 1, 0, 0, "exact"),
    ]
    found = answer(run, Question())
    assert (found.left_out, found.documents) == ({"part_of_another": 2, "limit": 1, "stock": 1}, 2)


def test_a_part_counts_where_its_total_is_not_selected(run: Path) -> None:
    assert rows(run, by=(), unit_class="women") == [("killed", "women", 30.0, True, 1, 0, 0, "exact")]
    assert rows(run, by=(), unit_class="children") == [("killed", "children", 10.0, True, 1, 0, 0, "exact")]


def test_a_part_of_a_part_is_in_the_total_though_what_is_between_is_not_selected(run: Path) -> None:
    with duckdb.connect(str(run / DUCKDB), read_only=True) as connection:
        chained = connection.execute("SELECT part, whole FROM wholes ORDER BY ALL").fetchall()
    ids = [f"A/99/7#m1-{name}" for name in ("girls", "girls", "women")]
    assert chained == [(ids[0], "A/99/7#m1-all"), (ids[1], "A/99/7#m1-women"), (ids[2], "A/99/7#m1-all")]
    assert rows(run, by=(), year=2043, event="killed", agent="guards")[0][1:3] == (90.0, True)


def test_of_two_breakdowns_of_a_total_elsewhere_the_first_counts(mine: Path) -> None:
    with duckdb.connect(str(mine / DUCKDB)) as connection:
        connection.execute("UPDATE counts SET part_of = 'A/99/7#m1-all', part_group = 2 WHERE unit_class = 'children'")
        connection.execute("UPDATE counts SET event = 'casualties' WHERE count = 'A/99/7#m1-all'")
        query = "SELECT unit_class, left_out FROM selected(of_event := 'killed') WHERE part_of IS NOT NULL ORDER BY 1"
        assert connection.execute(query).fetchall() == [("children", "another_breakdown"), ("women", None)]
        query = query.replace("'killed'", "'killed', of_class := 'children'")
        assert connection.execute(query).fetchall() == [("children", None)]


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({"country": "chad"}, 94), ({"country": "TCD", "year": 2044}, 4), ({"about": "uards"}, None),
        ({"agent": "guard", "unit_class": "women"}, 30), ({"since": "2043-08", "until": "2044-05"}, 4),
        ({"until": "2043-12-30"}, 94), ({"until": "2043-06"}, None), ({"event": "injured"}, None),
        ({"about": "GUARD chad"}, 590),
    ],
)  # fmt: skip
def test_filters(run: Path, asked: dict[str, Any], total: float | None) -> None:
    found = rows(run, by=("event",), **asked)
    summed = [row[-6] for row in found if row[-6] is not None]
    assert (sum(summed) if summed else None) == total


def test_days_that_there_are_not() -> None:
    with pytest.raises(UsageError, match="'May' is no day, month or year: write 2041-05-17, 2041-05 or 2041"):
        Question(since="May")
    with pytest.raises(UsageError, match="2044-01 ends before 2044-02 begins"):
        Question(since="2044-02", until="2044-01")


def test_of_equal_numbers_the_first_report_has_the_largest(mine: Path) -> None:
    changed(
        mine,
        "UPDATE counts SET value_min = 90, value_max = 90, part_of = NULL",
        "UPDATE documents SET date = DATE '2040-01-01' WHERE document = 'A/99/8'",
    )
    (found,) = answer(mine, Question(unit_class="people", by=())).rows
    assert (found["counts"], found["largest"], found["largest_share"]) == (2, "A/99/8 ¶1", 0.5)


@pytest.mark.parametrize(
    ("score", "verdict", "doubtful"), [(0.75, None, False), (0.6, None, True), (0.6, "right", False)]
)
def test_a_total_that_rests_on_one_unsure_number_is_doubtful(
    mine: Path, capsys: pytest.CaptureFixture[str], score: float, verdict: str | None, doubtful: bool
) -> None:
    changed(mine, ("UPDATE counts SET score = ?, verdict = ? WHERE value_min = 90", (score, verdict)))
    asked = {"unit_class": "people", "event": "killed", "country": "Chad", "by": ()}
    (found,) = answer(mine, Question.model_validate(asked)).rows
    told = ("total", "largest", "largest_amount", "largest_score", "largest_share", "doubtful")
    assert [found[name] for name in told] == [94, "A/99/7 ¶1", 90, score, 0.957, doubtful]
    asked_for = ("--unit-class", "people", "--event", "killed", "--country", "Chad", "--by", "country")
    out = " ".join(call(capsys, mine, *asked_for).split())
    assert f"The largest number is 90 (A/99/7 ¶1, score {score:.2f}), 96% of all." in out
    assert ("? 1 total rests mostly on a score below 0.7" in out, "? ~94" in out) == (doubtful, doubtful)


def test_sql_python_and_command_give_the_same(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with duckdb.connect(str(run / DUCKDB), read_only=True) as connection:
        query = """SELECT event_years, sum(amount) FROM selected(of_class := 'people', of_event := 'killed')
                   WHERE left_out IS NULL GROUP BY ALL ORDER BY ALL"""
        sql = connection.execute(query).fetchall()
    frame = sgreports.counts(run, event="killed", unit_class="people", by=["year"])
    summed = frame[frame.counts > 0]
    assert [(None if pd.isna(y) else y, float(t)) for y, t in zip(summed.year, summed.total, strict=True)] == sql
    told = json.loads(call(capsys, run, "--event", "killed", "--unit-class", "people", "--by", "year", "--json"))
    assert [(row["year"], row["total"]) for row in told["rows"] if row["counts"]] == sql
    assert sql == [("2043", 90.0), ("2043–2044", 4.0), (None, 500.0)]
    assert frame.attrs["left_out"] == {"limit": 1, "stock": 1}
    standing = [(row["measure"], str(row["on_day"]), row["amount"]) for row in frame.attrs["standing"]]
    assert standing == [("limit", "2043-12-31", 7.0), ("stock", "2040-01-01", 8.0)]
    assert [(row["measure"], row["on_day"], row["amount"]) for row in told["standing"]] == standing
    assert (told["tables"], told["left_out"]) == ([], {"limit": 1, "stock": 1})
    for since, off in (("2040-02", -31), ("2039-12", 1), ("2040", 0)):
        stood = answer(run, Question(since=since, until=since)).standing
        assert [(row["amount"], row["days_off"]) for row in stood] == [(8, off)]


def test_what_stands_without_a_day_in_those_asked_for_is_the_last_before_them(mine: Path) -> None:
    year = "time_start = DATE '2040-01-01', time_end = DATE '2040-12-31'"
    changed(mine, f"UPDATE counts SET measure = 'stock', not_additive = 'stock', {year} WHERE measure = 'limit'")
    stood = answer(mine, Question(since="2040-11", until="2040-11")).standing
    assert [(row["amount"], row["days_off"]) for row in stood] == [(8, -305)]


def test_cells_name_their_sentences(run: Path) -> None:
    found = cells(run, Question(country="TCD", by=("country",)))
    told = [(c["by_counted"], c["document"], c["paragraph"], c["number_text"], c["left_out"]) for c in found]
    assert told == [
        ("children", "A/99/7", "1", "10", "part_of_another"), ("people", "A/99/7", "1", "90", None),
        ("people", "A/99/8", "1", "4", None), ("women", "A/99/7", "1", "30", "part_of_another"),
    ]  # fmt: skip
    assert found[1]["sentence_text"] == TEXT
    frame = sgreports.counts(run, country="TCD", by=["country"], cells=True)
    assert list(frame.number_text) == ["10", "90", "4", "30"]
    assert frame.link[0] == "https://docs.un.org/en/A/99/7"


def test_other_tables_are_joined_by_code_and_years(mine: Path) -> None:
    changed(mine, "UPDATE entities SET iso3 = entity WHERE label = 'COUNTRY'")
    frame = sgreports.counts(mine, unit_class="people")
    joined = [tuple(row) for row in frame[["iso3", "year_start", "year_end"]].astype(object).itertuples(index=False)]
    assert [tuple(None if pd.isna(v) else v for v in row) for row in joined] == [
        ("TCD", 2043, 2043), ("TCD", 2043, 2044), (None, 2040, 2040), (None, 2043, 2043), (None, None, None),
    ]  # fmt: skip
    assert "iso3" not in sgreports.counts(mine, by="year")
    assert "year_start" not in sgreports.counts(mine, by="country")
    found = sgreports.counts(mine, event="killed", unit_class="people", year=2043, cells=True)
    assert found[found.amount == 90][["iso3", "year_start", "year_end"]].to_numpy().tolist() == [["TCD", 2043, 2043]]


def call(capsys: pytest.CaptureFixture[str], run: Path, *options: str) -> str:
    return called(capsys, "counts", run, *options)


def test_the_command_prints_a_table(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = call(capsys, run, "--unit-class", "people").splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "country year event total counts assumed left out where",
        "Chad 2043 killed 90 1 – – A/99/7 ¶1",
        "Chad 2043–2044 killed ? ~4 1 1 – A/99/8 ¶1",
        "unknown unknown killed 500 1 – – A/99/7 ¶1",
        "",
        "At a moment, never added:",
        "unknown · person, killed",
        "2043-12-31 7 limit A/99/7 ¶1",
        "2040-01-01 8 A/99/7 ¶1",
        "",
        "3 counts in 2 reports are summed.",
        "? 1 total rests mostly on a score below 0.7: read it first (--cells).",
        "Dates: 1 given, 1 the report's, 1 unknown.",
        "Not added 2:",
        "1 allowed, planned or asked for",
        "1 of what there is at a moment",
    ]
    assert max(map(len, lines)) <= 80


def test_the_command_lists_cells(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = call(capsys, run, "--cells", "--event", "killed", "--by", "class", "--country", "Chad")
    assert "A/99/7 ¶1  30 people  1.00\n" in out
    assert "    not added: part of 90 of A/99/7 ¶1" in out


def test_a_number_of_thousands_is_of_them_and_its_line_stays_aligned(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = "young people of the lake and of all of its shores, on this side and beyond"
    changed(mine, f"UPDATE counts SET text = 'hundreds', unit_phrase = '{people}' WHERE text = '30'")
    out = call(capsys, mine, "--cells", "--event", "killed", "--by", "class", "--country", "Chad")
    assert "\n  A/99/7 ¶1  hundreds of young people of the lake and of all of its shores, on" in out
    assert re.search(r"\n  \S.*beyond  1\.00 *\n", out)


def test_the_command_prints_csv(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = call(capsys, run, "--by", "country", "--unit-class", "people", "--csv")
    assert out.splitlines() == [
        "country,event,counted,iso3,total,exact,counts,assumed,left_out,bound,"
        "largest,largest_amount,largest_score,largest_share,doubtful,decided,decided_by",
        "Chad,killed,people,,94.0,false,2,1,0,about,A/99/7 ¶1,90.0,1.0,0.957,false,0,",
        ",killed,people,,500.0,true,1,0,2,exact,A/99/7 ¶1,500.0,1.0,1.0,false,0,",
    ]
    none = call(capsys, run, "--by", "country", "--unit-class", "people", "--year", "1999", "--csv")
    assert none.splitlines() == out.splitlines()[:1]
    assert call(capsys, run, "--event", "trained") == "no count fits\n"


@pytest.mark.parametrize(
    ("asked", "first"),
    [("injured", "30 people, killed"), ("trained", "90 people, assisted"), ("abducted", "10 people, killed")],
)
def test_where_none_fits_the_nearest_of_other_events_are_told(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: str, first: str
) -> None:
    """Those whose sentence has a word of the event first, then those of harm for harm, then the surest."""
    copy = Path(shutil.copytree(run, tmp_path / "run"))
    changed(copy, "UPDATE counts SET event = 'assisted' WHERE text = '90'")
    changed(copy, "UPDATE counts SET sentence_text = 'The kidnapping killed 10.' WHERE text = '10'")
    for how in ((), ("--cells",)):
        told, *lines = call(capsys, copy, "--event", asked, "--country", "Chad", *how).splitlines()[:4]
        assert (told, len(lines)) == ("no count fits; the nearest, of other events:", 3)
        assert lines[0] == f"   1.00  {first} 2043  A/99/7 ¶1"


def test_no_sum_is_made_of_several_things(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for groups in ("class", "unit,year", "counted", "country"):
        out = call(capsys, run, "--by", groups)
        assert ("In all" in out, "3 counts in 2 reports are summed." in out) == (False, True)


def test_the_convicted_are_apart_by_class_and_at_a_moment(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = "CASE WHEN value_min IN (8, 90) THEN 'convicted' ELSE 'charged' END"
    changed(mine, f"UPDATE counts SET event = 'prosecuted', event_text = {word}")
    assert " unknown · person, prosecuted, convicted\n" in call(capsys, mine)
    found = answer(mine, Question(unit_class="people", by=("class",))).rows
    summed = [(row["class"], row["total"]) for row in found if row["counts"]]
    assert summed == [("people, charged", 504.0), ("people, convicted", 90.0)]


def test_nobody_is_named_as_who_did_harm_by_a_low_score(mine: Path) -> None:
    asked = {"unit_class": "people", "event": "killed", "year": 2043, "by": ("agent",)}
    for score, told in ((0.9, [("not sure", 4), ("the Guards", 90)]), (0.89, [("not sure", 94)])):
        changed(mine, ("UPDATE counts SET agent_score = ? WHERE value_min = 90", (score,)))
        found = [(row["agent"], row["total"]) for row in answer(mine, Question.model_validate(asked)).rows]
        assert [each for each in found if each[1]] == told


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"country": "Tchadd"}, "there is no country 'Tchadd'; did you mean Chad or"),
        ({"event": "kiled"}, "there is no event 'kiled'; did you mean killed"),
        ({"event": "violations"}, "there is no event 'violations': look under violence"),
        ({"event": "pledged"}, "there is no event 'pledged': look under legal_act or funded"),
        ({"by": ("planet",)}, "there is no grouping 'planet'"),
        ({"series": "none"}, "there is no series 'none'"),
        ({"agent": "gards"}, "no count of this dataset has the agent 'gards'; did you mean guards"),
        ({"unit_class": "soldiers"}, "there is no class 'soldiers': look under personnel"),
        ({"unit_class": "wonen"}, "there is no class 'wonen'; did you mean women"),
        ({"unit_class": "peacekeepers"}, "no class 'peacekeepers'; ask for --unit-class personnel --whose un$"),
        ({"whose": "UN peacekeepers"}, "has the whose 'UN peacekeepers'; ask for --unit-class personnel --whose un$"),
    ],
)
def test_the_nearest_names_are_suggested(run: Path, wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        answer(run, Question.model_validate(wrong))


def test_the_united_nations_are_all_bodies_of_their_system(mine: Path) -> None:
    with duckdb.connect(str(mine / DUCKDB)) as connection:
        entity = "INSERT INTO entities BY NAME SELECT ? AS entity, ? AS kind, ? AS display_name"
        connection.executemany(entity, [("unmgl", "un", "Lake Mission"), ("lake-bank", "civil", "Lake Bank")])
        held = "UPDATE counts SET whose = ?, agents = ?, reported_by = ?, agent_text = ? WHERE unit_class = ?"
        connection.executemany(held, [
            (["unmgl"], ["unmgl"], ["unmgl"], None, "women"),
            (["lake-bank"], ["lake-bank"], ["lake-bank"], "the Union", "children"),
        ])  # fmt: skip
        connection.execute(entity, ("un", "un", "United Nations"))
    asked = [{field: word} for word in ("UN", "united nations", "UNMGL") for field in ("whose", "agent", "source")]
    women, children = ([{"unit_class": name, **one} for one in asked] for name in ("women", "children"))
    assert totals(mine, *women, *children) == [[30.0]] * 9 + [[]] * 9
    assert totals(mine, {"unit_class": "children", "agent": "union"}) == [[10.0]]
    changed(mine, "DELETE FROM entities WHERE entity = 'un'")  # no report names it by itself
    assert totals(mine, {"unit_class": "women", "whose": "UN"}) == [[30.0]]


def test_one_name_that_is_asked_for_has_no_column(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(
        mine,
        "UPDATE counts SET whose = CASE document WHEN 'A/99/7' THEN ['un'] ELSE ['unmgl'] END",
        "INSERT INTO entities BY NAME SELECT unnest(['un', 'unmgl']) AS entity, 'un' AS kind",
    )
    asked = ("--unit-class", "people", "--by", "whose", "--whose")
    tables = [call(capsys, mine, *asked, word).splitlines()[:3] for word in ("unmgl", "un")]
    assert [[line.split() for line in table] for table in tables] == [
        [["event", "total", "counts", "assumed", "left", "out", "where"],
         ["killed", "?", "~4", "1", "1", "–", "A/99/8", "¶1"], []],
        [["whose", "event", "total", "counts", "assumed", "left", "out", "where"],
         ["un", "killed", "590", "2", "–", "2", "500", "in", "A/99/7", "¶1", "+1"],
         ["unmgl", "killed", "?", "~4", "1", "1", "–", "A/99/8", "¶1"]],
    ]  # fmt: skip


def test_what_is_unsure_is_listed_and_not_added(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(mine, "UPDATE counts SET score = 0.59 WHERE document = 'A/99/8'")
    found = answer(mine, Question())
    assert (found.summed, found.left_out["unsure"]) == (2, 1)
    assert [(row["amount"], row["score"], row["document"]) for row in found.unsure] == [(4.0, 0.59, "A/99/8")]
    listed = ", not added (a score below 0.6):\n   0.59  about 4 people, killed 2043–2044  A/99/8 ¶1\n"
    assert call(capsys, mine, "--event", "killed").partition("Unsure")[2].startswith(listed)
    assert "not added: unsure, its score is 0.59" in call(capsys, mine, "--cells")
    everything = answer(mine, Question(min_score=0))
    assert (everything.summed, everything.unsure, everything.unlikely) == (3, (), 1)


def test_where_nothing_is_sure_what_is_possible_answers_with_a_warning(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(mine, "UPDATE counts SET score = 0.59", "UPDATE counts SET score = 0.2 WHERE document = 'A/99/8'")
    found = answer(mine, Question(year=2043))
    assert [(row["total"], row["counts"]) for row in found.rows if row["counts"]] == [(90.0, 1)]
    assert (found.is_likely, found.question.min_score, [row["amount"] for row in found.unsure]) == (False, 0.3, [4.0])
    assert answer(mine, Question(year=2040)).standing[0]["amount"] == 8
    said = call(capsys, mine, "--year", "2043")
    assert said.startswith("No row is sure: these have a score of 0.3 and more, none of 0.6.")
    assert ("? 90" in said, "leaves them out" in said) == (True, False)
    assert json.loads(call(capsys, mine, "--year", "2043", "--json"))["min_score"] == 0.3
    assert answer(mine, Question(year=2043, min_score=0.7)).summed == 0
    changed(mine, "UPDATE counts SET score = 0.2")
    assert (answer(mine, Question()).summed, answer(mine, Question()).standing) == (0, ())
    assert "No row is sure" not in call(capsys, mine)


def test_where_no_sentence_has_the_words_the_heading_answers_with_a_note(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heading = "INSERT INTO sections BY NAME SELECT 'A/99/8' AS document, 'I' AS section, 'Air raids' AS title"
    changed(mine, heading, "UPDATE paragraphs SET section = 'I' WHERE document = 'A/99/8'")
    found = [answer(mine, Question(about=words)) for words in ("air RAID", "guard", "river")]
    assert [f"{each.summed} {each.question.about_in}" for each in found] == ["1 paragraph", "2 sentence", "0 sentence"]
    assert [float(amount) for amount in sgreports.counts(mine, about="air raid", cells=True).amount] == [4]
    said = call(capsys, mine, "--about", "raid")
    assert said.startswith("No fitting sentence has 'raid': its paragraphs and sections answer.\n")


def test_the_parts_of_an_unsure_total_are_added_and_an_unsure_stock_stands_last(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(mine, "UPDATE counts SET score = 0.4 WHERE count = 'A/99/7#m1-all' OR measure = 'stock'")
    left_out = {row["counted"]: row["left_out"] for row in cells(mine, Question(year=2043, agent="guards"))}
    assert left_out == {"people": "unsure", "women": None}
    found = answer(mine, Question())
    assert [row["measure"] for row in found.standing] == ["limit", "stock"]
    assert [(row["amount"], row["parts_added"]) for row in found.unsure] == [(90.0, 30.0)]
    beside = "Stated totals, unsure: their parts are added instead:\n   0.40  90 people, killed 2043, 30 of it added"
    assert beside in call(capsys, mine)
    assert "   2040-01-01                  ? 8          A/99/7 ¶1" in call(capsys, mine).splitlines()
    sure = answer(mine, Question(min_score=0.51))
    assert ([row["measure"] for row in sure.standing], len(sure.unsure)) == (["limit"], 2)
    changed(mine, "UPDATE counts SET score = 0.65 WHERE measure = 'stock'")
    assert "?: a score below 0.7, read it first (--cells)." in call(capsys, mine, "--year", "2040").splitlines()
    later = "UPDATE counts SET value_min = 800, score = 0.9, time_end = DATE '2050-01-01' WHERE measure = 'stock'"
    changed(mine, later)
    said = [call(capsys, mine, "--event", "killed", *year) for year in ((), ("--year", "2043"))]
    larger = "At a moment, never added; 800 is larger than any sum:"
    assert [larger in each for each in said] == [True, False]
    changed(mine, "UPDATE counts SET event = 'prosecuted', event_text = 'convicted'")
    assert larger in call(capsys, mine, "--event", "prosecuted")


def test_a_run_without_the_views_is_to_be_extracted_again(mine: Path) -> None:
    changed(mine, "DROP MACRO TABLE selected")
    with pytest.raises(UsageError, match="older version"):
        answer(mine, Question())


def test_a_drawing_is_the_same_from_run_to_run(run: Path, tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        draw_totals(tmp_path / name, run, Question(unit_class="people"))
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    drawing = (tmp_path / "one.svg").read_text()
    assert "people, by year of the event" in drawing
    assert [f">{total}</text>" in drawing for total in ("90", "~4", "500")] == [True, True, True]


def test_what_cannot_be_drawn(mine: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing is summed"):
        draw_totals(tmp_path / "a.svg", mine, Question(event="trained"))
    changed(mine, "UPDATE counts SET part_of = NULL")
    with pytest.raises(ValueError, match="would stack children and people"):
        draw_totals(tmp_path / "a.svg", mine, Question())


def test_no_column_of_a_view_is_reserved(run: Path) -> None:
    with duckdb.connect(str(run / DUCKDB), read_only=True) as connection:
        query = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
        reserved = {name for (name,) in connection.execute(query).fetchall()}
        reserved |= {"start", "end", "order", "table", "text"}
        for view in VIEWS:
            found = {column[0] for column in connection.execute(f"SELECT * FROM {view}").description or ()}
            assert not found & reserved


def test_statements_citations_and_names_are_read_without_a_join(run: Path) -> None:
    with duckdb.connect(str(run / DUCKDB), read_only=True) as connection:
        named = connection.execute("SELECT label, entity_name, link FROM named ORDER BY label").fetchall()
    assert named == [("AGENCY", "the Guards", "https://docs.un.org/en/A/99/7"),
                     ("COUNTRY", "Chad", "https://docs.un.org/en/A/99/7")]  # fmt: skip
