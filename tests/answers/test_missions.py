"""The views of missions: mandates by resolutions alone, strengths by day, and one row a mission."""

import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from called_command import called
from invented.killed_in_chad import counted
from invented.runs import changed, related, report, said, whole_run
from sgreports.answers import missions as answers
from sgreports.answers.missions import missions
from sgreports.dataset.files.folder import DUCKDB
from sgreports.errors import UsageError
from sgreports.model.facts import CountFact

TEXT = (
    "By resolution 2999 (2039) of 4 May 2039 and the Electoral Law the Chief leads UNMGL, with 90 troops and 30 troops."
)
DAY = datetime.date(2041, 1, 31)
MARKS = {
    "S/RES/2999(2039)": "INSTRUMENT resolution 2999 (2039)", "2039-05-04": "YEAR 4 May 2039",
    "name/law": "INSTRUMENT the Electoral Law", "chief": "AGENCY the Chief", "unmgl": "AGENCY UNMGL",
    "all": "COUNT 90", "some": "COUNT 30",
}  # fmt: skip


def troops(entity: str) -> CountFact:
    return CountFact.model_validate({
        "count": f"m1-{entity}", "sentence_text": TEXT, "unit_class": "personnel", "unit_lemma": "troop",
        "unit_phrase": "troops", "whose": ("unmgl",), "measure": "stock", "not_additive": "stock",
        "time_start": DAY, "time_end": DAY, "times": ("2041-01-31",), "time_from": "said",
    })  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report about a mission, whose cover names a resolution and a statement; and a note that says so again."""
    relations = [
        related("mandated_by", "unmgl", "S/RES/2999(2039)", TEXT, score=0.9),
        related("mandated_by", "unmgl", "name/law", TEXT), related("leads", "chief", "unmgl", TEXT),
        related("dated", "S/RES/2999(2039)", "2039-05-04", TEXT),
    ]  # fmt: skip
    read = report(said(TEXT, **MARKS), relations=relations)
    first = counted(read, [troops("all"), troops("some")], unit="troops", event="deployed")
    note = "UNMGL is to have resolution 3000 (2040)."
    marks = {"unmgl": "AGENCY UNMGL", "S/RES/3000(2040)": "INSTRUMENT resolution 3000 (2040)"}
    planned = [related("mandated_by", "unmgl", "S/RES/3000(2040)", note, modality="planned")]
    folder = tmp_path_factory.mktemp("missions") / "run"
    whole_run(folder, first, report(said(note, **marks), relations=planned, document="A/99/8"))
    changed(
        folder,
        "UPDATE documents SET mission = 'unmgl', about_countries = ['TCD'], date = DATE '2041-03-10',"
        " mandates = ['S/RES/2999(2039)', 'S/RES/2998(2039)', 'S/PRST/2039/1'] WHERE document = 'A/99/7'",
    )
    return folder


def rows(run: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(run / DUCKDB), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_mandates_are_resolutions_with_their_dates(run: Path) -> None:
    query = """SELECT resolution, adopted_on, adopted_year, on_cover, documents, document, paragraph, link, score
               FROM mandates ORDER BY resolution"""
    assert rows(run, query) == [
        ("S/RES/2998(2039)", None, 2039, True, 1, "A/99/7", None, "https://docs.un.org/en/A/99/7#page=1", None),
        ("S/RES/2999(2039)", datetime.date(2039, 5, 4), 2039, True, 1, "A/99/7", "1", "https://docs.un.org/en/A/99/7",
         0.9),
    ]  # fmt: skip


def test_a_component_is_its_missions(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(
        mine,
        "UPDATE counts SET whose = ['iptf']; UPDATE documents SET mission = 'unmibh' WHERE document = 'A/99/7'",
        "INSERT INTO entities BY NAME SELECT unnest(['iptf', 'unmibh']) AS entity, 'un' AS kind",
    )
    found = rows(mine, "SELECT mission, thing, holders_of_missions(['iptf']) FROM strengths")
    assert found == [("unmibh", "iptf troop", "iptf of unmibh")]
    assert "iptf · troop" in called(capsys, "counts", mine, "--whose", "UNMIBH")


def test_a_mission_is_a_row(run: Path) -> None:
    (found,) = rows(run, "SELECT * FROM missions")
    mandates, strengths = found[6:8]
    assert (*found[:6], *found[8:]) == (
        "unmgl", "UNMGL", None, ["TCD"], ["TCD"], "the Chief", 1, datetime.date(2041, 3, 10), datetime.date(2041, 3, 10)
    )  # fmt: skip
    assert [(m["resolution"], str(m["adopted_on"])) for m in mandates] == [
        ("S/RES/2998(2039)", "None"), ("S/RES/2999(2039)", "2039-05-04")
    ]  # fmt: skip
    told = [(s["on_day"], s["thing"], s["amount"], s["limit_amount"]) for s in strengths]
    assert told == [(DAY, "troop", 90.0, None)]


def test_the_command_prints_a_mission_with_its_places(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [" ".join(line.split()) for line in called(capsys, "missions", run).splitlines()] == [
        "mission country mandates strengths reports", "UNMGL TCD 2 1 1"
    ]  # fmt: skip
    assert [" ".join(line.split()) for line in called(capsys, "missions", run, "UNMGL").splitlines()] == [
        "UNMGL · TCD", "led by the Chief", "", "Mandates", "2039 S/RES/2998(2039) A/99/7 p. 1",
        "2039-05-04 S/RES/2999(2039) A/99/7 ¶1 .90", "", "Strength at a moment, never added",
        "2041-01-31 90 troop A/99/7 ¶1 1.00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("score = 0.59", []), ("whose = ['unmgl', 'undp']", []), ("whose = ['unmgl', 'TCD']", []),
        ("whose = ['unmgl', 'TCD', 'MLI', 'un']", [(90.0, "troop")]), ("sentence_text = 'Initial strength was 90'", []),
        ("time_from = 'document', sentence_text = 'strength of 90'", [(90.0, "troop")]), ("time_from = 'document'", []),
        ("score = 0, event_text = 'strength', event_score = 1, measure_score = 1, time_score = 1", [(90.0, "troop")]),
        ("score = 0, unit_lemma = 'strength', event_score = 1, measure_score = 1, time_score = 1", [(90.0, "troop")]),
        ("sentence_text = 'The team was 90'", []), ("score = 0, event_text = 'strength'", []),
        ("sentence_text = 'from 90'", [(30.0, "troop")]), ("unit_phrase = 'additional'", []), ("comparator = '<='", []),
    ],
)  # fmt: skip
def test_strength_is_what_a_mission_has_on_a_day(mine: Path, other: str, told: list[tuple[float, str]]) -> None:
    changed(mine, f"UPDATE counts SET {other}")
    assert rows(mine, "SELECT amount, thing FROM strengths") == told


def test_a_strength_of_no_class_counts_personnel(mine: Path) -> None:
    changed(mine, "UPDATE counts SET unit_class = NULL, event_text = 'strength'")
    assert rows(mine, "SELECT DISTINCT counted FROM facts") == [("personnel",)]


def test_totals_of_tables_stand_by_the_people_whom_they_count(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    things = (
        "A. States providing observers to UNMGL: Observers",
        "Strength of UNMGL: Observers",
        "UNMGL: police: Number",
    )
    told = [{"thing": thing, "on_day": DAY.replace(day=n), "amount": 9.0 * n} for n, thing in enumerate(things, 1)]
    monkeypatch.setattr(answers, "table_lines", lambda *_: told)
    (found,) = missions(run, "unmgl")
    listed = [(line["thing"], line["on_day"].day, line["amount"]) for line in found["tables"]]
    assert listed == [("observers", 2, 18.0), ("observers", 1, 9.0), ("police", 3, 27.0)]


@pytest.mark.parametrize(
    ("comparator", "said", "printed"),
    [("~", "some", "some"), (">=", "", "at least"), ("<", "Close to", "close to"), (None, "", "about")],
)
def test_a_strength_keeps_its_bound_in_the_words_of_its_report(
    mine: Path, capsys: pytest.CaptureFixture[str], comparator: str | None, said: str, printed: str
) -> None:
    changed(mine, ("UPDATE counts SET comparator = ?, text = ?", [comparator, f"{said} 90".strip()]))
    assert f" {printed} 90 " in called(capsys, "missions", mine, "UNMGL").splitlines()[-1]
    assert [strength["comparator"] for row in missions(mine) for strength in row["strengths"]] == [comparator]


def test_only_what_there_is_has_a_heading_and_names_are_no_markup(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(
        mine,
        "UPDATE documents SET mission = 'undp', mandates = []",
        "INSERT INTO entities BY NAME SELECT 'undp' AS entity, 'UNDP [of the Lake]' AS display_name",
    )
    assert [line.split() for line in called(capsys, "missions", mine).splitlines()[1:]] == [
        ["UNDP", "[of", "the", "Lake]", "TCD", "0", "0", "2"]
    ]
    assert called(capsys, "missions", mine, "undp") == "UNDP [of the Lake] · TCD\n"


def test_a_name_of_several_missions_is_told(mine: Path) -> None:
    changed(
        mine,
        "UPDATE documents SET mission = 'unmgl-two' WHERE document = 'A/99/8'",
        "INSERT INTO entities BY NAME SELECT 'unmgl-two' AS entity, 'Lake' AS display_name, ['the lake'] AS aliases",
        "UPDATE entities SET aliases = ['the lake'] WHERE entity = 'unmgl'",
    )
    with pytest.raises(UsageError) as told:
        missions(mine, "The Lake")
    assert str(told.value) == "'The Lake' may be unmgl or unmgl-two; name one of them"
    assert [row["mission"] for row in missions(mine, "unmgl")] == ["unmgl"]


def test_a_mission_that_no_report_is_about(run: Path) -> None:
    assert [row["mission"] for row in missions(run)] == ["unmgl"]
    with pytest.raises(UsageError, match="is about a mission 'unmlg'; did you mean unmgl"):
        missions(run, "unmlg")


def test_where_a_title_names_resolutions_the_cover_gives_no_other_mandate(mine: Path) -> None:
    changed(
        mine,
        "UPDATE documents SET title = 'Report pursuant to resolution 2998 (2039)', mandates = "
        "['S/RES/2997(2039)', 'S/RES/2998(2039)'] WHERE document = 'A/99/7'",
    )
    query = "SELECT resolution FROM mandates WHERE on_cover ORDER BY resolution"
    assert rows(mine, query) == [("S/RES/2998(2039)",)]
