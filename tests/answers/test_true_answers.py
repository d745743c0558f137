"""Questions of users: what a dataset prints is right where it is a number that a careful reader would give."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from called_command import called
from sgreports.answers.checks.true_answers import AskedQuestion, ask, can_ask, read_questions
from sgreports.errors import UsageError

KILLED = "sgreports counts RUN --event killed --country Chad --year 2043 --document A/99/7"


def question(name: str, command: str, *answers: float, **said: Any) -> dict[str, Any]:
    words = {"id": name, "split": "dev", "question": "How many people were killed?", "measures": ["flow"]}
    return words | {"command": command, "answers": answers, "places": ["A/99/7 ¶1"]} | said


def printed(run: Path, command: str, *answers: float, **said: Any) -> tuple[tuple[float, ...], bool]:
    found = ask(run, AskedQuestion.model_validate(question("q", command, *answers, **said)))
    return found.printed, found.right


def test_a_total_is_right_where_it_is_one_of_the_true_answers(run: Path) -> None:
    assert printed(run, KILLED, 90, 94) == ((90.0,), True)
    assert printed(run, KILLED, 130) == ((90.0,), False)


def test_a_question_is_of_one_report_or_of_several(run: Path) -> None:
    assert printed(run, f"{KILLED} --document A/99/8", 94) == ((94.0,), True)
    assert printed(run, KILLED.replace("A/99/7", "A/99/8"), 4) == ((4.0,), True)


def test_what_stands_at_a_moment_is_asked_for_by_its_measure(run: Path) -> None:
    assert printed(run, "sgreports counts RUN --event killed", 8, measures=["stock"]) == ((8.0,), True)
    assert printed(run, "sgreports counts RUN --event killed", 8, measures=["flow", "limit"]) == ((594.0, 7.0), False)


def test_only_lines_of_the_thing_are_added(run: Path) -> None:
    assert printed(run, KILLED, 90, thing="person") == ((90.0,), True)
    assert printed(run, KILLED, 90, thing="patrol") == ((), False)


def test_a_body_that_no_count_names_is_no_answer(run: Path) -> None:
    assert printed(run, f"{KILLED} --whose unmgl", 90) == ((), False)


def test_questions_of_other_reports_are_not_asked(run: Path) -> None:
    other = AskedQuestion.model_validate(question("q", f"{KILLED} --document S/2043/1", 90))
    assert can_ask(run, [other]) == []


@pytest.mark.parametrize("command", ["sgreports series RUN", "sgreports counts RUN --event eaten"])
def test_a_wrong_command_is_told_with_its_line(tmp_path: Path, command: str) -> None:
    file = write(tmp_path, question("q-1", KILLED, 90), question("q-2", command, 90))
    with pytest.raises(UsageError, match=r"questions\.jsonl:2: "):
        read_questions(file)


def test_the_command_tells_what_is_right_and_wrong_by_split(
    run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    none = question("t-1", "sgreports counts RUN --event injured", 5, split="test")
    write(tmp_path, question("d-1", KILLED, 40), question("d-2", KILLED, 90), none)
    asked = ("score", run, "--questions", "--gold", tmp_path / "gold")
    said = called(capsys, *asked)
    assert [line for line in said.splitlines() if "RUN" not in line] == [
        "dev: 1 of 2 questions answered",
        "  right d-2: How many people were killed? 90",
        "  wrong d-1: How many people were killed? 90, not 40",
        "test: 0 of 1 questions answered",
        "  wrong t-1: How many people were killed? nothing, not 5",
    ]
    (only,) = json.loads(called(capsys, *asked, "--split", "test", "--json"))
    assert (only["question"]["id"], only["printed"], only["right"]) == ("t-1", [], False)


def write(folder: Path, *questions: dict[str, Any]) -> Path:
    file = folder / "questions.jsonl"
    file.write_text("".join(json.dumps(q) + "\n" for q in questions), encoding="utf-8")
    return file


def test_the_questions_of_the_gold_are_commands_and_of_one_split() -> None:
    questions = read_questions(Path("annotations/questions.jsonl"))
    assert Counter(q.split for q in questions) == {"train": 134, "dev": 20, "test": 20, "none": 20}
    assert len({q.id for q in questions}) == len(questions)
