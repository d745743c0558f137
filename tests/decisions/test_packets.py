"""Questions go out without what the program found, answers come back as decisions."""

import json
from pathlib import Path
from typing import Any

import pytest

from called_command import outcome
from invented.checked import ALL, KILLED, LATER, OFFICERS, TRAINED, cells_of, checked_run
from sgreports.decisions.apply import apply
from sgreports.decisions.files import read_decisions
from sgreports.decisions.packets.packet import Answer, answer_schema

KILLING = {"event": "killed", "measure": "flow", "years": "2043", "country": ["TCD"], "note": None}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checked_run(tmp_path_factory.mktemp("asked") / "run")


def asked(run: Path, out: Path, capsys: pytest.CaptureFixture[str], *options: object) -> list[dict[str, Any]]:
    code, said, err = outcome(capsys, "ask", run, "--event", "killed", "--out", out, *options)
    assert (code, err) == (0, "")
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert said.startswith(f"{out}: {len(lines)} questions")
    return lines


def test_a_question_has_what_a_reader_needs_and_nothing_that_was_found(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = asked(run, tmp_path / "questions.jsonl", capsys, "--numbers")
    assert [q["paragraph"] for q in questions] == [
        LATER.replace("640", "⟦640⟧"), TRAINED.replace("Some 30", "⟦Some 30⟧"), KILLED.replace("640", "⟦640⟧"),
        KILLED.replace("75", "⟦75⟧"), KILLED.replace("2043", "⟦2043⟧"), TRAINED.replace("12", "⟦12⟧"),
        TRAINED.replace("dozen", "⟦dozen⟧"), LATER.replace("2043", "⟦2043⟧"),
    ]  # fmt: skip
    first = questions[2]
    assert first["id"] == f"A/99/7 ¶12 6-9 {first['id'][-8:]}"
    assert set(first) == {
        "id", "dataset", "task", "paragraph", "document", "title", "definitions", "measures", "answer_schema",
    }  # fmt: skip
    assert questions[1]["before"] == KILLED
    assert answer_schema()["required"] == list(Answer.model_fields)
    (shown, *_) = asked(run, tmp_path / "shown.jsonl", capsys, "--proposals")
    assert shown["proposed"]["years"] == "2043"


def test_answers_are_checked_compared_and_written_as_decisions(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = asked(run, tmp_path / "questions.jsonl", capsys, "--numbers")
    again, officers, all_, east, year, twelve, *others = (q["id"] for q in questions)
    answers: list[Any] = [
        {"id": all_, "is_count": True, "value": "640", "unit": "civilian", **KILLING},
        {"id": east, "is_count": True, "value": "75", "unit": "civilians", **KILLING, "years": "2042-2043"},
        {"id": officers, "is_count": False, "note": "they were trained"},
        *({"id": other, "is_count": False} for other in (year, *others)),
        {"id": twelve, "is_count": True, "value": "12", "unit": "officers", **KILLING, "country": None},
        {"id": again, "is_count": True, "value": "about 640", "unit": None, **KILLING},
        {"id": "A/99/7 ¶99 1-2 00000000", "is_count": False},
        {"id": again, "is_count": True, "value": "640"},
    ]
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(f"{json.dumps(answer)}\n" for answer in answers) + "{torn")
    where = ("--by", "gpt", "--kind", "model", "--decisions", tmp_path / "decisions")
    code, said, err = outcome(capsys, "answer", tmp_path / "questions.jsonl", file, *where)
    assert code == 1
    assert said == (
        f"{tmp_path}/decisions/gpt.jsonl: 4 decisions (1 right, 1 corrected, 1 wrong, 1 added);"
        " 3 numbers without a row are no counts; 1 questions have no answer; 4 lines do not fit\n"
    )
    assert [line.split(": ", 1)[1][:46] for line in err.splitlines()] == [
        "value: Value error, 'about 640' is no number: ", "no question has the id 'A/99/7 ¶99 1-2 0000000",
        "Value error, a count has all of its cells: uni",
        "it is no JSON: Expecting property name enclose",
    ]  # fmt: skip
    decided = [line.decision for line in read_decisions(tmp_path / "decisions").lines]
    assert [(d.quote, d.verdict, d.added, d.kind) for d in decided] == [
        ("640", "right", False, "model"), ("75", "corrected", False, "model"), ("Some 30", "wrong", False, "model"),
        ("12", "corrected", True, "model"),
    ]  # fmt: skip
    assert decided[1].cells.said == {"years": "2042-2043"}
    apply(run, read_decisions(tmp_path / "decisions"))
    assert {c: it[0] for c, it in cells_of(run, "verdict").items() if it[0]} == {
        ALL: "right", "A/99/7#m12-75": "corrected", OFFICERS: "wrong", "A/99/7#d1": "added",
    }  # fmt: skip
