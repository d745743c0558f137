"""Who does what to whom: one rule in Python and on the command line, with the sentences."""

import json
from pathlib import Path
from typing import Any

import pytest

import sgreports
from called_command import called
from invented.runs import related, report, said, whole_run
from sgreports.answers.named import find_report
from sgreports.answers.statements.answer import answer, cells
from sgreports.answers.statements.question import StatementQuestion
from sgreports.errors import UsageError
from sgreports.model.report import Masthead

BOTH = "UNDP and UNICEF supported the Lake Board of Chad; UNDP did not support the Guards and is to support Mali."
AGAIN = "UNDP supported the Lake Board."
MARKS = {
    "undp": "AGENCY UNDP", "unicef": "AGENCY UNICEF", "name/tcd/lake-board": "AGENCY the Lake Board",
    "guards": "AGENCY the Guards", "MLI": "COUNTRY Mali", "2": "COUNT Lake",
}  # fmt: skip
BOARD = "name/tcd/lake-board"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports: whom two agencies support, whom they do not or not yet, and how many there are."""
    marks = {entity: marked for entity, marked in MARKS.items() if entity != "2"}
    first = report(
        said(BOTH, **marks),
        relations=[
            related("supports", "undp", BOARD, BOTH), related("supports", "unicef", BOARD, BOTH, score=0.4),
            related("supports", "undp", BOARD, BOTH, id="again"),
            related("supports", "undp", "guards", BOTH, polarity="negated"),
            related("supports", "undp", "MLI", BOTH, modality="planned"), related("works_with", "undp", "unicef", BOTH),
        ],
    )  # fmt: skip
    its = {entity: MARKS[entity] for entity in ("undp", BOARD)}
    second = report(
        said(AGAIN, **its, **{"2": "COUNT Lake"}), document="A/99/8",
        relations=[related("supports", "undp", BOARD, AGAIN), related("count_by", "2", "undp", AGAIN)],
    )  # fmt: skip
    return whole_run(tmp_path_factory.mktemp("statements") / "run", first, second)


def rows(run: Path, **asked: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in answer(run, StatementQuestion(**asked)).rows]


def test_a_sentence_that_says_it_twice_counts_once_and_what_is_not_so_not_at_all(run: Path) -> None:
    found = answer(run, StatementQuestion(type="supports"))
    assert [tuple(row.values()) for row in found.rows] == [
        ("UNDP", "the Lake Board (TCD)", 2, 2, 1.0, "A/99/7 ¶1"),
        ("UNICEF", "the Lake Board (TCD)", 1, 1, 0.4, "A/99/7 ¶1"),
    ]
    assert (found.statements, found.documents, found.left_out) == (3, 2, {"denied": 1, "planned": 1})
    everything = rows(run, type="supports", everything=True, by=("object",))
    assert everything == [
        ("the Lake Board (TCD)", 2, 2, 1.0, "A/99/7 ¶1"), ("Mali", 1, 1, 1.0, "A/99/7 ¶1"),
        ("the Guards", 1, 1, 1.0, "A/99/7 ¶1"),
    ]  # fmt: skip


def test_without_a_type_each_has_its_rows_and_numbers_have_none(run: Path) -> None:
    assert rows(run, by=()) == [("supports", 2, 2, 1.0, "A/99/7 ¶1"), ("works_with", 1, 1, 1.0, "A/99/7 ¶1")]
    assert rows(run, type="count_by", by=("object",)) == [("UNDP", 1, 1, 1.0, "A/99/8 ¶1")]


@pytest.mark.parametrize(
    ("asked", "sentences"),
    [
        ({"subject": "undp"}, 2), ({"subject": "UNICEF"}, 1), ({"object": "TCD"}, 2), ({"object": "chadian"}, 2),
        ({"object": "lake"}, 2), ({"object": "Mali"}, 0), ({"country": "Chad"}, 2), ({"country": "MLI"}, 0),
        ({"document": "a_99_8"}, 1), ({"year": 2040}, 0), ({"min_score": 0.5, "subject": "unicef"}, 0),
    ],
)  # fmt: skip
def test_filters(run: Path, asked: dict[str, Any], sentences: int) -> None:
    assert sum(row[0] for row in rows(run, type="supports", by=(), **asked) if row[0]) == sentences


def test_who_works_with_whom_stands_from_both_ends(run: Path) -> None:
    one, other = ("UNDP", "UNICEF", 1, 1, 1.0, "A/99/7 ¶1"), ("UNICEF", "UNDP", 1, 1, 1.0, "A/99/7 ¶1")
    assert rows(run, type="works_with") == [one]
    assert rows(run, type="works_with", subject="unicef") == rows(run, type="works_with", object="undp") == [other]
    assert rows(run, type="supports", subject="name/tcd/lake-board") == []


def test_by_one_end_who_works_with_whom_counts_for_both(run: Path) -> None:
    each = [("UNDP", 1, 1, 1.0, "A/99/7 ¶1"), ("UNICEF", 1, 1, 1.0, "A/99/7 ¶1")]
    by_subject = StatementQuestion(type="works_with", by=("subject",))
    assert rows(run, type="works_with", by=("subject",)) == rows(run, type="works_with", by=("object",)) == each
    assert answer(run, by_subject).statements == 1
    ends = [(c["subject_name"], c["object_name"]) for c in cells(run, by_subject)]
    assert ends == [("UNDP", "UNICEF"), ("UNICEF", "UNDP")]


def test_the_end_that_a_country_is_from_turns_with_the_statement(tmp_path: Path) -> None:
    text = "UNDP works with the Lake Board."
    marks = {entity: MARKS[entity] for entity in ("undp", BOARD)}
    run = whole_run(
        tmp_path / "run", report(said(text, **marks), relations=[related("works_with", "undp", BOARD, text)])
    )
    found = cells(run, StatementQuestion(type="works_with", by=("subject",)))
    assert [(c["subject_entity"], c["country"], c["country_from"]) for c in found] == [
        ("undp", "TCD", "object"),
        (BOARD, "TCD", "subject"),
    ]


def test_the_state_of_a_body_is_one_answer_to_who_and_where(tmp_path: Path) -> None:
    text = "UNDP supports IDF, LAF with NSS, IDF with Israel's Guards, and Chad."
    marks = {
        "undp": "AGENCY UNDP", "idf": "AGENCY IDF", "laf+nss": "AGENCY LAF with NSS",
        "idf+name/isr/guards": "AGENCY IDF with Israel's Guards", "TCD": "COUNTRY Chad",
    }  # fmt: skip
    related_ends = [("idf", "undp"), *(("undp", entity) for entity in marks if entity != "undp")]
    relations = [related("supports", subject, other, text) for subject, other in related_ends]
    on_mali = Masthead(symbols=("A/99/7",), title="Invented", about_countries=("MLI",))
    run = whole_run(tmp_path / "run", report(said(text, **marks), relations=relations, masthead=on_mali))
    found = cells(run, StatementQuestion(type="supports"))
    assert {c["object_entity"]: (c["country"], c["country_from"]) for c in found} == {
        "undp": ("ISR", "subject"), "idf": ("ISR", "object"), "laf+nss": ("MLI", "document"),
        "idf+name/isr/guards": ("ISR", "object"), "TCD": ("TCD", "object"),
    }  # fmt: skip
    of_state = {
        state: {c["object_entity"] for c in cells(run, StatementQuestion(type="supports", object=state))}
        for state in ("Israel", "LBN", "SSD", "Chad")
    }
    assert of_state == {
        "Israel": {"idf", "idf+name/isr/guards"}, "LBN": {"laf+nss"}, "SSD": {"laf+nss"}, "Chad": {"TCD"}
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"type": "support"}, "there is no type 'support'; did you mean supports"),
        ({"by": ("agent",)}, "there is no grouping 'agent'"),
        ({"country": "Chadd"}, "there is no country 'Chadd'; did you mean Chad"),
        ({"subject": "uniceff"}, "no statement of this dataset has the subject 'uniceff'; did you mean unicef"),
        ({"document": "A/99/9"}, "there is no report 'A/99/9' in this dataset; did you mean A/99/"),
    ],
)
def test_the_nearest_names_are_suggested(run: Path, wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        answer(run, StatementQuestion.model_validate(wrong))


@pytest.mark.parametrize("symbol", ["A/99/7", "a_99_7", "S/2041/7", "s_2041_7"])
def test_a_report_goes_by_each_of_its_symbols(symbol: str) -> None:
    assert find_report(symbol, [{"document": "A/99/7", "symbols": ["A/99/7", "S/2041/7"]}]) == "A/99/7"


def test_a_report_like_no_other_is_told_what_there_is() -> None:
    held = [{"document": "A/99/7", "symbols": ["A/99/7", "S/2041/7"]}]
    with pytest.raises(UsageError) as told:
        find_report("xyz", held)
    assert str(told.value) == "there is no report 'xyz' in this dataset; it holds A/99/7, S/2041/7"


def test_the_frame_and_the_command_give_the_same(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = sgreports.statements(run, type="supports", by=["subject"])
    told = json.loads(called(capsys, "statements", run, "--type", "supports", "--by", "subject", "--json"))
    assert frame.to_dict("records") == told
    assert frame.attrs["left_out"] == {"denied": 1, "planned": 1}
    each = sgreports.statements(run, type="supports", subject="undp", cells=True)
    assert list(each.document) == ["A/99/7", "A/99/8"]
    found = cells(run, StatementQuestion(type="supports", subject="undp"))
    assert [(c["sentence_text"], c["link"], c["country"], c["country_from"]) for c in found] == [
        (BOTH, "https://docs.un.org/en/A/99/7", "TCD", "object"),
        (AGAIN, "https://docs.un.org/en/A/99/8", "TCD", "object"),
    ]


def test_without_groups_all_is_one_row(run: Path) -> None:
    assert rows(run, type="supports", by=()) == [(2, 2, 1.0, "A/99/7 ¶1")]
    documents = [c["document"] for c in cells(run, StatementQuestion(type="supports", by=()))]
    assert documents == ["A/99/7", "A/99/8", "A/99/7"]
    assert rows(run, type="supports", by=("type", "type")) == [("supports", 2, 2, 1.0, "A/99/7 ¶1")]


def test_the_command_prints_a_table(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = called(capsys, "statements", run, "--type", "supports", "--first", "1").splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "subject object said reports score where",
        "UNDP the Lake Board (TCD) 2 2 1.00 A/99/7 ¶1 +1",
        "... and 1 more; --first 2 prints all, --csv and --json have all",
        "",
        "3 statements in 2 reports.",
        "Not counted: 1 denied, 1 planned or requested; --all adds them.",
    ]


def test_the_command_lists_sentences(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = called(capsys, "statements", run, "--subject", "undp", "--object", "guards", "--all", "--cells")
    assert [line.rstrip() for line in out.splitlines()] == [
        "UNDP · the Guards · supports",
        "  A/99/7 ¶1  UNDP —supports→ the Guards  1.00",
        "    denied",
        "    UNDP and UNICEF supported the Lake Board of Chad; UNDP did not support the",
        "    Guards and is to support Mali.",
        "    https://docs.un.org/en/A/99/7",
        "",
        "1 statement in 1 report.",
    ]


def test_names_are_no_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "UNDP supports the Board [of the Lake]."
    marks = {"undp": "AGENCY UNDP", "name/board": "AGENCY the Board [of the Lake]"}
    run = whole_run(
        tmp_path / "run", report(said(text, **marks), relations=[related("supports", "undp", "name/board", text)])
    )
    line = called(capsys, "statements", run, "--type", "supports").splitlines()[1]
    assert " ".join(line.split()) == "UNDP the Board [of the Lake] 1 1 1.00 A/99/7 ¶1"


def test_nothing_fits(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = called(capsys, "statements", run, "--type", "supports", "--object", "guards", "--cells")
    assert out == "no statement fits\nNot counted: 1 denied; --all adds them.\n"
